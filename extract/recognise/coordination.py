"""Things named together or inside one another: 甲市、乙市、丙湾区的国际科技创新中心 are three and their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load
from ..lexicon.gazetteer import gazetteer
from .concepts import scan
from .countries import with_country
from .mentions import Mention
from .names import ONE_PER_REGION
from .organisations import is_one_body, type_by_ending
from .titles import is_policy_title


@Language.component("innokg_coordinate")
def find_coordinated(doc: Doc) -> Doc:
    """Keep the coordinated things as `doc._.coordinated`; their places overlap, so they are not among the mentions."""
    doc._.coordinated = [
        *_coordinated(doc.text, doc._.mentions),
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


def _coordinated(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    for index, mention in enumerate(mentions):
        if mention.refers or "InnovationCenter" not in (mention.kind_of, mention.type):
            continue
        kind = mention.name
        if not mention.is_kind and (own := _own_region(text, mention)):
            kind = text[own : mention.end]  # 甲、乙|丙国家技术创新中心
        if not ONE_PER_REGION.match(kind):
            continue
        # One region right before, without 的, would have been a name of its own.
        for place, start in reversed(list(_places_before(text, mentions[:index], mention.start, mention.is_kind))):
            yield replace(
                mention,
                start=start,
                end=mention.end,
                types=("InnovationCenter",),
                name=place + kind,
                kind_of=None,
                concept=None,
                by="coordination",
            )


def _own_region(text: str, mention: Mention) -> int | None:
    """Where the region ends that a centre's name begins with."""
    for start, end, concept in scan(text, mention.start, mention.end):
        return end if start == mention.start and "Region" in concept.types else None
    return None


# What joins regions, and what may stand between the last one and the kind that they share: 甲、乙|三个|….
_JOINT = re.compile(r"、|和|与|及|以及")
_SHARED = re.compile(r"、|和|与|及|以及|的|等?[两二三四五六七八九十\d]+(?:个|家|大)|等(?:地的?)?")


def _places_before(text: str, mentions: list[Mention], end: int, shared: bool) -> Iterator[tuple[str, int]]:
    """The regions listed before a kind, from the nearest on: a province and a city in it stand as one (某省某市)."""
    regions = [m for m in mentions if m.type == "Region"]
    first = True
    while regions and regions[-1].end <= end:
        region = regions.pop()
        joint = _SHARED if first and shared else _JOINT
        if not joint.fullmatch(text, region.end, end):
            return
        end, first = region.start, False
        if regions and regions[-1].end == end:
            end = regions.pop().start
        yield text[end : region.end], end
