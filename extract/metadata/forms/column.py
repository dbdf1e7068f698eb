"""A column's name alone in brackets above the text: 【政策解读】."""

from __future__ import annotations

import re

from ...structure.lines import Line
from ..collected import Collected

RANK = 20
PLACES = ("head",)
_COLUMN = re.compile(r"[【\[][^】\]]{2,12}[】\]]")


def read(line: Line, collected: Collected) -> bool:
    """Take the line; it says nothing kept."""
    return bool(_COLUMN.fullmatch(line.text))
