"""Counts of what stands in a store: things by class, statements by predicate and by modality."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from pyoxigraph import QuerySolution, QuerySolutions, Store

from ..ontology.namespaces import ID, PREFIXES, shorten

# Things are what articles mention; a thing that several articles mention counts once.
_BY_CLASS = "SELECT ?key (COUNT(DISTINCT ?x) AS ?n) { ?a ikg:mentions ?x . ?x a ?key } GROUP BY ?key"
_THINGS = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?a ikg:mentions ?x }"
# The predicate of a several-part fact is rdf:type, so its class tells more.
_BY_PREDICATE = f"""SELECT ?key (COUNT(?s) AS ?n) {{
  ?s a ikg:Statement ; rdf:subject ?x ; rdf:predicate ?p ; rdf:object ?o
  BIND(IF(?p = rdf:type && STRSTARTS(STR(?x), "{ID}fact/"), ?o, ?p) AS ?key)
}} GROUP BY ?key"""
_BY_MODALITY = "SELECT ?key (COUNT(?s) AS ?n) { ?s a ikg:Statement ; ikg:modality ?key } GROUP BY ?key"
_STATEMENTS = "SELECT (COUNT(?s) AS ?n) { ?s a ikg:Statement }"
_NEGATED = "SELECT (COUNT(?s) AS ?n) { ?s a ikg:Statement ; ikg:negated true }"


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers of things and of statements."""

    things: int
    statements: int
    negated: int
    by_class: dict[str, int]
    by_predicate: dict[str, int]
    by_modality: dict[str, int]


def count(store: Store) -> Counts:
    """Count a store's things and statements."""
    return Counts(
        things=_number(store, _THINGS),
        statements=_number(store, _STATEMENTS),
        negated=_number(store, _NEGATED),
        by_class=_table(store, _BY_CLASS),
        by_predicate=_table(store, _BY_PREDICATE),
        by_modality={name.removeprefix("ikg:"): number for name, number in _table(store, _BY_MODALITY).items()},
    )


def _rows(store: Store, query: str) -> Iterator[QuerySolution]:
    results = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
    return iter(cast(QuerySolutions, results))  # a SELECT gives nothing else


def _number(store: Store, query: str) -> int:
    for row in _rows(store, query):
        return int(row["n"].value)
    return 0


def _table(store: Store, query: str) -> dict[str, int]:
    return dict(
        sorted(
            (shorten(row["key"].value), int(row["n"].value)) for row in _rows(store, query) if row["key"] is not None
        )
    )
