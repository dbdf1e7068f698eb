"""The checks of a graph: its quotes, the shapes of its facts, and whether they contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Triple

from ..graph import Graph
from ..graph.checking import verify_evidence
from ..ontology import load
from ..ontology.namespaces import SH, shorten
from .exits import AppError

if TYPE_CHECKING:
    from rdflib import Graph as RdflibGraph
    from rdflib.term import Node


def quotes(graph: Graph) -> Iterator[str]:
    """Yield a line for every quote that is not the stored text at its offsets."""
    for misplaced in verify_evidence(graph):
        yield str(misplaced)


def shapes(graph: Graph) -> Iterator[str]:
    """Yield a line for every node that does not have the shape that the ontology demands of it.

    Raises AppError where pySHACL is not installed.
    """
    try:
        from pyshacl import validate
    except ImportError:
        raise AppError("checking shapes needs pyshacl, which is not installed; pip install 'innokg[check]'") from None
    data = _union(graph)
    _, report, _ = validate(data, shacl_graph=load.rdflib_graph("shapes"), advanced=True)
    yield from sorted(_violations(graph, report))


def _union(graph: Graph) -> RdflibGraph:
    """Return all triples of a graph, its ontology and schemes included: shapes ask for classes above those stated."""
    from rdflib import Graph as RdflibGraph

    union = RdflibGraph()
    for name in (None, *graph.graph_names()):
        union.parse(data=graph.triples_of(name), format="nt")
    return union


def _violations(graph: Graph, report: Any) -> Iterator[str]:
    from rdflib import RDF, URIRef

    def value(result: Node, name: str) -> Node | None:
        return report.value(result, URIRef(SH + name))

    for result in report.subjects(RDF.type, URIRef(SH + "ValidationResult")):
        focus, path, found = (value(result, name) for name in ("focusNode", "resultPath", "value"))
        where = f"{_name(graph, focus)}{_in_articles(graph, focus)}"
        what = f" {shorten(str(path))}" if isinstance(path, URIRef) else ""
        got = f" (it has {_name(graph, found)})" if found is not None and found != focus else ""
        yield f"{where}:{what} {value(result, 'resultMessage')}{got}"


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
