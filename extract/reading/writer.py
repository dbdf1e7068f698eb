"""Builds the stored text of documents that are not text files, block by block."""

from __future__ import annotations

import re

from ..model import Block, BlockKind, Span

_SPACE = re.compile(r"[ \t\r\n\f\v]+")


_SURROGATE = re.compile("[\ud800-\udfff]")


def whole_characters(text: str) -> str:
    """Return the text with U+FFFD, which is marked as damage later, for halves of surrogate pairs."""
    return _SURROGATE.sub("\ufffd", text)


class TextWriter:
    """Joins blocks by line feeds and remembers what each is; white space within a block is one space."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self.blocks: list[Block] = []

    def add(self, kind: BlockKind, text: str, level: int = 0) -> None:
        """Append a block, if it has any text."""
        text = _SPACE.sub(" ", whole_characters(text)).strip()
        if text:
            start = self._write(text)
            self.blocks.append(Block(kind, Span(start, start + len(text)), level))

    def row(self, cells: list[str], *, head: bool) -> None:
        """Append a table row with its cells kept apart by tabs; empty cells stay, so that columns stay in line."""
        texts = [_SPACE.sub(" ", whole_characters(cell)).strip() for cell in cells]
        if not any(texts):
            return
        start = at = self._write("\t".join(texts))
        spans: list[Span] = []
        for text in texts:
            spans.append(Span(at, at + len(text)))
            at += len(text) + 1
        self.blocks.append(Block(BlockKind.TABLE_ROW, Span(start, at - 1), int(head), tuple(spans)))

    @property
    def text(self) -> str:
        """Return the whole text."""
        return "".join(self._parts)

    def _write(self, text: str) -> int:
        start = self._length
        self._parts.append(text + "\n")
        self._length += len(text) + 1
        return start
