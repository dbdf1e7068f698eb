"""Which of many patterns a text may fit at all, told by the words that it has.

A search for plain words is many times cheaper than a regular expression over a sentence that cannot fit it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import reduce
from operator import or_

from ..expression_parts import Words
from ..occurrences import WordIndex


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
