"""Triples in a fixed order, within bounded memory: N-Triples lines, sorted as bytes."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from typing import IO

import pyoxigraph as ox

from ..graph import Graph

# So many bytes of lines are sorted in memory before they are put aside on disk; Python takes some three times as much.
_RUN_BYTES = 64 * 1024 * 1024

# Lines are parsed in batches: few calls, little memory.
_BATCH = 20_000


def graph_names(graph: Graph) -> list[ox.NamedNode | None]:
    """Return the names of a graph's graphs in order; None, the default graph, first."""
    return [None, *graph.graph_names()]


def lines_of(graph: Graph, name: ox.NamedNode | None) -> list[bytes]:
    """Return one graph's triples as sorted N-Triples lines."""
    lines = graph.triples_of(name).splitlines(keepends=True)
    lines.sort()
    return lines


def merged_lines(graph: Graph, run_bytes: int = _RUN_BYTES) -> Iterator[bytes]:
    """Yield the triples of all graphs as N-Triples lines, sorted, each once."""
    with ExitStack() as stack:
        runs: list[Iterable[bytes]] = []
        lines: list[bytes] = []
        size = 0
        for name in graph_names(graph):
            data = graph.triples_of(name)
            lines += data.splitlines(keepends=True)
            size += len(data)
            if size >= run_bytes:
                runs.append(_put_aside(lines, stack.enter_context(tempfile.TemporaryFile())))
                lines, size = [], 0
        lines.sort()
        last = b""
        for line in heapq.merge(*runs, lines) if runs else lines:
            if line != last:
                yield line
                last = line


def _put_aside(lines: list[bytes], file: IO[bytes]) -> IO[bytes]:
    lines.sort()
    file.writelines(lines)
    file.seek(0)
    return file


def parsed(lines: Iterable[bytes]) -> Iterator[ox.Triple]:
    """Yield the triples of N-Triples lines."""
    batch: list[bytes] = []
    for line in lines:
        batch.append(line)
        if len(batch) >= _BATCH:
            yield from _parse(batch)
            batch = []
    yield from _parse(batch)


def _parse(batch: list[bytes]) -> Iterator[ox.Triple]:
    for quad in ox.parse(b"".join(batch), ox.RdfFormat.N_TRIPLES):
        yield ox.Triple(quad.subject, quad.predicate, quad.object)
