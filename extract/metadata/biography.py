"""Paragraphs that introduce the authors below a line 作者简介: a name, then bodies and posts."""

from __future__ import annotations

import re

from ..structure.lines import Line
from .collected import Collected
from .fields import fields_of
from .persons import is_person, people_in

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
