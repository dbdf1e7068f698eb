"""`innokg serve`: the Oxigraph server over the live graph, on loopback, read only."""

from __future__ import annotations

from pathlib import Path

import click

from .. import console
from ..exits import ExitCode
from ..options import graph_option

# A saved question takes milliseconds; a query that needs longer than this is more likely a slip than a question.
_QUERY_SECONDS = 30


@click.command(short_help="Serve the graph as a SPARQL service on this machine.")
@graph_option
@click.option("--port", type=click.IntRange(0, 65535), default=7878, show_default=True, help="0 takes any free port.")
@click.option(
    "--timeout", type=click.IntRange(min=1), default=_QUERY_SECONDS, show_default=True, help="Seconds a query may take."
)
def command(directory: Path, port: int, timeout: int) -> ExitCode:
    """Serve the graph to programs on this machine: SPARQL 1.1 protocol and a query page, until Ctrl-C.

    What is served is the graph as it is now; a build meanwhile does not change it. Start again to serve the new one.
    """
    from ..serving import serve

    with serve(directory, port, timeout) as server:
        console.say(f"query page: {server.address}")
        console.say(f"SPARQL service: {server.address}query")
        console.tell("Ctrl-C stops it")
        server.wait()
    return ExitCode.DONE
