"""Graphs for the tests of the saved questions: the same quads behind pyoxigraph and behind rdflib."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.plugins.sparql import prepareQuery


class OxGraph:
    """What innokg.graph offers, over quads in memory."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.store = ox.Store()
        self.store.extend(quads)

    def query(self, query: str, substitutions: Mapping[str, Any] | None = None) -> Any:
        bound = {ox.Variable(name): term for name, term in (substitutions or {}).items()}
        return self.store.query(query, substitutions=bound, use_default_graph_as_union=True)


class Solutions:
    def __init__(self, variables: list[ox.Variable], rows: list[tuple[Any, ...]]) -> None:
        self.variables, self.rows = variables, rows

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)


class RdflibGraph:
    """The same over rdflib, so that each question is seen to be plain SPARQL 1.1."""

    def __init__(self, quads: Iterable[ox.Quad]) -> None:
        self.dataset = rdflib.Dataset(default_union=True)
        self.dataset.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format="nquads")

    def query(self, query: str, substitutions: Mapping[str, Any] | None = None) -> Solutions:
        bindings = {name: to_rdflib(term) for name, term in (substitutions or {}).items()}
        prepared = prepareQuery(query)
        result = self.dataset.query(prepared, initBindings=bindings)
        names = [str(name) for name in result.vars or []]
        rows = [tuple(from_rdflib(row[name]) if row[name] is not None else None for name in names) for row in result]
        return Solutions([ox.Variable(name) for name in names], rows)


def to_rdflib(term: Any) -> Any:
    if isinstance(term, ox.Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        plain = term.datatype.value == str(rdflib.XSD.string)
        return rdflib.Literal(term.value, datatype=None if plain else rdflib.URIRef(term.datatype.value))
    return rdflib.URIRef(term.value)


def from_rdflib(term: Any) -> Any:
    if isinstance(term, rdflib.Literal):
        if term.language:
            return ox.Literal(str(term), language=term.language)
        return (
            ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
        )
    return ox.NamedNode(str(term))
