"""Advice: the headings and numbered items of sections that advise, what their sentences propose, and 建议… elsewhere.

1. A heading below 对策建议 is advice; so is the first sentence of a numbered paragraph there.
2. A sentence there that says 要, 应, 宜 or 建议, or that is an imperative, is advice under that heading (its theme).
3. Elsewhere only a clause that advises by itself, in an article that is no binding measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..modality import advises, in_advice, is_binding
from ..model import Block, BlockKind, Literal, Modality
from ..recognise.countries import CHINA
from ..recognise.mentions import Mention
from .advice_elsewhere import advised_elsewhere
from .advice_lists import announced
from .advice_runs import aspect, in_run
from .advising import CIRCUMSTANCE, MAX_LABEL, PAST, SHORT_CLAUSE, VERBS, cue, duty_in, first_clause, first_tag, told
from .challenges import lists_difficulty
from .clauses import NUMBER, clauses, items, shortened
from .patterns import ORGANIZATIONS
from .stated import Stated, state

FRAME = "Recommendation"

# Shorter is no advice.
MIN_LABEL = 4

_TOLD = re.compile(r"^[^,:;。]{4,16}:(?=[^,。])")


@Language.component("innokg_recommend")
def find_recommendations(doc: Doc) -> Doc:
    """State a Recommendation for every piece of advice that the article gives."""
    context: Context = doc._.context
    if is_binding(context):
        return doc
    facts: list[Stated] = []
    seen: set[str] = set()
    for sentence in context.sentences:
        for start, end, label, sure in _advice(context, sentence):
            text = _clean(label)
            if len(text) < MIN_LABEL or text in seen:
                continue
            seen.add(text)
            facts.append(_stated(context, sentence, start, end, text, sure))
    return state(doc, facts)


def _advice(context: Context, sentence: Sentence) -> Iterator[tuple[int, int, str, float]]:
    """(start, end, words, confidence) of the advice in a sentence."""
    text = context.text
    words = text[sentence.start : sentence.end]
    if cue("no_prose").search(words) or lists_difficulty(context, sentence):
        return
    block = context.block_at(sentence.start)
    if block is not None and block.kind is BlockKind.TITLE:
        yield from _in_title(context, sentence)
        return
    if block is not None and block.kind is BlockKind.HEADING:
        if _heads_advice(context, block, words):
            yield sentence.start, sentence.end, words, 0.9
        return
    if several := announced(context, sentence):
        yield from ((s, e, text[s:e], 0.8) for s, e in several)
        return
    if counted := _COUNTED.match(text, sentence.start, sentence.end):
        yield sentence.start, sentence.end, first_clause(text, counted.end(), sentence.end), 0.9
        return
    if listed := _listed(text, sentence):
        yield from ((s, e, first_clause(text, s, e), 0.82) for s, e in listed)
        return
    if not in_advice(context, sentence.start) and not in_run(context, sentence):
        if not _abroad(context, sentence):
            yield from advised_elsewhere(context, sentence)
        return
    numbered = items(text, sentence.start, sentence.end)
    if cue("not_advice").search(words.rstrip("。")) and not numbered:
        return
    if numbered:
        yield from ((s, e, first_clause(text, s, e), 0.85) for s, e in numbered)
    elif NUMBER.match(words) and block is not None and block.span.start == sentence.start:
        yield sentence.start, sentence.end, words, 0.88
    elif _TOLD.match(words):
        yield sentence.start, sentence.end, first_clause(text, sentence.start, sentence.end), 0.82
    else:
        yield from _proposed(context, sentence)


def _abroad(context: Context, sentence: Sentence) -> bool:
    """Does a section about another country tell what that country hopes for and needs?"""
    headings = context.headings(sentence.start)
    named = context.mentions_in(headings[-1].span) if headings else []
    places = [m.country for m in named if m.type == "Region"]
    abroad = bool(places) and CHINA not in places and None not in places
    return abroad and not _OURSELVES.search(context.text, sentence.start, sentence.end)


_OURSELVES = re.compile("我[国们]|中国|笔者|本文|建议")

# One piece of advice, by its number: 建议3:….
_COUNTED = re.compile(r"建议(?:[一二三四五六七八九十]+|\d{1,2})[:、.,]\s*")


def _in_title(context: Context, sentence: Sentence) -> Iterator[tuple[int, int, str, float]]:
    """What a title says that somebody advises: 某代表建议加快…."""
    said = _TITLE_SAYS.search(context.text, sentence.start, sentence.end)
    if said is not None and first_tag(context, said.start("advice")) in VERBS:
        yield sentence.start, sentence.end, said["advice"], 0.8


_TITLE_SAYS = re.compile(r"(?<=[一-鿿]{2})(?<![的条项点])建议[:,]?(?P<advice>[^,;:。的]{2}[^:。]{6,})$")


def _listed(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """The items that stand behind 提出如下建议: and are parted by semicolons."""
    lead = text.find(":", sentence.start, sentence.end)
    if lead < 0 or not _ANNOUNCES.search(text[sentence.start : lead]):
        return []
    found = list(clauses(text, lead + 1, sentence.end, ";。"))
    return found if len(found) > 1 and not items(text, sentence.start, sentence.end) else []


_ANNOUNCES = re.compile(
    r"(?:建议|对策|启示)(?:主要)?(?:在于|是|为|包括|有|如下)?(?:以下)?(?:[几两三四五六七八\d]+(?:点|条|个?方面))?$"
)


def _heads_advice(context: Context, block: Block, words: str) -> bool:
    """Does a heading stand below one that announces advice, or in an article whose title does?"""
    bare = NUMBER.sub("", words)
    imperative = _is_imperative(context, bare, block)
    if cue("not_headings").search(bare.strip("。 ")) or not (NUMBER.match(words) or imperative):
        return False
    if imperative and context.is_announced_advice(block.span.start):
        return True
    above = [b.span for b in context.headings(block.span.start) if b.span != block.span]
    if advises(context, "\n".join(context.text[span.start : span.end] for span in above)):
        return True
    return imperative and bool(NUMBER.match(words)) and bool(cue("advising_titles").search(context.title))


def _is_imperative(context: Context, words: str, block: Block) -> bool:
    start = context.text.find(words, block.span.start)
    return first_tag(context, start) in VERBS


def _proposed(context: Context, sentence: Sentence) -> Iterator[tuple[int, int, str, float]]:
    """What each part of a sentence in an advising section proposes: a clause with 应 or 要, else an imperative."""
    text = context.text
    said = list(clauses(text, sentence.start, sentence.end, ",;:。"))
    if _ONLY_SAYS.fullmatch(text[slice(*said[0])].strip()):
        yield from told(context, sentence, said)
        return
    for start, end in clauses(text, sentence.start, sentence.end, ";。"):
        if cue("not_advice").search(text[start:end]):
            continue
        parts = list(clauses(text, start, end, ","))
        if _BEGINS_ADVISING.match(text, *parts[0]):
            yield from told(context, sentence, parts)
            continue
        duty = next((s for s, e in parts if duty_in(text, s, e, cue("cues"))), None)
        if duty is not None:
            yield sentence.start, sentence.end, first_clause(text, duty, end), 0.75
            continue
        while len(parts) > 1 and _only_leads(text[slice(*parts[0])].strip()):
            parts = parts[1:]
        first = parts[0][0]
        if cue("tells").match(text, first) or PAST.search(text, first, end):
            continue
        if first_tag(context, first) in VERBS or _PLACED.match(text, first):
            yield from ((s, e, text[s:e], 0.7) for s, e in _imperatives(text, first, end))


def _only_leads(words: str) -> bool:
    """Does a clause only say under which circumstances, or in which aspect, the next one advises?"""
    return bool(CIRCUMSTANCE.fullmatch(words) or _LEADS.fullmatch(words))


# In which aspect, by which means, for whom: 在人才方面, 通过购买服务的方式, 对有基础的项目.
_LEADS = re.compile(
    "(?:在|就)?[^,;:。]{2,20}(?:方面|领域|层面)"
    "|(?:主要|可)?(?:通过|利用|运用|以)(?:(?!设立|建立|开展|组建|打造|构建)[^,;:。]){2,30}(?:方式|形式|手段|方法|途径)"
    "|(?:对于?|针对)[^,;:。]{4,}(?:成果|企业|项目|单位|机构|地区|产业|人才|问题|团队)"
)
_BEGINS_ADVISING = re.compile("(?:为此|对此|因此|我们|我)?建议(?=[一-鿿]{2})")
_ONLY_SAYS = re.compile("(?:为此|对此)?[^,;:。]{0,10}建议")

# Imperatives that begin with what they are done with or by: 由链主企业牵头组建…, 把…纳入….
_PLACED = re.compile(
    "(?:由|把|将|让|以|对|通过|为|向|与)[^,;。]{2,}(?:牵头|组建|纳入|建立|开展|设立|实行|推动|作为|给予|提出|承担|负责|制定|提供|打造|转化|落实|实施|统筹|协调|主导|倾斜|列入|融入|延伸|转向|放在|创造|开放)"
    "|在[^,;。]{2,12}(?:做[强大好优]|打造|布局|建设|建立|设立|开展|推广|发展)"
)
_ENABLES = re.compile("(?:支持|鼓励|引导|探索|允许|建立|设立|组建|健全|出台|制定|推行|总结)")


def _imperatives(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The imperatives of a part: one, or one for each clause that supports or encourages something of its own."""
    start = end = first
    for s, e in clauses(text, first, last, ","):
        if s > start and _ENABLES.match(text, s):
            yield start, end
            start = s
        if s == start or (end - start < SHORT_CLAUSE):
            end = e
    yield start, end


# Who says it, before a duty: 报告还指出|要….
_SAYS = re.compile("^[^,;:。]{0,16}?(?:指出|强调|提出|认为|表示|主张)(?:了)?[,:“]*(?=(?:要(?!求)|应|必须|须|需))")


def _clean(label: str) -> str:
    label = NUMBER.sub("", re.sub(r"\[[\d,-]+(?:\]|$)", "", label.strip()))
    label = re.sub(rf"^(?:{cue('leads').pattern})+", "", label)
    label = _SAYS.sub("", re.sub(r"^[^,;:。]{0,6}建议(?=.)", "", label).lstrip(" "))
    if label.count("“") != label.count("”"):
        label = label.strip("“”。 ")
    label = re.sub(r"^(?:必须|需要|要(?!求)|应(?:当|该)?|并)(?=[一-鿿])", "", label)
    return shortened(label, MAX_LABEL)


def _stated(context: Context, sentence: Sentence, start: int, end: int, label: str, sure: float) -> Stated:
    slots: list[tuple[str, Mention | Literal | None]] = [
        ("ikg:madeIn", None),
        ("rdfs:label", Literal(label, lang="zh-Hans")),
    ]
    slots += [("ikg:addressedTo", body) for body in _addressed(context, sentence, start, end)]
    if theme := _theme(context, sentence, label):
        slots.append(("ikg:theme", Literal(theme, lang="zh-Hans")))
    return Stated(
        "rdf:type",
        "recommendation",
        start,
        end,
        frame=FRAME,
        slots=tuple(slots),
        modality=Modality.PROPOSED,
        confidence=sure,
    )


def _addressed(context: Context, sentence: Sentence, start: int, end: int) -> Iterator[Mention]:
    """Bodies and places that the advice tells to act: 建议X…, X应…."""
    text = context.text
    for mention in sentence.items:
        if not isinstance(mention, Mention) or not start <= mention.start < end:
            continue
        if not set(mention.types) & (ORGANIZATIONS | {"Region"}):
            continue
        asked = re.search(r"建议[^,;:。]{0,12}$", text[start : mention.start])
        acts = re.match(r"(?:等)?(?:政府|各地)?(?:应当?|要|须|宜|可以|需)", text[mention.end : mention.end + 8])
        if (asked and "Agency" in mention.types) or acts:
            yield mention


_WORDS = re.compile("[一-鿿]{2}")
# What is left before a heading of its mark and number: #4.5关键技术.
_MARKED = re.compile(r"^[#*\s]*(?:\d+(?:\.\d+)*\s*)?[.、]?\s*")
# A line that only looks like a heading: authors with raised numbers, bodies with postcodes.
_AUTHORS = re.compile(
    r"[¹²³⁴-⁹*†@]|\d{5,}|(?:大学|研究所|研究院|科学院|实验室)\d?$|^[一-鿿]{2,3}(?:[,、 ]+[一-鿿]{2,3})+$"
)


def _theme(context: Context, sentence: Sentence, label: str) -> str | None:
    """The aspect that the sentence names, or the nearest heading, or first sentence with a number, above the advice."""
    text = context.text
    if named := aspect(text[sentence.start : sentence.end]):
        return named
    block = context.block_at(sentence.start)
    if block is not None and block.kind is not BlockKind.HEADING and sentence.start > block.span.start:
        first = context.sentence_at(block.span.start)
        words = text[first.start : first.end]
        if NUMBER.match(words) and len(words) <= MAX_LABEL:
            return _clean(words)
    for heading in reversed(context.headings(sentence.start)):
        words = _MARKED.sub("", NUMBER.sub("", text[heading.span.start : heading.span.end])).strip("。 ")
        if not _WORDS.search(words) or _AUTHORS.search(words):
            continue  # a number alone, or who wrote it
        if not cue("not_headings").search(words) and _clean(words) != label:
            return _clean(words)
        break
    return None
