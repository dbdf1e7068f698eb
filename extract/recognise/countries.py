"""Tell whose ministry is meant: 商务部 in a passage on the United States is 美国商务部.

Names that several countries' bodies share are hidden labels of the schemes (or names of China's own bodies). The
country is that of the nearest mention before, in the same section, of a country, of a place or of a body that only one
country has.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from ..lexicon.gazetteer import Concept, gazetteer
from .mentions import Mention

CHINA = "https://w3id.org/innokg/id/region/CN"


@cache
def _shared() -> dict[str, dict[str, Concept]]:
    """Names that bodies of several countries share: name to country to body."""
    known = gazetteer()
    shared: dict[str, dict[str, Concept]] = {}
    for label, iris in known.by_hidden.items():
        for iri in iris:
            concept, country = known.concepts[iri], known.country(iri)
            if "Agency" in concept.types and country:
                shared.setdefault(label, {})[country] = concept
    for label in shared:
        for iri in known.by_label.get(label, ()):
            if country := known.country(iri):
                shared[label].setdefault(country, known.concepts[iri])
    return shared


def shared_labels() -> list[str]:
    """Return the names that bodies of several countries may bear."""
    return sorted(_shared())


def shared_body(label: str, country: str) -> Concept | None:
    """The body of a country that a shared name means there."""
    return _shared().get(label, {}).get(country)


def with_country(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions, those of shared names as the body of the country that the passage is about."""
    settled: list[Mention] = []
    country: str | None = None
    abroad = not _speaks_of_china(doc.text, mentions)
    for mention in mentions:
        text = doc.text[mention.start : mention.end]
        shared = _shared().get(text, {})
        choices = {} if mention.by == "levels" else shared  # an office of a province or city
        if len(choices) > 1 or (choices and mention.concept is None):
            found = _of_country(mention, text, choices, country or _main_country(mentions), abroad)
            if found is None:
                continue
            mention = found
        elif mention.country is not None:
            country = mention.country
        settled.append(mention)
    return settled


# What an article that is also about China says.
_OF_CHINA = re.compile(r"中国|我国|我们?[省市部]|全国|国务院|[省市]级")


def _speaks_of_china(text: str, mentions: list[Mention]) -> bool:
    """Does the article name China, or a place or body of China by a name that no other country's body bears?"""
    named = any(m.country == CHINA and text[m.start : m.end] not in _shared() for m in mentions)
    return named or bool(_OF_CHINA.search(text))


def _of_country(
    mention: Mention, text: str, choices: dict[str, Concept], country: str | None, abroad: bool
) -> Mention | None:
    """The mention as the country's body; None where only a shared name was found and it has no such body."""
    concept = choices.get(country or CHINA)
    if concept is None and country and abroad and not country.endswith("/EU"):
        # Its own body of that name, whether a scheme knows it or not: 科技部 in an article on another country only.
        known = gazetteer()
        name = known.concepts[country].name + text
        concept = next((known.concepts[iri] for iri in known.by_label.get(name, ())), None)
        if concept is None and mention.by != "shared":
            return replace(mention, name=name, concept=None, country=country)
    if concept is None:
        # No such body in that country's list: a name that China's own body bears is that body's wherever it stands.
        return None if mention.by == "shared" else mention
    return replace(
        mention, name=concept.name, types=concept.types, concept=concept.iri, country=gazetteer().country(concept.iri)
    )


def _main_country(mentions: list[Mention]) -> str | None:
    """The country named first in the article, if any."""
    return next((m.country for m in mentions if m.country and m.type == "Region"), None)
