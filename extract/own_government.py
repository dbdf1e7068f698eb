"""政府 and 联邦政府 alone: the government of the one country that the passage speaks of.

Only where it acts (政府公布了…, 由政府拨款…), not where governments are spoken of in general (政府应…), and never for
China, whose articles mean governments of every level by the word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from .expressions import hinted
from .lexicon.gazetteer import gazetteer
from .recognise.countries import CHINA
from .recognise.governments import government_of
from .recognise.mentions import Mention

_ACTS = (
    "公布|宣布|计划|拨款|投入|投资|发布|推出|启动|资助|将|承诺|提出|设立|制[定订]|成立|出台|每年|决定|批准|通过|颁布|建立|实施|提供|斥资|出资"
    "|创建|修订|签署|发起|组建|划拨|追加|拨出"
)
_GOVERNMENT = hinted(
    r"(?:^|(?<=[,;:。\n由月日年初底])|(?<=随后|此后|同时|此外|为此|后来|然而|其中|当时)|(?<=通过|来自))"
    rf"(?:联邦|中央)?政府(?=(?:还|也|又|则|已|就|正|曾|于|在|先后|正式|陆续|共|总共|(?:19|20)\d\d年|\d{{1,2}}月){{0,3}}(?:{_ACTS}))",
    re.MULTILINE,
)

# How far back the passage goes: to the heading above, over so many line breaks at most.
MAX_LINES = 2


def own_governments(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The mentions of governments that the word alone means."""
    places = [m for m in mentions if m.type == "Region" or m.country]
    starts = [m.start for m in places]
    for match in _GOVERNMENT.finditer(text):
        country = _country(text, places, starts, match.start())
        place = country and gazetteer().concepts[country]
        whole = place and Mention(*match.span(), ("Region",), place.name, by="reference", concept=country)
        government = government_of(whole) if whole else None
        if government is not None:
            yield replace(government, start=match.start(), end=match.end(), by="reference", refers=True)


def _country(text: str, places: list[Mention], starts: list[int], at: int) -> str | None:
    """The one country that the paragraph has named so far, or else the lines right above it."""
    line = at
    for _ in range(MAX_LINES + 1):
        line = text.rfind("\n", 0, line)
        named = places[bisect_left(starts, max(line, 0)) : bisect_left(starts, at)]
        countries = {m.country for m in named if m.country and not m.country.endswith("/EU")}
        if countries:
            return countries.pop() if len(countries) == 1 and CHINA not in countries else None
        if line < 0:
            return None
    return None
