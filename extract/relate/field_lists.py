"""Lists that say by themselves that they are of fields: A、B和C等领域; A、B两大方向; A领域5个、B产业3家.

Such a list is found from what closes it, and read backwards: between its marks its members' edges are certain, and the
first begins where nouns begin.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from ..expressions import Expression, any_of
from ..lexicon import load, words
from ..stretches import Stretch, Stretches
from ..words import Words

# What no list of fields goes back over.
_STOP = re.compile(r"[,;:。!?\n“”《》]")

# The longest name in a list that says how many there are: what is longer is a clause.
MAX_NAME = 18

# The longest list, in characters.
MAX_LIST = 160

# Tags of the words that fields in a list are made of.
NOUNS = frozenset({"n", "nz", "nw", "vn", "an", "a", "b", "s", "xc", "ORG", "m", "TIME", "PER"})
_MARK = re.compile(r"、|以及|(?<=[一-鿿A-Za-z0-9)])(?:和|与|及)(?=[一-鿿A-Za-z0-9]{2})")
_NUMBER = r"(?:(?:[一二三四五六七八九十两]+|\d+)[大个项类种])"


# What a list of fields is said to be: 以甲、乙为主攻方向; 将甲、乙列为重点项目.
_MAIN = "(?:主导|主攻|主要|重点|核心|支柱|优先|特色|优势|关键|前沿|攻关|顶级|新兴)+"
_PART = "(?:产业|方向|领域|板块|项目|专题|主轴|赛道|行业|任务|部门|技术|对象|突破口)"

# What leads up to the one field that is said to be the main one: 以|葡萄酒|为主导产业.
_MAKES = ("以", "将", "把")

# Centres and the like that a list names by their fields: 芯片、新材料等创新中心.
_CENTRES = (
    "创新中心|技术中心|研究中心|研究所|研究部门?|创新联合体|联合体|产业集群|制造业集群|集群"
    "|产业技术联盟|创新联盟|战略联盟|联盟|创新共同体|共同体"
)


@cache
def _closing() -> Expression:
    lists = load("fields")
    between = "|".join(sorted(lists["closing"], key=lambda w: (-len(w), w)))
    closers = "|".join(lists["closers"])
    return any_of(
        [
            rf"等(?:\d+[余多]?[个家]|{_NUMBER})?(?:{between}|的|国家级?|省级|市级|制造业|产业)*(?:{closers}|技术|{_CENTRES})"
            rf"|(?:的)?{_NUMBER}(?:{between})*(?:{closers})"
            rf"|(?<![列定作视成认立称])为{_NUMBER}?{_MAIN}(?:发展|研究|支持|研发|建设|科技)*{_PART}"
            rf"|等?(?:列为|列入|作为|确定为|定位为|确立为|视为|选为|纳入){_NUMBER}?{_MAIN}(?:发展|研究|支持|研发|建设|科技|基础|的)*{_PART}"
        ]
    )


def closed_lists(tokens: Words, text: str, blocks: Stretches, known: Stretches) -> Iterator[list[Stretch]]:
    """The members of every list that 等…领域 or 三大方向 closes; lists do not go back over the names in `blocks`.

    A field that a scheme knows (`known`) is not cut where the analyser cuts wrongly (突破增|材制造).
    """
    for closer in _closing().finditer(text):
        if numbered := _numbered(text, closer):
            yield numbered
            continue
        sums_up = closer[0].startswith("等")
        members, start = _members_before(tokens, text, blocks, known, closer.start())
        if members and (len(members) > 1 or sums_up or text.startswith(_MAKES, start - 1)):
            yield members


# What closes a list without saying that it does: 信息、材料及新能源|领域.
_PLAIN = re.compile(
    r"(?<![个大项类各该等的、和与及])等?(?:重点|关键|新兴|前沿|高技术|战略性?|技术)*(?:领域|赛道|学科)(?![带性])"
)


def plain_lists(
    tokens: Words, text: str, blocks: Stretches, known: Stretches, tells: Callable[[str], bool]
) -> Iterator[list[Stretch]]:
    """The members of every list before 领域 without 等, where each but one at most tells that it is a field."""
    for closer in _PLAIN.finditer(text):
        members, _ = _members_before(tokens, text, blocks, known, closer.start())
        told = sum(tells(text[start:end]) for start, end in members)
        if len(members) > 1 and told and told >= len(members) - 1:
            yield members


def _members_before(
    tokens: Words, text: str, blocks: Stretches, known: Stretches, stop: int
) -> tuple[list[Stretch], int]:
    """The members of the list that ends at an offset, and where its first begins; none where no noun stands there."""
    floor = max(0, stop - MAX_LIST, blocks.last_end(stop))
    floor = max([floor, *(m.end() for m in _STOP.finditer(text, floor, stop))])
    marks = list(_MARK.finditer(text, floor, stop))
    while marks and marks[0].start() == floor:  # …,以及甲、乙等领域
        floor = marks.pop(0).end()
    first_end = marks[0].start() if marks else stop
    start = first_start(tokens, first_end, floor)
    start = known.start_of(start) or start
    if start == first_end:
        return [], start
    edges = [(start, first_end)]
    edges += [
        (mark.end(), following.start() if following else stop)
        for mark, following in zip(marks, [*marks[1:], None][: len(marks)], strict=True)
    ]
    return _joined(text, edges), start


def first_start(tokens: Words, end: int, floor: int) -> int:
    """Where the noun phrase that ends at an offset begins."""
    at = end
    while at in tokens.ending and at > floor:
        token = tokens.ending[at]
        inside = at == end or token.text not in words("words", "not_first")
        nominal = token.tag_ in NOUNS or (at == end and token.tag_ == "v" and tokens[max(0, token.i - 1)].tag_ in NOUNS)
        if not nominal or not inside or token.idx < floor:
            break
        at = token.idx
    before = tokens.ending.get(at)
    begins = before is not None and before.idx >= floor and before.text in load("fields")["begin"]
    return before.idx if before is not None and begins else at


# What opens a list whose number of members is told.
_OPENS = re.compile(
    r"(?:瞄准|聚焦于?|专注于?|关注|重视|侧重于?|致力于|围绕|涵盖|覆盖|包括|包含|涉及|面向|针对|分为|分成|划分为|分别为|分别是|集中在|集中于|选择|选取|选定|遴选|确定|确立"
    r"|设定|设置|设立|设有|列出|提出|明确|资助|支持|推进|推动|发展|布局|部署|形成|聚力|[为是在设])了?|[:]"
)
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


def _numbered(text: str, closer: re.Match[str]) -> list[Stretch]:
    """The members where the list is as long as it says: 甲、乙等丙,丁和戊以及己4大领域."""
    told = re.search(r"(\d+|[一二三四五六七八九十两])(?:[大个项类种])", closer[0])
    if told is None:
        return []
    number = int(told[1]) if told[1].isdigit() else _DIGITS[told[1]]
    floor = max(0, closer.start() - MAX_LIST)
    floor = max([floor, *(m.end() for m in re.compile(r"[;。!?\n]").finditer(text, floor, closer.start()))])
    for opens in reversed(list(_OPENS.finditer(text, floor, closer.start()))):
        for marks in (r"[,、]|以及", r"[,、]|以及|和|与|及", r"[,]|以及"):
            members = _split(text, opens.end(), closer.start(), marks)
            if len(members) == number > 1 and all(e - s <= MAX_NAME for s, e in members):
                return members
    return []


def _split(text: str, start: int, end: int, marks: str) -> list[Stretch]:
    """The stretch cut at the marks; what 等 sums up is one member, by its own name (甲、乙等丙 is 丙)."""
    at = start
    members: list[Stretch] = []
    for mark in [*re.finditer(marks, text[start:end]), None]:
        stop = start + mark.start() if mark else end
        sums_up = re.search("等", text[at:stop])
        if sums_up:
            while members and text[members[-1][1] : members[-1][1] + 1] == "、":
                members.pop()
            at += sums_up.end()
        if stop - at < 2:
            return []
        members.append((at, stop))
        at = start + mark.end() if mark else end
    return members


def _joined(text: str, edges: list[Stretch]) -> list[Stretch]:
    """Members that 和 cuts before the last mark are one: 电子元件和器件、芯片."""
    members: list[Stretch] = []
    commas = [i for i, (s, _) in enumerate(edges) if text[s - 1] == "、"]
    last_comma = commas[-1] if commas else -1
    for index, (start, end) in enumerate(edges):
        if members and text[start - 1] in "和与及" and (index < last_comma or _is_half(text[start:end])):
            members[-1] = (members[-1][0], end)
        else:
            members.append((start, end))
    return members


def _is_half(text: str) -> bool:
    """Is it too general to be a member by itself: 材料与|生产技术?"""
    return text in load("fields")["halves"]


_COUNT = re.compile(r"\d+[余多]?(?:个|家|支|项)(?=[,、;。和及]|$)")
_COUNTED = re.compile(
    r"(?P<name>[^,;:。!?、()\d\n]{2,16}?)(?P<says>领域|产业|行业|方向|赛道|类)?各?(?:有)?" + _COUNT.pattern
)
# How far before its count a counted name may begin.
MAX_COUNTED = 20


_BETWEEN = re.compile(r"[、,;]?(?:[^,;:。!?、()\d\n]{2,16}、)*")


def counted_lists(text: str, blocks: Stretches) -> Iterator[list[Stretch]]:
    """The members of every list that counts by fields, where most of its members say that they are fields."""
    run: list[re.Match[str]] = []
    for match in [*_names_with_counts(text), None]:
        if run and (match is None or not _BETWEEN.fullmatch(text, run[-1].end(), match.start())):
            yield from _counted(text, run, blocks)
            run = []
        if match is not None:
            run.append(match)


def _names_with_counts(text: str) -> Iterator[re.Match[str]]:
    """The places of `_COUNTED`, looked for where a count stands, which few clauses have."""
    behind = 0
    for count in _COUNT.finditer(text):
        match = _COUNTED.search(text, max(behind, count.start() - MAX_COUNTED), count.end() + 1)
        if match is not None:
            behind = match.end()
            yield match


def _counted(text: str, run: list[re.Match[str]], blocks: Stretches) -> Iterator[list[Stretch]]:
    said = [m for m in run if m["says"] and m["says"] != "类"]
    if len(run) < 2 or 2 * len(said) < len(run):
        return
    members: list[Stretch] = []
    for match in run:
        start, end = match.span("name")
        lead = re.match(r"(?:其中|分别为|分布[在于]|包括|涵盖|覆盖|涉及|有|和|及|、|,)+", text[start:end])
        start += lead.end() if lead else 0
        members += _before(text, start, blocks)
        members.append((start, end))
    yield members


# A name before a mark, and a character more than it may have.
_LISTED = re.compile(r"(?<=[,;:。、\n])[^,;:。!?、()\d\n]{2,16}$")
MAX_LISTED = 17


def _before(text: str, start: int, blocks: Stretches) -> list[Stretch]:
    """Members before the counted one that share its figure: 煤化工、氢能、绿色矿业产业各1家."""
    members: list[Stretch] = []
    while text[start - 1 : start] == "、":
        before = _LISTED.search(text, max(0, start - 1 - MAX_LISTED), start - 1)
        if before is None or blocks.meet(before.start(), start):
            break
        start = before.start()
        members.append((start, before.end()))
    return members
