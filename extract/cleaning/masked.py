"""Find words that a filter has blotted out (产业技术**战略联盟, □□市科技局), and tell them from markdown's bold.

Nobody can know what stood there, so it stays as the text has it: a part of the name that it stands in.
Bold is taken off before; what is left of two or more such marks in a row, beside a Chinese character, is a mask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from ..expressions import Hinted, any_stands
from .noise import HAN

_MARKS = r"\*{2,}|[□■×]{2,}|(?<![A-Za-z0-9])[Xx]{2,}(?![A-Za-z0-9])"
_ANY_MARK = ("*", "□", "■", "×", "X", "x")
_MASK = re.compile(f"(?<=[{HAN}])(?:{_MARKS})|(?:{_MARKS})(?=[{HAN}])")
MASK = Hinted(_MASK, partial(any_stands, _ANY_MARK))

# A blotted word is not longer.
_LONGEST = 8

_ASTERISKS = re.compile(r"\*{2,}")

# What would follow a blotted word and opens no words of its own: …**|省科技厅, **|战略联盟.
_GOES_ON = re.compile(
    "[省市县区州部厅局委办](?!级|政府)|战略(?:联盟|联合体)|联盟|联合体|中心|集团|公司|有限|股份|科技大学|大学|学院|研究院|研究所|条例|办法"
)
# Behind these nothing that is set in bold ends.
_OPEN_END = ("、", ",", "(", "《", "“", "的", "由", "和", "与")
_PAIRS = ("《》", "“”", "()")


def masks(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of every blotted word of a clean text."""
    yield from (match.span() for match in MASK.finditer(text))


def is_masked(name: str) -> bool:
    """Is a part of the name blotted out?"""
    return bool(MASK.search(name))


def mask_before(text: str, at: int) -> str:
    """Return the blotted word right before an offset, "" where none is."""
    window = text[max(0, at - _LONGEST) : at + 1]
    return next((window[start:end] for start, end in masks(window) if end == len(window) - 1), "")


def without_masks(name: str) -> str:
    """Return the name as if nothing had stood there."""
    return MASK.sub("", name)


def bold(folded: str) -> list[tuple[int, int]]:
    """Return (start, end) of the asterisks that set words of a block in bold: all of them, or none."""
    found = [match.span() for match in _ASTERISKS.finditer(folded)]
    if len(found) % 2:
        return []
    inside = [folded[first[1] : last[0]] for first, last in zip(found[::2], found[1::2], strict=True)]
    return found if all(map(_may_be_bold, inside)) else []


def _may_be_bold(inner: str) -> bool:
    words = inner.strip()
    if not words or _GOES_ON.match(words) or words.endswith(_OPEN_END):
        return False
    return all(words.count(opening) == words.count(closing) for opening, closing in _PAIRS)
