"""The facts as a network of nodes and labelled, directed edges: GraphML (yEd, NetworkX, igraph) and GEXF (Gephi).

A fact with several parts is a node too, with an edge to each thing that is a part of it. Facts whose object is a date
are attributes of their node. Only what is stated counts: nothing denied, and nothing proposed unless it is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

import pyoxigraph as ox

from ...ontology import terms
from ...ontology.namespaces import ID, shorten
from ..graph import RDF_TYPE, Graph
from ..statements import StatementEntry
from .reading import Reading
from .rows import SEPARATOR, named_things
from .sorting import sorted_texts
from .xmltext import for_xml

_TEXT_OF_OBSERVATION = ("indicator", "value", "amount", "unit", "currency", "mechanismKind", "requirementKind")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing, or a fact with several parts. `values` are its literals, by name of the attribute."""

    iri: str
    label: str
    classes: tuple[str, ...]
    values: dict[str, tuple[str, ...]]

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the attributes that there are, their values in one text."""
        for name in NODE_VALUES:
            if self.values.get(name):
                yield name, SEPARATOR.join(self.values[name])


@dataclass(frozen=True, slots=True)
class Edge:
    """A fact between two nodes; `confidence` is its surest statement's, `articles` how many say so."""

    source: str
    target: str
    predicate: str
    label: str
    modality: str
    confidence: float
    articles: int


# Attributes of nodes beside their label, and of edges: name and type.
NODE_VALUES = ("establishedOn", "issuedOn", "names")
EDGE_VALUES = (("predicate", "string"), ("modality", "string"), ("confidence", "double"), ("articles", "int"))


def _stated(reading: Reading, proposed: bool) -> Iterator[StatementEntry]:
    for entry in reading.statements():
        if not entry.negated and (proposed or entry.modality != "Proposed"):
            yield entry


def nodes(reading: Reading, proposed: bool = False) -> Iterator[Node]:
    """Yield the nodes in the order of their IRIs."""
    graph = reading.graph
    articles = (article.iri for article in graph.articles())
    for iri in sorted_texts(chain(named_things(reading), articles, _composites_and_parts(reading, proposed))):
        node = ox.NamedNode(iri)
        kinds = tuple(shorten(t.value) for t in graph.values(node, RDF_TYPE) if isinstance(t, ox.NamedNode))
        label = reading.name(node) or _in_words(graph, node)
        dates = {"establishedOn": terms.establishedOn, "issuedOn": terms.issuedOn}
        values = {
            name: tuple(term.value for term in graph.values(node, predicate) if isinstance(term, ox.Literal))
            for name, predicate in dates.items()
        }
        yield Node(iri, label or iri, kinds, values | {"names": graph.names_of(iri)[1:]})


def _composites_and_parts(reading: Reading, proposed: bool) -> Iterator[str]:
    """Yield the facts with several parts, and the things that are their parts."""
    for entry in _stated(reading, proposed):
        if entry.is_composite:
            yield entry.subject.value
            for quad in reading.graph.quads(entry.subject):
                if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(ID):
                    yield quad.object.value


def _in_words(graph: Graph, node: ox.NamedNode) -> str:
    """Return the literals of a several-part fact that has no label of its own."""
    return " ".join(
        filter(
            None,
            (
                graph.value(node, ox.NamedNode(terms.about.value.replace("about", name)))
                for name in _TEXT_OF_OBSERVATION
            ),
        )
    )


def edges(reading: Reading, proposed: bool = False) -> Iterator[Edge]:
    """Yield the edges in the order of source, predicate and target."""
    # No IRI has a tab, and it comes before all that IRIs have, so that lines are in the order of their parts.
    found = (line.split("\t") for line in sorted_texts(_sayings(reading, proposed)))
    for (source, predicate, target), sayings in groupby(found, key=lambda parts: (parts[0], parts[1], parts[2])):
        confidence, modality, articles = _summed(json.loads(saying) for *_, saying in sayings)
        label = reading.value(ox.NamedNode(predicate)).text
        yield Edge(source, target, shorten(predicate), label, modality, confidence, articles)


def _sayings(reading: Reading, proposed: bool) -> Iterator[str]:
    """Yield a line for each edge that a statement makes: source, predicate, target, and what is said of it as JSON."""
    for entry in _stated(reading, proposed):
        triples = (
            [(quad.predicate, quad.object) for quad in reading.graph.quads(entry.subject) if quad.predicate != RDF_TYPE]
            if entry.is_composite
            else [(entry.predicate, entry.object)]
        )
        articles = [place.article_iri for place in entry.places]
        saying = json.dumps([float(entry.confidence or 0), entry.iri, entry.modality, articles])
        for predicate, term in set(triples):
            if isinstance(term, ox.NamedNode) and term.value.startswith(ID):
                yield "\t".join((entry.subject.value, predicate.value, term.value, saying))


def _summed(sayings: Iterable[tuple[float, str, str, list[str]]]) -> tuple[float, str, int]:
    """Return the confidence and modality of the surest saying, and how many articles there are."""
    surest, articles = (0.0, "", ""), set[str]()
    for confidence, iri, modality, where in sayings:
        surest = max(surest, (confidence, iri, modality))
        articles.update(where)
    return surest[0], surest[2], len(articles)


def write_graphml(graph: Graph, out: BinaryIO, proposed: bool = False) -> None:
    """Write GraphML 1.0."""
    with Reading(graph) as reading:
        _write_graphml(reading, out, proposed)


def _write_graphml(reading: Reading, out: BinaryIO, proposed: bool) -> None:
    xml = _Xml(out)
    xml.open("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for name in ("label", "classes", *NODE_VALUES):
        xml.empty("key", {"id": f"n_{name}", "for": "node", "attr.name": name, "attr.type": "string"})
    for name, type_ in (("label", "string"), *EDGE_VALUES):
        xml.empty("key", {"id": f"e_{name}", "for": "edge", "attr.name": name, "attr.type": type_})
    xml.open("graph", id="innokg", edgedefault="directed")
    for node in nodes(reading, proposed):
        xml.open("node", id=node.iri)
        for name, value in (("label", node.label), ("classes", SEPARATOR.join(node.classes)), *node.texts()):
            xml.text("data", value, key=f"n_{name}")
        xml.close("node")
    for number, edge in enumerate(edges(reading, proposed)):
        xml.open("edge", id=f"e{number}", source=edge.source, target=edge.target)
        for name, value in _edge_values(edge, ("label", *(name for name, _ in EDGE_VALUES))):
            xml.text("data", value, key=f"e_{name}")
        xml.close("edge")
    xml.close("graph")
    xml.close("graphml")
    xml.end()


def write_gexf(graph: Graph, out: BinaryIO, proposed: bool = False) -> None:
    """Write GEXF 1.3."""
    with Reading(graph) as reading:
        _write_gexf(reading, out, proposed)


def _write_gexf(reading: Reading, out: BinaryIO, proposed: bool) -> None:
    xml = _Xml(out)
    xml.open("gexf", xmlns="http://gexf.net/1.3", version="1.3")
    xml.open("graph", defaultedgetype="directed", mode="static")
    xml.open("attributes", **{"class": "node"})
    for name in ("classes", *NODE_VALUES):
        xml.empty("attribute", {"id": f"n_{name}", "title": name, "type": "string"})
    xml.close("attributes")
    xml.open("attributes", **{"class": "edge"})
    for name, type_ in EDGE_VALUES:
        xml.empty("attribute", {"id": f"e_{name}", "title": name, "type": type_.replace("int", "integer")})
    xml.close("attributes")
    xml.open("nodes")
    for node in nodes(reading, proposed):
        xml.open("node", id=node.iri, label=node.label)
        xml.open("attvalues")
        for name, value in (("classes", SEPARATOR.join(node.classes)), *node.texts()):
            xml.empty("attvalue", {"for": f"n_{name}", "value": value})
        xml.close("attvalues")
        xml.close("node")
    xml.close("nodes")
    xml.open("edges")
    for number, edge in enumerate(edges(reading, proposed)):
        xml.open("edge", id=f"e{number}", source=edge.source, target=edge.target, label=edge.label, kind=edge.predicate)
        xml.open("attvalues")
        for name, value in _edge_values(edge, tuple(name for name, _ in EDGE_VALUES)):
            xml.empty("attvalue", {"for": f"e_{name}", "value": value})
        xml.close("attvalues")
        xml.close("edge")
    xml.close("edges")
    xml.close("graph")
    xml.close("gexf")
    xml.end()


def _edge_values(edge: Edge, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        yield name, str(getattr(edge, name))


class _Xml:
    """XML written as it comes; escaping is the library's."""

    def __init__(self, out: BinaryIO):
        self._generator = XMLGenerator(out, "utf-8", short_empty_elements=True)  # pyright: ignore[reportArgumentType]
        self._generator.startDocument()

    def open(self, name: str, **attributes: str) -> None:
        self._generator.startElement(name, _attributes(attributes))
        self._generator.ignorableWhitespace("\n")

    def close(self, name: str) -> None:
        self._generator.endElement(name)
        self._generator.ignorableWhitespace("\n")

    def empty(self, name: str, attributes: dict[str, str]) -> None:
        self._generator.startElement(name, _attributes(attributes))
        self.close(name)

    def text(self, name: str, text: str, **attributes: str) -> None:
        self._generator.startElement(name, _attributes(attributes))
        self._generator.characters(for_xml(text))
        self.close(name)

    def end(self) -> None:
        self._generator.endDocument()


def _attributes(values: dict[str, str]) -> AttributesImpl:
    return AttributesImpl({name: for_xml(value) for name, value in values.items()})
