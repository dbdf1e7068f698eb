"""Tables for the terminal, aligned for wide characters by rich."""

from __future__ import annotations

import io
from collections.abc import Iterator

from rich import box
from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ..answer import Answer

# A pivoted column narrower than this breaks Chinese phrases into unreadable slivers.
NARROWEST = 18
# No column needs more than this before its neighbours have had their share.
WIDEST_FIRST = 30


def write(answer: Answer, _name: str) -> bytes:
    """Return the table as plain text, no wider than the answer's width."""
    console = Console(file=io.StringIO(), width=answer.width, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(renderable(answer))
    return "\n".join(line.rstrip() for line in capture.get().splitlines()).encode() + b"\n"


def renderable(answer: Answer) -> RenderableType:
    """Return what rich prints: the question, the table (in parts where it is too wide), and the quotes if asked for."""
    parts: list[RenderableType] = [Text(answer.title, style="bold")]
    parts += [_table(answer, columns) for columns in _groups(answer)]
    if not answer.grid.rows:
        parts.append(Text("nothing found" if answer.lang == "en" else "没有结果"))
    for quote, number in answer.footnotes.items():
        parts.append(Text(f"[{number}] {quote.place} {quote.title} “{' '.join(quote.text.split())}”"))
    return Group(*parts)


def _groups(answer: Answer) -> Iterator[list[int]]:
    """Cut a grid that is too wide into groups of columns, each led by the columns that name the rows."""
    pivot = answer.result.query.pivot if answer.pivot else None
    columns = list(range(len(answer.grid.headings)))
    if pivot is None:
        yield columns
        return
    fixed, rest = columns[: len(pivot.rows)], columns[len(pivot.rows) :]
    taken = sum(min(WIDEST_FIRST, _widest(answer, index)) + 3 for index in fixed)
    each = max(1, (answer.width - taken) // NARROWEST)
    for start in range(0, max(1, len(rest)), each):
        yield fixed + rest[start : start + each]


def _widest(answer: Answer, column: int) -> int:
    texts = [answer.grid.headings[column], *(row[column].text for row in answer.grid.rows)]
    return max(cell_len(text) for text in texts)


def _table(answer: Answer, columns: list[int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index in columns:
        numeric = bool(answer.grid.rows) and all(row[index].number is not None for row in answer.grid.rows)
        table.add_column(Text(answer.grid.headings[index]), justify="right" if numeric else "left", overflow="fold")
    for row in answer.grid.rows:
        table.add_row(*(Text(row[index].text + _marks(answer.marks(row, index))) for index in columns))
    return table


def _marks(numbers: list[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)
