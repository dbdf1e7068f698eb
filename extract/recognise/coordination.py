"""Things named together or inside one another: 北京、上海、粤港澳的国际科技创新中心 are three and their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load
from ..lexicon.gazetteer import gazetteer
from .concepts import scan
from .mentions import Mention
from .names import ONE_PER_REGION


@Language.component("innokg_coordinate")
def find_coordinated(doc: Doc) -> Doc:
    """Keep the coordinated things as `doc._.coordinated`; their places overlap, so they are not among the mentions."""
    doc._.coordinated = [
        *_coordinated(doc.text, doc._.mentions),
        *_departments_of_several(doc.text),
        *_nested(doc.text, doc._.mentions),
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


def _nested(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """The body that a programme's name begins with: 某国科学基金会|…研究基金."""
    for mention in mentions:
        if mention.type == "Agency" and not mention.refers:
            yield from _parent(text[mention.start : mention.end], mention)
        if mention.type == "Programme" and not mention.refers:
            for start, end, concept in scan(mention.name):
                if start == 0 and end < len(mention.name) and "Agency" in concept.types:
                    yield Mention(
                        mention.start, mention.end, concept.types, concept.name, by="concepts", concept=concept.iri
                    )
                break


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
    for index, kind in enumerate(mentions):
        if kind.kind_of != "InnovationCenter" or not ONE_PER_REGION.match(kind.name):
            continue
        regions: list[Mention] = []
        end = kind.start
        for mention in reversed(mentions[:index]):
            joint = text[mention.end : end]
            if mention.type != "Region" or not (
                joint in ("、", "和", "与", "及", "以及") or (not regions and joint == "的")
            ):
                break
            regions.append(mention)
            end = mention.start
        # One region right before, without 的, would have been a name of its own.
        for region in reversed(regions):
            name = re.sub("的$", "", text[region.start : region.end]) + kind.name
            yield replace(
                kind,
                start=region.start,
                end=kind.end,
                types=(kind.kind_of,),
                name=name,
                kind_of=None,
                concept=None,
                by="coordination",
            )
