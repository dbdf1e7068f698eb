"""The competency questions: numbered, in both languages, tied to a saved query, and answered by what must follow."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from innokg.ontology import terms
from innokg.ontology.load import FOLDER
from innokg.ontology.namespaces import IKG
from innokg.ontology.reasoning import ReasonerUnavailableError, Verdict, ontology_triples, reason
from ontology_cases import AxiomCase

QUESTIONS = sorted((FOLDER / "competency").glob("*.yaml"))
QUERIES = FOLDER.parent / "queries"

pytestmark = pytest.mark.xdist_group("reasoner")


@pytest.fixture(scope="module")
def cases() -> dict[str, AxiomCase]:
    return {path.stem: AxiomCase.read(path) for path in QUESTIONS}


@pytest.fixture(scope="module")
def verdict(cases: dict[str, AxiomCase]) -> Verdict:
    try:
        return reason(
            [*ontology_triples(), *(triple for case in cases.values() for triple in case.facts)],
            follows=[triple for case in cases.values() for triple in (*case.follows, *case.must_not_follow)],
        )
    except ReasonerUnavailableError as fault:
        pytest.fail(f"the competency questions were not tested: {fault}")


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_what_must_and_must_not_follow(path: Path, cases: dict[str, AxiomCase], verdict: Verdict) -> None:
    case = cases[path.stem]
    assert case.follows
    assert case.must_not_follow
    assert not sorted(map(str, set(case.follows) - verdict.entailed)), "these must follow"
    assert not sorted(map(str, set(case.must_not_follow) & verdict.entailed)), "these must not follow"


@pytest.mark.parametrize("path", QUESTIONS, ids=lambda path: path.stem)
def test_the_question_is_tied_to_a_query_that_uses_its_terms(path: Path) -> None:
    question = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert path.stem.startswith(f"{question['number']:02d}-")
    assert set(question["question"]) == {"zh-Hans", "en"}
    query = QUERIES / f"{question['query']}.rq"
    assert query.is_file(), f"no saved query {query.name}; name the one that answers this"
    # By its IRI, or by the local name where a question compares that ("^establishes": the other way round).
    text = query.read_text(encoding="utf-8")
    named = {*re.findall(r"\bikg:(\w+)", text), *re.findall(r'= "\^?(\w+)"', text)}
    assert not set(question["terms"]) - named, f"{query.name} does not use these"
    assert {IKG + name for name in question["terms"]} <= {term.value for term in terms.ALL}


def test_numbers_run_without_gaps() -> None:
    numbers = [yaml.safe_load(path.read_text(encoding="utf-8"))["number"] for path in QUESTIONS]
    assert numbers == list(range(1, len(QUESTIONS) + 1))
