"""What a clause tells, by its characters and those of its neighbours: a linear model beside the cue words.

Its features are the characters and pairs of characters of a clause, how it begins and ends, and the characters of the
clauses before and behind it. `extract/training` holds the sentences that it learned from, and makes the weights
(`lexicon/clause_weights.txt`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

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


def features(clauses: Sequence[str]) -> Iterator[set[str]]:
    """The features of each clause of a sentence."""
    codes = ["", *map(coded, clauses), ""]
    for before, here, behind in zip(codes, codes[1:], codes[2:], strict=False):
        found = {*here, *(here[i : i + 2] for i in range(len(here) - 1))}
        found |= {f"^{here[:1]}", f"^{here[:2]}", f"{here[-1:]}$", f"{here[-2:]}$"}
        found |= {f"<{char}" for char in before or "^"}
        found |= {f">{char}" for char in behind or "$"}
        yield found


@cache
def _model() -> tuple[tuple[str, ...], dict[str, int], np.ndarray, np.ndarray]:
    """The classes, the number of each feature, the weights and the weight of each class by itself."""
    _, head, *lines = WEIGHTS.read_text("utf-8").splitlines()  # the first line says what made them
    rows = [line.split("\t") for line in lines]
    table = np.array([[int(weight or 0) for weight in row[1:]] for row in rows], dtype=np.float64) / SCALE
    numbers = {row[0]: number for number, row in enumerate(rows[1:])}
    return tuple(head.split("\t")[1:]), numbers, table[1:], table[0]


def told(clauses: Sequence[str]) -> list[dict[str, float]]:
    """How probably each clause of a sentence tells each class of thing."""
    names, numbers, weights, bias = _model()
    found: list[dict[str, float]] = []
    for some in features(clauses):
        known = sorted(number for feature in some if (number := numbers.get(feature)) is not None)
        score = bias + weights[known].sum(axis=0) / len(some) ** 0.5
        share = np.exp(score - score.max())
        found.append(dict(zip(names, (share / share.sum()).tolist(), strict=True)))
    return found
