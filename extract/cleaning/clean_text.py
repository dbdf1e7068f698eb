"""The text that is analysed: an article's content in one form, each character with its place in the stored text."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace

from ..model import Article, Block, BlockKind, Span
from .damage import damage
from .forms import fold
from .markup import edits
from .masked import bold
from .noise import noise

# Stands for a damaged stretch, so that no pattern reaches across it (U+FFFC OBJECT REPLACEMENT CHARACTER).
MARKER = "\ufffc"

# A link or formula that a block's edge cuts begins or ends within so many characters beside it.
_BESIDE = 300

CONTENT = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW})


@dataclass(frozen=True)
class CleanText:
    """The content of an article as analysed.

    `text` joins the content blocks by line feeds. `offsets[i]` is the place of `text[i]` in the stored text and
    `ends[i]` the place behind it; a line feed between blocks stands for the gap. Both count code points;
    `offsets` has one more entry, the end of the last block. `blocks` and `damaged` are in the coordinates of `text`.
    """

    text: str
    offsets: array[int]
    ends: array[int]
    blocks: tuple[Block, ...]
    damaged: tuple[Span, ...]

    def to_stored(self, start: int, end: int) -> Span:
        """Return the stretch of the stored text that [start, end) of the clean text comes from; IndexError outside."""
        if not 0 <= start <= end <= len(self.text):
            raise IndexError(f"[{start}, {end}) is outside the clean text of {len(self.text)} characters")
        if start == end:
            return Span(self.offsets[start], self.offsets[start])
        return Span(self.offsets[start], self.ends[end - 1])


class _Writer:
    """Collects kept characters with their places."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.offsets: array[int] = array("Q")
        self.ends: array[int] = array("Q")
        self.damaged: list[Span] = []

    def keep(self, text: str, start: int) -> None:
        self.parts.append(text)
        self.offsets.extend(range(start, start + len(text)))
        self.ends.extend(range(start + 1, start + 1 + len(text)))
        self.length += len(text)

    def stand_in(self, char: str, start: int, end: int) -> None:
        self.parts.append(char)
        self.offsets.append(start)
        self.ends.append(end)
        self.length += 1


def clean(article: Article) -> CleanText:
    """Return the clean text of an article: content blocks, folded, without noise, damage marked."""
    writer = _Writer()
    blocks: list[Block] = []
    behind = 0
    for block in article.blocks:
        if block.kind not in CONTENT:
            continue
        if blocks:
            writer.stand_in("\n", behind, max(behind, block.span.start))
        start = writer.length
        places = _write(writer, article.text, block.span)
        behind = block.span.end
        cells = tuple(Span(places(cell.start), places(cell.end)) for cell in block.cells)
        blocks.append(replace(block, span=Span(start, writer.length), cells=cells))
    writer.offsets.append(behind)
    return CleanText("".join(writer.parts), writer.offsets, writer.ends, tuple(blocks), tuple(writer.damaged))


def _marks(stored: str, span: Span, masked: str) -> list[tuple[int, int, str]]:
    """What to put for the marks inside a block (bold, links, formulas); they may open or close outside its span."""
    begin = max(stored.rfind("\n", 0, span.start) + 1, span.start - _BESIDE)
    end = stored.find("\n", span.end, span.end + _BESIDE)
    lead, tail = stored[begin : span.start], stored[span.end : end if end >= 0 else span.end + _BESIDE]
    whole = fold(lead) + masked + fold(tail)
    found = [*edits(whole), *((*stretch, "") for stretch in bold(whole))]
    moved = ((max(0, start - len(lead)), min(end - len(lead), len(masked)), char) for start, end, char in found)
    return [(start, end, char) for start, end, char in moved if start < end]


def _write(writer: _Writer, stored: str, span: Span):
    """Write one block; return the function from places in the stored block to places in the clean text."""
    raw = stored[span.start : span.end]
    folded = fold(raw)
    spoilt = damage(raw, folded)
    masked = folded
    for start, end in spoilt:
        masked = masked[:start] + MARKER * (end - start) + masked[end:]
    base, at = writer.length, span.start
    first = len(writer.offsets)
    gaps = [*((*gap, "") for gap in noise(masked)), *_marks(stored, span, masked)]
    for start, end, char in sorted([*gaps, *((*gap, MARKER) for gap in spoilt)]):
        if start > at - span.start:
            writer.keep(folded[at - span.start : start], at)
        if char == MARKER:
            writer.damaged.append(Span(writer.length, writer.length + 1))
        if char:
            writer.stand_in(char, span.start + start, span.start + end)
        at = max(at, span.start + end)
    if at < span.end:
        writer.keep(folded[at - span.start :], at)

    def place(position: int) -> int:
        from bisect import bisect_left

        return base + bisect_left(writer.offsets, position, first) - first

    return place
