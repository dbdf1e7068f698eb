"""Which sentences stand in a list of conditions, and of whom.

1. A heading or label that names conditions opens a section; it goes on until a heading of the same rank.
2. A sentence that announces conditions opens a list; its items are what is numbered below it.
3. Numbered items that nobody announces are conditions where several of them set thresholds and none tells a target.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc

from ..context import Context, Sentence
from ..expressions import Expression, any_of, hinted
from ..lexicon import load
from ..model import BlockKind
from .clauses import NUMBER

# The ranks of numbers, outermost first; a label without a number ranks as a chapter.
_RANKS = tuple(
    re.compile(rf"\s*(?:{form})")
    for form in (
        r"第[一二三四五六七八九十百\d]+条",
        r"第[一二三四五六七八九十]+[章节部]|[一二三四五六七八九十]+、",
        r"\([一二三四五六七八九十]+\)",
        r"\d{1,2}[.、．](?!\d)|[一二三四五六七八九十]是|第[一二三四五六七八九十],",
        r"\(\d{1,2}\)|\d{1,2}\)",
        r"[①-⑳]",
    )
)
_CHAPTER = 1
_UNNUMBERED = len(_RANKS)

_LABEL = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d{1,2}[.、．])?\s*[【“]?([一-鿿()/、]{2,18})[】”]?\s*(:|$)"
)
# A label at the end of a line that says something else: …的机构申报条件:
_TRAILING = hinted(r"((?:申报|申请|认定|创建|组建|建设|入库|备案)(?:基本)?(?:条件|要求))[:]\s*$")

# Before the name of whom conditions are set for.
_NOT_WHO = re.compile(r"^(?:的|要求|规定|明确|凡|各|拟)+")
# A label with a number that is no longer than this heads a part of its own.
MAX_TOPIC = 8
# A bare list needs so many thresholds, and so many items.
MIN_THRESHOLDS, MIN_ITEMS = 2, 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A sentence among conditions: whose they are, where in it they begin, and the sentence that announces them."""

    start: int
    who: str = ""
    lead: Sentence | None = None
    scope: bool = False  # the label says to whom something is open (申报对象:…), and what follows are their names


@dataclass(frozen=True, slots=True)
class _Open:
    """A section or list that is open: its rank, that of its items, and what it hands to them."""

    rank: int
    section: bool
    who: str = ""
    lead: Sentence | None = None
    items: int | None = None
    scope: bool = False  # the section's label says to whom something is open
    within: _Open | None = None  # the section that a list stands in, and that goes on behind it


@cache
def _words(key: str) -> Expression:
    return any_of(load("requirements")[key])


def listed(doc: Doc) -> dict[int, Listed]:
    """Return the sentences that stand in lists of conditions, by where they start; told when first asked for."""
    if doc._.conditions is None:
        doc._.conditions = _listed(doc._.context)
    return doc._.conditions


def _listed(context: Context) -> dict[int, Listed]:
    found: dict[int, Listed] = {}
    now: _Open | None = None
    paragraph = -1
    for sentence in context.sentences:
        new, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        words = context.text[sentence.start : sentence.end]
        if opened := _opens(sentence, words, new):
            section = now if now is not None and now.section else now.within if now is not None else None
            now, start = opened
            if not now.section and not (new and section is not None and now.rank <= section.rank):
                now = replace(now, within=section)
            if start is not None:
                scope = words[: start - sentence.start].rstrip(":： ").endswith(("范围", "对象", "主体"))
                found[sentence.start] = Listed(start, now.who, now.lead, scope)
            continue
        now = _goes_on(context, sentence, words, new, now)
        if now is not None:
            found[sentence.start] = Listed(sentence.start, now.who, now.lead, now.scope)
    return _bare(context) | found


def _opens(sentence: Sentence, words: str, new: bool) -> tuple[_Open, int | None] | None:
    """What a sentence opens, and where in it the first condition stands, if in it."""
    if _TRAILING.search(words):
        return _Open(_CHAPTER, True, lead=sentence), None
    if lead := _words("announces").search(words):
        who = _NOT_WHO.sub("", NUMBER.sub("", lead["who"] or ""))
        rest = words[lead.end() :].lstrip(":：,")
        own = _Open(rank(words), False, who, sentence)
        inside = bool(rest.strip()) and words[lead.end() : lead.end() + 1] in ":："
        return own, sentence.end - len(rest) if inside else None
    label = _LABEL.match(words) if new else None
    if label and _words("sections").search(label[1]):
        rest = words[label.end() :].strip()
        scope = label[1].endswith(("范围", "对象", "主体"))
        own = _Open(min(rank(words), _CHAPTER + 1), True, lead=sentence, scope=scope)
        return own, sentence.start + label.end() if rest else None
    return None


def _goes_on(context: Context, sentence: Sentence, words: str, new: bool, now: _Open | None) -> _Open | None:
    """What is still open at a sentence."""
    if now is None or not new:
        return now
    still = _still(context, sentence, words, now)
    return still if still is not None or now.within is None else _still(context, sentence, words, now.within)


def _still(context: Context, sentence: Sentence, words: str, now: _Open) -> _Open | None:
    """The section or list, where a new paragraph still belongs to it."""
    own = rank(words)
    if _is_label(context, sentence, words):
        return now if own > now.rank and own != _UNNUMBERED else None
    if own == _UNNUMBERED and (not now.section or _words("other_sections").match(words)):
        return None
    if own <= now.rank and own != _UNNUMBERED:
        return None
    if now.section:
        return now
    if now.items is None:
        return replace(now, items=own)
    return now if own >= now.items else None


def _is_label(context: Context, sentence: Sentence, words: str) -> bool:
    """Is the sentence a heading, or does it begin with a label of its own (申报流程:…)?"""
    block = context.block_at(sentence.start)
    if block is not None and block.kind in (BlockKind.HEADING, BlockKind.TITLE):
        return True
    label = _LABEL.match(words)
    return label is not None and label[2] == ":" and rank(words) < _UNNUMBERED and len(label[1]) <= MAX_TOPIC


def rank(words: str) -> int:
    """Return the rank of the number that a stretch begins with."""
    return next((i for i, form in enumerate(_RANKS) if form.match(words)), _UNNUMBERED)


def _bare(context: Context) -> dict[int, Listed]:
    """The sentences of numbered items that nobody announces and that set thresholds."""
    found: dict[int, Listed] = {}
    for group in _groups(context):
        words = "".join(context.text[s.start : s.end] for s in group)
        items = sum(rank(context.text[s.start : s.end]) < _UNNUMBERED for s in group)
        thresholds = sum(1 for _ in _words("bare_thresholds").finditer(words))
        articles = rank(context.text[group[0].start : group[0].end]) == 0  # of a measure, whose demands say so
        enough = items >= MIN_ITEMS and thresholds >= MIN_THRESHOLDS and not articles
        if enough and not _words("no_conditions").search(words):
            found |= {s.start: Listed(s.start) for s in group}
    return found


def _groups(context: Context) -> Iterator[list[Sentence]]:
    """Runs of numbered items of one rank, each with the sentences behind it in its paragraph."""
    group: list[Sentence] = []
    own = _UNNUMBERED
    paragraph = -1
    for sentence in context.sentences:
        number = rank(context.text[sentence.start : sentence.end])
        new, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        if number < _UNNUMBERED and (number == own or not group):
            group.append(sentence)
            own = number
        elif group and not new and number == _UNNUMBERED:
            group.append(sentence)
        else:
            if group:
                yield group
            group = [sentence] if number < _UNNUMBERED else []
            own = number
    if group:
        yield group
