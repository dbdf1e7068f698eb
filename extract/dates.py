"""Dates in clean text, as exact as stated: 2022年8月 is a month, 2017 a year, 今年5月 needs the article's own date.

A date without a year is resolved from the article's date where that is known; else a month stays `gMonth` and anything
vaguer is left out. A day alone (某部8日宣布) is the last such day up to the article's own date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .model import Literal
from .quantities import number

_YEAR = r"(?P<y>(?:19|20)\d{2})"
_MONTH = r"(?P<m>1[0-2]|0?[1-9])"
_DAY = r"(?P<d>3[01]|[12]\d|0?[1-9])"
# The time of the day belongs to the date: 8日上午|,….
_HOUR = r"(?:上午|中午|下午|傍晚|晚间|晚上?|凌晨|当天|当日)?"
# 二○一五年十一月; a year has four digits.
_HAN_DATE = (
    r"(?<![〇○零一二三四五六七八九])(?P<y5>[一二][〇○零一二三四五六七八九]{3})年"
    r"(?:(?P<m5>十[一二]?|[一二三四五六七八九])月(?:(?P<d5>三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])[日号])?)?"
)
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
# The middle of a year is none where 中 begins a name or a word: 2015年|中国, 2020年|中央, 2021年|中小企业.
_MIDDLE = r"年中|中(?![国央共科小关部华铁车建石航英美法德韩日俄欧东外方心学医药型长级期芬瑞巴印新])"
# First what a date may begin with, which few places in a text have.
_DATE = re.compile(
    r"(?=[0-9一二今去前当同明])(?:"
    rf"{_YEAR}年(?!代)(?:{_MONTH}月(?:{_DAY}[日号]{_HOUR})?)?(?:[上下]半年|年?[初末底](?!特律)|{_MIDDLE}|[上中下]旬)?"
    rf"|(?<![\d.]){_YEAR.replace('<y>', '<y2>')}[-./]{_MONTH.replace('<m>', '<m2>')}[-./]"
    rf"{_DAY.replace('<d>', '<d2>')}(?![\d.])"
    rf"|{_HAN_DATE}"
    r"|(?P<rel>今年|去年|前年|当年|同年|明年)"
    rf"(?:{_MONTH.replace('<m>', '<m3>')}月(?:{_DAY.replace('<d>', '<d3>')}[日号]{_HOUR})?)?(?:[初末底])?"
    rf"|(?<![\d年.—~-]){_MONTH.replace('<m>', '<m4>')}月(?!份?[内来中间])"
    rf"(?:{_DAY.replace('<d>', '<d4>')}[日号]{_HOUR})?(?:[初末底]|[上中下]旬)?"
    rf"|(?<![\d年月.—~、至到每第-]){_DAY.replace('<d>', '<d5alone>')}日{_HOUR}"
    r"(?![内前后起间期游均报程常夜]|以|之|左右|上限|下限)"
    r")"
)
_RANGE = re.compile(
    r"(?P<a>(?:19|20)\d{2})年?(?:—|–|-|~|至|到|/)(?P<b>(?:19|20)?\d{2})(?:年|财年|财政年度|税收年度|学年|年度)"
)

# 今年 counts from the article's year; 当年 is the year named last, if any.
_RELATIVE = {"今年": 0, "当年": 0, "去年": -1, "前年": -2, "明年": 1}


# A bare month joined to a date with these has its year, as has one that ends a period (1985年3月17日|至|9月16日).
_JOINED = ("、", "和", "与", "及", "至", "到")


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date at [start, end) of the clean text; a period also has its last year."""

    start: int
    end: int
    literal: Literal
    until: Literal | None = None


def find_dates(text: str, base: str | None = None) -> Iterator[DateFound]:
    """Yield the dates of a clean text in order; `base` is the article's own date (ISO 8601, as exact as known)."""
    taken = 0
    last_year: int | None = None
    for match in sorted([*_RANGE.finditer(text), *_DATE.finditer(text)], key=lambda m: (m.start(), -m.end())):
        if match.start() < taken:
            continue
        if match.re is _RANGE:
            taken = match.end()
            yield _period(match)
            continue
        joined = last_year if text[taken : match.start()] in _JOINED and taken else None
        value = _literal(match, base, last_year, joined)
        if value is None:
            continue
        if value.datatype != "gMonth":
            last_year = int(value.value[:4])
        taken = match.end()
        yield DateFound(match.start(), match.end(), value)


def _period(match: re.Match[str]) -> DateFound:
    first, last = match["a"], match["b"]
    last = first[: 4 - len(last)] + last
    return DateFound(match.start(), match.end(), Literal(first, "gYear"), Literal(last, "gYear"))


def _literal(
    match: re.Match[str], base: str | None, last_year: int | None, joined: int | None = None
) -> Literal | None:
    """The value of a date; `joined` is the year of the date that it is joined to (2019年6月、9月)."""
    if match["y"]:
        return literal(int(match["y"]), match["m"], match["d"])
    if match["y2"]:
        return literal(int(match["y2"]), match["m2"], match["d2"])
    if match["y5"]:
        return literal(int(match["y5"].translate(_HAN_DIGITS)), _arabic(match["m5"]), _arabic(match["d5"]))
    if match["rel"]:
        if match["rel"] == "同年" or (match["rel"] == "当年" and last_year):
            return literal(last_year, match["m3"], match["d3"]) if last_year else None
        if base is None:
            return literal(None, match["m3"], match["d3"])
        return literal(int(base[:4]) + _RELATIVE[match["rel"]], match["m3"], match["d3"])
    if match["d5alone"]:
        return _day_alone(int(match["d5alone"]), base)
    if joined is not None:
        return literal(joined, match["m4"], match["d4"])
    return literal(_year_of(match["m4"], match["d4"], base), match["m4"], match["d4"])


def _day_alone(day: int, base: str | None) -> Literal | None:
    """The last such day up to the article's own date, where that is known to the day."""
    if base is None or len(base) < len("2024-03-05"):
        return None
    year, month, today = (int(part) for part in base.split("-"))
    if day > today:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return literal(year, str(month), str(day))


def _arabic(numeral: str | None) -> str | None:
    return str(number(numeral)) if numeral else None


def _year_of(month: str, day: str | None, base: str | None) -> int | None:
    """The year of a bare month: that of the last such month not after the article's date."""
    if base is None:
        return None
    if len(base) < 7:
        return int(base)
    later = (int(month), int(day or 1)) > (int(base[5:7]), int(base[8:10] or 31) if len(base) >= 10 else 31)
    return int(base[:4]) - later


def literal(year: int | None, month: str | None, day: str | None) -> Literal | None:
    """Return a date as exact as given; without a year a month is `gMonth`, without either there is none."""
    if year is None:
        return Literal(f"--{int(month):02d}", "gMonth") if month else None
    if month is None:
        return Literal(f"{year:04d}", "gYear")
    if day is None:
        return Literal(f"{year:04d}-{int(month):02d}", "gYearMonth")
    if not _exists(year, int(month), int(day)):
        return Literal(f"{year:04d}-{int(month):02d}", "gYearMonth")
    return Literal(f"{year:04d}-{int(month):02d}-{int(day):02d}", "date")


def _exists(year: int, month: int, day: int) -> bool:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
