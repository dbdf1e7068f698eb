"""Find title, date, publisher, issue, authors and source in the lines of an article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model import Author, Block, BlockKind, Found, Metadata, Notice
from ..structure.boilerplate import is_boilerplate, tail_start
from ..structure.headings import numbered_level
from ..structure.lines import Line
from .dates import dates_in
from .fields import LabelledField, fields_of
from .persons import body_found, body_of, is_person, people_in
from .titles import Title, title_in

# A line of running text has a full stop and more than this.
_PROSE = 30
_LONGEST_BYLINE = 160
_ISSUE = re.compile(
    r"(?:(?:19|20)\d\d ?年?)?,? ?(?:第 ?[\d一二三四五六七八九十]+ ?卷,? ?)?(?:第 ?[\d一二三四五六七八九十百—-]+ ?期|[(（]\d{1,2}[)）])"
)
_COLUMN = re.compile(r"[【\[][^】\]]{2,12}[】\]]")
_JOURNAL = re.compile(
    r"《?([\u4e00-\u9fff]{2,16})》?[ ·,|]*((?:19|20)\d\d ?年?,? ?(?:第 ?\d+ ?卷,? ?)?(?:第 ?)?\d{1,3} ?期(?:\(总第 ?\d+ ?期\))?)(?: *\d{1,4})?"
)
# What stands around a date that is no part of a phrase.
_APART = " ()[]【】|│·,:/—-"
_CLOCK = re.compile(r" *\d{1,2}:\d{2}(:\d{2})?| *(星期|周)[一二三四五六日天]")
_WORD = re.compile(r"[^\s|│()\[\]【】·,:]+")
_BEFORE_NAMES = frozenset({"原创", "作者", "文", "撰文"})
_LONGEST_DATELINE = 60
_LONGEST_PLACE = 16
_LONGEST_ACCOUNT = 12
_URL = re.compile(r"https?://[^\s<>\"'，。；、）)】]+", re.IGNORECASE)
_ORDERED = ("published", "publisher", "issue", "source")


@dataclass(frozen=True, slots=True)
class Findings:
    """The metadata and the lines they took, by index; `notices` say what is not known."""

    metadata: Metadata
    claimed: dict[int, BlockKind]
    notices: tuple[Notice, ...] = ()


@dataclass
class _Collected:
    """Candidates by role, each with its rank; the best is chosen at the end."""

    values: dict[str, list[tuple[int, int, Found]]] = field(default_factory=dict)
    authors: list[Author] = field(default_factory=list)
    bodies: list[Found] = field(default_factory=list)

    def add(self, role: str, rank: int, found: Found) -> None:
        self.values.setdefault(role, []).append((rank, len(self.values.get(role, [])), found))

    def best(self, role: str) -> Found | None:
        candidates = self.values.get(role)
        return min(candidates, key=lambda one: one[:2])[2] if candidates else None


def find(lines: list[Line], marked: Sequence[Block] | None = None) -> Findings:
    """Return what the lines say of their article, in these stages; `marked` is what a markup says of each line.

    1. byline and source lines before the prose; 2. the title, which stands before the prose as well;
    3. notes on source and authors behind the prose; 4. the best candidate of each role.
    """
    collected = _Collected()
    claimed: dict[int, BlockKind] = {}
    prose_from, prose_to = _prose(lines)
    for line in lines[:prose_from]:  # 1.
        if _byline(line, collected) or _dateline(line, collected):
            claimed[line.index] = BlockKind.METADATA
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
        **{role: collected.best(role) for role in _ORDERED},
        authors=_joined(collected),
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
    """Return the index of the first line of running text, and of the line behind the last; all of them where none is."""
    tail = tail_start(lines)
    prose = [line.index for line in lines[:tail] if _is_prose(line)]
    return (prose[0], prose[-1] + 1) if prose else (min(len(lines), 12), len(lines))


def _is_prose(line: Line) -> bool:
    return len(line.text) > _PROSE and line.ends_sentence and not _starts_field(line) and not is_boilerplate(line)


def _starts_field(line: Line) -> bool:
    fields = fields_of(line)
    return bool(fields) and fields[0].label_start <= 1


def _byline(line: Line, collected: _Collected) -> bool:
    """Read a line of labelled fields; False where it is none."""
    fields = fields_of(line)
    if not fields or (
        len(line.text) > _LONGEST_BYLINE and fields[0].role not in ("author", "biography", "affiliation")
    ):
        return False
    before = line.text[: fields[0].label_start].strip(" ([【|")
    dates = list(dates_in(line.text[: fields[0].label_start]))
    if before and not dates and len(before) > 20:
        return False
    if dates:
        value, start, end = dates[0]
        collected.add("published", 2, Found(value, line.sub(start, end)))
    for one in fields:
        _read(line, one, collected)
    return True


def _read(line: Line, one: LabelledField, collected: _Collected) -> None:
    value = line.text[one.start : one.end]
    if one.role == "published":
        for day, start, end in list(dates_in(value))[:1]:
            collected.add("published", one.rank, Found(day, line.sub(one.start + start, one.start + end)))
    elif one.role == "publisher":
        _publisher(line, one, collected)
    elif one.role == "issue" and value:
        collected.add("issue", one.rank, Found(value, line.sub(one.start, one.end)))
    elif one.role == "source":
        for url in list(_URL.finditer(value))[:1]:
            collected.add(
                "source", one.rank, Found(url.group(), line.sub(one.start + url.start(), one.start + url.end()))
            )
    elif one.role in ("author", "biography"):
        collected.authors.extend(people_in(line, one.start, one.end))
    elif one.role == "affiliation":
        _affiliations(line, one, collected)


def _publisher(line: Line, one: LabelledField, collected: _Collected) -> None:
    value = line.text[one.start : one.end]
    cut = len(value)
    for url in list(_URL.finditer(value))[:1]:
        collected.add("source", one.rank, Found(url.group(), line.sub(one.start + url.start(), one.start + url.end())))
        cut = min(cut, url.start())
    for issue in list(_ISSUE.finditer(value))[:1]:
        text = issue.group().strip(", ")
        begin = value.index(text, issue.start())
        collected.add("issue", one.rank, Found(text, line.sub(one.start + begin, one.start + begin + len(text))))
        cut = min(cut, issue.start())
    for day, start, end in list(dates_in(value[:cut]))[:1]:
        collected.add("published", 3, Found(day, line.sub(one.start + start, one.start + end)))
        cut = min(cut, start)
    name = value[:cut]
    start = len(name) - len(name.lstrip(' 《"“'))
    end = len(name.rstrip(' ,》"”(、;-—'))
    if 2 <= end - start <= 40 and not re.search("[。!?]|^(本刊|本站|本网|本报|网络|互联网|原创|综合|未知)", name[start:end]):
        collected.add("publisher", one.rank, Found(name[start:end], line.sub(one.start + start, one.start + end)))


def _affiliations(line: Line, one: LabelledField, collected: _Collected) -> None:
    people = people_in(line, one.start, one.end)
    if people:
        collected.authors.extend(people)
        return
    for clause in re.finditer(r"[^,;、。\s]+", line.text[one.start : one.end]):
        body = body_of(clause.group())
        if body is not None:
            at = one.start + clause.start()
            collected.bodies.append(body_found(line, at + body[0], at + body[1]))


def _dateline(line: Line, collected: _Collected) -> bool:
    """Read a line of a date with who published or wrote, without labels; or one of a column's or a journal's name."""
    if _COLUMN.fullmatch(line.text):
        return True
    if _journal(line, collected):
        return True
    dates = [one for one in dates_in(line.text) if len(one[0]) == len("2024-07-21")]
    if len(dates) != 1 or len(line.text) > _LONGEST_DATELINE or line.ends_sentence:
        return False
    value, start, end = dates[0]
    before, after = line.text[:start], line.text[end:]
    # A date within a phrase is part of a title: 2024年3月15日某会召开.
    if (before and before[-1] not in _APART) or (after and after[0] not in _APART):
        return False
    after = _CLOCK.sub("", after).strip(_APART)
    if len(after) > _LONGEST_PLACE:
        return False
    placed = bool(re.match(r"(发布|发表)于", after))
    if not _before_date(line, start, collected, account=placed):
        return False
    collected.add("published", 1 if placed else 4, Found(value, line.sub(start, end)))
    return True


def _before_date(line: Line, end: int, collected: _Collected, *, account: bool) -> bool:
    """Read what stands before a date: nothing, persons with their bodies, an account's name; False for anything else."""
    words = list(_WORD.finditer(line.text, 0, end))
    people = people_in(line, 0, end)
    if account and words and not is_person(words[-1].group()):
        collected.add("publisher", 3, Found(words[-1].group(), line.sub(*words[-1].span())))
    elif not people and len(line.text[:end].strip(_APART)) > _LONGEST_ACCOUNT:
        return False
    if people and (is_person(words[0].group()) or words[0].group() in _BEFORE_NAMES):
        collected.authors.extend(people)
    return True


def _journal(line: Line, collected: _Collected) -> bool:
    """Read a running head: a journal's name with year and number."""
    match = _JOURNAL.fullmatch(line.text)
    if match is None:
        return False
    collected.add("publisher", 2, Found(match.group(1), line.sub(*match.span(1))))
    collected.add("issue", 2, Found(match.group(2), line.sub(*match.span(2))))
    return True


def _notes(
    lines: list[Line], prose_from: int, prose_to: int, collected: _Collected, claimed: dict[int, BlockKind]
) -> None:
    """Read the lines among and behind the prose that a label starts, and the paragraphs that a note on the authors heads."""
    _signature(lines[max(prose_to, prose_from) :], collected, claimed)
    biography = False
    late = max(prose_from, min(prose_to, len(lines)) - 25)
    for line in lines[prose_from:]:
        fields = fields_of(line)
        labelled = bool(fields) and fields[0].label_start <= 1
        if biography and not labelled:
            biography = _biography(line, collected)
            if biography:
                claimed[line.index] = BlockKind.METADATA
                continue
        if not labelled or line.index < late or is_boilerplate(line):
            continue
        if _byline(line, collected):
            claimed[line.index] = BlockKind.METADATA
            biography = fields[0].role == "biography" or (fields[0].role == "author" and len(line.text) < 8)


def _signature(rest: list[Line], collected: _Collected, claimed: dict[int, BlockKind]) -> None:
    """Read the date that closes a notice, with the body above or before it; the page's own date goes before it."""
    for line in rest:
        dates = list(dates_in(line.text))
        if len(dates) != 1 or line.index in claimed or len(line.text) > _LONGEST_DATELINE:
            continue
        value, start, end = dates[0]
        body = line.text[:start].strip(_APART)
        if line.text[end:].strip(_APART) or (body and (body_of(body) is None or line.text[start - 1] not in _APART)):
            continue
        collected.add("published", 6, Found(value, line.sub(start, end)))
        if body:
            at = line.text.index(body)
            collected.add("publisher", 6, Found(body, line.sub(at, at + len(body))))
        claimed[line.index] = BlockKind.METADATA
        return


def _biography(line: Line, collected: _Collected) -> bool:
    """Read a paragraph that starts with a person's name and goes on with posts."""
    match = re.match(r"([^,，(:;。\s]{2,8})[,，(:\s]", line.text)
    if match is None or not is_person(match.group(1)):
        return False
    collected.authors.extend(people_in(line, 0, len(line.text))[:1])
    return True


def _joined(collected: _Collected) -> tuple[Author, ...]:
    """Merge the mentions of each author, in order; a body that stands apart is every author's where it is the only one."""
    names: dict[str, Found] = {}
    bodies: dict[str, dict[str, Found]] = {}
    for author in collected.authors:
        names.setdefault(author.name.value, author.name)
        for body in author.affiliations:
            bodies.setdefault(author.name.value, {}).setdefault(body.value, body)
    if len(collected.bodies) == 1:
        for name in names:
            bodies.setdefault(name, {}).setdefault(collected.bodies[0].value, collected.bodies[0])
    return tuple(Author(found, tuple(bodies.get(name, {}).values())) for name, found in names.items())
