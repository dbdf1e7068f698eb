"""Nanopublications in TriG: each statement with its fact, where it comes from and what made it, to be cited by itself.

    nanopub:X          one for each ikg:Statement, X the statement's own name
    …#Head             which of its graphs is which
    …#assertion        the fact; what an article only proposes, or denies, is asserted as its saying, never as a fact
    …#provenance       the article, the words and their place, modality, confidence and rule
    …#pubinfo          the run that made it, and a label

See https://nanopub.net/guidelines/working_draft/ (Nanopublication Guidelines). Signing and publishing is their owner's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import BinaryIO

import pyoxigraph as ox

from ...ontology import terms
from ...ontology.namespaces import DCTERMS, ID, PROV, RDFS, SCHEMA
from ..explanation import value_of
from ..graph import RDF_TYPE, Graph, Term
from ..names import PREF_LABEL
from ..statements import HAS_SELECTOR, HAS_SOURCE, IDENTIFIER, OBJECT, PREDICATE, SUBJECT, StatementEntry
from .heads import WithoutHead
from .prefixes import EXPORT_PREFIXES
from .reading import name_of, sorted_statements
from .turtle import HEAD

_NP = "http://www.nanopub.org/nschema#"
_NANOPUB = f"{ID}nanopub/"
_FACT_OF = (SUBJECT, PREDICATE, OBJECT)
_OF_SAYING = (terms.modality, terms.negated)
_OF_ARTICLE = (IDENTIFIER, *(ox.NamedNode(iri) for iri in (DCTERMS + "title", SCHEMA + "datePublished")))
_DERIVED, _GENERATED = (ox.NamedNode(PROV + name) for name in ("wasDerivedFrom", "wasGeneratedBy"))

# The names of so many things are remembered: every article says the name of what many name.
_REMEMBERED = 10_000

_Triple = tuple[ox.NamedNode, ox.NamedNode, Term]


def write_nanopubs(graph: Graph, out: BinaryIO) -> None:
    """Write a nanopublication for each statement, in the order of their IRIs."""
    out.write(HEAD)
    target = WithoutHead(out, len(EXPORT_PREFIXES))
    ox.serialize(_nanopubs(graph), target, ox.RdfFormat.TRIG, prefixes=EXPORT_PREFIXES)  # pyright: ignore[reportArgumentType]


def _nanopubs(graph: Graph) -> Iterator[ox.Quad]:
    names = lru_cache(_REMEMBERED)(lambda node: _names(graph, node))
    told = lru_cache(_REMEMBERED)(lambda term: _told(graph, term))
    runs = lru_cache(_REMEMBERED)(lambda run: _run(graph, run))
    for entry in sorted_statements(graph):
        this = f"{_NANOPUB}{entry.iri.rpartition('/')[2]}"
        assertion = ox.NamedNode(f"{this}#assertion")
        parts = {
            "Head": _head(this),
            "assertion": _assertion(graph, entry, names),
            "provenance": _provenance(graph, entry, assertion),
            "pubinfo": _pubinfo(graph, entry, ox.NamedNode(this), told, runs),
        }
        for name, triples in parts.items():
            for triple in sorted(set(triples), key=lambda triple: [str(term) for term in triple]):
                yield ox.Quad(*triple, ox.NamedNode(f"{this}#{name}"))


def _head(this: str) -> Iterator[_Triple]:
    node = ox.NamedNode(this)
    yield node, RDF_TYPE, ox.NamedNode(_NP + "Nanopublication")
    for name, part in (("Assertion", "assertion"), ("Provenance", "provenance"), ("PublicationInfo", "pubinfo")):
        yield node, ox.NamedNode(f"{_NP}has{name}"), ox.NamedNode(f"{this}#{part}")


def is_stated(entry: StatementEntry) -> bool:
    """Does the statement make its fact one, as a direct triple of the graph?"""
    return not entry.negated and entry.modality != "Proposed"


def _names(graph: Graph, node: ox.NamedNode) -> list[ox.Literal]:
    """Return the preferred labels that say a thing's best name."""
    name = graph.label(node.value)
    labels = graph.values(node, PREF_LABEL) if name else []
    return [term for term in labels if isinstance(term, ox.Literal) and term.value == name]


def _assertion(
    graph: Graph, entry: StatementEntry, names: Callable[[ox.NamedNode], list[ox.Literal]]
) -> Iterator[_Triple]:
    """Yield the fact, or that it is proposed or denied, and the names of what takes part in it."""
    named: list[Term] = [entry.subject, entry.object]
    if entry.is_composite:
        for quad in graph.quads(entry.subject):
            yield entry.subject, quad.predicate, quad.object
            named.append(quad.object)
    elif is_stated(entry):
        yield entry.subject, entry.predicate, entry.object
    if not is_stated(entry):
        statement = ox.NamedNode(entry.iri)
        for predicate in (*_FACT_OF, *_OF_SAYING):
            for term in graph.values(statement, predicate):
                yield statement, predicate, term
    for node in named:
        if isinstance(node, ox.NamedNode):
            for label in names(node):
                yield node, PREF_LABEL, label


def _provenance(graph: Graph, entry: StatementEntry, assertion: ox.NamedNode) -> Iterator[_Triple]:
    """Yield where the assertion comes from: the statement but its fact, its evidence, and the articles by name."""
    statement = ox.NamedNode(entry.iri)
    yield assertion, _DERIVED, statement
    for quad in graph.quads(statement):
        if quad.predicate in (*_FACT_OF, _GENERATED):
            continue
        yield statement, quad.predicate, quad.object
        if quad.predicate == terms.evidence and isinstance(quad.object, ox.NamedNode):
            yield from _evidence(graph, quad.object, assertion)


def _evidence(graph: Graph, evidence: ox.NamedNode, assertion: ox.NamedNode) -> Iterator[_Triple]:
    for quad in graph.quads(evidence):
        yield evidence, quad.predicate, quad.object
        if not isinstance(quad.object, ox.NamedNode):
            continue
        if quad.predicate == HAS_SELECTOR:
            for inner in graph.quads(quad.object):
                yield quad.object, inner.predicate, inner.object
        if quad.predicate == HAS_SOURCE:
            yield assertion, _DERIVED, quad.object
            for predicate in _OF_ARTICLE:
                for term in graph.values(quad.object, predicate):
                    yield quad.object, predicate, term


def _told(graph: Graph, term: Term) -> tuple[str, str]:
    """Return the name of a thing or fact, if any, and how a term is told."""
    name = name_of(graph, term) if isinstance(term, ox.NamedNode) else ""
    return name or "", value_of(graph, term).text


def _run(graph: Graph, run: ox.NamedNode) -> set[_Triple]:
    """Return what is known of a run, once: every article that it read says it in its own graph."""
    return {(run, quad.predicate, quad.object) for quad in graph.quads(run)}


def _pubinfo(
    graph: Graph,
    entry: StatementEntry,
    this: ox.NamedNode,
    told: Callable[[Term], tuple[str, str]],
    runs: Callable[[ox.NamedNode], set[_Triple]],
) -> Iterator[_Triple]:
    """Yield what is known of the nanopublication itself."""
    (name, subject), (_, predicate), (_, value) = map(told, (entry.subject, entry.predicate, entry.object))
    label = f"{name or subject} · {predicate} · {value}"
    yield this, ox.NamedNode(RDFS + "label"), ox.Literal(label, language="zh-Hans")
    for run in graph.values(ox.NamedNode(entry.iri), _GENERATED):
        yield this, _GENERATED, run
        if isinstance(run, ox.NamedNode):
            yield from runs(run)
