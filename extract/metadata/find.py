"""Find title, date, publisher, issue, authors and source in the lines of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Author, Block, BlockKind, Found, Metadata, Notice
from ..structure.boilerplate import is_boilerplate, tail_start
from ..structure.headings import numbered_level
from ..structure.lines import Line
from . import biography, bylines, forms
from .collected import Collected
from .dates import doi_year
from .fields import LabelledField, fields_of
from .forms import bracketed, labelled
from .forms.labelled import is_byline
from .persons import is_person, people_in
from .titles import Title, bare, title_in

# A line of running text ends a sentence and is longer than this.
_PROSE = 30
# Without running text, bylines are looked for in so many lines.
_HEAD_LINES = 12
# Notes on source and authors stand among the last lines of the text, or below it.
_TAIL_LINES = 25
# 本报青岚6月20日电(记者沈知白、顾岚); 新华社青岚6月20日电 记者 沈知白.
_OPENING = re.compile(r"[^。;]{0,24}(?:电|讯|报道) ?\(((?:本报|本刊)?[^()]{2,40})\)")
# 本报讯 记者沈知白报道:…; 青岚日报讯 记者 沈知白 通讯员 顾岚:….
_UNBRACKETED = re.compile(
    r"[^。;,:()\d]{0,12}?(?:讯|电)? ?(?:本报|本刊|本网|首席|见习|实习)*(?:记者|通讯员) ?"
    r"(?P<names>[^。;:()\d]{2,24}?) ?(?:摄影)?(?:报道:?|:)"
)
_CALLED = re.compile(r"(?:记者|通讯员)")
# …。(青岚网记者 沈知白)
# The last paragraph does not read as prose where such a bracket closes it.
_BEHIND = 2
_CLOSING = re.compile(r"[。!?”] ?\(([^()]{2,40})\)。?$")
# A row of a table has at least so many bars; 作者|题目 and 首页|新闻 have fewer or are boilerplate.
_BARS = 3
# So many sorts of labelled fields (时间, 来源, 作者) make a line with bars a byline.
_FIELDS = 2
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
    framed = {at for at, mark in enumerate(marked or ()) if mark.kind is BlockKind.METADATA}
    prose_from, prose_to = _prose(lines, framed)
    _head(lines[:prose_from], collected, claimed)  # 1.
    claimed.update(bylines.read(lines, prose_from, claimed, collected))
    page = {line.index for line in lines[:prose_from] if is_boilerplate(line)}
    title = _marked_title(lines, marked, prose_from) or title_in(lines, page | set(claimed), prose_from)  # 2.
    if title is not None:
        above = (line.index for line in lines[: title.lines[0]] if line.index not in page)
        claimed.update(dict.fromkeys(above, BlockKind.METADATA))
        claimed.update(dict.fromkeys(title.lines, BlockKind.TITLE))
        # Authors may stand before a bar in the title's line: 张三、李四|题目.
        collected.authors.extend(people_in(lines[title.lines[0]], 0, title.start))
        collected.authors.extend(_before_colon(lines, title))
        _below_title(lines, title.lines[-1] + 1, collected, claimed)
    if prose_from < len(lines):
        _reporters(lines[prose_from], lines[max(prose_to - 1, 0) : prose_to + _BEHIND], collected)
    _notes(lines, prose_from, prose_to, collected, claimed)  # 3.
    _numbered(lines[: prose_from + _HEAD_LINES], collected)
    metadata = Metadata(  # 4.
        title=title.found if title else collected.best("title"),
        **{role: collected.best(role) for role in _ROLES},
        authors=collected.joined_authors(),
    )
    notices = (
        () if metadata.title else (Notice("no-title", "no title found; give one in the side file NAME.meta.yaml"),)
    )
    return Findings(metadata, dict(sorted(claimed.items())), notices)


def _head(lines: list[Line], collected: Collected, claimed: dict[int, BlockKind]) -> None:
    """Read the lines above the prose by the forms; below a label that stands alone, the lines that are its value."""
    label: LabelledField | None = None
    for line in lines:
        if label is not None and labelled.read_value(line, label, collected):
            claimed[line.index] = BlockKind.METADATA
            continue
        label = labelled.bare(line)
        if label is not None or (not _is_row(line) and forms.read(line, "head", collected)):
            claimed[line.index] = BlockKind.METADATA


def _numbered(lines: list[Line], collected: Collected) -> None:
    """Read the year in the number (DOI) that a journal gives an article; it stands behind the keywords as well."""
    for line in lines:
        year = doi_year(line.text) if not _is_prose(line) else None
        if year:
            collected.add("published", 5, Found(year[0], line.sub(*year[1:])))
            return


def _below_title(lines: list[Line], at: int, collected: Collected, claimed: dict[int, BlockKind]) -> None:
    """Read one name alone between the title and a line of its date or source."""
    if at + 1 >= len(lines) or at in claimed or claimed.get(at + 1) is not BlockKind.METADATA:
        return
    name = lines[at].text.replace(" ", "")
    if is_person(name):
        collected.authors.append(Author(Found(name, lines[at].span)))
        claimed[at] = BlockKind.METADATA


# Who writes stands before the title's colon, and so does who is reported to have spoken.
_WRITES = re.compile(r"(?P<names>[一-鿿]{2,4}(?:[、 ][一-鿿]{2,4})*):(?=.{8})")


def _before_colon(lines: list[Line], title: Title) -> list[Author]:
    """Return the persons before the colon of a title (某人:题目), unless the text says what they said."""
    line = lines[title.lines[0]]
    match = _WRITES.match(line.text, title.start)
    names = re.split("[、 ]", match["names"]) if match else []
    if not match or not all(map(is_person, names)):
        return []
    spoken = re.compile(
        rf"(?:{'|'.join(names)})[^,。;:]{{0,12}}(?:表示|说|指出|强调|认为|称|介绍|告诉|透露|出席|主持|[:“])"
    )
    if any(spoken.search(other.text) for other in lines[title.lines[-1] + 1 :]):
        return []
    return people_in(line, title.start, match.end("names"))


def _reporters(first: Line, last: list[Line], collected: Collected) -> None:
    """Read the reporters whom the first and the last paragraphs name in brackets; the paragraphs stay text."""
    opening = _OPENING.match(first.text)
    if opening:
        start, end = opening.span(1)
        called = _CALLED.search(first.text, start, end)  # behind the names of their papers: 甲新闻·乙晨报|记者
        collected.authors.extend(people_in(first, called.start() if called else start, end))
    plain = _UNBRACKETED.match(first.text)
    if plain and not opening:
        collected.authors.extend(people_in(first, *plain.span("names")))
    for line in last:
        closing = _CLOSING.search(line.text)
        if closing:
            bracketed.read_part(line, *closing.span(1), collected)


def _marked_title(lines: list[Line], marked: Sequence[Block] | None, prose_from: int) -> Title | None:
    """Return the title that the markup names, its only heading of the first level, or its first above the text."""
    marked = marked or ()
    named = [place for place, mark in enumerate(marked) if mark.kind is BlockKind.TITLE]
    headings = [(mark.level, place) for place, mark in enumerate(marked) if mark.kind is BlockKind.HEADING]
    tops = [place for level, place in headings if level == min(headings)[0]]
    single = len(tops) == 1 and marked[tops[0]].level == 1 and not _is_section(lines[tops[0]].text)
    place = named[0] if named else tops[0] if single or (tops and _heads(lines, tops[0], prose_from)) else None
    if place is None:
        return None
    start, end = (0, len(lines[place].text)) if named else bare(lines[place].text)
    return Title(Found(lines[place].text[start:end], lines[place].sub(start, end)), (place,), start)


# Headings that are no title: 1 引言, 摘要.
_PARTS = re.compile(
    r"(?:摘 ?要|引 ?言|前 ?言|导 ?[言语]|绪论|目 ?录|背景|概述|正文|Abstract|Introduction)$", re.IGNORECASE
)


def _heads(lines: list[Line], place: int, prose_from: int) -> bool:
    """Whether the first of several headings, above the text, is the title: neither a section's nor a name."""
    text = lines[place].text
    return (
        place <= prose_from and not _PARTS.match(text) and not _is_name(text) and (place == 0 or not _is_section(text))
    )


def _is_section(text: str) -> bool:
    """Whether a heading is numbered, or the author's name."""
    return bool(numbered_level(text)) or _is_name(text)


def _is_name(text: str) -> bool:
    return is_person(text.replace(" ", ""))


def _prose(lines: list[Line], framed: set[int]) -> tuple[int, int]:
    """Return the indices of the first line of running text and of the line behind the last; `framed` are fields."""
    tail = tail_start(lines)
    prose = [line.index for line in lines[:tail] if line.index not in framed and _is_prose(line)]
    return (prose[0], prose[-1] + 1) if prose else (min(len(lines), _HEAD_LINES), len(lines))


def _is_prose(line: Line) -> bool:
    return len(line.text) > _PROSE and line.ends_sentence and not _is_note(line) and not is_boilerplate(line)


def _is_row(line: Line) -> bool:
    """Whether bars part the line into cells; a date in one of them is not the article's. Bars part fields, too."""
    labelled_fields = {one.role for one in fields_of(line)} - {"other"}
    return len(re.findall(r"[|｜]", line.text)) >= _BARS and len(labelled_fields) < _FIELDS


def _is_note(line: Line) -> bool:
    """Whether a label starts the line, or stands first in its bracket."""
    if line.is_page:
        return False
    fields = fields_of(line)
    return bool(fields) and fields[0].label_start <= 1 and is_byline(line, fields)


# A date alone below a body alone is when that body signed: it stays in the text.
_DATE_ALONE = re.compile(r"\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日")
_BODY_ALONE = re.compile(r"[^,，。:：;；!?\d]{3,40}(?:厅|局|部|委|会|府|办|署|室)")


def _dates_signature(lines: list[Line], line: Line) -> bool:
    above = lines[line.index - 1].text if line.index else ""
    return bool(_DATE_ALONE.fullmatch(line.text) and _BODY_ALONE.fullmatch(above))


def _notes(
    lines: list[Line], prose_from: int, prose_to: int, collected: Collected, claimed: dict[int, BlockKind]
) -> None:
    """Read the lines below the prose, the last of it that a label starts, and what introduces the authors."""
    introduced = False
    names = {author.name.value for author in collected.authors}
    for line in lines[max(prose_from, prose_to - _TAIL_LINES) :]:
        if introduced and not _is_note(line):
            introduced = biography.read(line, collected)
            if introduced:
                claimed[line.index] = BlockKind.METADATA
                continue
        if biography.read_known(line, names, collected):
            claimed[line.index] = BlockKind.METADATA
            continue
        if is_boilerplate(line) or _is_row(line) or (line.index < prose_to and not _is_note(line)):
            continue
        if forms.read(line, "tail", collected):
            if not _dates_signature(lines, line):
                claimed[line.index] = BlockKind.METADATA
            introduced = biography.introduces(line)
