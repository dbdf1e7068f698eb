"""Paragraphs that introduce the authors: below a line 作者简介, or those that begin with the name of one of them."""

from __future__ import annotations

import re
from collections.abc import Collection

from ..model import Author, Found
from ..structure.lines import Line
from .collected import Collected
from .fields import fields_of
from .persons import bodies_in, is_person, people_in

_NAME = re.compile(r"([^,(:;。\s]{2,8})[,(:\s]")
# 作者: alone on its line.
_BARE_LABEL = 8


def introduces(line: Line) -> bool:
    """Whether notes on the authors may follow a line of labelled fields."""
    fields = fields_of(line)
    if not fields:
        return False
    return fields[0].role == "biography" or (fields[0].role == "author" and len(line.text) < _BARE_LABEL)


def read(line: Line, collected: Collected) -> bool:
    """Read a paragraph that starts with a person's name."""
    match = _NAME.match(line.text)
    if match is None or not is_person(match.group(1)):
        return False
    collected.authors.extend(people_in(line, 0, len(line.text))[:1])
    return True


# What tells a life, not a scene in the text: whom to write to, degrees, what is worked on.
_LIFE = re.compile(
    r"[^。]{0,30}(?:研究员|教授|院士|博士|硕士|工程师|主任|所长|院长|馆员|编辑|讲师)|男,|女,|(?:19|20)\d\d年(?:出?生|毕业)"
)
_MAIL = re.compile(r"E-?mail|邮箱|@|研究方向|研究领域|主要从事|毕业于|主要研究|发表(?:学术|科学)?论文", re.IGNORECASE)
_GAP = re.compile(r"[ ,:(*]*")


def read_known(line: Line, names: Collection[str], collected: Collected) -> bool:
    """Read a paragraph that begins with an author's name, glued or not, and tells posts and how to reach them."""
    text = line.text
    name = next((text[:length] for length in (2, 3, 4, 5) if text[:length].replace(" ", "") in names), None)
    if name is None or line.is_page or not _LIFE.match(text, len(name)) or not _MAIL.search(text):
        return False
    gap = _GAP.match(text, len(name))
    start = gap.end() if gap else len(name)
    stop = re.compile("[。;]").search(text, start)
    bodies = bodies_in(line, start, stop.start() if stop else len(text))
    collected.authors.append(Author(Found(name.replace(" ", ""), line.sub(0, len(name))), tuple(bodies)))
    return True
