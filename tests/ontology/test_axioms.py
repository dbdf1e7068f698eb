"""Every axiom does work: the case files under `axioms/` say what must follow, what must not, and what contradicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from innokg.ontology.reasoning import ReasonerUnavailableError, Verdict, ontology_triples, reason
from ontology_cases import AXIOM_CASES, AxiomCase
from pyoxigraph import Triple

pytestmark = pytest.mark.xdist_group("reasoner")


@pytest.fixture(scope="module")
def axiom_cases() -> dict[str, AxiomCase]:
    return {path.stem: AxiomCase.read(path) for path in AXIOM_CASES}


@pytest.fixture(scope="module")
def verdict(axiom_cases: dict[str, AxiomCase]) -> Verdict:
    """The reasoner's answer to all cases in one run: each has names of its own, so none touches another."""
    cases = axiom_cases.values()
    try:
        return reason(
            [*ontology_triples(), *(triple for case in cases for triple in case.facts)],
            follows=[triple for case in cases for triple in (*case.follows, *case.must_not_follow)],
            contradicts=[triple for case in cases for triple in case.contradicts],
        )
    except ReasonerUnavailableError as fault:
        pytest.fail(f"the axioms were not tested: {fault}")


def test_the_cases_hang_together(verdict: Verdict) -> None:
    assert verdict.consistent
    assert not verdict.unsatisfiable


@pytest.mark.parametrize("path", AXIOM_CASES, ids=lambda path: path.stem)
def test_axioms(path: Path, axiom_cases: dict[str, AxiomCase], verdict: Verdict) -> None:
    case = axiom_cases[path.stem]
    assert not _lines(set(case.follows) - verdict.entailed), "these must follow"
    assert not _lines(set(case.must_not_follow) & verdict.entailed), "these must not follow"
    assert not _lines(set(case.contradicts) - verdict.refuted), "these must contradict"


def _lines(facts: set[Triple]) -> list[str]:
    return sorted(map(str, facts))
