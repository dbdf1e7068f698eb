"""The names of a line of authors, each with the numbers of its bodies: 王甲1,2 李乙*, 王甲^1^,李乙², 王甲李乙 丙丁.

Names stand apart by spaces and marks, by the numbers behind them, or not at all: what is glued together is parted where
every part begins with a family name. Behind the last name, the bodies may go on in the same line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..model import Found
from ..structure.lines import Line
from .persons import before_body, body_ends, body_of, is_person

# What journals set before the names.
_MARK = re.compile(r"[■◎●□◆▪•◇○▲△★☆]\s*")
_SPREAD = re.compile(r"[一-鿿] {1,4}[一-鿿]{1,2}(?![一-鿿])")  # two characters as wide as three: 王 甲
_RUN = re.compile(r"[一-鿿]{2,}|[^\s,，、;；*\d①-⑨¹²³⁴-⁹()^\[\]†‡§#]+")
# The numbers of bodies, signs for who is written to; scanners read 1,2 as 1.2 and a raised 1 as l.
_SIGN = r"[\d①-⑨¹²³⁴-⁹*†‡§#✉☒]"
_MARKS = re.compile(rf"(?:\s?\^?[\[(]?{_SIGN}(?:[,，.、]?\s?{_SIGN})*[\])]?\^?|l(?=[\s,，、;；*]|$)|[”’`])*")
_BETWEEN = re.compile(r"[\s,，、;；.．]*(?:and|和|与)?[\s]*")

# Among names, one with a rare family name is one too.
_MAY_BE = re.compile("[一-鿿]{2,3}")
MOSTLY = 0.7

# A line of names is a line of names only; with bodies behind them it may be longer.
_LONGEST = 80
_LONGEST_GLUED = 24


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the numbers behind it."""

    found: Found
    marks: frozenset[str]


def plain(number: str) -> str:
    """A number without its circle or height: ② and ² are 2."""
    return unicodedata.normalize("NFKC", number)


def names_of(line: Line) -> tuple[list[Named], int]:
    """The names that a line begins with, and where they end; none where something else but bodies stands there."""
    text = line.text
    if line.is_page:
        return [], 0
    found: list[Named] = []
    sure = 0
    mark = _MARK.match(text)
    at = mark.end() if mark else 0
    while at < len(text) and not (found and _begins_bodies(text, at)):
        read = _name_at(line, at)
        if read is None:
            return [], 0
        some, at = read
        found += some
        sure += sum(is_person(one.found.value) for one in some)
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
    if at >= len(text) and (len(text) > _LONGEST or line.ends_sentence):
        return [], 0
    whole = sure == len(found) or (len(found) > 2 and sure >= len(found) * MOSTLY)
    return (found, at) if whole else ([], 0)


@cache
def _bodies() -> re.Pattern[str]:
    """Where bodies begin: a bracket, or a number and a word that ends as bodies do."""
    return re.compile(rf"[\[(]|[\d①-⑨¹²³⁴-⁹] ?[.．、)]?\s*(?=[一-鿿 ]{{3,40}}?(?:{'|'.join(body_ends())}))")


def _begins_bodies(text: str, at: int) -> bool:
    if _bodies().match(text, at):
        return True
    word = re.split(r"[\s,，\d]", text[at:], maxsplit=1)[0]
    return body_of(word) is not None and not before_body(word)


def _name_at(line: Line, at: int) -> tuple[list[Named], int] | None:
    """The name at a place, or the names of a run without a gap."""
    text = line.text
    spread = _SPREAD.match(text, at)
    if spread and is_person(spread[0].replace(" ", "")):
        return _marked(line, [spread.span()], spread.end())
    run = _RUN.match(text, at)
    if run is None:
        return None
    word = run[0]
    if is_person(word) or _MAY_BE.fullmatch(word):
        return _marked(line, [run.span()], run.end())
    lengths = _parted(word) if len(word) <= _LONGEST_GLUED else None
    if lengths is None:
        alone = before_body(word)
        lengths = (alone,) if alone else None
    if lengths is None:
        return None
    spans = []
    for length in lengths:
        spans.append((at, at + length))
        at += length
    return _marked(line, spans, at)


def _marked(line: Line, spans: list[tuple[int, int]], end: int) -> tuple[list[Named], int]:
    marks = _MARKS.match(line.text, end)
    numbers = marks[0] if marks else ""
    while numbers and _begins_bodies(line.text, end + len(numbers) - 1):  # the number of the first body
        numbers = numbers[:-1]
    own = frozenset(re.findall(r"\d", plain(numbers)) + (["1"] if numbers[:1] == "l" else []))
    last = len(spans) - 1
    found = [
        Named(Found(line.text[start:stop].replace(" ", ""), line.sub(start, stop)), own if at == last else frozenset())
        for at, (start, stop) in enumerate(spans)
    ]
    return found, end + len(numbers)


@cache
def _parted(word: str) -> tuple[int, ...] | None:
    """The lengths of the names that are run together, three characters before two; None where one is no name."""
    if not word:
        return ()
    for length in _lengths(word):
        if is_person(word[:length]) and (rest := _parted(word[length:])) is not None:
            return (length, *rest)
    return None


def _lengths(word: str) -> Iterator[int]:
    return (length for length in (3, 2, 4) if length <= len(word))
