"""Where a sort of centre or group is: 江苏省|制造业创新中心 are those in that province, whoever speaks of them.

The place is the one right before the sort or that its name begins with, or the one that the article means by a level
(省技术创新中心 in a province's own measure).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ..context import Context
from ..lexicon.gazetteer import Concept
from ..recognise.countries import CHINA
from ..recognise.levels import full_region, region_of_level
from ..recognise.mentions import Mention
from .regions import leading_region
from .stated import Stated
from .subjects import of_region

# Sorts of these classes are where their place is.
_SITED = frozenset({"Consortium", "InnovationCenter", "Cluster", "Laboratory", "ResearchInstitute"})
# A level that begins a sort's name, where it means the article's own: 省|技术创新中心, 自治区|新型研发机构. What is
# 省级 may be any province's.
_LEVEL = re.compile(r"(?P<level>自治区|省|市)(?![级外内际域])(?=[一-鿿]{3})")
# The same right before a sort that goes by its plain name: 22家|自治区|创新联合体.
_LEVEL_BEFORE = re.compile(r"(?:^|[^一-鿿]|[我本全在各家个所为成获])(?P<level>自治区|省|市)$")
# Sorts of the country's own stand in a place and are not that place's: 某地|国家级创新中心.
_OF_COUNTRY = re.compile(r"[省市区]?国家级?")


def kinds_by_place(context: Context) -> Iterator[Stated]:
    """State locatedIn for every sort that a place's name begins, once an article."""
    seen: set[tuple[str, str]] = set()
    for mention in context.mentions:
        if mention.kind_of not in _SITED or mention.refers:
            continue
        sort = of_region(context, mention)
        place = _place(context, sort)
        if place is None and sort is mention and (level := _level_before(context, mention)):
            place = region_of_level(context.text, level)
            sort = replace(mention, name=full_region(place, level) + mention.name, concept=None) if place else mention
        if place is None or (sort.name, place.iri) in seen:
            continue
        seen.add((sort.name, place.iri))
        sentence = context.sentence_at(mention.start)
        region = Mention(sort.start, sort.end, place.types, place.name, by="concepts", concept=place.iri)
        yield Stated(
            "ikg:locatedIn", "located-kind-by-name", sentence.start, sentence.end, sort, region, confidence=0.82
        )


def _level_before(context: Context, sort: Mention) -> str | None:
    before = _LEVEL_BEFORE.search(context.text[max(0, sort.start - 4) : sort.start])
    return before["level"] if before else None


def _place(context: Context, sort: Mention) -> Concept | None:
    """The place that a sort's name begins with, or that its level means here; the country itself says nothing."""
    found = leading_region(sort.name)
    if found is not None and _OF_COUNTRY.search(sort.name):
        return None
    if found is None and (level := _LEVEL.match(sort.name)):
        found = region_of_level(context.text, level["level"])
    return None if found is None or found.iri == CHINA else found
