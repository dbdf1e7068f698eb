"""前者 and 后者: the first and the second of the two things that the sentence, or the one before, sets side by side."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from .recognise.mentions import SHAPE, Mention

_WORD = re.compile(r"前者|后者")
_SENTENCE_END = re.compile(r"[。!?;\n]")
_JOINT = re.compile(r"[”》]?(?:\([^()]{1,30}\))?(?:和|与|及|以及|、|暨|跟|同)(?:[一-鿿]{0,4})?[“《]?")

# Not set side by side: words for measures, where things are, what they work on.
_PASSED_OVER = frozenset({"Indicator", "Instrument", "Region", "TechnologyField", "Person"})


# A pair stands no further back than this many characters.
REACH = 400


def former_and_latter(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """Yield a mention for every 前者 and 后者 whose pair is told; `mentions` are in the order of the text."""
    ends = [m.end for m in mentions]
    for word in _WORD.finditer(text):
        near = mentions[bisect_left(ends, word.start() - REACH) : bisect_right(ends, word.start())]
        if pair := _pair(text, near, word.start()):
            meant = pair[0] if word[0] == "前者" else pair[1]
            yield replace(meant, start=word.start(), end=word.end(), by="reference", strength=SHAPE, refers=True)


def _pair(text: str, before: list[Mention], at: int) -> tuple[Mention, Mention] | None:
    """The pair in the sentence of an offset, else in the one before it in the same paragraph."""
    start = _sentence_start(text, at)
    paragraph = text.rfind("\n", 0, at) + 1
    for first in (start, _sentence_start(text, start - 1) if start > paragraph else start):
        here = [m for m in before if m.start >= first and _PASSED_OVER.isdisjoint(m.types)]
        if pair := _joined(text, here) or _only_two(here):
            return pair
    return None


def _sentence_start(text: str, at: int) -> int:
    ends = [end.end() for end in _SENTENCE_END.finditer(text, max(0, at - REACH), max(0, at))]
    return ends[-1] if ends else max(0, at - REACH)


def _joined(text: str, here: list[Mention]) -> tuple[Mention, Mention] | None:
    """The last two that 和 joins, where they are all that is joined."""
    joins = [bool(_JOINT.fullmatch(text, a.end, b.start)) for a, b in pairwise(here)]
    for i in range(len(joins) - 1, -1, -1):
        alone = not (i and joins[i - 1]) and not (i + 1 < len(joins) and joins[i + 1])
        if joins[i] and alone and here[i].name != here[i + 1].name:
            return here[i], here[i + 1]
    return None


def _only_two(here: list[Mention]) -> tuple[Mention, Mention] | None:
    first = {m.name: m for m in reversed(here)}
    two = sorted(first.values(), key=lambda m: m.start)
    return (two[0], two[1]) if len(two) == 2 else None
