"""Translations that say who wrote them: 由 某·某,某·某和某·某, also with 撰写 behind."""

from __future__ import annotations

import re

from ...model import Author, Found
from ...structure.lines import Line
from ..collected import Collected
from ..persons import is_person

RANK = 75
PLACES = ("head",)

_BY = re.compile(r"由[\s*]*(?P<names>[^。;:*]{3,80}?)[\s*]*(?:撰写|合著|著|撰|编写)?$")
# Between names; 和 stands inside one now and then.
_JOINT = re.compile(r"[,，、\s]|(?<=[一-鿿])[和与](?=[^,，、]*·)")


def read(line: Line, collected: Collected) -> bool:
    """Read the names, one of which at least must be a foreign one with its dot."""
    by = _BY.fullmatch(line.text.strip("* "))
    if by is None or "·" not in by["names"]:
        return False
    lead = line.text.index(by["names"])
    parts = _JOINT.split(by["names"])
    names = [(part, lead + by["names"].index(part)) for part in parts if part]
    if not all(is_person(name) for name, _ in names):
        return False
    collected.authors += [Author(Found(name, line.sub(at, at + len(name)))) for name, at in names]
    return True
