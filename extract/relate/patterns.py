"""The pattern language of the rules: a regular expression over words in which mentions stand as slots.

    由{leader:Organization+}<leads>~{led:Consortium|InnovationCenter}

- `{name:Type|Type}` is one mention of one of the classes; `Organization` is every sort of body, `Body` every sort but
  public ones, `Centre` a centre, laboratory or institute, `Thing` any.
- `{name:Type+}` is one or several, joined by 、 和 与 及 以及 or commas, with what closes the list (等8家单位); names
  that nobody recognised may stand between them, and a short bracket behind each (2个).
- `{name:Kind}` takes a kind; a class name takes instances and kinds of the class, `{name:Type!|Type!}` instances only.
- `{name:Date}` is a date, `{name:Quantity}` a figure with its unit.
- `<name>` is one of the words of a list in `lexicon/rules.yaml`.
- `~` is a short stretch without punctuation or another mention; `…` a longer one within the sentence.
- `{^}` is the start of the sentence or of a clause, `{start}` that of the sentence.
Everything else is Python's regular expressions, matched against the sentence with each mention as one character.

Write patterns without adverbs, and without dates or brackets that they do not need: they are not there (see `coded`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..dates import DateFound
from ..expression_parts import Words, needed_slots, needed_words
from ..lexicon import load
from ..quantities import Quantity
from .coded import FIRST, ITEM, LAST, SORT_SIZE, SORTS, SORTS_OF_KINDS, Coded, Item, of_sort

_JOINT = r"(?:、|”|——|和|与|及|以及|,|暨|联合|会同|携手|;|等|[一二三四五六七八九十]是)"
_NOTE = r"(?:[(][^()]{1,24}[)])?"
_NOTES = re.compile(_NOTE)
_SLOT = re.compile(r"\{(?P<name>\w+):(?P<types>[\w|!]+)(?P<many>\+?)\}")
_LIST = re.compile(r"<(\w+)>")
_NAMES_BRACKET = re.compile(r"\[[^\]]*[()][^\]]*\]|\\\(")

# How far a short gap reaches: 牵头|组建成立的首个|联合体; and a long one, within a sentence.
SHORT_GAP, LONG_GAP = 14, 60

# Words of a name in a list that nobody recognised.
_WORDS = rf"[^,;:。!?、()和与及\ufffc{chr(FIRST)}-{chr(LAST)}]"
# What a body in a list may have been taken for.
_TAKEN_FOR = ("Person", "TechnologyField", "Region")
# So many of them may stand between two that are known; words between two fields are soon a clause.
_MAX_UNKNOWN, _MAX_UNKNOWN_BODIES = 2, 4

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


# What is set up, approved and paid for as a centre is.
CENTRES = frozenset({"InnovationCenter", "Laboratory", "ResearchInstitute"})


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
        if sort == "Kind:Other":
            return bool(self.kinds.difference(SORTS_OF_KINDS))
        return kind in (self.types if kind == sort else self.kinds)

    @property
    def sorts(self) -> frozenset[int]:
        """The numbers of the sorts that the slot takes."""
        return frozenset(i for i, sort in enumerate(SORTS) if self.takes_sort(sort))

    @property
    def characters(self) -> str:
        """The class of characters that stand for what the slot takes."""
        taken = [FIRST + i * SORT_SIZE for i in sorted(self.sorts)]
        return "[" + "".join(f"{chr(at)}-{chr(at + SORT_SIZE - 1)}" for at in taken) + "]" if taken else r"[^\s\S]"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern: its regular expression over coded sentences, its slots by name, and what it reads."""

    regex: re.Pattern[str]
    slots: dict[str, Slot]
    dates: bool
    brackets: bool
    words: tuple[Words, ...]
    sorts: tuple[frozenset[int], ...]

    def may_fit_sorts(self, sorts: frozenset[int]) -> bool:
        """Are the sorts of mentions there without which the pattern fits nowhere?"""
        return not any(needed.isdisjoint(sorts) for needed in self.sorts)


@cache
def _named_lists() -> dict[str, str]:
    lists: dict[str, list[str]] = load("rules")["lists"]
    return {name: f"(?:{'|'.join(words)})" for name, words in lists.items()}


@cache
def _closing() -> str:
    """What closes a list: 等8家单位, 等领域, 两家企业, 五大联邦机构."""
    heads = "|".join(sorted(load("rules")["closes_list"], key=lambda w: (-len(w), w)))
    words = rf"[^,;:。、()\ufffc{chr(FIRST)}-{chr(LAST)}]"
    number = f"(?:{of_sort('Quantity')}|[两三四五六七八九十]大)"
    return rf"(?:等{words}{{0,10}}{ITEM}?{words}{{0,8}}?(?:{heads})|等|{number}{words}{{0,6}}?(?:{heads}))?"


def _unknown(types: set[str]) -> str:
    """A name in a list of such things that nobody recognised; where the list is of bodies, also one of another sort."""
    if not types & ORGANIZATIONS or types & set(_TAKEN_FOR):
        return f"{_WORDS}{{2,16}}?"
    taken = "|".join(of_sort(sort) for sort in (*_TAKEN_FOR, *sorted(ORGANIZATIONS - types)))
    return f"(?:{_WORDS}{{2,16}}?|(?:{taken}){_WORDS}{{0,8}}?)"


def _other_bodies(types: set[str]) -> str:
    """Bodies of another sort that end a list of bodies: 由某署|和某大学|联合运营."""
    others = sorted(ORGANIZATIONS - types) if types & ORGANIZATIONS else []
    sorts = "|".join(of_sort(sort) for sort in others)
    return rf"(?:(?:、|和|与|及|以及)(?:{sorts}){_NOTE})*" if others else ""


@cache
def compile_pattern(source: str) -> Pattern:
    """Compile a rule's pattern; raises PatternError where it is not well formed."""
    slots: dict[str, Slot] = {}

    def slot(match: re.Match[str]) -> str:
        name, classes = match["name"], match["types"].split("|")
        types = {c.rstrip("!") for c in classes}
        if "Organization" in types:
            types |= ORGANIZATIONS
        if "Body" in types:
            types |= ORGANIZATIONS - {"Agency"}
        kinds = frozenset(c for c in classes if not c.endswith("!"))
        if "Centre" in types:
            types |= CENTRES
            kinds |= CENTRES if "Centre" in kinds else frozenset()
        slots[name] = Slot(frozenset(types), kinds, bool(match["many"]))
        one = slots[name].characters
        if not match["many"]:
            return f"(?P<{name}>{one})"
        joint = f"{_JOINT}*" if types <= {"Policy", "Programme"} else f"{_JOINT}+"  # 《甲》《乙》 stand without a mark
        if types == {"TechnologyField"}:  # behind a comma a clause begins, unless a field stands there
            joint = f"(?:(?!,){_JOINT}|,(?={one}|以及))+"
        unknown = _unknown(types)
        most = _MAX_UNKNOWN_BODIES if types & ORGANIZATIONS else _MAX_UNKNOWN
        between = f"(?:{unknown}(?:、|和|等)){{0,{most}}}"
        last = f"(?:(?:(?:、|和|与|及|以及){unknown}){{1,{most}}}(?=等))?"
        # What a recogniser left of a name (三|螺旋科技), but no word that leads in another clause.
        stray = f"(?:(?![由经被向在对以为从]){_WORDS})?" if types & ORGANIZATIONS else ""
        joined = rf"{one}{_NOTE}{_closing()}{joint}{between}{stray}"
        return f"{between}(?P<{name}>(?:{joined})*{one}){_NOTE}{_other_bodies(types)}{last}{_closing()}"

    try:
        source = _LIST.sub(lambda m: _named_lists()[m[1]], source)
    except KeyError as fault:
        raise PatternError(f"{source}: no list {fault} in lexicon/rules.yaml") from fault
    regex = _SLOT.sub(slot, source)
    if "{" in re.sub(r"\{\d+(?:,\d*)?\}", "", regex.replace("{^}", "").replace("{start}", "")):
        raise PatternError(f"{source}: a slot is written {{name:Type}}")
    regex = regex.replace("{^}", r"(?:^|(?<=[,;:。\n]))")
    regex = regex.replace("{start}", "^")
    regex = regex.replace("~", f"[^,;:。!?、()\ufffc{chr(FIRST)}-{chr(LAST)}]{{0,{SHORT_GAP}}}?")
    regex = regex.replace("…", f"[^。!?\n\ufffc]{{0,{LONG_GAP}}}?")
    try:
        compiled = re.compile(regex)
    except re.error as fault:
        raise PatternError(f"{source}: {fault}") from fault
    return Pattern(
        regex=compiled,
        slots=slots,
        dates=any("Date" in slot.types for slot in slots.values()),
        brackets=bool(_NAMES_BRACKET.search(source)),
        words=needed_words(source),
        sorts=tuple(slots[name].sorts for name in needed_slots(source)),
    )


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
    """The items in each slot; what a bracket behind one of a list holds, and a figure that closes it, are none."""
    return {
        name: tuple(
            item
            for item in (coded.item(c) for c in _NOTES.sub("", match[name] or "") if FIRST <= ord(c) <= LAST)
            if slot.takes(item)
        )
        for name, slot in pattern.slots.items()
    }
