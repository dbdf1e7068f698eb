"""A guard before the parser of RDF/XML, which expands entities without bound ("billion laughs") and holds a text whole.

Entities may name namespaces, as Protégé writes them: short, without references to others. Anything else is refused.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import IO

from ..errors import SourceError

_DECLARATION = b"<!ENTITY"
# Longer than any namespace; a text of so many references expands by a factor that its own bound keeps harmless.
_SAFE = re.compile(rb"""<!ENTITY\s+[A-Za-z_][\w.-]*\s+("[^"&%<]{0,200}"|'[^'&%<]{0,200}')\s*>""")
# Room for the longest safe declaration, so that one cut by the end of a block is seen whole with the next.
_LOOK_AHEAD = 400
# A reader asks for little at a time; so much is looked at in one go.
_BLOCK = 1 << 16
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


class XmlGuard(io.RawIOBase):
    """A file of XML that raises SourceError where a parser would be led to take memory without bound."""

    def __init__(self, file: IO[bytes], path: Path, most: int):
        self._file, self._path, self._most = file, path, most
        self._seen = b""  # read, not yet handed on
        self._run = 0  # bytes since the last "<"
        self._started = self._ended = False

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes that were looked at."""
        while not self._ended and len(self._seen) <= _LOOK_AHEAD:
            block = self._file.read(_BLOCK)
            self._ended = not block
            if not self._started and block[:2] in _WIDE:
                raise SourceError(f"{self._path}: XML that is not UTF-8; save it as UTF-8")
            self._started = True
            self._check_texts(block)
            self._seen += block
        ready = len(self._seen) if self._ended else len(self._seen) - _LOOK_AHEAD
        data = self._seen[: ready if size < 0 else min(size, ready)]
        self._check_entities(len(data))
        self._seen = self._seen[len(data) :]
        return data

    def _check_entities(self, ready: int) -> None:
        """Look at every declaration that begins in the bytes that are handed on."""
        start = self._seen.find(_DECLARATION)
        while 0 <= start < ready:
            if not _SAFE.match(self._seen, start):
                raise SourceError(f"{self._path}: XML entities that are no short namespaces; write it without them")
            start = self._seen.find(_DECLARATION, start + 1)

    def _check_texts(self, block: bytes) -> None:
        for number, part in enumerate(block.split(b"<")):
            self._run = len(part) + (self._run if number == 0 else 0)
            if self._run > self._most:
                raise SourceError(f"{self._path}: a text of more than {self._most:,} bytes; shorten it")
