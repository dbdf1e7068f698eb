"""How the article stands in lists of sources, above its text: …[J].刊名,2017,25(3)."""

from __future__ import annotations

from ...structure.lines import Line
from ..collected import Collected
from . import citation

RANK = 6
PLACES = ("head",)


def read(line: Line, collected: Collected) -> bool:
    """Read publisher and year; below the text such a line is another work."""
    return citation.read_cited(line, collected)
