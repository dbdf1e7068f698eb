"""Markdown: a pipe table (GitHub's), with the quotes as a numbered list below."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..answer import Answer

# Characters that would end a cell or start markup or an HTML tag; the words are an article's, not ours.
_SPECIAL = re.compile(r"([\\|`*_\[\]<>~$])")


def write(answer: Answer, _name: str) -> bytes:
    """Return the answer as Markdown."""
    lines = [f"**{_safe(answer.title)}**", ""]
    lines += [_line(map(_safe, answer.grid.headings)), _line("---" for _ in answer.grid.headings)]
    for row in answer.grid.rows:
        cells = (
            _safe(cell.text) + "".join(f"\\[{number}\\]" for number in answer.marks(row, index))
            for index, cell in enumerate(row)
        )
        lines.append(_line(cells))
    for note in answer.notes:
        lines += ["", _safe(note)]
    if answer.footnotes:
        lines.append("")
    for quote, number in answer.footnotes.items():
        lines.append(f"{number}. {_safe(quote.place)} {_safe(quote.title)} “{_safe(quote.text)}”")
    return ("\n".join(lines) + "\n").encode()


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _safe(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
