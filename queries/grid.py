"""An answer laid out for reading: a list or a pivoted comparison, as cells of text with the statements behind each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..ontology.namespaces import shorten
from .header import Column, Pivot
from .result import Result, Row
from .terms import ASSERTED, MODALITIES, Term, number, quantity, sort_key, text

Line = tuple[str, ...]  # what names a row of a pivoted grid
Head = tuple[str, str]  # what names a column: the thing's identity, and its name as shown

# What stands where the graph knows nothing: a gap that is shown.
GAP = "—"
BETWEEN = "；"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: its text, the statements it rests on, and its number where it is nothing but a number."""

    text: str
    statements: tuple[str, ...] = ()
    number: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """Headings and rows of cells, all of one length.

    The first `naming` columns name the rows. `left_out` are headings of rows and columns in which nothing stands.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    naming: int = 0
    left_out: tuple[str, ...] = ()


def grid(result: Result, lang: str = "zh", *, pivot: bool = True, readable: bool = True) -> Grid:
    """Lay out an answer: pivoted where its header says so and `pivot` is true, else one line a row.

    `readable` writes figures with their units (≥370份) and leaves out rows and columns in which nothing stands;
    otherwise figure, unit and bound stay columns of their own, and every column of the question is there.
    """
    shape = result.query.pivot if pivot else None
    found = _listed(result, lang, readable) if shape is None else _pivoted(result, shape, lang)
    keeps_gaps = not readable or (shape is not None and shape.keep_gaps)
    return found if keeps_gaps else _without_empty(found, shape)


def _without_empty(found: Grid, pivot: Pivot | None) -> Grid:
    """Leave out columns in which nothing stands, and rows that the question expects but of which nothing is known."""
    if not found.rows:
        return found
    expected = {*pivot.expected_rows} if pivot else set()
    rows = tuple(
        row
        for row in found.rows
        if row[0].text not in expected or any(cell.text != GAP for cell in row[found.naming :])
    )
    empty_rows = [row[0].text for row in found.rows if row not in rows]
    kept = [index for index in range(len(found.headings)) if any(row[index].text != GAP for row in found.rows)]
    empty_columns = [heading for index, heading in enumerate(found.headings) if index not in kept]
    return Grid(
        tuple(found.headings[index] for index in kept),
        tuple(tuple(row[index] for index in kept) for row in rows),
        sum(index < found.naming for index in kept),
        (*empty_rows, *empty_columns),
    )


def _listed(result: Result, lang: str, readable: bool) -> Grid:
    columns = list(result.columns)
    if readable:
        folded = {name for column in columns for name in (column.unit, column.qualifier)}
        columns = [column for column in columns if column.name not in folded]
    rows = tuple(tuple(_cell(row, column, lang, readable) for column in columns) for row in result.rows)
    return Grid(tuple(column.heading(lang) for column in columns), rows)


def _cell(row: Row, column: Column, lang: str, readable: bool) -> Cell:
    value = number(row.terms.get(column.name))
    if readable and value is not None and (column.unit or column.qualifier):
        return Cell(_figure(row, column, value), row.statements)
    shown = text(row.terms.get(column.name), lang) or shorten(text(row.terms.get(column.of)))
    return Cell(shown or (GAP if readable else ""), row.statements, value)


def _figure(row: Row, column: Column, value: Decimal) -> str:
    return quantity(value, text(row.terms.get(column.unit)), text(row.terms.get(column.qualifier)))


def _pivoted(result: Result, pivot: Pivot, lang: str) -> Grid:
    by_name = {column.name: column for column in result.columns}
    filled: dict[tuple[Line, Head], dict[str, dict[str, None]]] = {}
    lines: dict[Line, set[str]] = {}
    heads: dict[Head, Term | None] = {(name, name): None for name in pivot.expected_columns}
    for row in result.rows:
        line = tuple(text(row.terms.get(name), lang) for name in pivot.rows)
        named = row.terms.get(pivot.columns)
        if named is None:  # nothing but the row itself is known: it is listed, with what it rests on
            lines.setdefault(line, set()).update(row.statements)
            continue
        lines.setdefault(line, set())
        head = _identity(row, by_name[pivot.columns], lang)
        heads.setdefault(head, named)
        shown = _joined(row, [by_name[name] for name in pivot.cells], lang)
        filled.setdefault((line, head), {}).setdefault(shown, {}).update(dict.fromkeys(row.statements))
    columns = _in_order(heads, filled, pivot)
    body = tuple(
        (
            *(Cell(part or GAP, tuple(sorted(lines.get(line, ())))) for part in line),
            *(_filled(filled.get((line, head), {})) for head in columns),
        )
        for line in _with_expected(pivot.expected_rows, _lines_in_order(lines, filled, pivot))
    )
    headings = (*(by_name[name].heading(lang) for name in pivot.rows), *_labels(columns))
    return Grid(headings, body, len(pivot.rows))


def _lines_in_order(lines: Iterable[Line], filled: Iterable[tuple[Line, Head]], pivot: Pivot) -> list[Line]:
    count = Counter(line for line, _ in filled)
    return sorted(lines, key=lambda line: -count[line]) if pivot.fullest_rows_first else list(lines)


def _in_order(heads: Mapping[Head, Term | None], filled: Iterable[tuple[Line, Head]], pivot: Pivot) -> list[Head]:
    count = Counter(head for _, head in filled)
    expected = [head for head, term in heads.items() if term is None]
    others = [head for head, term in heads.items() if term is not None]
    others.sort(key=lambda head: (-count[head] if pivot.fullest_first else 0, sort_key(heads[head]), head))
    return expected + others


def _identity(row: Row, column: Column, lang: str) -> Head:
    """Return what tells one pivoted thing from another, and its name: two things of one name stay two columns."""
    identity = text(row.terms.get(column.of))
    name = text(row.terms.get(column.name), lang) or shorten(identity)
    return (identity or name, name or GAP)


def _labels(heads: Sequence[Head]) -> list[str]:
    names = [name for _, name in heads]
    return [f"{name} <{identity}>" if names.count(name) > 1 else name for identity, name in heads]


def _with_expected(expected: tuple[str, ...], lines: Iterable[Line]) -> list[Line]:
    if not expected:
        return list(lines)
    first: list[Line] = [(name,) for name in expected]
    return first + [line for line in lines if line not in first]


def _joined(row: Row, columns: Sequence[Column], lang: str) -> str:
    parts = [cell.text for column in columns if (cell := _cell(row, column, lang, readable=True)).text != GAP]
    modality = row.terms.get("modality")
    mark = ""
    if modality is not None and modality.value != ASSERTED:
        zh, en = MODALITIES.get(modality.value, (modality.value, modality.value))
        mark = f"（{zh}）" if lang != "en" else f" ({en})"
    return " ".join(parts) + mark


def _filled(found: dict[str, dict[str, None]]) -> Cell:
    statements = tuple(sorted({statement for behind in found.values() for statement in behind}))
    return Cell(BETWEEN.join(found) or GAP, statements)
