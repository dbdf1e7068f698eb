"""Dates as bylines write them, to ISO 8601, as exact as stated."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

# Spaces stand inside dates of damaged pages: 2024- 09- 30.
_NUMBERS = re.compile(r"(?<!\d)((?:19|20)\d\d) ?([-./]) ?(\d{1,2})(?: ?\2 ?(\d{1,2}))?(?!\d| ?[-./%] ?\d)")
_CHINESE = re.compile(r"(?<!\d)((?:19|20)\d\d) ?年(?: ?(\d{1,2}) ?月(?: ?(\d{1,2}) ?[日号])?)?")
_CN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CN_YEAR = re.compile(
    r"([一二][〇○零一二三四五六七八九]{3})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})日)?)?"
)

# Feeds and mails: Fri, 14 Jan 2022; January 14, 2022.
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_ENGLISH = [
    re.compile(rf"(?:\b[a-z]{{3,9}}, ?)?\b(?P<day>\d{{1,2}})[ -]{_MONTH}[ ,-]+(?P<year>(?:19|20)\d\d)\b", re.I),
    re.compile(rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?, ?(?P<year>(?:19|20)\d\d)\b", re.I),
]
# A journal's DOI tells the year: 10.1234/j.issn.1234-5678.2017.05.006.
_DOI = re.compile(r"10\.\d{4,5}/j\.(?:cnki\.)?(?:issn\.?)?\d{4}-?\d{3}[\dXx]\.(?P<year>(?:19|20)\d\d)\.")


def doi_year(text: str) -> tuple[str, int, int] | None:
    """Return the year that a DOI in the text tells, with its place."""
    match = _DOI.search(text)
    return (match["year"], *match.span("year")) if match else None


def dates_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield (ISO date, start, end) of each real date in a folded text, in order."""
    found: list[tuple[str, int, int]] = []
    for match in _NUMBERS.finditer(text):
        year, mark, month, day = match.groups()
        if mark == "." and day is None:  # 2023.8 is as likely a number
            continue
        _add(found, match, year, month, day)
    for match in _CHINESE.finditer(text):
        _add(found, match, *match.groups())
    for match in _CN_YEAR.finditer(text):
        year, month, day = match.groups()
        _add(found, match, year.translate(_CN_DIGITS), month and _small(month), day and _small(day))
    for pattern in _ENGLISH:
        for match in pattern.finditer(text):
            _add(found, match, match["year"], str(_MONTHS.index(match["month"].lower()) + 1), match["day"])
    yield from sorted(found, key=lambda one: one[1])


def _add(
    found: list[tuple[str, int, int]], match: re.Match[str], year: str, month: str | None, day: str | None
) -> None:
    value = iso(year, month, day)
    if value is not None:
        found.append((value, match.start(), match.end()))


def iso(year: str, month: str | None = None, day: str | None = None) -> str | None:
    """Return the ISO 8601 date of the parts given, None where there is no such day."""
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def _small(number: str) -> str:
    """Return 1 to 31 in digits: 十 10, 十五 15, 二十 20, 三十一 31."""
    tens, ten, ones = number.partition("十")
    if not ten:
        return number.translate(_CN_DIGITS)
    return str(int(tens.translate(_CN_DIGITS) or 1) * 10 + int(ones.translate(_CN_DIGITS) or 0))
