"""Whatever the question: what is denied, unsure, merely proposed or too old does not count, and evidence is found.

Each case's own dataset is told anew with every fact denied, unsure, proposed or old, and asked again.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from innokg.queries import Row, evidence, get, run
from query_dataset import Dataset, plain_yaml
from query_engines import OxGraph

CASES = sorted(path for path in (Path(__file__).parent / "cases").iterdir() if "--" not in path.name)
# Advice and all of an article's facts are asked for with their proposals, doubtful facts at any confidence.
PROPOSALS_TAKEN = {
    query.name for query in map(get, (case.name for case in CASES)) if query.parameters[-1].default == "true"
}
ANY_CONFIDENCE = {
    query.name for query in map(get, (case.name for case in CASES)) if query.parameters[-2].default == "0"
}

every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)


def ask(case: Path, given: dict[str, str], **told: str) -> tuple[Row, ...]:
    """Return the rows that rest on statements, with every fact of the case told so."""
    params = case / "params.yaml"
    dataset = Dataset(plain_yaml(case / "data.yaml"))
    for _, options in (*dataset.facts, *dataset.frames):
        options.pop("negated", None) if "negated" not in told else None
        options.update(told)
    given = {**(plain_yaml(params) if params.exists() else {}), **given}
    rows = run(OxGraph(dataset.quads()), case.name, given).rows
    return tuple(row for row in rows if row.statements or _counted(row))


def _counted(row: Row) -> bool:
    return "facts" in row.terms and row.terms["facts"].value != "0"


@every_case
def test_what_is_denied_never_counts(case: Path) -> None:
    assert ask(case, {}, negated="true") == ()


@every_case
def test_what_is_unsure_counts_only_when_asked_for(case: Path) -> None:
    if case.name not in ANY_CONFIDENCE:
        assert ask(case, {}, confidence="0.2") == ()
    assert ask(case, {"minConfidence": "0.2"}, confidence="0.2")
    assert ask(case, {"min-confidence": "0.21"}, confidence="0.2") == ()


@every_case
def test_what_is_proposed_counts_only_when_asked_for(case: Path) -> None:
    if case.name == "28-planned-and-required":
        pytest.skip("asks for plans and requirements only")
    if case.name not in PROPOSALS_TAKEN:
        assert ask(case, {}, modality="Proposed") == ()
    assert ask(case, {"includeProposed": "false"}, modality="Proposed") == ()


@every_case
def test_what_is_older_than_since_does_not_count(case: Path) -> None:
    assert ask(case, {"since": "2024-06"}) == ()
    assert ask(case, {"since": "2019-01-01"})


@every_case
def test_every_row_has_evidence(case: Path) -> None:
    params = case / "params.yaml"
    graph = OxGraph(Dataset(plain_yaml(case / "data.yaml")).quads())
    result = run(graph, case.name, plain_yaml(params) if params.exists() else {})
    quotes = evidence(graph, result)
    for row in result.rows:
        for statement in row.statements:
            assert [quote for quote in quotes[statement] if quote.text and quote.end > quote.start]
