"""Find articles that are the same, word for word or nearly, so that nothing is counted twice.

Shingles of the clean text's characters, MinHash signatures and their locality-sensitive index by datasketch; pairs
that the index proposes are then compared exactly.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from datasketch import MinHash, MinHashLSH

from ..cleaning import clean
from ..model import Article

# Six characters are two to three Chinese words: chance repeats are rare, a changed word spoils only six shingles.
SHINGLE = 6
# Reprints that drop a byline, a caption or a paragraph stay above this Jaccard similarity; articles on one policy that
# quote the same document stay far below.
SIMILAR = 0.8
# Signatures of this length put the index's error below 0.1; more cost time without another pair found.
_PERMUTATIONS = 128
_INDEX_FROM = 0.6


@dataclass(frozen=True, slots=True, order=True)
class Duplicate:
    """`identifier` says what `original` says; `similarity` is the Jaccard similarity of their shingles, 0 to 1."""

    identifier: str
    original: str
    similarity: float


def duplicates(articles: Iterable[Article]) -> tuple[Duplicate, ...]:
    """Return the articles that repeat another, each with the one it repeats; the original is the first by identifier.

    Holds a signature and the shingles' hashes of each article (8 bytes a character), not the articles.
    """
    known: dict[str, frozenset[int]] = {}
    signatures: dict[str, MinHash] = {}
    index = MinHashLSH(threshold=_INDEX_FROM, num_perm=_PERMUTATIONS)
    for article in articles:
        shingles = frozenset(_shingles(clean(article).text))
        if not shingles:
            continue
        known[article.identifier] = shingles
        signatures[article.identifier] = _signature(shingles)
        index.insert(article.identifier, signatures[article.identifier])
    return tuple(_pairs(known, signatures, index))


def _pairs(known: dict[str, frozenset[int]], signatures: dict[str, MinHash], index: MinHashLSH) -> Iterator[Duplicate]:
    originals: dict[str, str] = {}
    for identifier in sorted(known):
        near = sorted(str(other) for other in index.query(signatures[identifier]))
        for other in near:
            if other >= identifier or other in originals:
                continue
            similarity = _jaccard(known[identifier], known[other])
            if similarity >= SIMILAR:
                originals[identifier] = other
                yield Duplicate(identifier, other, round(similarity, 4))
                break


def _shingles(text: str) -> Iterator[int]:
    letters = re.sub(r"[\W_]+", "", text)
    for start in range(max(1, len(letters) - SHINGLE + 1) if letters else 0):
        piece = letters[start : start + SHINGLE].encode()
        yield int.from_bytes(hashlib.blake2b(piece, digest_size=4).digest(), "little")


def _signature(shingles: frozenset[int]) -> MinHash:
    signature = MinHash(num_perm=_PERMUTATIONS, hashfunc=int)
    signature.update_batch(sorted(shingles))
    return signature


def _jaccard(first: frozenset[int], second: frozenset[int]) -> float:
    return len(first & second) / len(first | second)
