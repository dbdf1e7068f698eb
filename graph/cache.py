"""Extractions kept on disk, so that a build reads again only the articles that changed.

The key is a digest of all that an extraction depends on: the article's bytes, its identifier and the extractor's
settings. The value is the extraction as JSON, compressed. A damaged entry counts as missing and is made again.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ..extract.model import Extraction
from .generations import replace_file

_FOLDER = "extractions"

# Raised when model.py changes what an extraction holds: entries of another shape must not be read as this one.
_SHAPE = "2"

# Level 1 packs this JSON to a sixth already; higher levels cost more time than the disk they save.
_LEVEL = 1

_EXTRACTION = TypeAdapter(Extraction)


def key(content_digest: str, identifier: str, settings: str) -> str:
    """Return the cache key of an article whose bytes have this digest, under this identifier, with these settings."""
    parts = (_SHAPE, content_digest, identifier, settings)
    return hashlib.sha256(b"".join(hashlib.sha256(part.encode()).digest() for part in parts)).hexdigest()


def pack(extraction: Extraction) -> bytes:
    """Return an extraction as compressed JSON, the same bytes for the same extraction."""
    return gzip.compress(_EXTRACTION.dump_json(extraction), _LEVEL, mtime=0)


def unpack(data: bytes) -> Extraction:
    """Return the extraction that `pack` wrote; raise ValueError on anything else."""
    try:
        return _EXTRACTION.validate_json(gzip.decompress(data), strict=False)
    except (OSError, EOFError, zlib.error, ValidationError) as fault:
        raise ValueError(f"not a stored extraction: {fault}") from None


class Cache:
    """The stored extractions of one graph."""

    def __init__(self, directory: Path):
        self._folder = directory / _FOLDER

    def _path(self, entry: str) -> Path:
        return self._folder / f"{entry}.json.gz"

    def get(self, entry: str) -> Extraction | None:
        """Return the extraction under a key, or None where there is none that can be read."""
        try:
            return unpack(self._path(entry).read_bytes())
        except (FileNotFoundError, ValueError):
            return None

    def holds(self, entry: str) -> bool:
        """Is there an undamaged entry under a key? Its checksum tells, in a tenth of the time that reading it takes."""
        try:
            gzip.decompress(self._path(entry).read_bytes())
        except (OSError, EOFError, zlib.error):
            return False
        return True

    def put_packed(self, entry: str, data: bytes) -> None:
        """Store what `pack` made of an extraction under a key."""
        self._folder.mkdir(exist_ok=True)
        replace_file(self._path(entry), data)

    def prune(self, keep: set[str]) -> None:
        """Remove the entries whose keys are not in `keep`."""
        for path in sorted(self._folder.glob("*.json.gz")):
            if path.name.removesuffix(".json.gz") not in keep:
                path.unlink(missing_ok=True)
