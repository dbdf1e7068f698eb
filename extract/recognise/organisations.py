"""Find bodies that LAC tags as organizations, and departments named by a region and their office (浙江省科技厅)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load, words
from ..lexicon.gazetteer import Concept, gazetteer
from ..words import Word, words_of
from .concepts import scan, scan_article
from .mentions import SHAPE, WORD, Mention, add

# What stands before a level where it is counted or none in particular (各市政府), or is part of a longer name.
NOT_ONE = re.compile(
    r"[一-鿿]?(?:各|该|本|跨|全|外|兄弟|有关|相关|所在|任何|[一二两三四五六七八九十\d]个?)$|[省市区县][、)(/]*$|设区$"
)

# Ends of organizations' names that LAC finds and heads.yaml leaves to context.
_BY_ENDING = {
    "Agency": (
        "部",
        "厅",
        "局",
        "署",
        "委",
        "政府",
        "委员会",
        "议会",
        "国会",
        "办公厅",
        "办公室",
        "参议院",
        "众议院",
        "中央",
        "政协",
        "纪委",
        "管委会",
        "联委会",
        "执委会",
        "党组",
    ),
    "University": ("大学", "学院"),
    "ResearchInstitute": ("研究院", "研究所", "科学院", "研究中心", "设计院", "工程院"),
    "Laboratory": ("实验室",),
    "Association": ("协会", "学会", "研究会", "专业委员会", "商会", "联合会", "联盟", "促进会"),
    "FinancialInstitution": ("银行", "证券", "保险"),
    "Enterprise": ("公司", "集团", "股份", "科技", "电子", "重工", "汽车", "制药", "能源", "实业", "控股", "工业"),
}


@Language.component("innokg_organisations")
def find_organisations(doc: Doc) -> Doc:
    """Note the organizations among LAC's words and the departments of regions."""
    return add(
        doc,
        [
            *_tagged(doc),
            *_departments(doc.text, scan_article(doc.text)),
            *_bureaus(doc),
            *_subordinates(doc),
            *_ministries(doc),
            *_ministries_in_lists(doc),
            *_committees(doc),
            *_with_place(doc),
            *_named_by_place(doc),
        ],
    )


def _tagged(doc: Doc) -> Iterator[Mention]:
    for start, name in _named_words(doc):
        kind = type_by_ending(name)
        if kind in ("Consortium", "ResearchInstitute") and _is_kind_of_a_place(name):
            continue
        if kind == "Agency" and name[0] in "省市区县" and NOT_ONE.search(doc.text[max(0, start - 4) : start]):
            continue
        if kind == "Agency" and (not is_one_body(name) or (name.endswith("政协") and not _CONFERENCE.fullmatch(name))):
            continue
        if kind == "Organization" and (_HEAD_INSIDE.search(name) or _begins_with_body(name)):
            continue
        if kind == "Organization" and _REPORTS.match(doc.text, start + len(name)):
            continue
        country = next((gazetteer().country(c.iri) for _, _, c in scan(name)), None)
        strength = WORD if kind == "Organization" else SHAPE
        end = start + len(name)
        yield Mention(start, end, (kind,), name, by="organisations", strength=strength, country=country)


# A news agency that only says where a report is from: 某社|首尔1月31日电.
_REPORTS = re.compile(r"[一-鿿]{0,8}(?:\d{1,2}月)?\d{1,2}日[电讯]")


def _is_kind_of_a_place(name: str) -> bool:
    """Is it a place and a kind that a scheme knows (某省|产业技术创新战略联盟), and so no one consortium?"""
    found = list(scan(name))
    kind = next((start for start, end, c in found if end == len(name) and "Kind" in c.types), None)
    region = max((end for start, end, c in found if start == 0 and "Region" in c.types), default=0)
    return kind is not None and name[region:kind] in ("", "省", "市", "区", "县")


# A ministry's own department: 工业和信息化部|科技司.
_BUREAU = re.compile(
    r"[一-鿿]{2,8}?(?:司|局)(?=[、,。;:()》”\s和与及]|有关|负责|牵头|印发|发布|组织|关于|联合|会同|相关|[一-鿿]{0,4}[司局]长|$)"
)


def _bureaus(doc: Doc) -> Iterator[Mention]:
    edges = words_of(doc).edges
    for start, end, concept in scan_article(doc.text):
        if "Agency" not in concept.types or start not in edges:
            continue
        bureau = _BUREAU.match(doc.text, end)
        # What begins like another body's name is one of its own (财政部|国家税务总局…).
        if bureau and bureau.end() in edges and not any(True for _ in scan(bureau[0][:2])):
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
_FIELD = "(?:(?!部)[一-鿿])"
_FIELDS = rf"(?:(?:{_FIELD}{{2,4}}、){{1,2}}{_FIELD}{{2,6}}|{_FIELD}{{2,4}})[与和及]{_FIELD}{{2,4}}"
_MINISTRY = re.compile(rf"(?=(?P<name>{_FIELDS}部)(?![门位件分队署落]|长[一-鿿]{{0,3}}会))")
_NOUNS = frozenset({"n", "vn", "an", "nz", "v", "ORG", "w", "c", "b"})

# LAC's tags of words behind which such a name may begin.
_BEFORE = frozenset({"p", "v", "w", "c", "u", "d", "LOC"})


def _ministries(doc: Doc) -> Iterator[Mention]:
    """Ministries of foreign countries by the fields in their names, as long as nothing else can stand so."""
    known = words_of(doc)
    for match in _MINISTRY.finditer(doc.text):
        start, end = match.span("name")
        if match["name"] in gazetteer().by_label or start not in known.starting:
            continue
        several = "、" in match["name"]
        told = several or doc.text.startswith(("长", "部长", "大臣", "下属", "所属", "旗下"), end)
        before = known.ending.get(start)
        bounded = before is None or before.tag_ in _BEFORE
        if told and bounded and all(word.tag_ in _NOUNS for word in known.between(start, end)):
            yield Mention(start, end, ("Agency",), match["name"], by="departments", strength=SHAPE)


# A committee of a parliament: 参议院商务、科学与交通委员会.
_COMMITTEE_OF_HOUSE = re.compile(
    r"(?:[美英法德韩]国|日本|欧洲)?(?:参议院|众议院|上议院|下议院|上院|下院|国会|议会)[一-鿿]{2,6}(?:、[一-鿿]{2,6})*(?:[和与及][一-鿿]{2,6}?)?委员会"
)


def _committees(doc: Doc) -> Iterator[Mention]:
    for match in _COMMITTEE_OF_HOUSE.finditer(doc.text):
        if match.start() in words_of(doc).edges and "的" not in match[0]:
            yield Mention(match.start(), match.end(), ("Agency",), match[0], by="departments")


# Ministries in a list: 俄农业部、数字发展部、能源和环境部.
_ONE_OF = r"(?:(?![部和与及])[一-鿿]){1,4}(?:[和与](?:(?!部)[一-鿿]){2,4})?部"
_LISTED = re.compile(rf"{_ONE_OF}(?:、{_ONE_OF})+(?:(?:和|以及|及){_ONE_OF})?(?![门长分件位署队])")


def _ministries_in_lists(doc: Doc) -> Iterator[Mention]:
    """The ministries of a list in which LAC or a scheme knows one."""
    known = words_of(doc)
    for run in _LISTED.finditer(doc.text):
        items = re.finditer(rf"(?:^|(?<=[、和及])){_ONE_OF}", run[0])
        spans = [(run.start() + m.start(), run.start() + m.end()) for m in items]
        told = any(known.ending.get(end) is not None and known.ending[end].tag_ == "ORG" for _, end in spans)
        for start, end in spans if told else ():
            name = doc.text[start:end]
            nouns = all(word.tag_ in _NOUNS - {"v"} for word in known.between(start, end))
            if start in known.starting and nouns and len(name) > 2 and is_one_body(name):
                yield Mention(start, end, ("Agency",), name, by="departments", strength=WORD)


def _begins_with_body(name: str) -> bool:
    """Does a scheme's body begin what LAC took for one word with what it does (国务院国资委|会签)?"""
    return any(start == 0 and "Agency" in concept.types for start, _, concept in scan(name))


# The political consultative conference of a place, or of the country.
_CONFERENCE = re.compile(r"全国政协|[一-鿿]{1,6}[省市区县旗州]政协")


# LAC takes two bodies with what joins them for one (某县科技局会同某县财政局), and what leads up to one for a part.
JOINED = re.compile(
    r"(?:(?<=[局署厅委部院府司团所会])|(?<=大学))(?:会同|联合|协同|与|和|及|、)(?=[一-鿿]{3})"
    r"|(?<=[一-鿿]{2})(?:联合|携手|会同|联手)(?=[一-鿿]{2,10}(?:大学|学院|公司|集团|研究[院所]))"
)
LEADS_UP = re.compile(
    r"^(?:经(?![济信贸纬营开])|由|向|对(?!外)|与|和(?![平谐田县])|在|据|受|被|会同|(?:发布|主办|承办|发文|制定)?(?:机构|单位|部门|机关))(?=[一-鿿]{3})"
)


# Bodies of one place in a row, where the space between them got lost: 某市|发展和改革局某市|科学技术局.
_PLACE = re.compile(r"^(?:中共)?(?P<place>[一-鿿]{1,3}[省市县区州旗盟])")


def bodies_of_place(name: str) -> list[str]:
    """Return the bodies in a name that says its place again behind each office."""
    place = _PLACE.match(name)
    return re.split(rf"(?<=[局厅委会府办院室])(?={re.escape(place['place'])})", name) if place else [name]


# Where a report is from, which LAC takes for the beginning of a body's name: 某社电|….
_DATELINE = re.compile(r"^[一-鿿]{2,4}社电(?=[一-鿿]{3})")


# The party's group in a body belongs to its posts (某厅|党组书记).
_PARTY_GROUP = re.compile(r"(?<=[一-鿿]{3})党组$")


# LAC ends a body's name before the number of its part: 某集团|第十三研究所.
_NUMBERED = re.compile(r"第[一二三四五六七八九十百\d]+(?:研究所|研究院|设计院|工程局|所|院)(?![一二三四五六七八九十])")


# … and the number of those listed for a part of the last name: 某某|五家公司.
_COUNTED = re.compile(r"[一二两三四五六七八九十百\d]+[余多]?家(?:公司|企业|单位|机构)$")


def _named_words(doc: Doc) -> Iterator[tuple[int, str]]:
    """The words that LAC tags as organizations, taken apart and trimmed: (start, name)."""
    for token in words_of(doc):
        if token.tag_ != "ORG":
            continue
        at = 0
        for part in (piece for joined in JOINED.split(token.text) for piece in bodies_of_place(joined)):
            start = token.text.index(part, at)
            at = start + len(part)
            name = _PARTY_GROUP.sub("", part.rstrip("与和及、"))
            dateline = _DATELINE.match(name)
            if dateline:
                start, name = start + dateline.end(), name[dateline.end() :]
            lead = LEADS_UP.match(name)
            if lead and not gazetteer().by_label.get(name):
                start, name = start + lead.end(), name[lead.end() :]
            name = _COUNTED.sub("", name)
            numbered = _NUMBERED.match(doc.text, token.idx + start + len(name))
            name += numbered[0] if numbered else ""
            if len(name.strip()) > 1 and _is_body(name):
                yield token.idx + start, name


def _is_body(name: str) -> bool:
    return name not in words("words", "not_bodies") and not name.endswith(tuple(words("words", "not_bodies_end")))


def type_by_ending(name: str) -> str:
    """Return the class of an organization by its name's last word; "Organization" where it tells nothing."""
    if name.endswith(tuple(load("heads")["Consortium"]["strong"])):  # 战略联盟 is more than a 联盟
        return "Consortium"
    endings = ((len(end), kind) for kind, ends in _BY_ENDING.items() for end in ends if name.endswith(end))
    return max(endings, default=(0, "Organization"))[1]


# Companies in a list that are named by a country or place and their trade: …、某国电气和…, 某地石油、….
_TRADE = re.compile(
    r"(?:电气|电机|电信|电话|电报电话|电力|石油|石化|钢铁|制铁|航空|航天|铁路|邮政|烟草|移动|联通|铁塔|电科|电子|船舶|兵器|建材|化工|重工|银行)"
    r"(?=[、和与及等五])"
)


def _named_by_place(doc: Doc) -> Iterator[Mention]:
    text = doc.text
    for start, end, concept in scan_article(text):
        trade = _TRADE.match(text, end) if "Region" in concept.types else None
        if trade and text[start - 1 : start] in ("、", "和", "与", "及", "由", ",", ":"):
            listed = text[trade.end()] in "、和与及" or text[start - 1] in "、和与及"
            if listed:
                name = text[start : trade.end()]
                yield Mention(start, trade.end(), ("Enterprise",), name, by="organisations", strength=SHAPE)


# A company with the place of its seat in brackets, at which LAC cuts it: 某某科技(武汉)有限公司.
_SEAT = re.compile(r"\([一-鿿]{2,4}\)[一-鿿]{0,14}?(?:有限责任公司|股份有限公司|有限公司)")


def _with_place(doc: Doc) -> Iterator[Mention]:
    text = doc.text
    ending = words_of(doc).ending
    for match in _SEAT.finditer(text):
        start = match.start()
        token: Word | None = ending.get(start)
        while token is not None and token.tag_ in _FIRM_TAGS and start - token.idx < MAX_FIRM:
            start, token = token.idx, None if token.is_sent_start else ending.get(token.idx)
        if start < match.start():
            yield Mention(start, match.end(), ("Enterprise",), text[start : match.end()], by="organisations")


# What LAC takes the words of a firm's name for.
_FIRM_TAGS = frozenset({"ORG", "PER", "LOC", "n", "nz", "vn"})

# The part of a firm's name before its seat is short; more is what leads up to it.
MAX_FIRM = 10

# LAC takes some centres and consortia for bodies, with what stands behind them; the recogniser of names sees to those.
_HEAD_INSIDE = re.compile(r"联合体|中心|集群|计划|联盟")


# Sorts of bodies by how they begin or end (各镇人民政府, 机关司局), or with a list of levels before the office.
_SORT = re.compile(
    r"^(?:各|有关|相关|所在|当地|下属|该|关|示范区|开发区|高新区|园区|新区|经开区|高新技术产业开发区|经济技术开发区)|(?:司局|厅局|局处|处室)$|单列市|直辖市|[一两二三四五六七八九十\d][省市县区][一-鿿]{2,6}[厅局委]$|[两三四]省|[两三四]市|[两二三四五六][地国县区州]政府|政协[一-鿿]*政协$|^[区县](?:管委会?|[一-鿿]{2,8}[局办])$"
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
    return sum(1 for _ in _departments(name, scan(name))) > 1


def _departments(text: str, found: Iterable[tuple[int, int, Concept]]) -> Iterator[Mention]:
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
