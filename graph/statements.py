"""Statements as the graph holds them, read into plain values: a fact, how it is put, and where an article says it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from ..ontology import terms
from ..ontology.namespaces import DCTERMS, ID, OA, RDF, RDFS
from .graph import RDF_TYPE, Graph, Term, text_of

SUBJECT, PREDICATE, OBJECT = (ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
HAS_SOURCE, HAS_SELECTOR, START, END, EXACT = (
    ox.NamedNode(OA + name) for name in ("hasSource", "hasSelector", "start", "end", "exact")
)
IDENTIFIER = ox.NamedNode(DCTERMS + "identifier")
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


_Said = dict[ox.NamedNode, list[Term]]


def _said(graph: Graph, node: ox.NamedNode) -> _Said:
    """Return what is said of a node, by predicate: read at once, for a look-up costs more than a few quads."""
    said: _Said = {}
    for quad in graph.quads(node):
        said.setdefault(quad.predicate, []).append(quad.object)
    return said


def _first(said: _Said, predicate: ox.NamedNode) -> Term | None:
    return min(said.get(predicate, ()), key=str, default=None)


def _text(said: _Said, predicate: ox.NamedNode) -> str:
    term = _first(said, predicate)
    return "" if term is None else text_of(term)


def read(graph: Graph, iri: ox.NamedNode) -> StatementEntry | None:
    """Return the statement of this IRI, or None where it lacks subject, predicate or object."""
    said = _said(graph, iri)
    s, p, o = _first(said, SUBJECT), _first(said, PREDICATE), _first(said, OBJECT)
    if (
        not isinstance(s, ox.NamedNode)
        or not isinstance(p, ox.NamedNode)
        or not isinstance(o, ox.NamedNode | ox.Literal)
    ):
        return None
    nodes = {node for node in said.get(terms.evidence, ()) if isinstance(node, ox.NamedNode)}
    evidence = [_said(graph, node) for node in nodes]
    return StatementEntry(
        iri=iri.value,
        subject=s,
        predicate=p,
        object=o,
        modality=_text(said, terms.modality).rpartition("#")[2] or "Asserted",
        negated=_text(said, terms.negated) in ("true", "1"),
        confidence=_decimal(_text(said, terms.confidence)),
        rule=_text(said, terms.rule),
        post_title=_text(said, terms.postTitle),
        places=tuple(sorted({place for told in evidence for place in _places(graph, told)})),
        sources=tuple(sorted({source for told in evidence for source in _sources(graph, told)})),
    )


def _sources(graph: Graph, evidence: _Said) -> Iterator[str]:
    """Yield the identifiers of the sources that evidence names without a place in them."""
    for source in () if evidence.get(HAS_SELECTOR) else evidence.get(HAS_SOURCE, ()):
        if isinstance(source, ox.NamedNode):
            yield graph.source(source.value)[0] or source.value


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def places(graph: Graph, evidence: Term) -> Iterator[Place]:
    """Yield the places that a node of evidence points at: one for each of its articles."""
    return _places(graph, _said(graph, evidence)) if isinstance(evidence, ox.NamedNode) else iter(())


def _places(graph: Graph, evidence: _Said) -> Iterator[Place]:
    start = end = quote = ""
    for selector in sorted(set(evidence.get(HAS_SELECTOR, ())), key=str):
        if isinstance(selector, ox.NamedNode):
            said = _said(graph, selector)
            start, end, quote = (
                _text(said, part) or before for part, before in ((START, start), (END, end), (EXACT, quote))
            )
    for source in set(evidence.get(HAS_SOURCE, ())):
        if isinstance(source, ox.NamedNode) and start.isdecimal() and end.isdecimal():
            identifier, title = graph.source(source.value)
            yield Place(identifier, int(start), int(end), quote, source.value, title)


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
