"""Names of things: folding what does not tell two apart, and looking things up by name."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Self

import pyoxigraph as ox
from opencc import OpenCC

from ..ontology.namespaces import DCTERMS, ID, SKOS

# How many names "did you mean" offers, and how alike (Dice of character pairs) one must be at least to help.
_SUGGESTIONS = 5
_ALIKE = 0.3

PREF_LABEL = ox.NamedNode(SKOS + "prefLabel")
ALT_LABEL = ox.NamedNode(SKOS + "altLabel")
# Where the graphs of imports have their names; what is said there is of things too, whatever their IRIs.
IMPORTS = ID + "import/"
_LABELS = (PREF_LABEL, ALT_LABEL, ox.NamedNode(DCTERMS + "title"))


def fold(name: str) -> str:
    """Return a name without what does not tell two things apart: width, case, spaces and punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", name).casefold() if unicodedata.category(c)[0] in "LNMS")


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text; a text of one character is its own."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1)) or frozenset((text,) if text else ())


def dice(a: frozenset[str], b: frozenset[str]) -> float:
    """Return the Dice coefficient of two sets, 0 to 1."""
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


@lru_cache(maxsize=1)
def _to_simplified() -> OpenCC:
    return OpenCC("t2s")


def _is_thing(node: ox.NamedNode, quad: ox.Quad) -> bool:
    imported = isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.startswith(IMPORTS)
    return node.value.startswith(ID) or imported


def _of_node(names: Mapping[str, int]) -> tuple[str, ...]:
    """Return the names of one node, each with its rank, the best first."""
    return tuple(sorted(names, key=lambda name: (names[name], name)))


def _ranked(quads: Iterable[ox.Quad], rank: int) -> Iterator[tuple[str, str, int]]:
    """Yield things, their names, and how good these are: of a text in several languages, the strongest sense counts."""
    for quad in quads:
        thing, label = quad.subject, quad.object
        if isinstance(thing, ox.NamedNode) and isinstance(label, ox.Literal) and _is_thing(thing, quad):
            yield thing.value, label.value, 2 * rank + (label.language not in (None, "zh-hans"))


def names_of(quads: Callable[..., Iterator[ox.Quad]], thing: str) -> tuple[str, ...]:
    """Return the names of one thing, the best first, as the index has them; read from a graph's `quads` alone."""
    found: dict[str, int] = {}
    for rank, predicate in enumerate(_LABELS):
        for _, label, order in _ranked(quads(ox.NamedNode(thing), predicate, None, None), rank):
            found[label] = min(order, found.get(label, order))
    return _of_node(found)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Every name of every thing under `id/`, and of what imports name."""

    exact: dict[str, tuple[str, ...]]
    folded: dict[str, tuple[str, ...]]
    labels: dict[str, tuple[str, ...]] = field(repr=False)

    @classmethod
    def of(cls, quads: Callable[..., Iterator[ox.Quad]]) -> Self:
        """Read the names from a graph's `quads`."""
        exact: dict[str, set[str]] = defaultdict(set)
        folded: dict[str, set[str]] = defaultdict(set)
        labels: dict[str, dict[str, int]] = defaultdict(dict)
        for rank, predicate in enumerate(_LABELS):
            for thing, label, order in _ranked(quads(None, predicate, None, None), rank):
                exact[label].add(thing)
                folded[fold(label)].add(thing)
                labels[thing][label] = min(order, labels[thing].get(label, order))
        return cls(
            {name: tuple(sorted(things)) for name, things in exact.items()},
            {name: tuple(sorted(things)) for name, things in folded.items()},
            {thing: _of_node(names) for thing, names in labels.items()},
        )

    def find(self, name: str) -> tuple[str, ...]:
        """Return the IRIs of the things of this name: as written, else folded, else folded in simplified characters."""
        simplified = _to_simplified().convert(name)
        return self.exact.get(name) or self.folded.get(fold(name)) or self.folded.get(fold(simplified)) or ()

    def label(self, thing: str) -> str:
        """Return the best name of a thing, "" where it has none."""
        return next(iter(self.labels.get(thing, ())), "")

    def suggest(self, name: str) -> tuple[str, ...]:
        """Return the names nearest to one that was not found: first those that hold it or are held by it."""
        wanted = fold(_to_simplified().convert(name))
        if not wanted:
            return ()
        wanted_pairs = pairs(wanted)
        ranked = []
        for label in self.exact:
            folded = fold(label)
            alike = dice(wanted_pairs, pairs(folded))
            held = bool(folded) and (wanted in folded or (len(folded) > 1 and folded in wanted))
            if held or alike >= _ALIKE:
                ranked.append((not held, -alike, label))
        return tuple(label for _, _, label in sorted(ranked)[:_SUGGESTIONS])
