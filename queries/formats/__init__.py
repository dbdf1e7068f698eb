"""The formats of answers, one a module; the table of them is made from what each declares."""

from __future__ import annotations

from importlib import import_module

from ..answer import Answer
from ..errors import QueryError
from ..suggestions import hint

# Modules are imported only when their format is asked for: a table needs neither Excel's library nor the chart's.
NAMES = ("table", "csv", "tsv", "json", "md", "html", "xlsx", "svg")
# These hold the rows and no word beside them; whoever hands them on tells an answer's notes apart.
BARE = ("csv", "tsv", "json", "svg")
_MODULES = {
    "csv": "separated",
    "tsv": "separated",
    "json": "sparql_json",
    "md": "markdown",
    "html": "page",
    "table": "table",
    "xlsx": "workbook",
    "svg": "chart",
}
MEDIA_TYPES = {
    "table": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "json": "application/sparql-results+json",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "svg": "image/svg+xml",
}


def render(answer: Answer, name: str) -> bytes:
    """Return the answer's bytes in a format; text is UTF-8.

    Raises QueryError for an unknown format or one that this question has none of (svg without a chart), and
    MissingLibraryError where an optional library is not installed.
    """
    if name not in NAMES:
        raise QueryError(f"no format {name!r}.{hint(name, NAMES)} Formats: {', '.join(NAMES)}.")
    return import_module(f".{_MODULES[name]}", __package__).write(answer, name)
