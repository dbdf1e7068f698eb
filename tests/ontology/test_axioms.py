"""Every axiom does work: the case files under `axioms/` say what must follow, what must not, and what contradicts."""

from __future__ import annotations

from pathlib import Path

import pytest
from innokg.ontology.reasoning import ReasonerUnavailableError, Verdict, ontology_triples, reason
from ontology_cases import AXIOM_CASES, AxiomCase
from pyoxigraph import Triple

# One run for all cases takes twice the time of three: what HermiT does grows faster than what it is asked.
RUNS = 3

pytestmark = pytest.mark.xdist_group("reasoner")


@pytest.fixture(scope="module")
def axiom_cases() -> dict[str, AxiomCase]:
    return {path.stem: AxiomCase.read(path) for path in AXIOM_CASES}


@pytest.fixture(scope="module")
def verdicts(axiom_cases: dict[str, AxiomCase]) -> dict[str, Verdict]:
    """The reasoner's answer for each case. Cases share a run: each has names of its own, so none touches another."""
    names = sorted(axiom_cases)
    try:
        batches = [names[start::RUNS] for start in range(RUNS)]
        return {name: verdict for batch in batches for verdict in [_run(batch, axiom_cases)] for name in batch}
    except ReasonerUnavailableError as fault:
        pytest.fail(f"the axioms were not tested: {fault}")


def _run(names: list[str], axiom_cases: dict[str, AxiomCase]) -> Verdict:
    cases = [axiom_cases[name] for name in names]
    return reason(
        [*ontology_triples(), *(triple for case in cases for triple in case.facts)],
        follows=[triple for case in cases for triple in (*case.follows, *case.must_not_follow)],
        contradicts=[triple for case in cases for triple in case.contradicts],
    )


def test_the_cases_hang_together(verdicts: dict[str, Verdict]) -> None:
    assert all(verdict.consistent and not verdict.unsatisfiable for verdict in verdicts.values())


@pytest.mark.parametrize("path", AXIOM_CASES, ids=lambda path: path.stem)
def test_axioms(path: Path, axiom_cases: dict[str, AxiomCase], verdicts: dict[str, Verdict]) -> None:
    case, verdict = axiom_cases[path.stem], verdicts[path.stem]
    assert not _lines(set(case.follows) - verdict.entailed), "these must follow"
    assert not _lines(set(case.must_not_follow) & verdict.entailed), "these must not follow"
    assert not _lines(set(case.contradicts) - verdict.refuted), "these must contradict"


def _lines(facts: set[Triple]) -> list[str]:
    return sorted(map(str, facts))
