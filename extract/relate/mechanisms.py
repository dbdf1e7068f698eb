"""How a programme, consortium, centre or cluster is chosen, evaluated, paid for and run, clause by clause.

A clause tells a mechanism where it has a cue of one of the four sorts (selection, evaluation, funding, governance) and
the text speaks of something that it can be about. Advice, reports of events and conditions are not mechanisms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..lexicon import load
from ..modality import in_advice, modality
from ..model import Block, BlockKind, Literal, Modality
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .clauses import NUMBER, about, clauses, may_be_about, shortened
from .patterns import ORGANIZATIONS
from .stated import Stated, state

FRAME = "Mechanism"
SORTS = ("selection", "evaluation", "funding", "governance")
MIN_LABEL, MAX_LABEL = 8, 60
# A shorter heading names a topic; headings of chapters do so too.
MIN_HEADING = 14

# Sums that are given are Funding, not mechanisms.
_MONEY = frozenset({"元", "美元", "欧元", "英镑", "日元", "韩元"})
_LEAD = re.compile(
    r"^(?:其中|此外|同时|并且?|且|而|则|答:|一方面|另一方面|不仅|还|也|随后|因此|一种是|另一种是?|另一种|按照规定)?,?"
)


@cache
def _words(sort: str) -> re.Pattern[str]:
    return re.compile("|".join(load("mechanisms")[sort]))


@Language.component("innokg_mechanisms")
def find_mechanisms(doc: Doc) -> Doc:
    """State a Mechanism for every clause that tells one."""
    context: Context = doc._.context
    facts: list[Stated] = []
    seen: set[tuple[str, str]] = set()
    for sentence in context.sentences:
        if in_advice(context, sentence.start) or _is_skipped(context, sentence):
            continue
        for start, sort, label in _in_sentence(context, sentence):
            if len(label) >= MIN_LABEL and (sort, label) not in seen:
                fact = _stated(context, sentence, start, sort, label)
                if fact is not None:
                    seen.add((sort, label))
                    facts.append(fact)
    return state(doc, facts)


def _is_skipped(context: Context, sentence: Sentence) -> bool:
    block: Block | None = next((b for b in context.blocks if b.span.start <= sentence.start < b.span.end), None)
    if block is None or block.kind in (BlockKind.TITLE, BlockKind.TABLE_ROW):
        return True
    words = NUMBER.sub("", context.text[block.span.start : block.span.end])
    return block.kind is BlockKind.HEADING and (block.level < 2 or len(words) < MIN_HEADING)


def _in_sentence(context: Context, sentence: Sentence) -> Iterator[tuple[int, str, str]]:
    """(place, sort, words) of the mechanisms of a sentence."""
    text = context.text
    if _words("not_sentences").search(text[sentence.start : sentence.end]):
        return
    for part_start, part_end in clauses(text, sentence.start, sentence.end, ";。"):
        taken = part_start
        for start, end in clauses(text, part_start, part_end, ",:"):
            sort = _sort(context, sentence, start, end) if start >= taken else None
            if sort is not None:
                taken = _end(context, sentence, start, end, part_end, sort)
                first = _without_subject(context, sentence, start)
                label = _LEAD.sub("", NUMBER.sub("", text[first:taken].strip()))
                yield start, sort, shortened(label, MAX_LABEL)


def _without_subject(context: Context, sentence: Sentence, start: int) -> int:
    """Where the words begin behind the thing that they are about: it is said apart."""
    text = context.text
    for item in sentence.items:
        if isinstance(item, Mention) and item.start == start and may_be_about(item):
            joint = re.match(r"(?:则|也|都|一般|的)?", text[item.end : item.end + 2])
            return item.end + (joint.end() if joint else 0)
    return start


def _sort(context: Context, sentence: Sentence, start: int, end: int) -> str | None:
    """The sort of mechanism that a clause tells, if any."""
    words = context.text[start:end]
    if _words("not_mechanisms").search(words) or (_words("leading").search(words) and _leader(sentence, start, end)):
        return None
    sums = [q for q in sentence.items if isinstance(q, Quantity) and start <= q.start < end and q.unit in _MONEY]
    return next((s for s in SORTS if _words(s).search(words) and not (sums and s == "funding")), None)


def _leader(sentence: Sentence, start: int, end: int) -> bool:
    """Does the clause name the body that leads? Then it tells who, not how."""
    inside = (m for m in sentence.items if isinstance(m, Mention) and start <= m.start < end)
    return any(set(m.types) & ORGANIZATIONS for m in inside)


def _end(context: Context, sentence: Sentence, start: int, end: int, part_end: int, sort: str) -> int:
    """Where the mechanism's words end: over the clauses that go on about it, as far as a label reaches."""
    text = context.text
    for s, e in clauses(text, end, part_end, ",:"):
        following = _sort(context, sentence, s, e)
        new = following is not None and (following != sort or text[s : s + 1] in "并且")
        if new or e - start > MAX_LABEL or _words("not_continued").search(text[s:e]):
            break
        end = e
    return end


def _stated(context: Context, sentence: Sentence, start: int, sort: str, label: str) -> Stated | None:
    thing, sure = about(context, sentence, start)
    if thing is None or not may_be_about(thing):
        return None
    how, negated = modality(context, start, start + len(label))
    if how is Modality.PROPOSED:
        words = context.text[slice(*context.clause(start))]
        if _words("proposes").search(words):
            return None
        how = Modality.REQUIRED if _words("requires").search(words) else Modality.ASSERTED
    return Stated(
        "rdf:type",
        f"mechanism-{sort}",
        sentence.start,
        sentence.end,
        frame=FRAME,
        slots=(
            ("ikg:about", thing),
            ("ikg:mechanismKind", Literal(sort)),
            ("rdfs:label", Literal(label, lang="zh-Hans")),
        ),
        modality=how,
        negated=negated,
        confidence=round(min(0.75, sure), 2),
    )
