"""What a question takes where there is more: the articles published last, the undated after all others."""

from __future__ import annotations

import pytest
from innokg.queries import Result, run
from query_dataset import Dataset
from query_engines import OxGraph, RdflibGraph

YEARS = {f"a{year}.txt": {"published": str(year)} for year in range(2018, 2024)}
ENGINES = {"pyoxigraph": OxGraph, "rdflib": RdflibGraph}


def ask(engine: str, given: dict[str, str]) -> Result:
    """Ask what the articles state: one a year of the minister's programme, and one without a date of another."""
    spec = {
        "articles": {"undated.txt": {}, **YEARS},
        "things": {"星火计划": "Programme", "灯塔工程": "Programme", "科技部": "Agency"},
        "facts": [
            "灯塔工程 | ledBy | 科技部 | in=undated.txt",
            *(f"星火计划 | ledBy | 科技部 | in={name}" for name in YEARS),
        ],
    }
    return run(ENGINES[engine](Dataset(spec).quads()), "23", given)


def articles(result: Result) -> list[str]:
    return sorted({row.terms["identifier"].value for row in result.rows})


@pytest.mark.parametrize("engine", ENGINES)
def test_the_last_published_are_taken_and_the_undated_come_last(engine: str) -> None:
    result = ask(engine, {})
    assert articles(result) == [f"a{year}.txt" for year in range(2019, 2024)]
    assert result.cut


@pytest.mark.parametrize("engine", ENGINES)
def test_since_is_asked_before_the_choice(engine: str) -> None:
    result = ask(engine, {"since": "2021"})
    assert articles(result) == ["a2021.txt", "a2022.txt", "a2023.txt"]
    assert not result.cut


@pytest.mark.parametrize("engine", ENGINES)
def test_words_choose_among_all(engine: str) -> None:
    result = ask(engine, {"article": "undated"})
    assert articles(result) == ["undated.txt"]
    assert not result.cut
