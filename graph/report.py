"""What a build tells: events while it runs, and a report at its end."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from pathlib import Path


class Stage(StrEnum):
    """The stages of a build, in order."""

    DISCOVER = "discover"
    EXTRACT = "extract"
    RESOLVE = "resolve"
    STORE = "store"
    SUMMARISE = "summarise"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a build: `done` of `total` (None while unknown) in a stage, and the article at hand."""

    stage: Stage
    done: int
    total: int | None
    current: str = ""


@dataclass(frozen=True, slots=True, order=True)
class LeftOut:
    """An article, or a part of one, that is not in the graph: a stable code to count by, why, and what to do."""

    identifier: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.identifier}: {self.message}"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build read and what stands in the graph. Counts of facts are counts of statements."""

    articles: int
    extracted: int
    reused: int
    things: int
    statements: int
    quads: int
    by_class: dict[str, int]
    by_predicate: dict[str, int]
    by_modality: dict[str, int]
    negated: int
    left_out: tuple[LeftOut, ...]
    notices: tuple[LeftOut, ...]
    duplicates: tuple[tuple[str, ...], ...]
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def left_out_by_code(self) -> dict[str, int]:
        """How many articles were left out, by code."""
        return _count(item.code for item in self.left_out)

    @property
    def notices_by_code(self) -> dict[str, int]:
        """How many parts of articles were left out or unsure, by code."""
        return _count(item.code for item in self.notices)

    def to_json(self) -> str:
        """Return the report as JSON; the same build differs only under `timings`, `extracted` and `reused`."""
        content = {
            **asdict(self),
            "left_out_by_code": self.left_out_by_code,
            "notices_by_code": self.notices_by_code,
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _count(codes: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(codes).items()))


def read_report(path: Path) -> BuildReport:
    """Return the report that a build left at `path`; raise ValueError where it is damaged."""
    content = json.loads(path.read_text("utf-8"))
    try:
        values = {f.name: content[f.name] for f in fields(BuildReport)}
        return BuildReport(
            **{
                **values,
                "left_out": tuple(LeftOut(**item) for item in values["left_out"]),
                "notices": tuple(LeftOut(**item) for item in values["notices"]),
                "duplicates": tuple(tuple(group) for group in values["duplicates"]),
            }
        )
    except (KeyError, TypeError) as fault:
        raise ValueError(f"{path}: not a build's report ({fault})") from None
