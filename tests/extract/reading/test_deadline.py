"""The limit of time: in Python code, in a regular expression, where errors are swallowed, nested, in a thread."""

from __future__ import annotations

import re
import signal
import threading
import time
from collections.abc import Callable

import pytest
from innokg.extract.reading.deadline import check_deadline, deadline

LONG = 30.0
ON_SIGNALS = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="only a signal reaches into C code")


class TooSlowError(Exception):
    pass


def spin() -> None:
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        pass


def match() -> None:
    re.match(r"(?:a|aa|a?)+$", "a" * 60 + "b")


def swallow() -> None:
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        try:
            spin()
        except Exception:  # noqa: S112 - as libraries do
            continue


@pytest.mark.parametrize(
    "work",
    [spin, swallow, pytest.param(match, marks=ON_SIGNALS), pytest.param(lambda: time.sleep(LONG), marks=ON_SIGNALS)],
)
def test_work_that_is_too_slow_is_ended(work: Callable[[], None]) -> None:
    with pytest.raises(TooSlowError), deadline(0.05, TooSlowError()):
        work()
    time.sleep(0.05)  # nothing comes after


@pytest.mark.parametrize("work", [spin, swallow])
def test_off_the_main_thread(work: Callable[[], None]) -> None:
    ended: list[str] = []

    def run() -> None:
        try:
            with deadline(0.05, TooSlowError()):
                work()
        except TooSlowError:
            ended.append("late")
        with deadline(LONG, TooSlowError()):
            ended.append("on time")

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(LONG)
    assert ended == ["late", "on time"]


def test_the_deadline_that_ends_first_counts() -> None:
    outer, inner = TooSlowError("outer"), TooSlowError("inner")
    with pytest.raises(TooSlowError, match="outer"), deadline(0.05, outer), deadline(LONG, inner):
        spin()
    with deadline(LONG, TooSlowError("outer")):
        with pytest.raises(TooSlowError, match="inner"), deadline(0.05, TooSlowError("inner")):
            spin()
        check_deadline()


def test_the_outer_deadline_still_counts_behind_an_inner_one() -> None:
    def work() -> None:
        with deadline(LONG, TooSlowError("inner")):
            pass
        spin()

    with pytest.raises(TooSlowError, match="outer"), deadline(0.2, TooSlowError("outer")):
        work()


def test_what_ends_in_time_is_not_touched() -> None:
    with deadline(LONG, TooSlowError()):
        check_deadline()
    check_deadline()
    if hasattr(signal, "getitimer"):
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
