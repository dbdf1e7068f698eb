"""Fold the written forms of a character into one, one character for one, so that offsets stay.

Traditional to simplified characters (OpenCC's t2s), full-width ASCII to half-width, corner brackets to curly quotes,
straight quotation marks around Chinese words to curly ones, every white space character to a plain space. The Chinese
marks 、。《》“”‘’ stay.
"""

from __future__ import annotations

import re
from functools import cache

import opencc

# Full-width forms U+FF01–U+FF5E stand 0xFEE0 above their ASCII counterparts (Unicode, Halfwidth and Fullwidth Forms).
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_QUOTES = str.maketrans("「」『』﹁﹂﹃﹄", "“”‘’“”‘’")
_WAVES = str.maketrans("〜∼∽˜", "~~~~")
# Spaces of all widths, tabs and line ends; a fold keeps their number, `noise` decides which stay.
_SPACES = dict.fromkeys([9, 10, 11, 12, 13, 0x1C, 0x1D, 0x1E, 0x1F, 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B)], " ")
_SPACES |= dict.fromkeys([0x2028, 0x2029, 0x202F, 0x205F, 0x3000], " ")
_TABLE: dict[int, int | str | None] = {**_FULL_WIDTH, **_QUOTES, **_WAVES, **_SPACES}
_TABLE[ord("｡")] = "。"
_TABLE[ord("､")] = "、"
_TABLE[ord("･")] = "·"
_TABLE[ord("․")] = "."
# A stroke of characters, and a sign of mathematics, that pages set for a bar.
_TABLE |= dict.fromkeys(map(ord, "丨∣︱"), "|")


# OpenCC leaves 著 as it is; in traditional text it is the verb's 着 (隨著, 著力) unless one of these words.
_ASPECT = re.compile("(?<![显专编论原名遗巨卓昭合译拙新撰土])著(?![名作书者称录述])")

# Straight quotation marks around Chinese words, and one that scanners set for the second of a pair or for the first.
_STRAIGHT = re.compile(
    r"“(?P<closed>[^“”\"\n]{1,40})\"|\"(?P<opened>[^“”\"\n]{1,40})”|\"(?P<both>(?=[^\"\n]*[一-鿿])[^“”\"\n]{1,40})\""
)


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Return the text in simplified characters, of the same length: by phrase, or by character where that differs."""
    if text.isascii():
        return text
    simple = _converter().convert(text)
    if len(simple) == len(text):
        return simple if simple == text else _ASPECT.sub("着", simple)
    return "".join(_simplify_char(char) for char in text)


@cache
def _simplify_char(char: str) -> str:
    simple = _converter().convert(char)
    return simple if len(simple) == 1 else char


def fold(text: str) -> str:
    """Return the text with every character in its one form, of the same length."""
    folded = simplify(text).translate(_TABLE)
    if '"' in folded:
        folded = _STRAIGHT.sub(lambda match: f"“{match[match.lastgroup or 0]}”", folded)
    assert len(folded) == len(text), "folding is one character for one"  # noqa: S101 - offsets rest on it
    return folded


@cache
def common_characters() -> frozenset[str]:
    """The 3,755 everyday characters of GB 2312's first level (rows 16 to 55), ordered there by pronunciation."""
    return _gb2312_rows(0xB0, 0xD7)


@cache
def known_characters() -> frozenset[str]:
    """All 6,763 characters of GB 2312: what modern simplified Chinese text is written with."""
    return _gb2312_rows(0xB0, 0xF7)


def _gb2312_rows(first: int, last: int) -> frozenset[str]:
    chars: set[str] = set()
    for lead in range(first, last + 1):
        for trail in range(0xA1, 0xFF):
            chars.update(bytes((lead, trail)).decode("gb2312", "ignore"))
    return frozenset(chars)
