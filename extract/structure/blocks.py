"""Lines to blocks: what each stretch of an article is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model import Block, BlockKind, Span
from .boilerplate import is_boilerplate, tail_start
from .headings import LONGEST, is_heading, numbered_level
from .lines import Line

# Cells of plain-text tables stand apart by a tab or three spaces; two are common between words of a byline.
_CELL_GAP = re.compile(r" {3,}| *\t *| *[|｜] *")
# A line that only rules a table off: ---|---|---.
_RULE = re.compile(r"[\s|｜:+=-]+")
# From this many lines of one form on, short lines are a list, not headings without text.
_LIST_LEAST = 3


def blocks_of(
    lines: list[Line], claimed: Mapping[int, BlockKind], text: str, marked: Sequence[Block] | None = None
) -> tuple[Block, ...]:
    """Return the blocks of an article, in order.

    `claimed` are the lines (by index) that title and metadata have taken already; `marked` what a markup says of each
    line. The stages: 1. each line alone; 2. runs of lines that are tables; 3. runs of headings that are lists.
    """
    tail = tail_start(lines)
    blocks = [_alone(line, claimed, tail) for line in lines]  # 1.
    if marked is None:
        _tables(blocks, lines, text)  # 2.
    else:
        blocks = [_agreed(block, mark, line) for block, mark, line in zip(blocks, marked, lines, strict=True)]
    _lists(blocks, lines)  # 3.
    return tuple(blocks)


def _agreed(block: Block, mark: Block, line: Line) -> Block:
    """Return the block as markup and text tell it: the page's own parts by the text, the rest by the markup."""
    if block.kind in (BlockKind.TITLE, BlockKind.METADATA, BlockKind.BOILERPLATE):
        return block
    if mark.kind is BlockKind.HEADING:
        if line.ends_sentence and len(line.text) > LONGEST:
            return Block(BlockKind.PARAGRAPH, line.span)
        return Block(BlockKind.HEADING, line.span, numbered_level(line.text) or mark.level)
    if mark.kind in (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM):
        return mark
    return block


def _alone(line: Line, claimed: Mapping[int, BlockKind], tail: int) -> Block:
    if line.index in claimed:
        return Block(claimed[line.index], line.span)
    if line.index >= tail or is_boilerplate(line):
        return Block(BlockKind.BOILERPLATE, line.span)
    level = numbered_level(line.text)
    if not line.ends_sentence and is_heading(line.text):
        return Block(BlockKind.HEADING, line.span, level or 1)
    if level in (1, 2, 3) or re.match(r"\(\d{1,2}\)|[①-⑳•●▪◆■·-] ?", line.text):
        return Block(BlockKind.LIST_ITEM, line.span)
    return Block(BlockKind.PARAGRAPH, line.span)


def _tables(blocks: list[Block], lines: list[Line], text: str) -> None:
    places = [at for at, line in enumerate(lines) if not _RULE.fullmatch(line.text)]
    rows = [_cells(lines[at], text) if blocks[at].kind in _OPEN else () for at in places]
    start = 0
    while start < len(rows):
        end = start
        while end < len(rows) and len(rows[end]) >= 2 and len(rows[end]) == len(rows[start]):
            end += 1
        if end - start >= 2:
            for row in range(start, end):
                line = lines[places[row]]
                blocks[places[row]] = Block(BlockKind.TABLE_ROW, line.span, int(row == start), rows[row])
        start = max(end, start + 1)


_OPEN = (BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)


def _cells(line: Line, text: str) -> tuple[Span, ...]:
    raw = "".join(text[place] for place in line.places).replace("\u3000", " ").replace("\xa0", " ")
    cells: list[Span] = []
    at = 0
    for gap in [*_CELL_GAP.finditer(raw), None]:
        end = gap.start() if gap else len(raw)
        if raw[at:end].strip() or 0 < at < end:  # a mark at a row's very edge opens no cell
            cells.append(line.sub(at, end))
        at = gap.end() if gap else end
    return tuple(cells) if len(cells) >= 2 else ()


def _lists(blocks: list[Block], lines: list[Line]) -> None:
    start = 0
    while start < len(blocks):
        end = start
        while end < len(blocks) and blocks[end].kind is BlockKind.HEADING and _form(lines[end]) == _form(lines[start]):
            end += 1
        if end - start >= _LIST_LEAST and not lines[start].text.isdigit():
            for at in range(start, end):
                blocks[at] = replace(blocks[at], kind=BlockKind.LIST_ITEM, level=0)
        start = max(end, start + 1)


def _form(line: Line) -> int:
    return numbered_level(line.text)
