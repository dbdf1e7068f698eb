"""Find title, date, publisher, issue, authors and source in the lines of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Block, BlockKind, Found, Metadata, Notice
from ..structure.boilerplate import is_boilerplate, tail_start
from ..structure.headings import numbered_level
from ..structure.lines import Line
from . import biography, bylines, forms
from .collected import Collected
from .fields import fields_of
from .forms.labelled import is_byline
from .persons import people_in
from .titles import Title, title_in

# A line of running text ends a sentence and is longer than this.
_PROSE = 30
# Without running text, bylines are looked for in so many lines.
_HEAD_LINES = 12
# Notes on source and authors stand among the last lines of the text, or below it.
_TAIL_LINES = 25
_ROLES = ("published", "publisher", "issue", "source")


@dataclass(frozen=True, slots=True)
class Findings:
    """The metadata and the lines they took, by index; `notices` say what is not known."""

    metadata: Metadata
    claimed: dict[int, BlockKind]
    notices: tuple[Notice, ...] = ()


def find(lines: list[Line], marked: Sequence[Block] | None = None) -> Findings:
    """Return what the lines say of their article, in these stages; `marked` is what a markup says of each line.

    1. byline and source lines before the prose, and names alone on their lines; 2. the title, which stands before the
    prose as well;
    3. notes on source and authors behind the prose; 4. the best candidate of each role.
    """
    collected = Collected()
    claimed: dict[int, BlockKind] = {}
    prose_from, prose_to = _prose(lines)
    for line in lines[:prose_from]:  # 1.
        if forms.read(line, "head", collected):
            claimed[line.index] = BlockKind.METADATA
    claimed.update(bylines.read(lines, prose_from, claimed, collected))
    page = {line.index for line in lines[:prose_from] if is_boilerplate(line)}
    title = _marked_title(lines, marked) or title_in(lines, page | set(claimed), prose_from)  # 2.
    if title is not None:
        above = (line.index for line in lines[: title.lines[0]] if line.index not in page)
        claimed.update(dict.fromkeys(above, BlockKind.METADATA))
        claimed.update(dict.fromkeys(title.lines, BlockKind.TITLE))
        # Authors may stand before a bar in the title's line: 张三、李四|题目.
        collected.authors.extend(people_in(lines[title.lines[0]], 0, title.start))
    _notes(lines, prose_from, prose_to, collected, claimed)  # 3.
    metadata = Metadata(  # 4.
        title=title.found if title else None,
        **{role: collected.best(role) for role in _ROLES},
        authors=collected.joined_authors(),
    )
    notices = () if title else (Notice("no-title", "no title found; give one in the side file NAME.meta.yaml"),)
    return Findings(metadata, dict(sorted(claimed.items())), notices)


def _marked_title(lines: list[Line], marked: Sequence[Block] | None) -> Title | None:
    """Return the title that the markup names, or its only heading of the first level."""
    marked = marked or ()
    named = [place for place, mark in enumerate(marked) if mark.kind is BlockKind.TITLE]
    tops = [place for place, mark in enumerate(marked) if mark.kind is BlockKind.HEADING and mark.level == 1]
    place = named[0] if named else tops[0] if len(tops) == 1 and not numbered_level(lines[tops[0]].text) else None
    if place is None:
        return None
    return Title(Found(lines[place].text, lines[place].span), (place,))


def _prose(lines: list[Line]) -> tuple[int, int]:
    """Return the indices of the first line of running text and of the line behind the last."""
    tail = tail_start(lines)
    prose = [line.index for line in lines[:tail] if _is_prose(line)]
    return (prose[0], prose[-1] + 1) if prose else (min(len(lines), _HEAD_LINES), len(lines))


def _is_prose(line: Line) -> bool:
    return len(line.text) > _PROSE and line.ends_sentence and not _is_note(line) and not is_boilerplate(line)


def _is_note(line: Line) -> bool:
    """Whether a label starts the line, or stands first in its bracket."""
    fields = fields_of(line)
    return bool(fields) and fields[0].label_start <= 1 and is_byline(line, fields)


def _notes(
    lines: list[Line], prose_from: int, prose_to: int, collected: Collected, claimed: dict[int, BlockKind]
) -> None:
    """Read the lines below the prose, the last of it that a label starts, and what introduces the authors."""
    introduced = False
    for line in lines[max(prose_from, prose_to - _TAIL_LINES) :]:
        if introduced and not _is_note(line):
            introduced = biography.read(line, collected)
            if introduced:
                claimed[line.index] = BlockKind.METADATA
                continue
        if is_boilerplate(line) or (line.index < prose_to and not _is_note(line)):
            continue
        if forms.read(line, "tail", collected):
            claimed[line.index] = BlockKind.METADATA
            introduced = biography.introduces(line)
