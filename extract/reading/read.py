"""Read one article: from a source, from bytes, or from text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..model import Article
from .archive import open_archive, read_member
from .assembly import assemble
from .corpus import mapping_of, parse_record
from .deadline import deadline
from .limits import Limits
from .loading import load, side_file
from .reader import Draft, fail
from .readers import markdown
from .registry import reader_of
from .source import Source
from .statements import overridden, side_metadata

_HEAD = 4096


def read(source: Source | Path | str, limits: Limits | None = None) -> Article:
    """Return the article of a source or file; raises UnreadableError with one line of what, where, what to do."""
    limits = limits or Limits()
    if not isinstance(source, Source):
        source = Source("stdin" if str(source) == "-" else Path(source).name, Path(source))
    data = load(source, limits)
    slow = f"takes longer to read than {limits.seconds_per_file:g} s; split or mend it, or raise seconds_per_file"
    with deadline(limits.seconds_per_file, fail(source.identifier, "too-slow", slow)):
        if source.line:
            draft = parse_record(data, source.identifier, limits, mapping_of(_first_line(source, limits)))
            article = _article(draft, source.identifier, "text/plain")
        else:
            article = read_bytes(data, source.identifier, limits)
    side = side_file(source)
    if side is None:
        return article
    stated, notices = side_metadata(side, source.identifier)
    metadata = overridden(stated, article.metadata)
    kept = tuple(notice for notice in article.notices if notice.code != "no-title" or metadata.title is None)
    return replace(article, metadata=metadata, notices=(*kept, *notices))


def read_bytes(data: bytes, identifier: str, limits: Limits | None = None) -> Article:
    """Return the article of bytes; the bytes themselves and the identifier's ending tell the format."""
    if not data.strip():
        raise fail(identifier, "empty", "is empty; remove it or save it again")
    reader = reader_of(identifier, data[:_HEAD])
    draft = reader.parse(data, identifier, limits or Limits())
    return _article(draft, identifier, reader.media_type)


def read_text(text: str, identifier: str) -> Article:
    """Return the article of a text that is decoded already."""
    drafted = markdown.draft(text, "utf-8", identifier, ()) if markdown.is_markdown(text) else Draft(text)
    return _article(drafted, identifier, "text/plain")


def _article(draft: Draft, identifier: str, media_type: str) -> Article:
    article = assemble(draft, identifier, media_type)
    if not article.blocks:
        raise fail(identifier, "empty", "has no text; remove it or save it again")
    return article


def _first_line(source: Source, limits: Limits) -> bytes:
    if source.members:
        archive = open_archive(source.path, source.members[:-1], limits)
        return read_member(archive, source.members[-1], source.identifier, limits, 0)
    with source.path.open("rb") as file:
        return file.readline(limits.max_file_bytes)
