"""Every construction of the lexicon that tells a mechanism must fit its examples and none of its counter-examples."""

from __future__ import annotations

from typing import Any

import pytest
from innokg.extract.lexicon import load
from innokg.extract.relate.mechanism_constructions import constructions

ENTRIES: list[dict[str, Any]] = load("mechanism_constructions")["constructions"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_construction_fits_its_examples(entry: dict[str, Any]) -> None:
    says = next(c.says for c in constructions() if c.id == entry["id"])
    assert entry["examples"]
    assert [clause for clause in entry["examples"] if not says.search(clause)] == []
    assert [clause for clause in entry.get("not", ()) if says.search(clause)] == []


def test_constructions_have_names_of_their_own_and_known_sorts() -> None:
    assert len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)
    assert {entry["sort"] for entry in ENTRIES} <= {"selection", "evaluation", "funding", "governance"}
