"""`innokg demo`: the examples as a graph, its exports, and the answers to the saved questions."""

from __future__ import annotations

from pathlib import Path

import click

from .. import console
from ..exits import ExitCode


@click.command(short_help="Build the examples and answer the saved questions.")
@click.option(
    "--directory",
    type=click.Path(path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="Where the results go.",
)
def command(directory: Path) -> ExitCode:
    """Build the graph of the example articles, export it, answer every saved question, and say where all of it is."""
    from ...graph import build, open_graph
    from ...queries.examples import quads
    from ..demonstration import articles, export_all, show_answer, write_answers
    from ..summary import show
    from ..watching import watch

    with watch() as progress:
        report = build([articles()], directory / "graph", progress=progress, also=quads())
    for item in (*report.left_out, *report.notices):
        console.tell(str(item))
    show(report, directory / "graph")
    with open_graph(directory / "graph") as graph:
        exports = export_all(graph, directory)
        answers = write_answers(graph, directory / "answers")
        console.say()
        show_answer(graph)
    console.say()
    console.say(f"graph    {directory / 'graph'}")
    console.say(f"exports  {', '.join(map(str, exports))}")
    console.say(f"answers  {directory / 'answers'}  ({answers} questions, each as .md and .csv)")
    console.say(f"ask on:  innokg query --graph {directory / 'graph'}")
    return ExitCode.INCOMPLETE if report.left_out else ExitCode.DONE
