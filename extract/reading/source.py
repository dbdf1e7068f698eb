"""Where an article comes from, and what is said when it cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

# On the command line and in messages, a path of this name is the standard input.
STDIN = "-"


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """One article to read: a file, a member of an archive, or a line of a corpus; picklable.

    `members` are the names to follow inside archives, outermost first; `line` counts a corpus's lines from 1 (0: the
    whole file is the article) and `offset` is where that line starts, in bytes.
    """

    identifier: str
    path: Path
    members: tuple[str, ...] = ()
    line: int = 0
    offset: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Unreadable:
    """An article, file or folder that was left out: `message` is one line with what, where, and what to do."""

    identifier: str
    code: str
    message: str


class UnreadableError(Exception):
    """Raised where an article cannot be read; carries the same parts as `Unreadable`."""

    def __init__(self, identifier: str, code: str, message: str) -> None:
        super().__init__(identifier, code, message)
        self.identifier = identifier
        self.code = code
        self.message = message

    def __str__(self) -> str:
        return f"{self.identifier}: {self.message}"

    def unreadable(self) -> Unreadable:
        """Return the same as a value."""
        return Unreadable(self.identifier, self.code, self.message)
