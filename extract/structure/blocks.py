"""Lines to blocks: what each stretch of an article is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Block, BlockKind, Span
from .boilerplate import is_boilerplate, tail_start
from .broken import joined
from .frame import in_frame, label_end, sources, values
from .headings import LONGEST, decimal_level, is_heading, numbered_level
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
    line. The stages: 1. each line alone; 2. runs of lines that are tables; 3. runs of headings that are lists;
    4. paragraphs that a page's end cut, and the label of the abstract.
    """
    tail = tail_start(lines)
    framed = {**dict.fromkeys(sources(lines) | values(lines), BlockKind.METADATA), **claimed}
    blocks = [_alone(line, framed, tail) for line in lines]  # 1.
    if marked is None:
        _tables(blocks, lines, text)  # 2.
    else:
        flat = len({mark.level for mark in marked if mark.kind is BlockKind.HEADING}) < 2
        blocks = [
            _agreed(block, mark, line, flat=flat) for block, mark, line in zip(blocks, marked, lines, strict=True)
        ]
    _lists(blocks, lines)  # 3.
    return tuple(_unlabelled(joined(blocks, lines), lines))  # 4.


def _unlabelled(blocks: list[Block], lines: list[Line]) -> Iterator[Block]:
    """The blocks, with the label of an abstract apart from its text."""
    ends = {line.span.start: end for line in lines if (end := label_end(line))}
    starts = {line.span.start: line for line in lines if line.span.start in ends}
    for block in blocks:
        line = starts.get(block.span.start)
        if line is None or block.kind is not BlockKind.PARAGRAPH:
            yield block
            continue
        label = line.sub(0, ends[block.span.start])
        yield Block(BlockKind.METADATA, label)
        yield Block(BlockKind.PARAGRAPH, Span(line.sub(ends[block.span.start], len(line.text)).start, block.span.end))


def _agreed(block: Block, mark: Block, line: Line, *, flat: bool) -> Block:
    """Return the block as markup and text tell it: the page's own parts by the text, the rest by the markup."""
    if block.kind in (BlockKind.TITLE, BlockKind.METADATA, BlockKind.BOILERPLATE):
        return block
    if mark.kind is BlockKind.METADATA:
        return Block(mark.kind, line.span)
    if mark.kind is BlockKind.HEADING:
        if line.ends_sentence and len(line.text) > LONGEST:
            return Block(BlockKind.PARAGRAPH, line.span)
        return Block(
            BlockKind.HEADING,
            line.span,
            numbered_level(line.text) or (flat and decimal_level(line.text, marked=True)) or mark.level,
        )
    if mark.kind in (BlockKind.TABLE_ROW, BlockKind.LIST_ITEM):
        return mark
    return block


def _alone(line: Line, claimed: Mapping[int, BlockKind], tail: int) -> Block:
    if line.index in claimed:
        return Block(claimed[line.index], line.span)
    if line.index >= tail or is_boilerplate(line):
        return Block(BlockKind.BOILERPLATE, line.span)
    if in_frame(line):
        return Block(BlockKind.METADATA, line.span)
    level = numbered_level(line.text)
    if not line.ends_sentence and is_heading(line.text):
        return Block(BlockKind.HEADING, line.span, level or decimal_level(line.text) or 1)
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
