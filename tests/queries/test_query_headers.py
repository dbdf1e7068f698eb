"""Every saved question: its header is whole, its query parses in both engines, and it holds to the conventions."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest
from innokg.queries import SavedQuery, load_all
from innokg.queries.bound import choice
from innokg.queries.conventions import counts
from innokg.queries.parameters import term
from rdflib.plugins.sparql import prepareQuery

QUERIES = load_all()
COMMON = {"since", "minConfidence", "includeProposed"}

every_query = pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.name)


def test_there_are_enough() -> None:
    assert len(QUERIES) >= 24
    assert [int(query.number) for query in QUERIES] == list(range(1, len(QUERIES) + 1))


@every_query
def test_header_is_whole(query: SavedQuery) -> None:
    assert query.zh.endswith("？")
    assert query.en.endswith("?")
    assert query.description
    assert query.tags
    assert all(column.zh and column.en for column in query.columns)


@every_query
def test_parses_in_pyoxigraph_with_and_without_parameters(query: SavedQuery) -> None:
    store = ox.Store()
    given = {ox.Variable(f"_{p.name}"): ox.Literal(p.default) for p in query.parameters}
    projected = {variable.value for variable in store.query(query.body).variables}
    assert {variable.value for variable in store.query(query.body, substitutions=given).variables} == projected


@every_query
def test_parses_in_rdflib(query: SavedQuery) -> None:
    prepareQuery(query.body)


@every_query
def test_projects_what_the_header_names(query: SavedQuery) -> None:
    projected = {variable.value for variable in ox.Store().query(query.body).variables}
    named = {name for column in query.columns for name in (column.name, column.of, column.unit, column.qualifier)}
    named |= set(query.evidence) | {name for name, _ in query.order}
    assert named - {""} <= projected
    assert {name for name in projected if name.startswith("_")} == {f"_{p.name}" for p in query.parameters}


@every_query
def test_pivot_and_chart_name_columns(query: SavedQuery) -> None:
    columns = {column.name for column in query.columns}
    if query.pivot is not None:
        assert {*query.pivot.rows, query.pivot.columns, *query.pivot.cells} <= columns
        assert not query.pivot.expected_rows or len(query.pivot.rows) == 1
    if query.chart is not None:
        assert {query.chart.category, query.chart.value, query.chart.series or query.chart.value} <= columns


@every_query
def test_what_is_taken_at_most_is_what_the_query_says(query: SavedQuery) -> None:
    limits = set(map(int, re.findall(r"\bLIMIT (\d+)", query.body)))
    if not query.most:
        assert not limits
    else:
        # One more is enough of what the choice itself looks through.
        assert {query.most.number} <= limits <= {query.most.number, query.most.number + 1}
        assert str(query.most.number) in query.most.zh
        assert str(query.most.number) in query.most.en
        assert query.most.parameter in {p.name for p in query.parameters}
        assert choice(query).startswith("SELECT ")


@every_query
def test_every_statement_is_counted_in_the_one_way(query: SavedQuery) -> None:
    defaults = {p.name: p.default for p in query.parameters}
    body = re.sub(r"^ +", "", query.body, flags=re.MULTILINE)
    for statement in query.evidence or ["statement"]:
        lines = counts(statement, defaults["minConfidence"], defaults["includeProposed"])
        assert re.sub(r"^ +", "", lines, flags=re.MULTILINE) in body


@every_query
def test_defaults_are_those_of_the_query_and_allowed(query: SavedQuery) -> None:
    for parameter in query.parameters:
        term(query.name, parameter, parameter.default)
        if parameter.name not in COMMON:
            assert f"COALESCE(?_{parameter.name}, " in query.body
            found = set(re.findall(rf"COALESCE\(\?_{parameter.name}, \"?([^\")]*)\"?\)", query.body))
            assert found == {parameter.default}
