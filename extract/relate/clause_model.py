"""What a clause tells, by its characters and those of its neighbours: a linear model beside the cue words.

Its features are the characters and pairs of characters of a clause, how it begins and ends, and the characters of the
clauses before and behind it. `extract/training` holds the sentences that it learned from, and makes the weights
(`lexicon/clause_weights.txt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

WEIGHTS = Path(__file__).resolve().parents[1] / "lexicon" / "clause_weights.txt"
# Weights are stored in hundredths.
SCALE = 100
# A longer clause is a list, and tells no more by its length.
MAX_CHARS = 80

_BLANK = re.compile(r"[“”‘’《》\s]|^(?:[(]?[一二三四五六七八九十\d]{1,2}[)、.]|[一二三四五六七八九十]是)")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_LATIN = re.compile(r"[A-Za-z]+(?:[ .&-]+[A-Za-z]+)*")


def coded(clause: str) -> str:
    """The clause as the model sees it: one sign for a number, one for Latin letters, no quotation marks."""
    return _LATIN.sub("A", _FIGURE.sub("0", _BLANK.sub("", clause)))[:MAX_CHARS]


def features(
    clauses: Sequence[str], which: Sequence[int] | None = None
) -> Iterator[tuple[set[str], set[str], set[str]]]:
    """The features of each clause (or only some, by number): its own, and the characters of those before and behind."""
    codes = [coded(clause) for clause in clauses]
    chars = [{"^"}, *map(set, codes), {"$"}]
    for i in range(len(codes)) if which is None else which:
        code, (before, here, behind) = codes[i], chars[i : i + 3]
        ends = (f"^{code[:1]}", f"^{code[:2]}", f"{code[-1:]}$", f"{code[-2:]}$")
        yield here.union(map(str.__add__, code, code[1:]), ends), before, behind


# What stands before a feature in the table: its own, of the clause before, of the clause behind.
MARKS = ("", "<", ">")

Weights = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Model:
    """The classes, the weight of each by itself, and the weights of the features of each kind."""

    classes: tuple[str, ...]
    bias: Weights
    of: tuple[dict[str, Weights], ...]


@cache
def _model() -> _Model:
    _, head, bias, *lines = WEIGHTS.read_text("utf-8").splitlines()  # the first line says what made them
    model = _Model(tuple(head.split("\t")[1:]), _row(bias)[1], ({}, {}, {}))
    for feature, weights in map(_row, lines):
        mark = MARKS.index(feature[0]) if len(feature) == 2 and feature[0] in MARKS else 0
        model.of[mark][feature[1:] if mark else feature] = weights
    return model


def _row(line: str) -> tuple[str, Weights]:
    feature, *weights = line.split("\t")
    return feature, tuple(int(weight or 0) for weight in weights)


def told(clauses: Sequence[str], which: Sequence[int] | None = None) -> list[dict[str, float]]:
    """How probably each clause of a sentence (or only some, by number) tells each class of thing."""
    model = _model()
    found: list[dict[str, float]] = []
    for kinds in features(clauses, which):
        known = [w for of, some in zip(model.of, kinds, strict=True) for w in map(of.get, some) if w]
        # Whole numbers: the same sum in any order. Plain Python: for so few, numpy takes five times as long.
        sums = map(sum, zip(*known, strict=True)) if known else (0,) * len(model.bias)
        size = SCALE * sum(map(len, kinds)) ** 0.5
        odds = [exp(part / size + own / SCALE) for part, own in zip(sums, model.bias, strict=True)]
        total = sum(odds)
        found.append({name: odd / total for name, odd in zip(model.classes, odds, strict=True)})
    return found
