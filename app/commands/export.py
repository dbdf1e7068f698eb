"""`innokg export`: the graph as a file for other tools."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .. import console
from ..exits import ExitCode
from ..options import graph_option


@click.command(short_help="Write the graph as a file for other tools.")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@graph_option
@click.option(
    "--format",
    "-f",
    "format_",
    metavar="FORMAT",
    help="A format's ending, where FILE's does not say it (or FILE is -).",
)
def command(file: Path, directory: Path, format_: str | None) -> ExitCode:
    """Write the graph to FILE (- is standard output), in the format that its ending says."""
    from ...graph import open_graph
    from ...graph.export import export

    to_stdout = str(file) == "-"
    with open_graph(directory) as graph:
        export(graph, sys.stdout.buffer if to_stdout else file, format_)
    if not to_stdout:
        console.tell(f"written: {file}")
    return ExitCode.DONE
