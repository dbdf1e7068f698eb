"""Each saved question on its own small dataset: in pyoxigraph and in rdflib it answers what the case expects.

A case is cases/NN-slug/: data.yaml, expected.csv and, where it sets any, params.yaml. A second case of the same
question is cases/NN-slug--what/. `statements` is how many statements a row rests on.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from innokg.queries import Result, names, run
from innokg.queries.terms import number, plain
from query_dataset import load, plain_yaml
from query_engines import OxGraph, RdflibGraph

CASES = sorted((Path(__file__).parent / "cases").iterdir())
ENGINES = {"pyoxigraph": OxGraph, "rdflib": RdflibGraph}


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_answers_what_is_expected(case: Path, engine: str) -> None:
    params = case / "params.yaml"
    given = plain_yaml(params) if params.exists() else {}
    result = run(ENGINES[engine](load(case / "data.yaml")), case.name.partition("--")[0], given)
    with (case / "expected.csv").open(encoding="utf-8", newline="") as file:
        expected = [{key: value or "" for key, value in row.items()} for row in csv.DictReader(file)]
    assert shown(result, list(expected[0]) if expected else []) == expected


def test_every_question_has_a_case() -> None:
    assert set(names()) == {case.name.partition("--")[0] for case in CASES}


def shown(result: Result, columns: list[str]) -> list[dict[str, str]]:
    rows = []
    for row in result.rows:
        fields = {}
        for column in columns:
            term = row.terms.get(column)
            value = number(term)
            fields[column] = plain(value) if value is not None else local(term.value) if term is not None else ""
        if "statements" in columns:
            fields["statements"] = str(len(row.statements))
        rows.append(fields)
    return rows


def local(text: str) -> str:
    return text.rpartition("#")[2] if text.startswith("https://w3id.org/innokg/ns#") else text
