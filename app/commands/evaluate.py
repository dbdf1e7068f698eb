"""`innokg evaluate`: precision and recall against gold facts."""

from __future__ import annotations

from pathlib import Path

import click

from .. import console
from ..exits import ExitCode
from ..options import graph_option


@click.command(short_help="Precision and recall against gold facts.")
@click.argument("gold", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="GOLD...")
@graph_option
@click.option("--list", "listing", is_flag=True, help="List each fact that was missed or is wrong.")
def command(gold: tuple[Path, ...], directory: Path, listing: bool) -> ExitCode:
    """Compare the graph with GOLD: files of facts (.jsonl), each named after its article, or folders of them."""
    from ...graph import open_graph
    from ...graph.evaluation import evaluate
    from ..scores import table

    with open_graph(directory) as graph:
        result = evaluate(graph, gold)
    console.say(table(result))
    if listing:
        for word, findings in (("missed", result.missed), ("wrong", result.wrong)):
            for finding in findings:
                console.say(f"{word}: {finding.article}: {finding.fact}")
    for name in result.absent:
        console.tell(f"{name}: no such article in {directory}; its gold counts as missed")
    return ExitCode.INCOMPLETE if result.absent else ExitCode.DONE
