"""Regular expressions of many cues, written so that `re` finds them fast.

`re` looks quickly for the first characters of an expression's alternatives, but only where each of them begins with a
plain character; else it tries every alternative at every place. Cues begin with groups ((?:甲|乙)丙), with classes
([甲乙]丙) and with what must not stand before them ((?<!甲)乙): `any_of` writes these out, to the same effect. Where a
cue begins with nearly anything ([^,]{2,8}丙), what follows that is looked for first. `hinted` is for any expression
that could begin nearly everywhere: it looks for the plain words in it first.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from .expression_parts import alternatives, one_needed, part_end

# An alternative as the character that it begins with, and what follows.
Led = tuple[str, str]

_ASSERTIONS = ("(?=", "(?!", "(?<=", "(?<!")
_SPECIAL = frozenset(".^$|?*+()[]{}\\")
_REPEAT = re.compile(r"(?:[?*+]|\{\d+(?:,\d*)?\})[?+]?")
# How a group begins, and what says that a group must fit what one before it did.
_GROUP = re.compile(r"\((?:\?(?:[:=!]|<[=!]|P<\w+>))?")
_SAME = re.compile(r"\(\?P=|\(\?\(|\\[1-9]")


# What a text has between two offsets, if anything.
Hint = Callable[[str, int, int], object]


class Hinted:
    """An expression that is tried only in a text that has what it fits nowhere without."""

    def __init__(self, whole: re.Pattern[str], hint: Hint) -> None:
        self.pattern = whole.pattern
        self._whole, self._hint = whole, hint

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first place between two offsets where it fits."""
        return self._whole.search(text, start, end) if self._hint(text, start, end) else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Where it fits at an offset: to try is as fast as to look for a hint."""
        return self._whole.match(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every place between two offsets where it fits."""
        return self._whole.finditer(text, start, end) if self._hint(text, start, end) else iter(())

    def sub(self, new: str, text: str) -> str:
        """The text with something new wherever it fits."""
        return self._whole.sub(new, text) if self._hint(text, 0, sys.maxsize) else text


class Located(Hinted):
    """An expression that is tried only where another says that it fits."""

    def __init__(self, whole: re.Pattern[str], places: re.Pattern[str]) -> None:
        super().__init__(whole, places.search)
        self._places = places

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """The first place between two offsets where it fits."""
        place = self._places.search(text, start, end)
        return self._whole.match(text, place.start(), end) if place else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every place between two offsets where it fits."""
        places = self._places.finditer(text, start, end)
        return (match for place in places if (match := self._whole.match(text, place.start(), end)))


Expression = re.Pattern[str] | Hinted

# To look for more words than these one by one takes as long as the expression.
MAX_WORDS = 12


def hinted(source: str, flags: int = 0) -> Expression:
    """Return an expression that looks for plain words first, where it fits nowhere without one of a few."""
    whole = re.compile(source, flags)
    words = sorted(one_needed(source, MAX_WORDS))
    return Hinted(whole, partial(any_stands, words)) if words else whole


def any_stands(words: Iterable[str], text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Does one of the words stand between two offsets?"""
    for word in words:  # noqa: SIM110  a generator takes twice as long
        if text.find(word, start, end) >= 0:
            return True
    return False


def any_of(cues: Iterable[str]) -> Expression:
    """Return the expression that fits where one of the cues does, and as far as the first that does so there."""
    source = "|".join(cues)
    if _SAME.search(source):
        return re.compile(source)
    bare = _without_groups(source)
    written = _written_out(bare)
    if written is not None:
        # What a group held cannot be told where it stands in several alternatives.
        return _joined(written) if bare == source else Located(re.compile(source), _joined(written))
    needed = _needed(f"(?:{bare})")
    return re.compile(source) if needed is None else Hinted(re.compile(source), _joined(needed).search)


def _joined(written: Iterable[Led]) -> re.Pattern[str]:
    tails: dict[str, list[str]] = defaultdict(list)
    for first, tail in written:
        tails[first].append(tail)
    return re.compile("|".join(f"{first}(?:{'|'.join(some)})" for first, some in tails.items()))


def _needed(source: str) -> list[Led] | None:
    """The longest ends of an expression that can be written out; None where it has none."""
    if not source or (led := _led(source)) is not None:
        return led if source else None
    first, repeat, rest = _cut(source)
    if repeat or not first.startswith("(?:"):
        return _needed(rest)
    some = [_needed(inner + rest) for inner in alternatives(first[3:-1])]
    return None if None in some else [led for each in some if each for led in each]


def _without_groups(source: str) -> str:
    """An expression whose groups have neither names nor numbers."""
    parts: list[str] = []
    at = 0
    while at < len(source):
        end = part_end(source, at)
        group = _GROUP.match(source, at)
        if group is None:
            parts.append(source[at:end])
        else:
            begins = "(?:" if group[0] == "(" or "P<" in group[0] else group[0]
            parts.append(begins + _without_groups(source[group.end() : end - 1]) + ")")
        at = end
    return "".join(parts)


def _written_out(source: str) -> list[Led] | None:
    """The alternatives of an expression; None where one begins with no plain character."""
    found: list[Led] = []
    for alternative in alternatives(source):
        led = _led(alternative)
        if led is None:
            return None
        found += led
    return found


def _led(source: str) -> list[Led] | None:
    """An expression without alternatives, written out."""
    if not source:
        return None
    first, repeat, rest = _cut(source)
    if not repeat:
        return _led_by(first, rest)
    if len(repeat) > 1 and repeat[-1] in "?+":
        return None  # as few times as may be, or never given back
    least, most = _times(repeat)
    if most == 0:
        return _led(rest)
    again = "" if most == 1 else f"{first}{{{max(0, least - 1)},{most - 1 if most else ''}}}"
    once = _led_by(first, again + rest)
    never = [] if least else _led(rest)
    return None if once is None or never is None else once + never


def _cut(source: str) -> tuple[str, str, str]:
    """The first part of an expression, how often it stands, and the rest."""
    end = part_end(source, 0)
    repeat = _REPEAT.match(source, end)
    return source[:end], repeat[0] if repeat else "", source[repeat.end() if repeat else end :]


def _led_by(first: str, rest: str) -> list[Led] | None:
    """An expression that begins with a part that stands once, written out."""
    if first.startswith(_ASSERTIONS) or first == "^":
        # What must stand before or behind a place is asked once the character there is known.
        led = _led(rest)
        return None if led is None else [(char, f"(?<={first}{char}){tail}") for char, tail in led]
    if first.startswith("(?:"):
        return _written_out("|".join(inner + rest for inner in alternatives(first[3:-1])))
    if first[0] == "[":
        members = first[1:-1]
        return None if set(members) & set("^-\\") else [(re.escape(char), rest) for char in members]
    return None if first[0] in _SPECIAL else [(first, rest)]


def _times(repeat: str) -> tuple[int, int | None]:
    """How often a part stands at least and at most; None for however often."""
    if repeat in _TIMES:
        return _TIMES[repeat]
    least, comma, most = repeat.strip("{}").partition(",")
    return int(least), (int(most) if most else None) if comma else int(least)


_TIMES = {"?": (0, 1), "*": (0, None), "+": (1, None)}
