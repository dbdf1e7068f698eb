"""What imports keep on disk, so that they outlive the rebuilds of the articles.

DIR/imports/NAME.nt.gz    the source's triples as they were read, cleaned
DIR/imports/NAME.json     where they came from; an import is there once this file is
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path

from ..errors import GraphError, SourceError, reason
from ..generations import replace_file

_FOLDER = "imports"

# Part of an IRI and of a file's name on every system.
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
_NOT_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Limits:
    """What an import may take: bytes once unpacked, triples, and bytes of one text."""

    bytes: int = 16 * 1024**3
    triples: int = 50_000_000
    # JSON-LD is held in memory while its contexts are worked out.
    json_bytes: int = 256 * 1024**2
    text_bytes: int = 1024**2


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """One import: its name, the file it came from, the digest of that file's bytes, and what was read."""

    name: str
    source: str
    digest: str
    triples: int
    confidence: Decimal = Decimal(1)


def check_name(name: str) -> str:
    """Return the name; raise SourceError where it cannot be one."""
    if not _NAME.fullmatch(name):
        raise SourceError(
            f"{name!r}: not a name for an import; use small letters, digits, - and _, as in --name institute-2024"
        )
    return name


def name_for(path: Path) -> str:
    """Return the name of an import by its file's; raise SourceError where that has no Latin letters or digits."""
    stem = path.name.lower().partition(".")[0]
    return check_name(_NOT_NAME.sub("-", stem).strip("-")[:63] or path.name)


def triples_path(directory: Path, name: str) -> Path:
    """Return where the triples of an import are kept."""
    return directory / _FOLDER / f"{name}.nt.gz"


def _entry_path(directory: Path, name: str) -> Path:
    return directory / _FOLDER / f"{name}.json"


def imports(directory: Path | str) -> tuple[Import, ...]:
    """Return the imports of the graph in `directory`, in the order of their names."""
    return tuple(_read(path) for path in sorted((Path(directory) / _FOLDER).glob("*.json")))


def find(directory: Path, name: str) -> Import | None:
    """Return the import of a name, None where there is none."""
    path = _entry_path(directory, check_name(name))
    return _read(path) if path.exists() else None


def _read(path: Path) -> Import:
    try:
        content = json.loads(path.read_bytes())
        entry = Import(**{**content, "confidence": Decimal(content["confidence"])})
    except OSError as fault:
        raise GraphError(f"{path}: cannot be read ({reason(fault)})") from None
    except (ValueError, TypeError, KeyError, ArithmeticError):
        raise GraphError(f"{path}: damaged; remove it and import its source again") from None
    if entry.name != path.stem or not triples_path(path.parent.parent, entry.name).is_file():
        raise GraphError(f"{path}: damaged; remove it and import its source again")
    return entry


def keep(directory: Path, entry: Import, triples: Path) -> None:
    """Keep an import, in place of the one of its name; `triples` is moved."""
    remove(directory, entry.name)
    triples.replace(triples_path(directory, entry.name))
    content = {**asdict(entry), "confidence": str(entry.confidence)}
    replace_file(
        _entry_path(directory, entry.name), (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
    )


def remove(directory: Path, name: str) -> None:
    """Keep an import no longer."""
    _entry_path(directory, name).unlink(missing_ok=True)
    triples_path(directory, name).unlink(missing_ok=True)


def folder(directory: Path) -> Path:
    """Return the folder of imports, made where it is missing."""
    path = directory / _FOLDER
    path.mkdir(exist_ok=True)
    return path
