"""Find bodies named by their level alone (省科技厅, 市政协, 市委) and say whose they are.

An article that speaks of one province or city means that one's. Where it does not tell, the short name stands for a
body of this article alone (see `identity`), and the plainest ones (省政府) for none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..cleaning import mask_before
from ..lexicon import load
from ..lexicon.gazetteer import Concept, gazetteer
from ..words import words_of
from .concepts import scan, scan_article
from .countries import CHINA
from .departments import NOT_ONE
from .mentions import LISTED, SHAPE, Mention, add

# How far the region must lead over the next of its level, so that the short name can only mean its body.
MIN_LEAD = 2

_PLAIN = frozenset(
    {"政府", "人民政府", "委", "人大", "政协", "委员会", "党委", "管委会", "管理委员会", "执委会", "党工委"}
)

# Ends of the names of regions of each level; a city-state is both.
_MUNICIPALITIES = ("北京", "上海", "天津", "重庆")
_AUTONOMOUS = ("内蒙古", "广西", "西藏", "宁夏", "新疆")


@cache
def _pattern() -> re.Pattern[str]:
    offices = {office.removeprefix("省").removeprefix("市") for office in load("offices")["offices"]} - {"委员会"}
    longest = sorted({*offices, "委"}, key=lambda office: (-len(office), office))
    return re.compile(
        r"(?P<level>自治区|省|市|区|县)(?P<office>" + "|".join(map(re.escape, longest)) + r")(?![员托派任屋办门长托])"
    )


@Language.component("innokg_levels")
def find_by_level(doc: Doc) -> Doc:
    """Note the bodies named by their level alone."""
    return add(doc, [*_found(doc), *_bare(doc), *_special_region(doc.text)])


# Behind these LAC takes an office for a part of the word before it: 会同|市发改委.
_JOINED = re.compile(r"(?:会同|联合|[由与和经报向请从、])$")

# The party's committee of the same place, right before: 某市委、|市政府.
_OF_PARTY = re.compile(r"(?P<place>[一-鿿]{2,3}[省市县区])委[、和]?$")

_SPECIAL = ("香港", "澳门")

# An office that provinces alone have names its province's without a word for the level: 报科技厅备案.
_BARE = re.compile(
    r"(?<![一-鿿][省区市])(?<![省区市级部总])(?:科技|财政|教育|工信|经信|商务|人社|农业农村)厅(?!长|级|局)"
)


def _bare(doc: Doc) -> Iterator[Mention]:
    region = region_of_level(doc.text, "省")
    if region is None:
        return
    edges = words_of(doc).edges
    for match in _BARE.finditer(doc.text):
        if match.start() in edges and not _follows_region(doc.text, match.start()):
            name = full_region(region, "省") + match[0]
            yield Mention(*match.span(), ("Agency",), name, by="levels", strength=LISTED, country=CHINA)


def _special_region(text: str) -> Iterator[Mention]:
    """特区政府 alone, as that of the special region that the article speaks of more."""
    place = max(_SPECIAL, key=text.count)
    iri = next(iter(gazetteer().by_label.get(place + "特别行政区政府", ())), None)
    if iri is None or place not in text:
        return
    concept = gazetteer().concepts[iri]
    for match in re.finditer(r"(?<![港门])特区政府", text):
        yield Mention(
            *match.span(), concept.types, concept.name, by="levels", strength=LISTED, concept=concept.iri, country=CHINA
        )


def _found(doc: Doc) -> Iterator[Mention]:
    text, edges = doc.text, words_of(doc).edges
    whose = {level: region_of_level(text, level) for level in ("自治区", "省", "市")}
    for match in _pattern().finditer(text):
        before = text[max(0, match.start() - 4) : match.start()]
        if not (match.start() in edges or _JOINED.search(before)) or NOT_ONE.search(before):
            continue
        if _follows_region(text, match.start()):
            continue
        if hidden := mask_before(text, match.start()):
            yield _office(match.start() - len(hidden), match.end(), None, hidden + match[0])
            continue
        region = whose.get(match["level"])
        place = _place_of_party(doc, match.start())
        if place is None and region is not None:
            place = full_region(region, match["level"])
        if place is not None or match["office"] not in _PLAIN:
            yield _office(match.start(), match.end(), place, match["level"] + match["office"])
        for office in listed_offices(text, match.end()):
            listed = _office(*office.span("office"), place, match["level"] + office["office"])
            yield replace(listed, strength=LISTED)


def _office(start: int, end: int, place: str | None, said: str) -> Mention:
    """A place's office; of this article alone where it is not told which place's."""
    if place is None:
        return Mention(start, end, ("Agency",), said, by="levels", strength=SHAPE)
    office = said.removeprefix("自治区")[0 if said.startswith("自治区") else 1 :]
    return Mention(start, end, ("Agency",), place + office, by="levels", strength=LISTED, country=CHINA)


def _place_of_party(doc: Doc, at: int) -> str | None:
    """The place whose party committee is named right before: 某市委、|市政府."""
    party = _OF_PARTY.search(doc.text, max(0, at - 8), at)
    word = words_of(doc).starting.get(party.start()) if party else None
    whole = party and word and (word.tag_ == "LOC" or word.end >= party.end("place"))
    return party["place"] if party and whole else None


@cache
def _next_office() -> re.Pattern[str]:
    offices = {office for office in load("offices")["offices"] if office[-1] in "厅局委办"} - {"省委", "市委", "党委"}
    longest = sorted(offices, key=lambda office: (-len(office), office))
    return re.compile(
        r"(?:、|和|与|及|以及|会同|联合)(?P<office>" + "|".join(map(re.escape, longest)) + r")(?![员托派任屋办门长级])"
    )


def listed_offices(text: str, at: int) -> Iterator[re.Match[str]]:
    """The offices listed behind one without a word for their level, which are of the same place: 省教育厅、|财政厅."""
    while office := _next_office().match(text, at):
        yield office
        at = office.end()


def full_region(region: Concept, level: str) -> str:
    """The region's name with its level: 湖北 and 省 to 湖北省, 内蒙古 and 自治区 to 内蒙古自治区."""
    if level == "自治区":
        return next((n for n in (region.name, *region.labels) if n.endswith("自治区")), region.name)
    return region.name if region.name.endswith(level) else region.name + level


def _follows_region(text: str, at: int) -> bool:
    """Does a region's name stand right before, whose office this is (湖北|省科技厅)?"""
    return any(end == at and "Region" in c.types for _, end, c in scan(text, max(0, at - 8), at))


def region_of_level(text: str, level: str) -> Concept | None:
    """The region of a level that the article speaks of most, if one leads clearly."""
    counts: Counter[str] = Counter()
    for _, _, concept in scan_article(text):
        if "Region" in concept.types and _is_of(concept, level):
            counts[concept.iri] += 1
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if level == "市" and ranked and _unlisted(text) > ranked[0][1]:
        return None
    if not ranked or (len(ranked) > 1 and ranked[0][1] < MIN_LEAD * ranked[1][1]):
        return None
    return gazetteer().concepts[ranked[0][0]]


# A city, by its name (and not 全市, 本市, 城市).
_CITY = re.compile(r"(?<![一-鿿])[一-鿿]{2}市|(?<=[省和与在向对])[一-鿿]{2}市")


def _unlisted(text: str) -> int:
    """How often the city that no scheme knows is spoken of most: a city below a prefecture."""
    known = gazetteer().by_label
    cities = (match[0] for match in _CITY.finditer(text) if match[0][1] not in "城各全地")
    return max(Counter(city for city in cities if city not in known).values(), default=0)


def _is_of(concept: Concept, level: str) -> bool:
    code = concept.iri.rsplit("/", 1)[-1]
    if not re.fullmatch(r"CN-\d{6}", code):
        return False
    province = code.endswith("0000")
    if level == "自治区":
        return province and concept.name in _AUTONOMOUS
    if level == "省":
        return province and concept.name not in _AUTONOMOUS + _MUNICIPALITIES and not code.startswith("CN-8")
    return concept.name in _MUNICIPALITIES if province else code.endswith("00")
