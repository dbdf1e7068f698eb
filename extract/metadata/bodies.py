"""The bodies below a line of authors, by their numbers, with place and postcode cut off.

(某研究院某所,北京 100000)        1. 某大学 某学院 北京 100000; 2. 某研究院
1某研究院北京100000              (某大学甲市610000)²(某学院乙市610001)
"""

from __future__ import annotations

import re
from functools import cache

from ..model import Found
from ..structure.lines import Line
from .name_lines import plain
from .persons import body_ends, body_found, body_of

# A body's number, before it or raised before its bracket.
_NUMBER = r"[\[(^]?(?P<number>[\d①-⑨¹²³⁴-⁹])[\])^]?"
_NUMBERED = re.compile(rf"(?:^|(?<=[;；。,，\s()]))[(•·]?\s?{_NUMBER}(?:[.．、:]\s*|\s*(?=[(一-鿿]))")
_POSTAL = re.compile(r"(?<!\d)\d{6}(?!\d)")
# Behind the body: commas and places, the postcode, an address.
_POSTCODE = re.compile(r"(?:[,，\s]+[一-鿿]{1,3}[^\W院所系部室局厅社])?[,，\s]*(?<!\d)\d{6}(?!\d).*$")
_EDGE = " ;；,，.．。()*"
_BRACKETS = re.compile(r"\(([^()]*)\)")
# Nothing but an address, a telephone, a mailbox stands there.
_NO_BODY = re.compile(r"[\d@A-Za-z.\s;:,()*\-/_]*|.*@.*|.*\d{2,}号.*")
_FIRM = re.compile(r"([一-鿿()]{4,45})[ ,，]+[一-鿿]{2,7}$")
# Places have at most so many characters: 内蒙古呼和浩特.
_PLACE = 7


def bodies_at(line: Line, start: int = 0) -> list[tuple[str, Found]]:
    """The bodies of a line (from a place on) with their numbers ("" for none); none where something else stands."""
    text = line.text
    if line.is_page or not text[start:].strip():
        return []
    edges = _edges(text, start)
    if edges is None:
        return []
    found: list[tuple[str, Found]] = []
    for number, begin, end in edges:
        body = _body(line, begin, end)
        if body is not None:
            found.append((number, body))
        elif not _NO_BODY.fullmatch(text[begin:end].strip(_EDGE)):
            return []
    return found


def _edges(text: str, start: int) -> list[tuple[str, int, int]] | None:
    """Number, start and end of each part that may be a body; None where nothing says that bodies stand here."""
    found = _NUMBERED.finditer(text[start:])
    numbered = [(plain(one["number"]), start + one.start(), start + one.end()) for one in found]
    postal = _POSTAL.search(text, start)
    bracketed = text.startswith("(", start) and text.rstrip(";；。 ").endswith(")")
    if numbered and (numbered[0][1] - start <= 1 or postal):
        ends = [begin for _, begin, _ in numbered[1:]] + [len(text)]
        parts = [(number, behind, end) for (number, _, behind), end in zip(numbered, ends, strict=True)]
        before = [("", start, numbered[0][1])] if text[start : numbered[0][1]].strip(_EDGE) else []
        return [piece for part in (*before, *parts) for piece in _apart(text, *part)]
    if bracketed or postal:
        return [*_apart(text, "", start, len(text))]
    return None


def _apart(text: str, number: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """A part cut where a bracket closes before the next one, and at semicolons."""
    places = [one.span(1) for one in _BRACKETS.finditer(text, start, end)]
    if len(places) < 2 or _BRACKETS.sub("", text[start:end]).strip(_EDGE):
        places = [(start + one.start(), start + one.end()) for one in re.finditer(r"[^;；]+", text[start:end])]
    found = [(begin, stop) for begin, stop in places if text[begin:stop].strip(_EDGE)]
    return [(number if not at else "", begin, stop) for at, (begin, stop) in enumerate(found)]


def _body(line: Line, start: int, end: int) -> Found | None:
    """A body's name at the head of a part of a line, its faculty with it, without place and postcode."""
    raw = line.text[start:end]
    lead = len(raw) - len(raw.lstrip(_EDGE))
    postal = bool(_POSTAL.search(raw))
    text = _POSTCODE.sub("", raw).rstrip(_EDGE)
    text, start = text[lead:], start + lead
    while text:
        joined = text.replace(" ", "")
        if body_of(joined) == (0, len(joined)):
            return body_found(line, start, start + len(text))
        glued = _before_place().match(text) if postal else None
        if glued and body_of(glued[1].replace(" ", "")):
            return body_found(line, start, start + len(glued[1].rstrip()))
        cut = max(text.rfind(mark) for mark in ", ，")
        text = text[:cut].rstrip(" ,，") if cut > 0 else ""
    # A firm's name ends in anything; its place stands apart, and the postcode says what all this is.
    apart = _FIRM.match(re.sub(r"\s*\d{6}.*", "", raw[lead:]))
    return body_found(line, start, start + len(apart[1])) if apart and postal else None


@cache
def _before_place() -> re.Pattern[str]:
    """A body and the place that is glued to it: 某研究所|北京."""
    return re.compile(rf"(.{{2,}}(?:{'|'.join(body_ends())}))[一-鿿]{{2,{_PLACE}}}$")
