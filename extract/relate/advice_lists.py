"""Several pieces of advice that one clause names together.

1. What is announced behind them: 提出完善分配机制、设立母基金等建议; 从健全法规、放宽准入等方面提出建议.
2. The means of a duty: 下一步要通过放宽准入、共享设备等途径….
3. The parts of a duty that each begin with a verb: 应完善分配机制、设立母基金和放宽准入.
"""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..modality import is_study
from .advising import VERBS, first_tag
from .clauses import clauses

# A shorter part has no object of its own (培养、引进和使用人才).
MIN_PART = 6
# So many of the parts must begin with what is tagged as a verb, for the tagger misses some.
MOST_ACT = 0.66

Span = tuple[int, int]

_COUNT = r"(?:[\d一二三四五六七八九十几多]+(?:个|条|点|项|种|大)?)?"
_ASPECT = "(?:方面|角度|层面|维度)"
_LIST = "(?P<list>(?:(?!提出|给出)[^。;:]){8,160}?)"
_ADVICE = "[^、,;。:的]{0,8}?(?:建议|对策|启示)(?![书稿者])"
_HOW = "(?:手段|方式|方法|措施|途径|举措|路径|办法|机制)"
_ANNOUNCED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:提出|给出|得出)(?:了|要|须|应当?|应该|需要?|通过|从|在|包括|如下|以下|:)*{_LIST}(?:等{_COUNT}{_ASPECT}?的?|{_COUNT}{_ASPECT}的|的){_ADVICE}",
        rf"从{_LIST}(?:等{_COUNT}|{_COUNT}){_ASPECT},?(?:就|对|为)?[^,;。]{{0,16}}?(?:提出|给出)(?:了)?[^,;。]{{0,12}}?{_ADVICE}",
        rf"建议(?:可以?|应当?|要)?从{_LIST}等?{_COUNT}{_ASPECT}",
        r"(?:(?<![适反效供感对呼响相理本顺内一])应(?![用对急届])当?|(?<![供所必急内刚军特])需要?(?!求)"
        rf"|(?<![主重需只纲概必])要(?![求素点件])|须|可以?|必须)[^,;。]{{0,12}}?通过{_LIST}(?:等{_COUNT}的?|的){_HOW}",
    )
)
# What an abstract says that its study proposes: 提出了完善…,健全…;搭建…等提升路径.
_PROPOSED = re.compile(
    rf"(?:提出|给出|得出)(?:了|要|应|通过|从|包括|如下|以下|:)*(?P<list>(?:(?!提出|给出)[^。:]){{8,260}}?)(?:等|的){_COUNT}"
    "[^、,;。:的]{0,8}?(?:建议|对策|启示|路径|策略|举措|思路)(?![书稿者])"
)
# Without one of these no pattern fits.
_WORDS = ("建议", "对策", "启示", "通过", "提出了")
# Documents and offices that lay it down, and do not advise.
_LAID_DOWN = re.compile(r"(?:》|会议|大会|方案|规划|意见|政府|[厅局部委])[^,;。]{0,6}$")


def announced(context: Context, sentence: Sentence) -> list[Span]:
    """The pieces of advice of a sentence that says behind them what they are; none where there is only one."""
    text = context.text
    if not any(text.find(word, sentence.start, sentence.end) >= 0 for word in _WORDS):
        return []
    for pattern in _ANNOUNCED:
        for found in pattern.finditer(text, sentence.start, sentence.end):
            if _LAID_DOWN.search(text, sentence.start, found.start()):
                continue
            parts = coordinated(context, *found.span("list"), marks="、,")
            if len(parts) > 1:
                return parts
    return _proposed(context, sentence) if is_study(context) else []


def _proposed(context: Context, sentence: Sentence) -> list[Span]:
    """What a study says of itself that it proposes, a piece for each part between semicolons."""
    found = _PROPOSED.search(context.text, sentence.start, sentence.end)
    if found is None or _LAID_DOWN.search(context.text, sentence.start, found.start()):
        return []
    parts = list(clauses(context.text, *found.span("list"), ";"))
    acting = sum(first_tag(context, s) in VERBS for s, _ in parts)
    return parts if len(parts) > 1 and acting >= MOST_ACT * len(parts) else []


def coordinated(context: Context, start: int, end: int, marks: str = "、") -> list[Span]:
    """The parts of a stretch, where each begins with a verb and has an object; else the stretch as a whole."""
    text = context.text
    parts = [(s + _lead(text, s, e), e) for s, e in clauses(text, start, end, marks)]
    parts = [*parts[:-1], *_parted(context, *parts[-1])] if parts else []
    acting = sum(first_tag(context, s) in VERBS for s, _ in parts)
    if len(parts) > 1 and all(e - s >= MIN_PART for s, e in parts) and acting >= MOST_ACT * len(parts):
        return parts
    return [(start, end)]


def _lead(text: str, start: int, end: int) -> int:
    """How long the conjunction is with which a part begins (以及完善…)."""
    found = re.compile("以及|并且?(?=[一-鿿]{4})|和|及").match(text, start, end)
    return len(found[0]) if found else 0


def _parted(context: Context, start: int, end: int) -> list[Span]:
    """A part in two where 和 or 以及 stands before another verb with its object: 设立母基金|和|放宽准入条件."""
    for found in re.compile("以及|和|及").finditer(context.text, start + MIN_PART, end - MIN_PART):
        token = context.tokens(found.end(), found.end() + 1)
        if token and token[0].idx == found.end() and token[0].tag_ == "v":
            return [(start, found.start()), (found.end(), end)]
    return [(start, end)]
