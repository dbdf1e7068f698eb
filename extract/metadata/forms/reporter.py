"""A reporter's line without a colon: ◎本报驻某国记者 张三, ■本刊记者 李四 王五."""

from __future__ import annotations

import re

from ...structure.lines import Line
from ..collected import Collected
from ..persons import people_in

RANK = 45
PLACES = ("head",)
_LONGEST = 40
_ALONE = re.compile(r"[◎■●□◆○▲△★☆◇\s]*[一-鿿]{0,12}(?:记者|通讯员|特约撰稿人)(?P<gap> ?)")


def read(line: Line, collected: Collected) -> bool:
    """Read the names behind the word."""
    match = _ALONE.match(line.text)
    if match is None or len(line.text) > _LONGEST or line.ends_sentence:
        return False
    people = people_in(line, match.end(), len(line.text))
    if not match["gap"] and "、".join(one.name.value for one in people) != line.text[match.end() :]:
        return False  # run together with something else: 记者会
    collected.authors.extend(people)
    return bool(people)
