"""What the relating components must find in a text, and what they must not: one case a file under cases/.

A case has a `text` (first line: the title), and `find` and `never`, lists of facts. A fact is a list of subject,
predicate and object, or a mapping with `frame` and some of its slots; words may be given in part.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from innokg.extract import extract, read_text
from innokg.extract.model import Extraction, Fact, Literal, Modality
from innokg.ontology import terms

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def as_mapping(extraction: Extraction, fact: Fact) -> dict[str, Any]:
    """A stated fact with names for keys."""
    names = {thing.key: thing.name for thing in extraction.things}

    def words(value: str | Literal) -> str:
        return value.value if isinstance(value, Literal) else names.get(value, value)

    if fact.frame:
        slots = {name.partition(":")[2]: words(value) for name, value in fact.slots}
        return {"frame": fact.frame, **slots, "modality": str(fact.modality)}
    return {"fact": [words(fact.subject), fact.predicate, words(fact.object)], "modality": str(fact.modality)}


def stated(extraction: Extraction) -> list[dict[str, Any]]:
    """What the article states; what it only proposes counts where it is advice."""
    return [
        as_mapping(extraction, fact)
        for fact in extraction.facts
        if not fact.negated and (fact.modality is not Modality.PROPOSED or fact.frame == "Recommendation")
    ]


def fits(wanted: list[str] | dict[str, Any], fact: dict[str, Any]) -> bool:
    if isinstance(wanted, list):
        return fact.get("fact") == wanted
    return all(key in fact and _same(value, fact[key]) for key, value in wanted.items())


def _same(wanted: str | int, found: str) -> bool:
    """Figures as a whole, words in part."""
    return str(wanted) == found if isinstance(wanted, int) else wanted in found


def _can_fit(wanted: list[str] | dict[str, Any]) -> bool:
    """Can any fact fit what a case asks for? What none can fit would pass under `never` whatever is stated."""
    if isinstance(wanted, list):
        return len(wanted) == 3 and wanted[1].partition(":")[0] in ("ikg", "rdf", "schema", "skos")
    told = {"frame", "fact", "modality", "label"}
    values = all(isinstance(value, int | str) for value in wanted.values())
    return bool(wanted) and values and all(key in told or hasattr(terms, key) for key in wanted)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_asks_for_facts_that_there_can_be(path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    assert not [wanted for key in ("find", "never") for wanted in case.get(key, ()) if not _can_fit(wanted)]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    facts = stated(extract(read_text(case["text"], f"{path.stem}.txt")))
    missed = [wanted for wanted in case.get("find", ()) if not any(fits(wanted, fact) for fact in facts)]
    wrong = [(banned, fact) for banned in case.get("never", ()) for fact in facts if fits(banned, fact)]
    assert not missed, f"of {facts}"
    assert not wrong
