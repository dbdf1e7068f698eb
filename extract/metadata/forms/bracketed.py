"""Who wrote it, in brackets of their own: (作者系青岚大学教授), (沈知白,青岚大学教授), (记者 沈知白)."""

from __future__ import annotations

import re

from ...cleaning.noise import HAN
from ...model import Author, Found
from ...structure.lines import Line
from ..collected import Collected
from ..persons import bodies_in, body_of, is_person, people_in

RANK = 20
PLACES = ("head", "tail")
# 沈知白(青岚大学,青岚 100038): a line of names with their bodies in brackets.
_WITH_BODY = re.compile(f"([{HAN}]{{2,4}}) ?\\([^()]+\\)(?:[,;、 ]*[{HAN}]{{2,4}} ?\\([^()]+\\))*")
_LONGEST = 80
_BRACKETS = re.compile(r"[(\[【] ?(.+?) ?[)\]】]。?")
_LABEL = re.compile(f"(?:本文|第一|本报|本刊|见习|特约)*(?:作者|执笔|实习生)|[{HAN}]{{0,12}}?(?:记者|通讯员)")


def read(line: Line, collected: Collected) -> bool:
    """Read the line where a word for authors starts it, or a name with a body behind it."""
    named = _WITH_BODY.fullmatch(line.text) if len(line.text) <= _LONGEST else None
    if named is not None and is_person(named.group(1)):
        people = people_in(line, 0, len(line.text))
        collected.authors.extend(one for one in people if one.affiliations)
        return any(one.affiliations for one in people)
    match = _BRACKETS.fullmatch(line.text)
    return match is not None and read_part(line, *match.span(1), collected)


def read_part(line: Line, start: int, end: int, collected: Collected) -> bool:
    """Read what stands within brackets."""
    label = _LABEL.match(line.text, start, end)
    people = _behind_body(line, start, end) or people_in(line, start, end)
    if not people and label and label.end() < end:
        people = people_in(line, label.end(), end)
    if not people and label:
        bodies = bodies_in(line, start, end)
        collected.bodies.extend(bodies)
        return bool(bodies)
    first = re.split("[,:、; ]", line.text[start:end])[0]
    if not people or not (label or (people[0].affiliations and (is_person(first) or body_of(first)))):
        return False
    collected.authors.extend(people)
    return True


def _behind_body(line: Line, start: int, end: int) -> list[Author]:
    """Return the author of a bracket of two words, body and name: (青岚智库 沈知白)."""
    words = list(re.finditer("[^ ,、]+", line.text[start:end]))
    if len(words) != 2 or not is_person(words[1].group()):
        return []
    bodies = bodies_in(line, start, start + words[0].end())
    if not bodies:
        return []
    name = Found(words[1].group(), line.sub(start + words[1].start(), start + words[1].end()))
    return [Author(name, tuple(bodies))]
