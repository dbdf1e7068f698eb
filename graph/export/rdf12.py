"""RDF 1.2: TriG in which each statement reifies its triple as a triple term, `<<( s p o )>>`, not as three.

Everything else is as in TriG. What reads RDF 1.1 only cannot read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import BinaryIO

from ...ontology.namespaces import RDF
from ..graph import Graph
from .turtle import write_graphs

_VERSION = b'VERSION "1.2"\n'
_PARTS = tuple(f"<{RDF}{part}>".encode() for part in ("subject", "predicate", "object"))
_REIFIES = f"<{RDF}reifies>".encode()


def write_rdf12(graph: Graph, out: BinaryIO) -> None:
    """Write RDF 1.2 TriG, in the order of graphs and then of subjects."""
    out.write(_VERSION)
    write_graphs(graph, out, _with_triple_terms)


def _with_triple_terms(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Put the triple term of each statement in the place of its parts; one that lacks a part stays as it is."""
    for subject, of_subject in groupby(lines, key=lambda line: line.partition(b" ")[0]):
        rows = [line.split(b" ", 2) for line in of_subject]
        parts = {p: o.removesuffix(b" .\n") for _, p, o in rows if p in _PARTS}
        whole = len(parts) == len(_PARTS) == sum(p in _PARTS for _, p, _ in rows)
        if whole:
            term = b"<<( " + b" ".join(parts[part] for part in _PARTS) + b" )>>"
            yield b" ".join((subject, _REIFIES, term)) + b" .\n"
        for _, p, o in rows:
            if not (whole and p in _PARTS):
                yield b" ".join((subject, p, o))
