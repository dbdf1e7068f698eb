"""Read one article from a file, from bytes, or from text."""

from __future__ import annotations

from pathlib import Path

from ..model import Article
from .assembly import assemble
from .limits import Limits
from .reader import Draft, Reader, fail
from .readers import by_ending, readers
from .source import Source

_SNIFFED = 4096


def read(source: Source | Path | str, limits: Limits | None = None) -> Article:
    """Return the article of a source or file; raises UnreadableError with one line of what, where, what to do."""
    limits = limits or Limits()
    if not isinstance(source, Source):
        source = Source(Path(source).name, Path(source))
    try:
        data = source.path.read_bytes()
    except OSError as error:
        raise fail(source.identifier, "unreadable", f"cannot be read ({error.strerror})") from None
    return read_bytes(data, source.identifier, limits)


def read_bytes(data: bytes, identifier: str, limits: Limits | None = None) -> Article:
    """Return the article of bytes; the identifier's ending and the bytes themselves tell the format."""
    limits = limits or Limits()
    reader = reader_of(identifier, data[:_SNIFFED])
    draft = reader.parse(data, identifier, limits)
    if not draft.text.strip():
        raise fail(identifier, "empty", "has no text; remove it or save it again")
    return assemble(draft, identifier, reader.media_type)


def read_text(text: str, identifier: str) -> Article:
    """Return the article of a text that is decoded already."""
    return assemble(Draft(text), identifier, "text/plain")


def reader_of(identifier: str, head: bytes) -> Reader:
    """Return the reader of a format by the file's first bytes, then by its ending."""
    ending = Path(identifier).suffix.lower()
    named = by_ending().get(ending)
    for reader in readers():
        if reader.sniff(head) and (named is None or reader.rank < named.rank):
            return reader
    return named if named is not None else readers()[-1]
