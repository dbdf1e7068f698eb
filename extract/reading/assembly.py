"""A reader's draft to an article: lines, metadata, blocks, notices."""

from __future__ import annotations

from ..metadata import find
from ..model import Article, BlockKind, Notice
from ..structure import blocks_of, lines_of
from .reader import Draft


def assemble(draft: Draft, identifier: str, media_type: str) -> Article:
    """Return the article of a draft whose text alone tells its structure."""
    lines = lines_of(draft.text)
    findings = find(lines)
    blocks = blocks_of(lines, findings.claimed, draft.text)
    left_out = sum(block.span.end - block.span.start for block in blocks if block.kind is BlockKind.BOILERPLATE)
    notices = [*draft.notices, *findings.notices]
    if left_out:
        notices.append(Notice("boilerplate", f"{left_out} characters of the page around the article left out"))
    return Article(identifier, draft.text, blocks, findings.metadata, media_type, draft.encoding, tuple(notices))
