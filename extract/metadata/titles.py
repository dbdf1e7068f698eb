"""The title: the first line that reads as one, before any prose. No title is better than a wrong one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..cleaning.noise import HAN
from ..model import Found, Span
from ..structure.headings import numbered_level
from ..structure.lines import Line
from .persons import is_person

# Titles of Chinese articles have some ten to forty characters; with a subtitle up to eighty.
SHORTEST, LONGEST = 5, 80
# A title stands before this many lines of navigation have passed.
_WITHIN = 40
_LABEL_LONGEST = 8
_LEAST_HAN = 4
_SURE = 12
_PATH = re.compile(r"(?:当前|您|你|现在|所在|的)+位置|(?:首页|主页|网站首页) ?[>»]")
_STRAY = 12
# Before a notice's title its number may stand: 青政办发〔2021〕10号 ….
_NUMBER = re.compile(r"[一-鿿]{2,12}[〔\[﹝【(](?:19|20)\d\d[〕\]﹞】)]\s*第?\d{1,5}号\s+")
# The title of an official document is one, whatever stands above it: 某局关于…的通知.
_OFFICIAL = re.compile(
    r"^[^。;,:《》>]{0,40}(?:关于|对)[^。;>]{4,70}的(?:通知|公告|通报|批复|函|决定|答复|复函|(?:若干|实施|指导|试行)?意见)$"
)
# A site's own words: paths (某网 > 要闻 > 国内), greetings, buttons, the page of a newspaper.
_SITE = re.compile(r"[>»]$|(?:[>»][^>»]+){2}|^欢迎(?:访问|光临|来到)|^.{1,7}!$|^第 ?\d+ ?版")
# What a title's line has behind it that is no part of it: signs of notes, and the names of site and column.
_NOTE_SIGNS = re.compile(r"[\s*①-⑳¹²³†#]+$")
_SITES = re.compile(
    r"(?: +[-_|–—]+ *[^-_|–—。,]{1,16}){0,2} +[-_|–—]+ *[^-_|–—。,\s]{0,12}"
    r"(?:知乎|博客|网|论坛|社区|专栏|简书|豆瓣|公众号|头条|快报|资讯|Medium|InfoQ)$"
)
# The column of a journal, above the title: 专刊:…, 专题:….
_COLUMN = re.compile(r"(?:专刊|专题|专栏|特稿|专论|栏目|本期(?:专题|话题))[:|·].{1,60}$|(?:已投|投稿|刊载|录用)")
_SUBTITLE = re.compile(r"(?:——|--)(?!.*[。;]).{2,80}$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title, the indices of its lines, and where in the first of them it starts."""

    found: Found
    lines: tuple[int, ...]
    start: int = 0


def title_in(lines: list[Line], taken: set[int], prose_from: int) -> Title | None:
    """Return the title, None without one; `taken` lines are of another kind, prose starts at `prose_from`.

    What stands above the path to the article (您的位置: 首页 > 要闻) is the site's: the title is below it, if any.
    """
    head = lines[: min(prose_from, _WITHIN)]
    paths = [line.index for line in head if line.index in taken and _PATH.match(line.text)]
    below = _first_title(lines, head[paths[-1] + 1 :], taken) if paths else None
    # Directly above the text a few words may be its first heading.
    if below is not None and (len(below.found.value) >= _SURE or below.lines[-1] + 1 in taken):
        return below
    return _first_title(lines, head, taken)


def _first_title(lines: list[Line], head: list[Line], taken: set[int]) -> Title | None:
    official = [line for line in head if line.index not in taken and _OFFICIAL.search(line.text)]
    value_of = -1  # the line below a label that stands alone is its value
    for line in official[:1] or head:
        if line.index == value_of or _SITE.search(line.text) or _COLUMN.match(line.text):
            continue
        if len(line.text) <= _LABEL_LONGEST and line.text.endswith(":"):
            value_of = line.index + 1
            continue
        # A short line above the title names the column or the site.
        if line.index in taken or (len(line.text) < SHORTEST and numbered_level(line.text) == 0):
            continue
        # So does one with hardly any Chinese, or a stray mark.
        if not line.ends_sentence and len(re.findall(f"[{HAN}]", line.text)) < _LEAST_HAN and len(line.text) < _STRAY:
            continue
        if not _reads_as_title(line.text):
            return None
        start, end = bare(line.text)
        found = Found(line.text[start:end], line.sub(start, end))
        after = lines[line.index + 1] if line.index + 1 < len(lines) else None
        if after is None or after.index in taken or not _SUBTITLE.match(after.text):
            return Title(found, (line.index,), start)
        whole = Span(line.sub(start, end).start, after.span.end)
        return Title(Found(found.value + after.text, whole), (line.index, after.index), start)
    return None


def _reads_as_title(text: str) -> bool:
    if not SHORTEST <= len(text) <= LONGEST + 20 or len(re.findall(f"[{HAN}]", text)) < _LEAST_HAN:
        return False
    if re.search("[。;,:、]$|[。;]", text) or numbered_level(text) in (1, 2):
        return False
    return not text.startswith(("http", "www.", "问:", "答:"))


def bare(text: str) -> tuple[int, int]:
    """Return the title's place in its line, without number, authors before a bar, names of column or site, notes."""
    start, end = _barred(text)
    for behind in (_NOTE_SIGNS, _SITES, _NOTE_SIGNS):
        cut = behind.search(text, start, end)
        if cut and cut.start() - start >= SHORTEST:
            end = cut.start()
    return start, end


def _barred(text: str) -> tuple[int, int]:
    number = _NUMBER.match(text)
    if number and len(text) - number.end() >= SHORTEST:
        return number.end(), len(text)
    bar = re.search(r" ?[|│] ?|丨", text)
    if bar is None:
        return 0, len(text)
    before, after = text[: bar.start()], text[bar.end() :]
    if all(is_person(name) for name in re.split("[、, /]", before) if name) and before:
        return bar.end(), len(text)
    if len(after) <= _LABEL_LONGEST < len(before):
        return 0, bar.start()
    if len(before) <= _LABEL_LONGEST < len(after):
        return bar.end(), len(text)
    return 0, len(text)
