"""Constructions that say by what means a thing is chosen, checked, paid for or run.

They are data (`lexicon/mechanism_constructions.yaml`), each with sentences that it fits and some that it does not.
So are the wider classes of predicates (`lexicon/mechanism_predicates.yaml`), asked where no construction fits.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..context import Sentence
from ..expression_parts import Words, one_needed
from ..expressions import Expression, any_of
from ..lexicon import load
from ..occurrences import WordIndex
from ..recognise.mentions import Mention

_BRACKETS = re.compile(r"\([^()]*\)")
_TITLES = re.compile("《[^》]*》")


@dataclass(frozen=True, slots=True)
class Construction:
    """One way of saying how something works."""

    id: str
    sort: str
    says: Expression
    needs: Words  # it fits nowhere without one of these


class Battery:
    """Constructions in order, of which only those are tried that need a word that the clause has."""

    def __init__(self, constructions: Sequence[Construction]) -> None:
        self._constructions = constructions
        self._always = frozenset(number for number, one in enumerate(constructions) if not one.needs)
        self._needing: dict[str, list[int]] = defaultdict(list)
        for number, construction in enumerate(constructions):
            for word in construction.needs:
                self._needing[word].append(number)
        self._index = WordIndex(self._needing)

    def fitting(self, words: str) -> Iterator[Construction]:
        """The constructions that a clause's words fit, the first first."""
        numbers = {number for word in self._index.standing_in(words) for number in self._needing[word]}
        tried = (self._constructions[number] for number in sorted(numbers | self._always))
        return (construction for construction in tried if construction.says.search(words))


@cache
def _constructions() -> Battery:
    return Battery(constructions())


@cache
def _predicates() -> Battery:
    return Battery(predicates())


@cache
def constructions() -> tuple[Construction, ...]:
    """The constructions of the lexicon, in order."""
    return _compiled([*load("mechanism_constructions")["constructions"], *load("mechanism_families")["constructions"]])


@cache
def predicates() -> tuple[Construction, ...]:
    """The classes of predicates of the lexicon, in order."""
    return _compiled(load("mechanism_predicates")["predicates"])


def _compiled(entries: list[dict[str, Any]]) -> tuple[Construction, ...]:
    words: dict[str, str] = load("mechanism_constructions")["words"]
    filled = [(c, _filled(c["says"], words)) for c in entries]
    return tuple(Construction(c["id"], c["sort"], any_of([says]), one_needed(says)) for c, says in filled)


def _filled(pattern: str, words: dict[str, str]) -> str:
    """A pattern with the words that each <name> in it stands for."""
    while (filled := re.sub("<([a-z]+)>", lambda name: words[name[1]], pattern)) != pattern:
        pattern = filled
    return pattern


def fitting(words: str) -> Iterator[Construction]:
    """The constructions that a clause's words fit, the first first."""
    for construction in _constructions().fitting(words):
        if _never().search(words):  # asked last, for few clauses fit any
            return
        yield construction


def predicate_sort(words: str) -> str | None:
    """The sort of the first class of predicates that a clause's words fit; `any` where that leaves it to its words."""
    first = next(_predicates().fitting(words), None)
    if first is None or _never().search(words) or _no_predicate().search(words):
        return None
    return first.sort


def arrangement_sort(words: str) -> str:
    """The sort of the arrangement that a clause sets up (评价机制, 资金投入机制); governance where it names none."""
    return next((c.sort for c in constructions() if c.id.startswith("builds-") and c.says.search(words)), "governance")


@cache
def _never() -> Expression:
    return any_of(load("mechanism_constructions")["never"])


@cache
def _no_predicate() -> Expression:
    return any_of(load("mechanism_predicates")["never"])


def nameless(text: str, sentence: Sentence, start: int, end: int) -> str:
    """The words of a clause without brackets and with ◦◦ for each name: what a name is made of tells nothing."""
    parts: list[str] = []
    at = start
    for item in sentence.items:
        if not isinstance(item, Mention) or item.concept is not None or item.is_kind:
            continue
        if at <= item.start and item.end <= end:
            parts += (text[at : item.start], "◦◦")
            at = item.end
    return _TITLES.sub("◦◦", without_brackets("".join((*parts, text[at:end]))))


def without_brackets(words: str) -> str:
    """The words with what stands in brackets left out."""
    return _BRACKETS.sub("", words)
