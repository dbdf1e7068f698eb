"""A limit of time for one file, checked between pages and, where the system can, inside library calls."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from .source import UnreadableError

_END: ContextVar[float | None] = ContextVar("reading_deadline", default=None)


@contextmanager
def deadline(identifier: str, seconds: float) -> Iterator[None]:
    """Raise UnreadableError when the block takes longer.

    On the main thread of a POSIX system a timer interrupts whatever runs; elsewhere `check_deadline` must be reached.
    """
    token = _END.set(time.monotonic() + seconds)
    timed = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    timed = timed and signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN, None)
    previous = None
    if timed:
        previous = signal.signal(signal.SIGALRM, lambda *_: check_deadline(identifier))
        signal.setitimer(signal.ITIMER_REAL, seconds + 0.01, 1.0)
    try:
        yield
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, previous or signal.SIG_DFL)
        _END.reset(token)


def check_deadline(identifier: str) -> None:
    """Raise UnreadableError if the time of the file being read is over."""
    end = _END.get()
    if end is not None and time.monotonic() > end:
        raise UnreadableError(identifier, "too-slow", "takes longer to read than seconds_per_file; split or repair it")
