"""What a sentence must have for a pattern to fit at all: words and slots that stand in it outside of anything optional.

A search for plain words is many times cheaper than a regular expression over a sentence that cannot fit it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from ..expressions import alternatives, part_end
from ..occurrences import WordIndex

_SLOT = re.compile(r"\{(\w+):[^}]*\}")
_REPEAT = re.compile(r"\{(\d+)(?:,\d*)?\}")
_LOOKAROUND = ("?=", "?!", "?<=", "?<!")

Words = frozenset[str]


def needed_words(source: str) -> tuple[Words, ...]:
    """Sets of words of which a fitting sentence has at least one each."""
    return tuple(part for part in _parts(source) if isinstance(part, frozenset))


class Cues:
    """The words that some patterns need, looked for in a text once for all of the patterns.

    Each set of words is a bit: a pattern may fit where its bits are among those that a text has.
    """

    def __init__(self, patterns: Iterable[tuple[Words, ...]]) -> None:
        self._bits: dict[Words, int] = {}
        for words in (words for needed in patterns for words in needed):
            self._bits.setdefault(words, 1 << len(self._bits))
        self._bits_of: dict[str, int] = defaultdict(int)
        for words, bit in self._bits.items():
            for word in words:
                self._bits_of[word] |= bit
        self._index = WordIndex(self._bits_of)

    def needed(self, needed: tuple[Words, ...]) -> int:
        """The bits of one of the patterns."""
        return reduce(or_, (self._bits[words] for words in needed), 0)

    def had(self, text: str) -> int:
        """The bits of the sets of which a text has at least one word each."""
        return reduce(or_, map(self._bits_of.__getitem__, self._index.standing_in(text)), 0)


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
    if not part.startswith("(") or part[1:].startswith(_LOOKAROUND):
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
