"""Find bodies that only their place in a list tells, of bodies (甲大学、乙、丙等12家单位) or members (成员包括甲、乙).

A list counts that a word for sorts of bodies closes, that a word for membership opens, or whose bodies together set
something up. One of its names must be a known body, or the list must say how many bodies they are; a list of fields
(甲、乙等领域的企业) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from ..expressions import any_of, hinted
from ..lexicon import words
from ..words import words_of
from .mentions import SHAPE, WORD, Mention, add
from .organisations import type_by_ending

_BODIES = frozenset(
    {"Agency", "Enterprise", "University", "ResearchInstitute", "Association", "Laboratory", "FinancialInstitution"}
    | {"Organization"}
)
# What the words that close a list tell of those in it.
_SORTS = {
    **dict.fromkeys(("企业", "公司", "集团", "厂商", "巨头", "品牌", "独角兽"), "Enterprise"),
    **dict.fromkeys(("高校", "院校", "大学"), "University"),
    **dict.fromkeys(("研究机构", "科研机构", "院所"), "ResearchInstitute"),
    **dict.fromkeys(("投资机构", "投资者", "投资公司"), "FinancialInstitution"),
}
_NUMBER = r"(?P<number>(?:\d+|[一二两三四五六七八九十百]+)[余多]?[家所])?"
_WORD = r"[^,;:。、()\n]"
_CLOSES = re.compile(
    rf"等{_NUMBER}{_WORD}{{0,8}}?(?P<sort>企业|公司|集团|厂商|巨头|品牌|独角兽|高校|院校|大学|单位|院所|机构|成员|会员)"
)
_TOGETHER = any_of(
    [
        "(?P<sort>)(?P<number>)(?:等|共同|联合|携手|合作)?(?:出资)?"
        "(?:(?<=[同合手资])(?:组建|发起|成立|设立|创建|建设|打造)|共建|组成|联合)"
    ]
)
_OPENS = re.compile(
    r"(?:成员|会员|参与|共建|参建|股东|理事|发起|加盟|合作)(?:单位|企业|公司|机构|伙伴|成员|高校|方|者)?"
    rf"{_WORD}{{0,6}}?(?:包括|包含|涵盖|有|为|是|:)+(?P<list>[^,;。\n]+)"
)
# … or a word for a sort of body: 这类企业有, 不少公司如, 4家公司中有3家——.
_SUCH_AS = re.compile(
    r"(?P<sort>企业|公司|厂商|巨头|品牌|独角兽|高校|院校|研究机构|科研机构|院所|投资机构|投资者)(?:们|中)?"
    r"(?:,?(?:如|例如|比如|像|包括|包含|分别是|主要有|有)(?!何|果|此|关)|(?:有\d+家)?——)(?P<list>[^,;:。\n]+)"
)
# What a place does that has them: 诞生了甲、乙等品牌, 集聚甲、乙等企业.
_GATHERS = re.compile("(?:聚集|汇聚|集聚|汇集|云集|诞生|涌现|走出|孕育|坐拥|引进|吸引)(?:出|了|着)?")
# Each of a sort in brackets behind it: 七所大学(甲、乙).
_BRACKETED = hinted(
    rf"[一二两三四五六七八九十百\d][余多]?[家所个大]{_WORD}{{0,8}}?"
    r"(?P<sort>企业|公司|高校|大学|院所|机构|单位|成员|会员|实验室)\((?P<list>[^()]+)\)"
)
# What may stand before the first name of a list.
_BEFORE_FIRST = re.compile(
    r".*(?:由|联合|携手|会同|联手|协同|包括|包含|涵盖|囊括|例如|如|有|为|是|:|了|吸引|吸纳|汇聚|汇集|聚集|集聚|支持|组织|引进|培育|推动|与|"
    r"以|在|中|(?:企业|单位|公司|高校|机构|院所|龙头)(?=[^、]{2}))"
)

# Longer or shorter than this is no body's name; nor is one with words of other sorts.
MIN_NAME, MAX_NAME = 2, 16
_TAGS = frozenset({"ORG", "PER", "LOC", "n", "nz", "nw", "vn", "an", "xc", "s", "f", "m", "a", "b", "j"})
# A short name may end in what its body does: 燕山|锻造.
MAX_DOING = 6
_NO_NAME = re.compile(
    r"的|各|其|[上中下]游|(?:企业|高校|院校|院所|机构|单位|部门|人员|代表|员工|委员|团队|用户|专家|人才|领域|产业|行业|技术|平台|项目|中心|政府|产品|厂商|客户|供应商)$"
)


# A name without the spaces around it and the bracket behind it.
_BARE = re.compile(r"[ “]*(?P<name>[^()]+?)[ ”]*(?:\([^()]*\))?[ ”]*$")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.'’-]*(?: [A-Za-z0-9&.'’-]+){0,4}")


class _List(NamedTuple):
    """The stretch of a list, what its bodies are, and whether its words say that they are bodies."""

    start: int
    end: int
    kind: str
    told: bool


@Language.component("innokg_listed_bodies")
def find_listed_bodies(doc: Doc) -> Doc:
    """Note the names in lists of bodies that no recogniser knows."""
    # What the analyser alone takes for a place (某某电子) is none that stands among firms.
    known = {(m.start, m.end): m for m in doc._.candidates or () if m.by != "places"}
    return add(doc, [body for stretch in _lists(doc.text) for body in _unknown(doc, stretch, known)])


def _lists(text: str) -> Iterator[_List]:
    for closing in (_CLOSES, _TOGETHER):
        for match in closing.finditer(text):
            start = max(text.rfind(mark, 0, match.start()) for mark in ",;:。\n(") + 1
            if "、" in text[start : match.start()]:
                told = bool(match["number"] or _GATHERS.search(text, start, match.start()))
                yield _List(start, match.start(), _SORTS.get(match["sort"], "Organization"), told)
    for match in _OPENS.finditer(text):
        start, end = match.span("list")
        closed = re.search("等", match["list"])
        if "、" in match["list"]:
            yield _List(start, start + closed.start() if closed else end, "Organization", True)
    for match in _SUCH_AS.finditer(text):
        closed = re.search("等", match["list"])
        start, end = match.span("list")
        if "、" in match["list"] or closed:
            yield _List(start, start + closed.start() if closed else end, _SORTS[match["sort"]], True)
    for match in _BRACKETED.finditer(text):
        if "、" in match["list"]:
            yield _List(*match.span("list"), _SORTS.get(match["sort"], "Organization"), True)


def _unknown(doc: Doc, stretch: _List, known: dict[tuple[int, int], Mention]) -> Iterator[Mention]:
    items = _items(doc.text, stretch)
    sorts = [{*known[span].types} if span in known else set() for span in items]
    bodies = sum(1 for types in sorts if types & _BODIES)
    fields = sum(1 for types in sorts if "TechnologyField" in types)
    if len(items) < 2 or fields > bodies or not (bodies or stretch.told):
        return
    for (start, end), types in zip(items, sorts, strict=True):
        if not types and _may_be_name(doc, start, end):
            name = doc.text[start:end]
            kind = type_by_ending(name)
            kind = stretch.kind if kind == "Organization" else kind
            strength = WORD if kind == "Organization" else SHAPE
            yield Mention(start, end, (kind,), name, by="listed_bodies", strength=strength)


def _items(text: str, stretch: _List) -> list[tuple[int, int]]:
    """The stretches of the names in a list."""
    spans: list[tuple[int, int]] = []
    at = stretch.start
    for number, piece in enumerate(re.split("(、|以及|和|及|与)", text[stretch.start : stretch.end])):
        start, end = at, at + len(piece)
        at = end
        if number % 2 == 0:
            lead = _BEFORE_FIRST.match(piece) if not spans else None
            start += lead.end() if lead else 0
            whole = _BARE.match(text, start, end)
            spans.append(whole.span("name") if whole else (start, end))
    return [(start, end) for start, end in spans if end - start >= MIN_NAME]


def _may_be_name(doc: Doc, start: int, end: int) -> bool:
    name = doc.text[start:end]
    if _LATIN.fullmatch(name):
        return name[0].isupper() or any(map(str.isupper, name))
    if not MIN_NAME <= len(name) <= MAX_NAME or _NO_NAME.search(name):
        return False
    inside = words_of(doc).between(start, end)
    nouns = inside[:-1] if len(inside) > 1 and inside[-1].tag_ == "v" and len(name) <= MAX_DOING else inside
    if inside[0].idx != start or inside[-1].end != end or any(word.tag_ not in _TAGS for word in nouns):
        return False
    generic = {*words("words", "generic"), *words("words", "not_bodies")}
    return not all(word.text in generic for word in inside)
