"""What every room's tests may use: the real command line, and one graph of the examples a run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
# The articles of the project beside this one; a checkout alone does not have them.
SHARED = ROOT.parent / "shared"

# Loading the analyser and building a few articles takes seconds; more means that something hangs.
_SECONDS = 240

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def innokg_command() -> list[str]:
    """Return the installed command, as a person would call it."""
    script = Path(sys.executable).with_name("innokg.exe" if os.name == "nt" else "innokg")
    return [str(script)] if script.exists() else [sys.executable, "-m", "innokg.app"]


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment without settings of ours, and with those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("INNOKG_")}
    return {**kept, "PYTHONIOENCODING": "utf-8", **(extra or {})}


@pytest.fixture(scope="session")
def command() -> list[str]:
    """Return how to call `innokg`, for tests that start it in their own way."""
    return innokg_command()


@pytest.fixture(scope="session")
def innokg() -> Run:
    """Run `innokg` with arguments; give its exit code, output and messages as text."""

    def run(*arguments: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None, **options):
        return subprocess.run(
            [*innokg_command(), *map(str, arguments)],
            cwd=cwd,
            env=environment(env),
            capture_output=True,
            encoding="utf-8",
            timeout=_SECONDS,
            **options,
        )

    return run


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that all worker processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def example_graph(shared_folder: Path, innokg: Run) -> Path:
    """Return the graph of the example articles, built once a run by the command line."""
    directory = shared_folder / "example-graph"
    with FileLock(shared_folder / "example-graph.lock"):
        if not (directory / "current").exists():
            done = innokg("build", EXAMPLES / "articles", "--graph", directory)
            assert done.returncode in (0, 1), done.stderr
    return directory
