"""`innokg query`: the saved questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import console
from ..exits import AppError, ExitCode
from ..options import graph_option, language_option, output_option

if TYPE_CHECKING:
    from ...queries import SavedQuery


@click.command(short_help="Answer a saved question, or list them.")
@click.argument("name", required=False)
@graph_option
@click.option("--param", "-p", "given", multiple=True, metavar="NAME=VALUE", help="A parameter of the question.")
@click.option(
    "--format", "-f", "format_", metavar="FORMAT", help="table (the default), csv, tsv, json, md, html, xlsx, svg."
)
@output_option
@language_option
@click.option("--all", "everything", is_flag=True, help="Take everything, however long it takes, not only the newest.")
@click.option("--evidence", is_flag=True, help="Add the sentences that the answer rests on.")
@click.option("--flat", is_flag=True, help="One row a line where the answer would be a grid.")
@click.option("--since", metavar="DATE", help="Only articles published since YYYY[-MM[-DD]].")
@click.option("--min-confidence", metavar="0..1", help="Only facts of at least this confidence.")
@click.option("--include-proposed", is_flag=True, help="Take what articles merely propose, too.")
def command(
    name: str | None,
    directory: Path,
    given: tuple[str, ...],
    format_: str | None,
    output: Path | None,
    lang: str,
    everything: bool,
    evidence: bool,
    flat: bool,
    since: str | None,
    min_confidence: str | None,
    include_proposed: bool,
) -> ExitCode:
    """Answer the saved question NAME (its name or number); without NAME, list the questions and their parameters."""
    from ...queries import load_all

    if name is None:
        for question in load_all():
            _list(question, lang)
        return ExitCode.DONE
    common = {"since": since, "minConfidence": min_confidence, "includeProposed": "true" if include_proposed else None}
    parameters = {**_parsed(given), **{key: value for key, value in common.items() if value is not None}}
    format_ = format_ or _format_of(output)
    from ...graph import open_graph
    from ...queries import BARE, Answer, get, render, run
    from ...queries import evidence as quotes

    question = get(name)
    with open_graph(directory) as graph, console.stoppable():
        result = run(graph, question, parameters, everything=everything)
        answer = Answer(result, lang, quotes(graph, result) if evidence else None, not flat, console.width())
        data = render(answer, format_)
    console.deliver(data, output, binary=format_ == "xlsx")
    if format_ in BARE:
        for note in answer.cut:
            console.tell(note)
    return ExitCode.DONE


def _list(question: SavedQuery, lang: str) -> None:
    console.say(f"{question.name}\n    {question.en if lang == 'en' else question.zh}")
    for parameter in question.parameters:
        about = parameter.en if lang == "en" else parameter.zh
        allowed = f" ({' | '.join(value or '—' for value in parameter.allowed)})" if parameter.allowed else ""
        default = f" [{parameter.default}]" if parameter.default else ""
        console.say(f"    -p {parameter.name}={parameter.type}{default}  {about}{allowed}")


def _parsed(given: tuple[str, ...]) -> dict[str, str]:
    parameters: dict[str, str] = {}
    for item in given:
        key, equals, value = item.partition("=")
        if not equals:
            raise AppError(f"--param {item}: write it as NAME=VALUE")
        parameters[key] = value
    return parameters


def _format_of(output: Path | None) -> str:
    from ...queries import FORMATS

    ending = output.suffix.removeprefix(".").lower() if output else ""
    return ending if ending in FORMATS else "table"
