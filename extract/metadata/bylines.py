"""Names alone on their lines above the text, and the bodies below or behind them, as journals set them.

    王甲1, 李乙2              王甲 李乙                      王甲
    1. 某大学 某学院 北京 100000;   (某研究院某所,北京 100000)    摘要:…
    2. 某研究院                 王甲 李乙②
                               (①某大学,北京 100000;②某研究院)

A single name without a label is taken only where the lines around it say that it is a byline: a body below it, an
abstract, or the title right above it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice

from ..model import Author, BlockKind, Found
from ..structure.lines import Line
from .bodies import bodies_at
from .collected import Collected
from .name_lines import SIGNS, Named, names_of
from .persons import bodies_in, body_found, body_of, is_person

_ABSTRACT = re.compile(r"[【\[(]?(?:摘 ?要|内容提要|提 ?要|关 ?键 ?词|Abstract)")

# More lines than this between names and abstract are no head of an article.
_REACH = 3

# An editor's note may stand above the title and read as text; names are looked for in so many lines all the same.
_HEAD = 12

# Longer lines that name a body and persons are text.
_BESIDE = 60

# What may stand between names and bodies.
_OF_BODIES = re.compile("作者(?:信息|单位|机构)[:]?")

# A body with a post, alone below a name: 某报社编辑部主任兼某研究院院长.
_POSTED = 40


def read(
    lines: list[Line], prose_from: int, known: Mapping[int, BlockKind], collected: Collected
) -> dict[int, BlockKind]:
    """Read the lines of names and bodies above the text; return the lines they took. `known` are read already."""
    taken: dict[int, BlockKind] = {}
    seen: list[str] = []  # names that stood without bodies; sites repeat them with bodies further down
    for at, line in enumerate(lines[: max(prose_from, _HEAD)]):
        if line.index in known or (line.ends_sentence and not _ABSTRACT.search(line.text)):
            continue
        beside = (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
        # Several such lines, one below another, are a list of something.
        if at < min(prose_from, _HEAD) and (apart := _beside_body(line)) and not any(map(_beside_body, beside)):
            collected.authors += apart
            taken[line.index] = BlockKind.METADATA
            break
        names, end = names_of(line)
        if not names:
            continue
        here = bodies_at(line, end)
        if line.text[end:].strip() and not here:
            continue
        more, used = _more_names(lines[at + 1 :]) if not here else ([], [])
        names = [*names, *more]
        bodies, below = _bodies(here, lines[at + 1 + len(used) :])
        used += below
        values = [one.found.value for one in names]
        if seen and (values != seen or not bodies):
            continue
        single = len(names) == 1 or at >= prose_from  # so is a line of names inside what reads as text
        told = bodies or line.text.startswith(SIGNS) or _abstract_near(lines[at + 1 :])
        if not seen and single and not told:
            continue
        own = () if _ABSTRACT.search(line.text, end) else (line.index,)  # the abstract may go on in the same line
        taken.update(dict.fromkeys((*own, *used), BlockKind.METADATA))
        collected.authors += [Author(one.found, own) for one, own in zip(names, _owned(names, bodies), strict=True)]
        seen = values
        if bodies:
            break
    return taken


def _beside_body(line: Line) -> list[Author]:
    """The authors of a line that names nothing but a body and, a space apart, persons: 某研究院 王甲 李乙."""
    words = list(re.finditer(r"[^ ,、;]+", line.text)) if len(line.text) <= _BESIDE and not line.ends_sentence else []
    bodies = [word for word in words if (body := body_of(word[0])) and body[0] == 0]  # its post may stand behind
    names = [word for word in words if word not in bodies]
    if len(bodies) != 1 or bodies[0] not in (words[0], words[-1]) or not all(is_person(name[0]) for name in names):
        return []
    start = bodies[0].start()
    body = body_found(line, start, start + (body_of(bodies[0][0]) or (0, 0))[1])
    return [Author(Found(name[0], line.sub(*name.span())), (body,)) for name in names]


def _more_names(lines: list[Line]) -> tuple[list[Named], list[int]]:
    """The names on further lines right below, and those lines."""
    found: list[Named] = []
    used: list[int] = []
    for line in lines[:_REACH]:
        names, end = names_of(line)
        if not names or line.text[end:].strip():
            break
        found += names
        used.append(line.index)
    return found, used


def _bodies(here: list[tuple[str, Found]], lines: list[Line]) -> tuple[dict[str, Found], list[int]]:
    """The bodies behind the names and in the lines below, by their numbers, else in order; and those lines."""
    found: dict[str, Found] = {}
    used: list[int] = []
    for number, body in here:
        found[number or str(len(found) + 1)] = body
    for line in lines:
        if not found and _OF_BODIES.fullmatch(line.text):
            used.append(line.index)
            continue
        below = bodies_at(line)
        if not below and not found:
            below = _posted(line)
        if not below:
            break
        for number, body in below:
            found[number or str(len(found) + 1)] = body
        used.append(line.index)
    return found, used if found else []


def _posted(line: Line) -> list[tuple[str, Found]]:
    """The bodies of a line that names nothing but bodies and posts there."""
    body = body_of(line.text.replace(" ", "")) if len(line.text) <= _POSTED and not line.ends_sentence else None
    if body is None or body[1] == len(line.text.replace(" ", "")):
        return []
    return [("", one) for one in bodies_in(line, 0, len(line.text))]


def _owned(names: list[Named], bodies: dict[str, Found]) -> list[tuple[Found, ...]]:
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


def _abstract_near(lines: list[Line]) -> bool:
    return any(_ABSTRACT.match(line.text) for line in lines[:_REACH])
