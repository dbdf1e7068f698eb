"""The stored texts of the articles, by digest: what evidence points into, kept to check and show quotes by."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .errors import GraphError, reason
from .generations import replace_file

_FOLDER = "texts"
_PREFIX = "sha256:"


def digest(text: str) -> str:
    """Return a stored text's digest as `ikg:contentDigest` has it: `sha256:` and 64 hex digits, of its UTF-8 bytes."""
    return _PREFIX + hashlib.sha256(text.encode()).hexdigest()


def path_of(directory: Path, content_digest: str) -> Path:
    """Return where the text of this digest is kept; raise GraphError if it is no such digest."""
    hexes = content_digest.removeprefix(_PREFIX)
    if len(hexes) != 64 or not set(hexes) <= set("0123456789abcdef"):
        raise GraphError(f"{content_digest!r}: not a SHA-256 digest of a text")
    return directory / _FOLDER / f"{hexes}.txt"


def store(directory: Path, text: str) -> str:
    """Keep a text; return its digest. A text that is there already is not written again."""
    content_digest = digest(text)
    path = path_of(directory, content_digest)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        replace_file(path, text.encode())
    return content_digest


def load(directory: Path, content_digest: str) -> str | None:
    """Return the text of a digest, or None where it is not kept; raise GraphError where its bytes were changed."""
    path = path_of(directory, content_digest)
    try:
        text = path.read_bytes().decode()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise GraphError(f"{path}: cannot be read ({reason(fault)})") from None
    except UnicodeDecodeError:
        raise GraphError(f"{path}: was changed since it was stored; build the graph anew") from None
    if digest(text) != _PREFIX + path.stem:
        raise GraphError(f"{path}: was changed since it was stored; build the graph anew")
    return text


def prune(directory: Path, keep: set[str]) -> None:
    """Remove the texts whose digests are not in `keep`."""
    wanted = {path_of(directory, content_digest).name for content_digest in keep}
    for path in sorted((directory / _FOLDER).glob("*.txt")):
        if path.name not in wanted:
            path.unlink(missing_ok=True)
