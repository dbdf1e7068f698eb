"""The clauses and numbered items of a sentence, and the thing that a statement about how something works is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..context import Context, Sentence, once_per_article
from ..modality import modality
from ..model import Modality
from ..recognise.mentions import Mention
from .schemes import carried_on
from .subjects import in_headings, in_title, speaking_of

_ITEM = re.compile(
    r"(?:^|(?<=[,;:。]))(?:[一二三四五六七八九十]是|首先,|其次,|再次,|最后,|第[一二三四五六七八九十\d](?:,|是)"
    r"|\(?[1-9一二三四五六七八九]\)|[①-⑨])"
)
NUMBER = re.compile(
    r"^\s*(?:[-•●▪◆■]|第?[一二三四五六七八九十百]+[、.．,]|\([一二三四五六七八九十\d]+\)|\d{1,2}(?:\.\d{1,2}){1,3}[.、]?(?=\s*[一-鿿A-Z“《(]|\s+(?:19|20)\d\d年)|\d{1,2}(?:[.．、]|(?=[一-鿿]))|第?[一二三四五六七八九十]是|第\d是"
    r"|第[一二三四五六七八九十百\d]+条\s*|首先,|其次,|再次,|最后,|[①-⑳])\s*"
)


def behind_number(text: str, start: int, end: int) -> int:
    """Where a stretch begins behind its number (第二条, (三), 一是)."""
    number = NUMBER.match(text[start:end])
    return start + number.end() if number else start


# A clause that puts what follows it in the sentence as still to come, and one that ends this.
_AHEAD = re.compile(
    "|".join(
        (
            r"将(?!其|.{1,20}(?:作为|列为|纳入|分为))|拟|计划(?=[到在于建投新向培组布再每未])",
            r"(?:未来|今后)(?:[一二三四五六七八九十\d]+[至~—-]?)+年|力争|预计|有望|目标是|提出到|(?<![长加高升降至展大少])到20[2-9]\d年(?!.{0,4}(?:已|共))",
        )
    )
)
_DONE = re.compile(r"已|了|曾|先后|截至|累计|目前")
_OPEN, _CLOSE = "(“《‘", ")”》’"

# What rules and mechanisms are about.
_ABOUT = frozenset({"Programme", "Consortium", "InnovationCenter", "Cluster"})


def may_be_about(mention: Mention) -> bool:
    """Is it a programme, consortium, centre or cluster, or a kind of one?"""
    return mention.kind_of in _ABOUT or mention.type in _ABOUT


@once_per_article
def put(context: Context, start: int, end: int) -> tuple[Modality, bool]:
    """How a fact at [start, end) is put, and whether it is negated; a plan goes on over the clauses of its sentence."""
    how, negated = modality(context, start, end)
    clause, _ = context.clause(start)
    sentence = context.sentence_at(start)
    if how is not Modality.ASSERTED or _DONE.search(context.text, clause, start):
        return how, negated
    first = max(sentence.start, context.text.rfind(";", sentence.start, clause) + 1)
    ahead = [m.end() for m in _AHEAD.finditer(context.text, first, clause)]
    if ahead and not _DONE.search(context.text, ahead[-1], clause):
        return Modality.PLANNED, negated
    return how, negated


def items(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The numbered items (一是…; 二是…) of a stretch, numbers included; what stands before the first is left out."""
    starts = [start + m.start() for m in _ITEM.finditer(text[start:end])]
    stops = [*starts[1:], end]
    return [(s, e) for s, e in zip(starts, stops, strict=True)] if starts else []


@cache
def _edges(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


_BRACKETS = re.compile(f"[{_OPEN}]")

# A ratio cuts no clause: 按1:2的比例.
_RATIO = re.compile(r"\d:\d")


def clauses(text: str, start: int, end: int, marks: str = ",;:。!?") -> Iterator[tuple[int, int]]:
    """The clauses of a stretch; marks inside brackets and quotations do not cut, unless all of it is quoted."""
    if text.startswith("“", start, end) and not start < text.find("”", start, end) < end - 2:
        start += 1
    at = start
    for place in _cuts(text, start, end, marks):
        if text[at:place].strip():
            yield at, place
        at = place + 1
    if text[at:end].strip():
        yield at, end


def _cuts(text: str, start: int, end: int, marks: str) -> Iterator[int]:
    """Where the marks stand that cut a stretch."""
    if not _BRACKETS.search(text, start, end):
        for found in _edges(marks).finditer(text, start, end):
            if found[0] != ":" or not _RATIO.match(text, max(0, found.start() - 1), end):
                yield found.start()
        return
    depth = 0
    for found in _edges(marks + _OPEN + _CLOSE).finditer(text, start, end):
        place, char = found.start(), found[0]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and not (char == ":" and _RATIO.match(text, max(0, place - 1), end)):
            yield place


def about(context: Context, sentence: Sentence, at: int) -> tuple[Mention | None, float]:
    """What a rule or mechanism stated at an offset is about, and how sure that is.

    What the sentence names first, what is spoken of, what headings or title name, or what the article mostly names.
    """
    named = [m for m in sentence.items if isinstance(m, Mention) and may_be_about(m)]
    start, end = context.clause(at)
    contrast = context.text.startswith(("而", "但"), start)  # X由甲牵头,而|Y则由企业牵头
    own = (m for m in named if contrast and start <= m.start < end and context.is_subject(m, sentence))
    leading = next(own, None) or next((m for m in named if m.start <= at or context.is_subject(m, sentence)), None)
    if leading is not None:
        return leading, 0.9
    spoken = speaking_of(context, at, may_be_about, within=True) or carried_on(context, sentence, at, may_be_about)
    if spoken := spoken or speaking_of(context, at, may_be_about):
        return spoken, 0.85
    if headed := in_headings(context, at, may_be_about) or in_title(context, may_be_about):
        return headed, 0.8
    if named:
        return named[0], 0.75
    if most := context.mostly(may_be_about, 3):
        return most, 0.65
    return context.mostly(may_be_about, 1, before=at), 0.5


def shortened(text: str, longest: int) -> str:
    """The text, cut at the last comma before `longest` characters where it is longer."""
    text = text.strip(" ,;:。、")
    if len(text) <= longest:
        return text
    cut = text.rfind(",", 8, longest)
    return text[: cut if cut > 0 else longest].strip(" ,;:、")
