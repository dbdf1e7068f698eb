"""A running head: a journal's name with year and number."""

from __future__ import annotations

import re

from ...model import Found
from ...structure.lines import Line
from ..collected import Collected

RANK = 30
PLACES = ("head",)
_JOURNAL = re.compile(
    r"《?([\u4e00-\u9fff]{2,16})》?[ ·,|]*"
    r"((?:19|20)\d\d ?年?,? ?(?:第 ?\d+ ?卷,? ?)?(?:第 ?)?\d{1,3} ?期(?:\(总第 ?\d+ ?期\))?)(?: *\d{1,4})?"
)

# A site runs name, year and issue together: 某学报2026,Vol.28Issue(1):95-105.
_GLUED = re.compile(r"([\u4e00-\u9fff]{2,16}) ?((?:19|20)\d\d) ?, ?Vol\. ?\d+ ?(?:,? ?Issue ?\(?\d+\)?|\(\d+\)).{0,40}")


def read(line: Line, collected: Collected) -> bool:
    """Read publisher and issue, or publisher and year."""
    glued = _GLUED.fullmatch(line.text)
    if glued:
        collected.add("publisher", 2, Found(glued[1], line.sub(*glued.span(1))))
        collected.add("published", 4, Found(glued[2], line.sub(*glued.span(2))))
        return True
    match = _JOURNAL.fullmatch(line.text)
    if match is None:
        return False
    collected.add("publisher", 2, Found(match.group(1), line.sub(*match.span(1))))
    collected.add("issue", 2, Found(match.group(2), line.sub(*match.span(2))))
    return True
