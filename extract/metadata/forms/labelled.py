"""Lines of labelled fields: 来源:… 作者:… 发布时间:…, also in brackets below the text."""

from __future__ import annotations

import re

from ...model import Author, Found
from ...structure.boilerplate import is_boilerplate
from ...structure.lines import Line
from ..collected import Collected
from ..dates import dates_in
from ..fields import LabelledField, fields_of, role_of
from ..persons import body_found, body_of, leading_people, people_in

RANK = 10
PLACES = ("head", "tail")

_PERSONAL = ("author", "biography", "affiliation")
# A byline of all usual fields; longer lines are text that happens to start with a label.
_LONGEST = 160
# A shorter word alone on a line is no label: 文.
_SHORTEST_BARE = 2
# Before the first label there may stand a date or an account's name.
_LONGEST_BEFORE = 20
# A value that is a sentence and longer than this is speech (记者:…?) or text (时间:…。).
_LONGEST_SPOKEN = 20
_URL = re.compile(r"https?://[^\s<>\"'，。；、)】]+", re.IGNORECASE)
_ISSUE = re.compile(
    r"(?:(?:19|20)\d\d ?年?)?,? ?(?:第 ?[\d一二三四五六七八九十]+ ?卷,? ?)?"
    r"(?:第? ?[\d一二三四五六七八九十百—-]+ ?期|\(\d{1,2}\))(?: ?\(总第? ?\d+ ?期\))?"
)
# A name in Latin letters stands as an author only behind a label.
_LATIN_NAME = re.compile(r"[A-Z][a-z'’-]+(?: [A-Z][a-z'’-]*\.?){1,3}(?=[,;、()|]|$)")
# Behind a label a word of two or three characters is a name, though no common family name begins it.
_RARE_NAMES = re.compile(r"[一-鿿]{2,3}(?:[ 、,/][一-鿿]{2,3}){0,3}")
_WORD = re.compile("[一-鿿]+")
_NOBODY = re.compile("佚名|匿名|未知|不详|综合|网络|原创|[本该我各]|编辑|记者|[网报社部组员者室局厅委会台刊院校]$")
_QUOTES = " \"'“”‘’"
# What blogs put right behind the source.
_COMMENTS = re.compile("已关闭评论|(?:暂无|发表)评论")
# In the place of a publisher's name, these name none.
_NO_NAME = re.compile("本刊|本站|本网|本报|本厅|本局|本部|本委|本院|网络|互联网|原创|综合|未知|转载")


def read(line: Line, collected: Collected) -> bool:
    """Read all fields of the line."""
    fields = fields_of(line)
    if not is_byline(line, fields):
        return False
    for day, start, end in list(dates_in(line.text[: fields[0].label_start]))[:1]:
        collected.add("published", 2, Found(day, line.sub(start, end)))
    last = fields[-1].end  # a date may stand behind the last field, apart from it: 来源:某网    2024-08-28 10:22
    for day, start, end in list(dates_in(line.text[last:]))[:1]:
        collected.add("published", 3, Found(day, line.sub(last + start, last + end)))
    for one in fields:
        _READ[one.role](line, one, collected)
    return True


def bare(line: Line) -> LabelledField | None:
    """Return the field of a line that is a label and nothing else, its value to stand on the next lines."""
    name = line.text.rstrip(": ")
    role = role_of(name)
    if role is None or role[0] in ("biography", "other") or len(name) < _SHORTEST_BARE:
        return None
    return LabelledField(*role, 0, 0, 0)


def read_value(line: Line, label: LabelledField, collected: Collected) -> bool:
    """Read a line below a bare label as its value; False where it is none."""
    if len(line.text) > _LONGEST_BEFORE * 2 or line.ends_sentence or fields_of(line):
        return False
    before = collected.size()
    _READ[label.role](line, LabelledField(label.role, label.rank, 0, 0, len(line.text)), collected)
    return collected.size() > before


def is_byline(line: Line, fields: list[LabelledField] | None = None) -> bool:
    """Whether the line is one of labelled fields, not speech or text that starts like one."""
    fields = fields_of(line) if fields is None else fields
    if not fields or (all(one.role == "other" for one in fields) and is_boilerplate(line)):
        return False
    first = fields[0]
    before = line.text[: first.label_start]
    several = sum(one.role != "other" for one in fields) > 1  # behind buttons and paths, two fields are a byline still
    named = first.role == "author" and _LATIN_NAME.match(line.text, first.start, first.end)
    if len(before.strip(" ([【|")) > _LONGEST_BEFORE and not (any(dates_in(before)) or several or named):
        return False
    if first.role in _PERSONAL and people_in(line, first.start, first.end):
        return True
    if len(line.text) > _LONGEST and first.role not in _PERSONAL:
        return False
    spoken = line.ends_sentence and first.end - first.start > _LONGEST_SPOKEN
    return not spoken or first.role in ("biography", "affiliation")


def _published(line: Line, one: LabelledField, collected: Collected) -> None:
    for day, start, end in list(dates_in(line.text[one.start : one.end]))[:1]:
        collected.add("published", one.rank, Found(day, line.sub(one.start + start, one.start + end)))


def _publisher(line: Line, one: LabelledField, collected: Collected) -> None:
    """Read a name with what may follow it: number of the journal, address of the page, date."""
    _source(line, one, collected)
    value = line.text[one.start : one.end]
    cut = min([len(value), *(end.start() for end in (*_URL.finditer(value), *_COMMENTS.finditer(value)))])
    issue = _ISSUE.search(value)
    if issue is not None:
        text = issue.group().strip(", ")
        begin = one.start + value.index(text, issue.start())
        collected.add("issue", one.rank, Found(text, line.sub(begin, begin + len(text))))
        cut = min(cut, issue.start())
    for day, start, end in list(dates_in(value[:cut]))[:1]:
        collected.add("published", 3, Found(day, line.sub(one.start + start, one.start + end)))
        cut = min(cut, start)
    name = value[:cut]
    start = len(name) - len(name.lstrip(' 《"“'))
    end = len(name.rstrip(' ,》"”(、;-—'))
    if 2 <= end - start <= 40 and "。" not in name[start:end] and not _NO_NAME.match(name, start):
        collected.add("publisher", one.rank, Found(name[start:end], line.sub(one.start + start, one.start + end)))


def _issue(line: Line, one: LabelledField, collected: Collected) -> None:
    if one.end > one.start:
        collected.add("issue", one.rank, Found(line.text[one.start : one.end], line.sub(one.start, one.end)))


def _source(line: Line, one: LabelledField, collected: Collected) -> None:
    for url in list(_URL.finditer(line.text, one.start, one.end))[:1]:
        collected.add("source", one.rank, Found(url.group(), line.sub(*url.span())))


def _title(line: Line, one: LabelledField, collected: Collected) -> None:
    value = line.text[one.start : one.end]
    start, end = one.start + len(value) - len(value.lstrip(_QUOTES)), one.start + len(value.rstrip(_QUOTES))
    if end > start:
        collected.add("title", one.rank, Found(line.text[start:end], line.sub(start, end)))


def _biographies(line: Line, one: LabelledField, collected: Collected) -> None:
    """Read notes on authors one behind the other; who is named later in a note is no author."""
    for part in re.finditer("[^;。]+", line.text[one.start : one.end]):
        start, end = one.start + part.start(), one.start + part.end()
        collected.authors.extend(people_in(line, start, end)[: leading_people(line.text, start, end)])


def _people(line: Line, one: LabelledField, collected: Collected) -> None:
    people = people_in(line, one.start, one.end)
    latin = _LATIN_NAME.match(line.text, one.start, one.end)
    if not people and latin:
        people = [Author(Found(latin[0], line.sub(*latin.span())))]
    if not people:
        people = _rare(line, one)
    collected.authors.extend(people)
    # Behind the names, or in their place, the date may stand: 作者: 2018年6月15日.
    for day, start, end in list(dates_in(line.text[one.start : one.end]))[:1]:
        collected.add("published", 3, Found(day, line.sub(one.start + start, one.start + end)))


def _rare(line: Line, one: LabelledField) -> list[Author]:
    """The names of a field that holds nothing but words as long as names."""
    if not _RARE_NAMES.fullmatch(line.text, one.start, one.end):
        return []
    words = list(_WORD.finditer(line.text, one.start, one.end))
    if any(_NOBODY.search(word[0]) or role_of(word[0]) for word in words):
        return []
    return [Author(Found(word[0], line.sub(*word.span()))) for word in words]


def _affiliations(line: Line, one: LabelledField, collected: Collected) -> None:
    people = people_in(line, one.start, one.end)
    if people:
        collected.authors.extend(people)
        return
    for clause in re.finditer(r"[^,;、。\s]+", line.text[one.start : one.end]):
        body = body_of(clause.group())
        if body is not None:
            at = one.start + clause.start()
            collected.bodies.append(body_found(line, at + body[0], at + body[1]))


def _nothing(line: Line, one: LabelledField, collected: Collected) -> None:
    """Pass over a field that says nothing kept: counts, editors, font sizes."""


_READ = {
    "title": _title,
    "published": _published,
    "publisher": _publisher,
    "issue": _issue,
    "source": _source,
    "author": _people,
    "biography": _biographies,
    "affiliation": _affiliations,
    "other": _nothing,
}
