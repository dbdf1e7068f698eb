"""The region that a name begins with, and which region lies in which."""

from __future__ import annotations

from ..lexicon.gazetteer import Concept, gazetteer
from ..recognise.concepts import scan


def leading_region(name: str) -> Concept | None:
    """Return the region that a name begins with; of two (湖北|武汉…) the inner one."""
    at, inner = 0, None
    for start, end, concept in scan(name):
        if start != at or "Region" not in concept.types or (inner and not within(concept.iri, inner.iri)):
            break
        at, inner = end, concept
    return inner


def within(iri: str, whole: str | None) -> bool:
    """Does a region lie in another, as far as the scheme knows?"""
    concept = gazetteer().concepts.get(iri)
    return concept is not None and whole in concept.broader
