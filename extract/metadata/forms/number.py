"""The red head of an official document and its number, alone on their lines: 某省科学技术厅文件, 青科发〔2023〕12号."""

from __future__ import annotations

import re

from ...structure.lines import Line
from ..collected import Collected

RANK = 25
PLACES = ("head",)
_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,12} ?[〔\[(【] ?(?:19|20)\d\d ?[〕\])】] ?第? ?\d{1,4} ?号"
    r"|[\u4e00-\u9fff]{4,30}(?:厅|局|委员会|部|政府|办公室) ?文件"
)


def read(line: Line, collected: Collected) -> bool:
    """Take the line; it says nothing kept."""
    return bool(_NUMBER.fullmatch(line.text))
