"""What an extraction depends on besides the article: the extractor's own code, word lists, rules and the schemes."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from ..ontology import load as ontology

_ENDINGS = {".py", ".yaml", ".txt"}


@cache
def settings_digest() -> str:
    """Return a digest that changes whenever the same article could give other facts: "sha256:…"."""
    folder = Path(__file__).resolve().parent
    paths = [p for p in folder.rglob("*") if p.suffix in _ENDINGS and "__pycache__" not in p.parts]
    total = hashlib.sha256()
    for path in sorted([*paths, *ontology.paths("schemes")], key=lambda p: p.as_posix().rpartition("/extract/")[2]):
        total.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return f"sha256:{total.hexdigest()}"
