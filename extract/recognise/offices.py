"""Find offices by what a text says of them at a distance from their name.

1. One place goes for a whole list: 某市科技局、财政局, 某市科技局会同发改委.
2. The session of an assembly stands inside its name: 某省第十四届人大常委会.
3. A part of an agency is named behind it, or is one of its parts: 某局的国防科学办公室, 国防科学办公室是某局的….
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..expressions import hinted
from ..words import words_of
from .countries import CHINA
from .levels import listed_offices
from .mentions import MARKED, SHAPE, Mention, add

# A place and one of its offices, as one name.
_PLACED = re.compile(r"(?P<place>[一-鿿]{1,7}?(?:[省市县区旗盟]|州(?![省市县])))(?P<office>[一-鿿]{2,16}[厅局委会办])")

_SESSION = hinted(
    r"第?[一二三四五六七八九十百\d]{1,4}届(?P<office>人大常委会|人民代表大会常务委员会|人民代表大会|人大|政协)(?!代表|委员|[一二三四五六七八九十\d])"
)


@Language.component("innokg_offices")
def find_offices(doc: Doc) -> Doc:
    """Note the offices in such lists, and assemblies with their session."""
    bodies = [m for m in doc._.candidates or () if m.type == "Agency"]
    return add(doc, [*_in_lists(doc.text, bodies), *_in_session(doc), *_owned(doc, bodies)])


# What an agency has, in words that name no sort: the last word, what leads up to it from the agency, and what is none.
_UNIT = r"[一-鿿]{2,12}?(?:办公室|工作组|专家组|顾问委员会|咨询委员会|指导委员会)"
_OWNED = re.compile(
    rf"(?:的|下属的?|旗下的?|下设的?|所属的?|内设的?|设立了?)(?P<name>{_UNIT})(?!副?主任|成员|组长|人员)"
)
_NO_UNIT = re.compile("(?:一个|各|该|其|这|新|多个|相关|有关|专门|内部|下属|六个|若干)|.*[的了是在由]")
_OF_NAMES = frozenset({"n", "vn", "an", "nz", "a", "ORG", "xc", "j"})


def _owned(doc: Doc, bodies: list[Mention]) -> Iterator[Mention]:
    """The offices that agencies have."""
    for body in bodies:
        owned = _OWNED.match(doc.text, body.end) if not body.is_kind else None
        if owned is None or _NO_UNIT.match(owned["name"]):
            continue
        inside = words_of(doc).between(*owned.span("name"))
        if all(word.tag_ in _OF_NAMES for word in inside) and len(inside) > 1:
            yield Mention(*owned.span("name"), ("Agency",), owned["name"], by="levels", strength=SHAPE)


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
