"""Reading: files of every format to articles."""

from .discovery import discover
from .limits import Limits
from .loading import digest
from .read import read, read_bytes, read_text
from .source import STDIN, Source, Unreadable, UnreadableError

__all__ = [
    "STDIN",
    "Limits",
    "Source",
    "Unreadable",
    "UnreadableError",
    "digest",
    "discover",
    "read",
    "read_bytes",
    "read_text",
]
