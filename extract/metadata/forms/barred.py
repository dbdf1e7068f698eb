"""A name, a bar, and the body and post of whoever it is: 沈知白|青岚大学教授,某专栏作者."""

from __future__ import annotations

import re

from ...cleaning.noise import HAN
from ...model import Author, Found
from ...structure.lines import Line
from ..collected import Collected
from ..persons import bodies_in, is_person

RANK = 20
PLACES = ("head",)
_BARRED = re.compile(rf"(?P<name>[{HAN}]{{2,4}}) ?[|｜丨] ?(?P<rest>[{HAN}][^|｜丨。]{{3,60}})")


def read(line: Line, collected: Collected) -> bool:
    """Read the line where a person's name stands before the bar and a body behind it."""
    match = _BARRED.fullmatch(line.text)
    if match is None or not is_person(match["name"]):
        return False
    bodies = bodies_in(line, *match.span("rest"))
    if bodies:
        collected.authors.append(Author(Found(match["name"], line.sub(*match.span("name"))), tuple(bodies)))
    return bool(bodies)
