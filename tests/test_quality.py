"""Quality over whole articles: the floors hold, every quote stands where it says, and the graph does not waver."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import quality
from innokg.graph import build, open_graph
from innokg.graph.checking import verify_evidence

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples" / "articles"
# The articles of the project beside this one; a checkout alone does not have them.
SHARED = ROOT.parent / "shared" / "articles"

CORPORA = [
    pytest.param(EXAMPLES, id="examples"),
    pytest.param(SHARED, id="shared", marks=pytest.mark.skipif(not SHARED.is_dir(), reason="no shared articles here")),
]


@pytest.fixture(scope="module")
def measured(example_graph: Path) -> quality.Measured:
    with open_graph(example_graph) as graph:
        return quality.measure(graph)


def _kept() -> dict:
    return json.loads(quality.FLOORS.read_text("utf-8"))


def test_floors_are_of_this_corpus(measured: quality.Measured) -> None:
    corpus = {"digest": measured.digest, "articles": measured.articles, "facts": measured.facts}
    assert _kept()["corpus"] == corpus, "the examples have changed: python -m tests.quality --update"


def test_no_measure_is_under_its_floor(measured: quality.Measured) -> None:
    assert quality.below(measured.values, _kept()["floors"]) == []


def test_every_measure_has_a_floor(measured: quality.Measured) -> None:
    shape = {name: {kind: set(m) for kind, m in kinds.items()} for name, kinds in measured.values.items()}
    floors = {name: {kind: set(m) for kind, m in kinds.items()} for name, kinds in _kept()["floors"].items()}
    assert shape == floors, "python -m tests.quality --update"


def test_the_ratchet_turns_one_way() -> None:
    floors = {"seen": {"ikg:ledBy": {"P": 0.9, "R": 0.5}}}
    measured = {"seen": {"ikg:ledBy": {"P": 0.8, "R": 0.6}, "ikg:basedOn": {"P": 1.0}}}
    assert quality.below(measured, floors) == ["seen, ikg:ledBy: P 0.8 is under its floor 0.9"]
    assert quality.below({}, floors) == [
        "seen, ikg:ledBy: P 0.0 is under its floor 0.9",
        "seen, ikg:ledBy: R 0.0 is under its floor 0.5",
    ]
    assert quality.raised(measured, floors) == {"seen": {"ikg:ledBy": {"P": 0.9, "R": 0.6}, "ikg:basedOn": {"P": 1.0}}}


@pytest.mark.parametrize("articles", CORPORA)
def test_every_quote_is_the_stored_text_at_its_offsets(articles: Path, tmp_path: Path) -> None:
    report = build([articles], tmp_path / "graph")
    assert report.statements > report.articles
    with open_graph(tmp_path / "graph") as graph:
        assert all(graph.article_text(article) for article in graph.articles())
        assert [str(misplaced) for misplaced in verify_evidence(graph)] == []


@pytest.mark.parametrize("articles", CORPORA)
def test_the_graph_is_the_same_for_any_order_workers_and_hash_seed(
    articles: Path, tmp_path: Path, innokg: Callable
) -> None:
    files = sorted(path for path in articles.iterdir() if path.is_file())
    orders = {"0": (files, 1), "1": (files[1::2] + files[::2], 2), "4": (files[::-1], 1)}
    first, *others = (
        _canonical(innokg, order, workers, seed, tmp_path / seed) for seed, (order, workers) in orders.items()
    )
    for other in others:
        assert sorted(set(first) ^ set(other))[:6] == []
        assert other == first


def _canonical(innokg: Callable, paths: list[Path], workers: int, seed: str, directory: Path) -> list[str]:
    """Build a graph under a hash seed; return its quads as sorted N-Quads after canonicalisation (RDFC-1.0)."""
    done = innokg("build", *paths, "--graph", directory, "--workers", str(workers), env={"PYTHONHASHSEED": seed})
    assert done.returncode in (0, 1), done.stderr
    with open_graph(directory) as graph:
        dataset = ox.Dataset(graph.quads())
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(str(quad) for quad in dataset)
