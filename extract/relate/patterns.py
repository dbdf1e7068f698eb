"""The pattern language of the rules: a regular expression over words in which mentions stand as slots.

    由{leader:Organization+}(?:共同)?牵头~{led:Consortium|InnovationCenter}

- `{name:Type|Type}` is one mention of one of the classes; `Organization` is every sort of body, `Thing` any.
- `{name:Type+}` is one or several, joined by 、 和 与 及 以及 or commas; a short bracket may follow each (2个).
- `{name:Kind}` takes a kind; a class name takes instances and kinds of the class, `{name:Type!|Type!}` instances only.
- `{name:Date}` is a date, `{name:Quantity}` a figure with its unit.
- `~` is a short stretch without punctuation or another mention; `…` a longer one within the sentence.
- `{^}` is the start of the sentence or of a clause, `{start}` that of the sentence.
Everything else is Python's regular expressions, matched against the sentence with each mention as one character.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ..dates import DateFound
from ..lexicon.gazetteer import CONTRACT
from ..quantities import Quantity
from ..recognise.mentions import Mention

Item = Mention | DateFound | Quantity

# Mentions stand in the coded sentence as characters of a private-use plane, a stretch of it for each sort of item, so
# that a slot is a class of characters. SORT_SIZE bounds the items of a sentence (the analyser cuts long ones).
FIRST, SORT_SIZE = 0xF0000, 1024
SORTS = (
    *(t for t in CONTRACT if t != "Kind"),
    "Organization",
    "Other",
    *(f"Kind:{t}" for t in ("InnovationCenter", "Consortium", "Cluster", "Programme", "Other")),
    "Date",
    "Quantity",
)
LAST = FIRST + len(SORTS) * SORT_SIZE - 1
_ONE = f"[{chr(FIRST)}-{chr(LAST)}]"
_JOINT = r"(?:、|和|与|及|以及|,|暨|联合|会同|;)"
_NOTE = r"(?:[(][^()]{1,24}[)])?"
_SLOT = re.compile(r"\{(?P<name>\w+):(?P<types>[\w|!]+)(?P<many>\+?)\}")

# How far a short gap reaches: 牵头|组建成立的首个|联合体; and a long one, within a sentence.
SHORT_GAP, LONG_GAP = 14, 60

ORGANIZATIONS = frozenset(
    {
        "Agency",
        "Enterprise",
        "University",
        "ResearchInstitute",
        "Association",
        "Laboratory",
        "FinancialInstitution",
        "Organization",
    }
)


class PatternError(ValueError):
    """A rule's pattern is not well formed."""


@dataclass(frozen=True, slots=True)
class Slot:
    """What a slot takes."""

    types: frozenset[str]
    kinds: frozenset[str]
    many: bool

    def takes(self, item: Item) -> bool:
        """Does the slot take this item?"""
        if isinstance(item, DateFound):
            return "Date" in self.types
        if isinstance(item, Quantity):
            return "Quantity" in self.types
        if "Thing" in self.types:
            return True
        if item.is_kind:
            return "Kind" in self.types or item.kind_of in self.kinds
        return any(t in self.types for t in item.types)

    def takes_sort(self, sort: str) -> bool:
        """Does the slot take items of a sort?"""
        if sort in ("Date", "Quantity"):
            return sort in self.types
        kind = sort.removeprefix("Kind:")
        if "Thing" in self.types or (kind != sort and "Kind" in self.types):
            return True
        return kind in (self.types if kind == sort else self.kinds)

    @property
    def characters(self) -> str:
        """The class of characters that stand for what the slot takes."""
        taken = [FIRST + i * SORT_SIZE for i, sort in enumerate(SORTS) if self.takes_sort(sort)]
        return "[" + "".join(f"{chr(at)}-{chr(at + SORT_SIZE - 1)}" for at in taken) + "]" if taken else r"[^\s\S]"


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
class Pattern:
    """A compiled pattern: its regular expression over coded sentences, and its slots by name."""

    regex: re.Pattern[str]
    slots: dict[str, Slot]


@cache
def compile_pattern(source: str) -> Pattern:
    """Compile a rule's pattern; raises PatternError where it is not well formed."""
    slots: dict[str, Slot] = {}

    def slot(match: re.Match[str]) -> str:
        name, classes = match["name"], match["types"].split("|")
        types = {c.rstrip("!") for c in classes}
        if "Organization" in types:
            types |= ORGANIZATIONS
        kinds = frozenset(c for c in classes if not c.endswith("!"))
        slots[name] = Slot(frozenset(types), kinds, bool(match["many"]))
        one = slots[name].characters
        inner = f"(?:{one}{_NOTE}(?:等)?{_JOINT}*)*{one}" if match["many"] else one
        return f"(?P<{name}>{inner})"

    regex = _SLOT.sub(slot, source)
    if "{" in re.sub(r"\{\d+(?:,\d*)?\}", "", regex.replace("{^}", "").replace("{start}", "")):
        raise PatternError(f"{source}: a slot is written {{name:Type}}")
    regex = regex.replace("{^}", r"(?:^|(?<=[,;:。\n]))")
    regex = regex.replace("{start}", "^")
    regex = regex.replace("~", f"[^,;:。!?、()\ufffc{chr(FIRST)}-{chr(LAST)}]{{0,{SHORT_GAP}}}?")
    regex = regex.replace("…", f"[^。!?\n\ufffc]{{0,{LONG_GAP}}}?")
    try:
        return Pattern(re.compile(regex), slots)
    except re.error as fault:
        raise PatternError(f"{source}: {fault}") from fault


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence with its mentions as single characters, and the way back to the clean text."""

    text: str
    items: tuple[Item, ...]
    starts: tuple[int, ...]  # clean offset of each coded character, and of the end

    def item(self, char: str) -> Item:
        """The item a coded character stands for."""
        return self.items[(ord(char) - FIRST) % SORT_SIZE]

    def clean(self, at: int) -> int:
        """The clean offset of a coded offset."""
        return self.starts[at]


def code(text: str, start: int, end: int, items: Sequence[Item]) -> Coded:
    """Code the stretch [start, end) of a clean text; `items` are those inside it, in order, free of overlaps."""
    chars: list[str] = []
    starts: list[int] = []
    at = start
    for index, item in enumerate(items):
        chars += text[at : item.start]
        starts += range(at, item.start)
        chars.append(chr(FIRST + SORTS.index(sort_of(item)) * SORT_SIZE + index))
        starts.append(item.start)
        at = item.end
    chars += text[at:end]
    starts += [*range(at, end), end]
    coded = Coded("".join(chars), tuple(items), tuple(starts))
    return _without_definitions(coded)


# Brackets behind a name that define a short form or give the original name: to the patterns they are not there.
_DEFINITION = re.compile(
    rf"(?<={_ONE})[(](?:[^()]{{0,60}}(?:简称|又称|以下称)[^()]{{0,40}}"
    rf"|[A-Za-z0-9 .,&'’@+-]{{2,80}}|(?P<same>{_ONE}))[)]"
)


def _without_definitions(coded: Coded) -> Coded:
    keep: list[int] = []
    at = 0
    for match in _DEFINITION.finditer(coded.text):
        if match["same"] and not _same_thing(coded, coded.text[match.start() - 1], match["same"]):
            continue
        keep += range(at, match.start())
        at = match.end()
    keep += range(at, len(coded.text))
    starts = (*(coded.starts[i] for i in keep), coded.starts[-1])
    return Coded("".join(coded.text[i] for i in keep), coded.items, starts)


def _same_thing(coded: Coded, one: str, other: str) -> bool:
    first, second = coded.item(one), coded.item(other)
    return isinstance(first, Mention) and isinstance(second, Mention) and first.name == second.name


@dataclass(frozen=True, slots=True)
class Match:
    """Where a pattern fits: coded start and end, and the items in its slots."""

    start: int
    end: int
    slots: dict[str, tuple[Item, ...]]


def matches(pattern: Pattern, coded: Coded) -> list[Match]:
    """Every place where the pattern fits; places may overlap."""
    found: list[Match] = []
    at = 0
    while match := pattern.regex.search(coded.text, at):
        found.append(Match(match.start(), match.end(), _fill(pattern, match, coded)))
        at = max(match.start() + 1, match.end() - 1)
    return found


def _fill(pattern: Pattern, match: re.Match[str], coded: Coded) -> dict[str, tuple[Item, ...]]:
    """The items in each slot; what a bracket behind one of a list holds is a note, not an item."""
    return {
        name: tuple(coded.item(c) for c in re.sub(_NOTE, "", match[name] or "") if FIRST <= ord(c) <= LAST)
        for name in pattern.slots
    }
