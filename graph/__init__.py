"""The graph: built from extractions, kept on disk in generations, read, explained, evaluated and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import (
    BusyError,
    EmptyBuildError,
    ExportError,
    FormatError,
    GoldError,
    GraphError,
    NotAGraphError,
    QueryError,
)
from .graph import ArticleEntry, Graph, open_graph
from .report import BuildReport, LeftOut, Progress, Stage

if TYPE_CHECKING:
    from .building import build


def __getattr__(name: str) -> Any:
    """Load `build` when it is asked for: behind it stands the extractor, which readers of a graph need not wait for."""
    if name == "build":
        from .building import build

        return build
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


__all__ = [
    "ArticleEntry",
    "BuildReport",
    "BusyError",
    "EmptyBuildError",
    "ExportError",
    "FormatError",
    "GoldError",
    "Graph",
    "GraphError",
    "LeftOut",
    "NotAGraphError",
    "Progress",
    "QueryError",
    "Stage",
    "build",
    "open_graph",
]
