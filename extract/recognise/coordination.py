"""Things named together or inside one another: 北京、上海、粤港澳的国际科技创新中心 are three and their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from .concepts import scan
from .countries import CHINA
from .mentions import Mention
from .names import ONE_PER_REGION


@Language.component("innokg_coordinate")
def find_coordinated(doc: Doc) -> Doc:
    """Keep the coordinated things as `doc._.coordinated`; their places overlap, so they are not among the mentions."""
    doc._.coordinated = [
        *_coordinated(doc.text, doc._.mentions),
        *_nested(doc._.mentions),
        *_governments(doc.text),
    ]
    return doc


# A region's party committee, and its government named by its level alone: 某省委、省政府.
_COMMITTEE = re.compile(r"(?P<level>[省市区县])委[、和与](?P<office>(?P=level)(?:人民)?政府)")


def _governments(text: str) -> Iterator[Mention]:
    for match in _COMMITTEE.finditer(text):
        for start, end, concept in scan(text, max(0, match.start() - 8), match.start()):
            if end == match.start() and "Region" in concept.types:
                name = text[start:end].removesuffix(match["level"]) + match["office"]
                yield Mention(*match.span("office"), ("Agency",), name, by="departments", country=CHINA)


def _nested(mentions: list[Mention]) -> Iterator[Mention]:
    """The body that a programme's name begins with: 某国科学基金会|…研究基金."""
    for mention in mentions:
        if mention.type == "Programme" and not mention.refers:
            for start, end, concept in scan(mention.name):
                if start == 0 and end < len(mention.name) and "Agency" in concept.types:
                    yield Mention(
                        mention.start, mention.end, concept.types, concept.name, by="concepts", concept=concept.iri
                    )
                break


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
