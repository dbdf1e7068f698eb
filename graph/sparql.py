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
_CHARACTER_CLASS = re.compile(r"\[[^\]]*\]")


def refuse_service(query: str) -> None:
    """Raise QueryError where a query holds a SERVICE clause, which would call out to any address that it names."""
    if _SERVICE.search(_NOT_KEYWORDS.sub(" ", query)):
        raise QueryError("query: SERVICE is not allowed here; query the other endpoint by itself")


def syntax_error(query: str, fault: SyntaxError) -> QueryError:
    """Return the fault as one line with its place and what was expected there."""
    found = _PLACE.match(str(fault))
    if found is None:
        return QueryError(f"query: {' '.join(str(fault).split())}")
    line, column = int(found[1]), int(found[2])
    lines = query.splitlines() or [""]
    near = lines[line - 1][column - 1 :].strip()[:20] if line <= len(lines) else ""
    where = f"at {near!r}" if near else "at its end"
    return QueryError(f"query, line {line}, column {column}: not SPARQL {where}; {_expected(found[3])}", line, column)


def _expected(detail: str) -> str:
    """Return the parser's list of what it expected, without its character classes."""
    detail = " ".join(detail.split())
    if "Prefix not found" in detail:
        return "a prefix is not declared"
    words = [
        word.strip()
        for word in _CHARACTER_CLASS.sub("", detail.removeprefix("expected ").removeprefix("one of ")).split(",")
    ]
    words = [word for word in words if word not in ("", '"', "'")]
    return "expected " + " or ".join(dict.fromkeys(words)) if words else "something else is expected there"
