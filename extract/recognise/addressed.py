"""Find bodies by their addresses below an essay's authors: 某研究所 北京 100101, (1.某大学某学院,陕西 西安 710049;2.…).

What stands between the beginning of the item and its place is the body's name, whatever it is made of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from ..words import words_of
from .concepts import scan
from .mentions import MARKED, Mention, add
from .organisations import type_by_ending

_CODE = re.compile(r" ?(?<!\d)\d{6}(?![\d.%]|[万亿元人])")
# Where an item begins: with the line, the bracket or the mark before it, perhaps with its number.
_BEGINS = re.compile(r"(?:^|[(;\n])[ *]*(?:\d{1,2}[.、]? ?)?")
_ITEM = re.compile(r"(?P<name>[一-鿿][一-鿿() ]{2,38}?)(?P<gap>[ ,]{0,2})(?P<place>[一-鿿]{2,8}(?:[ ,][一-鿿]{2,6})?)$")
_BODY = re.compile(r"(?:大学|[院所系局部室校馆站社厂委会]|中心|公司|集团|银行|企业|基地|业)(?:\([^()]{2,12}\))?$")

# The longest item, and the longest place that no scheme knows.
MAX_ITEM, MAX_PLACE = 60, 4


@dataclass(frozen=True, slots=True)
class Address:
    """Where a body's name stands, and its innermost place."""

    start: int
    end: int
    place: Mention


@Language.component("innokg_addressed")
def find_addressed(doc: Doc) -> Doc:
    """Note the bodies whose addresses the text gives."""
    return add(doc, (_body(doc.text, address) for address in addresses(doc)))


def _body(text: str, address: Address) -> Mention:
    name = text[address.start : address.end].replace(" ", "")
    kind = type_by_ending(name.split("(")[0])
    kind = "ResearchInstitute" if kind == "Organization" and name.endswith("中心") else kind
    return Mention(address.start, address.end, (kind,), name, by="addressed", strength=MARKED)


def addresses(doc: Doc) -> Iterator[Address]:
    """Every address of a Doc that a postal code closes."""
    text = doc.text
    for code in _CODE.finditer(text):
        since = max(0, code.start() - MAX_ITEM)
        begins = [m.end() for m in _BEGINS.finditer(text, since, code.start()) if m.start() or since == 0]
        item = next((m for at in begins[-1:] if (m := _ITEM.match(text, at, code.start()))), None)
        if item is not None and (found := _parted(doc, item)):
            yield found


def _parted(doc: Doc, item: re.Match[str]) -> Address | None:
    """The name and the place of an item: the last regions, or the last word where the analyser takes it for a place."""
    text, start, stop = doc.text, item.start("name"), item.end()
    regions = [(at, end, c) for at, end, c in scan(text, start, stop) if "Region" in c.types]
    if regions and regions[-1][1] == stop:
        at, end, concept = regions[-1]
        place = Mention(at, end, concept.types, concept.name, by="concepts", concept=concept.iri)
        begins = at
        for before, behind, _ in reversed(regions[:-1]):
            if text[behind:begins].strip(" ,省市"):
                break
            begins = before
    else:
        word = words_of(doc).ending.get(stop)
        if word is None or word.tag_ != "LOC" or len(word.text) > MAX_PLACE:
            return None
        begins = word.idx
        place = Mention(begins, stop, ("Region",), word.text, by="places")
    whole = text[start:begins].rstrip(" ,")
    return Address(start, start + len(whole), place) if _BODY.search(whole) else None
