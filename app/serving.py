"""The Oxigraph server as a child process over the live generation of a graph."""

from __future__ import annotations

import shutil
import signal
import socket
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click

from ..graph import generations
from .exits import AppError

LOOPBACK = "127.0.0.1"

# Opening a large store takes a few seconds on a slow disk; a server that is not up by then will not come up.
_START_SECONDS = 30.0
_POLL_SECONDS = 0.05
# How long a server that was told to stop may take over queries that are running.
_STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that is up."""

    address: str
    process: subprocess.Popen[bytes]
    messages: IO[bytes]

    def wait(self) -> None:
        """Return never, unless the server ends by itself: then raise AppError with its last words."""
        self.process.wait()
        raise AppError(f"the server ended by itself: {_last_words(self.messages)}")


@contextmanager
def serve(directory: Path, port: int, seconds: int) -> Iterator[Server]:
    """Run a server over the live generation, read only, on loopback; stop it at the end.

    `seconds` bounds each query. Raises AppError where the server is not installed, the port is taken or the server does
    not come up, and GraphError where there is no finished graph.
    """
    program = _program()
    _check_is_built(directory)
    port = _free(port)
    generation, lease = generations.lease(directory)
    try:
        # fmt: off
        command = [
            program, "serve-read-only", "--location", str(generation.store), "--bind", f"{LOOPBACK}:{port}",
            "--union-default-graph", "--timeout-s", str(seconds),
        ]
        # fmt: on
        with tempfile.TemporaryFile() as messages, _end_on_terminate():
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=messages, stderr=messages)
            try:
                _await(process, port, messages)
                yield Server(f"http://{LOOPBACK}:{port}/", process, messages)
            finally:
                _stop(process)
    finally:
        if lease is not None:
            generations.end_lease(lease)


def _program() -> str:
    """Return the server's program: the one beside this Python, else the one on the path."""
    found = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")
    if found is None:
        raise AppError("the server is not installed; pip install 'innokg[web]'")
    return found


def _check_is_built(directory: Path) -> None:
    """Raise BusyError where the first build of a graph still runs; NotAGraphError where `directory` is no graph."""
    generations.check_is_graph(directory)
    if generations.current(directory) is None:
        with generations.build_lock(directory):
            pass


def _free(port: int) -> int:
    """Return the port, or for 0 any that is free; raise AppError where it is taken."""
    with socket.socket() as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a server that just ended does not hold it
        try:
            probe.bind((LOOPBACK, port))
        except OSError as fault:
            raise AppError(f"port {port}: {fault.strerror}; name another with --port, or --port 0 for any") from None
        return probe.getsockname()[1]


def _await(process: subprocess.Popen[bytes], port: int, messages: IO[bytes]) -> None:
    """Return once the server answers; raise AppError where it ends or does not come up in time."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AppError(f"the server did not start: {_last_words(messages)}")
        try:
            socket.create_connection((LOOPBACK, port), timeout=1).close()
        except OSError:
            time.sleep(_POLL_SECONDS)
        else:
            return
    raise AppError(f"the server did not answer within {_START_SECONDS:g} s; try again")


def _last_words(messages: IO[bytes]) -> str:
    messages.seek(0)
    said = [line.strip() for line in messages.read().decode(errors="replace").splitlines() if line.strip()]
    return said[-1] if said else "it said nothing"


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@contextmanager
def _end_on_terminate() -> Iterator[None]:
    """Treat a request to end as Ctrl-C, so that the server does not outlive this process."""

    def end(*_: object) -> None:
        raise click.Abort

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
