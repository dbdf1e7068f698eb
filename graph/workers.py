"""Extraction over a list of sources, here or in worker processes; a fault costs the one article that caused it.

A worker process that dies (out of memory, a crash in a library) breaks the whole pool and does not say which article it
was at. So every article that was in flight is tried again, alone; the one that kills its worker again is left out. A
worker that is stuck kills itself by a watchdog, which also works inside C code, and is then treated the same. Without
worker processes a deadline interrupts the article at hand.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any

from ..extract.reading.deadline import deadline
from . import cache
from .extractor import ArticleSource, CannotReadError, Extractor
from .report import LeftOut

# So many articles wait in the pool for each worker: enough that none idles, few enough to hold little in memory.
_QUEUED_PER_WORKER = 4

Outcome = tuple[int, bytes | LeftOut]
"""Index of the source, and its packed extraction or why there is none."""


def extract_all(
    extractor: Extractor[Any], sources: Sequence[ArticleSource], workers: int, seconds: float
) -> Iterator[Outcome]:
    """Yield an outcome for each source, in no particular order."""
    if workers <= 1:
        for index, source in enumerate(sources):
            yield index, _extract_in_time(extractor, source, seconds)
        return
    todo = list(enumerate(sources))
    suspects: list[tuple[int, ArticleSource]] = []
    while todo:
        todo = yield from _run_pool(extractor, todo, workers, seconds, suspects)
        while suspects:
            yield _alone(extractor, *suspects.pop(), seconds)


def _run_pool(
    extractor: Extractor[Any],
    todo: list[tuple[int, ArticleSource]],
    workers: int,
    seconds: float,
    suspects: list[tuple[int, ArticleSource]],
):
    """Yield outcomes until all is done or the pool breaks; return what was not begun, what was goes into `suspects`."""
    waiting = list(reversed(todo))
    running: dict[Future[bytes | LeftOut], tuple[int, ArticleSource]] = {}
    with _pool(workers) as pool:
        while waiting or running:
            try:
                while waiting and len(running) < workers * _QUEUED_PER_WORKER:
                    running[pool.submit(_extract_watched, extractor, waiting[-1][1], seconds)] = waiting[-1]
                    waiting.pop()
            except BrokenProcessPool:
                suspects += sorted(running.values(), key=lambda item: item[0], reverse=True)
                return list(reversed(waiting))
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                try:
                    outcome = future.result()
                except BrokenProcessPool:
                    continue  # the next submit or the emptying of `running` below deals with it
                yield running.pop(future)[0], outcome
            if any(isinstance(future.exception(), BrokenProcessPool) for future in running if future.done()):
                suspects += sorted(running.values(), key=lambda item: item[0], reverse=True)
                return list(reversed(waiting))
    return []


def _alone(extractor: Extractor[Any], index: int, source: ArticleSource, seconds: float) -> Outcome:
    """Extract one source in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        try:
            with _pool(1) as pool:
                return index, pool.submit(_extract_watched, extractor, source, seconds, str(trace)).result()
        except BrokenProcessPool:
            stuck = trace.exists() and trace.stat().st_size > 0  # the watchdog tells where the worker was stuck
    if stuck:
        return index, _timeout(source, seconds)
    message = "its reader crashed or ran out of memory; left out. Split the file or use fewer workers"
    return index, LeftOut(source.identifier, "crashed", message)


def _timeout(source: ArticleSource, seconds: float) -> LeftOut:
    message = f"took longer than {seconds:g} s; left out. Split the file, look for damage, or raise seconds_per_article"
    return LeftOut(source.identifier, "timeout", message)


def _pool(workers: int) -> ProcessPoolExecutor:
    """Return a pool of fresh processes: forking would copy the threads of libraries half-way."""
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


class _OutOfTimeError(Exception):
    """An article took too long."""


def _extract_in_time(extractor: Extractor[Any], source: ArticleSource, seconds: float) -> bytes | LeftOut:
    """Extract in this process, which goes on after what took too long."""
    try:
        with deadline(seconds, _OutOfTimeError()):
            return _extract(extractor, source)
    except _OutOfTimeError:
        return _timeout(source, seconds)


def _extract_watched(
    extractor: Extractor[Any], source: ArticleSource, seconds: float, trace: str = os.devnull
) -> bytes | LeftOut:
    """Extract in a worker process that ends itself, and writes to `trace` where it was, after so many seconds."""
    with open(trace, "w") as file:
        faulthandler.dump_traceback_later(seconds, exit=True, file=file)
        try:
            return _extract(extractor, source)
        finally:
            faulthandler.cancel_dump_traceback_later()


def _extract(extractor: Extractor[Any], source: ArticleSource) -> bytes | LeftOut:
    """Return a source's packed extraction, or what the report says where there is none."""
    try:
        return cache.pack(extractor.extract(source))
    except CannotReadError as fault:
        return fault.left_out
    except Exception as fault:  # a fault of ours in one article must not cost the others: it is reported by name
        what = " ".join(f"{type(fault).__name__}: {fault}".split())
        message = f"{what}; left out. This is a fault of innokg: please report it"
        return LeftOut(source.identifier, "internal-error", message)
