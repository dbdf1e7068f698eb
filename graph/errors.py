"""What can go wrong with a graph on disk, each as one line: what, where, what to do."""

from __future__ import annotations


class GraphError(Exception):
    """A fault that its message explains in one line; nothing else was changed."""


class NotAGraphError(GraphError):
    """The directory is not a graph, or holds no finished one."""


class FormatError(GraphError):
    """The graph was written in a format that this version does not read."""


class BusyError(GraphError):
    """Another build is writing to the same graph."""


class EmptyBuildError(GraphError):
    """A build found no article that it could read; `left_out` says why, one line each."""

    def __init__(self, message: str, left_out: tuple[str, ...] = ()):
        super().__init__(message)
        self.left_out = left_out


class QueryError(GraphError):
    """A SPARQL query that cannot be answered; `line` and `column` count from 1 where the fault's place is known."""

    def __init__(self, message: str, line: int | None = None, column: int | None = None):
        super().__init__(message)
        self.line = line
        self.column = column


class ExportError(GraphError):
    """An export that cannot be written; no file was left behind."""


class SourceError(GraphError):
    """A source of RDF that cannot be imported; the graph is what it was before."""


class GoldError(GraphError):
    """A gold file that cannot be read."""


def reason(fault: OSError) -> str:
    """Return an operating system's fault in a few words, without the path (our messages name it themselves)."""
    words = (fault.strerror or str(fault) or type(fault).__name__).strip()
    # The store's own faults tell its whole way through RocksDB, the cause last.
    return words.rpartition(": ")[2] if words.startswith("IO error:") else words
