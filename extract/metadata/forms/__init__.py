"""The forms in which lines state metadata, one a module: a line in, values collected or nothing.

A module declares RANK (lower is tried first), PLACES (`head` for lines above the prose, `tail` for those among its last
and below) and `read(line, collected) -> bool`; the ordered registry is made of what they declare.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

from ...structure.lines import Line
from ..collected import Collected

Form = Callable[[Line, Collected], bool]


@cache
def forms(place: str) -> tuple[Form, ...]:
    """Return the forms of a place, in the order of their ranks."""
    modules = [importlib.import_module(f"{__name__}.{info.name}") for info in pkgutil.iter_modules(__path__)]
    return tuple(one.read for one in sorted(modules, key=lambda one: one.RANK) if place in one.PLACES)


def read(line: Line, place: str, collected: Collected) -> bool:
    """Read a line by the first form that fits; False where none does, and for a whole page in a line."""
    return not line.is_page and any(form(line, collected) for form in forms(place))
