"""The ratchet on the shared articles: no question answers worse than it did, by rows right and wrong.

Without those articles beside the checkout only the files and the comparison itself are tested.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import shared_answers as shared
from innokg.graph import build, open_graph
from innokg.queries import get
from innokg.queries.catalogue import names
from innokg.queries.header import SavedQuery

# Of what the extractor is unsure, no reader of the articles can know.
NOT_FROM_READING = {"25-doubtful"}


@pytest.mark.parametrize("question", names())
def test_every_question_has_an_expected_answer(question: str) -> None:
    expected = shared.read(question)
    assert (expected is None) == (question in NOT_FROM_READING)
    if expected is not None:
        assert set(expected.columns) <= _columns(get(question))


def _columns(query: SavedQuery) -> set[str]:
    return {column.name for column in query.columns}


@pytest.mark.parametrize(
    ("pattern", "cell", "answers"),
    [
        ("5", "5", True),
        ("5", "15", False),
        ("", "", True),
        ("", "x", False),
        ("*", "", True),
        ("2020*", "2020-10-27", True),
        ("2020*", "2021", False),
        ("~评估~每2年", "每2年评估", True),
        ("~评估~每2年", "每年评估", False),
        ("甲/乙", "乙", True),
        ("甲/乙", "丙", False),
    ],
)
def test_cells_are_compared_as_the_readme_says(pattern: str, cell: str, answers: bool) -> None:
    assert shared.fits((pattern,), (cell,)) is answers


def test_names_in_one_line_are_the_same() -> None:
    assert shared.fits(("国家发展改革委",), ("国家发展和改革委员会",))
    assert not shared.fits(("国家发展改革委",), ("科学技术部",))


def test_no_answer_is_worse_than_before(tmp_path: Path) -> None:
    folder = shared.articles()
    if folder is None:
        pytest.skip("the shared articles do not stand beside this checkout")
    build([folder], tmp_path / "graph")
    with open_graph(tmp_path / "graph") as graph:
        measured = shared.measure(graph)
    kept = json.loads(shared.RATCHET.read_text("utf-8"))
    assert set(kept) == set(measured)
    assert not shared.fallen(measured, kept)
