"""Python's readers of RDF: rdflib, pyoxigraph, Owlready2."""

from __future__ import annotations

from pathlib import Path

import owlready2
import pyoxigraph as ox
import rdflib
from innokg.graph import Graph
from innokg.ontology.namespaces import ID, OWL

from . import Peer
from .compare import WITH_GRAPHS, canonical, of_nquads, read, same

_RDFLIB = {
    "nq": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "framed": "json-ld",
    "nanopub": "trig",
    "ttl": "turtle",
    "nt": "nt",
    "rdf": "xml",
    "owl": "xml",
}


def _rdflib(name: str, path: Path, graph: Graph) -> str:
    found = rdflib.Dataset() if name in WITH_GRAPHS else rdflib.Graph()
    found.parse(path, format=_RDFLIB[name])
    data = found.serialize(format="nquads" if name in WITH_GRAPHS else "nt", encoding="utf-8")
    return same(name, path, graph, of_nquads(data))


_NP = "http://www.nanopub.org/nschema#"
_PARTS = """ASK {{ GRAPH <{this}#Head> {{ <{this}> a np:Nanopublication ; np:hasAssertion <{this}#assertion> ;
  np:hasProvenance <{this}#provenance> ; np:hasPublicationInfo <{this}#pubinfo> }}
  GRAPH <{this}#assertion> {{ ?a ?b ?c }} GRAPH <{this}#provenance> {{ <{this}#assertion> ?d ?e }}
  GRAPH <{this}#pubinfo> {{ <{this}> ?f ?g }} }}"""


def _pyoxigraph(name: str, path: Path, graph: Graph) -> str:
    if name == "nanopub":
        return _nanopubs(path, graph)
    if name == "owl":
        declared = ox.NamedNode(OWL + "NamedIndividual")
        found = canonical((quad for quad in read(name, path) if quad.object != declared), graphs=False)
        things = {q.triple for q in graph.quads() if q.subject.value.startswith(f"{ID}thing/")}
        assert {f"{t.subject} {t.predicate} {t.object}" for t in things} <= found, "what the articles say of things"
        return "every fact of a thing"
    return same(name, path, graph, read(name, path))


def _nanopubs(path: Path, graph: Graph) -> str:
    """See that each statement is a well-formed nanopublication that asserts nothing that the graph does not hold."""
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.TRIG)
    names = {quad.graph_name.value.partition("#")[0] for quad in store}
    statements = {row["s"].value for row in graph.query("SELECT DISTINCT ?s { ?s a ikg:Statement }")}
    assert {name.rpartition("/")[2] for name in names} == {iri.rpartition("/")[2] for iri in statements}
    assert len(list(store.named_graphs())) == 4 * len(names)
    for this in names:
        assert store.query(_PARTS.format(this=this), prefixes={"np": _NP}), this
    held = {quad.triple for quad in graph.quads()}
    asserted = {quad.triple for quad in store if quad.graph_name.value.endswith("#assertion")}
    assert asserted <= held
    return "well-formed, same facts"


def _owlready2(name: str, path: Path, graph: Graph) -> str:
    expected = canonical(read(name, path), graphs=False)
    world = owlready2.World()
    for iri in {row["o"].value for row in graph.query("SELECT ?o { ?s owl:imports ?o }")}:
        world.get_ontology(iri).loaded = True  # the ontology's parts, which the same file holds; else it fetches them
    with path.open("rb") as file:
        found = world.get_ontology("https://example.org/loaded#").load(fileobj=file)
    assert len(found.graph) == len(expected), f"{len(found.graph)} of {len(expected)}"
    if name == "owl":
        names = {individual.iri for individual in found.individuals()}
        mentioned = {row["x"].value for row in graph.query("SELECT DISTINCT ?x { ?a ikg:mentions ?x . ?x ?p ?o }")}
        assert mentioned <= names
    return "as many triples"


PEERS = (
    Peer("rdflib", tuple(_RDFLIB), _rdflib),
    Peer("pyoxigraph", ("nq", "trig", "jsonld", "framed", "rdf12", "nanopub", "ttl", "nt", "rdf", "owl"), _pyoxigraph),
    Peer("Owlready2", ("nt", "rdf", "owl"), _owlready2),
)
