"""The calibration table: it never falls, and what it does not know keeps its confidence."""

from __future__ import annotations

import itertools

import pytest
import yaml
from innokg.extract.calibration import TABLE, calibrated, uncalibrated

KINDS = yaml.safe_load(TABLE.read_text("utf-8"))["kinds"]


@pytest.mark.parametrize("kind", KINDS)
def test_surer_evidence_is_never_stated_less_surely(kind: str) -> None:
    steps = KINDS[kind]
    assert all(a[0] < b[0] and a[1] <= b[1] for a, b in itertools.pairwise(steps))
    assert all(0 < right < 1 for _, right in steps)
    raws = [step / 100 for step in range(1, 101)]
    assert [calibrated(kind, raw) for raw in raws] == sorted(calibrated(kind, raw) for raw in raws)


def test_a_kind_without_a_table_keeps_its_confidence() -> None:
    assert calibrated("ikg:noSuchKind", 0.37) == 0.37


def test_the_table_is_fitted_on_raw_confidences() -> None:
    kind = next(iter(KINDS))
    with uncalibrated():
        assert calibrated(kind, 0.37) == 0.37
    assert calibrated(kind, 0.37) == KINDS[kind][0][1]
