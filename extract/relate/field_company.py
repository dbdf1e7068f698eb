"""Fields by the company they keep, where no cue opens the list and nothing closes it.

1. What stands between marks in a list that is mostly of known fields is a field too: 芯片、某材料、新能源.
2. So are quotations that a word for fields sums up: “A”“B”和“C”三大领域.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise

from ..lexicon import load, words
from ..stretches import Stretch, Stretches
from ..words import Words
from .field_lists import NOUNS, first_start

# The longest member of such a list, and how few known fields it must have.
MAX_MEMBER, MIN_KNOWN = 12, 2

_STOP = re.compile(r"[,;:。!?\n“”《》()、]")
_JOINT = re.compile(r"以及|(?<=..)[和与及](?=..)")


def in_company(
    tokens: Words, text: str, known: Stretches, told: Callable[[str], bool], may_be: Callable[[str], bool]
) -> Iterator[list[Stretch]]:
    """The members of every list that is mostly of fields, which are `known` or by their form are `told` to be ones."""
    for inner, outer in _runs(tokens, text, known):
        if not all(may_be(text[slice(*member)]) and _is_noun(tokens, *member) for member in inner):
            continue
        outer = [member for member in outer if _is_known(known, *member) or told(text[slice(*member)])]
        members = inner + [member for member in outer if may_be(text[slice(*member)]) and _is_noun(tokens, *member)]
        sure = [_is_known(known, *member) for member in members]
        fields = [one or told(text[slice(*member)]) for one, member in zip(sure, members, strict=True)]
        if sum(sure) >= MIN_KNOWN and 3 * sum(fields) >= 2 * len(members):
            yield members


def _is_known(known: Stretches, start: int, end: int) -> bool:
    """Does the member end in a field that a scheme knows (建筑|节能)?"""
    begins = known.start_of(end - 1)
    return begins is not None and start <= begins and known.end_of(begins) == end


def _runs(tokens: Words, text: str, known: Stretches) -> Iterator[tuple[list[Stretch], list[Stretch]]]:
    """The members between the marks of each list, and those at its ends whose other edge is certain."""
    run: list[int] = []
    for mark in [*re.finditer("、", text), None]:
        if run and (mark is None or not 1 < mark.start() - run[-1] - 1 <= MAX_MEMBER or _stops(text, run[-1], mark)):
            yield _members(tokens, text, known, run)
            run = []
        if mark is not None:
            run.append(mark.start())


def _stops(text: str, before: int, mark: re.Match[str]) -> bool:
    return _STOP.search(text, before + 1, mark.start()) is not None


def _members(tokens: Words, text: str, known: Stretches, marks: list[int]) -> tuple[list[Stretch], list[Stretch]]:
    inner, outer = [(before + 1, mark) for before, mark in pairwise(marks)], list[Stretch]()
    first = first_start(tokens, marks[0], max(0, marks[0] - MAX_MEMBER))
    first = known.start_of(first) or first
    if marks[0] - first > 1:
        outer.append((first, marks[0]))
    start = marks[-1] + 1
    stop = _STOP.search(text, start, start + 2 * MAX_MEMBER + 2)
    if joint := _JOINT.search(text, start, stop.start() if stop else start + MAX_MEMBER):
        outer.append((start, joint.start()))
        start = joint.end()
    ends = known.end_of(start)
    if ends is None and stop and 1 < stop.start() - start <= MAX_MEMBER:
        ends = stop.start()
    return inner, [*outer, (start, ends)] if ends else outer


def _is_noun(tokens: Words, start: int, end: int) -> bool:
    """Is the stretch made of nouns, and of verbs that may stand inside names (绕线|工装)?"""
    found = tokens.between(start, end)
    deals = words("words", "deals") | words("words", "not_first")
    inside = words("words", "inside")
    return bool(found) and all(
        w.tag_ in NOUNS or (w.tag_ == "v" and (w.text not in deals or (w.i > found[0].i and w.text in inside)))
        for w in found
    )


@cache
def _quoted() -> re.Pattern[str]:
    lists = load("fields")
    between = "|".join(sorted(lists["closing"], key=lambda w: (-len(w), w)))
    return re.compile(
        r"(?:“[^“”,;。\n]{2,14}”(?:、|,|和|与|及|以及)?){2,}等?(?:[二三四五六七八九十两\d]+[大个项类])?"
        rf"(?:{between})*(?:{'|'.join(lists['closers'])})"
    )


def quoted_lists(text: str) -> Iterator[list[Stretch]]:
    """The quotations of every list that a word for fields sums up."""
    for found in _quoted().finditer(text) if "”" in text else ():
        yield [m.span(1) for m in re.compile("“([^“”]+)”").finditer(text, *found.span())]
