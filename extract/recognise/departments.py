"""Public bodies named by a place and an office (浙江省科技厅), and what tells one body from a sort or several."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..lexicon import load, words
from ..lexicon.gazetteer import Concept, gazetteer
from .concepts import scan
from .mentions import Mention

# What stands before a level where it is counted or none in particular (各市政府), or is part of a longer name.
NOT_ONE = re.compile(
    r"[一-鿿]?(?:各|该|本|跨|全|外|兄弟|有关|相关|所在|任何|[一二两三四五六七八九十\d]个?)$|[省市区县][、)(/]*$|设区$"
)


# Sorts of bodies by how they begin or end (各镇人民政府, 机关司局), or with a list of levels before the office.
_SORT = re.compile(
    r"^(?:各|有关|相关|所在|当地|下属|该|关|示范区|开发区|高新区|园区|新区|经开区|高新技术产业开发区|经济技术开发区)|(?:司局|厅局|局处|处室)$|单列市|直辖市|[一两二三四五六七八九十\d][省市县区][一-鿿]{2,6}[厅局委]$|[两三四]省|[两三四]市|[两二三四五六][地国县区州]政府|政协[一-鿿]*政协$|^[区县州](?:管委会?|[一-鿿]{2,8}[局办])$"
)


def is_one_body(name: str) -> bool:
    """Is it the name of one public body, and neither a sort of body nor several run together?"""
    if _COMMITTEE.search(name) and not any({"Region", "Agency"} & set(c.types) for _, _, c in scan(name)):
        return False
    return _says_which(name) and not several_departments(name) and not _SORT.search(name) and not _run_together(name)


# A committee of something else, unless a place's name begins it (某省专家咨询委员会).
_COMMITTEE = re.compile(r"(?:咨询|专家|学术|评审|顾问|评估|指导|技术|工作|筹备)委员会$")


def _run_together(name: str) -> bool:
    """Are these bodies of a scheme without a mark between them (in a heading or under a letter)?"""
    covered = 0
    for start, end, concept in scan(name):
        if start != covered or "Agency" not in concept.types:
            return False
        covered = end
        if covered == len(name):
            return name not in gazetteer().by_label
    return False


def _says_which(name: str) -> bool:
    """Is it one body's name, and not a sort of body (地方政府, 州政府, 各部门)?"""
    return len(name) > 2 and name not in words("words", "sorts_of_bodies")


@cache
def department_pattern() -> re.Pattern[str]:
    """An office of government as it stands right behind a region's name."""
    offices = sorted(load("offices")["offices"], key=lambda office: (-len(office), office))
    return re.compile(
        r"(?:省|市|自治区|特别行政区|区)?(?:"
        + "|".join(map(re.escape, offices))
        + r")(?![门员]|长[会级们办])|(?<=[省市区县州旗])委(?![员托派任屋办会])"
    )


# A county or city that no scheme knows, joined to a body before it: …会同某县财政局.
_JOINED_PLACE = re.compile(r"(?<=[局厅委部院府会])(?:会同|联合|与|和|及|、)(?P<place>[一-鿿]{1,3}[县区市])")

# Provinces and cities counted together, and how one of them calls the same office: 三省一市科技厅(委).
_JOINT_PLACES = re.compile(r"[两二三四五六]省[一二两三]市")
_OTHER_SORT = re.compile(r"(?:\([委局厅办](?:[、,/][委局厅办])?\))?")


def several_departments(name: str) -> bool:
    """Are these departments of several regions run together (a heading that lost its line breaks)?"""
    return sum(1 for _ in departments(name, scan(name))) > 1


def departments(text: str, found: Iterable[tuple[int, int, Concept]]) -> Iterator[Mention]:
    """A region's name, or what stands like one behind another body, and right behind it an office of government."""
    for match in _JOINED_PLACE.finditer(text):
        if office := department_pattern().match(text, match.end()):
            start = match.start("place")
            if not is_one_body(text[start : office.end()]):
                continue
            yield Mention(start, office.end(), ("Agency",), text[start : office.end()], by="departments")
    for match in _JOINT_PLACES.finditer(text):
        if office := department_pattern().match(text, match.end()):
            end = _OTHER_SORT.match(text, office.end()).end()  # pyright: ignore[reportOptionalMemberAccess]
            yield Mention(match.start(), end, ("Agency",), text[match.start() : end], by="departments")
    for start, end, concept in found:
        if "Region" not in concept.types:
            continue
        office = department_pattern().match(text, end)
        if office:
            name = text[start : office.end()]
            country = gazetteer().country(concept.iri)
            yield Mention(start, office.end(), ("Agency",), name, by="departments", country=country)
