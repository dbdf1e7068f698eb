"""Confidence that means something: how often facts stated as surely as this one were right on gold.

The readers and rules state a fact with a raw confidence that only orders facts of one kind by their evidence. The table
`calibration.yaml` maps it, by kind of fact, to the share that was right. It is fitted by `python -m bench.calibration
--fit GOLD…`; a kind without a table keeps its raw confidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import yaml

TABLE = Path(__file__).with_name("calibration.yaml")

_raw = False


@cache
def _tables() -> dict[str, list[tuple[float, float]]]:
    kinds = yaml.safe_load(TABLE.read_text("utf-8"))["kinds"]
    return {kind: [(float(raw), float(right)) for raw, right in steps] for kind, steps in kinds.items()}


def calibrated(kind: str, raw: float) -> float:
    """Return the share of the facts of a kind (Observation, ikg:ledBy) that were right when stated with `raw` or so."""
    steps = None if _raw else _tables().get(kind)
    if not steps:
        return raw
    return next((right for upper, right in steps if raw <= upper), steps[-1][1])


@contextmanager
def uncalibrated() -> Iterator[None]:
    """Within it, in this process, facts keep their raw confidence: what a table is fitted on."""
    global _raw
    _raw = True
    try:
        yield
    finally:
        _raw = False
