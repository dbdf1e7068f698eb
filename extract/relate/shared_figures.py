"""Figures of several places or things: one each (北京3家、上海2家), or one that several share (北京和深圳各有3家)."""

from __future__ import annotations

import re
from dataclasses import replace

from ..context import Context, Sentence
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .figures import Figure, numbered, short_name, units

_EACH = re.compile(
    r"等?地?(?:(?:的?(?:机构|企业|高校|单位|院校))(?=各|均|都))?(?:分别|各|均|都|共|合计|达到?|约|已)*"
    r"(?:有|为|占|达到?|(?:分布|布局|落户|建成|共建|新建|新增|设立|建|设)有?|拥有|入选)?(?:了)?"
)


def placed(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """A figure right behind a place (北京3家、上海2家) is of what was counted before, in that place."""
    text = context.text
    place = _place_before(context, sentence, quantity)
    if place is None or text[quantity.end : quantity.end + 1] not in ",;。、)和":
        return None
    if last is not None and last.quantity.unit == quantity.unit and quantity.unit in units("share"):
        return replace(last, quantity=quantity, counted=place)
    if last is not None and last.quantity.unit == quantity.unit:
        base = _without_places(context, sentence, last.base)
        return Figure(quantity, numbered(base), last.counted, 0.85, noun=base)
    kind = _kind_spoken_of(context, sentence, quantity) if quantity.unit in ("家", "个") else None
    return Figure(quantity, f"{kind.name}数量", kind, 0.8, noun=kind.name) if kind else None


def _without_places(context: Context, sentence: Sentence, noun: str) -> str:
    """The noun without the place before that it begins with: 美国机构8家,丹麦|1家."""
    own = (m for m in sentence.items if isinstance(m, Mention) and m.type == "Region")
    rest = (noun.removeprefix(context.text[m.start : m.end]).lstrip("的") for m in own)
    return next((short for short in rest if short != noun and len(short) > 1), noun)


def _kind_spoken_of(context: Context, sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The kind that the sentence or those before speak of, or the only one that it names before the figure."""
    if kind := context.topic(quantity.start, lambda m: m.is_kind):
        return kind
    kinds = {m.name: m for m in sentence.items if isinstance(m, Mention) and m.is_kind and m.end <= quantity.start}
    return next(iter(kinds.values())) if len(kinds) == 1 else None


def _place_before(context: Context, sentence: Sentence, quantity: Quantity) -> Mention | None:
    text = context.text
    for item in reversed(sentence.items):
        if isinstance(item, Mention) and item.type == "Region" and item.end <= quantity.start:
            its = _EACH.fullmatch(text, item.end, quantity.start) and not _is_among(context, item, quantity)
            return item if its else None
    return None


def places(context: Context, sentence: Sentence, quantity: Quantity) -> list[Mention]:
    """The places that share one figure: 北京和深圳各有3家."""
    text = context.text
    place = _place_before(context, sentence, quantity)
    if place is None or not re.search("各|均|都", text[place.end : quantity.start]):
        return [place] if place else []
    several = [place]
    for item in reversed(sentence.items):
        if isinstance(item, Mention) and item.end < several[0].start and item.type == "Region":
            if text[item.end : several[0].start] not in ("和", "、", "与", "及"):
                break
            several.insert(0, item)
    return several


# Of each of several the same is said: 研发投入、专利数均占全国的|五成.
_BOTH = re.compile(
    r"([^,;:。\d、]{2,12}(?:(?:、|和|与|及)[^,;:。\d、]{2,12})+?)(?:均|都)"
    r"(?:占|为|达|超过?|突破|高于)[^,;:。\d、]{0,12}$"
)


def for_each(context: Context, sentence: Sentence, figure: Figure) -> list[Figure]:
    """One figure for each of a list: 氢能、矿业、先进制造产业各1家."""
    quantity = figure.quantity
    start, _ = context.clause(quantity.start)
    before = context.text[max(start, sentence.start) : quantity.start]
    if both := _BOTH.search(before):
        names = [name for name in re.split("、|和|与|及", both[1]) if len(name) > 2]
        own = short_name(figure.noun)
        told = own and figure.indicator.startswith(own) and len(names) > 1
        return [replace(figure, indicator=name + figure.indicator[len(own) :]) for name in names if told]
    lead = re.search(r"([^,;:。\d]+)各(?:有|占)?$", before)
    if lead is None or "、" not in lead[1] or _place_before(context, sentence, quantity):
        return []
    names = [name for name in re.split(r"、|和|与|及", lead[1]) if name]
    if quantity.unit in units("share"):  # 由产业界、政府和高校的代表各占三分之一组成
        names = [re.sub("^.*(?:由|来自|中)|的?(?:代表|人员|成员)$", "", name) for name in names]
        return [replace(figure, indicator=f"{name}占比") for name in names if name]
    return [replace(figure, indicator=numbered(name + figure.base.rpartition("的")[2])) for name in names]


def _is_among(context: Context, place: Mention, quantity: Quantity) -> bool:
    """Is a place the last named of those that the figure counts: 合肥、芜湖等|7个设区市?"""
    text = context.text
    return bool(_AMONG.fullmatch(text, place.end, quantity.start) and _PLACES.match(text, quantity.end))


_AMONG = re.compile("(?:等|这|共|共计)+")
_PLACES = re.compile(
    "(?:设区的?|地级|县级|直辖|副省级|沿海|中心|重点)*(?:[省市县区州国]|城市|国家|地区|园区|开发区|高新区)"
)


def place_of(context: Context, sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The region that the sentence or the heading above it is about."""
    for item in sentence.items:
        if item.end > quantity.start:
            break
        place = item if isinstance(item, Mention) and item.type == "Region" else None
        if place and context.is_subject(place, sentence) and not _is_among(context, place, quantity):
            return place
    for block in reversed(context.headings(quantity.start)):
        for item in context.mentions_from(block.span.start, min(block.span.end, block.span.start + 4)):
            if item.type == "Region":
                return item
    return None
