"""Figures with their units in clean text: 14家, 七大, 370多份, 超过5000家, 近四分之三, 61%, 2/3, 700名, 392.43亿元.

Values are plain: 万 and 亿 are multiplied out, fractions are percentages. `comparator` is ge, le or approx where the
text says so (超过, 以上, 多, 余, 近, 约, 不超过), else empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

import cn2an

from .lexicon import load

_HAN = "零〇一二两三四五六七八九十百千万亿"
_NUMBER = rf"(?:(?P<yi>\d+)亿)?(?P<num>(?:\d{{1,3}}(?:[, ]\d{{3}})+|\d+)(?:\.\d+)?|[{_HAN}半]+)"
_SCALE_WORDS = r"万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|兆(?=[日韩美欧新]?[元圆台])"
_SCALE = rf"(?P<scale>{_SCALE_WORDS})?"
_MORE = r"(?P<more>余|多|来)?"
_BEFORE = (
    r"(?P<before>超过|超出|超|突破|不少于|不低于|至少|高于|多于|不超过|不高于|不多于|不得超过|最多|低于|少于"
    r"|近|接近|将近|约|大约|约为|达到?|逾|高达)?(?:(?<=[过出破到])了)?(?P<over>(?<![以之加成百])上(?=[百千万]))?"
)
# The first character of a figure or of what stands before it: most places in a text have none.
_FIRST = rf"(?=[\d{_HAN}半超突不至高多最低少近接将约大达逾了新港澳上])"
_FRACTION = re.compile(
    rf"{_FIRST}{_BEFORE}"
    rf"(?:(?P<of>[{_HAN}]+)分之(?P<part>[{_HAN}]+(?:点[{_HAN}]+)?|(?<=[百千]分之)\d+(?:\.\d+)?)|(?<![\d/])(?P<part2>\d{{1,2}})/(?P<of2>\d{{1,2}})(?![\d/])"
    r"|(?<=[占近超过约的])(?P<half>一半|半数)(?![年月天日个以]))"
    r"(?P<after>以上|以下|以内|左右)?"
)
# 七大中心 counts without a measure word; 重大, 十大 in titles of chapters do not reach a noun that can be counted.
_BIG = re.compile(
    r"(?=[二三四五六七八九十\d])"
    r"(?:(?<![一-鿿\d.])(?P<big>[二三四五六七八九十]|十[一二三四五六七八九]|\d{1,2})大(?=[一-鿿])"
    r"|(?<=[设有含等了])(?P<big2>[二三四五六七八九十]|\d{1,2})大(?=[一-鿿])"
    r"|(?<=[一-鿿])(?P<big3>[三四五六七八九]|(?<!\d)[2-9])大(?=[一-鿿]{0,6}?(?:领域|方向|产业|赛道|平台|基地|片区|板块|集群)))"
)
# A character behind a unit that makes both another word: 三大支|柱, 四门|类, 十名|单.
_GOES_ON = "|".join(
    (
        r"(?<=支)[柱撑持点]|(?<=门)[类槛]|(?<=名)单|(?<=份)额|(?<=位)(?:[于居置]|一体)",
        r"(?<=成)[为立果员本功长就都型熟效交分群年绩套品]|(?<=类)似",
        r"(?<=条)[件款例约]|(?<=场)[景所地合]|(?<=笔)[记者]|(?<=种)[子植业]",
        r"(?<=道)[路德理教]|(?<=张)[力江]|(?<=只)[有能要]|(?<=处)[于在理]|(?<=级)[别以]",
        r"(?<=部)[委分署门]|(?<=本)[科身土]|(?<=组)[织建成合]|(?<=页)岩",
        r"(?<=字)[节塔]|(?<=度)[电]|(?<=次)[性生电]|(?<=层)[面次]|(?<=周)[期边]",
        r"(?<=日)[本报]|(?<=块)链|(?<=章)[节程鱼]|(?<=组)[件团]|(?<=部)[长级队联]|(?<=秒)[杀级]|[a-z]",
        r"(?<=十分)[一-鿿]|(?<=分)[之别析类布公钟支期子会数散配级工享属值辨歧红为成开]|(?<=例)[如外会]|(?<=起)[来到步草源点]|(?<=批)[准复量发次示]|(?<=片)[区段面]",
    )
)
_SCALES = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "兆": 10**12,
    "万": 10**4,
    "千": 10**3,
}
_COMPARATORS = {
    "ge": ("超过", "超出", "超", "突破", "不少于", "不低于", "至少", "高于", "多于", "逾", "余", "多", "以上", "上"),
    "le": ("不超过", "不高于", "不多于", "不得超过", "最多", "低于", "少于", "以下", "以内"),
    "approx": ("近", "接近", "将近", "约", "大约", "约为", "左右", "来", "上下"),
}
_SIGNS = {word: sign for sign, words in _COMPARATORS.items() for word in words}


# 新台币3000万元 and 3000万元新台币 are sums in 新台币.
_MONEY = {"新台币": "新台币", "港币": "港元", "澳门币": "澳门元"}
# A part of a sum said before may go without its unit: 总预算3640万新谢克尔,其中|1760万|为公共资金.
_BARE = re.compile(
    r"(?<=其中)(?P<bare>\d+(?:\.\d+)?)(?P<scale2>万亿|亿|万)(?=为|来自|由|用于|用作|是)"
    r"|(?<=[一-鿿(])(?P<bare3>\d+(?:\.\d+)?)(?P<scale5>万亿|亿|万)(?=\)|、[一-鿿]|和[一-鿿]|[,;。]|$)"
    r"|(?<=[的到至])(?P<bare2>\d+(?:\.\d+)?)(?P<scale3>万亿|亿)(?=[,;。、)]|$|增[长加至]|提[高升]|上升|下降|减少)"
)
# Some indicators are of money though their figure has no unit (GDP达1.14万亿), and so are funds (200亿天使母基金).
_YUAN = re.compile(
    r"(?:GDP|生产总值|经济总量|增加值|总?产值|营业?收入|销售额|交易额|财政收入|总?市值|规模)(?:已|将|首次|才|也)*"
    r"(?:约为?|为|达到?|超过?|突破|逾|近|接近|站上|迈上|[是至到])*(?P<sum>\d+(?:\.\d+)?)(?P<scale6>万亿|千亿|亿)(?=[,;。、)的级]|$|大关|台阶|之|左右|以[上下])"
    r"|(?P<sum2>\d+(?:\.\d+)?)(?P<scale7>万亿|千亿|亿)(?:规模)?的?(?=[一-鿿]{0,8}?(?:母基金|子?基金))"
)
# What divides a sum that was said into parts: 300亿欧元…:能源(80亿)、交通(40亿).
_IN_PARTS = re.compile(r"[^。;]*(?:[:、]|其中|包括|分别)[^。;]*|\)?(?:和|与|及|以及)[^。;,、]{1,24}")
# An index has no unit, nor has the number of people of a place.
_UNITLESS = re.compile(
    r"(?:指数|得分|评分|分值)(?:值)?(?:已|约|将)*(?:达到?|为|是|升至|提高到|增至)?(?P<index>\d+(?:\.\d+)?)(?=[,;。、)]|$)"
    r"|人口(?:总数|总量)?(?:约|为|达到?|超过|近|已经?|总计|仅|将)*(?P<people>\d+(?: \d{3})*(?:\.\d+)?)(?P<scale4>万|亿)"
    r"(?=[,;。、)]|$)"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure at [start, end) of the clean text, `unit` as read (家, 个, %, 元, 美元 …), empty for an index."""

    start: int
    end: int
    value: Decimal
    unit: str
    comparator: str = ""


@cache
def _pattern() -> re.Pattern[str]:
    units = sorted((unit for group in load("units").values() for unit in group), key=lambda unit: (-len(unit), unit))
    names = "|".join(map(re.escape, units))
    return re.compile(
        rf"{_FIRST}{_BEFORE}(?P<money>新台币|港币|澳门币)?(?:(?<=GDP)|(?<![\d.A-Za-z第{_HAN}])){_NUMBER}{_MORE}{_SCALE}"
        rf"(?P<more2>余|多)? ?(?P<big>大)?"
        rf"(?P<unit>{names})(?!{_GOES_ON})(?:(?<=人)口(?![一-鿿]*[增净]))?(?P<money2>(?<=元)(?:新台币|港币|澳门币))?(?P<after>以上|以下|以内|左右|上下)?"
    )


def find_quantities(text: str) -> Iterator[Quantity]:
    """Yield the figures of a clean text, in order; of a range (10至20家) both ends."""
    for quantity in _found(text):
        lower = _lower_end(text, quantity)
        if lower is not None:
            yield lower
            quantity = replace(quantity, comparator=quantity.comparator or "le")
        yield quantity


# The lower end of a range, which has its unit, and often its scale, from the upper: 3000-5000万元, 7000万至1.2亿美元.
_LOWER = re.compile(
    rf"(?<![\dA-Za-z.\-—年第])(?P<low>\d+(?:\.\d+)?|[{_HAN[2:11]}]+)(?P<own>{_SCALE_WORDS})?(?:至|到|~|～|-|—|–|－)+$"
)


def _lower_end(text: str, upper: Quantity) -> Quantity | None:
    if upper.unit in load("units")["time"]:
        return None
    found = _LOWER.search(text, max(0, upper.start - 12), upper.start)
    value = number(found["low"]) if found else None
    if found is None or value is None:
        return None
    scale = _SCALES.get(found["own"] or "") or _scale_of(text[upper.start : upper.end])
    value *= scale
    end = found.end("own" if found["own"] else "low")
    return Quantity(found.start(), end, plain(value), upper.unit, "ge") if 0 < value < upper.value else None


def _scale_of(figure: str) -> int:
    """What the scale of a figure as written multiplies its number by."""
    found = re.search(rf"(?<=\d)(?:{_SCALE_WORDS})", figure)
    return _SCALES[found[0]] if found else 1


def _found(text: str) -> Iterator[Quantity]:
    last: Quantity | None = None
    sum_said: Quantity | None = None
    patterns = (_FRACTION, _pattern(), _BIG, _BARE, _UNITLESS, _YUAN)
    for match in sorted((m for p in patterns for m in p.finditer(text)), key=lambda m: (m.start(), -m.end())):
        if last is not None and match.start() < last.end:
            continue
        quantity = _read(match, sum_said)
        if quantity is not None and quantity.start < quantity.end:
            last = quantity
            sum_said = quantity if quantity.unit in load("units")["money"] else sum_said
            yield quantity


def _read(match: re.Match[str], sum_said: Quantity | None) -> Quantity | None:
    if match.re is _UNITLESS:
        group, unit = ("index", "") if match["index"] else ("people", "人")
        value = Decimal(match[group].replace(" ", "")) * _SCALES.get(match["scale4"] or "", 1)
        return Quantity(match.start(group), match.end("scale4" if unit else group), plain(value), unit)
    if match.re is _YUAN:
        group, scale = ("sum", "scale6") if match["sum"] else ("sum2", "scale7")
        value = Decimal(match[group]) * _SCALES[match[scale]]
        said = re.search("超过?$|突破$|逾$|约为?$|接?近$", match.string[match.start() : match.start(group)])
        sign = _SIGNS[said[0]] if said else ""
        return Quantity(match.start(group), match.end(scale), plain(value), sum_said.unit if sum_said else "元", sign)
    if match.re is _BARE:
        if sum_said is None or "。" in match.string[sum_said.end : match.start()]:
            return None
        if match["bare3"] and not _IN_PARTS.fullmatch(match.string, sum_said.end, match.start()):
            return None
        figure = match["bare"] or match["bare2"] or match["bare3"]
        value = Decimal(figure) * _SCALES[match["scale2"] or match["scale3"] or match["scale5"]]
        return Quantity(match.start(), match.end(), plain(value), sum_said.unit)
    if match.re is _FRACTION:
        return _fraction(match)
    if match.re is _BIG:
        value = number(match["big"] or match["big2"] or match["big3"])
        return Quantity(match.start(), match.end(), value, "个") if value else None
    quantity = _quantity(match)
    of_several = quantity is not None and quantity.unit in _OF_SEVERAL
    if quantity and sum_said and of_several and sum_said.unit.endswith(quantity.unit):
        return replace(quantity, unit=sum_said.unit)
    return quantity


# Money of several countries, which is of the one said before: 7500万丹麦克朗,之后每年1.25亿|克朗.
_OF_SEVERAL = frozenset({"克朗", "法郎", "卢比", "比索"})


def _fraction(match: re.Match[str]) -> Quantity | None:
    whole, part = match["of"] or match["of2"] or "2", match["part"] or match["part2"] or "1"
    of, of_part = number(whole), number(part)
    if not of or of_part is None or of_part > of:
        return None
    value = (of_part * 100 / of).quantize(Decimal("0.01")).normalize()
    said = (match["before"], match["after"])
    sign = next((_SIGNS[word] for word in said if word in _SIGNS), "")
    return Quantity(match.start(), match.end(), plain(value), "%", sign)


def _quantity(match: re.Match[str]) -> Quantity | None:
    vague = match.string[match.start("num") - 1 : match.start("num")] in tuple("数几好") and match["num"][0] in _HAN
    value = None if vague else number(match["num"])  # 数十亿美元 is no sum
    if value is None or match["num"] in ("零", "〇"):  # 零部件
        return None
    if match["num"] in _ROUND and not any(match[said] for said in _SAID):  # 百家争鸣, 千人计划
        return None
    value *= _SCALES.get(match["scale"] or "", 1)
    value += int(match["yi"] or 0) * _SCALES["亿"]
    unit = _MONEY.get(match["money"] or match["money2"], match["unit"])
    if unit == "成":  # 七成 is 70 %
        value, unit = value * 10, "%"
    said = (match[group] for group in _SAID)
    comparator = next((_SIGNS[word] for word in said if word in _SIGNS), "")
    return Quantity(match.start(), match.end(), plain(value), unit, comparator)


_ROUND = ("百", "千", "万")
# What says how exact a figure is.
_SAID = ("before", "over", "more", "more2", "after")


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal | None:
    """Return the value of an Arabic or Chinese numeral; None where it is none."""
    if text[:1] and text[:1] in "百千万":  # 千亿 is a thousand hundred million
        text = "一" + text
    if text == "半":
        return Decimal("0.5")
    if _ARABIC.fullmatch(text):
        return Decimal(text.replace(",", "").replace(" ", ""))
    try:
        return Decimal(str(cn2an.cn2an(text.replace("〇", "零").replace("两", "二"), "smart")))
    except (ValueError, KeyError):  # cn2an knows no number that begins with 亿
        return None


_ARABIC = re.compile(r"[\d., ]+")


def plain(value: Decimal) -> Decimal:
    """Return the value without an exponent or trailing zeros."""
    value = value.normalize()
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value
