"""What makes two articles one (cases/): each case edits base.txt and says what the two texts then are to each other."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest
import yaml
from innokg.extract.cleaning import clean
from innokg.extract.duplicates import BANDS, ROWS, SIMILAR, Likeness, compare, fingerprint
from innokg.extract.reading import read_text

HERE = Path(__file__).parent
BASE = (HERE / "base.txt").read_text("utf-8")
CASES = sorted((HERE / "cases").glob("*.yaml"))


def edited(case: dict) -> str:
    text = BASE
    for old, new in case.get("replace", []):
        assert old in text
        text = text.replace(old, new)
    lines = [line for line in text.split("\n") if not line.startswith(tuple(case.get("drop", ["\0"])))]
    return "\n".join([*case.get("before", []), *lines, *case.get("after", [])])


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_likeness(path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    one, two = clean(read_text(BASE, "a.txt")), clean(read_text(edited(case), "b.txt"))
    found = compare(one, two)
    assert found == compare(two, one)
    assert found.likeness is Likeness(case["likeness"]), (found, case["why"])
    # What is compared at all is what the fingerprints propose.
    if found.likeness is not Likeness.OTHER:
        assert share_a_band(fingerprint(one), fingerprint(two))


def share_a_band(one: tuple[int, ...], two: tuple[int, ...]) -> bool:
    return any(one[at : at + ROWS] == two[at : at + ROWS] for at in range(0, BANDS * ROWS, ROWS))


def test_short_texts_have_no_fingerprint() -> None:
    assert fingerprint(clean(read_text("两行字的图片说明。", "a.txt"))) == ()


def test_fingerprints_estimate_the_similarity() -> None:
    """Over many pairs the shares of equal places agree with the similarities counted out."""
    rng = random.Random(7)  # noqa: S311 - made-up text, no secret
    letters = [chr(code) for code in range(0x4E00, 0x4E00 + 400)]
    errors = []
    for _ in range(30):
        shared = "".join(rng.choices(letters, k=900))
        texts = [shared + "。" + "".join(rng.choices(letters, k=rng.randrange(400))) for _ in range(2)]
        one, two = (clean(read_text(text, "x.txt")) for text in texts)
        estimate = np.mean(np.equal(fingerprint(one), fingerprint(two)))
        errors.append(estimate - compare(one, two).similarity)
    assert abs(np.mean(errors)) < 0.05
    assert SIMILAR > 0.5
