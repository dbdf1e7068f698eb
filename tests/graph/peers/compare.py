"""What a tool understood, held against the graph: isomorphic after canonicalisation (RDFC-1.0)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from innokg.graph import Graph
from innokg.ontology.namespaces import RDF

WITH_GRAPHS = ("nq", "trig", "jsonld", "rdf12", "nanopub")
OX_FORMATS = {
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "jsonld": ox.RdfFormat.JSON_LD,
    "framed": ox.RdfFormat.JSON_LD,
    "rdf12": ox.RdfFormat.TRIG,
    "nanopub": ox.RdfFormat.TRIG,
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "owl": ox.RdfFormat.RDF_XML,
}
_REIFIES = ox.NamedNode(RDF + "reifies")
_PARTS = [ox.NamedNode(RDF + part) for part in ("subject", "predicate", "object")]


def canonical(quads: Iterable[ox.Quad], *, graphs: bool) -> set[str]:
    """Return quads (or triples, their graphs dropped) with canonical names of blank nodes."""
    dataset = ox.Dataset(
        ox.Quad(q.subject, q.predicate, q.object, q.graph_name if graphs else ox.DefaultGraph()) for q in quads
    )
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def unreified(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Yield quads with each triple term of a statement as its three parts."""
    for quad in quads:
        if isinstance(quad.object, ox.Triple):
            assert quad.predicate == _REIFIES
            terms = (quad.object.subject, quad.object.predicate, quad.object.object)
            for predicate, term in zip(_PARTS, terms, strict=True):
                yield ox.Quad(quad.subject, predicate, term, quad.graph_name)
        else:
            yield quad


def read(name: str, path: Path) -> Iterator[ox.Quad]:
    """Yield the quads of a file as pyoxigraph reads it."""
    return ox.parse(path=str(path), format=OX_FORMATS[name])


def same(name: str, path: Path, graph: Graph, understood: Iterable[ox.Quad]) -> str:
    """Return in words how alike what was understood is to the graph; raise AssertionError where it is not."""
    graphs = name in WITH_GRAPHS
    partial = name in ("owl", "nanopub")  # a part of the graph, in a form of its own: held against the file
    expected = _in_file(name, path, graphs) if partial else _in_graph(graph, graphs)
    found = canonical(unreified(understood), graphs=graphs)
    assert len(found) == len(expected), f"{len(found)} of {len(expected)}"
    assert found == expected, sorted(found ^ expected)[:4]
    if partial:
        return "same as pyoxigraph"
    return "same graphs" if graphs else "same triples"


@cache
def _in_graph(graph: Graph, graphs: bool) -> set[str]:
    """What a graph holds; every tool's reading is held against it."""
    return canonical(graph.quads(), graphs=graphs)


@cache
def _in_file(name: str, path: Path, graphs: bool) -> set[str]:
    """What a file holds, as pyoxigraph reads it."""
    return canonical(read(name, path), graphs=graphs)


def of_nquads(data: bytes) -> Iterator[ox.Quad]:
    """Yield the quads of a tool's output."""
    return ox.parse(data, ox.RdfFormat.N_QUADS)
