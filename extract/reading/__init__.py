"""Reading: files of every format to articles."""

from .limits import Limits
from .read import read, read_bytes, read_text
from .source import Source, Unreadable, UnreadableError

__all__ = ["Limits", "Source", "Unreadable", "UnreadableError", "read", "read_bytes", "read_text"]
