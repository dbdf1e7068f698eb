"""Difficulties that an article reports.

The items of sections on problems, what 面临…等问题 names, what a sentence announces, and what is said to be lacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence, once_per_article
from ..expressions import Expression, any_of
from ..lexicon import load
from ..modality import in_advice
from ..model import BlockKind, Literal
from ..recognise.mentions import Mention
from .clauses import NUMBER, clauses, items, may_be_about, shortened
from .difficulty_lists import MAX_ANNOUNCEMENT, Listing, announces
from .lacking import lacking, lacks
from .named_difficulties import MIN_LABEL, named_difficulties
from .stated import Stated, state
from .subjects import in_title, speaking_of

FRAME = "Challenge"
MAX_LABEL = 50
# Behind difficulties: that they are such.
_NAME_OF_ALL = re.compile("等(?:诸多|突出|现实)*(?:问题|挑战|困难|现象)$")
# 难点一:产权不清
_CAPTION = re.compile(
    r"(?:难点|问题|挑战|短板|瓶颈|困难|痛点|堵点|困境)(?:之)?[一二三四五六七八九1-9][:,、. ](?P<what>.+)"
)


@cache
def _words(key: str) -> Expression:
    value = load("challenges")[key]
    return any_of([value] if isinstance(value, str) else value)


@Language.component("innokg_challenges")
def find_challenges(doc: Doc) -> Doc:
    """State a Challenge for every difficulty that the article reports."""
    context: Context = doc._.context
    facts: list[Stated] = []
    seen: set[str] = set()
    for sentence, found in _read(context)[0]:
        for label, sure in found:
            label = _NAME_OF_ALL.sub("", _words("leads").sub("", NUMBER.sub("", label.strip())))
            label = shortened(label, MAX_LABEL)
            if len(label) >= MIN_LABEL and not any(label.startswith(earlier) for earlier in seen):
                seen.add(label)
                facts.append(_stated(context, sentence, label, sure))
    return state(doc, facts)


def lists_difficulty(context: Context, sentence: Sentence) -> bool:
    """Is a sentence an item of a list of difficulties, or does it announce one, and so advises nothing?"""
    return sentence.start in _read(context)[1]


@once_per_article
def _read(context: Context) -> tuple[list[tuple[Sentence, list[tuple[str, float]]]], frozenset[int]]:
    """The difficulties that each sentence tells, and the sentences of lists of them that were announced outright."""
    told: list[tuple[Sentence, list[tuple[str, float]]]] = []
    listed: set[int] = set()
    listing = Listing()
    for sentence in context.sentences:
        words = context.text[sentence.start : sentence.end].rstrip("。")
        if kind := _heading(context, sentence):
            listing.close()
            heads = kind is BlockKind.HEADING and _heads_difficulty(context, sentence, words)
            told.append((sentence, [(words, 0.85)] if heads else []))
            continue
        opens = listing.opens_in(words)
        among, sure = listing.has(words), listing.surely(words)
        if opens or (among and listing.outright):
            listed.add(sentence.start)
        found = list(_in_sentence(context, sentence, _Place(among, sure, opens, sentence.start in listed)))
        listing.go_on(sentence, words, bool(found))
        told.append((sentence, found))
    return told, frozenset(listed)


def _heading(context: Context, sentence: Sentence) -> BlockKind | None:
    """The kind of the block that a sentence stands in, where it is a heading or title."""
    block = context.block_at(sentence.start)
    return block.kind if block is not None and block.kind in (BlockKind.HEADING, BlockKind.TITLE) else None


def _heads_difficulty(context: Context, sentence: Sentence, words: str) -> bool:
    """Is a heading a difficulty: one that says so itself, or one below a heading of difficulties?"""
    if in_advice(context, sentence.start):
        return False
    above = [b.span for b in context.headings(sentence.start) if b.span.end <= sentence.start]
    named = context.text[above[-1].start : above[-1].end] if above else ""
    below = _words("headings").search(named) and not _words("not_headings").search(named)
    return lacks(words) or bool(below and NUMBER.match(words) and len(words) <= MAX_ANNOUNCEMENT)


def _in_section(context: Context, at: int) -> bool:
    """Is the nearest heading above one of difficulties?"""
    headings = context.headings(at)
    if not headings:
        return False
    words = context.text[headings[-1].span.start : headings[-1].span.end]
    return (bool(_words("headings").search(words)) or lacks(words)) and not _words("not_headings").search(words)


@dataclass(frozen=True, slots=True)
class _Place:
    """How a sentence stands to lists of difficulties."""

    listed: bool  # it is an item of one
    surely: bool  # and tells a difficulty whatever its words
    opens: bool  # it announces one before its colon
    outright: bool  # the list goes on even in a section that advises


def _in_sentence(context: Context, sentence: Sentence, place: _Place) -> Iterator[tuple[str, float]]:
    """(words, confidence) of the difficulties in a sentence."""
    text = context.text
    start, end = sentence.start, sentence.end
    if text[start:end].rstrip().endswith("?"):
        return
    lead = text.find(":", start, end)
    titled = text.count("《", start, lead) > text.count("》", start, lead)  # 《…的挑战:…》 is a title
    here = lead >= 0 and not titled and (place.opens or announces(text[start:lead]))
    if in_advice(context, start) and not place.outright:
        yield from _told(text, start, end, silent=bool(_words("proposes").search(text[start:end])))
        return
    numbered = items(text, start, end)
    if caption := _CAPTION.match(text, start, end):
        yield _first(text, caption.start("what"), end), 0.88
    elif numbered and (here or place.listed or _in_section(context, start)):
        yield from ((_first(text, s, e), 0.88) for s, e in numbered if not _goes_on(text[s:e]))
    elif here:
        yield from ((text[s:e], 0.85) for s, e in clauses(text, lead + 1, end, ";。"))
    elif place.listed:
        for s, e in clauses(text, start, end, ";。"):
            if not _goes_on(text[s:e]) and (place.surely or any(True for _ in lacking(text, s, e))):
                yield text[s:e], 0.82
    else:
        for s, e in clauses(text, start, end, ";。"):
            yield from _told(text, s, e, silent=context.has_articles)


def _told(text: str, start: int, end: int, *, silent: bool) -> Iterator[tuple[str, float]]:
    """What a part of a sentence names as difficulties and, unless it is silent, what else it says to be lacking."""
    named = list(named_difficulties(text[start:end]))
    yield from named
    for s, e in () if silent else lacking(text, start, end):
        words = text[s:e]
        if not any(name in words or words in name for name, _ in named):
            yield words, 0.72


def _goes_on(words: str) -> bool:
    """Does an item tell what is to be done, or what is good?"""
    return bool(_words("goes_on").search(NUMBER.sub("", words.strip())))


def _first(text: str, start: int, end: int) -> str:
    stop = next((e for s, e in clauses(text, start, end, ";。")), end)
    return text[start:stop]


def _stated(context: Context, sentence: Sentence, label: str, sure: float) -> Stated:
    slots: list[tuple[str, Mention | Literal | None]] = []
    if (thing := _about(context, sentence)) is not None:
        slots.append(("ikg:about", thing))
    slots.append(("rdfs:label", Literal(label, lang="zh-Hans")))
    return Stated(
        "rdf:type", "challenge", sentence.start, sentence.end, frame=FRAME, slots=tuple(slots), confidence=sure
    )


def _about(context: Context, sentence: Sentence) -> Mention | None:
    """What the sentence speaks of: a thing or a place that it begins with, else what is spoken of."""

    def wanted(mention: Mention) -> bool:
        return may_be_about(mention) or mention.type in ("Region", "TechnologyField", "Enterprise")

    first = next((m for m in sentence.items if isinstance(m, Mention) and wanted(m)), None)
    if first is not None and context.is_subject(first, sentence):
        return first
    return speaking_of(context, sentence.start, wanted) or first or in_title(context, may_be_about)
