"""`innokg check`: quotes, shapes and logical consistency of a graph."""

from __future__ import annotations

from pathlib import Path

import click

from .. import console
from ..exits import ExitCode
from ..options import graph_option


@click.command(short_help="Check quotes, shapes and logical consistency.")
@graph_option
def command(directory: Path) -> ExitCode:
    """Check that every quote stands where its evidence says, that the facts have the ontology's shapes, and that they
    do not contradict each other; list what to mend. Shapes and logic need the extra innokg[check].
    """
    from ...graph import open_graph
    from ..checks import consistency, quotes, shapes

    found = 0
    with open_graph(directory) as graph:
        for what, check in (("quotes", quotes), ("shapes", shapes), ("consistency", consistency)):
            faults = 0
            for fault in check(graph):
                console.say(f"{what}: {fault}")
                faults += 1
            console.tell(f"{what}: {faults or 'no'} fault{'' if faults == 1 else 's'}")
            found += faults
    return ExitCode.INCOMPLETE if found else ExitCode.DONE
