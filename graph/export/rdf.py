"""N-Quads, N-Triples, RDF/XML and OWL: sorted, so that the same graph is the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import BinaryIO

import pyoxigraph as ox

from ...ontology import load
from ...ontology.namespaces import ID, IKG, OWL, RDF, RDFS
from ..graph import RDF_TYPE, Graph
from .heads import WithoutHead
from .prefixes import EXPORT_PREFIXES
from .sorting import batches, blocks_of, graph_names, merged_lines, parsed
from .xmltext import for_xml

# In place of Oxigraph's own: declaration and root element.
_XML_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF'
    + "".join(f' xmlns:{prefix}="{escape(iri)}"' for prefix, iri in EXPORT_PREFIXES.items())
    + ">\n"
).encode()
_XML_HEAD_LINES = 2


def write_nquads(graph: Graph, out: BinaryIO) -> None:
    """Write N-Quads, in the order of graphs and then of triples."""
    for name in graph_names(graph):
        # A line's end is the only place of these three bytes: within literals line ends are escaped.
        end = b" .\n" if name is None else f" <{name.value}> .\n".encode()
        with blocks_of(graph, name) as blocks:
            for block in blocks:
                data = b"".join(block)
                out.write(data if name is None else data.replace(b" .\n", end))


def write_ntriples(graph: Graph, out: BinaryIO) -> None:
    """Write the triples of all graphs as N-Triples, sorted, each once."""
    for batch in batches(merged_lines(graph)):  # zstd's file has no `writelines`
        out.write(b"".join(batch))


def write_rdfxml(graph: Graph, out: BinaryIO) -> None:
    """Write the triples of all graphs as RDF/XML, in the order of subjects."""
    _serialize(parsed(merged_lines(graph)), out)


def write_owl(graph: Graph, out: BinaryIO) -> None:
    """Write ontology and facts as one OWL 2 DL document in RDF/XML, for Protégé and reasoners.

    Statements are left out, for their rdf:subject, rdf:predicate and rdf:object are reserved in OWL 2 DL. The parts of
    the ontology are merged, so only its own header is kept, without imports.
    """
    _serialize(_in_owl(graph), out)


def _in_owl(graph: Graph) -> Iterator[ox.Triple]:
    exempt = {
        (quad.subject, quad.predicate, quad.object) for path in load.paths("dl-exempt") for quad in load.read(path)
    }
    ontologies = graph.quads(None, RDF_TYPE, ox.NamedNode(OWL + "Ontology"))
    parts = {quad.subject for quad in ontologies} - {ox.NamedNode(IKG.removesuffix("#"))}
    reified = tuple(f"{ID}{sort}/" for sort in ("statement", "evidence", "run"))
    terms = _Declarations()
    individual: ox.NamedNode | ox.BlankNode | ox.Triple | None = None
    for triple in parsed(merged_lines(graph)):
        iri = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
        if iri.startswith(reified):
            continue
        if iri.startswith(ID) and triple.subject != individual:
            individual = triple.subject  # Owlready2 and Protégé list only what is declared an individual
            yield ox.Triple(triple.subject, RDF_TYPE, ox.NamedNode(OWL + "NamedIndividual"))
        if (triple.subject, triple.predicate, triple.object) in exempt or triple.predicate.value == OWL + "imports":
            continue
        if triple.subject in parts:
            continue
        terms.see(triple)
        yield triple
    yield from terms.missing()


class _Declarations:
    """The classes and properties that a document uses: OWL 2 DL wants each declared, others' as well as ours."""

    _KINDS = tuple(OWL + name for name in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"))
    _BUILT_IN = (OWL, RDF, RDFS)

    def __init__(self) -> None:
        self._declared: set[ox.NamedNode] = set()
        self._classes: set[ox.NamedNode] = set()
        self._properties: set[ox.NamedNode] = set()

    def see(self, triple: ox.Triple) -> None:
        """Take note of what a triple uses and declares."""
        self._properties.add(triple.predicate)
        if triple.predicate == RDF_TYPE and isinstance(triple.object, ox.NamedNode):
            self._classes.add(triple.object)
            if triple.object.value in self._KINDS and isinstance(triple.subject, ox.NamedNode):
                self._declared.add(triple.subject)

    def missing(self) -> Iterator[ox.Triple]:
        """Yield the declarations that are lacking: a property that no one says more of is an annotation."""
        for found, kind in ((self._classes, "Class"), (self._properties, "AnnotationProperty")):
            for term in sorted(found - self._declared, key=lambda term: term.value):
                if not term.value.startswith(self._BUILT_IN):
                    yield ox.Triple(term, RDF_TYPE, ox.NamedNode(OWL + kind))


def _serialize(triples: Iterator[ox.Triple], out: BinaryIO) -> None:
    triples = map(_for_xml, triples)
    out.write(_XML_HEAD)
    target = WithoutHead(out, _XML_HEAD_LINES)
    ox.serialize(triples, target, ox.RdfFormat.RDF_XML, prefixes=EXPORT_PREFIXES)  # pyright: ignore[reportArgumentType]


def _for_xml(triple: ox.Triple) -> ox.Triple:
    term = triple.object
    if not isinstance(term, ox.Literal) or for_xml(term.value) == term.value:
        return triple
    text = for_xml(term.value)
    literal = ox.Literal(text, language=term.language) if term.language else ox.Literal(text, datatype=term.datatype)
    return ox.Triple(triple.subject, triple.predicate, literal)
