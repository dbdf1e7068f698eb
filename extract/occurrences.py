"""Where in a text each of many words stands, or which of them stand in it, found in one walk through the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import add


def pairs_of(text: str) -> Iterator[str]:
    """Each two characters of a text that stand side by side: few words share their first two."""
    return map(add, text, text[1:])


class WordIndex:
    """Words by their first two characters; those of one character by themselves."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_start: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(words)):
            if word:
                self._by_start[word[:2]].append(word)
        self._single = frozenset(word for word in self._by_start if len(word) == 1)

    def occurrences(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield (offset, word) wherever one of the words stands, from left to right; places may overlap."""
        index, single = self._by_start, self._single
        pairs: Iterable[tuple[int, str]] = enumerate(pairs_of(text + " "))
        if not single:
            pairs = [(at, pair) for at, pair in pairs if pair in index]
        for at, pair in pairs:
            if pair[0] in single:
                yield at, pair[0]
            if pair in index:
                yield from ((at, word) for word in index[pair] if text.startswith(word, at))

    def standing_in(self, text: str) -> list[str]:
        """Those of the words that stand in a text, in no order."""
        starts = self._by_start.keys() & {*text, *pairs_of(text)}
        return [word for start in starts for word in self._by_start[start] if word in text]


def occurrences(text: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield (offset, word) wherever one of the words stands in the text, from left to right; places may overlap."""
    return WordIndex(words).occurrences(text)


def fitting_before(pattern: re.Pattern[str], text: str, mark: str, reach: int) -> Iterator[re.Match[str]]:
    """Yield what `pattern.finditer` does, tried only at most `reach` characters before a mark.

    For a pattern that could begin nearly anywhere, but fits nowhere without the mark so soon behind its beginning.
    """
    done = 0
    place = text.find(mark)
    while place >= 0:
        for start in range(max(done, place - reach), place + 1):
            if start >= done and (match := pattern.match(text, start)):
                yield match
                done = match.end()
        done = max(done, place + 1)
        place = text.find(mark, done)
