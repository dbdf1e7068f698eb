"""A reader's draft to an article: lines, metadata, blocks, notices."""

from __future__ import annotations

import re

from ..metadata import Findings, find
from ..model import Article, Block, BlockKind, Metadata, Notice
from ..structure import blocks_of, has_text, lines_of, unwrapped
from .reader import Draft
from .statements import overridden
from .writer import whole_characters

# Share of Han characters below which a text is not Chinese; Chinese ones stay above it for all their figures and names.
_CHINESE_LEAST = 0.1
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


def assemble(draft: Draft, identifier: str, media_type: str) -> Article:
    """Return the article of a draft: what the markup tells stands, the text tells the rest."""
    text = whole_characters(draft.text)
    marked = (
        None if draft.marked is None else [one for one in draft.marked if has_text(text[one.span.start : one.span.end])]
    )
    lines = lines_of(text, None if marked is None else tuple(block.span for block in marked))
    if marked is None:
        lines = unwrapped(lines, text)
    findings = find(lines, marked)
    blocks = blocks_of(lines, findings.claimed, text, marked)
    metadata = overridden(draft.stated, overridden(findings.metadata, draft.fallback))
    return Article(
        identifier,
        text,
        blocks,
        metadata,
        media_type,
        draft.encoding,
        _notices(draft, findings, metadata, blocks),
    )


def _notices(draft: Draft, findings: Findings, metadata: Metadata, blocks: tuple[Block, ...]) -> tuple[Notice, ...]:
    notices = [*draft.notices]
    notices += [notice for notice in findings.notices if notice.code != "no-title" or metadata.title is None]
    left_out = sum(block.span.end - block.span.start for block in blocks if block.kind is BlockKind.BOILERPLATE)
    if left_out:
        notices.append(Notice("boilerplate", f"{left_out} characters of the page around the article are left out"))
    if len(_HAN.findall(draft.text)) < _CHINESE_LEAST * len(draft.text.strip()):
        notices.append(Notice("not-chinese", "has hardly any Chinese; facts are read from Chinese text only"))
    return tuple(notices)
