"""Statements as the graph holds them, read into plain values: a fact, how it is put, and where an article says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from ..ontology import terms
from ..ontology.namespaces import DCTERMS, ID, OA, RDF, RDFS
from .graph import RDF_TYPE, Graph, Term

SUBJECT, PREDICATE, OBJECT = (ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
HAS_SOURCE, HAS_SELECTOR, START, END, EXACT = (
    ox.NamedNode(OA + name) for name in ("hasSource", "hasSelector", "start", "end", "exact")
)
IDENTIFIER, _TITLE = ox.NamedNode(DCTERMS + "identifier"), ox.NamedNode(DCTERMS + "title")
RDFS_LABEL = ox.NamedNode(RDFS + "label")

# Where the nodes of facts with several parts have their IRIs.
FACTS = ID + "fact/"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an article states something: code points [start, end) of its stored text, and the words there."""

    article: str  # its identifier
    start: int
    end: int
    quote: str
    article_iri: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class StatementEntry:
    """One ikg:Statement."""

    iri: str
    subject: ox.NamedNode
    predicate: ox.NamedNode
    object: ox.NamedNode | ox.Literal
    modality: str  # Asserted, Planned, Required or Proposed
    negated: bool
    confidence: Decimal | None
    rule: str
    post_title: str
    places: tuple[Place, ...]
    sources: tuple[str, ...] = ()  # identifiers of what states it without a place in a text: imports

    @property
    def is_composite(self) -> bool:
        """Is the fact one of several parts, whose node is the subject?"""
        return self.predicate == RDF_TYPE and self.subject.value.startswith(FACTS)


def read(graph: Graph, iri: ox.NamedNode) -> StatementEntry | None:
    """Return the statement of this IRI, or None where it lacks subject, predicate or object."""
    values: dict[ox.NamedNode, list[Term]] = {}
    for quad in graph.quads(iri):
        values.setdefault(quad.predicate, []).append(quad.object)

    def first(predicate: ox.NamedNode) -> Term | None:
        return min(values.get(predicate, ()), key=str, default=None)

    def text(predicate: ox.NamedNode) -> str:
        term = first(predicate)
        return "" if term is None or isinstance(term, ox.Triple) else term.value

    s, p, o = first(SUBJECT), first(PREDICATE), first(OBJECT)
    if (
        not isinstance(s, ox.NamedNode)
        or not isinstance(p, ox.NamedNode)
        or not isinstance(o, ox.NamedNode | ox.Literal)
    ):
        return None
    modality = text(terms.modality)
    evidence = set(values.get(terms.evidence, ()))
    return StatementEntry(
        iri=iri.value,
        subject=s,
        predicate=p,
        object=o,
        modality=modality.rpartition("#")[2] or "Asserted",
        negated=text(terms.negated) in ("true", "1"),
        confidence=_decimal(text(terms.confidence)),
        rule=text(terms.rule),
        post_title=text(terms.postTitle),
        places=tuple(sorted({place for node in evidence for place in places(graph, node)})),
        sources=tuple(sorted({source for node in evidence for source in _sources(graph, node)})),
    )


def _sources(graph: Graph, evidence: Term) -> Iterator[str]:
    """Yield the identifiers of the sources that evidence names without a place in them."""
    if isinstance(evidence, ox.NamedNode) and not graph.values(evidence, HAS_SELECTOR):
        for source in graph.values(evidence, HAS_SOURCE):
            if isinstance(source, ox.NamedNode):
                yield graph.value(source, IDENTIFIER) or source.value


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def places(graph: Graph, evidence: Term) -> Iterator[Place]:
    """Yield the places that a node of evidence points at: one for each of its articles."""
    if not isinstance(evidence, ox.NamedNode):
        return
    start = end = quote = ""
    for selector in graph.values(evidence, HAS_SELECTOR):
        if isinstance(selector, ox.NamedNode):
            start = graph.value(selector, START) or start
            end = graph.value(selector, END) or end
            quote = graph.value(selector, EXACT) or quote
    for source in graph.values(evidence, HAS_SOURCE):
        if isinstance(source, ox.NamedNode) and start.isdecimal() and end.isdecimal():
            yield Place(
                graph.value(source, IDENTIFIER), int(start), int(end), quote, source.value, graph.value(source, _TITLE)
            )


def all_statements(graph: Graph, article: ox.NamedNode | None = None) -> Iterator[StatementEntry]:
    """Yield the statements of an article's graph (None: of all), each once, in the store's order."""
    seen: set[str] = set()
    for quad in graph.quads(None, RDF_TYPE, terms.Statement, article):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value not in seen:
            seen.add(quad.subject.value)
            entry = read(graph, quad.subject)
            if entry is not None:
                yield entry


def about(graph: Graph, thing: ox.NamedNode) -> list[ox.NamedNode]:
    """Return the statements whose fact a thing is subject, object or a part of; sorted."""
    found: set[ox.NamedNode] = set()
    nodes = {thing}
    for quad in graph.quads(None, None, thing):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(FACTS):
            nodes.add(quad.subject)
    for node in nodes:
        found.update(
            quad.subject for quad in graph.quads(None, SUBJECT, node) if isinstance(quad.subject, ox.NamedNode)
        )
    found.update(quad.subject for quad in graph.quads(None, OBJECT, thing) if isinstance(quad.subject, ox.NamedNode))
    return sorted(found, key=lambda iri: iri.value)
