"""Find bodies that LAC tags as organizations, with what belongs to their names and without what does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..expressions import hinted
from ..lexicon import load, words
from ..lexicon.gazetteer import gazetteer
from ..words import Word, words_of
from .concepts import scan, scan_article
from .departments import NOT_ONE, departments, is_one_body
from .heads import specific
from .mentions import SHAPE, WORD, Mention, add
from .ministries import ministries

FIELD = "TechnologyField"

# Ends of organizations' names that LAC finds and heads.yaml leaves to context, and their classes.
_ENDINGS = {
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
        "工作组",
        "领导小组",
        "指导小组",
        "党组",
    ),
    "University": ("大学", "学院", "研究生院"),
    "ResearchInstitute": (
        "研究院",
        "研究所",
        "科学院",
        "医学科学院",
        "农科院",
        "社科院",
        "林科院",
        "医科院",
        "水科院",
        "研究中心",
        "设计院",
        "工程院",
    ),
    "Laboratory": ("实验室",),
    "Association": ("协会", "学会", "研究会", "专业委员会", "商会", "联合会", "联盟", "促进会"),
    "FinancialInstitution": ("银行", "证券", "保险"),
    "Enterprise": ("公司", "集团", "股份", "科技", "电子", "重工", "汽车", "制药", "能源", "实业", "控股", "工业"),
}
_BY_ENDING = {ending: kind for kind, endings in _ENDINGS.items() for ending in endings}


@Language.component("innokg_organisations")
def find_organisations(doc: Doc) -> Doc:
    """Note the organizations among LAC's words and the departments of regions."""
    return add(
        doc,
        [
            *_tagged(doc),
            *departments(doc.text, scan_article(doc.text)),
            *ministries(doc),
            *_with_place(doc),
            *_named_by_place(doc),
        ],
    )


def _tagged(doc: Doc) -> Iterator[Mention]:
    for start, name in _named_words(doc):
        kind = type_by_ending(name)
        if kind in ("Consortium", "ResearchInstitute") and _is_kind_of_a_place(name):
            continue
        if kind == "Consortium" and (rest := _behind_place(name)) != name and not specific(rest, kind):
            continue  # 某国|产业技术联盟 are those that it has
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


def _behind_place(name: str) -> str:
    """What stands behind the place that a name begins with."""
    return name[max((end for start, end, c in scan(name) if start == 0 and "Region" in c.types), default=0) :]


def _begins_with_body(name: str) -> bool:
    """Does a scheme's body begin what LAC took for one word with what it does (国务院国资委|会签)?"""
    return any(start == 0 and "Agency" in concept.types for start, _, concept in scan(name))


# The political consultative conference of a place, or of the country.
_CONFERENCE = re.compile(r"全国政协|[一-鿿]{1,6}[省市区县旗州]政协")


# LAC takes two bodies with what joins them for one (某县科技局会同某县财政局), and what leads up to one for a part.
JOINED = re.compile(
    r"(?<=[创研技]新中心)(?:获|经|由|被|受|向)(?=[一-鿿]{2})"
    r"|(?:(?<=[局署厅委部院府司团所会室])|(?<=大学))(?:会同|联合|协同|与|和|及|、)(?=[一-鿿]{3})"
    r"|(?:(?<=大学)|(?<=[院所]))(?:联合|合作)?(?:共建|合建)(?=[一-鿿]{4})"
    r"|(?<=[部委院署局会所学团司府])(?:下属|所属|直属|旗下|辖下)的?(?=[一-鿿]{4})"
    r"|(?<=[一-鿿]{2})(?:联合|携手|会同|联手)(?=[一-鿿]{2,10}(?:大学|学院|公司|集团|研究[院所]))"
)
LEADS_UP = re.compile(
    r"^(?:经(?![济信贸纬营开])|由|向|对(?!外)|(?:初创|创业|独角兽|上市|软件|私营|民营|科技|龙头)?(?:公司|企业(?!管理|服务|咨询))(?=[一-鿿]{3,}(?:公司|集团))|与|和(?![平谐田县])|在|据|受|被|会同|(?:例如|比如|如(?![皋东新意])|像)|(?:发布|主办|承办|发文|制定)?(?:机构|单位|部门|机关))(?=[一-鿿]{3})"
)


# … where a list of bodies is brought in behind a comma: …牵头,联合|某某科技、….
_BRINGS_IN = re.compile(r"(?<=[,;并])(?:联合(?![国利])|携手)(?=[一-鿿A-Za-z]{3,12}(?:[、和与及]|等[\d一-鿿]))")


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
            name = _PARTY_GROUP.sub("", part.rstrip("与和及、共"))
            dateline = _DATELINE.match(name)
            if dateline:
                start, name = start + dateline.end(), name[dateline.end() :]
            lead = LEADS_UP.match(name) or _BRINGS_IN.match(doc.text, token.idx + start)
            if lead and not gazetteer().by_label.get(name):
                start, name = start + len(lead[0]), name[len(lead[0]) :]
            name = _COUNTED.sub("", name)
            numbered = _NUMBERED.match(doc.text, token.idx + start + len(name))
            name += numbered[0] if numbered else ""
            if len(name.strip()) > 1 and _is_body(name):
                yield token.idx + start, name


# A number is no body, nor are so many of a sort: 360万|德国马克, 132公司.
_NUMBER = re.compile(r"\d[\d.,]*[万亿千百余多]*[家所个]?(?:公司|企业|大学|机构|单位|高校)?")


def _is_body(name: str) -> bool:
    if _NUMBER.fullmatch(name) or is_sort_of_firm(name):
        return False
    return name not in words("words", "not_bodies") and not name.endswith(tuple(words("words", "not_bodies_end")))


@cache
def _firm_sort() -> re.Pattern[str]:
    """A word for a sort of firm, with words before it that only say which sort."""
    sorts = "|".join(load("words")["sorts_of_firms"])
    general = "|".join(sorted(words("words", "generic") | set(load("fields")["heads"]), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?:{sorts}|{general}|AI|IT|5G)*(?:{sorts})(?:公司|企业)")


def is_sort_of_firm(name: str) -> bool:
    """Is it a sort of firm and none by name: 某国软件公司, AI初创公司?"""
    at, rest, of_field = 0, "", False
    for start, end, concept in scan(name):
        if "Region" in concept.types or FIELD in concept.types:
            rest, at = rest + name[at:start], end
            of_field = of_field or FIELD in concept.types
    rest += name[at:]
    only_field = of_field and rest in _FIRMS  # 某国网络安全|公司
    return bool(only_field or _firm_sort().fullmatch(name) or _firm_sort().fullmatch(rest))


# Words for firms that may stand before a firm's name: 光刻机巨头|某某公司.
_FIRMS = ("公司", "企业", "巨头", "厂商", "制造商", "开发商", "供应商")
_SORT_AHEAD = re.compile(f"(.{{2,12}}?)(?:{'|'.join(_FIRMS)})(?=.{{2,}}(?:公司|集团)$)")


def behind_sort_of_firm(name: str) -> int:
    """How much of a firm's name is the sort before it: 机器人企业|某某公司, 0 where none is."""
    ahead = _SORT_AHEAD.match(name)
    return ahead.end() if ahead and is_sort_of_firm(ahead[1] + "公司") else 0


# What ends in a word for an office and is none.
_NO_OFFICE = re.compile("(?:俱乐部|干部|学部|外部|内部|全部|总部|小卖部)$")


# An institute named by its academy or university and its field alone: 中科院某地材料所.
_OF_ACADEMY = re.compile(r"(?:中科院|科学院|农科院|社科院|工程院|研究院|大学).{1,10}所$")


def type_by_ending(name: str) -> str:
    """Return the class of an organization by its name's last word; "Organization" where it tells nothing."""
    if name.endswith(tuple(load("heads")["Consortium"]["strong"])):  # 战略联盟 is more than a 联盟
        return "Consortium"
    if re.search(r"[一-鿿]{2}(?:学会|协会|商会|联合会)[一-鿿]{0,8}委员会$", name):
        return "Association"
    if _OF_ACADEMY.search(name):
        return "ResearchInstitute"
    if _NO_OFFICE.search(name):
        return "Organization"
    return next((_BY_ENDING[end] for at in range(len(name)) if (end := name[at:]) in _BY_ENDING), "Organization")


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
_SEAT = hinted(r"\([一-鿿]{2,4}\)[一-鿿]{0,14}?(?:有限责任公司|股份有限公司|有限公司)")


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
