"""The date that closes a notice, with the body that issued it before it; the page's own date is better."""

from __future__ import annotations

from ...model import Found
from ...structure.lines import Line
from ..collected import Collected
from ..dates import dates_in
from ..persons import body_of
from .dateline import APART, LONGEST

RANK = 50
PLACES = ("tail",)
_WORST = 6


def read(line: Line, collected: Collected) -> bool:
    """Read the date and the body."""
    dates = list(dates_in(line.text))
    if len(dates) != 1 or len(line.text) > LONGEST:
        return False
    value, start, end = dates[0]
    body = line.text[:start].strip(APART)
    if line.text[end:].strip(APART) or (body and (body_of(body) is None or line.text[start - 1] not in APART)):
        return False
    collected.add("published", _WORST, Found(value, line.sub(start, end)))
    if body:
        at = line.text.index(body)
        collected.add("publisher", _WORST, Found(body, line.sub(at, at + len(body))))
    return True
