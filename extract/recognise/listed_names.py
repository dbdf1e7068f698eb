"""Find centres, consortia and clusters whose names no head tells, in a list that says how many of which sort they are.

1. Closed by the count: 甲科技谷、乙数字园区和丙研究园区等三个创新集群.
2. Opened by it: 首批14家产业集群名单如下:某国能源、某国环境技术、….

A list counts where most of its items begin with a place, stand in quotation marks or end in a word for such a thing,
and where there are not more of them than the text says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from ..words import Words, words_of
from .concepts import domain_heads, scan
from .mentions import LISTED, Mention, add
from .organisations import type_by_ending

_DIGITS = {char: number for number, char in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_COUNT = r"(?P<count>\d{1,3}|[两二三四五六七八九十]|十[一二三四五六七八九])[个家大座]"
_TEXT = r"[^,;:。、()\n]"

# What such names end in, though the words tell no class by themselves.
_ENDS = re.compile(
    r"(?:园区?|科技谷|谷|城|港|岛|湾|带|走廊|基地|中心|集群|联盟|联合体|平台|网络|枢纽|创新区|研究[院所])”?$"
)

# Behind an item of a list: where it is, or its original name.
_NOTE = re.compile(r"\([^()]*\)$")

# Before the first item: what leads up to the list.
_LEAD = re.compile(
    r".*(?:包括|包含|涵盖|分别[为是]|形成了?|建成了?|建立了?|设立了?|(?:支持|推动|培育|打造|建设|发展)(?=“)|有|即|为|是|:|了)"
)

# LAC takes some such names for firms or bodies of another sort.
_GUESSED = frozenset({"Enterprise", "Organization", "Association", "Cluster", "InnovationCenter", "Consortium"})

MIN_ITEM, MAX_ITEM, MAX_LIST = 3, 18, 200
_NO_NAME = re.compile(r"[的了,各其]|(?:领域|企业|高校|城市|地区|省份|国家|[省市县])$")


@Language.component("innokg_listed_names")
def find_listed_names(doc: Doc) -> Doc:
    """Note the names of such lists that no recogniser knows."""
    taken = {(m.start, m.end) for m in doc._.candidates or () if m.type not in _GUESSED}
    known = words_of(doc)
    found: list[Mention] = []
    for start, end, count, kind in _lists(doc.text):
        spans = _joined(doc.text, list(_items(doc.text, start, end, known)), count, known)
        if 2 <= len(spans) <= count and _are_names(doc.text, spans, known):
            found += [
                Mention(*span, (kind,), doc.text[slice(*span)].strip("“”"), by="listed_names", strength=LISTED)
                for span in spans
                if span not in taken and _may_be_name(doc.text, span, known)
            ]
    return add(doc, found)


@cache
def _closes() -> re.Pattern[str]:
    return re.compile(rf"等?{_COUNT}{_TEXT}{{0,10}}?(?P<head>{_heads()})(?!成员|单位|企业|牵头)")


@cache
def _opens() -> re.Pattern[str]:
    return re.compile(
        rf"{_COUNT}{_TEXT}{{0,14}}?(?P<head>{_heads()}){_TEXT}{{0,6}}?"
        r"(?:如下:?|:|,?(?:分别|具体)?(?:包括|包含|涵盖|[为是]):?)(?P<list>[^;:。\n]{8,300})"
    )


@cache
def _heads() -> str:
    return "|".join(sorted(map(re.escape, domain_heads()), key=lambda head: (-len(head), head)))


def _lists(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Every such list: where it begins and ends, how many it says they are, and the class of each."""
    for closing in _closes().finditer(text):
        start = max(text.rfind(mark, max(0, closing.start() - MAX_LIST), closing.start()) for mark in ",;:。\n(") + 1
        if "、" in text[start : closing.start()]:
            lead = _LEAD.match(text[start : text.find("、", start)])
            start += lead.end() if lead else 0
            quote = text.find("“", start, text.find("、", start))
            yield max(start, quote), closing.start(), _number(closing["count"]), domain_heads()[closing["head"]]
    for opening in _opens().finditer(text):
        if "、" in opening["list"]:
            start, end = opening.span("list")
            closed = re.search("等|[,](?![^、]*、)", opening["list"])
            end = start + closed.start() if closed else end
            yield start, end, _number(opening["count"]), domain_heads()[opening["head"]]


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return 10 + _DIGITS[word[1]] if len(word) == 2 else _DIGITS[word]


def _items(text: str, start: int, end: int, known: Words) -> Iterator[tuple[int, int]]:
    """The stretches of the items; 和 joins the last two where either looks like a name."""
    marks = [m.start() for m in re.finditer("、", text[start:end])]
    edges = [start - 1, *(start + mark for mark in marks), end]
    for left, right in pairwise(edges):
        at = left + 1
        joint = re.search(r"[和与及](?=[^和与及]*$)", text[at:right]) if right == end else None
        if joint and _tells(text, at + joint.end(), right, known) and _tells(text, at, at + joint.start(), known):
            yield at, at + joint.start()
            at += joint.end()
        note = _NOTE.search(text, at, right)
        yield at, note.start() if note else right


def _joined(text: str, spans: list[tuple[int, int]], count: int, known: Words) -> list[tuple[int, int]]:
    """The items, joined where a name has 、 in it (某国国防、太空和安全) and there would be more than the text says."""
    while len(spans) > count:
        rest = next((i for i in range(1, len(spans)) if not _tells(text, *spans[i], known)), None)
        if rest is None:
            return spans
        spans[rest - 1 : rest + 1] = [(spans[rest - 1][0], spans[rest][1])]
    return spans


def _are_names(text: str, spans: list[tuple[int, int]], known: Words) -> bool:
    """Do most of them begin with a place, stand in quotation marks or end like such names?"""
    told = sum(1 for at, end in spans if _tells(text, at, end, known))
    return 2 * told > len(spans)


def _tells(text: str, at: int, end: int, known: Words) -> bool:
    if text[at : at + 1] == "“" or (_ENDS.search(text, at, end) and end - at >= MIN_ITEM + 2):
        return True
    word = known.starting.get(at)
    placed = word is not None and ((word.tag_ == "LOC" and word.end < end) or word.tag_ == "ORG")
    return placed or _begins_with_place(text, at, end)


def _begins_with_place(text: str, at: int, end: int) -> bool:
    """Does a place that a scheme knows begin it, with more behind?"""
    return any(start == at and stop < end and "Region" in c.types for start, stop, c in scan(text, at, end))


def _may_be_name(text: str, span: tuple[int, int], known: Words) -> bool:
    at, end = span
    if text.endswith(tuple(domain_heads()), at, end):
        return False  # the recogniser of names sees to those
    placed = sum(word.end - word.idx for word in known.between(at, end) if word.tag_ == "LOC")
    placed = max(placed, sum(stop - start for start, stop, c in scan(text, at, end) if "Region" in c.types))
    kind = type_by_ending(text[at:end])
    body = kind not in ("Organization", "Enterprise", "Consortium") or text.endswith(("分行", "公司", "集团"), at, end)
    return MIN_ITEM <= end - at <= MAX_ITEM and not body and not _NO_NAME.search(text[at:end]) and placed < end - at
