"""How the article asks to be cited: journal, year, volume and number (引用格式:…[J]. 刊名, 2019, 37(24): 15-22)."""

from __future__ import annotations

import re

from ...model import Found
from ...structure.lines import Line
from ..collected import Collected

RANK = 5
PLACES = ("head", "tail")
_ASKS = re.compile(r"[(\[【]?(?:本文)?(?:引用|引文)(?:格式|本文|信息)?[\]】)]? ?[::]")
_CITED = re.compile(r"\[J(?:/OL)?\] ?[.,] ?(?P<journal>[一-鿿()]{2,20}) ?, ?(?P<year>(?:19|20)\d\d) ?[,(]")


def read(line: Line, collected: Collected) -> bool:
    """Read publisher and year; a date that says more goes before it."""
    return bool(_ASKS.match(line.text)) and read_cited(line, collected)


def read_cited(line: Line, collected: Collected) -> bool:
    """Read publisher and year where the line has them."""
    cited = _CITED.search(line.text)
    if cited is None:
        return False
    collected.add("publisher", 3, Found(cited["journal"], line.sub(*cited.span("journal"))))
    collected.add("published", 3, Found(cited["year"], line.sub(*cited.span("year"))))
    return True
