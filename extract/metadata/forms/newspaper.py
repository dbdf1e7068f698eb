"""The newspaper that closes a text it was taken from, with date and page: 《青岚日报》(2024年06月21日 06版)."""

from __future__ import annotations

import re

from ...model import Found
from ...structure.lines import Line
from ..collected import Collected
from ..dates import dates_in

RANK = 35
PLACES = ("head", "tail")
_NEWSPAPER = re.compile(r"\(?(?:原?载|来源:?)? ?《 ?([^》]{2,20}?) ?》 ?\(? ?(\d{4}[^()]{4,30}?)\)*")
_PAGE = re.compile(r"[ ,]*(?:第? ?[\dA-Z]{1,4} ?版.*)?")


def read(line: Line, collected: Collected) -> bool:
    """Read name and date."""
    match = _NEWSPAPER.fullmatch(line.text)
    dates = list(dates_in(match.group(2))) if match else []
    if match is None or len(dates) != 1 or not _PAGE.fullmatch(match.group(2)[dates[0][2] :]):
        return False
    value, start, end = dates[0]
    at = match.start(2)
    collected.add("publisher", 2, Found(match.group(1), line.sub(*match.span(1))))
    collected.add("published", 3, Found(value, line.sub(at + start, at + end)))
    return True
