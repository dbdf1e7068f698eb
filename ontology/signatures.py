"""What may stand on either side of a property: its domain and range as the Turtle gives them, with the classes below.

Local names throughout (`ledBy`, `Consortium`); terms of other vocabularies keep their prefix (`schema:author`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL
from rdflib.term import Node

from . import load
from .namespaces import IKG, shorten


@dataclass(frozen=True, slots=True)
class Signature:
    """A property's two sides; an empty `domain` or `range` restricts nothing.

    `range` holds classes, `datatype` the datatype of a literal (`xsd:decimal`; "" where OWL has none for it, as for
    dates), `choices` the only literals allowed.
    """

    domain: frozenset[str]
    range: frozenset[str]
    literal: bool
    datatype: str = ""
    choices: frozenset[str] = frozenset()


@cache
def _ontology() -> Graph:
    graph = Graph()
    for path in load.paths("ontology"):
        graph.parse(path, format="turtle")
    return graph


@cache
def signatures() -> dict[str, Signature]:
    """Return the signature of every object and datatype property of the ontology, by local name."""
    graph = _ontology()
    kinds = ((OWL.ObjectProperty, False), (OWL.DatatypeProperty, True))
    return {
        _name(term): _signature(graph, term, literal)
        for kind, literal in kinds
        for term in sorted(term for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef))
    }


@cache
def superclasses(name: str) -> frozenset[str]:
    """Return a class and all above it, by local name."""
    graph, found, todo = _ontology(), set[str](), [URIRef(IKG + name)]
    while todo:
        term = todo.pop()
        if _name(term) not in found:
            found.add(_name(term))
            todo += [above for above in graph.objects(term, RDFS.subClassOf) if isinstance(above, URIRef)]
    return frozenset(found)


def fits(classes: Iterable[str], allowed: frozenset[str]) -> bool:
    """May a thing of these classes stand where only `allowed` (or anything, where that is empty) may?"""
    return not allowed or any(allowed & superclasses(name) for name in classes)


def _name(term: URIRef) -> str:
    return str(term).removeprefix(IKG) if str(term).startswith(IKG) else shorten(str(term))


def _signature(graph: Graph, term: URIRef, literal: bool) -> Signature:
    domain = frozenset(name for node in graph.objects(term, RDFS.domain) for name in _classes(graph, node))
    side = graph.value(term, RDFS.range)
    if not literal:
        return Signature(domain, frozenset(_classes(graph, side)) if side else frozenset(), False)
    if side is None or isinstance(side, URIRef):
        return Signature(domain, frozenset(), True, _name(side) if isinstance(side, URIRef) else "")
    choices = graph.value(side, OWL.oneOf)
    based = graph.value(side, OWL.onDatatype)
    return Signature(
        domain,
        frozenset(),
        True,
        _name(based) if isinstance(based, URIRef) else "",
        frozenset(str(item) for item in Collection(graph, choices)) if choices else frozenset(),
    )


def _classes(graph: Graph, node: Node) -> Iterator[str]:
    """The classes that a domain or range names: itself, or those of its union."""
    if isinstance(node, URIRef):
        yield _name(node)
        return
    union = graph.value(node, OWL.unionOf)
    for member in Collection(graph, union) if union else ():
        if isinstance(member, URIRef):
            yield _name(member)
