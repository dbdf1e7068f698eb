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
from .persons import before_body, body_ends, body_of, body_starts, is_person

# What journals set before the names.
SIGNS = tuple("■◎●□◆▪•◇○▲△★☆")
_MARK = re.compile(rf"[{''.join(SIGNS)}]\s*")
# Two characters as wide as three (王 甲), or the family name apart (王 甲乙).
_SPREAD = {given: re.compile(rf"[一-鿿] {{1,4}}[一-鿿]{{{given}}}") for given in (1, 2)}
_RUN = re.compile(r"[一-鿿](?:[一-鿿 ]*[一-鿿])?")
_LATIN = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’.-]*){1,3}(?![A-Za-z])")
_OTHER = re.compile(r"[^\s,，、;；*\d①-⑨¹²³⁴-⁹()^\[\]†‡§#]+")
# The numbers of bodies, signs for who is written to; scanners read 1,2 as 1.2 and a raised 1 as l.
_SIGN = r"[\d①-⑨¹²³⁴-⁹*†‡§#✉☒]"
_MARKS = re.compile(rf"(?:\s?\^?[\[(]?{_SIGN}(?:[,，.、]?\s?{_SIGN})*[\])]?\^?|l(?=[\s,，、;；*]|$)|[”’`])*")
_BETWEEN = re.compile(r"[\s,，、;；.．]*(?:and|和|与)?[\s]*")

# Among names, one with a rare family name is one too.
_MAY_BE = re.compile("[一-鿿]{2,3}")
MOSTLY = 0.65
_RARE = 1000  # costs more than all other names of a run

# Words of the field, which no name has: 高温合金创新联合体 could be parted into names otherwise.
_NO_NAMES = re.compile(
    "创新|产业|技术|研究|发展|联合|联盟|中心|平台|集群|计划|项目|工程|基地|园区|企业|政策|办法|科技|全[国省市区县]"
)

# A line of names is a line of names only; with bodies behind them it may be longer.
_LONGEST = 80
_LONGEST_GLUED = 60


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
        sure += sum(is_person(one.found.value) or one.found.value.isascii() for one in some)
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
    if at >= len(text) and (len(text) > _LONGEST or line.ends_sentence):
        return [], 0
    whole = sure == len(found) or (len(found) > 2 and sure >= len(found) * MOSTLY)
    return (found, at) if whole else ([], 0)


@cache
def _bodies() -> re.Pattern[str]:
    """Where bodies begin: a bracket, a number and a word that ends as bodies do, or one that begins so as well."""
    body, starts = rf"(?=[一-鿿 ]{{3,40}}?(?:{'|'.join(body_ends())}))", "|".join(body_starts())
    return re.compile(rf"[\[(]|[\d①-⑨¹²³⁴-⁹] ?[.．、)]?\s*{body}|(?=(?:{starts})){body}")


def _begins_bodies(text: str, at: int) -> bool:
    if _bodies().match(text, at):
        return True
    word = re.split(r"[\s,，\d]", text[at:], maxsplit=1)[0]
    return body_of(word) is not None and not before_body(word)


def _name_at(line: Line, at: int) -> tuple[list[Named], int] | None:
    """The name at a place, or the names of a run that spaces do not part."""
    text = line.text
    latin = _LATIN.match(text, at)
    if latin:
        return _marked(line, [latin.span()], latin.end())
    run = _RUN.match(text, at)
    if run is None:
        return None
    if len(run[0]) <= _LONGEST_GLUED and (lengths := _parted(run[0])) is not None:
        spans = []
        for length, behind in lengths:
            spans.append((at, at + length))
            at += length + behind
        return _marked(line, spans, spans[-1][1])
    word = run[0].split(" ")[0]
    if is_person(word) or _MAY_BE.fullmatch(word):
        return _marked(line, [(at, at + len(word))], at + len(word))
    if alone := before_body(word):
        return _marked(line, [(at, at + alone)], at + alone)
    other = _OTHER.match(text, at)
    return _marked(line, [other.span()], other.end()) if other and is_person(other[0]) else None


def _marked(line: Line, spans: list[tuple[int, int]], end: int) -> tuple[list[Named], int]:
    marks = _MARKS.match(line.text, end)
    numbers = marks[0] if marks else ""
    while numbers and _begins_bodies(line.text, end + len(numbers) - 1):  # the number of the first body
        numbers = numbers[:-1]
    own = frozenset(re.findall(r"\d", plain(numbers)) + (["1"] if numbers[:1] == "l" else []))
    last = len(spans) - 1
    found = [
        Named(Found(_spelt(line.text[start:stop]), line.sub(start, stop)), own if at == last else frozenset())
        for at, (start, stop) in enumerate(spans)
    ]
    return found, end + len(numbers)


def _spelt(name: str) -> str:
    return name if name.isascii() else name.replace(" ", "")


@cache
def _parted(run: str) -> tuple[tuple[int, int], ...] | None:
    """The lengths of the names that a run is made of and of the spaces behind each; None where it cannot be parted.

    Of several ways the one with most three-character names is taken, a rare family name only where nothing else fits.
    """
    if _NO_NAMES.search(run) or any(end in run for end in body_ends() if len(end) > 1):
        return None
    best: list[tuple[int, tuple[tuple[int, int], ...]] | None] = [None] * (len(run) + 1)
    best[len(run)] = (0, ())
    for at in range(len(run) - 1, -1, -1):
        for length, cost in _first_names(run, at):
            end = at + length
            gap = len(run[end:]) - len(run[end:].lstrip(" "))
            rest = best[end + gap]
            if rest is not None and (best[at] is None or cost + rest[0] < best[at][0]):  # type: ignore[index]
                best[at] = (cost + rest[0], ((length, gap), *rest[1]))
    if best[0] is None:
        return None
    rare = best[0][0] // _RARE
    return best[0][1] if rare * 2 <= len(best[0][1]) else None


def _first_names(run: str, at: int) -> Iterator[tuple[int, int]]:
    """The lengths of what may be a name at a place of a run, each with how little it looks like one."""
    for given, cost in ((1, 0), (2, 1)):
        spread = _SPREAD[given].match(run, at)
        if spread and is_person(spread[0].replace(" ", "")):
            yield len(spread[0]), cost
    for length, cost in ((3, 0), (2, 1), (4, 2)):
        word = run[at : at + length]
        if len(word) < length or " " in word:
            continue
        if is_person(word):
            yield length, cost
        elif length < 4:
            yield length, _RARE + cost
