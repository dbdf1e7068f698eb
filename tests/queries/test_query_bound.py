"""What a question takes at most: the newest, the same in both engines; the answer says so only where more was left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from innokg.queries import Answer, get, load_all, render, run
from innokg.queries.bound import beyond, choice, unbounded
from query_dataset import Dataset, load
from query_engines import OxGraph, RdflibGraph

CASES = Path(__file__).parent / "cases"
BOUNDED = [query for query in load_all() if query.most]

FIGURES = {
    "articles": {
        "a.txt": {"published": "2020"},
        "b.txt": {"published": "2022-03"},
        "c.txt": {},
        "d.txt": {"published": "2021-01-05"},
    },
    "things": {"星火计划": "Programme"},
    "frames": [
        f"Observation | about=星火计划 | indicator=枢纽数量 | value={number} | in={article}"
        for number, article in enumerate(("a.txt", "b.txt", "c.txt", "d.txt"), 1)
    ],
}


def taking(name: str, number: int):
    """Return a saved question that takes so many at most."""
    query = get(name)
    text = query.text.replace(f"LIMIT {query.most.number}", f"LIMIT {number}")
    return replace(query, text=text, most=replace(query.most, number=number))


@pytest.mark.parametrize("query", BOUNDED, ids=lambda query: query.name)
def test_both_engines_choose_the_same(query) -> None:
    prologue = beyond(query).partition("SELECT")[0]
    first = f"{prologue}{choice(query)}\nLIMIT 1"
    quads = load(CASES / query.name / "data.yaml")
    chosen = []
    for engine in (OxGraph, RdflibGraph):
        solutions = engine(quads).query(first)
        names = [variable.value for variable in solutions.variables]
        rows = [dict(zip(names, map(str, row), strict=True)) for row in solutions]
        chosen.append([{name: row[name] for name in names if not name.startswith("_")} for row in rows])
    assert chosen[0] == chosen[1]


@pytest.mark.parametrize("engine", [OxGraph, RdflibGraph])
def test_the_newest_are_taken_and_the_undated_last(engine) -> None:
    graph = engine(Dataset(FIGURES).quads())
    for number, values in ((1, {"2"}), (2, {"2", "4"}), (3, {"1", "2", "4"}), (4, {"1", "2", "3", "4"})):
        result = run(graph, taking("03-numbers", number))
        assert {row.terms["value"].value for row in result.rows} == values
        assert result.cut is (number < 4)


def test_the_answer_says_what_it_took_and_how_to_ask_for_others() -> None:
    graph = OxGraph(Dataset(FIGURES).quads())
    assert "-p thing=" in render(Answer(run(graph, taking("03-numbers", 3))), "table").decode()
    assert "-p thing=" in render(Answer(run(graph, taking("03-numbers", 3)), "en"), "md").decode()
    assert "-p thing=" not in render(Answer(run(graph, taking("03-numbers", 4))), "table").decode()


def test_a_parameter_narrows_before_the_choice() -> None:
    spec = {**FIGURES, "things": {"星火计划": "Programme", "燎原计划": "Programme"}}
    spec["frames"] = [*FIGURES["frames"], "Observation | about=燎原计划 | indicator=枢纽数量 | value=9 | in=a.txt"]
    result = run(OxGraph(Dataset(spec).quads()), taking("03-numbers", 1), {"thing": "燎原"})
    assert [row.terms["value"].value for row in result.rows] == ["9"]
    assert not result.cut


@pytest.mark.parametrize("engine", [OxGraph, RdflibGraph])
def test_all_takes_everything_and_says_nothing_of_a_bound(engine) -> None:
    graph = engine(Dataset(FIGURES).quads())
    result = run(graph, taking("03-numbers", 1), everything=True)
    assert {row.terms["value"].value for row in result.rows} == {"1", "2", "3", "4"}
    assert "--all" not in render(Answer(result), "table").decode()
    assert "--all" in render(Answer(run(graph, taking("03-numbers", 1))), "table").decode()


@pytest.mark.parametrize("query", BOUNDED, ids=lambda query: query.name)
def test_all_answers_what_the_bound_leaves_whole(query) -> None:
    graph = OxGraph(load(CASES / query.name / "data.yaml"))
    bounded = run(graph, query)
    assert not bounded.cut
    assert run(graph, query, everything=True).bindings == bounded.bindings


def test_no_question_has_a_limit_beside_its_choice() -> None:
    for query in load_all():
        assert (query.most is None) == ("LIMIT" not in query.body), query.name
        assert "LIMIT" not in unbounded(query.body)
