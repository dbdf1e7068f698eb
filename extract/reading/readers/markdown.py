"""Markdown: the stored text is the source itself; its marks tell headings, lists and tables."""

from __future__ import annotations

import re

from ...model import Block, BlockKind, Metadata, Notice, Span
from ..decoding import UndecodableError, decode
from ..limits import Limits
from ..reader import Draft, Reader, fail
from ..statements import side_metadata

# CommonMark 0.31, sections 4.2 (ATX headings), 4.3 (setext), 4.5 (fences), 5.2 (list items); GitHub's tables.
_LINE = re.compile(r"[^\r\n]+")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_MARKED_LINE = re.compile(r"^#{1,6}[ \t]+[^\s#]", re.MULTILINE)
# The number of an item stays in its text: it says that something is counted there.
_ITEM = re.compile(r"[ \t]*(?:[-*+][ \t]+(?=\S)|(?=\d{1,9}[.)][ \t]+\S))")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_FENCE = re.compile(r" {0,3}(?:```|~~~)")
_RULE = re.compile(r" {0,3}(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,}|=+ *)$")
_TABLE_RULE = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?)?[ \t]*$")
_FRONT = re.compile(r"\ufeff?\s*---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_PICTURE_ONLY = re.compile(r"[ \t]*!\[[^\]]*\]\([^)]*\)[ \t]*$")


def parse(data: bytes, identifier: str, limits: Limits) -> Draft:
    """Decode and mark up; a block of YAML at the head is metadata."""
    try:
        decoded = decode(data)
    except UndecodableError as error:
        raise fail(identifier, error.code, error.message) from None
    return draft(decoded.text, decoded.encoding, identifier, decoded.notices)


def draft(text: str, encoding: str, identifier: str, notices: tuple[Notice, ...]) -> Draft:
    """Return the draft of a decoded text."""
    stated = Metadata()
    front = _FRONT.match(text)
    if front:
        stated, more = side_metadata(front.group(1).encode(), identifier, whole=False)
        notices = (*notices, *more)
    return Draft(text, encoding, _blocks(text, front), stated, notices)


def is_markdown(text: str) -> bool:
    """Whether a text of no known format has headings or a head as Markdown sets them."""
    return bool(_FRONT.match(text) or _MARKED_LINE.search(text))


def _blocks(text: str, front: re.Match[str] | None) -> tuple[Block, ...]:
    fields = _LINE.finditer(text, *front.span(1)) if front else ()
    blocks = [Block(BlockKind.METADATA, Span(*field.span())) for field in fields if field.group().strip()]
    fenced = False
    lines = list(_LINE.finditer(text, front.end() if front else 0))
    for place, match in enumerate(lines):
        line = match.group()
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if fenced or not line.strip() or _RULE.match(line) or _TABLE_RULE.match(line) or _PICTURE_ONLY.match(line):
            continue
        following = lines[place + 1].group() if place + 1 < len(lines) else ""
        blocks.append(_block(match, following, bool(blocks) and blocks[-1].kind is BlockKind.TABLE_ROW))
    return tuple(blocks)


def _block(match: re.Match[str], following: str, in_table: bool) -> Block:
    line, at = match.group(), match.start()
    heading = _HEADING.match(line)
    if heading:
        return Block(BlockKind.HEADING, Span(at + heading.start(2), at + heading.end(2)), len(heading.group(1)))
    if line.strip().startswith("|") or ("|" in line and (in_table or _TABLE_RULE.match(following))):
        cells = tuple(Span(at + cell.start(), at + cell.end()) for cell in re.finditer(r"[^|\s](?:[^|]*[^|\s])?", line))
        if len(cells) > 1:
            return Block(BlockKind.TABLE_ROW, Span(cells[0].start, cells[-1].end), int(not in_table), cells)
    item = _ITEM.match(line)
    if item:
        return Block(BlockKind.LIST_ITEM, Span(at + item.end(), match.end()))
    if re.match(r" {0,3}(=+|-+) *$", following) and len(line) < 80:
        return Block(BlockKind.HEADING, Span(at, match.end()), 1 if "=" in following else 2)
    quote = _QUOTE.match(line)
    return Block(BlockKind.PARAGRAPH, Span(at + (quote.end() if quote else 0), match.end()))


READER = Reader("markdown", "text/markdown", (".md", ".markdown"), 90, lambda head: False, parse)
