"""Find offices by what a text says of them at a distance from their name.

1. One place goes for a whole list: 某市科技局、财政局, 某市科技局会同发改委.
2. The session of an assembly stands inside its name: 某省第十四届人大常委会.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..words import words_of
from .countries import CHINA
from .levels import listed_offices
from .mentions import MARKED, Mention, add

# A place and one of its offices, as one name.
_PLACED = re.compile(r"(?P<place>[一-鿿]{1,7}?(?:[省市县区旗盟]|州(?![省市县])))(?P<office>[一-鿿]{2,16}[厅局委会办])")

_SESSION = re.compile(
    r"第?[一二三四五六七八九十百\d]{1,4}届(?P<office>人大常委会|人民代表大会常务委员会|人民代表大会|人大|政协)(?!代表|委员|[一二三四五六七八九十\d])"
)


@Language.component("innokg_offices")
def find_offices(doc: Doc) -> Doc:
    """Note the offices in such lists, and assemblies with their session."""
    bodies = [m for m in doc._.candidates or () if m.type == "Agency"]
    return add(doc, [*_in_lists(doc.text, bodies), *_in_session(doc)])


def _in_lists(text: str, bodies: list[Mention]) -> Iterator[Mention]:
    """The offices listed behind one with its place, which are of that place."""
    for body in bodies:
        placed = _PLACED.fullmatch(text, body.start, body.end)
        if placed is None:
            continue
        for office in listed_offices(text, body.end):
            name = placed["place"] + office["office"]
            yield Mention(*office.span("office"), ("Agency",), name, by="levels", strength=MARKED, country=CHINA)


def _in_session(doc: Doc) -> Iterator[Mention]:
    for match in _SESSION.finditer(doc.text):
        place = words_of(doc).ending.get(match.start())
        if place is not None and place.tag_ == "LOC":
            name = place.text + match["office"]
            yield Mention(place.idx, match.end(), ("Agency",), name, by="levels", strength=MARKED, country=CHINA)
