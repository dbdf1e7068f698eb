"""Advice: the headings and numbered items of sections that advise, what their sentences propose, and 建议… elsewhere.

1. A heading below 对策建议 is advice; so is the first sentence of a numbered paragraph there.
2. A sentence there that says 要, 应, 宜 or 建议, or that is an imperative, is advice under that heading (its theme).
3. Elsewhere only a clause that advises by itself, in an article that is no binding measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..lexicon import load
from ..modality import in_advice, is_binding
from ..model import Block, BlockKind, Literal, Modality
from ..recognise.mentions import Mention
from .clauses import NUMBER, clauses, items, shortened
from .patterns import ORGANIZATIONS
from .stated import Stated, state

FRAME = "Recommendation"

# The words of advice that are kept: its main clause or two.
MAX_LABEL = 60
# A first clause shorter than this does not say it all: the next one goes with it.
SHORT_CLAUSE = 12
# Shorter is no advice.
MIN_LABEL = 4

_DOES = (
    "建立|开展|构建|打造|推进|推动|加强|组建|设立|制定|完善|实施|优化|培育|搭建|引入|加快|布局|形成|统筹|加大|支持|鼓励"
)
_CIRCUMSTANCE = re.compile(
    r"(?:一方面|另一方面|同时|重点|当前|现阶段|作为.+的?(?:一部分|组成部分)|(?:重点|要|应)?(?:以.+为.+|从.+(?:视角|出发|角度|层面|入手)|围绕.+(?:领域|方向|目标)"
    r"|[在基于].+(?:背景|形势|基础|前提|阶段|层面|维度|初期|过程)[下上中]?"
    rf"|(?:围绕|针对|依托|立足|面向|面对|结合|借助|按照|根据|对标|基于|聚焦)(?:(?!{_DOES}|应|要|:).)+))"
)
_TOLD = re.compile(r"^[^,:;。]{4,16}:(?=[^,。])")
_TO_DO = re.compile(
    r"(?:启示|建议|对策|需(?!求|要?满足|要?具备|要?符合)|应当?(?![用对])|(?<![主重])要(?!求|素)|建议)[^。]{0,60}:$"
)
_VERBS = frozenset({"v", "vd", "ad", "d"})


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile("|".join(load("recommendations")[key]))


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
    block = context.block_at(sentence.start)
    if block is not None and block.kind is BlockKind.TITLE:
        yield from _in_title(context, sentence)
        return
    if block is not None and block.kind is BlockKind.HEADING:
        if _heads_advice(context, block, words):
            yield sentence.start, sentence.end, words, 0.9
        return
    if counted := _COUNTED.match(text, sentence.start, sentence.end):
        yield sentence.start, sentence.end, _first(text, counted.end(), sentence.end), 0.9
        return
    if listed := _listed(text, sentence):
        yield from ((s, e, _first(text, s, e), 0.82) for s, e in listed)
        return
    if not in_advice(context, sentence.start):
        yield from _elsewhere(context, sentence)
        return
    numbered = items(text, sentence.start, sentence.end)
    if _words("not_advice").search(words.rstrip("。")) and not numbered:
        return
    if numbered:
        yield from ((s, e, _first(text, s, e), 0.85) for s, e in numbered)
    elif NUMBER.match(words) and block is not None and block.span.start == sentence.start:
        yield sentence.start, sentence.end, words, 0.88
    elif _TOLD.match(words):
        yield sentence.start, sentence.end, _first(text, sentence.start, sentence.end), 0.82
    else:
        yield from _proposed(context, sentence)


# One piece of advice, by its number: 建议3:….
_COUNTED = re.compile(r"建议(?:[一二三四五六七八九十]+|\d{1,2})[:、.,]\s*")


def _in_title(context: Context, sentence: Sentence) -> Iterator[tuple[int, int, str, float]]:
    """What a title says that somebody advises: 某代表建议加快…."""
    said = _TITLE_SAYS.search(context.text, sentence.start, sentence.end)
    if said is not None and _first_tag(context, said.start("advice")) in _VERBS:
        yield sentence.start, sentence.end, said["advice"], 0.8


_TITLE_SAYS = re.compile(r"(?<=[一-鿿]{2})(?<![的条项点])建议[:,]?(?P<advice>[^,;:。的]{2}[^:。]{6,})$")


def _listed(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """The items that stand behind 提出如下建议: and are parted by semicolons."""
    lead = text.find(":", sentence.start, sentence.end)
    if lead < 0 or not _ANNOUNCES.search(text[sentence.start : lead]):
        return []
    found = list(clauses(text, lead + 1, sentence.end, ";。"))
    return found if len(found) > 1 and not items(text, sentence.start, sentence.end) else []


_ANNOUNCES = re.compile(r"(?:建议|对策|启示)(?:是|包括|有|如下)?$")


def _heads_advice(context: Context, block: Block, words: str) -> bool:
    """Does a heading stand below one that announces advice, or in an article whose title does?"""
    bare = NUMBER.sub("", words)
    imperative = _is_imperative(context, bare, block)
    if _words("not_headings").search(bare.strip("。 ")) or not (NUMBER.match(words) or imperative):
        return False
    if imperative and context.advice_from is not None and block.span.start > context.advice_from:
        return True
    above = [b for b in context.headings(block.span.start) if b.span != block.span]
    announced = any(
        re.search("|".join(load("modality")["advice"]), context.text[b.span.start : b.span.end]) for b in above
    )
    if announced:
        return True
    return imperative and bool(NUMBER.match(words)) and bool(_words("advising_titles").search(context.title))


def _is_imperative(context: Context, words: str, block: Block) -> bool:
    start = context.text.find(words, block.span.start)
    return _first_tag(context, start) in _VERBS


def _first_tag(context: Context, start: int) -> str:
    tokens = context.tokens(start, start + 1)
    return tokens[0].tag_ if tokens else ""


def _proposed(context: Context, sentence: Sentence) -> Iterator[tuple[int, int, str, float]]:
    """What each part of a sentence in an advising section proposes: a clause with 应 or 要, else an imperative."""
    text = context.text
    said = list(clauses(text, sentence.start, sentence.end, ",;:。"))
    if _ONLY_SAYS.fullmatch(text[slice(*said[0])].strip()):
        yield from _told(context, sentence, said)
        return
    for start, end in clauses(text, sentence.start, sentence.end, ";。"):
        if _words("not_advice").search(text[start:end]):
            continue
        parts = list(clauses(text, start, end, ","))
        cue = next((s for s, e in parts if _words("cues").search(text[s:e])), None)
        if cue is not None:
            yield sentence.start, sentence.end, _first(text, cue, end), 0.75
            continue
        while len(parts) > 1 and _CIRCUMSTANCE.fullmatch(text[slice(*parts[0])].strip()):
            parts = parts[1:]
        first = parts[0][0]
        if _first_tag(context, first) in _VERBS or _PLACED.match(text, first):
            yield from ((s, e, text[s:e], 0.7) for s, e in _imperatives(text, first, end))


_ONLY_SAYS = re.compile("(?:为此|对此)?[^,;:。]{0,10}建议")

# Imperatives that begin with what they are done with or by: 由链主企业牵头组建…, 把…纳入….
_PLACED = re.compile("(?:由|把|将|让|以|对)[^,;。]{2,}(?:牵头|组建|纳入|建立|开展|设立|实行|推动|作为|给予)")
_ENABLES = re.compile("(?:支持|鼓励|引导|探索|允许)")


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


def _elsewhere(context: Context, sentence: Sentence) -> Iterator[tuple[int, int, str, float]]:
    """Advice outside such sections: what somebody 建议, numbered items after 启示 or 需, clauses with 应加强…."""
    text = context.text
    words = text[sentence.start : sentence.end]
    numbered = items(text, sentence.start, sentence.end)
    lead_up = numbered and (_TO_DO.search(text[sentence.start : numbered[0][0]]) or _follows_advice(context, sentence))
    if lead_up:
        yield from ((s, e, _first(text, s, e), 0.78) for s, e in numbered)
        return
    if _words("not_advice").search(words.rstrip("。")):
        return
    advising = list(clauses(text, sentence.start, sentence.end, ",;:。"))
    told = next((i for i, (s, e) in enumerate(advising) if _SAID.search(text[s:e])), None)
    if told is not None:
        yield from _told(context, sentence, advising[told:])
        return
    if _goes_on(context, sentence):
        yield sentence.start, sentence.end, _first(text, sentence.start, sentence.end), 0.7
        return
    for s, e in advising:
        if _words("advises").search(text[s:e]) and not _LACKS.search(text[s:e]) and not _ORDERED.search(text[s:e]):
            yield sentence.start, sentence.end, _duty(text, sentence, s, e), 0.72
            return


def _follows_advice(context: Context, sentence: Sentence) -> bool:
    """Does the sentence before it in the paragraph say what somebody advises (…建议加快布局。一是…)?"""
    index = context.sentences.index(sentence)
    before = context.sentences[index - 1] if index else None
    if before is None or before.paragraph != sentence.paragraph:
        return False
    return _SAID.search(context.text, before.start, before.end) is not None


def _duty(text: str, sentence: Sentence, start: int, end: int) -> str:
    """The words of a duty: from its verb on where only circumstances stand before, and over the clauses that go on."""
    cue = _words("advises").search(text, start, end)
    if cue is None or cue.end() == end:  # …显得尤为必要: all of it is necessary
        return text[sentence.start : end]
    first = cue.end() if _LED_UP.match(text, start, cue.start()) else start
    for s, e in clauses(text, end, sentence.end, ",;。"):
        if e - first > MAX_LABEL or text[s - 1] in ";。":
            break
        end = e
    return text[first:end]


# So a difficulty is told, and no advice given: 体系亟待完善.
_LACKS = re.compile("(?:亟待|亟需|有待)[^,;。]{2}$")
# So a policy is told: 《某纲要》要加强….
_ORDERED = re.compile("》[^,;。]{0,8}(?:必须|应|需|要)")
_LED_UP = re.compile("(?:围绕|在|为|面对|针对|对|当前|未来|因此|我们|今后|下一步|首先)")

# Somebody advises: what stands behind it in the clause, or in the clauses that follow, is the advice.
_SAYS = r"(?<![的该此本号条项些出交政其》])建议(?![书稿性》〔收中提被已的者案])|提出(?:了)?建议|建议之一是|呼吁"
_SAID = re.compile(rf"(?:{_SAYS})(?:首先|是|:)*(?P<advice>.*)")
_AND = re.compile("并且?(?=[把将对加建推支完强])")
# No more of the clauses that follow 建议 are taken as advice.
MOST = 8


def _told(context: Context, sentence: Sentence, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int, str, float]]:
    """What follows 建议: each clause that begins with a verb or a duty, with those that go on about it."""
    text = context.text
    spans: list[tuple[int, int]] = []
    if (said := _SAID.search(text, *parts[0])) and said["advice"].strip("“”"):
        spans.append((said.start("advice"), parts[0][1]))
    for start, end in parts[1:]:
        if _CIRCUMSTANCE.fullmatch(text[start:end].strip("“ ")) or _words("not_advice").search(text[start:end]):
            continue
        at = start + len(text[start:end]) - len(text[start:end].lstrip("“ "))
        begins = _first_tag(context, at) in _VERBS or _words("cues").search(text[at : at + 8]) or _AND.match(text, at)
        if spans and (not begins or _words("purposes").match(text, at)):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    for start, end in spans[:MOST]:
        yield sentence.start, sentence.end, text[start:end], 0.75


def _goes_on(context: Context, sentence: Sentence) -> bool:
    """Does an imperative sentence go on with the advice of the sentence before it (另外,支持…)?"""
    text = context.text
    before = context.sentence_before(sentence)
    lead = _ALSO.match(text, sentence.start)
    if before is None or lead is None or before.paragraph != sentence.paragraph:
        return False
    advised = _SAID.search(text, before.start, before.end)
    return advised is not None and _first_tag(context, lead.end()) == "v"


_ALSO = re.compile(r"(?:另外|此外|同时|其次|再次|最后|再者|还要),?")


def _first(text: str, start: int, end: int) -> str:
    """The first clause that says what to do, with the next one where it is short; mere circumstances are left out."""
    parts = list(clauses(text, start, end, ",;。"))
    while len(parts) > 1 and _CIRCUMSTANCE.fullmatch(NUMBER.sub("", text[slice(*parts[0])]).strip()):
        parts = parts[1:]
    if not parts:
        return text[start:end]
    first = parts[0][0]
    return text[first : next((e for _, e in parts if e - first >= SHORT_CLAUSE), parts[-1][1])]


def _clean(label: str) -> str:
    label = NUMBER.sub("", label.strip())
    label = re.sub(rf"^(?:{_words('leads').pattern})+", "", label)
    label = re.sub(r"^[^,;:。]{0,6}建议(?=.)", "", label).lstrip(" ")
    if label.count("“") != label.count("”"):
        label = label.lstrip("“")
    label = re.sub(r"^(?:必须|要|应当?|并)(?=[一-鿿])", "", label)
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
        told = re.search(r"建议[^,;:。]{0,12}$", text[start : mention.start])
        acts = re.match(r"(?:等)?(?:政府|各地)?(?:应当?|要|须|宜|可以|需)", text[mention.end : mention.end + 8])
        if (told and "Agency" in mention.types) or acts:
            yield mention


_WORDS = re.compile("[一-鿿]{2}")


def _theme(context: Context, sentence: Sentence, label: str) -> str | None:
    """The nearest heading, or number one sentence of the paragraph, that the advice stands under."""
    text = context.text
    block = context.block_at(sentence.start)
    if block is not None and block.kind is not BlockKind.HEADING and sentence.start > block.span.start:
        first = context.sentence_at(block.span.start)
        words = text[first.start : first.end]
        if NUMBER.match(words) and len(words) <= MAX_LABEL:
            return _clean(words)
    for heading in reversed(context.headings(sentence.start)):
        words = NUMBER.sub("", text[heading.span.start : heading.span.end]).strip("。 ")
        if not _WORDS.search(words):
            continue  # a number alone
        if not _words("not_headings").search(words) and _clean(words) != label:
            return _clean(words)
        break
    return None
