"""Readers of networks: NetworkX and igraph."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import igraph
import networkx
from innokg.graph import Graph
from innokg.graph.export.networks import edges, nodes
from innokg.graph.export.reading import Reading

from . import Peer


def _expected(graph: Graph) -> tuple[set[tuple[str, str]], Counter[tuple[str, str, str, float]]]:
    with Reading(graph) as reading:
        return (
            {(node.iri, node.label) for node in nodes(reading)},
            Counter((edge.source, edge.predicate, edge.target, edge.confidence) for edge in edges(reading)),
        )


def _networkx(name: str, path: Path, graph: Graph) -> str:
    network = networkx.read_graphml(path) if name == "graphml" else networkx.read_gexf(path, version="1.2draft")
    assert network.is_directed()
    found = {(iri, data["label"]) for iri, data in network.nodes(data=True)}
    links = Counter((s, data["predicate"], t, data["confidence"]) for s, t, data in network.edges(data=True))
    assert (found, links) == _expected(graph)
    return "same nodes and edges"


def _igraph(name: str, path: Path, graph: Graph) -> str:
    network = igraph.Graph.Read_GraphML(str(path))
    assert network.is_directed()
    found = {(vertex["id"], vertex["label"]) for vertex in network.vs}
    iris = network.vs["id"]
    links = Counter((iris[e.source], e["predicate"], iris[e.target], e["confidence"]) for e in network.es)
    assert (found, links) == _expected(graph)
    return "same nodes and edges"


PEERS = (Peer("NetworkX", ("graphml", "gexf"), _networkx), Peer("igraph", ("graphml",), _igraph))
