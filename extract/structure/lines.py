"""The lines of a stored text in folded form, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..cleaning.forms import fold
from ..model import Span

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Spaces, and what is invisible, at either edge of a line.
_EDGES = " \u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad"
_SENTENCE_END = re.compile(r"[。!?…;][”’」』)》\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its place among them, where its trimmed text starts, and that text folded 1:1."""

    index: int
    start: int
    text: str

    @property
    def span(self) -> Span:
        """Return the place of the trimmed line in the stored text."""
        return Span(self.start, self.start + len(self.text))

    def sub(self, start: int, end: int) -> Span:
        """Return the stored place of a part of the line."""
        return Span(self.start + start, self.start + end)

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop or its like ends the line."""
        return bool(_SENTENCE_END.search(self.text))


def lines_of(text: str, spans: tuple[Span, ...] | None = None) -> list[Line]:
    """Return the lines of a stored text, or of the given stretches of it."""
    folded = fold(text)
    found: list[Line] = []
    stretches = [(match.start(), match.end()) for match in _LINE.finditer(text)] if spans is None else spans_of(spans)
    for start, end in stretches:
        body = folded[start:end]
        trimmed = body.strip(_EDGES)
        if trimmed:
            found.append(Line(len(found), start + body.index(trimmed), trimmed))
    return found


def spans_of(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Return the spans as pairs."""
    return [(span.start, span.end) for span in spans]
