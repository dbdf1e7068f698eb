"""The saved questions as SPARQL examples in RDF, so that query editors and endpoints can list and run them.

The shape is the one that public collections of SPARQL examples share: a `sh:SPARQLExecutable` with the question as
`rdfs:comment`, the text as `sh:select`, keywords, and the prefixes as declarations (SHACL, section 5.2.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from ..ontology.namespaces import ID, OWL, RDF, RDFS, SCHEMA, SH, XSD
from .catalogue import load_all
from .header import SavedQuery

FOLDER = ID + "query/"
GRAPH = NamedNode(ID + "query")
PREFIXES = NamedNode(FOLDER + "prefixes")
_PREFIX = re.compile(r"^PREFIX (\w+): <([^>]+)>$", re.MULTILINE)
_TYPE = NamedNode(RDF + "type")


def quads(graph_name: NamedNode = GRAPH) -> Iterator[Quad]:
    """Yield the descriptions of all saved questions as quads of one graph, in a fixed order and without blank nodes."""
    questions = load_all()
    for query in questions:
        for predicate, value in _description(query):
            yield Quad(NamedNode(FOLDER + query.name), NamedNode(predicate), value, graph_name)
    yield Quad(PREFIXES, _TYPE, NamedNode(OWL + "Ontology"), graph_name)
    declared = sorted({pair for query in questions for pair in _PREFIX.findall(query.body)})
    for prefix, namespace in declared:
        declaration = NamedNode(f"{PREFIXES.value}#{prefix}")
        any_uri = NamedNode(XSD + "anyURI")
        yield Quad(PREFIXES, NamedNode(SH + "declare"), declaration, graph_name)
        yield Quad(declaration, NamedNode(SH + "prefix"), Literal(prefix), graph_name)
        yield Quad(declaration, NamedNode(SH + "namespace"), Literal(namespace, datatype=any_uri), graph_name)


def _description(query: SavedQuery) -> Iterator[tuple[str, NamedNode | Literal]]:
    yield RDF + "type", NamedNode(SH + "SPARQLExecutable")
    yield RDF + "type", NamedNode(SH + "SPARQLSelectExecutable")
    yield RDFS + "label", Literal(query.name)
    yield RDFS + "comment", Literal(query.zh, language="zh-Hans")
    yield RDFS + "comment", Literal(query.en, language="en")
    for tag in query.tags:
        yield SCHEMA + "keywords", Literal(tag)
    yield SH + "prefixes", PREFIXES
    yield SH + "select", Literal(query.body)
