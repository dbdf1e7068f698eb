"""The model of clauses: its sentences, that its weights are what they give, how it does on unseen ones."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from innokg.extract.relate.clause_model import WEIGHTS, told
from innokg.extract.training import CLASSES, NONE, sentences

# What the sentences of a fifth were told rightly at, by a model of the others, when this was written: 0.66.
HELD_OUT = 0.62
# Weights are whole hundredths; another machine's sums may round the last one otherwise.
LAST_DIGIT = 2


def test_there_are_enough_clauses_of_every_class() -> None:
    counted = Counter(told for labelled in sentences() for _, told in labelled)
    assert counted.total() >= 2000
    assert all(counted[name] >= 30 for name in (*CLASSES.values(), NONE))


def test_no_sentence_stands_twice() -> None:
    counted = Counter("".join(words for words, _ in labelled) for labelled in sentences())
    assert [words for words, times in counted.items() if times > 1] == []


def test_the_stored_model_knows_its_own_sentences() -> None:
    right = every = 0
    for labelled in sentences():
        for shares, (_, name) in zip(told([words for words, _ in labelled]), labelled, strict=True):
            right += max(shares, key=shares.__getitem__) == name
            every += 1
    assert right / every > 0.9


def test_the_stored_weights_are_what_training_gives() -> None:
    pytest.importorskip("sklearn")
    from innokg.extract.training.__main__ import learn, written

    def table(text: str) -> dict[str, np.ndarray]:
        rows = [line.split("\t") for line in text.splitlines()[2:]]
        return {row[0]: np.array([int(weight or 0) for weight in row[1:]]) for row in rows}

    stored, made = table(WEIGHTS.read_text("utf-8")), table(written(*learn(list(sentences()))))
    none = np.zeros(len(CLASSES) + 1)
    apart = [f for f in stored | made if np.abs(stored.get(f, none) - made.get(f, none)).max() > LAST_DIGIT]
    assert apart == []


def test_it_tells_clauses_that_it_has_not_seen() -> None:
    pytest.importorskip("sklearn")
    from innokg.extract.training.__main__ import held_out

    true, said = held_out(folds=(0,))
    assert np.mean(true == said) >= HELD_OUT
