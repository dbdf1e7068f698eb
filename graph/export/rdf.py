"""RDF in its own syntaxes: sorted, so that the same graph is the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

import pyoxigraph as ox

from ...ontology import load
from ...ontology.namespaces import ID, IKG, OWL, PREFIXES
from ..graph import RDF_TYPE, Graph
from .sorting import graph_names, lines_of, merged_lines, parsed

# Each sort of our IRIs has its own prefix: a local name may not hold a slash unescaped.
_SORTS = ("article", "evidence", "fact", "region", "run", "scheme", "statement", "thing")
EXPORT_PREFIXES = dict(
    sorted(
        {**{p: iri for p, iri in PREFIXES.items() if p != "id"}, **{sort: f"{ID}{sort}/" for sort in _SORTS}}.items()
    )
)

# Oxigraph writes prefixes in no fixed order, so the head is ours and its own is cut off: in Turtle a line for each
# prefix, in RDF/XML the declaration and the root element.
_TURTLE_HEAD = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in EXPORT_PREFIXES.items()).encode()
_XML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    + "".join(f' xmlns:{prefix}="{escape(iri)}"' for prefix, iri in EXPORT_PREFIXES.items())
    + ">\n"
).encode()
_XML_HEAD_LINES = 2


class _OtherHead:
    """A file that begins with our head in place of the first lines written to it."""

    def __init__(self, out: BinaryIO, head: bytes, lines: int):
        self._out = out
        self._skip = lines
        out.write(head)

    def write(self, data: bytes) -> int:
        rest = data
        while self._skip and rest:
            _, newline, rest = rest.partition(b"\n")
            self._skip -= bool(newline)
        if rest:
            self._out.write(rest)
        return len(data)

    def flush(self) -> None:
        self._out.flush()


def write_nquads(graph: Graph, out: BinaryIO) -> None:
    """Write N-Quads, in the order of graphs and then of triples."""
    for name in graph_names(graph):
        data = b"".join(lines_of(graph, name))
        # A line's end is the only place of these three bytes: within literals line ends are escaped.
        out.write(data if name is None else data.replace(b" .\n", f" <{name.value}> .\n".encode()))


def write_trig(graph: Graph, out: BinaryIO) -> None:
    """Write TriG, in the order of graphs and then of subjects."""
    quads = (
        ox.Quad(triple.subject, triple.predicate, triple.object, name or ox.DefaultGraph())
        for name in graph_names(graph)
        for triple in parsed(lines_of(graph, name))
    )
    _serialize(quads, out, ox.RdfFormat.TRIG)


def write_ntriples(graph: Graph, out: BinaryIO) -> None:
    """Write the triples of all graphs as N-Triples, sorted, each once."""
    out.writelines(merged_lines(graph))


def write_turtle(graph: Graph, out: BinaryIO) -> None:
    """Write the triples of all graphs as Turtle, in the order of subjects."""
    _serialize(parsed(merged_lines(graph)), out, ox.RdfFormat.TURTLE)


def write_rdfxml(graph: Graph, out: BinaryIO) -> None:
    """Write the triples of all graphs as RDF/XML, in the order of subjects."""
    _serialize(parsed(merged_lines(graph)), out, ox.RdfFormat.RDF_XML)


def write_owl(graph: Graph, out: BinaryIO) -> None:
    """Write ontology and facts as one OWL 2 DL document in RDF/XML, for Protégé and reasoners.

    Statements are left out, for their rdf:subject, rdf:predicate and rdf:object are reserved in OWL 2 DL. The parts of
    the ontology are merged, so only its own header is kept, without imports.
    """
    _serialize(_in_owl(graph), out, ox.RdfFormat.RDF_XML)


def _in_owl(graph: Graph) -> Iterator[ox.Triple]:
    exempt = {
        (quad.subject, quad.predicate, quad.object) for path in load.paths("dl-exempt") for quad in load.read(path)
    }
    ontologies = graph.quads(None, RDF_TYPE, ox.NamedNode(OWL + "Ontology"))
    parts = {quad.subject for quad in ontologies} - {ox.NamedNode(IKG.removesuffix("#"))}
    reified = tuple(f"{ID}{sort}/" for sort in ("statement", "evidence", "run"))
    for triple in parsed(merged_lines(graph)):
        if isinstance(triple.subject, ox.NamedNode) and triple.subject.value.startswith(reified):
            continue
        if (triple.subject, triple.predicate, triple.object) in exempt or triple.predicate.value == OWL + "imports":
            continue
        if triple.subject in parts:
            continue
        yield triple


def _serialize(content: Iterator[ox.Triple] | Iterator[ox.Quad], out: BinaryIO, rdf_format: ox.RdfFormat) -> None:
    if rdf_format == ox.RdfFormat.RDF_XML:
        target = _OtherHead(out, _XML_HEAD, _XML_HEAD_LINES)
    else:
        target = _OtherHead(out, _TURTLE_HEAD, len(EXPORT_PREFIXES))
    ox.serialize(content, target, rdf_format, prefixes=EXPORT_PREFIXES)  # pyright: ignore[reportArgumentType]
