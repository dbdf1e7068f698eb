"""The answer to a saved question: rows of terms, each with the statements it rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from .header import Column, SavedQuery
from .terms import Term, sort_key

Binding = Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an answer: its terms by variable (absent where unknown) and the IRIs of the statements behind it."""

    terms: Binding
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The answer: `variables` and `bindings` as SPARQL gave them (in order), `rows` merged by what is shown.

    `more` asks the graph whether there is more than the question takes at most (its header's `most`).
    """

    query: SavedQuery
    parameters: Mapping[str, str]
    variables: tuple[str, ...]
    bindings: tuple[Binding, ...]
    rows: tuple[Row, ...]
    more: Callable[[], bool] = field(default=lambda: False, compare=False, repr=False)

    @property
    def cut(self) -> bool:
        """Whether there is more than the question took. The graph is asked only here: not all who ask want to know."""
        return self.more()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown, as the header describes them."""
        return self.query.columns


def ordered(bindings: Sequence[Binding], order: Sequence[tuple[str, bool]], rest: Sequence[str]) -> list[Binding]:
    """Sort by the query's own ORDER BY with names collated for Chinese, then by the `rest` of the variables.

    Engines sort text by code point and leave ties open; this makes the order the same for each of them.
    """
    key = cache(sort_key)  # the same terms come back in many rows
    named = {name for name, _ in order}
    ties = [name for name in rest if name not in named and not name.startswith("_")]
    result = sorted(bindings, key=lambda binding: [key(binding.get(name)) for name in ties])
    for name, descending in reversed(order):
        result.sort(key=lambda binding: key(binding.get(name)), reverse=descending)
    return result


def merged(query: SavedQuery, bindings: Sequence[Binding]) -> tuple[Row, ...]:
    """Make one row of all bindings that show the same, with the statements of them all."""
    rows: dict[tuple[Term | None, ...], tuple[Binding, dict[str, None]]] = {}
    shown = shown_variables(query)
    for binding in bindings:
        key = tuple(binding.get(name) for name in shown)
        _, statements = rows.setdefault(key, (binding, {}))
        for name in query.evidence:
            term = binding.get(name)
            statements.update(dict.fromkeys(term.value.split()) if term is not None else {})
    found = [Row(binding, tuple(sorted(statements))) for binding, statements in rows.values()]
    return tuple(_without_empty(query, found))


def _without_empty(query: SavedQuery, rows: list[Row]) -> list[Row]:
    """Leave out rows that only name a thing (nothing in the pivot's column) where other rows say something of it."""
    if query.pivot is None:
        return rows
    pivot = query.pivot
    said = {_line(row, pivot.rows) for row in rows if pivot.columns in row.terms}
    return [row for row in rows if pivot.columns in row.terms or _line(row, pivot.rows) not in said]


def _line(row: Row, names: Sequence[str]) -> tuple[Term | None, ...]:
    return tuple(row.terms.get(name) for name in names)


def shown_variables(query: SavedQuery) -> tuple[str, ...]:
    """Return the variables that a reader sees, including what identifies a named thing and a column's unit."""
    names: dict[str, None] = {}
    for column in query.columns:
        names.update(dict.fromkeys(filter(None, (column.name, column.of, column.unit, column.qualifier))))
    return tuple(names)
