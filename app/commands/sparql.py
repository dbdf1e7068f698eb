"""`innokg sparql`: any SPARQL query, with innokg's prefixes declared and the union of all graphs as default graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import console
from ..exits import AppError, ExitCode
from ..options import graph_option, output_option


@click.command(short_help="Answer any SPARQL query.")
@click.argument("query", metavar="QUERY|FILE|-")
@graph_option
@click.option(
    "--format",
    "-f",
    "format_",
    metavar="FORMAT",
    help="Rows: table, csv, tsv, json, xml. Triples: ttl, nt, rdf, jsonld.",
)
@output_option
def command(query: str, directory: Path, format_: str | None, output: Path | None) -> ExitCode:
    """Answer a SPARQL query, given as text, as a file, or on standard input (-).

    innokg's prefixes (ikg, skos, rdf, ...) need not be declared. The default graph is the union of all articles.
    """
    text = _text(query)
    from ...graph import open_graph
    from ..results import serialized

    with open_graph(directory) as graph, console.stoppable():
        data = serialized(graph.query(text), format_, console.width())
    console.deliver(data, output)
    return ExitCode.DONE


def _text(query: str) -> str:
    if query == "-":
        return sys.stdin.read()
    if any(c in query for c in "{\n") or not _may_be_file(query):
        return query
    path = Path(query)
    try:
        return path.read_text("utf-8")
    except OSError as fault:
        raise AppError(f"{path}: {fault.strerror}; name a file with a query, or write the query itself") from None
    except UnicodeDecodeError:
        raise AppError(f"{path}: not UTF-8 text; name a file with a SPARQL query") from None


def _may_be_file(query: str) -> bool:
    """Could this be meant as a file's name? Every query of more than a word has a space, and few file names do."""
    return " " not in query.strip() or Path(query).exists()
