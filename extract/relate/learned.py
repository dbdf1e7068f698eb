"""Mechanisms that no cue word tells: where the model of clauses (`clause_model.py`) is sure enough."""

from __future__ import annotations

from ..context import Context, Sentence
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .clause_model import told
from .clauses import clauses
from .indicators import units
from .mechanism_sorts import SORTS, words_of
from .patterns import ORGANIZATIONS

# So sure must the model be, of the clause among its neighbours and of the clause alone. At 0.6 four of five that it
# added on forty unseen pages were right by a reader's eye, and half on gold, which has few that no cue word tells.
LEAST = 0.65
# Less sure than what a cue word tells.
SURE = 0.58
# Shorter clauses say too little by themselves.
SHORTEST = 6


def learned_sorts(context: Context, sentence: Sentence, start: int, end: int) -> dict[int, tuple[str, float]]:
    """The sort of mechanism that each clause of a stretch tells, by where it begins, and how surely it does."""
    if words_of("demanding").search(context.text, start, end):
        return {}
    spans = list(clauses(context.text, start, end, ",:"))
    words = [context.text[s:e] for s, e in spans]
    # What is scored for nothing costs time: the cheaper sieve first.
    long = [i for i, said in enumerate(words) if len(said) >= SHORTEST and not words_of("happened").search(said)]
    found: dict[int, tuple[str, float]] = {}
    for i, shares in zip(long, told(words, long) if long else (), strict=True):
        sort = max(SORTS, key=lambda name: shares[name])
        # Its own words must say it too, not only those beside it.
        if shares[sort] < LEAST or told([words[i]])[0][sort] < LEAST:
            continue
        if not _is_other(context, sentence, *spans[i]):
            found[spans[i][0]] = sort, SURE
    return found


def _is_other(context: Context, sentence: Sentence, start: int, end: int) -> bool:
    """Does the clause tell what is demanded, a sum, or what a body of a name of its own does?"""
    words = context.text[start:end]
    if any(words_of(key).search(words) for key in ("not_mechanisms", "not_learned")):
        return True
    inside = [item for item in sentence.items if start <= item.start < end]
    if any(isinstance(i, Quantity) and i.unit in units("money") for i in inside):
        return True
    named = [i for i in inside if isinstance(i, Mention) and not i.is_kind]
    return any(m.type == "Person" or (m.type in ORGANIZATIONS and m.type != "Agency") for m in named)
