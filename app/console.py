"""Words for people on standard error, results on standard output; both safe to print."""

from __future__ import annotations

import io
import os
import shutil
import signal
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from .exits import AppError

if TYPE_CHECKING:
    from rich.console import RenderableType

# What a table may spread over where its reader is a file or a pipe, which have no width.
_WIDTH_OF_A_PIPE = 160

# Kept as they are; every other control character could drive the reader's terminal.
_HARMLESS = frozenset("\n\t")


def prepare_streams() -> None:
    """Let both streams take Chinese text and file names that are not text, whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if _holds_chinese(stream) else "utf-8", errors="backslashreplace")


def _holds_chinese(stream: TextIO) -> bool:
    try:
        "创新聯合體".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return stream.isatty() or (stream.encoding or "").lower().replace("-", "") == "utf8"


def printable(text: str) -> str:
    """Return text with what could drive a terminal (escapes, overprinting, hidden direction marks) made visible."""
    return "".join(c if c in _HARMLESS or not _drives(c) else c.encode("unicode_escape").decode() for c in text)


def _drives(character: str) -> bool:
    # Cc: controls; Cf: format characters, some of which reverse the direction; Cs: bytes of a name that is no text.
    return unicodedata.category(character) in ("Cc", "Cf", "Cs")


def tell(message: str) -> None:
    """Say one line to the person."""
    click.echo(printable(" ".join(message.splitlines())), err=True)


def say(text: str = "") -> None:
    """Print text that is the command's result."""
    click.echo(printable(text))


def is_terminal(stream: TextIO) -> bool:
    """Is a person looking at this stream? Then it may be redrawn; a pipe or file gets plain lines."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def width() -> int:
    """Return how many columns the results may take."""
    return shutil.get_terminal_size((_WIDTH_OF_A_PIPE, 24)).columns if sys.stdout.isatty() else _WIDTH_OF_A_PIPE


def drawn(table: RenderableType, columns: int) -> str:
    """Return a rich table as plain text of at most so many columns, lines without trailing spaces."""
    from rich.console import Console

    console = Console(file=io.StringIO(), width=columns, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(table)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()) + "\n"


def deliver(data: bytes, output: Path | None, *, binary: bool = False) -> None:
    """Write a result to standard output, or to a file that is replaced only once all is written."""
    if output is not None:
        write_file(output, data)
        tell(f"written: {output}")
        return
    if binary and sys.stdout.isatty():
        raise AppError("this format is not text; name a file with --output")
    if not binary and sys.stdout.isatty():
        click.echo(printable(data.decode()), nl=False)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def write_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all; raise AppError where it cannot be written."""
    half = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        if path.is_dir():
            raise AppError(f"{path}: is a directory; name a file")
        if path.exists() and not path.is_file():  # a device or a pipe: it is written to, never replaced
            path.write_bytes(data)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        half.write_bytes(data)
        half.replace(path)
    except OSError as fault:
        half.unlink(missing_ok=True)
        raise AppError(f"{path}: cannot be written ({fault.strerror or fault}); name another file") from fault


@contextmanager
def stoppable() -> Iterator[None]:
    """Let Ctrl-C end the process at once: Python would wait for a running query, which cannot be told to stop."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
