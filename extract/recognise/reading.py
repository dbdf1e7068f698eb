"""A Doc as the recogniser of names reads it: words and parts of words between offsets, and what stands around them."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc

from ..lexicon.gazetteer import Concept
from ..stretches import Stretches
from ..words import words_of
from .concepts import scan, scan_article

# A bracket that defines a short form or gives the original name.
_DEFINING = re.compile(r"”? ?[(](?:[^()]{0,80}[,;])?(?:以?下)?简称|”? ?[(][A-Za-z]")

# What stands between a region and the rest of a name: 浙江省级…, 上海市的….
_PLACE_MARK = re.compile(r"(?:省级?|市级?|区)?的?")

# Behind a name: how many of the sort there are, or that one is of them.
_NUMBERED = re.compile(
    r"(?:\([^()]*\))?(?:目前)?(?:共|已|现|总计|累计)*(?:有|达|增至)\d+[个家](?![^,;。)])|之一(?![一-鿿])|\d+余?[个家](?=[,;、。)])"
)

# Before a name: what follows is what such things are called.
_CALLED = re.compile(r"(?:称为|称作|统称|被称为)“?$")

# What the canonical name leaves out: quotation marks, and a bracket with letters.
_NOT_IN_NAME = re.compile(r"[“”‘’]|\([A-Za-z0-9][^()]*\)")


class Piece(NamedTuple):
    """A word, or the part of one, inside a name."""

    start: int
    text: str
    tag: str


class Reading:
    """Answers questions about stretches of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.words = words_of(doc)
        known = scan_article(self.text)
        fields = [(start, end) for start, end, concept in known if "TechnologyField" in concept.types]
        self.fields = Stretches(fields)
        self.field_ends = {end: start for start, end in fields}
        self.field_starts = frozenset(start for start, _ in fields)

    def pieces(self, start: int, end: int) -> list[Piece]:
        """The words between two offsets, the first and last as far as they reach in."""
        words = self.words.between(start, end)
        pieces = [Piece(word.idx, word.text, word.tag_) for word in words]
        if words and words[-1].end > end:
            pieces[-1] = Piece(words[-1].idx, self.text[words[-1].idx : end], words[-1].tag_)
        if words and words[0].idx < start:
            pieces[0] = Piece(start, self.text[start : min(words[0].end, end)], words[0].tag_)
        return pieces

    def regions(self, start: int, end: int) -> list[Concept]:
        """The regions that a scheme knows, between two offsets."""
        return [concept for _, _, concept in scan(self.text, start, end) if "Region" in concept.types]

    def without_regions(self, start: int, end: int) -> str:
        """The name without the regions and the marks of place that begin it: 浙江省级创新联合体 → 省级创新联合体."""
        at = start
        for found, stop, concept in scan(self.text, start, end):
            if found != at or "Region" not in concept.types:
                break
            at = stop + len(_PLACE_MARK.match(self.text, stop, end)[0])  # type: ignore[index]  always matches
        word = self.words.starting.get(at)
        if word is not None and word.tag_ == "LOC" and word.text[-1] in "市县区旗" and word.end < end:
            at = word.end  # a city or county that no scheme knows
        return self.text[at:end]

    def name(self, start: int, end: int) -> str:
        """The canonical name: quotation marks and a bracket inside it left out."""
        return _NOT_IN_NAME.sub("", self.text[start:end]).strip()

    def is_counted(self, start: int) -> bool:
        """Does a number with a measure word stand right before: 7个氢中心?"""
        return bool(re.search(r"[0-9一二两几三四五六七八九十百余多][个家大]“?$", self.text[max(0, start - 5) : start]))

    def is_numbered(self, start: int, end: int) -> bool:
        """Does the text count such things, or call them one sort (7个…, …共有5个, …之一, 称为…)?"""
        if self.is_counted(start) or _NUMBERED.match(self.text, end):
            return True
        return bool(_CALLED.search(self.text, max(0, start - 6), start))

    def is_defined(self, end: int) -> bool:
        """Does a bracket right behind the name define a short form or give the original name?"""
        return "(" in self.text[end : end + 3] and bool(_DEFINING.match(self.text, end))
