"""Demands that a sentence goes through: 必须包含高校、企业、协会等三类机构; criteria (筛选标准为:第一,…;第二,…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..context import Context, Sentence
from ..quantities import Quantity
from .advising import PAST
from .clauses import NUMBER, items

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
    """Each thing that the sentence demands one after the other, where it says how many they are, and the number.

    Where it announces criteria, each of them.
    """
    text = context.text
    yield from _criteria(text, sentence)
    for quantity in sentence.items:
        if not isinstance(quantity, Quantity) or quantity.unit not in ("类", "种", "项", "个", "家"):
            continue
        demand = _DEMANDED.search(text, sentence.start, quantity.start)
        if demand is None:
            continue
        demanded = _items(demand["items"])
        if len(demanded) != quantity.value or not all(1 < len(item) <= MAX_ITEM for item in demanded):
            continue
        start, end = demand.start(), context.clause(quantity.end)[1]
        yield Enumerated(start, end, demand["cue"] + text[quantity.start : end], quantity)
        for item in demanded:
            yield Enumerated(start, end, demand["cue"] + item)


# What announces the criteria by which somebody or something is chosen.
_BY = re.compile(
    "(?:筛选|遴选|入选|选址|选拔|选取|评选|评审|评定|准入|认定|申报|申请|资助|支持|入围|参评|入库|加入|补贴)(?:的|者|单位|对象|项目)*"
    r"(?:标准|条件|门槛|资格|要求|准则|原则)(?:分别|主要|具体|共)*(?:有|是|为|包括|如下)?"
    r"(?:[以下几两二三四五六七八九十\d]+(?:个|条|项|点|方面))?:$"
)


def _criteria(text: str, sentence: Sentence) -> Iterator[Enumerated]:
    listed = items(text, sentence.start, sentence.end)
    if len(listed) < 2 or not _BY.search(text, sentence.start, listed[0][0]):
        return
    for start, end in listed:
        label = NUMBER.sub("", text[start:end]).strip(" ,;。")
        if not PAST.search(text, start, end):
            yield Enumerated(start, end, re.sub(r"^(?:第[一二三四五六七八九]|[一二三四五六七八九]是),?", "", label))


def _items(words: str) -> list[str]:
    """The items of a list: between commas where it has any, else between the lighter marks."""
    if "," in words:
        return words.split(",")
    return re.split("、|和|与|及|以及", words)
