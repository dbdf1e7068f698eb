"""Each file under `cases/` is one story: files, commands run on them through the real command line, and what must come.

why: what the case shows
needs: tmpfs | limits | ...          (skipped where the machine cannot)
files: {path: text, or {hex: ..}, {text: .., encoding: ..}, {repeat: text, times: n}, {folder: true}}
places: {path: {full: bytes} or {readonly: true}}      a small or read-only file system there
steps:
  - run: arguments, as one would type them
    env: {NAME: value}
    file_size: bytes that one file may grow to           (the nearest thing to a full disk without being root)
    exit: 0
    messages: [regex, ...]    standard error has these lines, in any order, and no others
    prints: [regex, ...]      each is found in standard output
    silent: [regex, ...]      none is found in standard output
    untouched: [path, ...]    these folders hold the same bytes after as before
    gone: [path, ...]         these do not exist after
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import yaml

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))

# Files that a reader makes and removes, or locks: they are no part of what a graph says.
_PASSING = re.compile(r"\.lock$|/readers/")


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path, tmp_path: Path, innokg: Callable) -> None:
    story = yaml.safe_load(case.read_text("utf-8"))
    with ExitStack() as places:
        for name, kind in story.get("places", {}).items():
            places.enter_context(_place(tmp_path / name, kind))
        for name, content in story.get("files", {}).items():
            _write(tmp_path / name, content)
        for name, kind in story.get("places", {}).items():
            if kind.get("readonly"):
                places.enter_context(_read_only(tmp_path / name))
        for step in story["steps"]:
            _check(step, tmp_path, innokg)


def _check(step: Mapping, folder: Path, innokg: Callable) -> None:
    before = {name: _bytes_under(folder / name) for name in step.get("untouched", ())}
    options = {"preexec_fn": lambda: _limit_file_size(step["file_size"])} if "file_size" in step else {}
    done = innokg(*shlex.split(step["run"]), cwd=folder, env=step.get("env"), **options)
    told = f"\n$ innokg {step['run']}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr, told
    assert done.returncode == step.get("exit", 0), told
    if "messages" in step:
        _match_all(step["messages"], done.stderr.splitlines(), told)
    for pattern in step.get("prints", ()):
        assert re.search(pattern, done.stdout, re.MULTILINE), f"{pattern!r} is not in{told}"
    for pattern in step.get("silent", ()):
        assert not re.search(pattern, done.stdout, re.MULTILINE), f"{pattern!r} is in{told}"
    for name, content in before.items():
        assert _bytes_under(folder / name) == content, f"{name} was changed{told}"
    for name in step.get("gone", ()):
        assert not (folder / name).exists(), f"{name} is there{told}"


def _match_all(patterns: list[str], lines: list[str], told: str) -> None:
    """Demand that patterns and lines answer each other one to one."""
    left = list(lines)
    for pattern in patterns:
        found = next((line for line in left if re.search(pattern, line)), None)
        assert found is not None, f"no message matches {pattern!r}{told}"
        left.remove(found)
    assert not left, f"unexpected messages {left}{told}"


def _write(path: Path, content: str | Mapping) -> None:
    if isinstance(content, Mapping) and content.get("folder"):
        path.mkdir(parents=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_bytes_of(content))


def _bytes_of(content: str | Mapping) -> bytes:
    if isinstance(content, str):
        return content.encode()
    if "hex" in content:
        return bytes.fromhex(content["hex"]) * content.get("times", 1)
    if "repeat" in content:
        return (content["repeat"] * content["times"]).encode()
    return content["text"].encode(content["encoding"])


def _bytes_under(path: Path) -> dict[str, bytes] | bytes | None:
    if path.is_file():
        return path.read_bytes()
    if not path.exists():
        return None
    files = (file for file in sorted(path.rglob("*")) if file.is_file())
    return {str(file): file.read_bytes() for file in files if not _PASSING.search(file.as_posix())}


def _limit_file_size(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@contextmanager
def _place(path: Path, kind: Mapping) -> Iterator[None]:
    """Make a folder, on a small file system of its own where the case asks for one that is full."""
    path.mkdir(parents=True)
    if "full" not in kind:
        yield
        return
    _mount(["-t", "tmpfs", "-o", f"size={kind['full']}", "tmpfs", str(path)])
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


@contextmanager
def _read_only(path: Path) -> Iterator[None]:
    """Take the right to write: by permissions, or where we are root and they do not count, by a read-only mount."""
    if os.name == "posix" and os.geteuid() != 0:
        path.chmod(0o555)
        try:
            yield
        finally:
            path.chmod(0o755)
        return
    _mount(["--bind", str(path), str(path)])
    try:
        _mount(["-o", "remount,ro,bind", str(path)])
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(path)], check=True)


def _mount(arguments: list[str]) -> None:
    try:
        done = subprocess.run(["mount", *arguments], capture_output=True, text=True)
    except FileNotFoundError:
        pytest.skip("this machine has no mount command")
    if done.returncode:
        pytest.skip(f"this machine does not let us mount: {done.stderr.strip()}")
