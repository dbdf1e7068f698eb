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
