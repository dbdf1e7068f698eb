"""The summary of a build: how much was read, what stands in the graph, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..ontology.namespaces import expand
from . import console

if TYPE_CHECKING:
    from ..graph import BuildReport


# Room for the longest term with its Chinese label, and a count.
_WIDTH = 72


def show(report: BuildReport, directory: Path) -> None:
    """Print the summary of a build as tables."""
    parts = [
        _table("", _overview(report)),
        _table("things by class", _named(report.by_class)),
        _table("facts by kind", _named(report.by_predicate)),
        _table("facts by how they are put", _named(report.by_modality, "ikg:")),
        _table("articles left out", report.left_out_by_code.items()),
        _table("parts left out or unsure", report.notices_by_code.items()),
    ]
    for part in parts:
        if part.row_count:
            console.say(console.drawn(part, _WIDTH))
    console.say(f"graph: {directory}")


def _overview(report: BuildReport) -> Iterable[tuple[str, int]]:
    yield "articles", report.articles
    yield "  read now", report.extracted
    yield "  unchanged", report.reused
    yield "things", report.things
    yield "facts (statements)", report.statements
    if report.negated:
        yield "  of them denied", report.negated
    yield "quads", report.quads


def _named(counts: Mapping[str, int], prefix: str = "") -> Iterable[tuple[str, int]]:
    """Yield each term with its Chinese label, most frequent first."""
    for curie, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        label = _labels().get(expand(prefix + curie), "")
        yield f"{curie}  {label}".rstrip(), count


@cache
def _labels() -> dict[str, str]:
    """Return the Chinese labels of the ontology's terms, by IRI."""
    from pyoxigraph import Literal, NamedNode

    from ..ontology import load
    from ..ontology.namespaces import RDFS

    return {
        quad.subject.value: quad.object.value
        for path in load.paths("ontology")
        for quad in load.read(path)
        if quad.predicate.value == RDFS + "label"
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.object.language == "zh-hans"
    }


def _table(title: str, rows: Iterable[tuple[str, int]]):
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title or None, title_justify="left", title_style="bold", box=None, show_header=False, pad_edge=False
    )
    table.add_column(min_width=48)
    table.add_column(justify="right")
    for name, count in rows:
        table.add_row(Text(name), Text(f"{count:,}"))
    return table
