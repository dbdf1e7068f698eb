"""A date without a label, alone or with who published or wrote: 2023.8.21; 某账号 2023-10-23 发布于河南."""

from __future__ import annotations

import re

from ...model import Found
from ...structure.lines import Line
from ..collected import Collected
from ..dates import dates_in
from ..persons import is_person, people_in

RANK = 40
PLACES = ("head",)

# What stands around a date that is no part of a phrase.
APART = " ()[]【】|│·,:/—-"
LONGEST = 60
_LONGEST_BEHIND = 16
_LONGEST_ACCOUNT = 12
_DAY = len("2024-07-21")
_CLOCK = re.compile(r" *\d{1,2}:\d{2}(:\d{2})?(?: ?(?:GMT|UTC|CST)?[+-]?\d{0,4})?| *(星期|周)[一二三四五六日天]")
_GLUED = re.compile(r"[一-鿿]{2,24}")
_WORD = re.compile(r"[^\s|│()\[\]【】·,:]+")
# What is published by these is no person's, though its name begins like one.
_MEDIA = ("网", "报", "社", "界", "刊", "台", "街", "村")
# 某网 > 新闻 > 要闻
_PATH = re.compile(r"[^>。;,]{2,16}(?:>[^>。;,]{2,16}){1,6}")
_BEFORE_NAMES = frozenset({"原创", "作者", "文", "撰文"})


def read(line: Line, collected: Collected) -> bool:
    """Read the date, and what stands before it."""
    dates = [
        one for one in dates_in(line.text) if len(one[0]) == _DAY or (one[1:] == (0, len(line.text)) and "-" in one[0])
    ]
    if len(dates) != 1 or len(line.text) > LONGEST or line.ends_sentence:
        return False
    value, start, end = dates[0]
    before, after = line.text[:start], line.text[end:]
    # Some sites set the date and the authors' names as one word: 2024-04-01张三李四.
    glued = not before and not line.text[start:end].endswith("日") and _GLUED.fullmatch(after)
    if glued and any(is_person(after[:length]) for length in (2, 3, 4)):
        collected.add("published", 4, Found(value, line.sub(start, end)))
        if is_person(after) and not after.endswith(_MEDIA):
            collected.authors.extend(people_in(line, end, len(line.text)))
        return True
    # A date within a phrase is part of a title: 2024年3月15日某会召开.
    if (before and before[-1] not in APART) or (after and after[0] not in APART):
        return False
    after = _CLOCK.sub("", after).strip(APART)
    if len(after) > _LONGEST_BEHIND:
        return False
    if is_person(after) and not after.endswith(_MEDIA):  # 某报 | 2024-04-01 10:20 | 张三
        collected.authors.extend(people_in(line, end, len(line.text)))
    placed = bool(re.match("(发布|发表)于", after))
    if not _before(line, start, collected, account=placed):
        return False
    collected.add("published", 1 if placed else 4, Found(value, line.sub(start, end)))
    return True


def _before(line: Line, end: int, collected: Collected, *, account: bool) -> bool:
    """Read what stands before a date: nothing, persons and bodies, an account's name; False for anything else."""
    if _PATH.fullmatch(line.text[:end].strip(" ")):
        return True
    words = list(_WORD.finditer(line.text, 0, end))
    people = people_in(line, 0, end)
    if account and words and not is_person(words[-1].group()):
        collected.add("publisher", 3, Found(words[-1].group(), line.sub(*words[-1].span())))
    elif not people and len(line.text[:end].strip(APART)) > _LONGEST_ACCOUNT:
        return False
    if people and (is_person(words[0].group()) or words[0].group() in _BEFORE_NAMES):
        collected.authors.extend(people)
    return True
