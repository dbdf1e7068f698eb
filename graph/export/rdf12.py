"""RDF 1.2: TriG in which each statement reifies its triple as a triple term, `<<( s p o )>>`, not as three.

Everything else is as in TriG. What reads RDF 1.1 only cannot read it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ..graph import Graph
from .turtle import Blocks, objects_of, write_graphs

_VERSION = b'VERSION "1.2"\n'
_PARTS = (b"rdf:subject", b"rdf:predicate", b"rdf:object")
_REIFIES = b"rdf:reifies"


def write_rdf12(graph: Graph, out: BinaryIO) -> None:
    """Write RDF 1.2 TriG, in the order of graphs and then of subjects."""
    out.write(_VERSION)
    write_graphs(graph, out, _with_triple_terms)


def _with_triple_terms(blocks: Blocks) -> Iterator[tuple[bytes, list[bytes]]]:
    """Put the triple term of each statement in the place of its parts; one that lacks a part stays as it is."""
    for subject, predicates in blocks:
        split = [(predicate, objects_of(objects)) for predicate, _, objects in (p.partition(b" ") for p in predicates)]
        parts = {predicate: objects[0] for predicate, objects in split if predicate in _PARTS and len(objects) == 1}
        if len(parts) < len(_PARTS):
            yield subject, predicates
            continue
        term = b"%s <<( %s )>>" % (_REIFIES, b" ".join(parts[part] for part in _PARTS))
        yield subject, sorted([term, *(p for p in predicates if p.partition(b" ")[0] not in parts)])
