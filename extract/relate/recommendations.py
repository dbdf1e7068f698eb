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
from ..modality import advises, in_advice, is_binding, is_of_others, says_ways
from ..model import Block, BlockKind, Literal, Modality
from ..recognise.countries import CHINA
from ..recognise.mentions import Mention
from .advice_elsewhere import advised_elsewhere
from .advice_labels import addressed, theme, words_of_advice
from .advice_lists import announced
from .advice_runs import behind_announcement, in_run
from .advising import (
    CIRCUMSTANCE,
    ENOUGH,
    PAST,
    VERBS,
    cue,
    duty_in,
    first_clause,
    first_tag,
    goes_on_to,
    is_circumstance,
    told,
)
from .challenges import lists_difficulty
from .clauses import NUMBER, clauses, items
from .stated import Stated, state

FRAME = "Recommendation"
# Advice said again, as a heading after the abstract, may be marked off otherwise.
SAYS_IT_ALL = 10
_MARKS = re.compile(r"[\s,、:;。“”]")

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
            text = words_of_advice(context, start, label)
            bare = _MARKS.sub("", text)
            if len(text) < MIN_LABEL or any(_is_said(bare, earlier) for earlier in seen):
                continue
            seen.add(bare)
            facts.append(_stated(context, sentence, start, end, text, sure))
    return state(doc, facts)


def _is_said(words: str, earlier: str) -> bool:
    """Is advice said before, or no more than said at greater length?"""
    return words in earlier or (len(earlier) >= SAYS_IT_ALL and earlier in words)


def _advice(context: Context, sentence: Sentence) -> Iterator[tuple[int, int, str, float]]:
    """(start, end, words, confidence) of the advice in a sentence."""
    text = context.text
    words = text[sentence.start : sentence.end]
    if cue("no_prose").search(words) or lists_difficulty(context, sentence) or _CAPTION.fullmatch(words):
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
    start = sentence.start if numbered else behind_announcement(text, sentence)
    words = text[start : sentence.end]
    if cue("not_advice").search(words.rstrip("。")) and not numbered:
        return
    if numbered and _SETS_CONDITIONS.search(text, sentence.start, numbered[0][0]):
        return
    if numbered:
        yield from ((s, e, _item(text, s, e), 0.85) for s, e in numbered)
    elif (number := NUMBER.match(words)) and (start > sentence.start or number.end() > 1):
        yield sentence.start, sentence.end, words, 0.88
    elif _TOLD.match(words):
        yield sentence.start, sentence.end, first_clause(text, start, sentence.end), 0.82
    else:
        yield from _proposed(context, start, sentence)


# Before items that are conditions: 需要满足两类条件:一是….
_SETS_CONDITIONS = re.compile(r"(?:满足|具备|符合|达到)[^,;。:]{0,12}(?:条件|标准|要求):$")
# What only says of which aspect the sentences behind it advise: (1)规划方面。
_CAPTION = re.compile(rf"(?:{NUMBER.pattern[1:]})?(?:在|从|就)?[^,;:。]{{2,14}}(?:方面|层面|领域)[。:]?")


def _item(text: str, start: int, end: int) -> str:
    """The words of a numbered item: all of it where it is short and its only sentence says one thing."""
    words = text[start:end].strip(" ;。")
    leads = is_circumstance(text, *next(clauses(text, start, end, ",")))
    short = len(NUMBER.sub("", words)) <= ENOUGH and ";" not in words
    return words if short and not leads else first_clause(text, start, end)


def _abroad(context: Context, sentence: Sentence) -> bool:
    """Does a section or sentence about another country tell what that country hopes for and needs?"""
    headings = context.headings(sentence.start)
    named = [m for m in context.mentions_in(headings[-1].span) if m.type == "Region"] if headings else []
    if _ITS_HOPES.search(context.text, sentence.start, sentence.end):
        named += [m for m in sentence.items if isinstance(m, Mention) and m.country and context.is_subject(m, sentence)]
    places = [m.country for m in named]
    abroad = bool(places) and CHINA not in places and None not in places
    return abroad and not _OURSELVES.search(context.text, sentence.start, sentence.end)


_ITS_HOPES = re.compile("希望|提出|计划|旨在|目标")
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
    above = "\n".join(
        context.text[b.span.start : b.span.end] for b in context.headings(block.span.start) if b.span != block.span
    )
    if advises(context, above):
        return not says_ways(bare)
    if is_of_others(above):
        return False
    return imperative and bool(NUMBER.match(words)) and bool(cue("advising_titles").search(context.title))


def _is_imperative(context: Context, words: str, block: Block) -> bool:
    start = context.text.find(words, block.span.start)
    return first_tag(context, start) in VERBS


def _proposed(context: Context, begin: int, sentence: Sentence) -> Iterator[tuple[int, int, str, float]]:
    """What each part of a sentence in an advising section proposes: a clause with 应 or 要, else an imperative."""
    text = context.text
    said = list(clauses(text, begin, sentence.end, ",;:。"))
    if _ONLY_SAYS.fullmatch(text[slice(*said[0])].strip()):
        yield from told(context, sentence, said)
        return
    for start, end in clauses(text, begin, sentence.end, ";。"):
        if cue("not_advice").search(text[start:end]):
            continue
        parts = list(clauses(text, start, end, ","))
        if _BEGINS_ADVISING.match(text, *parts[0]):
            yield from told(context, sentence, parts)
            continue
        duty = next((s for s, e in parts if duty_in(text, s, e, cue("cues"))), None)
        if duty is not None and not (duty > parts[0][0] and _ENABLES.match(text, duty) and _urges(context, *parts[0])):
            yield sentence.start, sentence.end, first_clause(text, duty, end), 0.75
            continue
        while len(parts) > 1 and _only_leads(text[slice(*parts[0])].strip()):
            parts = parts[1:]
        first = parts[0][0]
        if either := _ONE_WAY.match(text, first):
            first = either.end()
        if cue("tells").match(text, first) or PAST.search(text, first, end):
            continue
        if len(parts) > 1 and _IS_SUBJECT.search(text[first : parts[0][1]]) and _TELLS_OF.match(text, parts[1][0]):
            continue
        if _urges(context, first, parts[0][1]) or _PLACED.match(text, first):
            yield from ((s, e, text[s:e], 0.7) for s, e in _imperatives(text, first, end))


def _urges(context: Context, start: int, end: int) -> bool:
    """Does a clause begin as an imperative?"""
    return first_tag(context, start) in VERBS or _ALSO_VERBS.match(context.text, start, end) is not None


# Words that are tagged as adjectives, with an object.
_ALSO_VERBS = re.compile(
    "(?:畅通|丰富|繁荣|壮大|稳定|活跃|密切|严格|统一|规范|健全|完善|明确|集中|充实|坚定|端正|净化|巩固|平衡)(?![的地])[^,;:。]{3,}"
)
# 优先采购国货的做法,|被视为…: no imperative, but what the next clause tells of.
_IS_SUBJECT = re.compile("的[一-鿿]{2}$")
_TELLS_OF = re.compile("被|是|已|成为|存在|曾|并非")


def _only_leads(words: str) -> bool:
    """Does a clause only say under which circumstances, or in which aspect, the next one advises?"""
    return bool(CIRCUMSTANCE.fullmatch(words) or _LEADS.fullmatch(words))


# In which aspect, by which means, for whom: 在人才方面, 通过购买服务的方式, 对有基础的项目.
_LEADS = re.compile(
    "(?:在|就)?[^,;:。]{2,20}(?:方面|领域|层面)"
    "|(?:主要|可)?(?:通过|利用|运用|以)(?:(?!设立|建立|开展|组建|打造|构建)[^,;:。]){2,30}(?:方式|形式|手段|方法|途径)"
    "|(?:对于?|针对)[^,;:。]{4,}(?:成果|企业|项目|单位|机构|地区|产业|人才|问题|团队|领域|环节|行业)"
)
_BEGINS_ADVISING = re.compile(
    "(?:为此|对此|因此|笔者|我们|我)?(?:建议|呼吁|希望(?=我国|国家|政府|有关|相关|各级|各地|中国))(?=[一-鿿]{2})"
)
_ONLY_SAYS = re.compile("(?:为此|对此)?[^,;:。]{0,10}建议")

# Imperatives that begin with what they are done with or by: 由链主企业牵头组建…, 把…纳入….
_PLACED = re.compile(
    "(?:由|把|将|让|以|对|通过|为|向|与)[^,;。]{2,}(?:牵头|组建|纳入|建立|开展|设立|实行|推动|作为|给予|提出|承担|负责|制定|提供|打造|转化|落实|实施|统筹|协调|主导|倾斜|列入|融入|延伸|转向|放在|创造|开放)"
    "|在[^,;。]{2,12}(?:做[强大好优]|打造|布局|建设|建立|设立|开展|推广|发展)"
)
_ENABLES = re.compile("(?:支持|鼓励|引导|探索|允许|建立|设立|组建|健全|出台|制定|推行|总结)")


def _imperatives(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The imperatives of a part: one, or one for each clause that supports or encourages something of its own."""
    run: list[tuple[int, int]] = []
    for s, e in clauses(text, first, last, ","):
        other = _ONE_WAY.match(text, s)
        if run and (other or _ENABLES.match(text, s)):
            yield run[0][0], goes_on_to(text, run)
            run = []
        run.append((other.end() if other else s, e))
    yield run[0][0], goes_on_to(text, run)


# Two things to do at once: 一方面加快…,另一方面为….
_ONE_WAY = re.compile("另?一方面,?")


def _stated(context: Context, sentence: Sentence, start: int, end: int, label: str, sure: float) -> Stated:
    slots: list[tuple[str, Mention | Literal | None]] = [
        ("ikg:madeIn", None),
        ("rdfs:label", Literal(label, lang="zh-Hans")),
    ]
    slots += [("ikg:addressedTo", body) for body in addressed(context, sentence, start, end)]
    if about := theme(context, sentence, label):
        slots.append(("ikg:theme", Literal(about, lang="zh-Hans")))
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
