"""The namespaces of innokg: one constant each, one table of prefixes, one function that binds them.

Plain strings, so that importing this costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rdflib import Graph

IKG: Final = "https://w3id.org/innokg/ns#"
ID: Final = "https://w3id.org/innokg/id/"

DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
OA: Final = "http://www.w3.org/ns/oa#"
ORG: Final = "http://www.w3.org/ns/org#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
QB: Final = "http://purl.org/linked-data/cube#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "https://schema.org/"
SH: Final = "http://www.w3.org/ns/shacl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
TIME: Final = "http://www.w3.org/2006/time#"
VANN: Final = "http://purl.org/vocab/vann/"
WD: Final = "http://www.wikidata.org/entity/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

PREFIXES: Final[dict[str, str]] = {
    "ikg": IKG,
    "id": ID,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "oa": OA,
    "org": ORG,
    "owl": OWL,
    "prov": PROV,
    "qb": QB,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "time": TIME,
    "vann": VANN,
    "wd": WD,
    "xsd": XSD,
}


def bind(graph: Graph) -> Graph:
    """Bind every prefix of `PREFIXES` in an rdflib graph, in place of what it had, and return the graph."""
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri, override=True, replace=True)
    return graph


def expand(curie: str) -> str:
    """Turn `skos:altLabel` into its full IRI; raise `ValueError` where the prefix is not one of `PREFIXES`."""
    prefix, colon, local = curie.partition(":")
    if not colon or prefix not in PREFIXES:
        raise ValueError(f"{curie!r}: no such prefix; known are {', '.join(PREFIXES)}")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """Turn a full IRI into `prefix:local` by the longest namespace that fits; where none fits, leave it as it is."""
    fitting = [(iri_start, prefix) for prefix, iri_start in PREFIXES.items() if iri.startswith(iri_start)]
    if not fitting:
        return iri
    iri_start, prefix = max(fitting, key=lambda pair: len(pair[0]))
    return f"{prefix}:{iri[len(iri_start) :]}"
