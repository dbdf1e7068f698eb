"""The pattern language of the rules: a regular expression over words in which mentions stand as slots.

    由{leader:Organization+}(?:共同)?牵头~{led:Consortium|InnovationCenter}

- `{name:Type|Type}` is one mention of one of the classes; `Organization` stands for every sort of body, `Thing` for any.
- `{name:Type+}` is one or several, joined by 、 和 与 及 以及 or commas; a short bracket may follow each: 量子技术(2个)、….
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
from ..quantities import Quantity
from ..recognise.mentions import Mention

Item = Mention | DateFound | Quantity

# Mentions stand in the coded sentence as private-use characters, which no clean text contains (cleaning drops them).
FIRST, LAST = 0xE000, 0xF8FF
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
        inner = f"(?:{_ONE}{_NOTE}(?:等)?{_JOINT}*)*{_ONE}" if match["many"] else _ONE
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
        return self.items[ord(char) - FIRST]

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
        chars.append(chr(FIRST + index))
        starts.append(item.start)
        at = item.end
    chars += text[at:end]
    starts += [*range(at, end), end]
    coded = Coded("".join(chars), tuple(items), tuple(starts))
    return _without_definitions(coded)


# Brackets behind a name that define a short form or give the original name: to the patterns they are not there.
_DEFINITION = re.compile(
    rf"(?<={_ONE})[(](?:[^()]{{0,60}}(?:简称|又称|以下称)[^()]{{0,40}}|[A-Za-z0-9 .,&'’-]{{2,80}}|(?P<same>{_ONE}))[)]"
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
    """Every place where the pattern fits and each slot takes what stands in it; places may overlap."""
    found: list[Match] = []
    at = 0
    while match := pattern.regex.search(coded.text, at):
        at = match.start() + 1
        filled = _fill(pattern, match, coded)
        if filled is not None:
            found.append(Match(match.start(), match.end(), filled))
            at = max(at, match.end() - 1)
    return found


def _fill(pattern: Pattern, match: re.Match[str], coded: Coded) -> dict[str, tuple[Item, ...]] | None:
    filled: dict[str, tuple[Item, ...]] = {}
    for name, slot in pattern.slots.items():
        if match[name] is None:
            filled[name] = ()
            continue
        items = tuple(coded.item(c) for c in match[name] if FIRST <= ord(c) <= LAST)
        if not all(slot.takes(item) for item in items):
            return None
        filled[name] = items
    return filled
