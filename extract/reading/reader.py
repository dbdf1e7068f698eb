"""What a reader of one format declares and returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..model import Block, Metadata, Notice
from .limits import Limits
from .source import UnreadableError


@dataclass(frozen=True, slots=True)
class Draft:
    """A document's text as it will be stored, with what its markup says.

    `marked` are the blocks that the markup tells (None: the text alone must tell); `stated` the metadata of the markup,
    without spans unless it also stands in the text, and `fallback` what counts only where the text says nothing.
    """

    text: str
    encoding: str = "utf-8"
    marked: tuple[Block, ...] | None = None
    stated: Metadata = field(default_factory=Metadata)
    notices: tuple[Notice, ...] = ()
    fallback: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Reader:
    """One format. `rank` orders the sniffing, most telling signature first; `endings` are lower-case with their dot."""

    name: str
    media_type: str
    endings: tuple[str, ...]
    rank: int
    sniff: Callable[[bytes], bool]
    parse: Callable[[bytes, str, Limits], Draft]


def fail(identifier: str, code: str, message: str) -> UnreadableError:
    """Return the error for a file that cannot be read; `message` follows the file's name in one line."""
    return UnreadableError(identifier, code, message)
