"""The table of export formats: endings, media types, what each leaves out, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ..errors import ExportError
from ..graph import Graph
from . import jsonld, neo4j, networks, rdf, tables, turtle

_NO_GRAPHS = "which article's graph each triple stands in (its statements still name the article)"
_NO_CONTROLS = "control characters (each becomes U+FFFD)"
_NO_RDF = "the ontology, named graphs and runs"


@dataclass(frozen=True, slots=True)
class Format:
    """One export format. `write` writes a single file, `write_folder` several; one of the two is set."""

    name: str
    title: str
    media_type: str
    ending: str
    leaves_out: str = ""
    write: Callable[[Graph, BinaryIO], None] | None = None
    write_folder: Callable[[Graph, Path], None] | None = None
    needs: str = ""  # a library beyond what innokg needs itself; it comes with innokg[tables]


FORMATS: tuple[Format, ...] = (
    Format("nq", "N-Quads", "application/n-quads", ".nq", write=rdf.write_nquads),
    Format("trig", "TriG", "application/trig", ".trig", write=turtle.write_trig),
    Format("jsonld", "JSON-LD", "application/ld+json", ".jsonld", write=jsonld.write_jsonld),
    Format("ttl", "Turtle", "text/turtle", ".ttl", _NO_GRAPHS, turtle.write_turtle),
    Format("nt", "N-Triples", "application/n-triples", ".nt", _NO_GRAPHS, rdf.write_ntriples),
    Format("rdf", "RDF/XML", "application/rdf+xml", ".rdf", f"{_NO_GRAPHS}; {_NO_CONTROLS}", rdf.write_rdfxml),
    Format(
        "owl",
        "OWL in RDF/XML",
        "application/rdf+xml",
        ".owl",
        "statements with their evidence and modality, alignments beyond OWL 2 DL, and control characters",
        rdf.write_owl,
    ),
    Format("csv", "CSV tables", "text/csv", ".csv", _NO_RDF, write_folder=tables.write_csv),
    Format(
        "parquet",
        "Parquet tables",
        "application/vnd.apache.parquet",
        ".parquet",
        _NO_RDF,
        write_folder=tables.write_parquet,
        needs="pyarrow",
    ),
    Format(
        "xlsx",
        "Excel workbook",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
        _NO_RDF,
        tables.write_xlsx,
        needs="xlsxwriter",
    ),
    Format(
        "graphml",
        "GraphML",
        "application/graphml+xml",
        ".graphml",
        "sentences, proposed and denied facts, the ontology and named graphs",
        networks.write_graphml,
    ),
    Format(
        "gexf",
        "GEXF",
        "application/gexf+xml",
        ".gexf",
        "sentences, proposed and denied facts, the ontology and named graphs",
        networks.write_gexf,
    ),
    Format(
        "neo4j",
        "Neo4j bulk import",
        "text/csv",
        ".neo4j",
        "proposed and denied facts, the ontology and named graphs",
        write_folder=neo4j.write_neo4j,
    ),
)

COMPRESSIONS = (".gz", ".zst")
ARCHIVE = ".zip"


def format_of(target: Path | None, name: str | None = None) -> tuple[Format, str]:
    """Return the format that a name or a target's ending says, and the target's compression ("", .gz, .zst or .zip).

    Raises ExportError with the formats there are.
    """
    endings = [ending.lower() for ending in target.suffixes] if target else []
    compression = endings.pop() if endings and endings[-1] in (*COMPRESSIONS, ARCHIVE) else ""
    wanted = (name or (endings[-1] if endings else "")).lower().removeprefix(".")
    for format_ in FORMATS:
        if format_.name == wanted:
            if compression == ARCHIVE and format_.write is not None:
                raise ExportError(
                    f"{target}: {format_.title} is one file; compress it with {' or '.join(COMPRESSIONS)}"
                )
            if compression in COMPRESSIONS and format_.write is None:
                raise ExportError(f"{target}: {format_.title} are several files; compress them with {ARCHIVE}")
            return format_, compression
    known = " ".join(format_.ending for format_ in FORMATS)
    what = f"{target}: no format of this ending" if name is None and target else f"{name!r}: no such format"
    raise ExportError(f"{what}; use one of {known}")
