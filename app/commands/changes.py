"""`innokg changes`: what the last build changed."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .. import console
from ..exits import ExitCode
from ..options import graph_option, language_option, output_option

if TYPE_CHECKING:
    from ...graph.changes import Change

_HEADINGS = {
    "zh": ("", "对象", "关系", "内容", "语气"),
    "en": ("", "about", "relation", "what", "modality"),
}
_NONE = {"zh": "与上次构建相比没有变化", "en": "nothing changed"}
_SIGNS = {"came": "+", "went": "-"}


@click.command(short_help="Tell which facts came and went with the last build.")
@graph_option
@click.option("--format", "-f", "format_", type=click.Choice(["table", "csv", "json"]), default="table")
@output_option
@language_option
def command(directory: Path, format_: str, output: Path | None, lang: str) -> ExitCode:
    """List the facts that came (+) and went (-) with the last build of the graph, by article."""
    from ...graph.changes import last

    found = last(directory)
    write = {"table": _table, "csv": _csv, "json": _json}[format_]
    console.deliver(write(found, lang).encode(), output)
    return ExitCode.DONE


def _table(found: list[Change], lang: str) -> str:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    if not found:
        return _NONE[lang] + "\n"
    parts = []
    for article in dict.fromkeys(change.article for change in found):
        table = Table(*_HEADINGS[lang], box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for change in (change for change in found if change.article == article):
            cells = (change.thing, change.relation, change.what, _put(change.modality, lang))
            table.add_row(_SIGNS[change.kind], *(Text(cell, overflow="fold") for cell in cells))
        parts.append(f"{article}\n{console.drawn(table, console.width())}")
    return "\n".join(parts)


def _put(modality: str, lang: str) -> str:
    from ...ontology.namespaces import IKG
    from ...queries.terms import MODALITIES

    name = modality.removeprefix("not ")
    words = MODALITIES.get(IKG + name, (name, name))[lang == "en"]
    denied = "not " if lang == "en" else "否认："
    return f"{denied}{words}" if modality.startswith("not ") else words


def _csv(found: list[Change], _lang: str) -> str:
    from ...graph.changes import Change
    from ...queries.formats.separated import MARK, safe

    out = io.StringIO()
    out.write(MARK)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(field.name for field in fields(Change))
    writer.writerows([safe(cell) for cell in astuple(change)] for change in found)
    return out.getvalue()


def _json(found: list[Change], _lang: str) -> str:
    return json.dumps([asdict(change) for change in found], ensure_ascii=False, indent=1) + "\n"
