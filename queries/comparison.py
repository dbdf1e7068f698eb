"""What changed between two answers to one question: rows that came, rows that went."""

from __future__ import annotations

from dataclasses import dataclass

from .errors import QueryError
from .result import Result, Row, shown_variables
from .terms import Term


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows of the later answer that the earlier lacks, and the reverse, each in its answer's order."""

    added: tuple[Row, ...]
    removed: tuple[Row, ...]


def compare(before: Result, after: Result) -> Changes:
    """Compare two answers to the same question, by what their rows show; raises QueryError for different questions."""
    if before.query.name != after.query.name:
        raise QueryError(f"cannot compare {before.query.name} with {after.query.name}: ask both the same question.")
    shown = shown_variables(after.query)
    then = {_key(row, shown) for row in before.rows}
    now = {_key(row, shown) for row in after.rows}
    return Changes(
        tuple(row for row in after.rows if _key(row, shown) not in then),
        tuple(row for row in before.rows if _key(row, shown) not in now),
    )


def _key(row: Row, shown: tuple[str, ...]) -> tuple[Term | None, ...]:
    return tuple(row.terms.get(name) for name in shown)
