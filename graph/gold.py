"""Gold facts: what careful readers find stated in an article, one JSON object a line, in a file named after it.

A line states a fact of subject, predicate and object (`s`, `p`, `o`), or one of several parts (`frame` and its slots).
`alt` and `alt_o` list names that count as the same; `optional` lines are neither missed nor wrong; `negated` ones are
denied by the article and must not be stated.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..ontology.namespaces import expand
from .errors import GoldError, reason

# Keys of a line that tell of the fact, and are not among its slots.
_FLAGS = frozenset(("core", "optional", "negated"))
_NOT_SLOTS = _FLAGS | frozenset(
    ("frame", "modality", "evidence", "alt", "alt_o", "note", "raw", "amountMax", "about_also", "postTitle")
)


@dataclass(frozen=True, slots=True)
class GoldFact:
    """One line of gold: of a fact with several parts, `slots` holds them; of another, subject and object are set."""

    article: str  # name of the gold file without its ending
    kind: str  # CURIE: the predicate, or the class of a fact with several parts
    subject: str
    object: str
    subject_names: frozenset[str]
    object_names: frozenset[str]
    slots: tuple[tuple[str, str], ...]
    core: bool
    optional: bool
    negated: bool

    @property
    def is_composite(self) -> bool:
        """Is this a fact of several parts?"""
        return bool(self.slots)

    def __str__(self) -> str:
        if self.is_composite:
            return f"{self.kind} " + "; ".join(f"{slot}={value}" for slot, value in self.slots)
        return f"{self.subject} {self.kind} {self.object}"


def read_gold(path: Path) -> list[GoldFact]:
    """Return the facts of a gold file; raise GoldError with file, line and fault."""
    try:
        text = path.read_text("utf-8")
    except OSError as fault:
        raise GoldError(f"{path}: cannot be read ({reason(fault)})") from None
    except UnicodeDecodeError:
        raise GoldError(f"{path}: not UTF-8; save it as UTF-8") from None
    facts = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                facts.append(_fact(path.stem, json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as fault:
                what = f"{fault} is missing" if isinstance(fault, KeyError) else fault
                raise GoldError(f"{path}, line {number}: not a gold fact ({what}); mend that line") from None
    return facts


def _fact(article: str, line: dict) -> GoldFact:
    flags = {name: bool(line.get(name)) for name in sorted(_FLAGS)}
    alt, alt_o = _names(line, "alt"), _names(line, "alt_o")
    if "frame" in line:
        slots = tuple((key, str(value)) for key, value in line.items() if key not in _NOT_SLOTS)
        expand(line["frame"])
        if not slots:
            raise ValueError("it has no slots")
        return GoldFact(article, line["frame"], "", "", frozenset(alt), frozenset(alt_o), slots, **flags)
    s, p, o = str(line["s"]), line["p"], str(line["o"])
    expand(p)
    return GoldFact(article, p, s, o, frozenset((s, *alt)), frozenset((o, *alt_o)), (), **flags)


def _names(line: dict, key: str) -> tuple[str, ...]:
    names = line.get(key, [])
    if not isinstance(names, list):
        raise TypeError(f"{key} is not a list")
    return tuple(map(str, names))


def gold_files(paths: Iterable[Path | str]) -> Iterator[Path]:
    """Yield the gold files that paths name: files themselves, and the .jsonl files of folders, sorted."""
    for path in map(Path, paths):
        if path.is_dir():
            found = sorted(path.glob("*.jsonl"))
            if not found:
                raise GoldError(f"{path}: holds no .jsonl file; name a gold file or its folder")
            yield from found
        else:
            yield path
