"""The lines of a stored text in folded form, each character with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..cleaning.forms import fold
from ..cleaning.markup import edits
from ..cleaning.masked import bold
from ..cleaning.noise import unseen
from ..model import Span

_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
# A line with more characters or ends of sentences is running text: a page that lost its line ends.
_LONGEST_LINE, _MOST_SENTENCES = 1500, 8
_STOP = re.compile("[。!?]")
_SENTENCE_END = re.compile(r"[。!?…;][”’」』)》\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its place among them, its trimmed text in folded form, and each character's place.

    What readers do not see (zero-width characters, doubled annotations) is not in `text`.
    """

    index: int
    text: str
    places: Sequence[int]

    @property
    def span(self) -> Span:
        """Return the place of the trimmed line in the stored text."""
        return self.sub(0, len(self.text))

    def sub(self, start: int, end: int) -> Span:
        """Return the stored place of a part of the line."""
        if start == end:
            at = self.places[start] if start < len(self.places) else self.places[-1] + 1
            return Span(at, at)
        return Span(self.places[start], self.places[end - 1] + 1)

    @property
    def ends_sentence(self) -> bool:
        """Whether a full stop or its like ends the line."""
        return bool(_SENTENCE_END.search(self.text))

    @property
    def is_page(self) -> bool:
        """Whether it holds a whole page, whose text it is whatever labels stand in it."""
        return len(self.text) > _LONGEST_LINE or len(_STOP.findall(self.text)) > _MOST_SENTENCES


def lines_of(text: str, spans: tuple[Span, ...] | None = None) -> list[Line]:
    """Return the lines of a stored text, or of the given stretches of it."""
    folded = fold(text)
    found: list[Line] = []
    stretches = [match.span() for match in _LINE.finditer(text)] if spans is None else [(s.start, s.end) for s in spans]
    for start, end in stretches:
        body, places = _seen(folded[start:end], start)
        trimmed = body.strip(" ")
        if trimmed:
            first = len(body) - len(body.lstrip(" "))
            found.append(Line(len(found), trimmed, places[first : first + len(trimmed)]))
    return found


def has_text(text: str) -> bool:
    """Whether readers would see anything of a text."""
    return bool(_seen(fold(text), 0)[0].strip(" "))


def _seen(body: str, start: int) -> tuple[str, Sequence[int]]:
    changes = sorted([*((*gap, "") for gap in (*unseen(body), *bold(body))), *edits(body, notes=False)])
    if not changes:
        return body, range(start, start + len(body))
    chars: list[str] = []
    places: list[int] = []
    at = 0
    for gap_start, gap_end, char in [*changes, (len(body), len(body), "")]:
        chars.append(body[at:gap_start] + char)
        places.extend([*range(start + at, start + gap_start), *([start + gap_start] if char else [])])
        at = max(at, gap_end)
    return "".join(chars), places
