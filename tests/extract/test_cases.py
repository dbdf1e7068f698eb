"""Every case under `cases/`: what must be found is, what must not be stated is not, but for the gaps that are listed.

A listed gap may lose faults but not win any; a case without faults comes off the list:
`python -m tests.extract.gaps --update`.
"""

from __future__ import annotations

from pathlib import Path

import casefile
import pytest

PATHS = casefile.case_paths()
GAPS = casefile.read_gaps()


def test_there_are_cases_of_every_group() -> None:
    assert {"domestic", "foreign"} <= {path.parent.name for path in PATHS}


@pytest.mark.parametrize("path", PATHS, ids=casefile.case_id)
def test_the_case_is_well_formed(path: Path) -> None:
    assert list(casefile.faults_of_form(casefile.read_case(path))) == []


@pytest.mark.parametrize("path", PATHS, ids=casefile.case_id)
def test_the_extraction_is_what_the_case_expects(path: Path) -> None:
    case = casefile.read_case(path)
    faults = casefile.judge(case, casefile.extraction_of(case)).faults
    known = GAPS.get(casefile.case_id(path), [])
    assert [fault for fault in faults if fault not in known] == []
    assert faults or not known, "mended: take it off the list with python -m tests.extract.gaps --update"
    if known:
        pytest.xfail("; ".join(faults))


def test_gaps_are_cases_and_no_more_than_allowed() -> None:
    assert GAPS.keys() <= {casefile.case_id(path) for path in PATHS}
    allowed = casefile.gaps_allowed()
    assert {key: min(value, allowed[key]) for key, value in casefile.count(GAPS).items()} == casefile.count(GAPS)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"wy": "x"}, "unknown key wy"),
        ({"why": "two\nlines"}, "why is not one line"),
        ({"text": "短"}, "text has 1 characters"),
        ({"date": "3月"}, "date 3月"),
        ({"things": {"Centre": []}}, "class Centre"),
        ({"things": {"Policy": ["《某办法》"]}}, "《某办法》 has marks that are no part of a name"),
        ({"facts": [["甲公司", "ikg:leads", "乙公司"]]}, "predicate ikg:leads"),
        ({"not_facts": [["丙公司", "ikg:ledBy", "甲公司"]]}, "丙公司 does not stand in the text"),
        ({"observations": [{"value": 1}]}, "observation {'value': 1}"),
    ],
)
def test_a_malformed_case_is_told(change: dict, fault: str) -> None:
    case = {
        "why": "one line",
        "text": "甲公司同乙公司一道做了一件没有人会写进政策的小事。" * 2,
        "things": {},
    }
    assert list(casefile.faults_of_form(case)) == []
    assert fault in list(casefile.faults_of_form({**case, **change}))
