"""Lines in a fixed order, within bounded memory: sorted as bytes in runs, which are put aside on disk and merged."""

from __future__ import annotations

import tempfile
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain, groupby, islice
from typing import IO, TypeVar

import pyoxigraph as ox

from ..graph import Graph

_T = TypeVar("_T")

# So many bytes of lines are sorted in memory before they are put aside on disk; Python takes some three times as much.
RUN_BYTES = 8 * 1024 * 1024

# So many sorted runs are read at once; more are merged into one first, for a process may open only so many files.
_RUNS = 100

# Lines are handed on in batches: few calls, little memory.
_BATCH = 20_000


def graph_names(graph: Graph) -> list[ox.NamedNode | None]:
    """Return the names of a graph's graphs in order; None, the default graph, first."""
    return [None, *graph.graph_names()]


class Runs:
    """A file that takes lines, and gives them sorted; what is too much for memory is put aside on disk.

    What is to be sorted may have several lines: it ends where `end` stands, and within it the first text of `fold` is
    put as the second, so that it is one line.
    """

    def __init__(
        self,
        stack: ExitStack,
        run_bytes: int = RUN_BYTES,
        end: bytes = b"\n",
        fold: tuple[bytes, bytes] | None = None,
    ):
        self._stack, self._run_bytes, self._end, self._fold = stack, run_bytes, end, fold
        self._runs: list[IO[bytes]] = []
        self._data: list[bytes] = []
        self._size, self._most = 0, run_bytes

    def write(self, data: bytes, /) -> int:
        """Take some bytes, which need not be whole lines."""
        self._data.append(data)
        self._size += len(data)
        if self._size >= self._most:
            lines = self._sorted()
            self._most = self._run_bytes + self._size  # one line may be more than a run
            if lines:
                self._put_aside([lines])
        return len(data)

    def flush(self) -> None:
        """Nothing waits to be flushed."""

    def _sorted(self) -> list[bytes]:
        """Take the whole lines, sorted; the beginning of one that is not whole yet stays."""
        data = b"".join(self._data)
        self._data = []  # else the lines stand in memory three times
        end = data.rfind(self._end) + len(self._end) if self._end in data else 0
        self._data = [data[end:]]
        self._size = len(data) - end
        data = data[:end]
        if self._fold:
            data = data.replace(*self._fold)
        lines = data.splitlines(keepends=True)
        lines.sort()
        return lines

    def _put_aside(self, blocks: Iterable[list[bytes]]) -> None:
        file = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 -- the stack closes it
        for lines in blocks:
            file.writelines(lines)
        self._runs.append(file)
        if len(self._runs) >= _RUNS:
            runs, self._runs = self._runs, []
            self._put_aside(_merged(runs, self._run_bytes))
            for run in runs:
                run.close()

    def blocks(self) -> Iterator[list[bytes]]:
        """Yield what was written, sorted, many lines at a time."""
        lines = self._sorted()
        if not self._runs:
            yield lines
            return
        self._put_aside([lines])
        yield from _merged(self._runs, self._run_bytes)

    def lines(self) -> Iterator[bytes]:
        """Yield what was written, sorted."""
        return chain.from_iterable(self.blocks())


def _merged(runs: Iterable[IO[bytes]], memory: int) -> Iterator[list[bytes]]:
    """Yield the lines of sorted files, sorted, many at a time.

    A part of each file is held. What is not beyond the end of any part has nothing before it still to be read, and
    goes; to put such pieces in order, each of them sorted, is what Python's own sort does fastest.
    """
    files = list(runs)
    for file in files:
        file.seek(0)
    part_bytes = max(1, memory // len(files))
    # Of each file that has more: its lines at hand.
    parts: list[tuple[IO[bytes], list[bytes]]] = [(file, []) for file in files]
    while parts:
        parts = [(file, lines or file.readlines(part_bytes)) for file, lines in parts]
        parts = [(file, lines) for file, lines in parts if lines]
        bound = min((lines[-1] for _, lines in parts), default=b"")
        block: list[bytes] = []
        for _, lines in parts:
            end = bisect_right(lines, bound)
            block += lines[:end]
            del lines[:end]
        block.sort()
        yield block


def once(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield sorted lines, each once."""
    return (line for line, _ in groupby(lines))


def sorted_texts(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts that hold no line end, sorted by code points, each once; they may be more than memory holds."""
    with ExitStack() as stack:
        runs = Runs(stack)
        for text in texts:
            runs.write(f"{text}\n".encode())
        for line in once(runs.lines()):
            yield line[:-1].decode()


@contextmanager
def blocks_of(graph: Graph, name: ox.NamedNode | None) -> Iterator[Iterable[list[bytes]]]:
    """Give one graph's triples as sorted N-Triples lines, many at a time."""
    with ExitStack() as stack:
        runs = Runs(stack)
        graph.dump_triples(name, runs)
        yield runs.blocks()


def merged_lines(graph: Graph, run_bytes: int = RUN_BYTES) -> Iterator[bytes]:
    """Yield the triples of all graphs as N-Triples lines, sorted, each once."""
    with ExitStack() as stack:
        runs = Runs(stack, run_bytes)
        for name in graph_names(graph):
            graph.dump_triples(name, runs)
        yield from once(runs.lines())


def parsed(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    """Yield the triples of N-Triples lines."""
    for batch in batches(lines):
        for quad in ox.parse(b"".join(batch), ox.RdfFormat.N_TRIPLES):
            yield ox.Triple(quad.subject, quad.predicate, quad.object)


def batches(items: Iterable[_T], size: int = _BATCH) -> Iterator[list[_T]]:
    """Yield what comes some at a time."""
    remaining = iter(items)
    while batch := list(islice(remaining, size)):
        yield batch
