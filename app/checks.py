"""The checks of a graph: its quotes, the shapes of its facts, and whether they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Triple

from ..graph import Graph
from ..graph.checking import verify_evidence
from ..ontology.namespaces import shorten
from .exits import AppError

if TYPE_CHECKING:
    pass


def quotes(graph: Graph) -> Iterator[str]:
    """Yield a line for every quote that is not the stored text at its offsets."""
    for misplaced in verify_evidence(graph):
        yield str(misplaced)


def shapes(graph: Graph) -> Iterator[str]:
    """Yield a line for every node that does not have the shape that the ontology demands of it, gravest first.

    Each says how grave it is, of what and in which article, and in both languages what to mend. What is only a gap
    (severity Info) comes last. Raises AppError where pySHACL is not installed.
    """
    from ..ontology.validation import ShapesUnavailableError, validate

    facts = [quad.triple for article in graph.articles() for quad in graph.quads(graph_name=NamedNode(article.iri))]
    try:
        problems = validate(dict.fromkeys(facts))
    except ShapesUnavailableError:
        raise AppError("checking shapes needs pyshacl, which is not installed; pip install 'innokg[check]'") from None
    for problem in problems:
        where = f"{_name(graph, problem.focus)}{_in_articles(graph, problem.focus)}"
        what = f" {shorten(problem.path)}" if problem.path else ""
        yield f"{problem.severity}: {where}:{what} {problem.message_zh} {problem.message_en}"


def _name(graph: Graph, node: Any) -> str:
    iri = str(node)
    label = graph.names.label(iri)
    return f"{label} <{shorten(iri)}>" if label else shorten(iri)


def _in_articles(graph: Graph, node: Any) -> str:
    """Return the identifiers of the articles that speak of a node, in brackets."""
    names = {quad.graph_name for quad in graph.quads(NamedNode(str(node)))} if str(node).startswith("http") else set()
    identifiers = [article.identifier for article in graph.articles() if NamedNode(article.iri) in names]
    return f" [{', '.join(identifiers)}]" if identifiers else ""


def consistency(graph: Graph) -> Iterator[str]:
    """Yield a line where the articles' facts contradict the ontology or each other, naming the article to look at.

    Raises ReasonerUnavailableError where Owlready2 or Java is missing.
    """
    articles = graph.articles()
    if _agree(graph, [article.iri for article in articles]):
        return
    # The facts of the first `low` articles agree and those of the first `high` do not: halve what lies between.
    low, high = 0, len(articles)
    while high - low > 1:
        middle = (low + high) // 2
        if _agree(graph, [article.iri for article in articles[:middle]]):
            low = middle
        else:
            high = middle
    last = articles[high - 1].identifier
    alone = not _agree(graph, [articles[high - 1].iri])
    others = "by itself" if alone else "together with the articles before it"
    yield f"{last}: its facts contradict the ontology {others}; explain its things to find the wrong fact"


def _agree(graph: Graph, articles: Sequence[str]) -> bool:
    from ..ontology.reasoning import consistent

    return consistent(_facts(graph, articles))


def _facts(graph: Graph, articles: Sequence[str]) -> Iterator[Triple]:
    for iri in articles:
        for quad in graph.quads(None, None, None, NamedNode(iri)):
            yield quad.triple
