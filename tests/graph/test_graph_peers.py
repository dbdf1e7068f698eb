"""Every export, loaded again by the tools that people load it with; the manual's matrix says what is seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from innokg.graph import Graph, open_graph
from innokg.graph.export import FORMATS, export

from tests.graph.export_manual import MANUAL, cells, formats, made
from tests.graph.peers import Peer, tried
from tests.needs import need

CELLS = [pytest.param(peer, name, id=f"{peer.name}-{name}") for peer in tried() for name in peer.formats]


@pytest.fixture(scope="module")
def graph(example_graph: Path):
    with open_graph(example_graph) as graph:
        yield graph


@pytest.fixture(scope="module")
def written(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Export a format once, and return where to."""
    folder = tmp_path_factory.mktemp("exports")
    endings = {format_.name: format_.ending for format_ in FORMATS}

    def write(name: str) -> Path:
        path = folder / f"x{endings[name]}"
        if not path.exists():
            export(graph, path)
        return path

    return write


@pytest.mark.parametrize(("peer", "name"), CELLS)
def test_a_tool_sees_what_the_manual_says(peer: Peer, name: str, graph: Graph, written: Callable[[str], Path]):
    missing = peer.needs()
    need(missing is None, missing or "")
    assert peer.see(name, written(name), graph) == cells()[peer.name, name]


def test_the_manual_has_a_cell_for_what_is_tried_and_for_nothing_else():
    assert sorted(cells()) == sorted((peer.name, name) for peer in tried() for name in peer.formats)


def test_every_format_is_tried_but_neo4j_s():
    """Neo4j needs a server that no package manager brings; the manual says that it was not tried."""
    assert {format_.name for format_ in FORMATS} - {name for peer in tried() for name in peer.formats} == {"neo4j"}


@pytest.mark.parametrize("part", ["formats", "columns"])
def test_the_manual_is_made_of_the_tables_in_the_code(part: str):
    assert made()[part] in MANUAL.read_text("utf-8")
    assert formats()
