"""Join the lines of texts that were wrapped at a fixed width, as copies from PDF files and mails are."""

from __future__ import annotations

import re
from dataclasses import replace

from .headings import numbered_level
from .lines import Line

# Wrapped text has lines of some 25 to 60 characters; shorter ones of like length are lists or verse.
_NARROWEST, _WIDEST = 25, 60
_FEWEST_LINES = 6
# A line this full goes on in the next one.
_FULL = 0.88
# In wrapped text this share of the lines is full without ending a sentence, and has a mark within.
_SHARE = 0.4
_INNER_MARK = re.compile("[,。、;:].")


def unwrapped(lines: list[Line], text: str) -> list[Line]:
    """Return the lines with those of one paragraph joined, or as they are where the text is not wrapped."""
    width = _width(lines)
    if width is None:
        return lines
    joined: list[Line] = []
    for line, before in zip(lines, [None, *lines], strict=False):
        if before is not None and _goes_on(before, line, width, text):
            joined[-1] = _join(joined[-1], line)
        else:
            joined.append(line)
    return [replace(line, index=index) for index, line in enumerate(joined)]


def _width(lines: list[Line]) -> int | None:
    """Return the width at which the text is wrapped, None where it is not."""
    open_lines = sorted(len(line.text) for line in lines if not line.ends_sentence)
    if len(open_lines) < _FEWEST_LINES:
        return None
    width = open_lines[int(0.8 * len(open_lines))]
    if not _NARROWEST <= width <= _WIDEST or max(len(line.text) for line in lines) > 1.3 * width:
        return None
    full = [line for line in lines if len(line.text) >= _FULL * width and not line.ends_sentence]
    marked = [line for line in full if _INNER_MARK.search(line.text)]
    return width if len(marked) >= _SHARE * len(lines) else None


def _goes_on(before: Line, line: Line, width: int, text: str) -> bool:
    if before.ends_sentence or len(before.text) < _FULL * width or numbered_level(line.text):
        return False
    gap = text[before.span.end : line.span.start]
    # A blank line or an indent starts a paragraph.
    return gap.count("\n") <= 1 and len(gap.replace("\r", "")) <= 2


def _join(before: Line, line: Line) -> Line:
    apart = before.text[-1].isascii() and line.text[0].isascii()
    places = [*before.places, *([before.places[-1] + 1] if apart else []), *line.places]
    return Line(before.index, before.text + (" " if apart else "") + line.text, places)
