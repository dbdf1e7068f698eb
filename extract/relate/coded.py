"""A sentence as the rules' patterns see it: each mention is one character, and what only gets in the way is gone.

Mentions stand as characters of a private-use plane, a stretch of it for each sort, so that a slot is a class of
characters. A rule reads the barest form of the sentence that still has what its pattern names:

1. Brackets that define a short form or give an original name are never there, nor are quotation marks around one name.
   Of two places right behind one another (浙江|宁波) the inner one is there.
2. Adverbs (已, 正式, 均) are never there, but for those that tell something (`kept` in `lexicon/rules.yaml`).
3. Dates, with the words that tie them in (于…, …起), are there for patterns with a Date slot only.
4. Other brackets are there for patterns that name a bracket; else each stands behind the sentence, as one of its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ..dates import DateFound
from ..lexicon.gazetteer import CONTRACT
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .cues import Cues

Item = Mention | DateFound | Quantity

# SORT_SIZE bounds the items of a sentence (the analyser cuts long ones).
FIRST, SORT_SIZE = 0xF0000, 1024
# Kinds of these classes have sorts of their own; those of all others share one.
SORTS_OF_KINDS = ("InnovationCenter", "Consortium", "Cluster", "Programme")
SORTS = (
    *(t for t in CONTRACT if t != "Kind"),
    "Organization",
    "Other",
    *(f"Kind:{t}" for t in (*SORTS_OF_KINDS, "Other")),
    "Date",
    "Quantity",
)
LAST = FIRST + len(SORTS) * SORT_SIZE - 1
ITEM = f"[{chr(FIRST)}-{chr(LAST)}]"

# Brackets behind a name that define a short form or give the original name.
_DEFINITION = re.compile(
    rf"(?<={ITEM})[(](?:[^()]{{0,60}}(?:简称|又称|以下称)[^()]{{0,40}}"
    rf"|[A-Za-z0-9 .,&'’@+-]{{2,80}}|(?P<same>{ITEM}))[)]"
)
# … but a mark between two quotations stays, for it parts them: “甲”“乙”.
_QUOTED = re.compile(rf"[“‘](?={ITEM}[”’])|(?<={ITEM})[”’](?!“{ITEM}”)")


def of_sort(sort: str) -> str:
    """The class of the characters of one sort."""
    first = FIRST + SORTS.index(sort) * SORT_SIZE
    return f"[{chr(first)}-{chr(first + SORT_SIZE - 1)}]"


_DATE = of_sort("Date")
_DATES = f"{_DATE}(?:[、和与及-]{_DATE})*"
_WHEN = re.compile(
    rf"(?:^|(?<=[,;:。\n]))(?:早在|截至|[于在自从到至])?{_DATES}(?:以来|[起底末前初春夏秋冬])*(?:的|,)?"
    rf"|(?<={ITEM})[于在自从到至]{_DATES}(?:以来|[起底末前初春夏秋冬])*(?:的|,)?"
    rf"|{_DATES}(?:以来|[起底末前初春夏秋冬])*的?"
)
_REGION = of_sort("Region")
_OUTER = re.compile(f"{_REGION}(?={_REGION})")
_ASIDE = re.compile(r"[(]([^()]*)[)]")


def sort_of(item: Item) -> str:
    """The sort of an item: its class, its kind's class, or what sort of value it is."""
    if isinstance(item, DateFound):
        return "Date"
    if isinstance(item, Quantity):
        return "Quantity"
    if item.is_kind:
        return f"Kind:{item.kind_of}" if f"Kind:{item.kind_of}" in SORTS else "Kind:Other"
    return next((t for t in item.types if t in SORTS), "Other")


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence with its mentions as single characters, and where each character stands in the clean text."""

    text: str
    items: tuple[Item, ...]
    spans: tuple[tuple[int, int], ...]

    def item(self, char: str) -> Item:
        """The item a coded character stands for."""
        return self.items[(ord(char) - FIRST) % SORT_SIZE]

    def clean(self, start: int, end: int) -> tuple[int, int]:
        """The clean offsets of a coded stretch; of an empty one, of the place before the next character."""
        if start >= end:
            at = self.spans[start][0] if start < len(self.spans) else self.spans[-1][1]
            return at, at
        return self.spans[start][0], self.spans[end - 1][1]

    def without(self, gone: re.Pattern[str]) -> Coded:
        """The sentence without what a pattern finds."""
        cut: set[int] = set()
        for match in gone.finditer(self.text):
            cut.update(range(*match.span()))
        return self if not cut else self.kept([i for i in range(len(self.text)) if i not in cut])

    def kept(self, places: Sequence[int]) -> Coded:
        """The sentence with the characters at these places only."""
        return Coded("".join(self.text[i] for i in places), self.items, tuple(self.spans[i] for i in places))


def code(text: str, start: int, end: int, items: Sequence[Item], skipped: Collection[int] = ()) -> Coded:
    """Code the stretch [start, end) of a clean text, without definitions and without the `skipped` offsets.

    `items` are those inside it, in order, free of overlaps.
    """
    chars: list[str] = []
    spans: list[tuple[int, int]] = []

    def words(at: int, until: int) -> None:
        for place in range(at, until):
            if place not in skipped:
                chars.append(text[place])
                spans.append((place, place + 1))

    at = start
    for index, item in enumerate(items):
        words(at, item.start)
        chars.append(chr(FIRST + SORTS.index(sort_of(item)) * SORT_SIZE + index))
        spans.append((item.start, item.end))
        at = item.end
    words(at, end)
    return _without_definitions(Coded("".join(chars), tuple(items), tuple(spans))).without(_QUOTED).without(_OUTER)


class Readings:
    """The forms in which the rules read one sentence, each made when first asked for."""

    def __init__(self, coded: Coded, cues: Cues) -> None:
        self._made = {(True, True): coded}
        self._cues = cues
        self._had: dict[str, int] = {}
        self.sorts = frozenset((ord(c) - FIRST) // SORT_SIZE for c in coded.text if FIRST <= ord(c) <= LAST)

    def reading(self, dates: bool, brackets: bool) -> Coded:
        """The sentence with or without dates, and with its brackets in place or set apart."""
        if (dates, brackets) not in self._made:
            if brackets:
                self._made[dates, True] = without_dates(self._made[True, True])
            else:
                self._made[dates, False] = without_asides(self.reading(dates, True))
        return self._made[dates, brackets]

    def had(self, dates: bool, brackets: bool) -> int:
        """Which words that the rules need stand in one of the forms; many forms are the same text."""
        text = self.reading(dates, brackets).text
        if text not in self._had:
            self._had[text] = self._cues.had(text)
        return self._had[text]


def without_dates(coded: Coded) -> Coded:
    """The sentence without dates and what ties them in."""
    return coded.without(_WHEN)


def without_asides(coded: Coded) -> Coded:
    """The sentence with its brackets behind it, each a sentence of its own."""
    asides = list(_ASIDE.finditer(coded.text))
    if not asides:
        return coded
    places = list(range(len(coded.text)))
    for aside in reversed(asides):
        del places[aside.start() : aside.end()]
    main = coded.kept(places)
    text, spans = main.text, list(main.spans)
    for aside in asides:
        inner = range(aside.start(1), aside.end(1))
        if not inner:
            continue
        spans.append((spans[-1][1], spans[-1][1]) if spans else coded.spans[aside.start()])
        spans += (coded.spans[i] for i in inner)
        text += "。" + "".join(coded.text[i] for i in inner)
    return Coded(text, coded.items, tuple(spans))


def _without_definitions(coded: Coded) -> Coded:
    cut: set[int] = set()
    for match in _DEFINITION.finditer(coded.text):
        if not match["same"] or _same_thing(coded, coded.text[match.start() - 1], match["same"]):
            cut.update(range(*match.span()))
    return coded if not cut else coded.kept([i for i in range(len(coded.text)) if i not in cut])


def _same_thing(coded: Coded, one: str, other: str) -> bool:
    """Is the bracket another name of the same thing: the same name, or a short form of a name that nobody joined?"""
    first, second = coded.item(one), coded.item(other)
    if not isinstance(first, Mention) or not isinstance(second, Mention):
        return False
    return first.name == second.name or second.by == "alias"
