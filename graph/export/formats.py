"""The table of export formats: endings, media types, what each leaves out, and what writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import ExportError
from . import framed, jsonld, nanopubs, neo4j, networks, rdf, rdf12, tables, turtle

_NO_GRAPHS = "which article's graph each triple stands in (its statements still name the article)"
_NO_CONTROLS = "control characters (each becomes U+FFFD)"
_NO_WORDS = "sentences, denied facts, proposed ones unless --include-proposed, the ontology and named graphs"
_NO_RDF = "the ontology, named graphs and runs"


@dataclass(frozen=True, slots=True)
class Format:
    """One export format. `write` writes a single file, `write_folder` several; one of the two is set.

    What is merely proposed is written where `proposed` is True; else only when told to, by a keyword of that name.
    """

    name: str
    title: str
    media_type: str
    ending: str
    leaves_out: str = ""
    write: Callable[..., None] | None = None
    write_folder: Callable[..., None] | None = None
    needs: str = ""  # a library beyond what innokg needs itself; it comes with innokg[tables]
    proposed: bool = True


FORMATS: tuple[Format, ...] = (
    Format("nq", "N-Quads", "application/n-quads", ".nq", write=rdf.write_nquads),
    Format("trig", "TriG", "application/trig", ".trig", write=turtle.write_trig),
    Format("jsonld", "JSON-LD", "application/ld+json", ".jsonld", write=jsonld.write_jsonld),
    Format(
        "framed",
        "JSON-LD by thing",
        "application/ld+json",
        ".framed.jsonld",
        _NO_GRAPHS,
        framed.write_framed,
    ),
    Format(
        "rdf12",
        "RDF 1.2 TriG",
        "application/trig",
        ".rdf12.trig",
        write=rdf12.write_rdf12,
    ),
    Format(
        "nanopub",
        "Nanopublications",
        "application/trig",
        ".nanopub.trig",
        "the ontology, the schemes, and what no statement says",
        nanopubs.write_nanopubs,
    ),
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
        f"{_NO_RDF}; what a cell has beyond 32,767 characters",
        tables.write_xlsx,
        needs="xlsxwriter",
    ),
    Format(
        "graphml",
        "GraphML",
        "application/graphml+xml",
        ".graphml",
        f"{_NO_WORDS}; {_NO_CONTROLS}",
        networks.write_graphml,
        proposed=False,
    ),
    Format(
        "gexf",
        "GEXF",
        "application/gexf+xml",
        ".gexf",
        f"{_NO_WORDS}; {_NO_CONTROLS}",
        networks.write_gexf,
        proposed=False,
    ),
    Format(
        "neo4j",
        "Neo4j bulk import",
        "text/csv",
        ".neo4j",
        _NO_WORDS,
        write_folder=neo4j.write_neo4j,
        proposed=False,
    ),
)

COMPRESSIONS = (".gz", ".zst")
ARCHIVE = ".zip"


def format_of(target: Path | None, name: str | None = None) -> tuple[Format, str]:
    """Return the format that a name or a target's ending says, and the compression ("", .gz, .zst or .zip).

    The longest ending that fits counts; a name may carry a compression too (nq.gz). Raises ExportError with the formats
    there are.
    """
    said = f".{name.removeprefix('.')}" if name is not None else target.name if target else ""
    bare, compression = _split(said.lower())
    if name is not None and not compression and target is not None:
        compression = _split(target.name.lower())[1]
    fitting = [format_ for format_ in FORMATS if bare == f".{format_.name}" or bare.endswith(format_.ending)]
    if not fitting:
        known = " ".join(format_.ending for format_ in FORMATS)
        what = f"{target}: no format of this ending" if name is None and target else f"{name!r}: no such format"
        raise ExportError(f"{what}; use one of {known}")
    format_ = max(fitting, key=lambda format_: (bare == f".{format_.name}", len(format_.ending)))
    if compression == ARCHIVE and format_.write is not None:
        raise ExportError(f"{target}: {format_.title} is one file; compress it with {' or '.join(COMPRESSIONS)}")
    return format_, compression


def _split(name: str) -> tuple[str, str]:
    """Return a name without the ending of a compression, and that ending."""
    for ending in (*COMPRESSIONS, ARCHIVE):
        if name.endswith(ending):
            return name.removesuffix(ending), ending
    return name, ""
