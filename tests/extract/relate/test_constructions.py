"""Constructions and classes of predicates that tell mechanisms must fit their examples, and none of the others."""

from __future__ import annotations

from typing import Any

import pytest
from innokg.extract.lexicon import load
from innokg.extract.relate.mechanism_constructions import constructions, predicate_sort, predicates

ENTRIES: list[dict[str, Any]] = [
    *load("mechanism_constructions")["constructions"],
    *load("mechanism_families")["constructions"],
]
PREDICATES: list[dict[str, Any]] = load("mechanism_predicates")["predicates"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_construction_fits_its_examples(entry: dict[str, Any]) -> None:
    says = next(c.says for c in constructions() if c.id == entry["id"])
    assert entry["examples"]
    assert [clause for clause in entry["examples"] if not says.search(clause)] == []
    assert [clause for clause in entry.get("not", ()) if says.search(clause)] == []


def test_constructions_have_names_of_their_own_and_known_sorts() -> None:
    assert len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)
    assert {entry["sort"] for entry in ENTRIES} <= {"selection", "evaluation", "funding", "governance"}


@pytest.mark.parametrize("entry", PREDICATES, ids=lambda entry: entry["id"])
def test_predicate_fits_its_examples(entry: dict[str, Any]) -> None:
    says = next(p.says for p in predicates() if p.id == entry["id"])
    assert entry["examples"]
    assert [clause for clause in entry["examples"] if not says.search(clause) or not predicate_sort(clause)] == []
    assert [clause for clause in entry["not"] if says.search(clause)] == []


def test_predicates_have_names_of_their_own_and_known_sorts() -> None:
    assert len({entry["id"] for entry in PREDICATES}) == len(PREDICATES)
    assert {entry["sort"] for entry in PREDICATES} <= {"selection", "evaluation", "funding", "governance", "any"}


@pytest.mark.parametrize("clause", ["希望通过创新来促进增长", "继续与邻省联合开展攻关", "归功于各方共同参与"])
def test_what_is_hoped_or_praised_is_no_predicate(clause: str) -> None:
    assert predicate_sort(clause) is None
