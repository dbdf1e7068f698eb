"""The lines of a journal's frame: keywords, numbers, notes on money and mail, English abstract, list of sources."""

from __future__ import annotations

import re
from itertools import pairwise

from ..cleaning.noise import HAN
from .lines import Line

# What begins them, with a colon or, in scans, without.
_BEGINNINGS = (
    "关 ?键 ?[词字]|主题词|中图分类号?|分类号|文献标[识志]码|文章编号|DOI",
    "基金项目|资助项目|课题来源|(?:最终)?(?:修改稿|修订稿)?收[稿到](?:日期|时间)|(?:修改稿|修订稿)收到|修[回改订](?:日期|时间)|录用日期",
    "网络出版|通[讯信]作者|责任作者|作者简介|第一作者|引用格式|引用本文|本文引用",
    "Citation|Cite this|Key ?words?|Abstract",
    r"Foundation|Fund(?:ing|s)?:|Received|Accepted|Corresponding|E-?mail|CLC|ORCID",
)
_LABELLED = re.compile(rf"[\[【*]*(?:{'|'.join(_BEGINNINGS)})", re.IGNORECASE)
# The running heads of a journal: 280|2017年·第32卷·第3期.
_RUNNING = re.compile(
    r"(?:\d{1,4} ?\| ?)?"
    r"(?:(?:19|20)\d\d ?年?[ ·,.]*)?第? ?\d+ ?卷[ ·,.]*(?:第 ?)?\d+ ?期(?: ?\| ?\d{1,4})?|[\w.]{2,30} ?\| ?\d{1,4}"
)
# Words that make a sentence of such a beginning: 关键词是…, 基金项目管理….
_SENTENCE = re.compile(r"[\[【*]*(?:关键[词字]|主题词|基金项目|资助项目)(?:是|为|的|管理|在|由|包括|有)")
# A line without Chinese characters is English; a short one may be a name.
_ENGLISH_LEAST = 60
_LATIN = re.compile("[A-Za-z]{2}")
_HAN = re.compile(f"[{HAN}]")
# Labels that may stand alone, their value below.
_LABEL_LONGEST = 8
_VALUED = re.compile(r"[\[【*]*(?:关 ?键 ?[词字]|主题词|基金项目|资助项目|Key ?words?)", re.IGNORECASE)
# Entries of a list of sources: [12] …, 12 …[J], ….
_ENTRY = re.compile(r"\[\d{1,3}\]|\d{1,3}[.、 ](?=.*(?:\[[A-Z](?:/OL)?\]|https?:|\bet al\b|\d{4}\)?[:,;]))")
_SOURCES = re.compile(r"(?:主要)?(?:参考文献|参考资料|引用文献|References)[:]?", re.IGNORECASE)
# With these a biography or an address goes on behind the list.
_MARKED = re.compile(r".*(?:E-?mail|研究方向|主要从事)", re.IGNORECASE)
_ABSTRACT = re.compile(
    r"[\[【(]?(?:摘 ?要|内容提要|内容摘要|提 ?要|summary|description)[\]】)]?(?:[:]\s*|\s+|(?![的中了和与]))",
    re.IGNORECASE,
)


def in_frame(line: Line) -> bool:
    """Whether the line alone shows that it belongs to the frame."""
    if line.is_page:
        return False
    text = line.text
    if _RUNNING.fullmatch(text):
        return True
    if _LABELLED.match(text) and not _SENTENCE.match(text) and not text.endswith(("。", "?", "!")):
        return True
    return len(text) >= _ENGLISH_LEAST and not _HAN.search(text) and bool(_LATIN.search(text))


def values(lines: list[Line]) -> set[int]:
    """The indices of the lines that are the value of a label alone above them: 【关键词】, 基金项目:."""
    return {
        below.index
        for line, below in pairwise(lines)
        if len(line.text) <= _LABEL_LONGEST and _VALUED.match(line.text) and in_frame(line)
    }


def sources(lines: list[Line]) -> set[int]:
    """The indices of the lines that list sources: entries below their heading."""
    found: set[int] = set()
    below = False
    for line in lines:
        if _SOURCES.fullmatch(line.text):
            below = True
            found.add(line.index)
        elif (
            below
            and (_ENTRY.match(line.text) or not line.text.endswith(("。", "?", "!")))
            and not _MARKED.match(line.text)
        ):
            found.add(line.index)
        else:
            below = False
    return found


def label_end(line: Line) -> int:
    """Where the text behind the label of an abstract begins, 0 without one."""
    match = _ABSTRACT.match(line.text)
    return match.end() if match and match.end() < len(line.text) else 0
