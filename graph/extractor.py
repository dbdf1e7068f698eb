"""What a build needs of the extractor, in one place: a build is given an object of this shape and knows no more of it.

The object travels to worker processes, so it must be picklable and hold settings only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Protocol, TypeVar

from pyoxigraph import Quad

from ..extract.model import Extraction
from .report import LeftOut


class ArticleSource(Protocol):
    """Where an article's bytes are; anything picklable with an identifier."""

    @property
    def identifier(self) -> str:
        """The article's name in the graph (dcterms:identifier)."""
        ...


S = TypeVar("S", bound=ArticleSource)


class CannotReadError(Exception):
    """An article that cannot be read; carries what the report says of it."""

    def __init__(self, left_out: LeftOut):
        super().__init__(str(left_out))
        self.left_out = left_out


class Extractor(Protocol[S]):
    """From places of articles to quads."""

    def settings(self) -> str:
        """Return a digest of all settings (rules, lexicons, versions) that an extraction depends on."""
        ...

    def discover(self, paths: Iterable[Path]) -> Iterator[S | LeftOut]:
        """Yield the articles under the paths, and what cannot be one."""
        ...

    def digest(self, source: S) -> str:
        """Return a digest of all bytes that the extraction of this source depends on; raise CannotReadError."""
        ...

    def extract(self, source: S) -> Extraction:
        """Return what the article says; raise CannotReadError."""
        ...

    def resolve(self, extractions: Iterable[Extraction]) -> Any:
        """Return which things of different articles are the same."""
        ...

    def quads(self, extraction: Extraction, resolution: Any) -> Iterable[Quad]:
        """Return an article's quads, in its own named graph."""
        ...
