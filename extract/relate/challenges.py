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
from .home import HERE, home, own_country
from .lacking import lacking, lacks
from .named_difficulties import MIN_LABEL, named_difficulties
from .patterns import ORGANIZATIONS
from .stated import Stated, state
from .subjects import in_headings, in_title, speaking_of

FRAME = "Challenge"
MAX_LABEL = 50
# Behind difficulties: that they are such.
_NAME_OF_ALL = re.compile("等(?:诸多|突出|现实)*(?:问题|挑战|困难|现象|[几多]?个?方面)$")
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
            label = _NAME_OF_ALL.sub("", _words("leads").sub("", NUMBER.sub("", label.strip(" ;。"))))
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
        yield from ((text[s:e], 0.85) for s, e in _listed_parts(text, lead + 1, end))
    elif place.listed:
        for s, e in clauses(text, start, end, ";。"):
            told = list(lacking(text, s, e))
            if told and _CONCEDES.search(text, s, e):
                yield from ((text[a:b], 0.82) for a, b in told)
            elif not _goes_on(text[s:e]) and (place.surely or told):
                yield text[s:e], 0.82
    else:
        for s, e in clauses(text, start, end, ";。"):
            yield from _told(text, s, e, silent=context.has_articles)


# What is good is granted before what is lacking: 增速虽快,但强度仍有差距.
_CONCEDES = re.compile("虽|尽管|但")


def _listed_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of what an announcement lists: between semicolons, or between commas where each tells a difficulty."""
    parts = list(clauses(text, start, end, ";。"))
    between_commas = list(clauses(text, start, end, ",")) if len(parts) == 1 else []
    each = len(between_commas) > 1 and all(any(True for _ in lacking(text, s, e)) for s, e in between_commas)
    return between_commas if each else parts


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
    if (thing := _about(context, sentence, label)) is not None:
        slots.append(("ikg:about", thing))
    slots.append(("rdfs:label", Literal(label, lang="zh-Hans")))
    return Stated(
        "rdf:type", "challenge", sentence.start, sentence.end, frame=FRAME, slots=tuple(slots), confidence=sure
    )


def _about(context: Context, sentence: Sentence, label: str) -> Mention | None:
    """Whose difficulty it is: a body, place or thing; a field only where nothing else is spoken of.

    1. What heads the clause of the difficulty, or 我国 or 我省 in it.
    2. What heads an earlier clause of the sentence, then what is spoken of, then what headings or title name.
    """
    text = context.text
    at = max(text.find(label[:BEGINNING], sentence.start, sentence.end), sentence.start)
    first, _ = context.clause(at)
    named = [m for m in sentence.items if isinstance(m, Mention) and _has_difficulties(m)]
    own = [m for m in named if first <= m.start < at + len(label)]
    before = [m for m in named if m.start < first and not _SAYS.search(text, m.end, context.clause(m.start)[1])]
    for among, start, end in ((own, first, at + len(label)), (before, sentence.start, first)):
        if heading := next((m for m in among if _heads(context, sentence, m) or _is_topic(context, m)), None):
            return heading
        if ours := own_country(context, start, end):
            return next((m for m in among if m.is_kind and 0 <= m.start - ours.end <= LEADING), ours)
        if HERE.search(text, start, end) and (here := home(context)):
            return here
    spoken = speaking_of(context, sentence.start, _is_spoken_of) or (own[0] if own else None)
    spoken = spoken or speaking_of(context, sentence.start, _has_difficulties)
    headed = in_headings(context, at, _has_difficulties) or in_title(context, _has_difficulties)
    return spoken or headed or _place_of_title(context) or _field(context, sentence)


def _place_of_title(context: Context) -> Mention | None:
    """The place that the title begins with, whatever else it names (某市|建设国际科技创新中心:进展与短板)."""
    title = next((block.span for block in context.blocks if block.kind is BlockKind.TITLE), None)
    named = context.mentions_in(title) if title is not None else ()
    return next((m for m in named if title is not None and m.start == title.start and m.type == "Region"), None)


# So few characters stand between 我国 and the sort of things there whose difficulty it is (我国现有创新联合体…).
LEADING = 2


def _is_topic(context: Context, mention: Mention) -> bool:
    """Is it what the clause is about before its subject: 对于某中心的布局,…?"""
    return bool(_TOPIC.search(context.text, context.clause(mention.start)[0], mention.start))


_TOPIC = re.compile("(?:对于|关于|就)$")

# Who says what the difficulty is has none himself: 某院副教授某人认为,….
_SAYS = re.compile("(?:认为|表示|指出|坦言|直言|介绍|透露|强调|坦陈|告诉记者|说)(?:了|道)?$")
# So much of a label, whose clauses may have been put together, is looked for in its sentence.
BEGINNING = 6


def _has_difficulties(mention: Mention) -> bool:
    if "Government" in mention.types:
        return False  # its country has them
    return may_be_about(mention) or mention.is_kind or not _MAY_HAVE.isdisjoint(mention.types)


def _is_spoken_of(mention: Mention) -> bool:
    """Whose difficulties sentences go on telling, while bodies come and go in them."""
    return may_be_about(mention) or mention.is_kind or mention.type in ("Region", "Policy")


_MAY_HAVE = ORGANIZATIONS | {"Region", "Policy"}


def _heads(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Does a clause begin with it, or with what is its own (某区的|产业)?"""
    if context.is_subject(mention, sentence):
        return True
    owns = context.text.startswith("的", mention.end) and not context.is_source(mention)
    return owns and context.starts_clause(mention, context.clause(mention.start)[0], sentence)


def _field(context: Context, sentence: Sentence) -> Mention | None:
    """The field that the sentence begins with or speaks of."""

    def is_field(mention: Mention) -> bool:
        return mention.type == "TechnologyField"

    first = next((m for m in sentence.items if isinstance(m, Mention) and is_field(m)), None)
    return first or speaking_of(context, sentence.start, is_field)
