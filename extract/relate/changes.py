"""Figures that tell how something has changed, whose indicator stands before the change.

1. To what it has come, in a clause of its own: 高新技术企业数量翻一番,|达到2000家.
2. From what to what: 研发开支由2006年的119亿元|上升到2015年的183亿元.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ..context import Context, Sentence
from ..quantities import Quantity

# Between a clause's start and the figure to which something has come.
_COME_TO = re.compile(
    r"(?:(?:截至|截止|到|至)?(?:19|20)\d\d年(?:底|末)?)?(?:已经?|将|累计|[一二三四五]年累计|总数|总量|总额|并|有望)*(?:达到?|增至|增加到|升至|提高到|突破|超过|约为?|为|共?有)?"
)
# A clause that only says when the figure was so much: …的比例,|1995年为0.9%.
_DATED = re.compile(r"(?:19|20)\d\d年(?:底|末|度)?(?:已|则|仅|只)?(?:为|是|达到?|约为?|占)?")
_REACHES = re.compile(r"达到?|突破|超过|逾|约|近|接近|高达")
_GREW = re.compile(
    r"(?:(?:自|从)(?:19|20)\d\d年(?:以来|起|至今)?|(?:自|从)?[^,;:。的\d]{2,6}以来|(?:19|20)\d\d年(?:以来)?)?(?:分别|同比|大幅|小幅|略有|略呈|呈|显著|明显|不断|预计|将|已|实现|再|年均|持续|稳步|快速)*"
    r"(?:翻了?[一两二三四五]番|翻倍|倍增|增加[一两二]倍|增长|提高|提升|扩大|上升|下降|减少|增加|突破|超过|下滑|回落|回升|攀升|跃升|缩减)"
)
# …of how much there is: 机构数量最多,|共有8家; 占比较高,|为45%.
_IS_MUCH = re.compile("(?:最多|最少|居多|较多|较少|最高|最低|较高|较低|最大|较大|居首|领先)$")
_CHANGES = (
    "(?:上升|增长|增加|增|提高|提升|下降|降低|降|减少|减|扩大|跃升|发展|升|攀升"
    "|缩短|延长|压缩|下调|上调|调降|砍半|翻番)"
)
_FROM = re.compile(r"(?:已经?|也|将会?|会|就|并|预计|有望|可)*(?:由|从)[^,;:。由从]{0,12}$")
_ON = re.compile(rf",?[^,;:。\d]{{0,4}}{_CHANGES}(?:了)?(?:到|至)")
_TO = re.compile(
    rf"(?:已经?|也|将会?|会|就|并|预计|有望|可)*(?:由|从)[^,;:。]{{1,28}}?{_CHANGES}(?:了)?(?:到|至)了?[^,;:。\d]{{0,6}}(?:\d{{4}}年的?)?[^,;:。\d]{{0,4}}$"
)
_SHARE_OF = re.compile(r"[^,;:。]*占[^,;:。]*$")

# A share's name longer than this is a sentence.
MAX_SHARE = 40

# A clause that goes on to what the figure of the clause before has come to: 由2005年的250亿元,|增加到2009年的653亿元.
_GOES_ON = re.compile(
    rf"(?:已|再|又|并|进一步|逐步|稳步|快速|大幅)*{_CHANGES}(?:了)?(?:到|至)了?"
    r"[^,;:。\d]{0,6}(?:\d{4}年)?(?:底|末)?的?[^,;:。\d]{0,4}"
)

# Figures that change together with one: 由40亿元|和5亿元|增至…, 增至|52亿元和|6亿元.
_ON_TOO = re.compile(r"(?:[、和与及]\d[\d.]*[万亿]*[一-鿿%]{1,3}?)*" + _ON.pattern)
_BEFORE_IT = re.compile(r"(?:\d[\d.]*[万亿]*[一-鿿%]{1,3}[、和与及])+$")


def end_of_change(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """Which end of a change over time a figure is: "from", "to", or "" where it tells no such change."""
    text = context.text
    before = text[max(context.clause(quantity.start)[0], sentence.start) : quantity.start]
    if _TO.search(_BEFORE_IT.sub("", before)):
        return "to"
    return "from" if _ON_TOO.match(text, quantity.end, sentence.end) and _FROM.search(before) else ""


Nouns = Callable[[Context, int, int], str]


def goes_on(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Does a figure only tell to what the one in the clause before has changed, or what it was at another time?"""
    start = max(context.clause(quantity.start)[0], sentence.start)
    if _DATED.fullmatch(context.text, start, quantity.start):
        return True
    return bool(_GOES_ON.fullmatch(context.text, start, quantity.start))


def changed(context: Context, sentence: Sentence, quantity: Quantity, nouns: Nouns) -> str:
    """Return the nouns of what has changed to, or from, a figure; nothing where it tells no such change."""
    text = context.text
    start = _without_gloss(context, sentence, max(context.clause(quantity.start)[0], sentence.start), quantity.start)
    before = text[start : quantity.start]
    if _COME_TO.fullmatch(before) and (before or _REACHES.match(text, quantity.start)):
        return _grown(context, sentence, start, nouns)
    change = _FROM.search(before) if _ON.match(text, quantity.end, sentence.end) else _TO.search(before)
    if change is None:
        return ""
    lead = start + change.start()
    if lead > start:
        return _share(text[start:lead]) or _named(context, start, lead, nouns)
    earlier, end = _clause_before(context, sentence, start)
    if grew := next(reversed([*_GREW.finditer(text, earlier, end)]), None):  # 企业数量大幅增加,|从12家增至60家
        end = grew.start() if _BY_HOW_MUCH.fullmatch(text, grew.end(), end) else end
    return _named(context, earlier, end, nouns) if end else ""


# Behind 增长: by how much.
_BY_HOW_MUCH = re.compile(r"(?:了|约|近|超过)*(?:\d+(?:\.\d+)?(?:%|倍|个百分点)(?:以上|左右)?)?")
# Between a noun and what is said of how much of it there is: a gloss in brackets.
_GLOSS = re.compile(r"\([^()]*\)(?=(?:数量|总数|总量|规模|人数)(?:自|从|$))")


def _named(context: Context, start: int, end: int, nouns: Nouns) -> str:
    """The nouns that a stretch ends in, over a gloss in brackets: 独角兽(…)|数量."""
    gloss = _GLOSS.search(context.text, start, end)
    if gloss is None:
        return nouns(context, start, end)
    of = nouns(context, start, gloss.start())
    return of + context.text[gloss.end() : end] if of else ""


def _without_gloss(context: Context, sentence: Sentence, start: int, at: int) -> int:
    """The start of the clause around the bracket in which a stretch begins: 独角兽(释义:…企业)数量从…."""
    close = context.text.find(")", start, at)
    opening = context.text.rfind("(", sentence.start, start)
    if close < 0 or opening < 0 or "(" in context.text[start:close]:
        return start
    return max(context.clause(opening)[0], sentence.start)


def _grown(context: Context, sentence: Sentence, start: int, nouns: Nouns) -> str:
    earlier, end = _clause_before(context, sentence, start)
    grew = next(reversed([*_GREW.finditer(context.text, earlier, end)]), None)
    if grew is None:
        much = _IS_MUCH.search(context.text, earlier, end)
        dated = _DATED.match(context.text, start)
        end = much.start() if much else end
        stretch = re.sub("^[但而]?其", "", context.text[earlier:end])
        return _share(stretch) or _named(context, earlier, end, nouns) if much or dated else ""
    return _share(context.text[earlier : grew.start()]) or _named(context, earlier, grew.start(), nouns)


def _clause_before(context: Context, sentence: Sentence, start: int) -> tuple[int, int]:
    """The clause before, in the same part of the sentence; (0, 0) where there is none."""
    if start - 1 <= sentence.start or context.text[start - 1] != ",":
        return 0, 0
    earlier, end = context.clause(start - 2)
    return max(earlier, sentence.start), min(end, start - 1)


def _share(words: str) -> str:
    """The name of a share of a whole: 研发投入占生产总值比重."""
    share = _SHARE_OF.search(re.sub(r"\([^()]*\)|“[^”]*”—*", "", words))
    if share is None or len(share[0]) > MAX_SHARE:
        return ""
    name = share[0].strip(" —的")
    return name if name.endswith(("占比", "比重", "比例", "份额")) else f"{name}比重"
