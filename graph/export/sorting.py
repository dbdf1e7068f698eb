"""Triples in a fixed order, within bounded memory: N-Triples lines, sorted as bytes."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import IO

import pyoxigraph as ox

from ..graph import Graph

# So many bytes of lines are sorted in memory before they are put aside on disk; Python takes some three times as much.
_RUN_BYTES = 64 * 1024 * 1024

# So many sorted runs are read at once; more are merged into one first, for a process may open only so many files.
_RUNS = 100

# Lines are parsed in batches: few calls, little memory.
_BATCH = 20_000


def graph_names(graph: Graph) -> list[ox.NamedNode | None]:
    """Return the names of a graph's graphs in order; None, the default graph, first."""
    return [None, *graph.graph_names()]


class _Runs:
    """A file that takes N-Triples, and gives their lines sorted; what is too much for memory is put aside on disk."""

    def __init__(self, stack: ExitStack, run_bytes: int):
        self._stack, self._run_bytes = stack, run_bytes
        self._runs: list[IO[bytes]] = []
        self._data: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> int:
        self._data.append(data)
        self._size += len(data)
        if self._size >= self._run_bytes:
            lines = self._sorted()
            if lines:
                self._put_aside(lines)
        return len(data)

    def flush(self) -> None:
        """Nothing waits to be flushed."""

    def _sorted(self) -> list[bytes]:
        """Take the whole lines, sorted; the beginning of one that is not whole yet stays."""
        whole, newline, rest = b"".join(self._data).rpartition(b"\n")
        self._data, self._size = [rest], len(rest)
        lines = (whole + newline).splitlines(keepends=True)
        lines.sort()
        return lines

    def _put_aside(self, lines: Iterable[bytes]) -> None:
        file = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 -- the stack closes it
        file.writelines(lines)
        file.seek(0)
        self._runs.append(file)
        if len(self._runs) >= _RUNS:
            runs, self._runs = self._runs, []
            self._put_aside(heapq.merge(*runs))
            for run in runs:
                run.close()

    def lines(self) -> Iterable[bytes]:
        """Return what was written, sorted."""
        lines = self._sorted()
        return heapq.merge(*self._runs, lines) if self._runs else lines


@contextmanager
def lines_of(graph: Graph, name: ox.NamedNode | None, run_bytes: int = _RUN_BYTES) -> Iterator[Iterable[bytes]]:
    """Give one graph's triples as sorted N-Triples lines."""
    with ExitStack() as stack:
        runs = _Runs(stack, run_bytes)
        graph.dump_triples(name, runs)
        yield runs.lines()


def merged_lines(graph: Graph, run_bytes: int = _RUN_BYTES) -> Iterator[bytes]:
    """Yield the triples of all graphs as N-Triples lines, sorted, each once."""
    with ExitStack() as stack:
        runs = _Runs(stack, run_bytes)
        for name in graph_names(graph):
            graph.dump_triples(name, runs)
        last = b""
        for line in runs.lines():
            if line != last:
                yield line
                last = line


def parsed(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    """Yield the triples of N-Triples lines."""
    for batch in batches(lines):
        for quad in ox.parse(b"".join(batch), ox.RdfFormat.N_TRIPLES):
            yield ox.Triple(quad.subject, quad.predicate, quad.object)


def batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Yield lines some at a time."""
    remaining = iter(lines)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
