"""Headings by Chinese numbering, with their level."""

from __future__ import annotations

import re

from ..cleaning.noise import HAN

_CN = "一二三四五六七八九十百"
# Level by form of number, as the rules for official documents order them (GB/T 9704: 一、 （一） 1. （1）), then 一是.
_FORMS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(f"第[{_CN}\\d]+[章节编篇部分]{{1,2}}|[{_CN}]+ ?[、.:]")),
    (2, re.compile(f"\\([{_CN}]+\\)")),
    (4, re.compile(f"[{_CN}]是|\\(\\d{{1,2}}\\)|[①-⑳]|其[{_CN}],")),
    (
        3,
        re.compile(
            f"\\d{{1,2}} ?(?:[、.．](?!\\d)|(?=[{HAN}“《])(?![年月日个家项届点种万亿次人所名条位大%]))|\\d{{1,2}}$"
        ),
    ),
)

# Longer lines are sentences. Headings of two clauses run to forty-odd characters in policy essays.
LONGEST = 60
LONGEST_UNNUMBERED = 36
_INNER_STOP = re.compile("[。;]")


def numbered_level(text: str) -> int:
    """Return the level of the number that a folded line starts with, 0 without one."""
    for level, form in _FORMS:
        if form.match(text):
            return level
    return 0


# 4.5 and 4.5.1, as journals number; a figure has its unit behind it: 4.5亿.
_UNITS = "年月日个家项届点种万亿次人所名条位大倍元米千百十余多%"
_DECIMAL = re.compile(
    rf"\d{{1,2}}(?P<more>(?:\.\d{{1,2}}){{1,3}})(?![\d.])\.? ?(?![{_UNITS}])(?=[{HAN}A-Za-z“《(]|(?<= )(?:19|20)\d\d年)"
    r"|\d{1,2}(?P<one>\.\d)(?=(?:19|20)\d\d年)"
)
# What a markup sets as a heading has a number glued to it, whatever follows: 1大科学装置.
_GLUED = re.compile(rf"\d{{1,2}}(?P<more>(?:\.\d{{1,2}}){{0,3}})(?=[{HAN}])")


def decimal_level(text: str, *, marked: bool = False) -> int:
    """Return the level of a decimal number (4.5, 4.5.1) that a folded line starts with, 0 without one."""
    if match := _DECIMAL.match(text):
        return 3 + (match["more"] or match["one"]).count(".")
    glued = _GLUED.match(text) if marked else None
    return 3 + glued["more"].count(".") if glued else 0


def is_heading(text: str) -> bool:
    """Whether a folded line that does not end a sentence reads as a heading."""
    level = numbered_level(text)
    body = text.rstrip()
    if _INNER_STOP.search(body[:-1]):
        return False
    if level:
        return len(body) <= LONGEST and not body.endswith((",", "、"))
    if body.endswith(":"):
        return len(body) <= 9
    return len(body) <= LONGEST_UNNUMBERED and not body.endswith((",", "、", "(", "的")) and _has_han(body)


def _has_han(text: str) -> bool:
    return len(re.findall(f"[{HAN}]", text)) >= 2
