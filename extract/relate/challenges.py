"""Difficulties that an article reports.

The items of sections on problems, what 面临…等问题 names, what a sentence announces, and what is said to be lacking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..lexicon import load
from ..modality import in_advice
from ..model import BlockKind, Literal
from ..recognise.mentions import Mention
from .clauses import NUMBER, clauses, items, may_be_about, shortened
from .stated import Stated, state
from .subjects import in_title, speaking_of

FRAME = "Challenge"
MIN_LABEL, MAX_LABEL = 4, 50
_STANDS = "(?:突出|(?:的)?存在|严重|明显|(?:开始)?凸显|亟待解决|有待解决)"
# A longer sentence says more than that difficulties follow.
MAX_ANNOUNCEMENT = 30


@cache
def _words(key: str) -> re.Pattern[str]:
    value = load("challenges")[key]
    return re.compile(value if isinstance(value, str) else "|".join(value))


@Language.component("innokg_challenges")
def find_challenges(doc: Doc) -> Doc:
    """State a Challenge for every difficulty that the article reports."""
    context: Context = doc._.context
    facts: list[Stated] = []
    seen: set[str] = set()
    announced = False
    for sentence in context.sentences:
        words = context.text[sentence.start : sentence.end].rstrip("。")
        if kind := _heading(context, sentence):
            announced = False
            told = kind is BlockKind.HEADING and _heads_difficulty(context, sentence, words)
            found = [(words, 0.85)] if told else []
        else:
            found = list(_in_sentence(context, sentence, announced))
        if not kind:
            lists_next = not re.search(":|等问题", words) and len(words) <= MAX_ANNOUNCEMENT
            announced = lists_next and not found and _announces(words)
        for label, sure in found:
            label = shortened(_words("leads").sub("", NUMBER.sub("", label.strip())), MAX_LABEL)
            if len(label) >= MIN_LABEL and not any(label.startswith(earlier) for earlier in seen):
                seen.add(label)
                facts.append(_stated(context, sentence, label, sure))
    return state(doc, facts)


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
    return _tells(words) or bool(below and NUMBER.match(words) and len(words) <= MAX_ANNOUNCEMENT)


def _tells(words: str) -> bool:
    """Does a heading say by itself that something is lacking (原始创新能力有待加强)?"""
    cue = _words("lacking").search(words)
    return cue is not None and not _words("not_lacking").search(words[: cue.start()])


def _announces(words: str) -> bool:
    return bool(_words("announces").search(words))


def _in_section(context: Context, at: int) -> bool:
    """Is the nearest heading above one of difficulties?"""
    headings = context.headings(at)
    if not headings:
        return False
    words = context.text[headings[-1].span.start : headings[-1].span.end]
    return (bool(_words("headings").search(words)) or _tells(words)) and not _words("not_headings").search(words)


def _in_sentence(context: Context, sentence: Sentence, announced: bool) -> Iterator[tuple[str, float]]:
    """(words, confidence) of the difficulties in a sentence; `announced` by the sentence before."""
    text = context.text
    start, end = sentence.start, sentence.end
    if text[start:end].rstrip().endswith("?"):
        return
    lead = text.find(":", start, end)
    titled = text.count("《", start, lead) > text.count("》", start, lead)  # 《…的挑战:…》 is a title
    here = lead >= 0 and not titled and _announces(text[start:lead])
    if in_advice(context, start):
        named = list(_named(text[start:end]))
        proposes = _words("proposes").search(text[start:end])
        yield from named or (() if proposes else _lacking(text, start, end))
        return
    numbered = items(text, start, end)
    if numbered and (here or announced or _in_section(context, start)):
        yield from ((_item(text, s, e), 0.88) for s, e in numbered)
    elif here:
        yield from ((text[s:e], 0.85) for s, e in clauses(text, lead + 1, end, ";。"))
    elif announced:
        parts = clauses(text, start, end, ";。")
        yield from ((text[s:e], 0.82) for s, e in parts if not _words("goes_on").search(text[s:e]))
    else:
        announces = end - start <= MAX_ANNOUNCEMENT and _announces(text[start:end].rstrip("。"))
        for s, e in clauses(text, start, end, ";。"):
            yield from list(_named(text[s:e])) or (() if announces else _lacking(text, s, e))


def _item(text: str, start: int, end: int) -> str:
    stop = next((e for s, e in clauses(text, start, end, ";。")), end)
    return text[start:stop]


def _named(words: str) -> Iterator[tuple[str, float]]:
    """What stands between 面临 or 解决 and 等问题; each of its members."""
    named, standing, several = _namings()
    among = list(named.finditer(words)) if "等" in words else []
    for match in among:
        led = match[0][: match.start("what") - match.start()]
        apart = match["what"].count("、") == 1 or _words("splits").search(led)
        yield from _split(match["what"]) if apart else _members(match["what"])
    for match in several.finditer(words) if "大" in words else ():
        yield from _split(match["what"])
    for match in _OF.finditer(words):
        if not _words("at_large").search(match["what"]):
            yield match["what"], 0.8
    for match in _QUOTED.finditer(words):
        yield from ((name, 0.75) for name in re.findall("“([^”]{3,20})”", match["what"]))
    if not among and "等" in words:
        for match in standing.finditer(words):
            yield from _members(match["what"])


@cache
def _namings() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """面临…等问题; …等问题突出; 面临…三大问题."""
    opens, behind = _words("opens").pattern, _words("closes").pattern
    return (
        re.compile(rf"(?:{opens})(?P<what>[^,;:。]{{4,60}}?)等{behind}"),
        re.compile(
            rf"(?:^|(?<=[,;:。]))(?P<what>[^,;:。]{{4,90}}?)等{behind}(?:较为|依然|仍然?|日益|十分|比较)*{_STANDS}"
        ),
        re.compile(rf"(?:{opens})(?P<what>[^,;:。]{{6,60}}?)[两三四五六七八]大{behind}"),
    )


# 面临…的问题, 破解…的难题: what is named without 等.
_OF = re.compile(
    r"(?:(?:面临|存在|遇到)(?:着|了)?(?P<what>(?:(?!等(?:诸多|多重|突出|现实)*(?:问题|挑战|困))[^,;:。]){6,60}?)的(?:现实|突出|重大)*(?:问题|挑战|困境|难题|瓶颈|短板)"
    r"(?![上中下的]))"
)
# 破解“孤岛”“堵点”
_QUOTED = re.compile("(?:破解|化解|解决|打通|克服)(?P<what>(?:“[^”]{3,20}”[、和]?)+)")


def _lacks(part: str) -> bool:
    return _tells(part) or bool(_words("ends").search(part))


def _members(what: str) -> Iterator[tuple[str, float]]:
    yield from ((words, 0.8) for words in _lacking_members(what) or [what])


def _lacking_members(what: str) -> list[str]:
    """The members that say by themselves that something is lacking (人才短缺、进度滞后), or none.

    One that does not goes with the one before it.
    """
    members: list[str] = []
    parts = re.split("、|以及|且(?=[一-鿿]{4})", what)
    for part in parts:
        if members and not _lacks(part):
            members[-1] += "、" + part
        else:
            members.append(part)
    return members if sum(map(_lacks, parts)) >= max(2, len(parts) - 1) else []


def _split(what: str) -> Iterator[tuple[str, float]]:
    """The members of what is named, or the whole where they do not stand alone."""
    parts = re.split(r"、|以及|且(?=[一-鿿]{4})|(?<=[一-鿿]{3})[及和](?=[一-鿿]{3})", what)
    caused = re.search("造成|导致|引起", what)
    whole = caused or "、" not in what or len(parts) == 1 or any(len(part) < MIN_LABEL for part in parts)
    yield from ((part, 0.8) for part in ([what] if whole else parts))


def _lacking(text: str, start: int, end: int) -> Iterator[tuple[str, float]]:
    """The parts of a sentence that say that something is lacking, from the first clause that does."""
    for s, e in clauses(text, start, end, ";。"):
        first: int | None = None
        for a, b in clauses(text, s, e, ",:"):
            cue = _words("lacking").search(text[a:b])
            if cue is None or _words("not_lacking").search(text[a : a + cue.start()]):
                continue
            first = a if first is None else first
        if first is not None:
            yield text[first:e], 0.72


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
