"""Demands that go through what must be there: 必须包含高校、企业、协会等三类机构, each of them, and how many."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..context import Context, Sentence
from ..quantities import Quantity

_DEMANDED = re.compile(
    r"(?P<cue>(?:必须|应当?|须|需要?|要求)(?:同时|至少)?(?:包含|包括|涵盖|吸收|吸纳|具备|具有|满足|符合|由))"
    r"(?P<items>[^;:。]+?)等?(?:共)?$"
)
# An item longer than this is a sentence.
MAX_ITEM = 30


@dataclass(frozen=True, slots=True)
class Enumerated:
    """One thing that is demanded at an offset, or with its figure how many sorts are."""

    start: int
    end: int
    label: str
    quantity: Quantity | None = None


def enumerated(context: Context, sentence: Sentence) -> Iterator[Enumerated]:
    """Each thing that the sentence demands one after the other, where it says how many they are, and the number."""
    text = context.text
    for quantity in sentence.items:
        if not isinstance(quantity, Quantity) or quantity.unit not in ("类", "种", "项", "个", "家"):
            continue
        demand = _DEMANDED.search(text, sentence.start, quantity.start)
        if demand is None:
            continue
        items = _items(demand["items"])
        if len(items) != quantity.value or not all(1 < len(item) <= MAX_ITEM for item in items):
            continue
        start, end = demand.start(), context.clause(quantity.end)[1]
        yield Enumerated(start, end, demand["cue"] + text[quantity.start : end], quantity)
        for item in items:
            yield Enumerated(start, end, demand["cue"] + item)


def _items(words: str) -> list[str]:
    """The items of a list: between commas where it has any, else between the lighter marks."""
    if "," in words:
        return words.split(",")
    return re.split("、|和|与|及|以及", words)
