"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

graph_option = click.option(
    "--graph",
    "directory",
    type=click.Path(path_type=Path),
    default=Path("innokg-graph"),
    show_default=True,
    envvar="INNOKG_GRAPH",
    show_envvar=True,
    metavar="DIR",
    help="The graph's directory.",
)

output_option = click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write to this file, not to standard output.",
)

language_option = click.option(
    "--lang", type=click.Choice(["zh", "en"]), default="zh", show_default=True, help="Language of headings and labels."
)
