"""The saved questions: SPARQL files with a header, the runner, and the formats of their answers.

from innokg.graph import open_graph
from innokg.queries import Answer, render, run

with open_graph("innokg-graph") as graph:
    result = run(graph, "programmes-side-by-side", {"since": "2024"})
    print(render(Answer(result), "md").decode())
"""

from __future__ import annotations

from .answer import Answer
from .catalogue import get, load_all, names
from .comparison import Changes, compare
from .errors import MissingLibraryError, QueryError
from .evidence import Quote, evidence
from .formats import BARE, MEDIA_TYPES, NAMES, render
from .header import Chart, Column, Pivot, SavedQuery
from .parameters import Parameter
from .result import Result, Row
from .runner import run

FORMATS = NAMES

__all__ = [
    "BARE",
    "FORMATS",
    "MEDIA_TYPES",
    "Answer",
    "Changes",
    "Chart",
    "Column",
    "MissingLibraryError",
    "Parameter",
    "Pivot",
    "QueryError",
    "Quote",
    "Result",
    "Row",
    "SavedQuery",
    "compare",
    "evidence",
    "get",
    "load_all",
    "names",
    "render",
    "run",
]
