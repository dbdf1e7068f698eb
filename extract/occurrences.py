"""Every place in a text where one of many words stands, found in one walk through the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

# Words are looked up by so many of their first characters, which few of them share; shorter ones by all they have.
_KEY = 2


def occurrences(text: str, words: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield (offset, word) wherever one of the words stands in the text, from left to right; places may overlap."""
    index: dict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        if word:
            index[word[:_KEY]].append(word)
    lengths = sorted(set(map(len, index)))
    for at in range(len(text)):
        for length in lengths:
            key = text[at : at + length]
            if len(key) == length and key in index:
                yield from ((at, word) for word in index[key] if text.startswith(word, at))
