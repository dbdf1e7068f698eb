"""Neo4j: the network of `networks` as a folder that `neo4j-admin database import full` takes.

    neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv --array-delimiter=";" neo4j

Beside it neosemantics.cypher: the settings by which the neosemantics plugin (n10s) takes the RDF itself, an export to
.ttl, into another database.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from ...ontology.namespaces import PREFIXES, RDFS, SKOS
from ..graph import Graph
from .networks import NODE_VALUES, edges, nodes
from .reading import Reading

# Neo4j's own delimiter of arrays is a semicolon; names are cleaned of it.
_ARRAY = ";"
_NOT_A_CLASS = "Thing"


# How neosemantics is to map RDF: names of terms by prefix, so that none are lost; values that come several times as
# lists, the texts among them with their languages; classes as labels.
_SETTINGS = {
    "handleVocabUris": "SHORTEN",
    "handleMultival": "ARRAY",
    "keepLangTag": True,
    "keepCustomDataTypes": True,
    "handleRDFTypes": "LABELS",
}
_MULTIPLE = (SKOS + "altLabel", SKOS + "prefLabel", RDFS + "label", SKOS + "notation")
_CYPHER = """// Settings for neosemantics (n10s), Neo4j's plugin for RDF. In an empty database:
//   innokg export graph.ttl        then put graph.ttl into Neo4j's import folder, and run this file by cypher-shell.
CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
CALL n10s.graphconfig.init({settings});
{prefixes}
CALL n10s.rdf.import.fetch("file:///var/lib/neo4j/import/graph.ttl", "Turtle", {{commitSize: 10000}});
"""


def write_neo4j(graph: Graph, folder: Path, proposed: bool = False) -> None:
    """Write nodes.csv and relationships.csv with Neo4j's typed heads, and the settings for its RDF plugin."""
    (folder / "neosemantics.cypher").write_text(_cypher(), "utf-8", newline="\n")
    with Reading(graph) as reading:
        _write_tables(reading, folder, proposed)


def _write_tables(reading: Reading, folder: Path, proposed: bool) -> None:
    with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("iri:ID", "name", *NODE_VALUES, ":LABEL"))
        for node in nodes(reading, proposed):
            values = {name: _line(text) for name, text in node.values}
            labels = _ARRAY.join(_local(name) for name in node.classes) or _NOT_A_CLASS
            writer.writerow((node.iri, _line(node.label), *(values.get(name, "") for name in NODE_VALUES), labels))
    with (folder / "relationships.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((":START_ID", ":TYPE", ":END_ID", "name", "modality", "confidence:double", "articles:int"))
        for edge in edges(reading, proposed):
            name = _local(edge.predicate)
            writer.writerow((edge.source, name, edge.target, edge.label, edge.modality, edge.confidence, edge.articles))


def _cypher() -> str:
    settings = {**_SETTINGS, "multivalPropList": list(_MULTIPLE)}
    # Cypher's maps are JSON but for the quotes around their keys.
    text = ", ".join(f"{key}: {json.dumps(value)}" for key, value in settings.items())
    prefixes = "\n".join(
        f'CALL n10s.nsprefixes.add("{prefix}", "{iri}");' for prefix, iri in sorted(PREFIXES.items()) if prefix != "id"
    )
    return _CYPHER.format(settings=f"{{{text}}}", prefixes=prefixes)


def _line(text: str) -> str:
    """Return a text in one line: Neo4j takes line ends within a field only when told to, and much slower."""
    return " ".join(text.split())


def _local(curie: str) -> str:
    """Return a class's or property's local name: a colon would need quoting in every Cypher query."""
    return curie.rpartition(":")[2]
