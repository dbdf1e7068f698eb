"""Article bytes to facts: reading, cleaning, the spaCy pipeline, relations, identity across articles, emission.

from innokg.extract import extract, read
extraction = extract(read("article.txt"))
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from .model import Article, Extraction, Fact, Thing
from .reading import Limits, Source, Unreadable, UnreadableError, discover, read, read_bytes, read_text
from .settings import settings_digest

if TYPE_CHECKING:
    from pathlib import Path

    from .proposals import Proposer


def extract(article: Article, proposers: tuple[Proposer, ...] = ()) -> Extraction:
    """Return all that one article yields: things and facts with their places. A pure function of the article.

    `proposers` are other extractors whose facts count too once they pass the gates (`extract.proposals`); raises
    ProposerError where one cannot be used.
    """
    from .pipeline import extract as run  # spaCy and the analyser load only when something is extracted

    return run(article, proposers)


@cache
def keep_loaded() -> None:
    """Have the garbage collector leave alone what is loaded now: patterns and word lists stay as long as the process.

    Else it goes through all of them every few articles, which takes up to a seventh of the time. For programs that do
    nothing but extract, after their first article: what else they hold then is never collected either.
    """
    gc.collect()
    gc.freeze()


def extract_many(paths: Iterable[Path], limits: Limits | None = None) -> Iterator[Extraction | Unreadable]:
    """Yield the extraction of every article under the paths, in a stable order, and what could not be read."""
    limits = limits or Limits()
    for source in discover(paths, limits):
        if isinstance(source, Unreadable):
            yield source
            continue
        try:
            yield extract(read(source, limits))
        except UnreadableError as fault:
            yield fault.unreadable()


__all__ = [
    "Article",
    "Extraction",
    "Fact",
    "Limits",
    "Source",
    "Thing",
    "Unreadable",
    "UnreadableError",
    "discover",
    "extract",
    "extract_many",
    "keep_loaded",
    "read",
    "read_bytes",
    "read_text",
    "settings_digest",
]
