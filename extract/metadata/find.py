"""Find title, date, publisher, issue, authors and source in the lines of an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ..model import Author, BlockKind, Found, Metadata, Notice
from ..structure.boilerplate import is_boilerplate, tail_start
from ..structure.lines import Line
from .dates import dates_in
from .fields import LabelledField, fields_of
from .persons import body_found, body_of, is_person, people_in
from .titles import title_in

# A line of running text has a full stop and more than this.
_PROSE = 30
_LONGEST_BYLINE = 160
_ISSUE = re.compile(
    r"(?:(?:19|20)\d\d ?年?)?,? ?(?:第 ?[\d一二三四五六七八九十]+ ?卷,? ?)?(?:第 ?[\d一二三四五六七八九十百—-]+ ?期|[(（]\d{1,2}[)）])"
)
_ACCOUNT = re.compile(r"发布于[^\s,。]{2,6}$|$")
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


def find(lines: list[Line]) -> Findings:
    """Return what the lines say of their article, in these stages.

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
    title = title_in(lines, page | set(claimed), prose_from)  # 2.
    if title is not None:
        above = (line.index for line in lines[: title[1][0]] if line.index not in page)
        claimed.update(dict.fromkeys(above, BlockKind.METADATA))
        claimed.update(dict.fromkeys(title[1], BlockKind.TITLE))
        _authors_before(title[0], lines[title[1][0]], collected)
    _notes(lines, prose_from, prose_to, collected, claimed)  # 3.
    metadata = Metadata(  # 4.
        title=title[0] if title else None,
        **{role: collected.best(role) for role in _ORDERED},
        authors=_joined(collected),
    )
    notices = () if title else (Notice("no-title", "no title found; give one in the side file NAME.meta.yaml"),)
    return Findings(metadata, dict(sorted(claimed.items())), notices)


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
    if 2 <= end - start <= 40 and not re.search("[。!?]", name[start:end]):
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
    """Read a line that is a date alone, an account's name with its date, or a column's name in brackets."""
    if re.fullmatch(r"[【\[][^】\]]{2,12}[】\]]", line.text):  # the column's name
        return True
    dates = list(dates_in(line.text))
    if len(dates) != 1 or len(line.text) > 50 or line.ends_sentence:
        return False
    value, start, end = dates[0]
    after = re.sub(r"^ *\d{1,2}:\d{2}(:\d{2})?|^ *(星期|周)[一二三四五六日天]", "", line.text[end:]).strip(" )】]")
    before = line.text[:start].rstrip(" ([【|")
    if not before and (not after or _ACCOUNT.fullmatch(after)):
        collected.add("published", 4, Found(value, line.sub(start, end)))
        return True
    if before and re.fullmatch(r"发布于\S{2,6}", after) and len(before) <= 20 and not re.search("[,。:]", before):
        collected.add("publisher", 3, Found(before, line.sub(0, len(before))))
        collected.add("published", 1, Found(value, line.sub(start, end)))
        return True
    return False


def _authors_before(title: Found, line: Line, collected: _Collected) -> None:
    """Take the authors that stand before a bar in the title's line: 张三、李四|题目."""
    assert title.span is not None  # noqa: S101 - the title was found in this line
    people = people_in(line, 0, title.span.start - line.start)
    collected.authors.extend(people)


def _notes(
    lines: list[Line], prose_from: int, prose_to: int, collected: _Collected, claimed: dict[int, BlockKind]
) -> None:
    """Read the lines among and behind the prose that a label starts, and the paragraphs that a note on the authors heads."""
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
