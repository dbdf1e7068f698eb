"""An evaluation as a table: what was found, missed and wrong by kind of fact, with precision and recall."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import console

if TYPE_CHECKING:
    from ..graph.evaluation import Evaluation, Score

_HEADINGS = ("kind", "gold", "right", "missed", "wrong", "P", "R", "F1", "core R")
_WIDTH = 100


def table(evaluation: Evaluation) -> str:
    """Return the table as text, one line a kind and one for all."""
    from rich import box
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for number, heading in enumerate(_HEADINGS):
        shown.add_column(heading, justify="right" if number else "left", no_wrap=True)
    for kind, score in evaluation.scores.items():
        shown.add_row(kind, *_cells(score))
    shown.add_section()
    shown.add_row("all", *_cells(evaluation.total))
    return console.drawn(shown, _WIDTH)


def _cells(score: Score) -> tuple[str, ...]:
    gold, stated = score.hits + score.missed, score.hits + score.wrong
    counts = (gold, score.hits, score.missed, score.wrong)
    shares = (
        score.precision if stated else None,
        score.recall if gold else None,
        score.f1 if gold and stated else None,
        score.core_recall,
    )
    return (*map(str, counts), *("–" if share is None else f"{share:.2f}" for share in shares))
