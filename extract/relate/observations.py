"""Figures that an article reports: of what, which indicator, value and unit, as of when, where.

1. Every figure of a sentence that reports; proposals, conditions, money granted and mere enumerations are left out.
2. Its indicator is the noun phrase that it counts or that leads up to it (indicators.py).
3. What it is about is the kind or thing it counts, else what the sentence speaks of (subjects.py).
4. Several places with a figure each, or one figure for each of several places, are told apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..dates import DateFound
from ..modality import in_advice, is_binding
from ..model import BlockKind, Literal, Modality
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .clauses import put
from .conditions import listed
from .durations import lasts
from .figures import MAX_NAME, Figure, is_worth, numbered, pattern, units
from .indicators import read
from .shares import GROWN
from .stated import Stated, figures, state
from .subjects import figure_subject, may_bear

FRAME = "Observation"
TEN = 10

_SORTS = {"share": "share", "money": "money", "measure": "measure"}


@Language.component("innokg_observe")
def observe(doc: Doc) -> Doc:
    """State an Observation for every reported figure."""
    context: Context = doc._.context
    told = figures(doc)
    conditions = listed(doc)
    reporting = (s for s in context.sentences if s.start not in conditions)
    found: list[Stated] = []
    earlier: list[Figure] = []
    for sentence in reporting:
        if sentence.index and context.sentences[sentence.index - 1].paragraph != sentence.paragraph:
            earlier.clear()
        found += _in_sentence(context, sentence, told, earlier)
    return state(doc, _once(found))


def _in_sentence(context: Context, sentence: Sentence, told: frozenset[int], earlier: list[Figure]) -> Iterator[Stated]:
    """The observations of a sentence; `earlier` are the figures of the one before, and becomes those of this one."""
    carried, seen = earlier[-1:], []
    earlier.clear()
    if _is_title(context, sentence):
        return
    for item in sentence.items:
        if not isinstance(item, Quantity):
            continue
        last = _last(context, seen, item)
        if item.start in told:  # later figures may go on about it: …,增幅达11.6%
            seen += _told(read(context, sentence, item, last), item)
            continue
        if not _reports(context, item) or is_worth(context.text, item):
            continue
        figure = _placed(context, sentence, item, last) or read(context, sentence, item, last)
        figure = figure or (_more(context, carried[0], item) if carried and not seen else None)
        if figure is None:
            continue
        if figure.noun or last is None:
            seen.append(figure)
            earlier.append(figure)
        how, negated = put(context, item.start, item.end)
        if how is Modality.ASSERTED and _is_target(context, item):
            how = Modality.PLANNED
        if how in (Modality.PROPOSED, Modality.REQUIRED) or in_advice(context, item.start):
            continue
        yield from _observations(context, sentence, figure, how, negated)


def _more(context: Context, earlier: Figure, quantity: Quantity) -> Figure | None:
    """A count without a noun that goes on about what the sentence before counts: 1991年批准27家。次年又批准25家。"""
    behind = context.text[quantity.end : quantity.end + 1]
    if quantity.unit != earlier.quantity.unit or quantity.unit not in units("count") or behind not in ",;。、)":
        return None
    return Figure(quantity, numbered(earlier.base), earlier.counted, 0.7, noun=earlier.base)


def _told(figure: Figure | None, quantity: Quantity) -> list[Figure]:
    """What later figures may go on about of a sum or threshold that is told already; of a sum without a noun, money."""
    if figure is not None and figure.noun:
        return [figure]
    return [Figure(quantity, "经费", noun="经费")] if quantity.unit in units("money") else []


def _is_target(context: Context, quantity: Quantity) -> bool:
    """Does a figure stand under a heading of targets, or in a sentence of what is aimed at, and tell nothing done?"""
    sentence = context.sentence_at(quantity.start)
    start, _ = context.clause(quantity.start)
    if _DONE.search(context.text, start, quantity.start):
        return False
    aimed = _AIMED.search(context.text, sentence.start, start)
    return (bool(aimed) and not _DONE.search(context.text, aimed.end(), start)) or _under_targets(
        context, quantity.start
    )


def _under_targets(context: Context, at: int) -> bool:
    headings = context.headings(at)
    return bool(headings) and bool(_TARGETS.search(context.text, headings[-1].span.start, headings[-1].span.end))


_BY = re.compile(r"到(20\d\d)年(?:底|末)?[,前]")
_PLAN = re.compile("方案|规划|计划|纲要|意见")
_AIMED = re.compile("力争|努力实现|确保到")
_DONE = re.compile("已|了|曾|截至|累计|目前|现有")
_TARGETS = re.compile(r"目标(?:任务)?\s*[。:]?\s*$")


def _last(context: Context, seen: list[Figure], quantity: Quantity) -> Figure | None:
    """The figure that one goes on about: the last; a part of a whole goes on about one that is no smaller."""
    clause, _ = context.clause(quantity.start)
    share = quantity.unit in units("share")
    if seen and not share and _PART.search(context.text, context.sentence_at(clause).start, quantity.start):
        for figure in reversed(seen):
            if figure.quantity.unit == quantity.unit and figure.quantity.value >= quantity.value:
                return figure
    return seen[-1] if seen else None


# In the sentence before a figure: it is a part of one before.
_PART = re.compile("其中|[,;]中(?![国])")


def _once(facts: list[Stated]) -> list[Stated]:
    """A figure told again of the same indicator is the figure told first, and one place more for it."""
    first: dict[tuple[object, ...], Stated] = {}
    told: list[Stated] = []
    for fact in facts:
        slots = dict(fact.slots)
        figure = tuple(slots.get(key) for key in ("ikg:value", "ikg:unit"))
        place = slots.get("ikg:scope")
        key = (*figure, place.name if isinstance(place, Mention) else "", fact.modality)
        known = first.get(key)
        if known is not None and known.start != fact.start and _alike(known, fact):
            told.append(replace(known, start=fact.start, end=fact.end))
            continue
        first.setdefault(key, fact)
        told.append(fact)
    return told


def _alike(one: Stated, other: Stated) -> bool:
    """Do two facts name the same indicator at the same time (创新联合体数量, 自治区创新联合体数量)?"""
    a, b = dict(one.slots), dict(other.slots)
    names = [slots["ikg:indicator"].value for slots in (a, b)]  # type: ignore[union-attr]
    dates = {slots["ikg:asOf"] for slots in (a, b) if "ikg:asOf" in slots}
    return len(dates) < 2 and (names[0].endswith(names[1]) or names[1].endswith(names[0]))


def _is_title(context: Context, sentence: Sentence) -> bool:
    block = context.block_at(sentence.start)
    return block is not None and block.kind is BlockKind.TITLE


# --- which figures are reported


def _reports(context: Context, quantity: Quantity) -> bool:
    """Is the figure one that is reported (not an enumeration, a threshold, a grant or an indefinite one)?"""
    text = context.text
    digits = text[quantity.start : quantity.end]
    if text[quantity.start - 1 : quantity.start] == "“" and quantity.unit == "个":  # “六个倍增” is a name
        return False
    if quantity.unit in units("time"):
        told = lasts(context, context.sentence_at(quantity.start), quantity)
        return told is not None and not _is_rule(context, quantity)
    if re.match(r"(?:一|半)(?![十百千万成])", digits):
        return False
    if re.match("两(?![十百千万成])", digits) and not _is_pair(context, quantity):
        return False
    if pattern("enumerates").match(text, quantity.end) and not _sets(text, quantity):
        return False
    start, end = context.clause(quantity.start)
    clause = text[start:end]
    if quantity.unit == "次" and pattern("sessions").match(text, quantity.end):
        return False
    if pattern("attended").search(clause) or (
        quantity.unit == "个" and _is_big(text, quantity) and not _big_counts(context, quantity)
    ):
        return False
    if pattern("examples").search(text, context.sentence_at(quantity.start).start, quantity.start):
        return False
    if quantity.unit in units("money"):
        return _earned(text, start, end, quantity, context.sentence_at(start).start)
    if _GRANTED.search(text, start, quantity.start):  # 给予投资额5%的补助
        return False
    planned = put(context, quantity.start, quantity.end)[0] is Modality.PLANNED or _is_target(context, quantity)
    if re.search("最[高多](?:可|不|为)", clause) or (pattern("thresholds").search(clause) and not planned):
        return False
    return not _is_rule(context, quantity)


_GRANTED = re.compile("(?:给予|按照?)[^,;。]{0,24}$")


def _is_rule(context: Context, quantity: Quantity) -> bool:
    """Does the figure stand in a measure, and tell nothing that is so already?"""
    binds = is_binding(context) and not context.title.endswith("通知")
    return binds and not _has_happened(context, quantity)


def _is_pair(context: Context, quantity: Quantity) -> bool:
    """Does 两 count things that are named (两个创新中心, 两家), and is no turn of phrase (两个方面)?"""
    named = context.mentions_from(quantity.end, quantity.end + 1)
    return (
        quantity.unit in ("家", "所", "座")
        or any(may_bear(m) for m in named)
        or bool(pattern("pairs").match(context.text, quantity.end))
    )


def _is_big(text: str, quantity: Quantity) -> bool:
    return text[quantity.end - 1] == "大"


def _big_counts(context: Context, quantity: Quantity) -> bool:
    """Does 七大 count (内设七大中心, 五大领域), rather than belong to a name or a turn of phrase?"""
    if quantity.value == TEN:  # 十大产业 is a name
        return False
    text = context.text
    return bool(
        pattern("sets").search(text, max(0, quantity.start - 4), quantity.start)
        or pattern("big").match(text, quantity.end)
    )


# What others have put in so far is counted: 截至…,私营公司投入约7亿元.
_PAID_IN = re.compile(r"[一-鿿]{2}(?:投入|出资|认缴)(?:了|约|近|超过|逾)*$")


def _earned(text: str, start: int, end: int, quantity: Quantity, sentence_start: int) -> bool:
    """Is a sum one that is made, spent or counted, rather than one that is given?"""
    clause = text[start:end]
    if GROWN.search(text, start, quantity.start):
        return True
    if pattern("thresholds").search(clause) or re.search(r"最高|每[家个项人][^,]{0,6}$", text[start : quantity.start]):
        return False
    if _PAID_IN.search(text, start, quantity.start) and _DONE.search(text, sentence_start, quantity.start):
        return True
    near = text[start : min(end, quantity.end + 10)]
    return bool(pattern("money_indicators").search(near)) or not pattern("grants").search(clause)


def _has_happened(context: Context, quantity: Quantity) -> bool:
    """In a measure, does the clause tell what is so already (截至…, 已…)?"""
    start, end = context.clause(quantity.start)
    return bool(re.search(r"截至|已|目前|现有", context.text[context.sentence_at(start).start : end]))


def _sets(text: str, quantity: Quantity) -> bool:
    """Does a scheme set goals or tasks in digits (设有10个目标), which are counted and not gone through?"""
    digits = text[quantity.start : quantity.end]
    return digits[:1].isdigit() and bool(pattern("sets").search(text, max(0, quantity.start - 4), quantity.start))


# --- a figure for each place


_EACH = re.compile(r"等?(?:分别|各|均|都|共|合计|达到?|约|已)*(?:有|为|占|达到?|布局|建有|设有|拥有|落户|入选)?(?:了)?")


def _placed(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """A figure right behind a place (北京3家、上海2家) is of what was counted before, in that place."""
    text = context.text
    place = _place_before(context, sentence, quantity)
    if place is None or text[quantity.end : quantity.end + 1] not in ",;。、)和":
        return None
    if last is not None and last.quantity.unit == quantity.unit:
        return Figure(quantity, numbered(last.base), last.counted, 0.85, noun=last.base)
    kind = _kind_spoken_of(context, sentence, quantity) if quantity.unit in ("家", "个") else None
    return Figure(quantity, f"{kind.name}数量", kind, 0.8, noun=kind.name) if kind else None


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
            return item if _EACH.fullmatch(text, item.end, quantity.start) else None
    return None


def _places(context: Context, sentence: Sentence, quantity: Quantity) -> list[Mention]:
    """The places that share one figure: 北京和深圳各有3家."""
    text = context.text
    place = _place_before(context, sentence, quantity)
    if place is None or not re.search("各|均|都", text[place.end : quantity.start]):
        return [place] if place else []
    places = [place]
    for item in reversed(sentence.items):
        if isinstance(item, Mention) and item.end < places[0].start and item.type == "Region":
            if text[item.end : places[0].start] not in ("和", "、", "与", "及"):
                break
            places.insert(0, item)
    return places


# Of each of several the same is said: 研发投入、专利数均占全国的|五成.
_BOTH = re.compile(
    r"([^,;:。\d、]{2,12}(?:(?:、|和|与|及)[^,;:。\d、]{2,12})+?)(?:均|都)"
    r"(?:占|为|达|超过?|突破|高于)[^,;:。\d、]{0,12}$"
)


def _listed(context: Context, sentence: Sentence, figure: Figure) -> list[Figure]:
    """One figure for each of a list: 氢能、矿业、先进制造产业各1家."""
    quantity = figure.quantity
    start, _ = context.clause(quantity.start)
    before = context.text[max(start, sentence.start) : quantity.start]
    if both := _BOTH.search(before):
        names = [name for name in re.split("、|和|与|及", both[1]) if len(name) > 2]
        own = figure.noun[-MAX_NAME:]
        told = own and figure.indicator.startswith(own) and len(names) > 1
        return [replace(figure, indicator=name + figure.indicator[len(own) :]) for name in names if told]
    lead = re.search(r"([^,;:。\d]+)各(?:有|占)?$", before)
    if lead is None or "、" not in lead[1] or _place_before(context, sentence, quantity):
        return []
    names = [name for name in re.split(r"、|和|与|及", lead[1]) if name]
    return [replace(figure, indicator=numbered(name + figure.base.rpartition("的")[2])) for name in names]


# --- what is stated


def _observations(
    context: Context, sentence: Sentence, figure: Figure, how: Modality, negated: bool
) -> Iterator[Stated]:
    if listed := _listed(context, sentence, figure):
        for part in listed:
            yield _observation(context, sentence, part, _place(context, sentence, figure.quantity), how, negated)
        return
    places = _places(context, sentence, figure.quantity)
    for place in places or [_place(context, sentence, figure.quantity)]:
        yield _observation(context, sentence, figure, place, how, negated)


def _observation(
    context: Context, sentence: Sentence, figure: Figure, place: Mention | None, how: Modality, negated: bool
) -> Stated:
    quantity = figure.quantity
    slots: list[tuple[str, Mention | Literal]] = []
    about, sure = figure_subject(context, sentence, quantity.start, figure.counted, place)
    if about is not None:
        slots.append(("ikg:about", about))
    slots += [
        ("ikg:indicator", Literal(figure.indicator, lang="zh-Hans")),
        ("ikg:value", Literal(str(quantity.value), "decimal")),
    ]
    if quantity.unit:
        slots.append(("ikg:unit", Literal(quantity.unit)))
    if date := _as_of(context, sentence, quantity):
        slots.append(("ikg:asOf", date))
    if place is not None:
        slots.append(("ikg:scope", place))
    if quantity.comparator:
        slots.append(("ikg:comparator", Literal(quantity.comparator)))
    return Stated(
        "rdf:type",
        f"observation-{_sort(quantity.unit)}",
        sentence.start,
        sentence.end,
        frame=FRAME,
        slots=tuple(slots),
        modality=how,
        negated=negated,
        confidence=round(min(0.95, figure.sure * sure), 2),
    )


@cache
def _sort(unit: str) -> str:
    return next((sort for sort in _SORTS if unit in units(sort)), "count")


def _place(context: Context, sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The region that the sentence or the heading above it is about."""
    for item in sentence.items:
        if item.end > quantity.start:
            break
        if isinstance(item, Mention) and item.type == "Region" and context.is_subject(item, sentence):
            return item
    for block in reversed(context.headings(quantity.start)):
        for item in context.mentions_from(block.span.start, min(block.span.end, block.span.start + 4)):
            if item.type == "Region":
                return item
    return None


def _as_of(context: Context, sentence: Sentence, quantity: Quantity) -> Literal | None:
    """The year of the source in brackets (布鲁金斯学会, 2021), else the nearest date before in the sentence."""
    text = context.text
    if source := re.search(r"[(][^()]{2,24},((?:19|20)\d\d)[)]", text[quantity.end : sentence.end]):
        return Literal(source[1], "gYear")
    dates = [i for i in sentence.items if isinstance(i, DateFound) and i.end <= quantity.start]
    if own := next((i for i in dates if _OF.fullmatch(text, i.end, quantity.start)), None):  # 2018年的172亿元
        return own.literal if own.until is None else None
    dates = [i for i in dates if not _is_since(text, i)]
    if not dates or dates[-1].until is not None or _is_founding(context, dates[-1], quantity):
        return None
    return dates[-1].literal


# Between a date and the figure that is of then.
_OF = re.compile("(?:的|时的|为)?")


def _is_since(text: str, date: DateFound) -> bool:
    """Does a date only say since when (自1984年启动以来, 2015年以来), or what something is compared with (比2019年)?"""
    return text[date.start - 1 : date.start] in ("自", "比", "较") or bool(
        re.match(r"[^,;。]{0,8}以来", text[date.end : date.end + 10])
    )


# In the clause of a date: it is when something was founded, and no other clause's figures are as of then.
_FOUNDING = re.compile(r"成立|创立|创建|创办|设立|组建|发起|推出|揭牌|挂牌|始建")


def _is_founding(context: Context, date: DateFound, quantity: Quantity) -> bool:
    """Is it the date of a founding that an earlier clause tells (成立于1984年,…员工5500人)?"""
    start, end = context.clause(date.start)
    return end <= quantity.start and bool(_FOUNDING.search(context.text, start, end))
