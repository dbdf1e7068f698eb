"""A limit of time on a stretch of work, also where a library is stuck in it.

On the main thread of a POSIX system a timer's signal interrupts whatever runs, matching by regular expressions
included. Elsewhere (other threads, Windows) a second thread raises the error in this one, which ends everything but
calls that never return from C code.
"""

from __future__ import annotations

import ctypes
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


class _Late(BaseException):
    """Time is over; no Exception, since libraries catch those."""


@dataclass(slots=True)
class _Deadline:
    end: float
    late: bool = False


# Where a library swallows the interruption, the next one follows after so many seconds.
_AGAIN = 1.0
_running = threading.local()


@contextmanager
def deadline(seconds: float, error: Exception) -> Iterator[None]:
    """Raise `error` when the block takes longer; deadlines nest."""
    stack: list[_Deadline] = _running.__dict__.setdefault("stack", [])
    own = _Deadline(time.monotonic() + seconds)
    stack.append(own)
    try:
        with _by_signal(stack) if _has_signal(stack) else _by_thread(own):
            yield
            _check(stack)
    except _Late:
        if not own.late:
            raise  # that of an outer deadline
        raise error from None
    finally:
        stack.remove(own)


def check_deadline() -> None:
    """End the block whose time is over; for long loops, where no signal comes."""
    _check(_running.__dict__.get("stack", []))


def _check(stack: list[_Deadline]) -> None:
    now = time.monotonic()
    for one in stack:  # the outermost first
        if now >= one.end:
            one.late = True
            raise _Late


def _has_signal(stack: list[_Deadline]) -> bool:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return False
    # A program that uses the signal for something of its own keeps it.
    return len(stack) > 1 or signal.getsignal(signal.SIGALRM) in (signal.SIG_DFL, signal.SIG_IGN, None)


@contextmanager
def _by_signal(stack: list[_Deadline]) -> Iterator[None]:
    previous = signal.signal(signal.SIGALRM, lambda *_: _check(stack))
    _set_timer(stack)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
        _set_timer(stack[:-1])


def _set_timer(stack: list[_Deadline]) -> None:
    if stack:
        left = min(one.end for one in stack) - time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, max(left, 0.0) + 0.001, _AGAIN)


@contextmanager
def _by_thread(own: _Deadline) -> Iterator[None]:
    target = ctypes.c_ulong(threading.get_ident())
    done = threading.Event()
    raise_in = ctypes.pythonapi.PyThreadState_SetAsyncExc
    lock = threading.Lock()

    def watch() -> None:
        left = own.end - time.monotonic()
        while not done.wait(max(left, 0.0)):
            with lock:
                if not done.is_set():
                    own.late = True
                    raise_in(target, ctypes.py_object(_Late))
            left = _AGAIN

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        with lock:
            done.set()
            raise_in(target, None)  # one that is on its way is called back
        watcher.join()
