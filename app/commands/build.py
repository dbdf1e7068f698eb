"""`innokg build`: articles to graph."""

from __future__ import annotations

from pathlib import Path

import click

from .. import console
from ..exits import ExitCode
from ..options import graph_option

# What is said of how an article was read, but does not mean that anything of it was lost.
_HARMLESS = frozenset(
    {"boilerplate", "duplicate", "encoding-declared", "no-title", "not-chinese", "replaced", "version"}
)


@click.command(short_help="Build a graph of articles.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@graph_option
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="How many processes read articles."
)
def command(paths: tuple[Path, ...], directory: Path, workers: int) -> ExitCode:
    """Build a graph of the articles under PATH (files, folders, archives), in place of what DIR held.

    Only what changed since the last build is read anew. What cannot be read is left out and listed; the exit code is
    then 1. The old graph can be queried until the new one is whole.
    """
    from ...graph import build
    from ..summary import show
    from ..watching import watch

    with watch() as progress:
        report = build(paths, directory, workers=workers, progress=progress)
    for item in (*report.left_out, *report.notices):
        console.tell(str(item))
    show(report, directory)
    lost = any(item.code not in _HARMLESS for item in (*report.left_out, *report.notices))
    return ExitCode.INCOMPLETE if lost else ExitCode.DONE
