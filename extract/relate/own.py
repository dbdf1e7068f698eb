"""我部, 我局, 我省, 你公司: the body that an article speaks for or to, and its region, where the article says which.

1. A line of a body alone, with a date alone or nothing under it, signs; else the title line begins with the body
   that speaks (某部对某建议的答复, 某局关于…的通知).
2. 我部 is that body where its name ends in the same word, 我省 the one province that the article speaks of.
3. 你公司 is the one body whose name with a colon fills a line before it: to whom a reply is addressed.
What is found becomes mentions, so that rules see it like any other name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..recognise.levels import region_of_level
from ..recognise.mentions import Mention
from ..stretches import Stretches
from .patterns import ORGANIZATIONS

_BODY = re.compile(r"(?<![自使令让给对])[我本](?P<word>部|局|委|厅|办|署)(?![门分位落省市属里队长件级署理员])")
_REGION = re.compile(r"(?<![自使令让给对])我(?P<level>省|市)(?![级内外会委政人长区科工发])")

# What a line that signs may have below it: a date, remarks in brackets, nothing.
_DATE_LINE = re.compile(r"\s*(?:[12]\d{3}年\d{1,2}月(?:\d{1,2}日)?|[二一〇○零]{4}年[^\n]{2,8})?\s*(?:\([^\n]*\))?\s*")

_ADDRESSED = re.compile("[你贵](?:公司|单位|集团|院|校|所|中心|局|委|厅)(?![长员级们])")
_ADDRESS_LINE = re.compile(r"^[ \t]*(?P<body>[^\n:,;。、]{4,40}):[ \t]*$", re.MULTILINE)

# What the body that speaks does in the title line.
_SPEAKS = re.compile(r"\s*(?:办公厅|办公室)?(?:关于|对|印发|公布)")

# How the names end that 我委 and 我办 stand for.
_ENDS = {"委": ("委", "委员会"), "办": ("办", "办公室", "办公厅")}


@Language.component("innokg_own")
def find_own(doc: Doc) -> Doc:
    """Add what 我部 and 我省 stand for to the mentions."""
    mentions: list[Mention] = list(doc._.mentions)
    taken = Stretches((m.start, m.end) for m in mentions)
    meant = (*_bodies(doc.text, mentions), *_addressed(doc.text, mentions), *_regions(doc.text))
    found = [m for m in meant if not taken.meet(m.start, m.end)]
    doc._.mentions = sorted([*mentions, *found], key=lambda m: m.start)
    return doc


def speakers(text: str, mentions: list[Mention]) -> list[Mention]:
    """The bodies for which a text speaks: those that sign it, else those that its title line begins with."""
    lines = list(_lines(text, [m for m in mentions if m.type == "Agency"]))
    signers: list[Mention] = []
    below = ""
    for line, bodies, alone in reversed(lines):
        if alone and (signers or _DATE_LINE.fullmatch(below)):
            signers = [*bodies, *signers]
        elif signers:
            return signers
        below = line
    return next((b for _, b, alone in lines if b and not alone and _SPEAKS.match(text, b[-1].end)), [])


def _lines(text: str, bodies: list[Mention]) -> Iterator[tuple[str, list[Mention], bool]]:
    """Every line, the bodies that it begins with, and whether there is nothing else in it."""
    starts = [body.start for body in bodies]
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        at, leading = line.start(), []
        for body in bodies[bisect_left(starts, line.start()) : bisect_left(starts, line.end())]:
            if body.end <= line.end() and not text[at : body.start].strip("、和 \t"):
                leading.append(body)
                at = body.end
        yield line[0], leading, bool(leading) and not text[at : line.end()].strip()


def _bodies(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    found = list(_BODY.finditer(text))
    bodies = speakers(text, mentions) if found else []
    for match in found:
        ends = _ENDS.get(match["word"], (match["word"],))
        meant = {b.name: b for b in bodies if text[b.start : b.end].endswith(ends)}
        if len(meant) == 1:
            body = next(iter(meant.values()))
            yield replace(body, start=match.start(), end=match.end(), by="own", refers=True)


def _addressed(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    found = list(_ADDRESSED.finditer(text))
    line = _ADDRESS_LINE.search(text, 0, found[-1].start()) if found else None
    whom = next((m for m in mentions if line and (m.start, m.end) == line.span("body")), None)
    if line is None or whom is None or ORGANIZATIONS.isdisjoint(whom.types):
        return
    for match in found:
        if match.start() > line.end():
            yield replace(whom, start=match.start(), end=match.end(), by="own", refers=True)


def _regions(text: str) -> Iterator[Mention]:
    found = list(_REGION.finditer(text))
    spoken_of = {level: region_of_level(text, level) for level in {match["level"] for match in found}}
    for match in found:
        if region := spoken_of[match["level"]]:
            at = match.start(), match.end()
            yield Mention(*at, region.types, region.name, by="own", concept=region.iri, refers=True)
