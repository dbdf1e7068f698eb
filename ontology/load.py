"""Where the Turtle of the ontology stands, and how it is read: by group of files, as quads or as an rdflib graph.

The groups are `ontology` (the OWL itself), `alignments`, `dl-exempt` (alignments that OWL 2 DL does not allow),
`schemes` (SKOS), `shapes` (SHACL, of facts) and `term-shapes` (SHACL, of the ontology itself).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad, RdfFormat, parse

if TYPE_CHECKING:
    from rdflib import Graph

Group = Literal["ontology", "alignments", "dl-exempt", "schemes", "shapes", "term-shapes"]

FOLDER: Final = Path(__file__).resolve().parent
GROUPS: Final[dict[Group, str]] = {
    "ontology": "*.ttl",
    "alignments": "alignments/*.ttl",
    "dl-exempt": "alignments/dl-exempt/*.ttl",
    "schemes": "schemes/*.ttl",
    "shapes": "shapes/*.ttl",
    "term-shapes": "shapes/terms/*.ttl",
}
"""Each group as a pattern under `FOLDER`."""

# What a store needs beside the facts, so that every term and concept in it has its labels and its meaning.
STORE_GROUPS: Final[tuple[Group, ...]] = ("ontology", "alignments", "dl-exempt", "schemes")


class OntologyError(Exception):
    """A Turtle file of the ontology could not be read; the message names the file and the place."""


def paths(*groups: Group, folder: Path = FOLDER) -> list[Path]:
    """Return the Turtle files of the groups, sorted by name within each group; all groups where none is named."""
    return [path for group in groups or GROUPS for path in sorted(folder.glob(GROUPS[group]))]


def read(path: Path) -> list[Quad]:
    """Parse one Turtle file; raise `OntologyError` naming file, line and fault where it does not parse."""
    try:
        return list(parse(path.read_bytes(), format=RdfFormat.TURTLE, rename_blank_nodes=True))
    except (SyntaxError, ValueError) as fault:
        raise OntologyError(f"{path}: {fault}. Mend the Turtle there.") from fault


def quads(files: Iterable[Path], graph_name: NamedNode | None = None) -> Iterator[Quad]:
    """Yield the triples of the files as quads of one graph, sorted, with blank nodes named the same at every run."""
    dataset = Dataset(quad for path in files for quad in read(path))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    graph = graph_name or DefaultGraph()
    for quad in sorted(dataset, key=str):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)


def ontology_quads(graph_name: NamedNode | None = None) -> Iterator[Quad]:
    """Yield what a store of facts needs beside them: the ontology, its alignments and the SKOS schemes."""
    return quads(paths(*STORE_GROUPS), graph_name)


def rdflib_graph(*groups: Group) -> Graph:
    """Return the groups (all where none is named) as one rdflib graph with the project's prefixes bound."""
    from rdflib import Graph
    from rdflib.exceptions import ParserError
    from rdflib.plugins.parsers.notation3 import BadSyntax

    from .namespaces import bind

    graph = bind(Graph())
    for path in paths(*groups):
        try:
            graph.parse(path, format="turtle")
        except (BadSyntax, ParserError) as fault:
            raise OntologyError(f"{path}: {fault}. Mend the Turtle there.") from fault
    return graph
