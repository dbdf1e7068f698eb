"""Neo4j: the network of `networks` as a folder that `neo4j-admin database import full` takes.

    neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv --array-delimiter=";" neo4j

(The RDF itself comes in by the neosemantics plugin, from an export to .ttl or .nt.)
"""

from __future__ import annotations

import csv
from pathlib import Path

from ..graph import Graph
from .networks import NODE_VALUES, edges, nodes

# Neo4j's own delimiter of arrays is a semicolon; names are cleaned of it.
_ARRAY = ";"
_NOT_A_CLASS = "Thing"


def write_neo4j(graph: Graph, folder: Path) -> None:
    """Write nodes.csv and relationships.csv with Neo4j's typed heads, UTF-8 without a mark."""
    with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("iri:ID", "name", *NODE_VALUES, ":LABEL"))
        for node in nodes(graph):
            values = dict(node.values)
            labels = _ARRAY.join(_local(name) for name in node.classes) or _NOT_A_CLASS
            writer.writerow((node.iri, node.label, *(values.get(name, "") for name in NODE_VALUES), labels))
    with (folder / "relationships.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((":START_ID", ":TYPE", ":END_ID", "name", "modality", "confidence:double", "articles:int"))
        for edge in edges(graph):
            name = _local(edge.predicate)
            writer.writerow((edge.source, name, edge.target, edge.label, edge.modality, edge.confidence, edge.articles))


def _local(curie: str) -> str:
    """Return a class's or property's local name: a colon would need quoting in every Cypher query."""
    return curie.rpartition(":")[2]
