"""The results of a SPARQL query in a format: rows, yes or no, or triples."""

from __future__ import annotations

import pyoxigraph as ox

from ..ontology.namespaces import PREFIXES, shorten
from . import console
from .exits import AppError

ROWS = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
TRIPLES = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def serialized(results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, name: str | None, width: int) -> bytes:
    """Return the results in the format of that name (None: table for rows, Turtle for triples).

    `width` is how many columns a table may take. Raises AppError where the results have no such format.
    """
    if isinstance(results, ox.QueryTriples):
        format_ = _pick(TRIPLES, name or "ttl", "triples")
        return ox.serialize(sorted(set(results), key=str), format=format_, prefixes=PREFIXES) or b""
    if name in (None, "table"):
        return _table(results, width)
    format_ = _pick(ROWS, name, "rows", "table")
    return results.serialize(format=format_) or b""


def _pick(formats: dict, name: str, what: str, *more: str):
    if name not in formats:
        raise AppError(f"--format {name}: {what} come as {', '.join((*more, *formats))}")
    return formats[name]


def _table(results: ox.QuerySolutions | ox.QueryBoolean, width: int) -> bytes:
    if isinstance(results, ox.QueryBoolean):
        return b"yes\n" if results else b"no\n"
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for variable in results.variables:
        table.add_column(Text(variable.value), overflow="fold")
    for solution in results:
        table.add_row(*(Text(_shown(term)) for term in solution))
    return console.drawn(table, width).encode()


def _shown(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple | None) -> str:
    if term is None:
        return ""
    if isinstance(term, ox.NamedNode):
        return shorten(term.value)
    return term.value if isinstance(term, ox.Literal) else str(term)
