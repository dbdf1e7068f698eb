"""Where in a text each of many words stands, or which of them stand in it, found in one walk through the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from ahocorasick_rs import AhoCorasick, MatchKind


class WordIndex:
    """Words that are looked for together."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = sorted(set(words) - {""})
        self._automaton = AhoCorasick(self._words, store_patterns=True)

    def occurrences(self, text: str) -> list[tuple[int, str]]:
        """(offset, word) wherever one of the words stands, from left to right, the shorter first; they may overlap."""
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return sorted((start, self._words[number]) for number, start, _ in found)

    def apart(self, text: str) -> list[tuple[int, str]]:
        """The same without overlaps: the words that begin first, and of these the longest."""
        return [(start, self._words[number]) for number, start, _ in self._leftmost.find_matches_as_indexes(text)]

    @cached_property
    def _leftmost(self) -> AhoCorasick:
        return AhoCorasick(self._words, matchkind=MatchKind.LeftmostLongest)

    def standing_in(self, text: str) -> set[str]:
        """Those of the words that stand in a text."""
        return set(self._automaton.find_matches_as_strings(text, overlapping=True))


def occurrences(text: str, words: Iterable[str]) -> list[tuple[int, str]]:
    """(offset, word) wherever one of the words stands in the text, from left to right; places may overlap."""
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
