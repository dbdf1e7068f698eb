"""A graph's directory: its marker, its generations, and the one atomic switch between them.

    DIR/innokg.json            marker: this is a graph, in this format
    DIR/current                name of the live generation, replaced atomically
    DIR/generations/NAME/      store/ (pyoxigraph), report.json, changes.json, readers/ (a lock an open reader)
    DIR/build.lock             held while a build runs

A build never touches the live generation: it writes the next one beside it and switches when all is on disk. The next
build sweeps what one that failed or was killed left behind, and an old generation once nobody reads it.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from .errors import BusyError, FormatError, GraphError, NotAGraphError, reason

FORMAT = 1
"""Raised when an older version could no longer read what this one writes."""

_MARKER = "innokg.json"
_CURRENT = "current"
_GENERATIONS = "generations"
_BUILD_LOCK = "build.lock"
_READERS = "readers"

# A reader that loses the race against a build's sweep tries again with the new generation. Builds take seconds, so more
# than a few losses in a row mean that something else is wrong.
_LEASE_TRIES = 5


@dataclass(frozen=True, slots=True)
class Generation:
    """One finished or half-written state of a graph."""

    path: Path

    @property
    def name(self) -> str:
        """Its number, as text."""
        return self.path.name

    @property
    def store(self) -> Path:
        """Where pyoxigraph keeps its files."""
        return self.path / "store"

    @property
    def report(self) -> Path:
        """The build's report."""
        return self.path / "report.json"

    @property
    def changes(self) -> Path:
        """What the build changed against the graph before it."""
        return self.path / "changes.json"

    @property
    def readers(self) -> Path:
        """The leases of those who read it."""
        return self.path / _READERS


def replace_file(path: Path, data: bytes) -> None:
    """Write `data` to `path` so that at every moment, even after a crash, `path` holds the old or the new bytes."""
    half = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        with half.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


def sync_directory(path: Path) -> None:
    """Put a directory's entries on disk; Windows does that by itself and cannot open directories."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_is_graph(directory: Path) -> None:
    """Raise NotAGraphError or FormatError unless `directory` is a graph that this version reads."""
    if not directory.exists():
        raise NotAGraphError(f"{directory}: no such graph; build one there with `innokg build`")
    if not directory.is_dir():
        raise NotAGraphError(f"{directory}: not a directory; name the graph's directory")
    marker = directory / _MARKER
    try:
        found = json.loads(marker.read_bytes())
        version = int(found["format"])
    except FileNotFoundError:
        raise NotAGraphError(f"{directory}: not a graph (it has no {_MARKER}); name another directory") from None
    except (ValueError, KeyError, TypeError):
        raise NotAGraphError(f"{marker}: damaged; name another directory or build the graph anew") from None
    except OSError as fault:
        raise NotAGraphError(f"{marker}: cannot be read ({reason(fault)})") from None
    if version > FORMAT:
        raise FormatError(
            f"{directory}: graph format {version}, but this version reads up to {FORMAT}; update innokg or build anew"
        )


def prepare(directory: Path) -> None:
    """Make `directory` a graph, if it is new or empty; raise NotAGraphError if it is something else."""
    try:
        if not directory.exists() or (directory.is_dir() and not any(directory.iterdir())):
            directory.mkdir(parents=True, exist_ok=True)
            marker = json.dumps({"application": "innokg", "format": FORMAT}) + "\n"
            replace_file(directory / _MARKER, marker.encode())
        check_is_graph(directory)
        (directory / _GENERATIONS).mkdir(exist_ok=True)
    except OSError as fault:
        raise GraphError(f"{directory}: cannot be written ({reason(fault)}); name another directory") from None


@contextmanager
def build_lock(directory: Path) -> Iterator[None]:
    """Hold the graph for one build; raise BusyError at once if another build has it."""
    lock = FileLock(directory / _BUILD_LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise BusyError(
            f"{directory}: another build is writing to this graph; wait for it or name another directory"
        ) from None
    except OSError as fault:
        raise GraphError(f"{directory}: cannot be written ({reason(fault)}); name another directory") from None
    try:
        yield
    finally:
        lock.release()


def current(directory: Path) -> Generation | None:
    """Return the live generation, or None where no build has finished yet."""
    try:
        name = (directory / _CURRENT).read_text("ascii").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as fault:
        raise NotAGraphError(f"{directory / _CURRENT}: cannot be read ({fault}); build the graph anew") from None
    if not name.isdecimal():  # a name is a number: anything else could point outside the directory
        raise NotAGraphError(f"{directory / _CURRENT}: damaged; build the graph anew")
    return Generation(directory / _GENERATIONS / name)


def begin(directory: Path) -> Generation:
    """Make the directory of the next generation. Call with the build lock held."""
    taken = [int(path.name) for path in (directory / _GENERATIONS).iterdir() if path.name.isdecimal()]
    generation = Generation(directory / _GENERATIONS / f"{max(taken, default=0) + 1:06d}")
    generation.path.mkdir()
    generation.readers.mkdir()
    return generation


def switch(directory: Path, generation: Generation) -> None:
    """Make a finished generation the live one."""
    sync_directory(generation.path)
    sync_directory(directory / _GENERATIONS)
    replace_file(directory / _CURRENT, f"{generation.name}\n".encode("ascii"))


def sweep(directory: Path) -> tuple[str, ...]:
    """Remove every generation but the live one and those being read; return the names of those that stay.

    Call with the build lock held. Also what a file-system fault keeps is left for the next sweep.
    """
    live = current(directory)
    kept = []
    for path in sorted((directory / _GENERATIONS).iterdir()):
        generation = Generation(path)
        if live is not None and generation.name == live.name:
            continue
        if not _is_read(generation):
            shutil.rmtree(path, ignore_errors=True)
        if path.exists():
            kept.append(generation.name)
    return tuple(kept)


def _is_read(generation: Generation) -> bool:
    """Is a lease of the generation held? One whose process has ended can be locked, so it does not count."""
    if not generation.readers.is_dir():
        return False
    for lease in generation.readers.iterdir():
        lock = FileLock(lease)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return True
        lock.release()
    return False


def lease(directory: Path) -> tuple[Generation, BaseFileLock | None]:
    """Return the live generation and a lock that keeps it on disk until released.

    The lock is None where the graph's directory cannot be written: then no build can sweep it from there either.
    """
    for _ in range(_LEASE_TRIES):
        generation = current(directory)
        if generation is None:
            raise NotAGraphError(
                f"{directory}: no build has finished here yet; wait for the one that runs, or run `innokg build`"
            )
        # thread_local=False: a graph may be closed by another thread than the one that opened it.
        lock = FileLock(generation.readers / f"{os.getpid()}-{uuid.uuid4().hex}.lock", thread_local=False)
        try:
            lock.acquire(blocking=False)
        except OSError as fault:
            if generation.store.is_dir():
                return generation, None
            if current(directory) == generation:
                raise NotAGraphError(
                    f"{generation.path}: its files are missing ({reason(fault)}); build the graph anew"
                ) from None
            continue  # swept between reading its name and locking it
        now = current(directory)
        if now == generation and generation.store.is_dir():
            return generation, lock
        end_lease(lock)
        if now == generation:
            raise NotAGraphError(f"{generation.path}: its files are missing; build the graph anew")
    raise GraphError(f"{directory}: the graph was replaced {_LEASE_TRIES} times while it was being opened; try again")


def end_lease(lock: BaseFileLock) -> None:
    """Release a lease and remove its file."""
    lock.release()
    try:
        Path(lock.lock_file).unlink(missing_ok=True)
    except PermissionError:
        return  # Windows, while a sweep probes the file: that sweep removes it together with its directory
