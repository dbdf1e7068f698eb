"""Processors of JSON-LD: PyLD and jsonld.js. Both expand the document and compact it again."""

from __future__ import annotations

import json
from pathlib import Path

from innokg.graph import Graph
from pyld import jsonld

from . import Peer
from .compare import canonical, of_nquads, same
from .shell_rdf import needs_node, node

_FORMATS = ("jsonld", "framed")
_NQUADS = {"format": "application/n-quads"}


def _pyld(name: str, path: Path, graph: Graph) -> str:
    document = json.loads(path.read_bytes())
    expanded = jsonld.expand(document)
    compacted = jsonld.compact(expanded, document["@context"])
    once, again = (jsonld.to_rdf(form, _NQUADS).encode() for form in (document, compacted))
    assert canonical(of_nquads(again), graphs=True) == canonical(of_nquads(once), graphs=True)
    return same(name, path, graph, of_nquads(once))


def _jsonld_js(name: str, path: Path, graph: Graph) -> str:
    return same(name, path, graph, of_nquads(node("jsonld", "application/ld+json", path)))


PEERS = (Peer("PyLD", _FORMATS, _pyld), Peer("jsonld.js", _FORMATS, _jsonld_js, needs_node))
