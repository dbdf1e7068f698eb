"""The example articles through the real extractor: the same graph in any order, and every quote where it says."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from innokg.graph import Graph, build, open_graph
from innokg.graph.checking import verify_evidence
from innokg.graph.export import FORMATS, export
from innokg.graph.statements import all_statements

ARTICLES = Path(__file__).resolve().parents[2] / "examples" / "articles"


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory):
    """The graph of the examples' folder, and one of its files in reverse order, by workers, onto another graph."""
    folder = tmp_path_factory.mktemp("graphs")
    files = sorted(path for path in ARTICLES.iterdir() if path.is_file())
    build([ARTICLES], folder / "one")
    build(files[:1], folder / "two")
    build(list(reversed(files)), folder / "two", workers=2)
    with open_graph(folder / "one") as one, open_graph(folder / "two") as two:
        yield one, two


def canonical(graph: Graph) -> list[str]:
    dataset = ox.Dataset(graph.quads())
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(map(str, dataset))


def test_same_graph_whatever_the_order_and_the_workers(graphs: tuple[Graph, Graph]):
    one, two = map(canonical, graphs)
    assert one == two


@pytest.mark.parametrize("ending", [format_.ending for format_ in FORMATS])
def test_the_same_export_whatever_the_order_and_the_workers(graphs: tuple[Graph, Graph], tmp_path: Path, ending: str):
    """Byte by byte: no name of a blank node, date or order of a build may show."""
    written = []
    for number, graph in enumerate(graphs):
        path = tmp_path / f"{number}{ending}"
        export(graph, path)
        files = [path] if path.is_file() else sorted(path.iterdir())
        written.append({file.name if path.is_dir() else "": file.read_bytes() for file in files})
    assert written[0] == written[1]


def test_every_quote_stands_where_its_evidence_says(graphs: tuple[Graph, Graph]):
    graph, _ = graphs
    assert list(verify_evidence(graph)) == []


def test_every_fact_has_a_place_and_every_article_facts(graphs: tuple[Graph, Graph]):
    graph, _ = graphs
    entries = list(all_statements(graph))
    assert [entry.iri for entry in entries if not entry.places] == []
    assert {place.article for entry in entries for place in entry.places} == {a.identifier for a in graph.articles()}


def test_no_article_names_a_blank_node(graphs: tuple[Graph, Graph]):
    graph, _ = graphs
    named = {article.iri for article in graph.articles()}
    of_articles = [quad for quad in graph.quads() if getattr(quad.graph_name, "value", "") in named]
    assert of_articles
    assert not [
        quad for quad in of_articles if isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
    ]
