"""innokg's own extractor, in the shape that a build takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Quad

from .. import extract
from ..extract import emission, identity
from ..extract.model import Extraction
from ..extract.overrides import NONE, Overrides
from ..extract.proposals import Proposer
from ..extract.reading.loading import digest
from .extractor import CannotReadError
from .report import LeftOut


@dataclass(frozen=True, slots=True)
class InnokgExtractor:
    """The readers, the pipeline, identity and emission of `innokg.extract`, within the readers' limits.

    `proposers` are other extractors that propose facts beside innokg's own. `overrides` say who is who where a user
    knows better; they do not change what an article yields.
    """

    limits: extract.Limits = field(default_factory=extract.Limits)
    proposers: tuple[Proposer, ...] = ()
    overrides: Overrides = NONE

    def settings(self) -> str:
        """Return a digest of the extractor's code and data, and the limits, which decide what of an article is read."""
        return f"{extract.settings_digest()} {self.limits!r} {self.proposers!r}"

    def discover(self, paths: Iterable[Path]) -> Iterator[extract.Source | LeftOut]:
        """Yield the articles under the paths, and what cannot be one."""
        for found in extract.discover(paths, self.limits):
            if isinstance(found, extract.Unreadable):
                yield LeftOut(found.identifier, found.code, found.message)
            else:
                yield found

    def digest(self, source: extract.Source) -> str:
        """Return a digest of the source's bytes and its side file's; raise CannotReadError."""
        try:
            return digest(source, self.limits)
        except extract.UnreadableError as fault:
            raise _cannot_read(fault) from None

    def extract(self, source: extract.Source) -> Extraction:
        """Return what the article says; raise CannotReadError."""
        try:
            found = extract.extract(extract.read(source, self.limits), self.proposers)
            extract.keep_loaded()
            return found
        except extract.UnreadableError as fault:
            raise _cannot_read(fault) from None

    def resolve(self, extractions: Iterable[Extraction]) -> identity.Resolution:
        """Return which things of different articles are the same."""
        return identity.resolve(extractions, self.overrides)

    def quads(self, extraction: Extraction, resolution: identity.Resolution) -> Iterator[Quad]:
        """Return an article's quads, in its own named graph."""
        return emission.quads(extraction, resolution)


def _cannot_read(fault: extract.UnreadableError) -> CannotReadError:
    return CannotReadError(LeftOut(fault.identifier, fault.code, fault.message))
