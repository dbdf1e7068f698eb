"""Names of persons and of their bodies, as bylines and notes on authors write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from ..cleaning.noise import HAN
from ..model import Author, Found
from ..structure.lines import Line

_HERE = __name__.rpartition(".")[0]

_HAN_NAME = re.compile(f"[{HAN}]{{2,4}}$")
# 让·皮埃尔, J.D.万斯 are names as well.
_FOREIGN_NAME = re.compile(f"(?:[{HAN}]{{1,8}}(?:-[{HAN}]{{1,4}})?|[A-Z])(?:[·.][{HAN}]{{1,10}}|[·.][A-Z]){{1,3}}$")
_TOKEN = re.compile(r"[^,，、;；。:()\[\]【】|/&\s]+")
_SEPARATED = re.compile(r"[^,，、;；。:|/&\s()\[\]【】]+")
# Words for authors right before a name, and verbs between a name and a body.
_LABEL = re.compile("(?:本文|第一|通讯|通信|本报|本刊|见习|特约)*(?:作者|记者|通讯员|实习生|执笔)")
_IS = re.compile("系|现?为|是|现任|任")
# Where another body begins behind a post: 某报社主任|兼|某院院长.
_ALSO = re.compile("(?<=[任长授员记席监师])兼任?(?=[一-鿿]{4})")
# The longest clause that still is a post: a body of three levels with its post.
_LONGEST_CLAUSE = 60


@dataclass(frozen=True)
class _Words:
    single: frozenset[str]
    compound: frozenset[str]
    bodies: tuple[str, ...]
    body_end: re.Pattern[str]
    posts_end: re.Pattern[str]
    leads: re.Pattern[str]
    lives: tuple[str, ...]
    not_names: tuple[str, ...]
    body_starts: tuple[str, ...]


@cache
def _words() -> _Words:
    here = files(_HERE)
    data = yaml.safe_load(here.joinpath("posts.yaml").read_text("utf-8"))
    names = [
        part
        for line in here.joinpath("surnames.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
        for part in line.split()
    ]
    bodies = sorted(data["bodies"], key=lambda word: (-len(word), word))
    prefixes = "|".join(sorted(data["prefixes"], key=lambda word: (-len(word), word)))
    posts = "|".join(sorted(data["posts"], key=lambda word: (-len(word), word)))
    leads = "|".join(sorted(data["leads"], key=lambda word: (-len(word), word)))
    return _Words(
        frozenset("".join(part for part in names if len(part) > 2)),
        frozenset(part for part in names if len(part) == 2),
        tuple(bodies),
        re.compile(f"(?:{'|'.join(bodies)})$"),
        re.compile(f"(?:(?:{prefixes})*(?:{posts})[兼及和与]?)+$"),
        re.compile(f"(?:{leads})+"),
        tuple(data["lives"]),
        tuple(data["not_names"]),
        tuple(data["body_starts"]),
    )


def is_person(text: str) -> bool:
    """Whether a folded token reads as the name of a person."""
    words = _words()
    if _FOREIGN_NAME.match(text):
        return True
    if not _HAN_NAME.match(text) or text.startswith(words.not_names):
        return False
    if words.body_end.search(text) and len(text) > 2:
        return False
    if words.posts_end.search(text) or (len(text) > 2 and text.endswith("人")):
        return False
    if text[:2] in words.compound:
        return len(text) in (3, 4)
    return text[0] in words.single and len(text) <= 3


def body_ends() -> tuple[str, ...]:
    """The words that the names of bodies end in, longest first."""
    return _words().bodies


def before_body(word: str) -> int:
    """The length of the person's name that a body is glued to (王甲|中国…研究院); 0 where the word is no such."""
    starts = _words().body_starts
    if word.startswith(starts):
        return 0
    return next((one for one in (3, 2, 4) if word.startswith(starts, one) and is_person(word[:one])), 0)


def body_starts() -> tuple[str, ...]:
    """Beginnings of bodies' names, by which a name that a body is glued to ends."""
    return _words().body_starts


def body_of(clause: str) -> tuple[int, int] | None:
    """Return (start, end) of the body that a clause names with or without a post, None where it names none."""
    words = _words()
    if len(clause) > _LONGEST_CLAUSE:
        return None
    lead = words.leads.match(clause)
    start = lead.end() if lead else 0
    if clause[start:].startswith(words.lives):
        return None
    end = len(clause)
    post = words.posts_end.search(clause, start)
    if post:
        end = post.start()
    body = clause[start:end]
    if body.endswith(")") and "(" in body:
        body = body[: body.rindex("(")]
    # A bare 校 or 院 stands for a body named before, not for one.
    if len(body) < 3 or not words.body_end.search(body) or body[0] in "校院该本":
        return None
    return start, start + len(body)


def people_in(line: Line, start: int, end: int) -> list[Author]:
    """Return the persons named in a part of a line, each with the bodies that follow the name.

    A body in the byline belongs to the names before it as far back as the last body.
    """
    found: list[tuple[Found, list[Found]]] = []
    waiting: list[int] = []
    closed = False
    for first, last in _clauses(line.text, start, end):
        last -= line.text[first:last].endswith("等") and is_person(line.text[first : last - 1])  # 某人等
        clause = line.text[first:last]
        if is_person(clause):
            if closed:
                waiting, closed = [], False
            found.append((Found(clause, line.sub(first, last)), []))
            waiting.append(len(found) - 1)
            continue
        if (alone := before_body(clause)) and (glued := _body_behind(clause[alone:])):
            middle = first + alone
            found.append((Found(clause[:alone], line.sub(first, middle)), []))
            for at in (*waiting, len(found) - 1):
                found[at][1].append(body_found(line, middle, middle + glued))
            waiting, closed = [], True
            continue
        body = body_of(clause)
        if body is not None and found:
            value = body_found(line, first + body[0], first + body[1])
            for at in waiting:
                found[at][1].append(value)
            closed = True
    return [Author(name, tuple(bodies)) for name, bodies in found]


def _body_behind(text: str) -> int:
    """The length of the body that a text begins with, before its place and postcode (某研究所|青岛266071); else 0."""
    text = _POSTCODE.sub("", text)
    ends = range(len(text), max(0, len(text) - MAX_PLACE), -1)
    return next((end for end in ends if body_of(text[:end]) == (0, end)), 0)


_POSTCODE = re.compile(r"\d{6}.*$")
MAX_PLACE = 7  # characters of the place that is glued to a body


def leading_people(text: str, start: int, end: int) -> int:
    """Return how many persons stand before anything else in a part of a text."""
    names = [is_person(text[first:last]) for first, last in _clauses(text, start, end)]
    return names.index(False) if False in names else len(names)


def bodies_in(line: Line, start: int, end: int) -> list[Found]:
    """Return the bodies named in a part of a line."""
    found: list[Found] = []
    for first, last in _clauses(line.text, start, end):
        body = body_of(line.text[first:last])
        if body is not None:
            found.append(body_found(line, first + body[0], first + body[1]))
    return found


def body_found(line: Line, start: int, end: int, name: str | None = None) -> Found:
    """Return a body's name with its place; quotation marks are no part of a name."""
    return Found(name or re.sub('[“”‘’《》" ]', "", line.text[start:end]), line.sub(start, end))


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut at separators; a bracket that a body's name opens stays with it, one behind a person's name is cut."""
    return [
        clause
        for piece in _pieces(text).finditer(text, start, end)
        for clause in _parted(text, piece.start(), piece.end())
    ]


def _parted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a clause where a verb joins a person with a body: 作者沈知白系青岚大学教授."""
    label = _LABEL.match(text, start, end)
    if label and not is_person(text[start:end]):
        start = label.end()
    if also := _ALSO.search(text, start, end):
        return [*_parted(text, start, also.start()), *_parted(text, also.end(), end)]
    for match in _IS.finditer(text, start + 2, min(end, start + 8)):
        if is_person(text[start : match.start()]):
            return [(start, match.start()), (match.start(), end)]
    return [(start, end)] if start < end else []


def _pieces(text: str) -> re.Pattern[str]:
    return _SEPARATED if "(" in text else _TOKEN
