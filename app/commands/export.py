"""`innokg export`: the graph as a file for other tools."""

from __future__ import annotations

import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from .. import console
from ..exits import AppError, ExitCode
from ..options import graph_option


@click.command(short_help="Write the graph as a file for other tools.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@graph_option
@click.option("--format", "-f", "format_", metavar="FORMAT", help="Where FILE's ending does not say it, or FILE is -.")
@click.option("--article", "articles", multiple=True, metavar="NAME", help="Only this article; may be repeated.")
@click.option("--class", "classes", multiple=True, metavar="CLASS", help="Only facts of things of this class.")
@click.option("--min-confidence", metavar="0..1", help="Only facts of at least this confidence.")
@click.option(
    "--include-proposed/--no-proposed",
    "proposed",
    default=None,
    help="With or without what articles merely propose; by default networks are without, all else is with it.",
)
@click.option("--no-evidence", is_flag=True, help="Without sentences and their places.")
@click.option("--no-ontology", is_flag=True, help="Without the ontology and the schemes.")
@click.option("--inferred", is_flag=True, help="With what follows from the ontology's hierarchies.")
def command(
    file: Path,
    directory: Path,
    format_: str | None,
    articles: tuple[str, ...],
    classes: tuple[str, ...],
    min_confidence: str | None,
    proposed: bool | None,
    no_evidence: bool,
    no_ontology: bool,
    inferred: bool,
) -> ExitCode:
    """Write the graph, or a part of it, to FILE (- is standard output), in the format that its ending says.

    \b
    RDF        .nq .trig .jsonld .ttl .nt .rdf .owl .framed.jsonld .nanopub.trig .rdf12.trig
    tables     .csv .parquet .xlsx
    networks   .graphml .gexf .neo4j
    .gz or .zst after any compresses; .csv .parquet .neo4j are folders, or with .zip one archive.
    """
    from ...graph import open_graph
    from ...graph.export import Selection, export

    selection = Selection(
        articles=frozenset(articles),
        classes=frozenset(classes),
        min_confidence=_confidence(min_confidence),
        proposed=proposed,
        evidence=not no_evidence,
        ontology=not no_ontology,
        inferred=inferred,
    )
    to_stdout = str(file) == "-"
    with open_graph(directory) as graph:
        exported = export(graph, sys.stdout.buffer if to_stdout else file, format_, selection)
    if exported.leaves_out:
        console.tell(f"left out of {exported.format.title}: {exported.leaves_out}")
    if not to_stdout:
        console.tell(f"written: {file}")
    return ExitCode.DONE


def _confidence(text: str | None) -> Decimal | None:
    try:
        number = None if text is None else Decimal(text)
        if number is None or 0 <= number <= 1:
            return number
    except InvalidOperation:  # no number, or NaN, which cannot be compared
        pass
    raise AppError(f"--min-confidence {text}: write a number from 0 to 1")
