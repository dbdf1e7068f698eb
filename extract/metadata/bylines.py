"""Names alone on their lines above the text, and the bodies below them, as journals set them.

    王甲1, 李乙2              王甲 李乙                      王甲
    1. 某大学 某学院 北京 100000;   (某研究院某所,北京 100000)    摘要:…
    2. 某研究院                 王甲 李乙②
                               (①某大学,北京 100000;②某研究院)

A single name without a label is taken only where the lines around it say that it is a byline: a body below it, an
abstract, or the title right above it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from ..model import Author, BlockKind, Found
from ..structure.lines import Line
from .collected import Collected
from .persons import body_found, body_of, is_person

# A name with the numbers of its bodies: 王甲1,2 or 李乙*; journals set two characters as wide as three: 王 甲.
_NAME = re.compile(
    r"(?P<name>[一-鿿] {1,4}[一-鿿]{1,2}|[^\s,，、;；*\d①-⑨]+?)"
    r"(?P<marks>(?:\s?[\d①-⑨*†#](?:[,，]\s?[\d①-⑨*†#])*)*)(?=[\s,，、;；]|$)"
)
# What journals set before the names.
_MARK = re.compile(r"[■◎●□◆▪•◇○▲△★☆]\s*")
_BETWEEN = re.compile(r"[\s,，、;；]*")
_ABSTRACT = re.compile(r"[【\[(]?(?:摘 ?要|内容提要|提 ?要|关 ?键 ?词|Abstract)")

# Bodies stand alone in a bracket or behind their numbers; a place and a postcode may follow.
_NUMBERED = re.compile(r"(?:^|(?<=[;；。\s(]))[\[(]?(?P<number>[\d①-⑨])[\])]?(?:[.、．:]\s*|\s*(?=[一-鿿]))")
_POSTCODE = re.compile(r"(?:[,，\s]+[一-鿿]{1,3}[^\W院所系部室局厅社]){0,2}[,，\s]*\d{6}.*$")
_POSTAL = re.compile(r"\d{6}")

# More lines than this between names and abstract are no head of an article.
_REACH = 3

# An editor's note may stand above the title and read as text; names are looked for in so many lines all the same.
_HEAD = 12

# Among names, one with a rare family name is one too.
_MAY_BE = re.compile("[一-鿿]{2,3}")
MOSTLY = 0.7

# A line of names is a line of names only.
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class _Named:
    found: Found
    marks: frozenset[str]


def read(
    lines: list[Line], prose_from: int, known: Mapping[int, BlockKind], collected: Collected
) -> dict[int, BlockKind]:
    """Read the lines of names and bodies above the text; return the lines they took. `known` are read already."""
    taken: dict[int, BlockKind] = {}
    for at, line in enumerate(lines[: max(prose_from, _HEAD)]):
        if line.index in known:
            continue
        names = _names(line)
        if not names:
            continue
        bodies, used = _bodies(lines[at + 1 :])
        single = len(names) == 1 or at >= prose_from  # so is a line of names inside what reads as text
        if single and not used and not _abstract_near(lines[at + 1 :]):
            continue
        taken.update(dict.fromkeys((line.index, *used), BlockKind.METADATA))
        collected.authors += [Author(one.found, own) for one, own in zip(names, _owned(names, bodies), strict=True)]
        break
    return taken


def _names(line: Line) -> list[_Named]:
    """The names that a line consists of; none where it has anything else."""
    text = line.text
    if len(text) > _LONGEST or line.ends_sentence:
        return []
    found: list[_Named] = []
    sure = 0
    mark = _MARK.match(text)
    at = mark.end() if mark else 0
    while at < len(text):
        match = _NAME.match(text, at)
        name = match["name"].replace(" ", "") if match else ""
        if match is None or not (is_person(name) or _MAY_BE.fullmatch(name)):
            return []
        sure += is_person(name)
        marks = frozenset(re.findall(r"\d", _plain(match["marks"])))
        found.append(_Named(Found(name, line.sub(match.start("name"), match.end("name"))), marks))
        between = _BETWEEN.match(text, match.end())
        at = between.end() if between else match.end()
    return found if sure == len(found) or (len(found) > 2 and sure >= len(found) * MOSTLY) else []


def _bodies(lines: list[Line]) -> tuple[dict[str, Found], list[int]]:
    """The bodies of the lines right below the names, by their numbers ("" where they have none), and those lines."""
    found: dict[str, Found] = {}
    used: list[int] = []
    for line in lines:
        here = _bodies_of(line)
        if not here:
            break
        found |= {number or str(len(found) + 1): body for number, body in here}
        used.append(line.index)
    return found, used


def _bodies_of(line: Line) -> list[tuple[str, Found]]:
    text = line.text
    bracketed = text.startswith("(") and text.endswith((")", ");"))
    starts = list(_NUMBERED.finditer(text))
    if not starts and not bracketed and not _POSTAL.search(text):
        return []
    if not starts:
        edges = [("", 1 if bracketed else 0, len(text) - 1 if bracketed else len(text))]
    else:
        ends = [one.start() for one in starts[1:]] + [len(text)]
        edges = [(_plain(one["number"]), one.end(), end) for one, end in zip(starts, ends, strict=True)]
    found = [(number, _body(line, start, end)) for number, start, end in edges]
    return [(number, body) for number, body in found if body is not None] if all(b for _, b in found) else []


def _body(line: Line, start: int, end: int) -> Found | None:
    """A body's name at the head of a part of a line, its faculty with it, without place and postcode."""
    text = _POSTCODE.sub("", line.text[start:end]).rstrip(" ;；,，)")
    while text:
        joined = text.replace(" ", "")
        if body_of(joined) == (0, len(joined)):
            return body_found(line, start, start + len(text))
        cut = max(text.rfind(mark) for mark in ", ，")
        text = text[:cut].rstrip(" ,，") if cut > 0 else ""
    return None


def _owned(names: list[_Named], bodies: dict[str, Found]) -> list[tuple[Found, ...]]:
    """The bodies of each name: those of its numbers; all, where there is one name or one body.

    Pages lose the raised numbers: names without one and bodies that no number claims go together in order, where
    they are as many; else nobody says whose they are.
    """
    if (len(names) == 1 and not names[0].marks) or len(bodies) == 1:
        return [tuple(bodies.values()) for _ in names]
    claimed = {mark for one in names for mark in one.marks}
    left = [body for number, body in bodies.items() if number not in claimed]
    paired = sum(not one.marks for one in names) == len(left)
    rest = iter(left if paired else ())
    return [
        tuple(bodies[mark] for mark in sorted(one.marks) if mark in bodies) if one.marks else tuple(islice(rest, 1))
        for one in names
    ]


def _plain(number: str) -> str:
    """A number without its circle: ② is 2."""
    return unicodedata.normalize("NFKC", number)


def _abstract_near(lines: list[Line]) -> bool:
    return any(_ABSTRACT.match(line.text) for line in lines[:_REACH])
