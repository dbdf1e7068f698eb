"""Where the articles say what an answer says: for each statement, its article, place and words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from .result import Result
from .runner import Queryable

QUOTES = """
PREFIX ikg: <https://w3id.org/innokg/ns#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?statement ?identifier ?title ?start ?end ?quote WHERE {
  ?statement ikg:evidence ?evidence .
  ?evidence oa:hasSource ?article ; oa:hasSelector ?position , ?words .
  ?position oa:start ?start ; oa:end ?end .
  ?words oa:exact ?quote .
  ?article dcterms:identifier ?identifier .
  OPTIONAL { ?article dcterms:title ?title }
}
"""


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """A stretch of an article's stored text: `start` and `end` in code points, `text` the words that stand there."""

    article: str
    start: int
    end: int
    text: str
    title: str = ""

    @property
    def place(self) -> str:
        """The article's identifier and offsets: 001.txt[12–40]."""
        return f"{self.article}[{self.start}–{self.end}]"


def quotes(graph: Queryable, statements: Iterable[str]) -> dict[str, tuple[Quote, ...]]:
    """Return the quotes behind each statement, by its IRI, in the order of article and place."""
    return {statement: _quotes(graph, statement) for statement in sorted(set(statements))}


def evidence(graph: Queryable, result: Result) -> Mapping[str, tuple[Quote, ...]]:
    """Return the quotes behind every row of an answer, by the statements that its rows name."""
    return quotes(graph, (statement for row in result.rows for statement in row.statements))


def _quotes(graph: Queryable, statement: str) -> tuple[Quote, ...]:
    found = {
        Quote(
            solution["identifier"].value,
            int(solution["start"].value),
            int(solution["end"].value),
            solution["quote"].value,
            solution["title"].value if solution["title"] is not None else "",
        )
        for solution in graph.query(QUOTES, substitutions={"statement": NamedNode(statement)})
    }
    return tuple(sorted(found))
