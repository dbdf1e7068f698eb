"""JSON-LD 1.1: one node object a subject, in its named graph, with readable names from a context.

The context gives `@vocab` our namespace, so that classes and properties of ours are bare names (`ledBy`), and every
other namespace a prefix. Values keep their datatypes and languages, so nothing is lost.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import BinaryIO

import pyoxigraph as ox

from ...ontology.namespaces import IKG, XSD
from ..graph import RDF_TYPE, Graph, Term
from .prefixes import EXPORT_PREFIXES
from .sorting import blocks_of, graph_names, parsed

CONTEXT = {
    "@version": 1.1,
    "@vocab": IKG,
    "id": "@id",
    "type": "@type",
    **EXPORT_PREFIXES,
}
# Names that need no quoting in any reader; what does not match is written as a full IRI.
_LOCAL = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_ID_LOCAL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_STRING = XSD + "string"
_BY_LENGTH = sorted(((iri, prefix) for prefix, iri in EXPORT_PREFIXES.items()), key=lambda pair: -len(pair[0]))


def write_jsonld(graph: Graph, out: BinaryIO) -> None:
    """Write a graph as one JSON-LD document, a node a line."""
    out.write(b'{"@context": ' + as_json(CONTEXT) + b',\n"@graph": [')
    separator = b"\n"
    for name in graph_names(graph):
        with blocks_of(graph, name) as blocks:
            nodes = map(as_json, _nodes(parsed(chain.from_iterable(blocks))))
            if name is None:
                for node in nodes:
                    out.write(separator + node)
                    separator = b",\n"
                continue
            out.write(separator + b'{"id": ' + as_json(compact_id(name.value)) + b', "@graph": [')
            separator = b"\n"
            for node in nodes:
                out.write(separator + node)
                separator = b",\n"
            out.write(b"\n]}")
            separator = b",\n"
    out.write(b"\n]}\n")


def as_json(value: object) -> bytes:
    """Return a value as JSON in one line."""
    return json.dumps(value, ensure_ascii=False).encode()


def _nodes(triples: Iterable[ox.Triple]) -> Iterator[dict]:
    """Yield a node object for each subject; the triples come sorted by subject and predicate."""
    for subject, of_subject in groupby(triples, key=lambda triple: triple.subject):
        node: dict[str, object] = {"id": id_of(subject)}
        for predicate, of_predicate in groupby(of_subject, key=lambda triple: triple.predicate):
            objects = [triple.object for triple in of_predicate]
            if predicate == RDF_TYPE:
                node["type"] = one_or_more([compact_name(_iri(term)) for term in objects])
            else:
                node[compact_name(predicate.value)] = one_or_more([value_object(term) for term in objects])
        yield node


def one_or_more(values: list) -> object:
    """Return the one value, or where there are several all of them."""
    return values[0] if len(values) == 1 else values


def _iri(term: Term) -> str:
    return str(term) if isinstance(term, ox.BlankNode | ox.Triple) else term.value


def id_of(term: Term) -> str:
    """Return the `@id` of a node."""
    return str(term) if isinstance(term, ox.BlankNode) else compact_id(_iri(term))


def value_object(term: Term) -> object:
    """Return a term as a value, with its datatype or language."""
    if not isinstance(term, ox.Literal):
        return {"id": id_of(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    if term.datatype.value == _STRING:
        return term.value
    return {"@value": term.value, "@type": compact_name(term.datatype.value)}


def compact_name(iri: str) -> str:
    """Return the name of a class, property or datatype: bare where it is ours and not also a prefix (`evidence`)."""
    if iri.startswith(IKG) and _LOCAL.fullmatch(iri, len(IKG)) and iri[len(IKG) :] not in CONTEXT:
        return iri[len(IKG) :]
    return _compact(iri, _LOCAL)


def compact_id(iri: str) -> str:
    """Return an IRI by its prefix."""
    return _compact(iri, _ID_LOCAL)


def _compact(iri: str, local: re.Pattern[str]) -> str:
    for start, prefix in _BY_LENGTH:
        if iri.startswith(start) and local.fullmatch(iri, len(start)):
            return f"{prefix}:{iri[len(start) :]}"
    return iri
