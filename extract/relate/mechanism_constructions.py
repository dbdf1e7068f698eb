"""Constructions that say by what means a thing is chosen, checked, paid for or run.

They are data (`lexicon/mechanism_constructions.yaml`), each with sentences that it fits and some that it does not.
So are the wider classes of predicates (`lexicon/mechanism_predicates.yaml`), asked where no construction fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..context import Sentence
from ..expressions import Expression, any_of
from ..lexicon import load
from ..recognise.mentions import Mention

_BRACKETS = re.compile(r"\([^()]*\)")
_TITLES = re.compile("《[^》]*》")


@dataclass(frozen=True, slots=True)
class Construction:
    """One way of saying how something works."""

    id: str
    sort: str
    says: Expression


@cache
def constructions() -> tuple[Construction, ...]:
    """The constructions of the lexicon, in order."""
    return _compiled([*load("mechanism_constructions")["constructions"], *load("mechanism_families")["constructions"]])


@cache
def predicates() -> tuple[Construction, ...]:
    """The classes of predicates of the lexicon, in order."""
    return _compiled(load("mechanism_predicates")["predicates"])


def _compiled(entries: list[dict[str, Any]]) -> tuple[Construction, ...]:
    words: dict[str, str] = load("mechanism_constructions")["words"]
    return tuple(Construction(c["id"], c["sort"], any_of([_filled(c["says"], words)])) for c in entries)


def _filled(pattern: str, words: dict[str, str]) -> str:
    """A pattern with the words that each <name> in it stands for."""
    while (filled := re.sub("<([a-z]+)>", lambda name: words[name[1]], pattern)) != pattern:
        pattern = filled
    return pattern


def fitting(words: str) -> Iterator[Construction]:
    """The constructions that a clause's words fit, the first first."""
    if _any(constructions).search(words) and not _never().search(words):
        yield from (construction for construction in constructions() if construction.says.search(words))


@cache
def _any(entries: Callable[[], tuple[Construction, ...]]) -> Expression:
    """What fits where any of them does: most clauses are done with after one look."""
    return any_of([f"(?:{entry.says.pattern})" for entry in entries()])


def predicate_sort(words: str) -> str | None:
    """The sort of the first class of predicates that a clause's words fit; `any` where that leaves it to its words."""
    if not _any(predicates).search(words) or _never().search(words) or _no_predicate().search(words):
        return None
    return next((predicate.sort for predicate in predicates() if predicate.says.search(words)), None)


def arrangement_sort(words: str) -> str:
    """The sort of the arrangement that a clause sets up (评价机制, 资金投入机制); governance where it names none."""
    return next((c.sort for c in constructions() if c.id.startswith("builds-") and c.says.search(words)), "governance")


@cache
def _never() -> Expression:
    return any_of(load("mechanism_constructions")["never"])


@cache
def _no_predicate() -> Expression:
    return any_of(load("mechanism_predicates")["never"])


def nameless(text: str, sentence: Sentence, start: int, end: int) -> str:
    """The words of a clause without brackets and with ◦◦ for each name: what a name is made of tells nothing."""
    parts: list[str] = []
    at = start
    for item in sentence.items:
        if not isinstance(item, Mention) or item.concept is not None or item.is_kind:
            continue
        if at <= item.start and item.end <= end:
            parts += (text[at : item.start], "◦◦")
            at = item.end
    return _TITLES.sub("◦◦", without_brackets("".join((*parts, text[at:end]))))


def without_brackets(words: str) -> str:
    """The words with what stands in brackets left out."""
    return _BRACKETS.sub("", words)
