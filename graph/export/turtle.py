"""Turtle and TriG from sorted N-Triples lines: subjects and predicates are gathered and IRIs shortened, no more.

Oxigraph's own writer puts prefixes in another order at every run, and builds an object for every term, which takes
longer than all else; an N-Triples term is a Turtle term as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import BinaryIO

from ...ontology.namespaces import RDF
from ..graph import Graph
from .prefixes import EXPORT_PREFIXES
from .sorting import graph_names, lines_of, merged_lines

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in EXPORT_PREFIXES.items()).encode()
_NAMESPACES = {iri.encode(): prefix.encode() for prefix, iri in EXPORT_PREFIXES.items()}
# Local names that need no escape in any reader; other IRIs stay in full.
_IRI = re.compile(rb"<([^>]*[#/])([A-Za-z0-9_][A-Za-z0-9_-]*)>")
_TYPE = f"<{RDF}type>".encode()
_DATATYPE = b'"^^<'

# Terms that are remembered in their short form: predicates and classes always fit, things mostly.
_REMEMBERED = 100_000
_LINE_END = b" .\n"


@lru_cache(maxsize=_REMEMBERED)
def _short(term: bytes) -> bytes:
    """Return an IRI with its prefix, where it has one; other terms as they are."""
    found = _IRI.fullmatch(term)
    prefix = _NAMESPACES.get(found[1]) if found else None
    return term if found is None or prefix is None else prefix + b":" + found[2]


def _object(term: bytes) -> bytes:
    if not term.startswith(b'"'):
        return _short(term)
    text, mark, datatype = term.rpartition(_DATATYPE)
    # Quotes within a literal are escaped, so only its real end is a bare quote before a datatype.
    return text + b'"^^' + _short(b"<" + datatype) if mark and datatype.endswith(b">") else term


def write_lines(lines: Iterable[bytes], out: BinaryIO, indent: bytes) -> None:
    """Write N-Triples lines as Turtle; neighbours of one subject are gathered."""
    subject = predicate = b""
    for line in lines:
        s, p, rest = line.split(b" ", 2)
        o = _object(rest[: -len(_LINE_END)])
        if s != subject:
            start = _LINE_END if subject else b""
            out.write(start + indent + _short(s) + b" " + (b"a" if p == _TYPE else _short(p)) + b" " + o)
        elif p != predicate:
            out.write(b" ;\n\t" + indent + (b"a" if p == _TYPE else _short(p)) + b" " + o)
        else:
            out.write(b" , " + o)
        subject, predicate = s, p
    if subject:
        out.write(_LINE_END)


def write_turtle(graph: Graph, out: BinaryIO) -> None:
    """Write the triples of all graphs as Turtle, in the order of subjects."""
    out.write(HEAD)
    write_lines(merged_lines(graph), out, b"")


def write_trig(graph: Graph, out: BinaryIO) -> None:
    """Write TriG, in the order of graphs and then of subjects."""
    write_graphs(graph, out, iter)


def write_graphs(graph: Graph, out: BinaryIO, put: Callable[[Iterable[bytes]], Iterator[bytes]]) -> None:
    """Write TriG of what `put` makes of each graph's sorted lines."""
    out.write(HEAD)
    for name in graph_names(graph):
        with lines_of(graph, name) as lines:
            if name is None:
                write_lines(put(lines), out, b"")
            else:
                write_graph(name.value, put(lines), out)


def write_graph(name: str, lines: Iterable[bytes], out: BinaryIO) -> None:
    """Write one named graph of sorted N-Triples lines."""
    out.write(b"\n" + _short(f"<{name}>".encode()) + b" {\n")
    write_lines(lines, out, b"\t")
    out.write(b"}\n")
