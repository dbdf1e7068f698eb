"""`innokg explain`: everything known of a thing."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from .. import console
from ..exits import AppError, ExitCode
from ..options import graph_option, language_option


@click.command(short_help="All that is known of a thing, with the sentences.")
@click.argument("name")
@graph_option
@language_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def command(name: str, directory: Path, lang: str, as_json: bool) -> ExitCode:
    """Tell all that is known of the thing called NAME (or of that IRI), each fact with its sentence and place."""
    from ...graph import open_graph
    from ..telling import lines

    with open_graph(directory) as graph:
        explanation = graph.describe(name)
    if not explanation.things:
        near = f" Did you mean {', '.join(explanation.suggestions)}?" if explanation.suggestions else ""
        raise AppError(f"nothing in {directory} is called {name!r}.{near}")
    if as_json:
        console.say(json.dumps(asdict(explanation), ensure_ascii=False, indent=1, default=str))
    else:
        for line in lines(explanation, lang):
            console.say(line)
    return ExitCode.DONE
