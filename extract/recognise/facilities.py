"""Find research facilities (望远镜, 对撞机): their heads are everyday words, so whose they are must stand before.

某国的甲乙探测器, 某研究所的甲乙观测站: what 的 gives to a country, place or body and is more than a sort of device.
A facility with its acronym behind it needs none of that (`glossed`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load
from .material import BODIES
from .mentions import SHAPE, Mention, add

_OWNERS = BODIES | {"Region", "Organization"}


@Language.component("innokg_facilities")
def find_facilities(doc: Doc) -> Doc:
    """Note the facilities that a place or body has."""
    return add(doc, _found(doc.text, {m.end for m in doc._.candidates or () if not _OWNERS.isdisjoint(m.types)}))


def _found(text: str, owners: set[int]) -> Iterator[Mention]:
    for match in _facility().finditer(text):
        if match.start() in owners:
            yield Mention(*match.span("name"), ("Laboratory",), match["name"], by="facilities", strength=SHAPE)


@cache
def _facility() -> re.Pattern[str]:
    general, head = "|".join(load("facilities")["general"]), "|".join(facility_heads())
    return re.compile(
        rf"的(?P<name>(?!(?:{general})*(?:{head}))[一-鿿A-Za-z0-9·-]{{3,14}}?(?:{head}))"
        r"(?=[,;。、()和与及等都是由在建]|$)",
        re.MULTILINE,
    )


def facility_heads() -> tuple[str, ...]:
    """The last words of facilities' names."""
    return tuple(load("facilities")["heads"])
