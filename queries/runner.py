"""Run a saved question over a graph, its parameters bound as terms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Protocol

from pyoxigraph import Literal

from .bound import beyond, unbounded
from .catalogue import get
from .header import SavedQuery
from .parameters import bind
from .result import Result, merged, ordered
from .terms import Term


class Queryable(Protocol):
    """What can be asked: `innokg.graph`'s Graph, whose default graph is the union of all graphs."""

    def query(self, query: str, substitutions: Mapping[str, Term] | None = None) -> Any:
        """Answer SPARQL as `pyoxigraph.Store.query` does; `substitutions` are terms by the names of variables."""


def run(
    graph: Queryable,
    question: str | SavedQuery,
    given: Mapping[str, str] | None = None,
    *,
    everything: bool = False,
) -> Result:
    """Answer a saved question, by name or number, with parameters given as text; with `everything`, without its bound.

    Raises QueryError for an unknown name, parameter or value. The same graph gives the same answer in the same order.
    """
    query = get(question) if isinstance(question, str) else question
    parameters = bind(query.name, query.parameters, given or {})
    # SEP-0007: a variable takes a value from outside only when it is projected, so every question projects its own.
    # `ordered` sorts better than the engine, which would sort by code point and take a tenth of the time for it.
    text = unbounded(query.unordered) if everything else query.unordered
    solutions = graph.query(text, substitutions=parameters)
    variables = tuple(variable.value for variable in solutions.variables)
    # Read by position: by name takes several times as long.
    answers = [
        {name: term for name, term in zip(variables, solution, strict=True) if term is not None} | parameters
        for solution in solutions
    ]
    bindings = ordered(answers, query.order, variables)
    rows = merged(query, bindings)
    result = Result(query, _said(parameters), variables, tuple(bindings), rows)
    return result if everything else replace(result, more=partial(_cut, graph, query, parameters))


def _cut(graph: Queryable, query: SavedQuery, parameters: Mapping[str, Literal]) -> bool:
    """Return whether there is one more than the question takes at most."""
    one_more = beyond(query)
    if one_more is None:
        return False
    asked = {name: term for name, term in parameters.items() if re.search(rf"\?{name}\b", one_more)}
    return any(True for _ in graph.query(one_more, substitutions=asked))


def _said(parameters: Mapping[str, Literal]) -> dict[str, str]:
    return {name.removeprefix("_"): term.value for name, term in parameters.items()}
