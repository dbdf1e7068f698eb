"""Make `lexicon/clause_weights.txt` from the sentences of this folder: `python -m innokg.extract.training`.

With `--show`, says instead how well each fifth of the sentences is told by a model of the other four.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from ..relate.clause_model import MARKS, SCALE, WEIGHTS, features
from . import Labelled, sentences

# A feature that only one clause has teaches nothing of others.
MIN_CLAUSES = 2
# How closely the model follows the sentences; chosen by --show.
STRENGTH = 10.0
FOLDS = 5
# Not learned in the order in which they stand: neighbours are alike.
STRIDE = 7


def named(labelled: Labelled) -> Iterator[set[str]]:
    """The features of each clause, as the table names them."""
    for kinds in features([words for words, _ in labelled]):
        yield {mark + feature for mark, some in zip(MARKS, kinds, strict=True) for feature in some}


def vocabulary(some: list[Labelled]) -> dict[str, int]:
    """The features that enough clauses have, in order, with their numbers."""
    counted = Counter(f for labelled in some for found in named(labelled) for f in found)
    return {feature: n for n, feature in enumerate(sorted(f for f, c in counted.items() if c >= MIN_CLAUSES))}


def matrix(some: list[Labelled], numbers: dict[str, int]) -> csr_matrix:
    """A row for each clause: its known features, by the root of how many it has."""
    values: list[float] = []
    columns: list[int] = []
    ends = [0]
    for labelled in some:
        for found in named(labelled):
            known = sorted(numbers[feature] for feature in found if feature in numbers)
            columns += known
            values += [len(found) ** -0.5] * len(known)
            ends.append(len(columns))
    return csr_matrix((values, columns, ends), shape=(len(ends) - 1, len(numbers)))


def learn(some: list[Labelled]) -> tuple[dict[str, int], LogisticRegression]:
    """The numbered features and the model of some sentences."""
    numbers = vocabulary(some)
    classes = [told for labelled in some for _, told in labelled]
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000)
    return numbers, model.fit(matrix(some, numbers), classes)


def written(numbers: dict[str, int], model: LogisticRegression) -> str:
    """The weights as a table: a feature, then its weight for each class."""
    lines = ["# By python -m innokg.extract.training: what speaks for each class, in hundredths."]
    lines.append("\t".join(["feature", *model.classes_]))
    rows = [("", model.intercept_), *((feature, model.coef_[:, n]) for feature, n in numbers.items())]
    for feature, weights in rows:
        whole = [round(weight * SCALE) for weight in weights]
        if any(whole) or not feature:
            lines.append("\t".join([feature, *(str(weight) if weight else "" for weight in whole)]))
    return "\n".join(lines) + "\n"


def held_out(folds: Iterable[int] = range(FOLDS)) -> tuple[np.ndarray, np.ndarray]:
    """What each clause of some fifths tells, and what a model says that has not seen its sentence."""
    every = list(sentences())
    true: list[str] = []
    said: list[str] = []
    for fold in folds:
        apart = [labelled for n, labelled in enumerate(every) if n * STRIDE % len(every) % FOLDS == fold]
        others = [labelled for n, labelled in enumerate(every) if n * STRIDE % len(every) % FOLDS != fold]
        numbers, model = learn(others)
        true += [told for labelled in apart for _, told in labelled]
        said += list(model.predict(matrix(apart, numbers)))
    return np.array(true), np.array(said)


def main() -> None:
    """Write the weights, or show how well the sentences can be told."""
    if "--show" in sys.argv[1:]:
        true, said = held_out()
        print(f"{len(true)} clauses, {np.mean(true == said):.3f} told rightly")
        for name in sorted(set(true)):
            right = np.sum((true == name) & (said == name))
            print(f"  {name:15} P {right / max(1, np.sum(said == name)):.2f}  R {right / np.sum(true == name):.2f}")
        return
    WEIGHTS.write_text(written(*learn(list(sentences()))), "utf-8")


if __name__ == "__main__":
    main()
