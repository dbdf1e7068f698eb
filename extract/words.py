"""The words of a Doc as plain values, with where each begins and ends, made once.

spaCy makes a Token anew each time that one is asked for, and joins the text anew, which is dear where a recogniser
looks at every word. A Word has what the extractor asks of a Token, under spaCy's names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, partial
from itertools import accumulate, chain, compress, count, repeat
from operator import mul
from typing import NamedTuple, cast

from spacy.tokens import Doc
from spacy.vocab import Vocab


class Word(NamedTuple):
    """A word: its number in the Doc, its offset, its text, its tag, and the number of its sentence's first word."""

    i: int
    idx: int
    text: str
    tag_: str
    first: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.idx + len(self.text)

    @property
    def is_sent_start(self) -> bool:
        """Does a sentence begin with it?"""
        return self.i == self.first


class Words:
    """The words of one Doc, by number and by offset."""

    def __init__(self, texts: Sequence[str], tags: Sequence[str], starts: Sequence[bool]) -> None:
        edges = list(accumulate(map(len, texts), initial=0))
        firsts = accumulate(map(mul, count(), starts), max)
        # A long text has many words, and Word(…) takes three times as long.
        self._words = list(map(partial(tuple.__new__, Word), zip(count(), edges, texts, tags, firsts)))
        self.number_at = list(chain.from_iterable(map(repeat, count(), map(len, texts))))  # the word at each offset
        self.starting = dict(zip(edges, self._words, strict=False))
        self.ending = dict(zip(edges[1:], self._words, strict=True))
        self.edges = frozenset(edges if texts else ())
        self._starts = list(compress(edges, starts))

    @property
    def sentences(self) -> list[tuple[int, int]]:
        """Where each sentence begins and ends."""
        starts = self._starts
        return list(zip(starts, [*starts[1:], len(self.number_at)], strict=True)) if starts else []

    def __len__(self) -> int:
        return len(self._words)

    def __iter__(self) -> Iterator[Word]:
        return iter(self._words)

    def __getitem__(self, number: int) -> Word:
        return self._words[number]

    def at(self, offset: int) -> Word:
        """The word that covers an offset."""
        return self._words[self.number_at[offset]]

    def between(self, start: int, end: int) -> list[Word]:
        """The words that lie in or reach into a stretch."""
        start, end = max(start, 0), min(end, len(self.number_at))
        return self._words[self.number_at[start] : self.number_at[end - 1] + 1] if start < end else []


class WordsDoc(Doc):
    """A Doc that keeps its text and its words."""

    def __init__(self, vocab: Vocab, texts: Sequence[str], tags: Sequence[str], starts: Sequence[bool]) -> None:
        super().__init__(
            vocab, words=list(texts), spaces=[False] * len(texts), tags=list(tags), sent_starts=list(starts)
        )
        self._said = texts, tags, starts

    @cached_property
    def text(self) -> str:
        """The text."""
        return "".join(self._said[0])

    @cached_property
    def plain_words(self) -> Words:
        """The words."""
        return Words(*self._said)


def words_of(doc: Doc) -> Words:
    """Return the words of a Doc that our tokenizer made."""
    return cast(WordsDoc, doc).plain_words
