"""Which figures are thresholds (不少于, 不超过, 上限 …) and neither reports nor targets, and which way they bound."""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..model import Modality
from ..quantities import Quantity
from .clauses import put
from .demands import binds, cue, in_section, kinds
from .figures import is_worth, units

# How far before a figure the word may stand that makes it a threshold: 不超过其运行总成本的|90%.
NEAR = 14
_SECOND = re.compile(r",?(?:和|与|、|及|或者?)")
# Of another the same is bounded otherwise: ,边远地区则均|达100%, ;农业企业可以放宽至|2000万元.
_ELSEWHERE = re.compile(
    r"[,;][^,;:。\d]{2,14}(?:则|可以?|为)(?:均|都|也|放宽|放宽至|放宽到|降至|降为|提高至|提高到|到|至|为)*"
)
# In a list of conditions these bound too.
_OVER = re.compile(r"(?:(高于|超过|大于|多于|超|≥|>=?|达到?)|低于|少于|小于|≤|<=?)\s*$")
# A figure that only says in which case the next clause holds: 年收入10亿元以上|的,其研发支出不低于….
_IN_CASE = re.compile("的,其(?![中他它余])")
_IN_TIME = re.compile("(?:之|以)?内")
# A share may stand far behind its bound: 不超过上级主管部门实际资助金额的|50%.
_FAR = re.compile(r"(不超过|不高于|不低于|不少于)[^,;:。\d]{10,36}的$")
# …, also over what is counted and a second figure: 以1位主持人及4位共同主持人为限.
_CAPPED = re.compile(
    r"(?:以下|以内)?(?:[^,;:。\d]{0,12}(?:及|和|与|、)\d+\w)?[^,;:。\d]{0,12}?(?:为|作为)(?:上限|限|最高)"
)


def threshold(context: Context, sentence: Sentence, quantity: Quantity, among: bool) -> str:
    """ge or le where the figure is a threshold, else nothing."""
    text = context.text
    start, end = context.clause(quantity.start)
    start = max(start, sentence.start)
    clause = text[start:end]
    if _is_span(text, start, quantity) or is_worth(text, quantity) or _IN_CASE.match(text, quantity.end):
        return ""
    if quantity.unit in units("time") and text[start : quantity.start].endswith("至少每"):
        return "le"  # every so often, or more often
    if _in_rule(context, sentence, quantity):
        return "ge"
    ruled = _RULED.search(text, sentence.start, quantity.start) and _BOUND.search(text, start, quantity.end)
    if not among and not ruled and _is_told(context, quantity, clause):
        return ""
    if _ASKS_FOR.search(text, start, quantity.start):
        return _end_of_range(text, sentence, quantity) or "ge"
    before = text[max(start, quantity.start - NEAR) : quantity.start] + _own_bound(text, quantity)
    own = text[quantity.start : quantity.end]
    near = before + own
    if _CAPPED.match(text, quantity.end):
        near += "上限"
    if far := _FAR.search(text[start : quantity.start]):
        near = far[1] + near
    sign = "le" if cue("le").search(near) else "ge" if cue("ge").search(near) else ""
    if not sign and _IN_TIME.match(text, quantity.end) and quantity.unit in units("time"):
        return "le" if kinds()["reporting"].search(clause) else ""
    if not sign and among and (over := _OVER.search(before)):
        sign = "ge" if over[1] else "le"
    rules = among or binds(context) or in_section(context, quantity.start) or _FOR_EACH.search(clause)
    if not sign and rules and (ends := _end_of_range(text, sentence, quantity)):
        return ends
    if not sign and (earlier := _coordinated(context, sentence, quantity, among)):
        return earlier
    if not sign:
        return ""
    settled = among or binds(context) or in_section(context, quantity.start) or _is_limited(clause, near)
    settled = settled or bool(cue("measure_titles").search(context.title))
    settled = settled or (sign == "le" and _is_cap(context, sentence, quantity, near))
    return sign if settled or _is_demanded(context, sentence, quantity) else ""


# A rule sets a bound, though its words report elsewhere: 上市标准规定,累计投入不低于15%.
_RULED = re.compile("(?:规定|要求|明确)(?:了)?[,:“]?[^,;:。]*$")
_BOUND = re.compile("不(?:得)?(?:低|少|高|多)于[^,;:。]{0,10}$|不超过[^,;:。]{0,10}$")
# …都要求有约10%—30%的国际投入
_ASKS_FOR = re.compile(
    r"(?<!提出)(?<!新)要求(?:至少)?(?:有|具备|配套|提供|达到)(?:大?约|至少)?(?:[\d.]+%?[至到—–~-]+)?$"
)

# Whoever has so much is given something: 对投资额1亿元以上的项目,给予….
_RULE = re.compile(r"(?:^|[,;:。、.)])\s*对[^;。]{2,60}$")
_GIVES = re.compile(r"[^;。]{0,40}?(?:给予|奖励|补助|补贴)")


def _in_rule(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Is it what someone must have, of whom a rule says that something is given to them?"""
    text = context.text
    least = quantity.comparator == "ge" and text[: quantity.end].endswith("以上")
    start = max(sentence.start, text.rfind(";", sentence.start, quantity.start) + 1)
    before = text[start : quantity.start]
    return least and bool(_RULE.search(before)) and bool(_GIVES.match(text, quantity.end, sentence.end))


# What each gets is a rule: 每个项目资助50万至200万元.
_FOR_EACH = re.compile("(?:单个|每[个项家])[^,;。]{0,8}(?:资助|补助|支持|奖励|拨款)")
_TO = re.compile("(?:至|到|-|—|–|~)+")


def _end_of_range(text: str, sentence: Sentence, quantity: Quantity) -> str:
    """Ge or le where the figure is the lower or upper end of a range (出资比例为20%至40%), else nothing."""
    figures = [q for q in sentence.items if isinstance(q, Quantity) and q.unit == quantity.unit]
    place = figures.index(quantity)
    if place + 1 < len(figures) and _TO.fullmatch(text, quantity.end, figures[place + 1].start):
        return "ge"
    return "le" if place and _TO.fullmatch(text, figures[place - 1].end, quantity.start) else ""


def _own_bound(text: str, quantity: Quantity) -> str:
    """The word of comparison that a figure begins with (超过|100万)."""
    own = re.match(r"[^\d一二三四五六七八九十百千万两半]+", text[quantity.start : quantity.end])
    return own[0] if own else ""


def _is_cap(context: Context, sentence: Sentence, quantity: Quantity, near: str) -> bool:
    """Is it the most that is given, as this sentence or the one before it tells (给予扶持。其中,国家级最高3000万元)?"""
    if quantity.unit not in units("money") | units("share") or not re.search(r"最[高多]", near):
        return False
    before = context.sentence_before(sentence)
    start = before.start if before is not None and before.paragraph == sentence.paragraph else sentence.start
    return bool(cue("gives").search(context.text, start, sentence.end))


def _is_span(text: str, start: int, quantity: Quantity) -> bool:
    """Does a time only say over which years something is counted (近3年, 前两个年度)?"""
    return quantity.unit in units("time") and bool(
        re.search(r"[近前上]$|近", text[max(start, quantity.start - 1) : quantity.start + 1])
    )


def _is_told(context: Context, quantity: Quantity, clause: str) -> bool:
    """Does the clause report or plan the figure?"""
    if cue("not_thresholds").search(clause) or _is_target(context, quantity):
        return True
    return put(context, quantity.start, quantity.end)[0] is Modality.PLANNED and not cue("caps").search(clause)


def _is_target(context: Context, quantity: Quantity) -> bool:
    """Is the figure to be reached by a year that the sentence begins with (到2030年,…每年引进不少于…)?"""
    sentence = context.sentence_at(quantity.start)
    first = context.paragraph(sentence.paragraph)[0]
    return bool(cue("targets").search(context.text, first.start, quantity.start))


def _is_demanded(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Does the part of the sentence before the figure demand (须具有…40人以上), or tell what a measure lays down?"""
    text = context.text
    start = max(sentence.start, text.rfind(";", sentence.start, quantity.start) + 1)
    return bool(
        cue("lays_down").search(text, sentence.start, quantity.start)
        or cue("demands_figure").search(text, start, quantity.start)
    )


def _coordinated(context: Context, sentence: Sentence, quantity: Quantity, among: bool) -> str:
    """The sign of the figure right before: 不得超过90%和75%, 上限达90%,少数地区则达100%."""
    before = [q for q in sentence.items if isinstance(q, Quantity) and q.end <= quantity.start]
    if not before or not _alike(before[-1], quantity):
        return ""
    if not any(way.fullmatch(context.text, before[-1].end, quantity.start) for way in (_SECOND, _ELSEWHERE)):
        return ""
    return threshold(context, sentence, before[-1], among)


def _alike(one: Quantity, other: Quantity) -> bool:
    """May two figures bound the same thing: in one unit, or a share and a sum (三分之一或2亿元)?"""
    return one.unit == other.unit or (one.unit == "%" and other.unit in units("money"))


def _is_limited(clause: str, near: str) -> bool:
    """Do the words set a limit by themselves (不得, 上限, 原则上; a duty within so many days)?"""
    if re.search(
        r"不得|不能|上限|下限|原则上|一般不|最多可|最多获|最高可?获|最长|最少|不少于|不低于|不超过|对象是|范围为",
        near + clause,
    ):
        return True
    if re.search(r"最[高多]", near) and re.search(r"奖励|补助|资助|支持|补贴", clause):
        return True
    return bool(re.search(r"在$", near)) and bool(kinds()["reporting"].search(clause))
