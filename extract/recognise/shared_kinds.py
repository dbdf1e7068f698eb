"""Centres of several places that share the word for their kind, or that a place comes to have.

1. 甲、乙、丙三地的国际科技创新中心: a list of places before the kind, and what may stand between.
2. 甲、乙、丙国家技术创新中心: the last name of the list has its place right before the kind.
3. 支持甲、乙形成国际科技创新中心, 甲获批建设…和…: a verb between.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from ..expressions import any_of
from .concepts import scan
from .mentions import Mention

# Kinds of which a place has one at most: centres, then zones.
_CENTRE = (
    r"(?:国际|国家|区域)科技创新中心|国家技术创新中心|综合性(?:国家)?科学中心|综合类(?:国家)?(?:技术)?创新中心"
    r"|(?:具有(?:全球|全国|国际|区域)(?:重要)?影响力的)?(?:产业)?科技创新中心"
)
_ZONE = r"(?:城市群型)?(?:国家)?(?:自主创新示范区|自创区)|国家级?(?:高新技术产业开发区|高新区)"
_KIND = any_of([rf"(?P<centre>{_CENTRE})", rf"(?P<zone>{_ZONE})"])

# What joins places, and what may stand between the last one and the kind that they share: 甲、乙|三个|….
_JOINT = re.compile(r"、|和|与|及|以及")
_SHARED = re.compile(r"、|和|与|及|以及|的|等?[两二三四五六七八九十\d]+(?:个|家|大|[地市](?:的)?)|等(?:[地市]的?)?")

# A verb by which places come to have one, with such kinds listed before: 甲|获批建设…和|….
_HAVING = re.compile(
    r"等?[两三四五六七八九十]?[省市地]?(?:正式|已|先后|相继|率先|成功|共同|联合|合力|加快|获批|获准|同时)*"
    rf"(?:形成|建设|打造|建成|创建|布局|获批|共建)(?:建设|成为?|了)?(?:(?:{_CENTRE})[、和与及])*"
)

# What tells of one place alone that it has one: 甲的…, 甲获批建设….
_ONE_HAS = re.compile("的$|获批|获准|、$")


def of_several_places(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The centres and zones of the places before a kind, as mentions that overlap one another.

    `mentions` are in the order of the text and do not overlap.
    """
    regions = [m for m in mentions if m.type == "Region"]
    starts, ends = [m.start for m in mentions], [m.end for m in mentions]
    for kind in _KIND.finditer(text):
        over = mentions[bisect_right(ends, kind.start()) : bisect_left(starts, kind.end())]
        around = [m for m in over if not m.is_kind]
        if not around:
            links, start = (_SHARED, _HAVING) if kind["centre"] else (_SHARED,), kind.start()
        elif around[0].end == kind.end() and _is_places(text, around[0].start, kind.start()):
            links, start = (_JOINT,), around[0].start
        else:
            continue
        sort = "InnovationCenter" if kind["centre"] else "Cluster"
        found = (list(_places_before(text, regions, start, link)) for link in links)
        places = next(filter(None, found), [])
        if len(places) == 1 and not _ONE_HAS.search(text[places[0][1] : start]):
            continue
        for place, at in reversed(places):
            yield Mention(at, kind.end(), (sort,), place + kind[0], by="shared_kinds")


def _is_places(text: str, start: int, end: int) -> bool:
    """Do nothing but the names of places that a scheme knows stand between the offsets?"""
    for at, stop, concept in scan(text, start, end):
        if at != start or "Region" not in concept.types:
            return False
        start = stop
    return start == end


def _places_before(text: str, regions: list[Mention], end: int, link: re.Pattern[str]) -> Iterator[tuple[str, int]]:
    """The regions listed before a kind, from the nearest on: a province and a city in it stand as one (某省某市)."""
    last = bisect_right(regions, end, key=lambda m: m.end) - 1
    while last >= 0 and link.fullmatch(text, regions[last].end, end):
        region = regions[last]
        start = region.start
        last -= 1
        if last >= 0 and regions[last].end == start:
            start = regions[last].start
            last -= 1
        yield text[start : region.end], start
        end, link = start, _JOINT
