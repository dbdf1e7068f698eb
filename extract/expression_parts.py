"""The parts of a regular expression, and the words without which it fits nowhere.

Read off the expression itself: what stands in it outside of anything optional. The rules' patterns are read so too,
with the slots that a sentence must fill ({slot:…}).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_SLOT = re.compile(r"\{(\w+):[^}]*\}")
_REPEAT = re.compile(r"\{(\d+)(?:,\d*)?\}")
_NOT_READ = ("?=", "?!", "?<=", "?<!", "?P=")
# Escapes of more than one character.
_LONG_ESCAPES = {"x": 4, "u": 6, "U": 10}

Words = frozenset[str]


def part_end(source: str, at: int) -> int:
    """Where the part ends that begins at an offset: a group, a class, an escape, a rule's {slot:…} or one character."""
    if source[at] == "\\":
        return at + _LONG_ESCAPES.get(source[at + 1], 2)
    if source[at] == "[":
        at += 2 if source[at + 1] == "^" else 1
        at += source[at] == "]"
        while source[at] != "]":
            at += 2 if source[at] == "\\" else 1
    elif source[at] == "{":
        at = source.index("}", at)
    elif source[at] == "(":
        at += 1
        while source[at] != ")":
            at = part_end(source, at)
    return at + 1


def alternatives(source: str) -> Iterator[str]:
    """Yield the alternatives of an expression."""
    start = at = 0
    while at < len(source):
        end = part_end(source, at)
        if source[at] == "|":
            yield source[start:at]
            start = end
        at = end
    yield source[start:]


def needed_words(source: str) -> tuple[Words, ...]:
    """Sets of words of which a fitting sentence has at least one each."""
    return tuple(part for part in _parts(source) if isinstance(part, frozenset))


def one_needed(source: str, most: int | None = None) -> Words:
    """The most telling words of which a fitting text has at least one; of sets of at most so many."""
    sets = [words for words in needed_words(f"(?:{source})") if most is None or len(words) <= most]
    telling = max(sets, key=lambda words: (_shortest(words), -len(words), sorted(words)), default=None)
    return frozenset() if telling is None else telling


def needed_slots(source: str) -> tuple[str, ...]:
    """The names of the slots that a fitting sentence fills."""
    return tuple(part for part in _parts(source) if isinstance(part, str))


def _parts(source: str) -> Iterator[Words | str]:
    """What each part of an alternative needs: words, or a slot's name."""
    run = ""
    at = 0
    while at < len(source):
        end = part_end(source, at)
        part = source[at:end]
        minimum, stop = _times(source, end)
        if len(part) == 1 and part not in "~….^$":
            if minimum:
                run += part
            if stop == end:
                at = stop
                continue
        if run:
            yield frozenset((run,))
            run = ""
        if minimum:
            yield from _of_part(part)
        at = stop
    if run:
        yield frozenset((run,))


def _times(source: str, at: int) -> tuple[int, int]:
    """How often a part stands at least, and where what says so ends."""
    minimum, end = 1, at
    if source[at : at + 1] in ("?", "*"):
        minimum, end = 0, at + 1
    elif source[at : at + 1] == "+":
        end = at + 1
    elif repeat := _REPEAT.match(source, at):
        minimum, end = int(repeat[1]), repeat.end()
    if end > at and source[end : end + 1] in ("?", "+"):
        end += 1
    return minimum, end


def _of_part(part: str) -> Iterator[Words | str]:
    if slot := _SLOT.fullmatch(part):
        yield slot[1]
    if not part.startswith("(") or part[1:].startswith(_NOT_READ):
        return
    several = list(alternatives(re.sub(r"^\?(?::|P<\w+>)", "", part[1:-1])))
    if len(several) == 1:
        yield from _parts(several[0])
        return
    best = [max((p for p in _parts(a) if isinstance(p, frozenset)), key=_shortest, default=None) for a in several]
    if None not in best:
        yield frozenset(word for words in best if words for word in words)


def _shortest(words: Words) -> int:
    return min(map(len, words))
