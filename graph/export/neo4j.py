"""Neo4j: the network of `networks` as a folder that `neo4j-admin database import full` takes.

    neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv --array-delimiter=";" neo4j

Beside it neosemantics.cypher: the settings by which the neosemantics plugin (n10s) takes the RDF itself, an export to
.ttl, into another database. Held against Neo4j's operations manual (import: header format, full import) and the
reference and source of neosemantics.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ...ontology.namespaces import DCTERMS, PREFIXES
from ..graph import Graph
from .networks import NODE_VALUES, edges, nodes
from .reading import Reading

# Neo4j's own delimiter of arrays; in a value its full-width form stands for it.
_ARRAY, _IN_VALUE = ";", "；"
_NOT_A_CLASS = "Thing"
# The plugin refuses any prefix but its own for the namespaces that it knows.
_RESERVED = {DCTERMS: "dct"}

# How neosemantics is to map RDF: names of terms by prefix, every value with its language or datatype, classes as
# labels. No `multivalPropList`: of a property that such a list does not name, one value only would stay.
_SETTINGS = {
    "handleVocabUris": "SHORTEN",
    "handleMultival": "ARRAY",
    "keepLangTag": True,
    "keepCustomDataTypes": True,
    "handleRDFTypes": "LABELS",
}
# Unless told so, the plugin drops of a property's values those of another datatype than the first: a year beside a day.
_IMPORT = {"commitSize": 10_000, "strictDataTypeCheck": False}
_CYPHER = """// Settings for neosemantics (n10s), Neo4j's plugin for RDF. In an empty database:
//   innokg export graph.ttl        then put graph.ttl into Neo4j's import folder, and run this file by cypher-shell.
// Every property is a list, for it may have several values: n.ikg__confidence[0].
CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE;
CALL n10s.graphconfig.init({settings});
{prefixes}
CALL n10s.rdf.import.fetch("file:///var/lib/neo4j/import/graph.ttl", "Turtle", {how});
"""


def write_neo4j(graph: Graph, folder: Path, proposed: bool = False) -> None:
    """Write nodes.csv and relationships.csv with Neo4j's typed heads, and the settings for its RDF plugin."""
    (folder / "neosemantics.cypher").write_text(_cypher(), "utf-8", newline="\n")
    with Reading(graph) as reading:
        _write_tables(reading, folder, proposed)


def _write_tables(reading: Reading, folder: Path, proposed: bool) -> None:
    with (folder / "nodes.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("iri:ID", "name", *(f"{name}:string[]" for name in NODE_VALUES), ":LABEL"))
        for node in nodes(reading, proposed):
            values = (_array(node.values.get(name, ())) for name in NODE_VALUES)
            writer.writerow((node.iri, _line(node.label), *values, _array(map(_local, node.classes)) or _NOT_A_CLASS))
    with (folder / "relationships.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow((":START_ID", ":TYPE", ":END_ID", "name", "modality", "confidence:double", "articles:int"))
        for edge in edges(reading, proposed):
            name = _local(edge.predicate)
            writer.writerow((edge.source, name, edge.target, edge.label, edge.modality, edge.confidence, edge.articles))


def _cypher() -> str:
    prefixes = sorted((_RESERVED.get(iri, prefix), iri) for prefix, iri in PREFIXES.items() if prefix != "id")
    return _CYPHER.format(
        settings=_map(_SETTINGS),
        prefixes="\n".join(f'CALL n10s.nsprefixes.add("{prefix}", "{iri}");' for prefix, iri in prefixes),
        how=_map(_IMPORT),
    )


def _map(values: Mapping[str, object]) -> str:
    """Return a map as Cypher writes it: JSON but for the quotes around its keys."""
    return "{" + ", ".join(f"{key}: {json.dumps(value)}" for key, value in values.items()) + "}"


def _array(values: Iterable[str]) -> str:
    return _ARRAY.join(_line(value).replace(_ARRAY, _IN_VALUE) for value in values)


def _line(text: str) -> str:
    """Return a text in one line: Neo4j takes line ends within a field only when told to, and much slower."""
    return " ".join(text.split())


def _local(curie: str) -> str:
    """Return a class's or property's local name: a colon would need quoting in every Cypher query."""
    return curie.rpartition(":")[2]
