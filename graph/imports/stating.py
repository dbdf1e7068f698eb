"""An import in the store: its triples in its graph, and the statements that the saved questions read facts through.

 1. load what was kept into the import's own graph
 2. give things whose name stands in another property a skos:prefLabel
 3. make things one with those of the articles and schemes: where a name belongs to one of them alone, and they share a
    class, as things of different articles become one; and name facts with several parts as ours are
 4. state each fact that its source states plainly: modality Asserted, confidence as the importer said, rule `import`

All of it follows from the kept triples and the articles, so each build does it anew, and imports do not see each other.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from ...ontology import terms
from ...ontology.namespaces import DCTERMS, FOAF, ID, IKG, OA, OWL, PROV, RDF, RDFS, SCHEMA, XSD
from ..graph import RDF_TYPE
from ..names import ALT_LABEL, IMPORTS, PREF_LABEL, NameIndex
from ..statements import FACTS, HAS_SOURCE, IDENTIFIER, OBJECT, PREDICATE, SUBJECT
from .keeping import Import, imports, triples_path

_COMPOSITES = frozenset(
    {
        terms.Funding,
        terms.Observation,
        terms.Requirement,
        terms.Mechanism,
        terms.Recommendation,
        terms.Challenge,
    }
)
# Classes of what carries facts, and not of what facts are about.
_CARRIERS = frozenset({terms.Statement, terms.Article, terms.Run, terms.Modality})
# The relations of the vocabulary; what hangs on a fact with several parts is no fact by itself.
_RELATIONS = (
    terms.administeredBy,
    terms.basedOn,
    terms.establishedOn,
    terms.establishes,
    terms.focusesOn,
    terms.fundedBy,
    terms.hasMember,
    terms.holdsPost,
    terms.issuedBy,
    terms.issuedOn,
    terms.kindOf,
    terms.ledBy,
    terms.locatedIn,
    terms.partOf,
    ox.NamedNode(SCHEMA + "affiliation"),
    ox.NamedNode(SCHEMA + "author"),
    ALT_LABEL,
)
_NAMES = (PREF_LABEL, *(ox.NamedNode(iri) for iri in (RDFS + "label", SCHEMA + "name", FOAF + "name")))
_CHINESE = ("zh-hans", "zh-cn", "zh", "")
_SAME_AS = ox.NamedNode(OWL + "sameAs")
_NOT_THINGS = tuple(f"{ID}{sort}/" for sort in ("article", "statement", "evidence", "run", "fact", "query"))


def graph_of(name: str) -> ox.NamedNode:
    """Return the graph that an import of this name stands in; no article's can be called so."""
    return ox.NamedNode(IMPORTS + name)


def load_all(store: ox.Store, directory: Path) -> None:
    """Load every import of a graph into a store that holds its articles."""
    entries = imports(directory)
    names = names_of_articles(store) if entries else None
    for entry in entries:
        assert names is not None  # noqa: S101 -- where there are entries
        load(store, triples_path(directory, entry.name), entry, names)


def names_of_articles(store: ox.Store) -> NameIndex:
    """Return the names of the things of articles and schemes."""

    def quads(*pattern: ox.NamedNode | None) -> Iterator[ox.Quad]:
        for quad in store.quads_for_pattern(*pattern):
            if not (isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.startswith(IMPORTS)):
                yield quad

    return NameIndex.of(quads)


def load(store: ox.Store, triples: Path, entry: Import, names: NameIndex) -> None:
    """Load one import, from the file of its cleaned triples."""
    graph = graph_of(entry.name)
    with gzip.open(triples) as file:
        store.bulk_load(cast(IO[bytes], file), ox.RdfFormat.N_TRIPLES, to_graph=graph)
    source = _Source(store, graph, entry)
    source.name_things()
    source.join(names)
    store.bulk_extend(source.statements())


def _node(sort: str, *parts: str) -> ox.NamedNode:
    return ox.NamedNode(f"{ID}{sort}/{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:16]}")


class _Source:
    """One import's graph within a store."""

    def __init__(self, store: ox.Store, graph: ox.NamedNode, entry: Import):
        self.store, self.graph, self.entry = store, graph, entry

    def _quads(
        self, s: ox.NamedNode | None = None, p: ox.NamedNode | None = None, o: ox.NamedNode | ox.Literal | None = None
    ) -> Iterator[ox.Quad]:
        return self.store.quads_for_pattern(s, p, o, self.graph)

    def _classes(self, subject: ox.NamedNode) -> set[ox.NamedNode]:
        """Return the classes of our vocabulary that the source gives a thing."""
        return {
            quad.object
            for quad in self._quads(subject, RDF_TYPE)
            if isinstance(quad.object, ox.NamedNode) and quad.object.value.startswith(IKG)
        }

    def name_things(self) -> None:
        """Step 2."""
        chinese: list[ox.Quad] = []
        for predicate in _NAMES[1:]:
            for quad in self._quads(None, predicate):
                subject = cast(ox.NamedNode, quad.subject)
                classes = self._classes(subject)
                if classes and not classes & (_COMPOSITES | _CARRIERS) and not any(self._quads(subject, PREF_LABEL)):
                    name = self._chinese(subject)
                    if name is not None:
                        chinese.append(ox.Quad(subject, PREF_LABEL, ox.Literal(name, language="zh-Hans"), self.graph))
        self.store.extend(chinese)

    def _chinese(self, subject: ox.NamedNode) -> str | None:
        """Return a thing's best name by language, None where none may be Chinese."""
        found = [
            (_CHINESE.index(quad.object.language or ""), order, quad.object.value)
            for order, predicate in enumerate(_NAMES)
            for quad in self._quads(subject, predicate)
            if isinstance(quad.object, ox.Literal) and (quad.object.language or "") in _CHINESE
        ]
        return min(found)[2] if found else None

    def join(self, names: NameIndex) -> None:
        """Step 3."""
        ours: dict[ox.NamedNode, ox.NamedNode] = {}
        for quad in self._quads(None, PREF_LABEL):
            subject = cast(ox.NamedNode, quad.subject)
            if self._is_foreign(subject):
                same = self._same(names, subject, quad.object.value if isinstance(quad.object, ox.Literal) else "")
                if same is not None:
                    ours[subject] = min(same, ours.get(subject, same), key=lambda node: node.value)
        for class_ in _COMPOSITES:
            for quad in self._quads(None, RDF_TYPE, class_):
                subject = cast(ox.NamedNode, quad.subject)
                if not subject.value.startswith(FACTS):
                    ours[subject] = _node("fact", self.graph.value, subject.value)
        for theirs, node in ours.items():
            self._rename(theirs, node)

    def _is_foreign(self, subject: ox.NamedNode) -> bool:
        return not subject.value.startswith(ID) or subject.value.startswith(f"{self.graph.value}#")

    def _same(self, names: NameIndex, subject: ox.NamedNode, name: str) -> ox.NamedNode | None:
        """Return the one thing of the articles and schemes that bears a name and shares a class with a subject."""
        found = [iri for iri in names.find(name) if not iri.startswith(_NOT_THINGS)] if name else []
        if len(found) != 1:
            return None
        node = ox.NamedNode(found[0])
        theirs = self._classes(subject)
        shared = any(any(self.store.quads_for_pattern(node, RDF_TYPE, class_)) for class_ in theirs)
        return node if shared or not theirs else None

    def _rename(self, theirs: ox.NamedNode, node: ox.NamedNode) -> None:
        for quad in [*self._quads(theirs), *self._quads(None, None, theirs)]:
            s, o = (node if term == theirs else term for term in (quad.subject, quad.object))
            # What both call it by is enough; another name of theirs is one more beside ours.
            other = quad.predicate == PREF_LABEL and not any(self.store.quads_for_pattern(node, PREF_LABEL, o))
            predicate = ALT_LABEL if other and not self._is_new(node) else quad.predicate
            self.store.remove(quad)
            self.store.add(ox.Quad(s, predicate, o, self.graph))  # pyright: ignore[reportArgumentType]
        if self._is_foreign(theirs) and not theirs.value.startswith(IMPORTS):
            self.store.add(ox.Quad(node, _SAME_AS, theirs, self.graph))

    def _is_new(self, node: ox.NamedNode) -> bool:
        """Has a thing no name yet?"""
        return not any(self.store.quads_for_pattern(node, PREF_LABEL, None))

    def statements(self) -> Iterator[ox.Quad]:
        """Step 4: yield what says where each fact comes from."""
        evidence = _node("evidence", self.graph.value)
        confidence = ox.Literal(str(self.entry.confidence), datatype=ox.NamedNode(XSD + "decimal"))

        def say(s: ox.NamedNode, p: ox.NamedNode, o: ox.NamedNode | ox.Literal) -> ox.Quad:
            return ox.Quad(s, p, o, self.graph)

        yield say(self.graph, RDF_TYPE, ox.NamedNode(PROV + "Entity"))
        yield say(self.graph, IDENTIFIER, ox.Literal(self.entry.source))
        yield say(self.graph, ox.NamedNode(DCTERMS + "source"), ox.Literal(self.entry.digest))
        yield say(evidence, RDF_TYPE, ox.NamedNode(OA + "SpecificResource"))
        yield say(evidence, HAS_SOURCE, self.graph)
        for s, p, o in self._plain_facts():
            node = _node("statement", self.graph.value, s.value, p.value, str(o))
            yield say(node, SUBJECT, s)
            yield say(node, PREDICATE, p)
            yield say(node, OBJECT, o)
            yield say(node, terms.evidence, evidence)
            yield say(node, terms.rule, ox.Literal("import"))
            yield from self._carried(node, confidence)
        for quad in self._quads(None, SUBJECT):
            yield from self._carried(cast(ox.NamedNode, quad.subject), confidence)

    def _carried(self, node: ox.NamedNode, confidence: ox.Literal) -> Iterator[ox.Quad]:
        """Yield what a statement needs to count as one and has not."""
        yield ox.Quad(node, RDF_TYPE, terms.Statement, self.graph)
        yield ox.Quad(node, RDF_TYPE, ox.NamedNode(RDF + "Statement"), self.graph)
        for predicate, value in ((terms.modality, terms.Asserted), (terms.confidence, confidence)):
            if not any(self._quads(node, predicate)):
                yield ox.Quad(node, predicate, value, self.graph)

    def _plain_facts(self) -> Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]:
        """Yield the facts that no statement of the source states."""
        for predicate in _RELATIONS:
            for quad in self._quads(None, predicate):
                subject, value = cast(ox.NamedNode, quad.subject), cast(ox.NamedNode, quad.object)
                if not self._classes(subject) & _COMPOSITES and not self._is_stated(subject, predicate, value):
                    yield subject, predicate, value
        for quad in self._quads(None, RDF_TYPE):
            subject, class_ = cast(ox.NamedNode, quad.subject), cast(ox.NamedNode, quad.object)
            ours = class_.value.startswith(IKG) and class_ not in _CARRIERS
            if ours and not self._is_stated(subject, RDF_TYPE, class_):
                yield subject, RDF_TYPE, class_

    def _is_stated(self, s: ox.NamedNode, p: ox.NamedNode, o: ox.NamedNode | ox.Literal) -> bool:
        return any(
            any(self._quads(cast(ox.NamedNode, quad.subject), PREDICATE, p))
            and any(self._quads(cast(ox.NamedNode, quad.subject), OBJECT, o))
            for quad in self._quads(None, SUBJECT, s)
        )
