"""Guards around SPARQL text: what is refused before it runs, and how a syntax error is put in one line."""

from __future__ import annotations

import re

from .errors import QueryError

# What may hold the word SERVICE without calling it: strings, IRIs, comments, variables, escapes, local names. The rest
# is looked at as keywords. Where this reads text otherwise than SPARQL does, it refuses rather than lets by.
_NOT_KEYWORDS = re.compile(
    r'''\\.                                     # an escape in a local name: its quote or # opens nothing
      | """(?:[^"\\]|\\.|"(?!""))*"""
      | \'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
      | "(?:[^"\\\n\r]|\\.)*"
      | '(?:[^'\\\n\r]|\\.)*'
      | <[^<>"{}|^`\x00-\x20]*>
      | \#[^\n\r]*
      | [?$:]\w+''',
    re.VERBOSE | re.DOTALL,
)
_SERVICE = re.compile("service", re.IGNORECASE)

_PLACE = re.compile(r"^error at (\d+):(\d+): (.*)", re.DOTALL)
# So many characters of the query show where in it a fault is.
_SHOWN = 30


def refuse_service(query: str) -> None:
    """Raise QueryError where a query holds a SERVICE clause, which would call out to any address that it names."""
    if _SERVICE.search(_NOT_KEYWORDS.sub(" ", query)):
        raise QueryError("query: SERVICE is not allowed here; query the other endpoint by itself")


def syntax_error(query: str, fault: SyntaxError) -> QueryError:
    """Return the fault as one line with its place; the parser's list of what it expected there helps nobody."""
    found = _PLACE.match(str(fault))
    if found is None:
        return QueryError(f"query: {' '.join(str(fault).split())}")
    line, column = int(found[1]), int(found[2])
    line_text = (query.splitlines() or [""])[line - 1] if line <= len(query.splitlines()) else ""
    before, after = line_text[: column - 1].strip()[-_SHOWN:], line_text[column - 1 :].strip()[:_SHOWN]
    where = f"before {after!r}" if after else f"after {before!r}" if before else "here"
    why = "; a prefix is not declared" if "Prefix not found" in str(fault) else ""
    return QueryError(f"query, line {line}, column {column}: not SPARQL {where}{why}", line, column)
