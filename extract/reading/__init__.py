"""Reading: files of every format to articles."""

from .discovery import discover
from .duplicates import Duplicate, duplicates
from .limits import Limits
from .loading import digest
from .read import read, read_bytes, read_text
from .source import STDIN, Source, Unreadable, UnreadableError

__all__ = [
    "STDIN",
    "Duplicate",
    "Limits",
    "Source",
    "Unreadable",
    "UnreadableError",
    "digest",
    "discover",
    "duplicates",
    "read",
    "read_bytes",
    "read_text",
]
