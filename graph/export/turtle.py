"""Turtle and TriG: what Oxigraph dumps of each graph, sorted by subjects.

Oxigraph shortens IRIs in less time than any code here could, and gathers what is said of a subject in one graph; to
write a triple costs hardly more than to read it. What is left is to sort, and to join what several graphs say of one
subject. Between steps a subject is a line, `subject predicate object , object<tab>predicate object .`: line ends and
tabs within literals are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, groupby
from typing import BinaryIO

import pyoxigraph as ox

from ...ontology.namespaces import RDF
from ..graph import Graph
from .heads import WithoutHead
from .prefixes import EXPORT_PREFIXES
from .sorting import RUN_BYTES, Runs, batches, graph_names

HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in EXPORT_PREFIXES.items()).encode()

# Of each subject: its name, and its predicates with their objects.
Blocks = Iterable[tuple[bytes, list[bytes]]]

_END = b" .\n"
_NEXT_PREDICATE = b" ;\n\t"
_TAB = b"\t"
# What stands between objects may stand within literals too, which go first.
_LITERAL_OR_COMMA = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"| , ')


def write_turtle(graph: Graph, out: BinaryIO) -> None:
    """Write the triples of all graphs as Turtle, in the order of subjects."""
    out.write(HEAD)
    with ExitStack() as stack:
        _write_blocks(blocks(graph, graph_names(graph), stack), out)


def write_trig(graph: Graph, out: BinaryIO) -> None:
    """Write TriG, in the order of graphs and then of subjects."""
    write_graphs(graph, out, iter)


def write_graphs(graph: Graph, out: BinaryIO, put: Callable[[Blocks], Blocks]) -> None:
    """Write TriG of what `put` makes of each graph's subjects."""
    out.write(HEAD)
    for name in graph_names(graph):
        with ExitStack() as stack:
            of_graph = put(blocks(graph, [name], stack))
            if name is None:
                _write_blocks(of_graph, out)
                continue
            out.write(b"\n" + _short(name) + b" {\n")
            _write_blocks(of_graph, out, indent=_TAB)
            out.write(b"}\n")


def blocks(
    graph: Graph, names: Iterable[ox.NamedNode | None], stack: ExitStack, run_bytes: int = RUN_BYTES
) -> Iterator[tuple[bytes, list[bytes]]]:
    """Yield each subject of these graphs, with its predicates and their objects; all sorted, each triple once."""
    runs = Runs(stack, run_bytes, _END, (_NEXT_PREDICATE, _TAB))
    for name in names:
        graph.dump_turtle(name, WithoutHead(runs, len(EXPORT_PREFIXES)), EXPORT_PREFIXES)
    for subject, lines in groupby(runs.lines(), key=lambda line: line.partition(b" ")[0]):
        told = [line[len(subject) + 1 : -len(_END)].split(_TAB) for line in lines]
        yield subject, sorted(map(_with_sorted_objects, told[0])) if len(told) == 1 else _joined(chain(*told))


def _joined(parts: Iterable[bytes]) -> list[bytes]:
    """Join what several graphs say of one subject."""
    objects: dict[bytes, set[bytes]] = {}
    for part in parts:
        predicate, _, rest = part.partition(b" ")
        objects.setdefault(predicate, set()).update(objects_of(rest))
    return [predicate + b" " + b" , ".join(sorted(found)) for predicate, found in sorted(objects.items())]


def _with_sorted_objects(part: bytes) -> bytes:
    if b" , " not in part:
        return part
    predicate, _, rest = part.partition(b" ")
    return predicate + b" " + b" , ".join(sorted(objects_of(rest)))


def objects_of(text: bytes) -> list[bytes]:
    """Return the objects in a list of them."""
    if b" , " not in text:
        return [text]
    return _LITERAL_OR_COMMA.sub(lambda found: b"\n" if found[0] == b" , " else found[0], text).split(b"\n")


def _write_blocks(of_graph: Blocks, out: BinaryIO, indent: bytes = b"") -> None:
    between = _NEXT_PREDICATE + indent
    lines = (b"%s%s %s%s" % (indent, subject, between.join(parts), _END) for subject, parts in of_graph)
    for batch in batches(lines):
        out.write(b"".join(batch))


def _short(name: ox.NamedNode) -> bytes:
    """Return a graph's name as Oxigraph writes names."""
    type_ = ox.NamedNode(RDF + "type")
    text = ox.serialize([ox.Triple(name, type_, type_)], format=ox.RdfFormat.TURTLE, prefixes=EXPORT_PREFIXES) or b""
    return text.splitlines()[len(EXPORT_PREFIXES)].partition(b" ")[0]
