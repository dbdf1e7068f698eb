"""`innokg import`: other people's RDF beside the articles."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

import click

from .. import console
from ..exits import AppError, ExitCode
from ..options import graph_option


@click.command("import", short_help="Read other RDF beside the articles, to compare it with them.")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@graph_option
@click.option("--name", metavar="NAME", help="What to call it; by default as its file.")
@click.option("--format", "-f", "format_", metavar="FORMAT", help="Where FILE's ending does not say it.")
@click.option("--confidence", metavar="0..1", default="1", show_default=True, help="What its facts count for.")
@click.option("--replace", is_flag=True, help="In place of the import of the same name.")
@click.option("--list", "list_", is_flag=True, help="List the imports.")
@click.option("--withdraw", metavar="NAME", help="Take this import out of the graph again.")
def command(
    file: Path | None,
    directory: Path,
    name: str | None,
    format_: str | None,
    confidence: str,
    replace: bool,
    list_: bool,
    withdraw: str | None,
) -> ExitCode:
    """Read FILE, a dump of another graph or any RDF, into a named graph of its own beside the articles.

    \b
    .nq .nt .trig .ttl .rdf .owl .jsonld, each also .gz or .zst

    It stays when the articles are built anew. Its facts answer the saved questions with the articles' where it uses
    innokg's classes and properties; things of one name and class become one. Articles' graphs are never touched.
    """
    if [file is not None, list_, withdraw is not None].count(True) != 1:
        raise AppError("import takes one of FILE, --list and --withdraw NAME. See `innokg import --help`.")
    if list_:
        return _list(directory)
    if withdraw is not None:
        return _withdraw(withdraw, directory)
    assert file is not None  # noqa: S101 -- one of the three is given
    return _import(file, directory, name, format_, _confidence(confidence), replace)


def _list(directory: Path) -> ExitCode:
    from ...graph import generations
    from ...graph.imports import graph_of, imports

    generations.check_is_graph(directory)
    for entry in imports(directory):
        console.say(f"{entry.name}\t{entry.triples}\t{entry.source}\t{graph_of(entry.name).value}")
    return ExitCode.DONE


def _withdraw(name: str, directory: Path) -> ExitCode:
    from ...graph.imports import withdraw

    entry = withdraw(name, directory)
    console.tell(f"withdrawn: {entry.name}, {entry.triples:,} triples from {entry.source}")
    return ExitCode.DONE


def _import(
    file: Path, directory: Path, name: str | None, format_: str | None, confidence: Decimal, replace: bool
) -> ExitCode:
    from ...graph.imports import graph_of, import_source

    done = import_source(file, directory, name=name, format=format_, confidence=confidence, replace=replace)
    if done.graphs:
        console.tell(f"{file}: its named graphs became one; statements still name their articles")
    for what, number in done.left_out.items():
        console.tell(f"{file}: left out {number:,} triples: {what}")
    if not done.comparable:
        console.tell(f"{file}: says nothing with innokg's classes and properties; the saved questions will not show it")
    console.tell(f"imported: {done.entry.name}, {done.entry.triples:,} triples, as {graph_of(done.entry.name).value}")
    return ExitCode.DONE


def _confidence(text: str) -> Decimal:
    try:
        number = Decimal(text)
        if 0 <= number <= 1:
            return number
    except InvalidOperation:  # no number, or NaN, which cannot be compared
        pass
    raise AppError(f"--confidence {text}: write a number from 0 to 1")
