"""Tables for the terminal, aligned for wide characters by rich."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..answer import Answer
from ..grid import BETWEEN, GAP

# A pivoted column narrower than this breaks Chinese phrases into unreadable slivers.
NARROWEST = 18
# No column needs more than this before its neighbours have had their share.
WIDEST_FIRST = 30
# What a cell names is kept on one line, with its separators, up to this width; longer lists have a line for each.
ONE_LINE = 36
BULLET = "·"


def write(answer: Answer, _name: str) -> bytes:
    """Return the table as plain text, no wider than the answer's width."""
    console = Console(file=io.StringIO(), width=answer.width, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(renderable(answer))
    return "\n".join(line.rstrip() for line in capture.get().splitlines()).encode() + b"\n"


def renderable(answer: Answer) -> RenderableType:
    """Return what rich prints: the question, the table (in parts where it is too wide), notes, quotes if asked for."""
    parts: list[RenderableType] = [Text(answer.title, style="bold")]
    groups = list(_groups(answer))
    parts += [_table(answer, columns, whole=len(groups) == 1) for columns in groups if answer.grid.rows]
    parts += [Text(note) for note in answer.notes]
    for quote, number in answer.footnotes.items():
        parts.append(Text(f"[{number}] {quote.place} {quote.title} “{' '.join(quote.text.split())}”"))
    return Group(*parts)


def _groups(answer: Answer) -> Iterator[list[int]]:
    """Cut a grid that is too wide into groups of columns, each led by the columns that name the rows."""
    columns = list(range(len(answer.grid.headings)))
    naming = answer.grid.naming
    if not naming:
        yield columns
        return
    fixed, rest = columns[:naming], columns[naming:]
    taken = sum(min(WIDEST_FIRST, _widest(answer, index)) + 3 for index in fixed)
    group: list[int] = []
    room = answer.width - taken
    for index in rest:
        wanted = min(_widest(answer, index), NARROWEST) + 3
        if group and room < wanted:
            yield fixed + group
            group, room = [], answer.width - taken
        group.append(index)
        room -= wanted
    yield fixed + group


def _widest(answer: Answer, column: int) -> int:
    texts = [answer.grid.headings[column], *(row[column].text for row in answer.grid.rows)]
    return max(cell_len(text) for text in texts)


def _table(answer: Answer, columns: Sequence[int], *, whole: bool) -> Table:
    """Return one table; where it is a part of a wider one, the rows of which it says nothing are left to the others."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    rows = answer.grid.rows
    if not whole:
        rows = tuple(row for row in rows if any(row[index].text != GAP for index in columns[answer.grid.naming :]))
    for index in columns:
        numeric = bool(rows) and all(row[index].number is not None for row in rows)
        table.add_column(Text(answer.grid.headings[index]), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(_laid_out(row[index].text) + _marks(answer.marks(row, index))) for index in columns))
    return table


def _laid_out(text: str) -> str:
    """Give each item of a long list a line of its own."""
    items = text.split(BETWEEN)
    return "\n".join(f"{BULLET}{item}" for item in items) if len(items) > 1 and cell_len(text) > ONE_LINE else text


def _marks(numbers: list[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)
