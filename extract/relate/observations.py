"""Figures that an article reports: of what, which indicator, value and unit, as of when, where.

1. Every figure of a sentence that reports; proposals, conditions, money granted and mere enumerations are left out.
2. Its indicator is the noun phrase that it counts or that leads up to it (indicators.py).
3. What it is about is the kind or thing it counts, else what the sentence speaks of (subjects.py).
4. Several places with a figure each, or one figure for each of several places, are told apart.
Which figures are reported reported.py tells, which are of several places or things shared_figures.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..modality import advised_at
from ..model import BlockKind, Literal, Modality
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .as_of import as_of
from .bearers import figure_subject
from .clauses import put
from .conditions import listed
from .counts import of_field
from .figures import Figure, is_worth, numbered, units
from .indicators import read
from .patterns import ORGANIZATIONS
from .rankings import Rank, ranked, ranks
from .reported import is_planned, is_target, reports
from .respectively import bearer_of_each
from .shared_figures import for_each, place_of, placed, places
from .stated import Stated, figures, state

FRAME = "Observation"

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
    ranking: Figure | None = None
    places = list(ranks(context, sentence))
    for item in sorted([*_outside(sentence, places), *places], key=_at):
        if isinstance(item, Rank):
            latest = [*seen[-1:], *([ranking] if ranking else [])] or (
                carried if _GOES_ON.match(context.text, sentence.start) else []
            )
            ranking = ranked(context, sentence, item, max(latest, key=_place_of, default=None))
            yield from _put(context, sentence, ranking) if ranking else ()
            continue
        last = _last(context, seen, item)
        if item.start in told:  # later figures may go on about it: …,增幅达11.6%
            seen += _told(read(context, sentence, item, last), item)
            continue
        if not reports(context, item) or is_worth(context.text, item):
            continue
        whole = last or (carried[0] if carried else None)
        figure = placed(context, sentence, item, last) or of_field(context, sentence, item, whole)
        figure = figure or read(context, sentence, item, last)
        figure = figure or (_more(context, carried[0], item) if carried and not seen else None)
        if figure is None:
            continue
        if figure.noun or (last is None and item.unit not in units("time")):
            seen.append(figure)
            earlier.append(figure)
        yield from _put(context, sentence, figure)


def _outside(sentence: Sentence, places: list[Rank]) -> list[Quantity]:
    """The quantities of a sentence but for those in its places in rankings (前10名)."""
    spans = [(p.quantity.start, p.quantity.end) for p in places]
    told = (i for i in sentence.items if isinstance(i, Quantity))
    return [i for i in told if not any(start < i.end and i.start < end for start, end in spans)]


def _at(item: Quantity | Rank) -> int:
    return item.start


def _place_of(figure: Figure) -> int:
    return figure.quantity.start


def _put(context: Context, sentence: Sentence, figure: Figure) -> Iterator[Stated]:
    """The observations of a figure, unless it is only proposed or required."""
    quantity = figure.quantity
    how, negated = put(context, quantity.start, quantity.end)
    if how is Modality.ASSERTED and is_target(context, quantity):
        how = Modality.PLANNED
    if how is Modality.PROPOSED and is_planned(context, quantity):
        how = Modality.PLANNED
    if how not in (Modality.PROPOSED, Modality.REQUIRED) and not advised_at(context, quantity.start):
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


def _last(context: Context, seen: list[Figure], quantity: Quantity) -> Figure | None:
    """The figure that one goes on about: the last; a part of a whole goes on about one that is no smaller."""
    clause, _ = context.clause(quantity.start)
    share = quantity.unit in units("share")
    if seen and not share and _PART.search(context.text, context.sentence_at(clause).start, quantity.start):
        for figure in reversed(seen):
            if figure.quantity.unit == quantity.unit and figure.quantity.value >= quantity.value:
                return figure
    return seen[-1] if seen else None


# A sentence that begins so goes on about the figure before it: 这在所有国家中排名第七.
_GOES_ON = re.compile("这|该数|其(?:数量|规模)|(?:位居|居|位列|排名|排在)")
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


def _observations(
    context: Context, sentence: Sentence, figure: Figure, how: Modality, negated: bool
) -> Iterator[Stated]:
    if each := for_each(context, sentence, figure):
        for part in each:
            yield _observation(context, sentence, part, place_of(context, sentence, figure.quantity), how, negated)
        return
    shared = places(context, sentence, figure.quantity)
    if len(shared) > 1 and figure.counted is None:
        for place in shared:
            yield _observation(context, sentence, replace(figure, counted=place), place, how, negated)
        return
    for place in shared or [place_of(context, sentence, figure.quantity)]:
        yield _observation(context, sentence, figure, place, how, negated)


def _observation(
    context: Context, sentence: Sentence, figure: Figure, place: Mention | None, how: Modality, negated: bool
) -> Stated:
    quantity = figure.quantity
    slots: list[tuple[str, Mention | Literal]] = []
    own = bearer_of_each(context, sentence, quantity) or figure.counted
    place = own if own is not None and own.type == "Region" else place
    about, sure = figure_subject(context, sentence, quantity.start, own, place)
    if about is not None:
        slots.append(("ikg:about", about))
    slots += [
        ("ikg:indicator", Literal(_without_place(context, figure.indicator, place or about), lang="zh-Hans")),
        ("ikg:value", Literal(str(quantity.value), "decimal")),
    ]
    if quantity.unit:
        slots.append(("ikg:unit", Literal(quantity.unit)))
    if date := as_of(context, sentence, quantity):
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


# Behind a place's name, and still none of what the figure counts.
_OF_PLACE = re.compile("^(?:市|省|区|县)?(?:的)?")


def _without_place(context: Context, indicator: str, place: Mention | None) -> str:
    """The indicator without the name of the place or body that it is of: 青岛市GDP → GDP."""
    indicator = indicator.lstrip("的、”’)")
    owner = place is not None and (place.type == "Region" or (place.type in ORGANIZATIONS and not place.is_kind))
    name = context.text[place.start : place.end] if owner and place is not None else ""
    rest = _OF_PLACE.sub("", indicator.removeprefix(name)) if name and indicator.startswith(name) else ""
    return rest if len(rest) > 1 else indicator


@cache
def _sort(unit: str) -> str:
    return next((sort for sort in _SORTS if unit in units(sort)), "count")
