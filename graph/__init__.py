"""The graph: built from extractions, kept on disk in generations, read, explained, evaluated and exported."""

from .building import build
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
