"""Dates and figures: readable tables of what must be found, and properties that hold for any text."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from innokg.extract.dates import find_dates, literal
from innokg.extract.quantities import _BEFORE, find_quantities, number

HERE = Path(__file__).parent
TEXTS = st.text(
    "0123456789年月日号到至—-今去同初底 第多余超过约近不少于一二三十百千万亿两半分之家个项%元美元,.（）。中心",
    max_size=60,
)


def cases(name: str) -> list:
    return yaml.safe_load((HERE / name).read_text("utf-8"))


@pytest.mark.parametrize(("text", "base", "expected"), cases("dates.yaml"), ids=lambda v: str(v)[:20])
def test_dates(text: str, base: object, expected: list) -> None:
    found = [
        f"{d.literal.value}..{d.until.value}" if d.until else d.literal.value
        for d in find_dates(text, str(base or "") or None)
    ]
    assert found == [str(value) for value in expected]


@pytest.mark.parametrize(("text", "expected"), cases("quantities.yaml"), ids=lambda v: str(v)[:20])
def test_quantities(text: str, expected: list) -> None:
    assert [(q.value, q.unit, q.comparator) for q in find_quantities(text)] == [
        (Decimal(str(v)), u, c) for v, u, c in expected
    ]


@given(TEXTS, st.sampled_from([None, "2024", "2024-05", "2024-05-31"]))
def test_dates_lie_in_the_text_in_order_without_overlap(text: str, base: str | None) -> None:
    end = 0
    for date in find_dates(text, base):
        assert end <= date.start < date.end <= len(text)
        end = date.end


@given(TEXTS)
def test_figures_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    end = 0
    for figure in find_quantities(text):
        assert end <= figure.start < figure.end <= len(text)
        assert figure.value >= 0
        end = figure.end


@given(st.integers(0, 99_999_999))
def test_a_numeral_is_read_as_written(value: int) -> None:
    assert number(f"{value:,}") == number(str(value)) == value


@given(st.integers(1900, 2099), st.integers(1, 12), st.integers(1, 31))
def test_a_date_is_never_more_exact_than_it_can_be(year: int, month: int, day: int) -> None:
    found = literal(year, str(month), str(day))
    assert found is not None
    assert found.value.startswith(f"{year:04d}-{month:02d}")
    assert found.datatype in ("date", "gYearMonth")


def test_a_figure_begins_with_what_says_how_exact_it_is() -> None:
    before = re.search(r"\(\?P<before>([^)]*)\)", _BEFORE)
    assert before is not None
    for word in before[1].replace("?", "").split("|"):
        assert [(figure.start, figure.end) for figure in find_quantities(f"有{word}30家")] == [(1, len(word) + 4)]
