"""Does every quote stand where its evidence says, in the article's stored text?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from .graph import Graph
from .statements import HAS_SOURCE, Place, places


@dataclass(frozen=True, slots=True, order=True)
class Misplaced:
    """Evidence that does not hold: the place it names, and what stands there instead (None: the text is not kept)."""

    place: Place
    found: str | None

    def __str__(self) -> str:
        where = f"{self.place.article}, characters {self.place.start} to {self.place.end}"
        if self.found is None:
            return f"{where}: the article's text is not stored; build the graph again"
        return f"{where}: quotes {self.place.quote!r}, but there stands {self.found!r}; build the graph again"


def verify_evidence(graph: Graph) -> Iterator[Misplaced]:
    """Yield every place of evidence whose quote is not the stored text at its offsets."""
    for article in graph.articles():
        text = graph.article_text(article)
        found: set[Place] = set()
        for quad in graph.quads(None, HAS_SOURCE, NamedNode(article.iri)):
            found.update(place for place in places(graph, quad.subject) if place.article_iri == article.iri)
        for place in sorted(found):
            there = None if text is None else text[place.start : place.end]
            if there is None or there != place.quote or not place.quote:
                yield Misplaced(place, there)
