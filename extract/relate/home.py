"""The region that an article is at home in: what 全市, 我省, 我国 and figures of nothing else are of."""

from __future__ import annotations

import re
from collections import Counter

from ..context import Context, once_per_article
from ..lexicon.gazetteer import gazetteer
from ..recognise.concepts import scan
from ..recognise.countries import CHINA
from ..recognise.mentions import Mention

# Words for it.
HERE = re.compile(r"(?:全|我|本)(?:市|省|区|县|州|自治区)(?!级)")

# Regions that are no province, city or county.
_WIDE = re.compile("地区|三角|湾区|经济[圈带]|京津冀|欧|[亚非美]洲|流域")
_NAMED_AFTER = frozenset({"Policy", "Agency"})
_KEY = "home region"


def home(context: Context) -> Mention | None:
    """Return the region, but for China, that the article names most, also in the names of policies and bodies."""
    known = context.doc.user_data
    if _KEY not in known:
        known[_KEY] = _most_named(context)
    return known[_KEY]


def own_country(context: Context, start: int, end: int) -> Mention | None:
    """China, where 我国 heads a clause of a stretch; not in what speaks of other countries only."""
    found = _OURS.search(context.text, start, end)
    if found is None or not _speaks_of_china(context):
        return None
    china = gazetteer().concepts[CHINA]
    at = found.start("ours")
    return Mention(at, at + 2, china.types, china.name, by="concepts", concept=CHINA)


_OURS = re.compile(r"(?:^|(?<=[,;:。\n]))[^,;:。]{0,8}?(?P<ours>我国)(?![^,;:。]{0,6}(?:的?首|第一))")


@once_per_article
def _speaks_of_china(context: Context) -> bool:
    """Does the article name China, a place in it or a body of it, or no country at all?"""
    named = {m.concept for m in context.mentions if m.concept and m.type in ("Region", "Agency", "CentralAgency")}
    countries = {gazetteer().country(iri) for iri in named}
    return CHINA in countries or not countries


def _most_named(context: Context) -> Mention | None:
    counts: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for mention in context.mentions:
        region = _region(mention)
        if region is not None and region.concept != CHINA and not _WIDE.search(region.name):
            counts[region.name] += 1
            first.setdefault(region.name, region)
    if not counts:
        return None
    most = max(counts.values())
    return next(first[name] for name, times in counts.items() if times == most)


def _region(mention: Mention) -> Mention | None:
    """The mention, where it is a region, or the region that its name begins with."""
    if mention.type == "Region":
        return mention
    if _NAMED_AFTER.isdisjoint(mention.types):
        return None
    for start, _, concept in scan(mention.name):
        if start == 0 and "Region" in concept.types:
            return Mention(mention.start, mention.end, concept.types, concept.name, by="concepts", concept=concept.iri)
        break
    return None
