"""Ministries by the fields in their names, their departments, and the committees of parliaments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from ..expressions import hinted
from ..lexicon import words
from ..lexicon.gazetteer import Concept, gazetteer
from ..occurrences import fitting_before
from ..words import words_of
from .concepts import scan, scan_article
from .countries import CHINA
from .departments import is_one_body
from .mentions import SHAPE, WORD, Mention


def ministries(doc: Doc) -> Iterator[Mention]:
    """Yield every ministry, part of a body and committee that its form tells."""
    yield from _bureaus(doc)
    yield from _subordinates(doc)
    yield from _offices_of_countries(doc)
    yield from _ministries(doc)
    yield from _ministries_in_lists(doc)
    yield from _committees(doc)


# A ministry's own department: 工业和信息化部|科技司, 欧盟委员会|甲、乙和丙总司.
_BUREAU = re.compile(
    r"[一-鿿]{2,8}(?:、[一-鿿]{2,6})*(?:[和与及][一-鿿]{2,8}?)?总司(?!长)|"
    r"[一-鿿]{2,8}?(?:司|局)(?=[、,。;:()》”\s和与及]|有关|负责|牵头|印发|发布|组织|关于|联合|会同|相关|[一-鿿]{0,4}[司局]长|$)"
)


# … and what only looks like one: 某国政府|的提早布局.
_NO_BUREAU = re.compile(r"^的|(?:布|格|结|全|大|当|僵|破|开|公)[局司]$")


def _bureaus(doc: Doc) -> Iterator[Mention]:
    edges = words_of(doc).edges
    for start, end, concept in scan_article(doc.text):
        if "Agency" not in concept.types or start not in edges:
            continue
        bureau = _BUREAU.match(doc.text, end)
        # What begins like another body's name is one of its own (财政部|国家税务总局…).
        if (
            bureau
            and bureau.end() in edges
            and not _NO_BUREAU.search(bureau[0])
            and not any("TechnologyField" not in c.types for _, _, c in scan(bureau[0][:2]))
        ):
            name = doc.text[start : bureau.end()]
            country = gazetteer().country(concept.iri)
            yield Mention(start, bureau.end(), ("Agency",), name, by="departments", country=country)


# A part that is told by whose it is: 能源部|旗下的|制造业办公室.
_SUBORDINATE = re.compile(
    r"(?:旗下|下属|所属|下设|内设|直属)的?(?P<name>[一-鿿]{2,10}?(?:办公室|局|署|司|委员会|理事会))(?![一-鿿]{0,2}长|门)"
)


def _subordinates(doc: Doc) -> Iterator[Mention]:
    edges = words_of(doc).edges
    for _, end, concept in scan_article(doc.text):
        part = _SUBORDINATE.match(doc.text, end) if "Agency" in concept.types else None
        if part and part.end() in edges and part["name"] not in words("words", "sorts_of_bodies"):
            country = gazetteer().country(concept.iri)
            yield Mention(*part.span("name"), ("Agency",), part["name"], by="departments", country=country)


# A ministry of several fields: 企业、贸易与就业部. What stands before tells where its name begins.
_FIELD = "(?:(?!部|总[统理]|首相|主席|大臣)[一-鿿])"
_FIELDS = rf"(?:(?:{_FIELD}{{2,4}}、){{1,2}}{_FIELD}{{2,6}}|{_FIELD}{{2,4}})[与和及]{_FIELD}{{2,4}}"
_MINISTRY = re.compile(rf"(?=(?P<name>{_FIELDS}部)(?![门位件分队署落]|长[一-鿿]{{0,3}}会))")
# How far before its 部 a name of several fields begins at most, and one in a list.
_LONGEST, _LONGEST_LISTED = 21, 9
_NOUNS = frozenset({"n", "vn", "an", "nz", "v", "ORG", "w", "c", "b"})

# LAC's tags of words behind which such a name may begin.
_BEFORE = frozenset({"p", "v", "w", "c", "u", "d", "LOC"})


# What a ministry does or has, right behind its name, and words in 部 that are none (党员和干部, 研发与销售部).
_ACTS = re.compile(
    r"的[^,;。]{0,10}?(?:办公室|部长|官员|负责|下属)|(?:负责|宣布|发布|公布|表示|认为|指出|提出|主管|牵头|批准|联合)"
)
_NO_MINISTRY = re.compile(r"(?:[干全内外东西中南北局总各乐一顶底头本支细腹]|销售|市场|采购|生产|财务|人事)部$")


def _ministries(doc: Doc) -> Iterator[Mention]:
    """Ministries of foreign countries by the fields in their names, as long as nothing else can stand so."""
    known = words_of(doc)
    for match in fitting_before(_MINISTRY, doc.text, "部", _LONGEST):
        start, end = match.span("name")
        if match["name"] in gazetteer().by_label or start not in known.starting:
            continue
        several = "、" in match["name"]
        told = several or doc.text.startswith(("长", "部长", "大臣", "下属", "所属", "旗下"), end)
        told = told or bool(_ACTS.match(doc.text, end) and not _NO_MINISTRY.search(match["name"]))
        before = known.ending.get(start)
        bounded = before is None or before.tag_ in _BEFORE
        if told and bounded and all(word.tag_ in _NOUNS for word in known.between(start, end)):
            yield Mention(start, end, ("Agency",), match["name"], by="departments", strength=SHAPE)


# A committee of a parliament: 参议院商务、科学与交通委员会.
_COMMITTEE_OF_HOUSE = hinted(
    r"(?:[美英法德韩]国|日本|欧洲)?(?:参议院|众议院|上议院|下议院|上院|下院|国会|议会)[一-鿿]{2,6}(?:、[一-鿿]{2,6})*(?:[和与及][一-鿿]{2,6}?)?委员会"
)


def _committees(doc: Doc) -> Iterator[Mention]:
    for match in _COMMITTEE_OF_HOUSE.finditer(doc.text):
        if match.start() in words_of(doc).edges and "的" not in match[0]:
            yield Mention(match.start(), match.end(), ("Agency",), match[0], by="departments")


# An office of several fields behind its country's name, whatever they are: 某国|教育、青年和体育部, 某国|企业与创新署.
_OF_COUNTRY = re.compile(
    rf"(?:(?:{_FIELD}{{2,6}}、){{1,3}}{_FIELD}{{2,6}}?(?:[与和及]{_FIELD}{{2,8}}?)?"
    rf"|{_FIELD}{{2,7}}?[与和及]{_FIELD}{{2,8}}?)"
    r"(?:(?<![东西南北中内外总全各干])部|(?<![布格结全大当僵破])[局署]|秘书处|总秘书处)(?![门位件队署落名限势面]|分(?!别)|长[一-鿿]{0,3}会)"
)


# Another body stands before it in a list: 某国|商会|与|商业、航运与渔业部.
_BODY_BEFORE = re.compile(r"(?:商会|协会|学会|员会|理事会|议会|政府|公司|集团|[厅局署])[与和及、]")


def _offices_of_countries(doc: Doc) -> Iterator[Mention]:
    known = words_of(doc)
    for start, end, concept in scan_article(doc.text):
        office = _OF_COUNTRY.match(doc.text, end) if _is_foreign_country(concept) else None
        if office is None or not {start, office.end()} <= known.edges or _BODY_BEFORE.search(office[0]):
            continue
        if all(word.tag_ in _NOUNS | {"LOC"} for word in known.between(start, office.end())):
            name = doc.text[start : office.end()]
            yield Mention(start, office.end(), ("Agency",), name, by="departments", country=concept.iri)


def _is_foreign_country(concept: Concept) -> bool:
    return "Region" in concept.types and concept.iri != CHINA and gazetteer().country(concept.iri) == concept.iri


# Ministries in a list: 俄农业部、数字发展部、能源和环境部.
_ONE_OF = r"(?:(?![部和与及])[一-鿿]){1,4}(?:[和与](?:(?!部)[一-鿿]){2,4})?部"
_LISTED = re.compile(rf"{_ONE_OF}(?:、{_ONE_OF})+(?:(?:和|以及|及){_ONE_OF})?(?![门长分件位署队])")


def _ministries_in_lists(doc: Doc) -> Iterator[Mention]:
    """The ministries of a list in which LAC or a scheme knows one."""
    known = words_of(doc)
    for run in fitting_before(_LISTED, doc.text, "部、", _LONGEST_LISTED):
        items = re.finditer(rf"(?:^|(?<=[、和及])){_ONE_OF}", run[0])
        spans = [(run.start() + m.start(), run.start() + m.end()) for m in items]
        told = any(known.ending.get(end) is not None and known.ending[end].tag_ == "ORG" for _, end in spans)
        for start, end in spans if told else ():
            name = doc.text[start:end]
            nouns = all(word.tag_ in _NOUNS - {"v"} for word in known.between(start, end))
            if start in known.starting and nouns and len(name) > 2 and is_one_body(name):
                yield Mention(start, end, ("Agency",), name, by="departments", strength=WORD)
