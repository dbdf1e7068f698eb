"""Tell the lines that a page put around its article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from .lines import Line

_HERE = __name__.rpartition(".")[0]

# A line this long is prose, whatever words it starts with; disclaimers have patterns of their own.
_PROSE = 60
# Page words come with counts and ornaments.
_ORNAMENTS = re.compile(r"[\s\d|/·•>»<«\-—_=*+~:：,，。.、()\[\]【】【】…&]+")


@dataclass(frozen=True)
class _Rules:
    words: frozenset[str]
    lines: re.Pattern[str]
    tails: frozenset[str]


@cache
def _rules() -> _Rules:
    data = yaml.safe_load(files(_HERE).joinpath("boilerplate.yaml").read_text("utf-8"))
    return _Rules(
        frozenset(str(word) for word in data["words"]),
        re.compile("|".join(f"(?:{line})" for line in data["lines"]), re.IGNORECASE),
        frozenset(data["tails"]),
    )


def is_boilerplate(line: Line) -> bool:
    """Whether the line alone shows that it belongs to the page's frame; what holds the text beside it does not."""
    if line.is_page:
        return False
    rules = _rules()
    text = line.text
    if rules.lines.match(text) and (len(text) < _PROSE or _is_disclaimer(text)):
        return True
    parts = [part for part in _ORNAMENTS.split(text) if part]
    if not parts:
        return not re.fullmatch(r"\d{1,2}[.、]?", text)
    return len(text) < _PROSE and all(part in rules.words for part in parts)


def _is_disclaimer(text: str) -> bool:
    return bool(
        re.search(
            "版权|侵权|侵犯|举报|转载|不代表|免责|协议|浏览器|邮编|电话|地址|备案|ICP|Copyright", text, re.IGNORECASE
        )
    )


def tail_start(lines: list[Line]) -> int:
    """Return the index of the line from which on all is the page's; len(lines) where there is none."""
    rules = _rules()
    for line in lines:
        name = re.sub(r"[\s:：>»\[\]【】|.…]+|更多", "", line.text)
        if name in rules.tails and line.index > 0 and not any(_is_prose(later) for later in lines[line.index + 1 :]):
            return line.index
    return len(lines)


def _is_prose(line: Line) -> bool:
    return len(line.text) >= _PROSE and line.ends_sentence and not is_boilerplate(line)
