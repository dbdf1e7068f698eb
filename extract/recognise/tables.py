"""Find the things of tables: a cell under 创新中心名称 or 牵头单位 is one name, whatever words it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load
from ..model import Block, BlockKind, Span
from .mentions import DEFINED, Mention, add
from .organisations import type_by_ending

_SPLIT = re.compile(r"[、;,]|\s(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table whose columns are told: its block, and the cell of each role."""

    block: Block
    cells: dict[str, Span]


@cache
def _roles() -> dict[str, re.Pattern[str]]:
    return {role: re.compile("|".join(patterns)) for role, patterns in load("tables")["columns"].items()}


def rows(text: str, blocks: tuple[Block, ...]) -> Iterator[Row]:
    """Yield the rows of every table that has a head with a column of names."""
    columns: dict[int, str] = {}
    for block in blocks:
        if block.kind is not BlockKind.TABLE_ROW:
            columns = {}
        elif block.level == 1:
            columns = _columns(text, block)
        elif "name" in columns.values() and len(block.cells) > max(columns):
            yield Row(block, {role: block.cells[i] for i, role in columns.items()})


def _columns(text: str, head: Block) -> dict[int, str]:
    columns: dict[int, str] = {}
    for index, cell in enumerate(head.cells):
        title = text[cell.start : cell.end]
        role = next((r for r, pattern in _roles().items() if pattern.search(title) and r not in columns.values()), None)
        if role:
            columns[index] = role
    return columns


def name_type(text: str, row: Row, doc: Doc) -> str | None:
    """The class of the thing that a row is about: by its name's ending, else by what the table lists."""
    cell = row.cells["name"]
    types = load("tables")["types"]
    for source in (text[cell.start : cell.end], doc.user_data.get("title", "")):
        kind = next((kind for ending, kind in types.items() if ending in source[-MAX_TAIL:]), None)
        if kind:
            return kind
    return None


# Where a name's or a title's telling word stands: among its last characters.
MAX_TAIL = 16


def parts(text: str, cell: Span) -> Iterator[Span]:
    """The names in a cell: one, or several set apart by marks outside brackets."""
    start = cell.start
    depth = 0
    for at in range(cell.start, cell.end):
        depth += (text[at] == "(") - (text[at] == ")")
        if depth == 0 and _SPLIT.match(text, at):
            if at > start:
                yield Span(start, at)
            start = at + 1
    if cell.end > start:
        yield Span(start, cell.end)


@Language.component("innokg_tables")
def find_table_names(doc: Doc) -> Doc:
    """Note the names in the cells of tables."""
    return add(doc, _names(doc))


def _names(doc: Doc) -> Iterator[Mention]:
    text = doc.text
    for row in rows(text, doc.user_data.get("blocks", ())):
        cell = row.cells["name"]
        kind = name_type(text, row, doc)
        if kind and cell.end - cell.start > 2:
            yield _mention(text, cell, kind)
        for role in ("leader", "members"):
            for part in parts(text, row.cells[role]) if role in row.cells else ():
                if part.end - part.start > 2:
                    yield _mention(text, part, type_by_ending(text[part.start : part.end]))


def _mention(text: str, span: Span, kind: str) -> Mention:
    return Mention(span.start, span.end, (kind,), text[span.start : span.end], by="tables", strength=DEFINED)
