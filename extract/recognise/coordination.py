"""Things named together or inside one another: 甲市、乙市、丙湾区的国际科技创新中心 are three and their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load
from ..lexicon.gazetteer import gazetteer
from .concepts import scan
from .countries import with_country
from .departments import is_one_body
from .mentions import Mention
from .organisations import type_by_ending
from .shared_kinds import of_several_places
from .titles import is_policy_title


@Language.component("innokg_coordinate")
def find_coordinated(doc: Doc) -> Doc:
    """Keep the coordinated things as `doc._.coordinated`; their places overlap, so they are not among the mentions."""
    doc._.coordinated = [
        *of_several_places(doc.text, doc._.mentions),
        *_departments_of_several(doc.text),
        *_of_their_country(doc, list(_nested(doc.text, doc._.mentions))),
    ]
    return doc


# How far back the regions are that share an office.
MAX_LISTED = 40

# An office of several regions that are named before it: 甲、乙、丙三省科技厅.
_OF_SEVERAL = re.compile(r"[两二三四五六](?P<level>[省市])(?P<office>" + "|".join(load("offices")["offices"]) + ")")


def _departments_of_several(text: str) -> Iterator[Mention]:
    for match in _OF_SEVERAL.finditer(text):
        edge = match.start()
        for start, end, concept in reversed(list(scan(text, max(0, edge - MAX_LISTED), edge))):
            if "Region" not in concept.types or text[end:edge] not in ("", "、", "和", "与"):
                break
            name = concept.name.removesuffix(match["level"]) + match["level"] + match["office"]
            country = gazetteer().country(concept.iri)
            yield Mention(start, match.end(), ("Agency",), name, by="departments", country=country)
            edge = start


def _of_their_country(doc: Doc, nested: list[Mention]) -> list[Mention]:
    """The nested bodies, those of shared names as the body of the country that the passage is about."""
    merged = sorted([*doc._.mentions, *nested], key=lambda m: (m.start, m.end))
    places = {(m.start, m.end, m.by) for m in nested}
    return [m for m in with_country(doc, merged) if (m.start, m.end, m.by) in places]


def _nested(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The body that a programme's name begins with: 某国科学基金会|…研究基金."""
    for mention in mentions:
        if mention.by == "titles" and not mention.refers:
            yield from _in_title(text, mention)
        if mention.type == "Agency" and not mention.refers:
            yield from _parent(text[mention.start : mention.end], mention)
        if mention.type == "Programme" and not mention.refers:
            for start, end, concept in scan(mention.name):
                if start == 0 and end < len(mention.name) and "Agency" in concept.types:
                    yield Mention(
                        mention.start, mention.end, concept.types, concept.name, by="concepts", concept=concept.iri
                    )
                break


# A title inside a title, and the office that a title begins with: 《市某局关于印发〈…方案〉的通知》.
_INNER = re.compile(r"〈(?P<name>[^〈〉]{4,60})〉")
_FROM = re.compile(r"《?(?P<name>[一-鿿]{3,20}?)(?:印发|转发)?关于")


def _in_title(text: str, mention: Mention) -> Iterator[Mention]:
    for inner in _INNER.finditer(text, mention.start, mention.end):
        if is_policy_title(inner["name"]):
            yield Mention(inner.start(), inner.end(), ("Policy",), inner["name"], by="titles")
    issuer = _FROM.match(text, mention.start, mention.end)
    name = issuer["name"] if issuer else ""
    known = any("Agency" in concept.types for _, _, concept in scan(name))
    if issuer and type_by_ending(name) == "Agency" and is_one_body(name) and not known:
        yield Mention(*issuer.span("name"), ("Agency",), name, by="departments")


def _parent(name: str, mention: Mention) -> Iterator[Mention]:
    """The ministry that its department's name begins with: 某部|某局."""
    for stop in range(len(name) - 3, MIN_PARENT - 1, -1):
        label = name[:stop]
        if label.endswith(_PARENTS) and (iris := gazetteer().by_label.get(label)):
            concept = gazetteer().concepts[iris[0]]
            if "Agency" in concept.types and concept.iri != mention.concept:
                yield Mention(
                    mention.start,
                    mention.start + stop,
                    concept.types,
                    concept.name,
                    by="concepts",
                    concept=concept.iri,
                    country=mention.country,
                )
                return


# What a ministry's name ends in, and how long it is at least.
_PARENTS = ("部", "委员会", "委", "基金会")
MIN_PARENT = 4
