"""A figure on its way to an Observation, and what tells one sort of figure from another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..expressions import Expression, any_of
from ..lexicon import load
from ..quantities import Quantity
from ..recognise.mentions import Mention

# A longer indicator is a sentence, not a name for a figure.
MAX_INDICATOR = 24
# What a share is a share of is named by so many of its last characters.
MAX_NAME = 12
# Its last part may be so long, for a cut through a word names nothing.
MAX_LAST = 16


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure on its way to an Observation: its indicator, the thing that it counts, and how surely it was read."""

    quantity: Quantity
    indicator: str
    counted: Mention | None = None
    sure: float = 0.85
    noun: str = ""  # the indicator without 数量, which later figures of the sentence may go on about

    @property
    def base(self) -> str:
        """What a figure that goes on about this one is of."""
        return self.noun or self.indicator.removesuffix("数量")


@cache
def pattern(key: str) -> Expression:
    """The pattern of a list of lexicon/observations.yaml."""
    return any_of(load("observations")[key])


@cache
def units(group: str) -> frozenset[str]:
    """The units of a group of lexicon/units.yaml."""
    return frozenset(load("units")[group])


def is_worth(text: str, quantity: Quantity) -> bool:
    """Is a sum only another sum's worth in brackets (约合人民币17亿元)?"""
    opening = text.rfind("(", max(0, quantity.start - 10), quantity.start + 1)
    if quantity.unit not in units("money"):  # (约占国内生产总值1%) is a share
        return False
    return opening >= 0 and bool(re.match("(?:约|合|折|相当于|按|大约)", text[opening + 1 : quantity.end]))


def numbered(noun: str) -> str:
    """The name of the number of something."""
    return noun if noun.endswith(("数量", "人数", "总数", "总量", "数", "量", "额")) else f"{noun}数量"


def short_name(noun: str) -> str:
    """A noun not too long for the name of a share: its last part (海州的新材料企业产值 → 新材料企业产值)."""
    if len(noun) <= MAX_NAME:
        return noun
    last = noun.rpartition("的")[2]
    last = re.sub("^(?:规模以上|限额以上|规上)", "", last)
    return last if 1 < len(last) <= MAX_LAST else noun[-MAX_NAME:].lstrip("的、和与及”")
