"""Join paragraphs that the end of a page cut in two, as scans and copies from journals leave them."""

from __future__ import annotations

import re

from ..model import Block, BlockKind, Span
from .headings import decimal_level, numbered_level
from .lines import Line

# No sentence begins with these.
_GOES_ON = re.compile(r"[的地得了和与及或等,、;。)”》%]|以及|并且|而且")
# A paragraph cut in two has a first part as long as this, with marks in it.
_LEAST = 40
_MARK = re.compile("[,。;、:]")
_ASIDE = re.compile(r"\([^()]*\)")
_OPEN_END = re.compile(r"[一-鿿A-Za-z0-9,、)”》%]$")
# A site shows the beginning of a text, cut, above it: both begin alike.
_SAME = 8
# Where so many of the long paragraphs end in a full stop, one that does not is cut.
_SHARE = 0.8
_FEWEST = 5


def joined(blocks: list[Block], lines: list[Line]) -> list[Block]:
    """Return the blocks with the two parts of a cut paragraph as one."""
    paragraphs = [line for block, line in zip(blocks, lines, strict=True) if block.kind is BlockKind.PARAGRAPH]
    ends = [line.ends_sentence for line in paragraphs if len(line.text) >= _LEAST]
    strict = len(ends) >= _FEWEST and sum(ends) >= _SHARE * len(ends)
    found: list[Block] = []
    before: Line | None = None  # the line that the last block ends with
    for block, line in zip(blocks, lines, strict=True):
        if before is not None and _is_cut(found[-1], before, block, line, strict=strict):
            found[-1] = Block(BlockKind.PARAGRAPH, Span(found[-1].span.start, block.span.end))
        else:
            found.append(block)
        before = line
    return found


def _is_cut(first: Block, before: Line, second: Block, line: Line, *, strict: bool) -> bool:
    kinds = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
    if first.kind is not BlockKind.PARAGRAPH or second.kind not in kinds or before.ends_sentence:
        return False
    # Marks in brackets tell no sentence: a heading with its original name has them too.
    if len(before.text) < _LEAST or not _MARK.search(_ASIDE.sub("", before.text)) or not _OPEN_END.search(before.text):
        return False
    if numbered_level(line.text) or decimal_level(line.text) or line.text[:_SAME] == before.text[:_SAME]:
        return False
    if _GOES_ON.match(line.text):
        return True
    return second.kind is BlockKind.PARAGRAPH and (before.text.endswith((",", "、")) or (strict and line.ends_sentence))
