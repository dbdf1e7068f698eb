"""Tell whether two articles are one: the same text from two sites, word for word or with parts left out.

1. a fingerprint of each article (shingles of its clean text, MinHash by datasketch) finds those that may be the same;
2. what the two do not share is compared by sentences: a reprint leaves out or adds, it does not reword. A text with
   another figure, place or date in the same sentence is another version, or another province's, and stays apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from .cleaning import MARKER, CleanText
from .model import BlockKind

if TYPE_CHECKING:
    from datasketch import MinHash

# Six characters are two to three Chinese words: chance repeats are rare, a changed word spoils only six shingles.
SHINGLE = 6
# Reprints that drop a byline, a caption or a paragraph stay above this Jaccard similarity; articles on one policy that
# quote the same document stay far below.
SIMILAR = 0.8
# An index of 16 bands of 4 rows misses a pair of that similarity once in 5,000 times.
BANDS, ROWS = 16, 4
# Texts of fewer letters are captions and lines of a list; alike ones mean nothing.
SHORTEST = 60
# Of so many sentences one may be reworded: editors mend a word here and there.
REWORDED_MOST = 0.03
# A shorter sentence is a heading or an enumerated word, and proves nothing.
_SENTENCE_LEAST = 8
# Sentences that share this part of their shingles of `_GRAM` characters are wordings of one.
_GRAM, _SAME_SENTENCE = 3, 0.4

_FIGURE = re.compile("[0-9〇零一二三四五六七八九十百千万亿两首]")
_NOT_LETTERS = re.compile(r"[\W_]+")


class Likeness(Enum):
    """What two articles are to each other."""

    SAME = "same"
    VERSION = "version"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The likeness of two articles, and the share of their shingles that they have in common, 0 to 1."""

    likeness: Likeness
    similarity: float


def fingerprint(text: CleanText) -> tuple[int, ...]:
    """Return the MinHash signature of an article's shingles, () for a text too short to tell by."""
    shingles = _shingles(text.text)
    if len(shingles) < SHORTEST:
        return ()
    made = signature()
    made.update_batch(shingles.tolist())
    return tuple(int(value) for value in made.hashvalues)


def signature(values: tuple[int, ...] | None = None) -> MinHash:
    """Return a MinHash of no shingles, or the one whose values a fingerprint holds."""
    made = _empty().copy()
    if values is not None:
        made.hashvalues = np.array(values, made.hashvalues.dtype)
    return made


@cache
def _empty() -> MinHash:
    """A MinHash of no shingles; drawing its permutations, always the same, takes longer than to hash an article."""
    from datasketch import MinHash  # takes a second to import, for a library of integrals that it hardly uses

    return MinHash(num_perm=BANDS * ROWS, hashfunc=int, scheme="affine32")


def compare(first: CleanText, second: CleanText) -> Comparison:
    """Return what two articles are to each other; the order of the two does not matter."""
    first, second = sorted((first, second), key=lambda text: text.text)
    one, two = _shingles(first.text), _shingles(second.text)
    common = len(np.intersect1d(one, two, assume_unique=True))
    similarity = common / max(1, len(one) + len(two) - common)
    if similarity < SIMILAR:
        return Comparison(Likeness.OTHER, similarity)
    return Comparison(Likeness.VERSION if _is_reworded(first, second) else Likeness.SAME, similarity)


def _shingles(text: str) -> np.ndarray:
    """Return the hashes of the runs of letters and digits, 32 bits each, sorted and each once."""
    codes = np.frombuffer(_NOT_LETTERS.sub("", text).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    runs = len(codes) - SHINGLE + 1
    if runs < 1:
        return np.empty(0, np.uint64)
    total = np.zeros(runs, np.uint64)
    with np.errstate(over="ignore"):
        for place in range(SHINGLE):
            total = total * np.uint64(0x100000001B3) + codes[place : place + runs]
        # The high bits depend on all characters; multiplying once more spreads the last ones over them (SplitMix64).
        total = (total ^ (total >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    # What np.unique does, for a table of a few thousand in a twentieth of its time.
    ordered = np.sort(total >> np.uint64(32))
    return ordered[np.append(True, ordered[1:] != ordered[:-1])]


def _is_reworded(first: CleanText, second: CleanText) -> bool:
    """Whether more than a word here and there differs in what both say."""
    one, two = Counter(_sentences(first)), Counter(_sentences(second))
    changed = list(_rewordings(sorted((one - two).keys()), sorted((two - one).keys())))
    if any(_differ_in_figures(*pair) for pair in changed):
        return True
    titles = {*_title(first), *_title(second)}
    in_titles = sum(bool(titles & {*pair}) for pair in changed)
    # Another headline over the same text is no other version; but where a place is changed, both change.
    in_text = len(changed) - in_titles
    return in_text > 0 and in_text + in_titles > max(1.0, REWORDED_MOST * min(one.total(), two.total()))


def _sentences(text: CleanText) -> Iterator[str]:
    for sentence in re.split("[。!?;\n]", text.text):
        letters = _NOT_LETTERS.sub("", sentence)
        if MARKER not in sentence and len(letters) >= _SENTENCE_LEAST:
            yield letters


def _title(text: CleanText) -> Iterator[str]:
    for block in text.blocks:
        if block.kind is BlockKind.TITLE:
            for part in re.split("[。!?;]", text.text[block.span.start : block.span.end]):
                yield _NOT_LETTERS.sub("", part)


def _rewordings(ones: list[str], twos: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of sentences that say the same in other words; a part left out is no other word."""
    holders: dict[str, list[int]] = {}
    grams = [_grams(sentence) for sentence in twos]
    for place, own in enumerate(grams):
        for gram in own:
            holders.setdefault(gram, []).append(place)
    for one in ones:
        own = _grams(one)
        shared = Counter(place for gram in own for place in holders.get(gram, ()))
        if not shared:
            continue
        place, count = min(shared.items(), key=lambda item: (-item[1], item[0]))
        two = twos[place]
        if count < _SAME_SENTENCE * min(len(own), len(grams[place])) or one in two or two in one:
            continue
        # Characters mistaken or in another script one by one are no rewording.
        if any(len(part) > 1 or _FIGURE.search(part) for part in _changes(one, two)):
            yield one, two


def _grams(sentence: str) -> frozenset[str]:
    return frozenset(sentence[at : at + _GRAM] for at in range(max(1, len(sentence) - _GRAM + 1)))


def _changes(one: str, two: str) -> list[str]:
    """Return the stretches that stand in another's place, the longer of each pair."""
    codes = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    return [max(one[a:b], two[c:d], key=len) for tag, a, b, c, d in codes if tag != "equal"]


def _differ_in_figures(one: str, two: str) -> bool:
    """Whether the sentences are word for word the same but for their figures."""
    masked = (re.sub(f"(?:{_FIGURE.pattern})+", "#", sentence) for sentence in (one, two))
    return len(set(masked)) == 1
