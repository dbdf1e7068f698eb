"""A selection of a graph: some articles, classes or degrees of certainty, with or without sentences and ontology."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from ...ontology import terms
from ...ontology.namespaces import ID, IKG, OWL, RDFS, expand
from .. import statements
from ..errors import ExportError
from ..graph import RDF_TYPE, Graph, Term
from ..names import IMPORTS
from ..statements import StatementEntry
from .sorting import batches

INFERRED_GRAPH = ox.NamedNode(ID + "inferred")

# What follows from the ontology's hierarchies; what needs more than that needs a reasoner. Each gives pairs of terms.
_SUPER_CLASSES = "SELECT DISTINCT ?from ?to { ?from rdfs:subClassOf+ ?to . ?to a owl:Class FILTER(isIRI(?to)) }"
_SUPER_PROPERTIES = "SELECT DISTINCT ?from ?to { ?from rdfs:subPropertyOf+ ?to FILTER(isIRI(?to)) }"
_INVERSES = "SELECT DISTINCT ?from ?to { { ?from owl:inverseOf ?to } UNION { ?to owl:inverseOf ?from } }"
_HIERARCHIES = tuple(ox.NamedNode(iri) for iri in (RDFS + "subClassOf", RDFS + "subPropertyOf", OWL + "inverseOf"))
_CLASS = ox.NamedNode(OWL + "Class")
# So many quads go into the temporary store at once: Oxigraph sorts in memory all that it is given, two KiB for each.
_AT_ONCE = 25_000
# The classes of so many things are remembered: every article says the classes of what many name.
_REMEMBERED = 10_000
_REIFIED = tuple(f"{ID}{sort}/" for sort in ("statement", "evidence", "run"))


@dataclass(frozen=True, slots=True)
class Selection:
    """What an export takes of a graph; the default is all of it.

    `articles` are identifiers. `classes` are local names or CURIEs, and mean what is below them too: facts that a thing
    of one takes part in. `min_confidence` and `proposed` choose statements, and with them the direct triples that only
    those state; `proposed` False takes out what is merely proposed, True writes it also in formats that are without it
    else. `evidence` False leaves out sentences and their places, `ontology` False the ontology and the schemes.
    `inferred` adds, in a graph of its own, what follows from the ontology's hierarchies.
    """

    articles: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    min_confidence: Decimal | None = None
    proposed: bool | None = None
    evidence: bool = True
    ontology: bool = True
    inferred: bool = False


@contextmanager
def select(graph: Graph, selection: Selection) -> Iterator[Graph]:
    """Give the selected part of a graph, kept in a temporary folder; the graph itself where all is selected."""
    if replace(selection, proposed=selection.proposed or None) == Selection() and selection.proposed is not False:
        yield graph
        return
    chosen = _articles(graph, selection)
    classes = _classes(graph, selection)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        store = ox.Store(str(Path(folder) / "store"))
        for some in batches(_quads(graph, selection, chosen, classes), _AT_ONCE):
            store.bulk_extend(some)
        if selection.inferred:
            for some in batches(_inferred(graph, store), _AT_ONCE):
                store.bulk_extend(some)
        store.flush()
        yield Graph(store, graph.directory)
        del store


def _articles(graph: Graph, selection: Selection) -> frozenset[str] | None:
    """Return the IRIs of the selected articles, None for all."""
    if not selection.articles:
        return None
    known = {article.identifier: article.iri for article in graph.articles()}
    for identifier in sorted(selection.articles - known.keys()):
        raise ExportError(f"{identifier!r}: no article of this name in the graph; the report lists them")
    return frozenset(known[identifier] for identifier in selection.articles)


def _classes(graph: Graph, selection: Selection) -> frozenset[str] | None:
    """Return the selected classes and all below them, None for all."""
    if not selection.classes:
        return None
    found: set[str] = set()
    for name in sorted(selection.classes):
        try:
            iri = expand(name) if ":" in name else IKG + name
        except ValueError as fault:
            raise ExportError(str(fault)) from None
        if next(graph.quads(None, RDF_TYPE, ox.NamedNode(iri)), None) is None and not graph.values(
            ox.NamedNode(iri), RDF_TYPE
        ):
            raise ExportError(f"{name!r}: no such class in the graph or its ontology")
        below = graph.query("SELECT DISTINCT ?top ?class { ?class rdfs:subClassOf* ?top }", {"top": ox.NamedNode(iri)})
        found |= {iri, *(row["class"].value for row in cast(ox.QuerySolutions, below))}
    return frozenset(found)


def _quads(
    graph: Graph, selection: Selection, articles: frozenset[str] | None, classes: frozenset[str] | None
) -> Iterator[ox.Quad]:
    """Yield the selected quads, one graph after the other."""
    of_articles = {article.iri for article in graph.articles()}
    kinds = lru_cache(_REMEMBERED)(lambda thing: graph.values(thing, RDF_TYPE))
    for name in graph.graph_names():
        if name.value not in of_articles and not name.value.startswith(IMPORTS):
            if selection.ontology:
                yield from graph.quads(graph_name=name)
        elif articles is None or name.value in articles:
            yield from _Filter(graph, name, selection, classes, kinds).quads()
    yield from graph.quads(graph_name=ox.DefaultGraph())


class _Filter:
    """The selected quads of one article's or import's graph."""

    def __init__(
        self,
        graph: Graph,
        article: ox.NamedNode,
        selection: Selection,
        classes: frozenset[str] | None,
        kinds: Callable[[ox.NamedNode], list[Term]],
    ):
        self.article = article
        self.selection = selection
        self.of_subject: dict[Term, list[ox.Quad]] = defaultdict(list)
        for quad in graph.quads(graph_name=article):
            self.of_subject[quad.subject].append(quad)
        entries = list(statements.all_statements(graph, article))
        self.wanted = (
            None
            if classes is None
            else {
                subject
                for subject in self._things()
                if any(t.value in classes for t in kinds(subject) if isinstance(t, ox.NamedNode))
            }
        )
        self.kept = [entry for entry in entries if self._keeps(entry)]
        kept = {entry.iri for entry in self.kept}
        self.dropped = {ox.NamedNode(entry.iri) for entry in entries if entry.iri not in kept}
        # A direct triple goes when every statement of it goes; a several-part fact's node likewise.
        stays = {_triple(entry) for entry in self.kept}
        self.gone = {_triple(entry) for entry in entries} - stays
        self.gone_nodes = {s for s, p, _ in self.gone if p == RDF_TYPE} - {s for s, p, _ in stays if p == RDF_TYPE}

    def _things(self) -> set[ox.NamedNode]:
        return {
            term
            for quads in self.of_subject.values()
            for quad in quads
            for term in (quad.subject, quad.object)
            if isinstance(term, ox.NamedNode)
        }

    def _keeps(self, entry: StatementEntry) -> bool:
        if self.selection.min_confidence is not None and (entry.confidence or 0) < self.selection.min_confidence:
            return False
        if self.selection.proposed is False and entry.modality == "Proposed":
            return False
        if self.wanted is None:
            return True
        parts = {entry.subject, entry.object} | {
            quad.object for quad in self.of_subject.get(entry.subject, ()) if entry.is_composite
        }
        return not parts.isdisjoint(self.wanted)

    def quads(self) -> Iterator[ox.Quad]:
        """Yield what is selected."""
        evidence = self._evidence()
        for subject, quads in self.of_subject.items():
            if subject in self.dropped or subject in self.gone_nodes or not self._holds(subject, evidence):
                continue
            for quad in quads:
                if (quad.subject, quad.predicate, quad.object) in self.gone:
                    continue
                if quad.predicate == terms.evidence and not self.selection.evidence:
                    continue
                yield quad

    def _evidence(self) -> set[str]:
        """Return the evidence of the statements that are kept."""
        if not self.selection.evidence:
            return set()
        kept = (quad for entry in self.kept for quad in self.of_subject[ox.NamedNode(entry.iri)])
        return {
            quad.object.value
            for quad in kept
            if quad.predicate == terms.evidence and isinstance(quad.object, ox.NamedNode)
        }

    def _holds(self, subject: Term, evidence: set[str]) -> bool:
        """Is a node among what is kept, by its sort? Things stay where a fact that is kept names them."""
        iri = subject.value if isinstance(subject, ox.NamedNode) else ""
        if iri.startswith(f"{ID}evidence/"):
            return iri.partition("#")[0] in evidence
        if self.wanted is None or subject == self.article or iri.startswith(_REIFIED):
            return True
        return subject in self._named

    @cached_property
    def _named(self) -> set[Term]:
        named: set[Term] = set(self.wanted or ())
        for entry in self.kept:
            named |= {entry.subject, entry.object}
            if entry.is_composite:
                named |= {quad.object for quad in self.of_subject.get(entry.subject, ())}
        return named


def _triple(entry: StatementEntry) -> tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]:
    return entry.subject, entry.predicate, entry.object


def _inferred(graph: Graph, store: ox.Store) -> Iterator[ox.Quad]:
    """Yield the triples about things that follow from the selected ones and are not among them; some more than once."""
    for triple in _following(_hierarchies(graph, store), store):
        if (
            isinstance(triple.subject, ox.NamedNode)
            and triple.subject.value.startswith(ID)
            and not triple.subject.value.startswith(_REIFIED)
            and next(store.quads_for_pattern(triple.subject, triple.predicate, triple.object), None) is None
        ):
            yield ox.Quad(triple.subject, triple.predicate, triple.object, INFERRED_GRAPH)


def _hierarchies(graph: Graph, store: ox.Store) -> Graph:
    """Return the axioms of the ontology, and of what else is selected, that something follows from: few, in memory."""
    of_others = (quad for predicate in _HIERARCHIES for quad in store.quads_for_pattern(None, predicate, None))
    classes = store.quads_for_pattern(None, RDF_TYPE, _CLASS)
    return Graph.of([*of_others, *classes, *graph.quads(graph_name=ox.NamedNode(IKG.removesuffix("#")))])


def _following(axioms: Graph, store: ox.Store) -> Iterator[ox.Triple]:
    """Yield what follows from what is selected alone: what was inferred before stands in the store by and by."""

    def stated(predicate: ox.NamedNode, value: Term | None = None) -> Iterator[ox.Quad]:
        found = store.quads_for_pattern(None, predicate, value)
        return (quad for quad in found if quad.graph_name != INFERRED_GRAPH)

    for class_, above in _pairs(axioms, _SUPER_CLASSES):
        for quad in stated(RDF_TYPE, class_):
            yield ox.Triple(quad.subject, RDF_TYPE, above)
    for property_, above in _pairs(axioms, _SUPER_PROPERTIES):
        for quad in stated(property_):
            yield ox.Triple(quad.subject, above, quad.object)
    for property_, inverse in _pairs(axioms, _INVERSES):
        for quad in stated(property_):
            if isinstance(quad.object, ox.NamedNode):
                yield ox.Triple(quad.object, inverse, quad.subject)


def _pairs(axioms: Graph, query: str) -> Iterator[tuple[ox.NamedNode, ox.NamedNode]]:
    for row in cast(ox.QuerySolutions, axioms.query(query)):
        if isinstance(row["from"], ox.NamedNode) and isinstance(row["to"], ox.NamedNode):
            yield row["from"], row["to"]
