"""README.md tells of every command and every saved question, its figures are those kept, and its example runs."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import readme

TEXT = readme.README.read_text("utf-8")
COMMANDS = sorted(path.stem.rstrip("_") for path in readme.ROOT.glob("app/commands/[a-z]*.py"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_told(command: str) -> None:
    assert re.search(rf"^innokg {command}\b.*#", TEXT, re.MULTILINE), f"README.md gives no example of innokg {command}"


def test_every_saved_question_is_told() -> None:
    assert readme.block(TEXT, "questions") == readme.questions(), "python -m tests.readme writes the table anew"


def test_figures_are_those_kept() -> None:
    assert readme.block(TEXT, "quality") == readme.quality(), "python -m tests.readme writes the table anew"


def test_answers_are_there() -> None:
    assert "$ innokg query" in readme.block(TEXT, "shown")
    assert "$ innokg explain" in readme.block(TEXT, "explained")


def test_python_example_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
    os.symlink(readme.ROOT / "examples", tmp_path / "examples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 -- our own README's example
    printed = capsys.readouterr().out
    assert "Asserted" in printed
    assert printed.count("Extraction\n") == len(list((readme.ROOT / "examples" / "articles").iterdir()))
    assert "牵头" in printed


@pytest.mark.parametrize("name", ["Makefile", "README.md", "CONTRIBUTING.md", "constraints.txt", "pyproject.toml"])
def test_no_address_of_a_package_host(name: str) -> None:
    text = (readme.ROOT / name).read_text("utf-8")
    assert not re.search(r"pypi\.org|pythonhosted|--(extra-)?index.url|find.links|file://", text)
