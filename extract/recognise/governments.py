"""Whose government acts where only a place is named (某省印发《…》), and what it is called.

An analyst who asks who issued a document wants a body: the people's government of a place in China, the government of
a country. The place's name is another name of it in that article. The EU acts as a body under its own name.
"""

from __future__ import annotations

from ..lexicon.gazetteer import Concept, gazetteer
from .countries import CHINA
from .levels import full_region
from .mentions import LISTED, Mention

_EU, _TAIWAN = "EU", "CN-710000"
_LEVELS = ("省", "市", "区", "县", "州", "盟", "旗")


def government_of(place: Mention) -> Mention | None:
    """The government that a place's mention stands for; None where it has none (长三角, 西部)."""
    concept = gazetteer().concepts.get(place.concept or "")
    if concept is None:
        name, country = (place.name + "人民政府", CHINA) if place.name.endswith(_LEVELS[:4]) else ("", None)
    else:
        name, country = _name(concept), gazetteer().country(concept.iri)
    if not name:
        return None
    known = next((gazetteer().concepts[iri] for iri in gazetteer().by_label.get(name, ())), None)
    if known is not None and "Agency" in known.types:
        return Mention(
            place.start,
            place.end,
            known.types,
            known.name,
            by="governments",
            strength=LISTED,
            concept=known.iri,
            country=country,
        )
    return Mention(place.start, place.end, ("Agency",), name, by="governments", strength=LISTED, country=country)


def _name(place: Concept) -> str:
    """What a place's government is called; nothing where it has none."""
    code = place.iri.rsplit("/", 1)[-1]
    if code == _EU:
        return place.name
    if place.iri == gazetteer().country(place.iri):
        return place.name + "政府"
    if not code.startswith("CN-") or not code[3:].isdigit() or code == _TAIWAN:
        return ""
    if place.name in ("香港", "澳门"):
        return place.name + "特别行政区政府"
    whole = next((name for name in place.labels if name.endswith((*_LEVELS, "自治区"))), place.name)
    return (whole if whole.endswith(_LEVELS) else full_region(place, "省")) + "人民政府"
