"""Which sums of money are given: by words of giving near them, as parts of a sum before, or as lines of a budget."""

from __future__ import annotations

import re
from functools import cache

from ..context import Context, Sentence
from ..expressions import Expression, any_of
from ..lexicon import load
from ..quantities import Quantity

# What is counted for every unit of money is no grant.
SMALL = 1000
# So few units of money show a ratio: 投入1元,产出3元.
FEW = 10
# So many sentences before a labelled sum may say that what follows is a budget.
ANNOUNCED = 4


@cache
def cue(key: str) -> Expression:
    """The pattern of a list of lexicon/funding.yaml."""
    return any_of(load("funding")[key])


def currency(quantity: Quantity) -> str | None:
    """The currency that a figure's unit names, if it is one."""
    return load("funding")["currencies"].get(quantity.unit)


def is_given(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Is a sum of money given, as the words around it tell?"""
    start, end = part_around(context, sentence, quantity)
    text = context.text
    clause_start, clause_end = context.clause(quantity.start)
    before = text[start : quantity.start]
    behind = text[quantity.end : min(end, quantity.end + 10)]
    near = text[clause_start : quantity.end] + (behind if _GOES_ON.match(behind) else behind.partition(",")[0])
    if re.search(r"每(?:投入?|1)?[^,;。]{0,6}$", text[clause_start : quantity.start]) and quantity.value < SMALL:
        return False  # 每投入1欧元, 每1欧元
    if quantity.value < FEW:
        return False
    if cue("limits").search(text[clause_start:clause_end]) or _is_aside(text, sentence, quantity):
        return False
    last = [m.end() for m in cue("given").finditer(before)]
    barred = [m.end() for m in cue("not_given").finditer(text[clause_start : quantity.start])]
    case = _CASE.match(text, quantity.end) or text[: quantity.end].endswith("以上")
    if case and _RULES.search(text, quantity.end, end):
        return False  # in which case a rule gives something
    if _EARNED.match(text, quantity.end) or _EACH_YEAR.search(text, clause_start, quantity.start):
        return False
    if is_change(text, clause_start, quantity):
        return False  # what is spent rises from so much to so much
    if _WHOLE.search(text, clause_start, quantity.start) or _SCHEME_OF.search(text, start, end):
        return True
    told_earlier = not cue("given").search(near) and cue("not_given").search(before)  # …研发支出增加,达到200亿元
    given = _GETS.search(before) and cue("gotten").search(text, sentence.start, sentence.end)
    given = given or cue("given").search(near) or last
    given = given or _MEANT.match(text, quantity.end)
    return bool(given) and not barred and not told_earlier


# Behind a sum, also in a clause of its own: what it is used for.
_GOES_ON = re.compile(
    "[^,]{0,9}$|,?(?:将|主要|全部|专门|重点|其中|以|来)*(?:用于|用以|支持|资助|投入|投资|补助|奖励|设立|拨)"
    "|,?由[^,]{2,6}(?:拨付|出资|承担|提供|支付|负担)"
)
# Behind a sum: it is made, not given. Before it: a body gets it.
_EARNED = re.compile(
    r"(?:的)?[一-鿿]{0,4}?(?:收入|产值|利润|销售额|营业额|交易额|税收|损失|市值|估值|合同|订单"
    r"|(?:私人|社会|民间)(?:投资|资本))"
)
# Before a sum: it is an average over years, projects or the like.
_EACH_YEAR = re.compile(
    r"(?:平均每[^,;。\d]{1,6}|年均|每年平均|平均[^,;。\d]{0,6}(?:强度|额|金额|规模|经费))(?:约|为|达到?|超过|近|是)*$"
)
# Before a sum: it is what a scheme or fund has in all (该计划总额达, 基金首期规模).
_WHOLE = re.compile(
    "(?:计划|基金|工程|专项|倡议|项目|方案|框架)[”》]?(?:[,的](?:其中)?)?(?:一期|二期|三期|首期|初始|整体|目标)?"
    "(?:总额|总预算|总经费|总资金|总规模|资金规模|总投入|规模|募资)(?:额)?(?:将|已|约|为|达到?|超过|高达|逾|近|共计|是)*$"
)
_CASE = re.compile("(?:及)?以上的")
_RULES = re.compile("给予|奖励|补助|补贴|资助")
_GETS = re.compile(r"(?:获得?|得到|获批|获拨|分得)(?:了|总计|共计|超过|约|近|共)*$")
# Behind a sum: what it is says that it is given (527亿美元的研发、制造和培训|补贴).
_MEANT = re.compile("的[^,;。]{0,24}?(?:补贴|补助|资助|拨款|奖励|研究基金|专项资金|经费支持|资金支持|激励)")
# A scheme or fund of so much is set up.
_SCHEME_OF = re.compile(
    r"(?:签署|成立|设立|共组|组建|组成|启动|推出|宣布|同意|批准|通过|出台|实施|发起|制定|建立)[^,;。]{0,8}?(?:一[个项只支笔])?(?:总[额值]|规模)?"
    r"(?:达|为|约|高达|超过|逾|近|超)?\d[\d,.]*多?[万亿千百]*[一-鿿]{1,4}(?:\([^()]*\))?的[^,;。]{0,8}?(?:计划|基金|项目|机构|方案|法案|工程)"
)
# Several sums in brackets, each behind what it is for, are a list of grants and no asides.
_LISTED = re.compile(r"\)(?:[、,;。]|和|以及|等)")
_BRACKETED = re.compile(r"\(\d[\d,.]*[万亿]+[^()]{0,4}\)")


# In brackets behind what has so much to spend: 某项目(预算|30亿日元).
_OWN = re.compile("(?:总)?(?:预算|经费|拨款|资助|补助|投资)(?:额|总额)?(?:约|为|共)*$")


def _is_aside(text: str, sentence: Sentence, quantity: Quantity) -> bool:
    """Is the sum only another's worth in a bracket (约合11亿美元), or how much more it is than before?"""
    if _CONVERTED.search(text, sentence.start, quantity.start):
        return True
    opening = text.rfind("(", sentence.start, quantity.start)
    if opening >= 0 and ")" not in text[opening : quantity.start]:
        if _OWN.match(text, opening + 1, quantity.start):
            return False
        listed = opening + 1 == quantity.start and bool(_LISTED.match(text, quantity.end))
        return not (listed and len(_BRACKETED.findall(text, sentence.start, sentence.end)) > 1)
    grown = re.search(
        r"(?:比|较)[^,;。]{0,36}?(?:增加|减少|增长|提高|多|少|下降)了?(?:约|近|超过)?$",
        text[sentence.start : quantity.start],
    )
    return grown is not None


# Another's worth in other money: 18亿新谢克尔,约合|4.9亿美元.
_CONVERTED = re.compile("(?:[元镑尔克朗币)亿万]|美金)[,(](?:约?合|折合|相当于|约相当于)(?:人民币)?约?近?$")


def is_change(text: str, start: int, quantity: Quantity) -> bool:
    """Is a sum one end of a change over time: 从2017年的5亿欧元|增加到2020年的|15亿欧元?"""
    if _FROM.search(text, start, quantity.start) and _RISES.match(text, quantity.end):
        return True
    return bool(_RISEN.search(text, start, quantity.start) or _BUDGET_RISEN.search(text, start, quantity.start))


_CHANGED = "(?:增加|增长|增|提高|提升|上升|升|扩大|减少|下降|降|削减|缩减)(?:了)?(?:到|至)"
# What is spent in a year has come to so much: 预算总额增至; in a clause of its own: …亿日元,2015年又增至.
_BUDGET_RISEN = re.compile(
    rf"(?:(?:预算|经费|投入|支出|开支|拨款)(?:总?额|总量|规模)?(?:已|将|又|再|则|也|小幅|大幅|逐步|逐年|进一步)*"
    rf"|(?:^|(?<=[,;。\n]))(?:(?:19|20)\d\d(?:财年|财政年度|年度?))?(?:已|将|又|再|则|并|小幅|大幅|逐步|进一步)*)"
    rf"{_CHANGED}(?:了|约|近)*$"
)
_FROM = re.compile(r"(?:从|由)[^,;:。由从]{0,12}$")
_RISES = re.compile(rf"(?:[和与及、]\d[\d.]*[万亿]*[一-鿿]{{1,3}})*(?:左右)?,?(?:大幅|逐步|稳步)?{_CHANGED}")
_RISEN = re.compile(rf"(?:从|由)[^,;:。]{{2,28}}{_CHANGED}[^,;:。]{{0,14}}$")


def part_around(context: Context, sentence: Sentence, quantity: Quantity) -> tuple[int, int]:
    """The part of the sentence between semicolons that a sum stands in."""
    text = context.text
    start = max(sentence.start, text.rfind(";", sentence.start, quantity.start) + 1)
    end = text.find(";", quantity.end, sentence.end)
    return start, sentence.end if end < 0 else end


def divides(context: Context, sentence: Sentence, quantity: Quantity, last: Quantity | None) -> bool:
    """Is the sum what a field or part gets of the one before (…领域为5万亿韩元)?"""
    start, _ = context.clause(quantity.start)
    same = last is not None and last.unit == quantity.unit and last.value > quantity.value
    in_bounds = not _is_aside(context.text, sentence, quantity)
    return same and in_bounds and bool(_FIELD.search(context.text, max(start, sentence.start), quantity.start))


_FIELD = re.compile(r"(?:领域|方面|部分|方向|板块)(?:\([^()]*\))?(?:为|达|占|约|将|获得?|共)+$")
_LABEL = re.compile(
    r"(?:^|[:\n])\s*(?:[-•●▪◆■]|\(?[一二三四五六七八九十\d]+[)、.．])?\s*([^,;:。()\d]{2,24}):\s*(?:约|近|超过|共|共计)*$"
)
_BUDGETED = re.compile(r"(?:预算|资助|拨款|经费|资金)(?!需求|来源)")


def line_label(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """What a line names before its sum (量子技术:3亿欧元), where a heading or what stands before announces budgets."""
    text = context.text
    line = _LABEL.search(text[sentence.start : quantity.start])
    if line is None or text[quantity.end : quantity.end + 1] not in ("", ",", ";", "。", "\n", "("):
        return ""
    first = context.sentences[max(0, sentence.index - ANNOUNCED)]
    told = text[first.start : quantity.start] + context.heading_text(quantity.start)
    return line[1].strip() if _BUDGETED.search(told) else ""


def is_joined(context: Context, one: Quantity, other: Quantity) -> bool:
    """Does a sum stand in one row with the one before (246亿元、179亿元和317亿元), or is it a part of it (其中,…)?"""
    if re.fullmatch("[、和与及,]+", context.text[one.end : other.start]):
        return True
    start = context.sentence_at(other.start).start
    return one.value > other.value and bool(re.search("其中,?[^;]*$", context.text[start : other.start]))
