"""Precision and recall of a graph against gold facts.

What counts as stated is what the graph's statements say that point into the gold's article: not negated, and Asserted,
Planned or Required (a Recommendation is stated in whatever way it is put). Names are compared folded, and by every name
that the graph gives a thing. A fact of several parts is right where its key parts are; figures are in plain units.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from ..ontology import terms
from ..ontology.namespaces import IKG, RDFS, SCHEMA, expand, shorten
from . import statements
from .gold import GoldFact, gold_files, read_gold
from .graph import RDF_TYPE, ArticleEntry, Graph, Term
from .names import ALT_LABEL, PREF_LABEL, dice, fold, pairs
from .statements import RDFS_LABEL, StatementEntry

_STATED = frozenset(("Asserted", "Planned", "Required"))

# Things of these classes are looked for exhaustively in gold; others only where they take part in a fact.
_CLASSES = frozenset(
    IKG + name for name in ("InnovationCenter", "Consortium", "Cluster", "Agency", "Policy", "Programme", "Kind")
)

# Gold is exhaustive for these predicates too: stating one that is not in gold is wrong.
_PREDICATES = frozenset(
    expand(curie)
    for curie in (
        "ikg:ledBy",
        "ikg:hasMember",
        "ikg:locatedIn",
        "ikg:focusesOn",
        "ikg:issuedBy",
        "ikg:establishes",
        "ikg:administeredBy",
        "ikg:basedOn",
        "ikg:partOf",
        "ikg:fundedBy",
        "ikg:holdsPost",
        "ikg:issuedOn",
        "ikg:establishedOn",
        "schema:author",
        "schema:affiliation",
        "skos:altLabel",
    )
)
_AUTHOR = ox.NamedNode(SCHEMA + "author")
_PUBLISHED = ox.NamedNode(SCHEMA + "datePublished")
_SUBCLASS_OF = ox.NamedNode(RDFS + "subClassOf")
_MENTIONS = terms.mentions

# A fact of several parts is another fact unless these of its parts are right: all of the first, one of the second.
_NEEDED: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ikg:Funding": (("amount",), ()),
    "ikg:Observation": (("value",), ("indicator", "about", "scope")),
    "ikg:Requirement": (("value",), ()),
    "ikg:Mechanism": (("mechanismKind", "label"), ()),
    "ikg:Recommendation": (("label",), ()),
    "ikg:Challenge": (("label",), ()),
}

# Parts in free words: they are right when alike, since two readers seldom cut a phrase at the same characters.
_WORDED = frozenset(("label", "indicator", "purpose", "theme"))
_ALIKE = 0.5
# A phrase that holds the other is at least this alike, however much longer it is.
_HOLDS = 0.6

# Figures are the same within half a percent: the text rounds, and units convert.
_FIGURE_TOLERANCE = 0.005
_MULTIPLES = {"百": 1e2, "千": 1e3, "万": 1e4, "亿": 1e8}


@dataclass(slots=True)
class Score:
    """Counts of one kind of fact; `core` are those that comparative questions need."""

    hits: int = 0
    missed: int = 0
    wrong: int = 0
    core_hits: int = 0
    core_missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what is stated that is right; 0 where nothing is stated."""
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that is stated; 0 where there is none."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    @property
    def core_recall(self) -> float | None:
        """Recall of the core facts, None where the gold has none."""
        total = self.core_hits + self.core_missed
        return self.core_hits / total if total else None

    def add(self, other: Score) -> None:
        """Add another's counts."""
        self.hits += other.hits
        self.missed += other.missed
        self.wrong += other.wrong
        self.core_hits += other.core_hits
        self.core_missed += other.core_missed


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A fact that was missed, or one that is wrongly stated."""

    article: str
    kind: str
    fact: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement that was compared with gold: its kind, rule and confidence, and whether it is right."""

    kind: str
    rule: str
    confidence: float
    right: bool


@dataclass(slots=True)
class Evaluation:
    """Scores by kind of fact, what was missed, what is wrong, and the articles of the gold that the graph lacks.

    `judged` are the statements that the scores count, one by one, so that their confidence can be held against them.
    """

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    missed: list[Finding] = field(default_factory=list)
    wrong: list[Finding] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    @property
    def total(self) -> Score:
        """All kinds together."""
        total = Score()
        for score in self.scores.values():
            total.add(score)
        return total


def evaluate(graph: Graph, gold_paths: Iterable[Path | str]) -> Evaluation:
    """Compare the graph with gold files (or folders of them), each named after its article; raise GoldError."""
    result = Evaluation()
    for path in gold_files(gold_paths):
        article = _article(graph, path.stem)
        if article is None:
            result.absent.append(path.stem)
        _Comparison(graph, path.stem, article, read_gold(path), result).run()
    result.scores = dict(sorted(result.scores.items()))
    result.missed.sort()
    result.wrong.sort()
    return result


def _article(graph: Graph, name: str) -> ArticleEntry | None:
    """Return the article that a gold file of this name is about: its identifier is the name, whatever its ending."""
    return next(
        (a for a in graph.articles() if a.identifier == name or a.identifier.startswith((f"{name}.", f"{name}_"))), None
    )


class _Comparison:
    """One article's statements against its gold."""

    def __init__(self, graph: Graph, name: str, article: ArticleEntry | None, gold: list[GoldFact], result: Evaluation):
        self.graph = graph
        self.name = name
        self.article = article
        self.node = ox.NamedNode(article.iri) if article else None
        self.gold = gold
        self.result = result
        self._names: dict[Term, frozenset[str]] = {}
        self.stated = list(self._stated())

    def run(self) -> None:
        """Compare facts of two things, things, and facts of several parts."""
        self._compare_facts()
        self._compare_things()
        for kind in _NEEDED:
            self._compare_composites(kind)

    def _stated(self) -> Iterator[StatementEntry]:
        """Yield the statements that the article's words are evidence of."""
        if self.article is None:
            return
        evidence = {quad.subject for quad in self.graph.quads(None, statements.HAS_SOURCE, self.node)}
        found = {quad.subject for node in evidence for quad in self.graph.quads(None, terms.evidence, node)}
        for iri in sorted(found, key=str):
            entry = statements.read(self.graph, iri) if isinstance(iri, ox.NamedNode) else None
            if entry is not None and not entry.negated:
                yield entry

    def names(self, term: Term) -> frozenset[str]:
        """Return a term's names, folded; a literal's is itself."""
        if term not in self._names:
            if isinstance(term, ox.NamedNode):
                found = {
                    fold(t.value)
                    for p in (PREF_LABEL, ALT_LABEL, RDFS_LABEL)
                    for t in self.graph.values(term, p)
                    if isinstance(t, ox.Literal)
                }
            else:
                found = {fold(str(term) if isinstance(term, ox.Triple) else term.value)}
            self._names[term] = frozenset(found)
        return self._names[term]

    def show(self, term: Term) -> str:
        """Return a term as a person would name it."""
        if isinstance(term, ox.NamedNode):
            return self.graph.names.label(term.value) or min(self.names(term), default=shorten(term.value))
        return str(term) if isinstance(term, ox.Triple) else term.value

    def _tally(self, fact: GoldFact, *, hit: bool) -> None:
        """Count one line of gold."""
        score = self.result.scores[fact.kind]
        if fact.optional:
            return
        score.hits += hit
        score.missed += not hit
        score.core_hits += fact.core and hit
        score.core_missed += fact.core and not hit
        if not hit:
            self.result.missed.append(Finding(self.name, fact.kind, str(fact)))

    def _wrong(self, kind: str, fact: str) -> None:
        self.result.scores[kind].wrong += 1
        self.result.wrong.append(Finding(self.name, kind, fact))

    def _judge(self, entry: StatementEntry, kind: str, *, right: bool) -> None:
        if entry.confidence is not None:
            self.result.judged.append(Judged(kind, entry.rule, float(entry.confidence), right))

    def _compare_facts(self) -> None:
        stated = {
            (entry.subject, entry.predicate, entry.object)
            for entry in self.stated
            if entry.predicate.value in _PREDICATES and entry.modality in _STATED
        }
        if self.node is not None:  # authorship may stand as plain triples
            stated |= {
                (self.node, _AUTHOR, o)
                for o in self.graph.values(self.node, _AUTHOR)
                if not isinstance(o, ox.BlankNode | ox.Triple)
            }
        matched = set()
        for fact in self.gold:
            if fact.is_composite or fact.negated or fact.kind in ("rdf:type", "ikg:kindOf"):
                continue
            hits = {triple for triple in stated if self._states(triple, fact)}
            matched |= hits
            self._tally(fact, hit=bool(hits) or self._stated_otherwise(fact))
        for entry in self.stated:
            triple = (entry.subject, entry.predicate, entry.object)
            if triple in stated and entry.predicate != ALT_LABEL:
                self._judge(entry, shorten(entry.predicate.value), right=triple in matched)
        for s, p, o in sorted(stated - matched, key=str):
            if p != ALT_LABEL:  # gold does not list every name of every thing
                self._wrong(shorten(p.value), f"{self.show(s)} {shorten(p.value)} {self.show(o)}")

    def _states(self, triple: tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal], fact: GoldFact) -> bool:
        s, p, o = triple
        if p.value != expand(fact.kind):
            return False
        if not _share(fact.subject_names, self.names(s)) and not (s == self.node and p == _AUTHOR):
            return False
        # A date may be more exact than the gold's.
        return _share(fact.object_names, self.names(o)) or (
            isinstance(o, ox.Literal) and o.value.startswith(fact.object)
        )

    def _stated_otherwise(self, fact: GoldFact) -> bool:
        """Does the graph say it without a statement: an article's date as published, an alias as another label?"""
        if fact.kind == "ikg:issuedOn" and self.node is not None:
            titles = {fold(g.subject) for g in self.gold if g.kind == "rdf:type" and g.object == "ikg:Article"}
            dates = {t.value for t in self.graph.values(self.node, _PUBLISHED) if isinstance(t, ox.Literal)}
            return fold(fact.subject) in titles and not dates.isdisjoint(fact.object_names)
        if fact.kind == "skos:altLabel":
            index = self.graph.names.folded
            things = {thing for name in fact.subject_names for thing in index.get(fold(name), ())}
            return any(thing in index.get(fold(name), ()) for name in fact.object_names for thing in things)
        return False

    def _classes(self, thing: Term) -> set[str]:
        """Return a thing's classes and all above them."""
        todo = self.graph.values(thing, RDF_TYPE) if isinstance(thing, ox.NamedNode) else []
        seen: set[str] = set()
        while todo:
            term = todo.pop()
            if isinstance(term, ox.NamedNode) and term.value not in seen:
                seen.add(term.value)
                todo += self.graph.values(term, _SUBCLASS_OF)
        return seen

    def _compare_things(self) -> None:
        mentioned = self.graph.values(self.node, _MENTIONS) if self.node is not None else []
        classes = {thing: self._classes(thing) for thing in mentioned}
        matched = set()
        for fact in self.gold:
            if fact.kind == "rdf:type" and not fact.negated and expand(fact.object) in _CLASSES:
                wanted = {expand(name) for name in fact.object_names}
                hits = {t for t in mentioned if wanted & classes[t] and _share(fact.subject_names, self.names(t))}
                matched |= hits
                self._tally(fact, hit=bool(hits))
        for thing in sorted(set(mentioned) - matched, key=str):
            if classes[thing] & _CLASSES:
                kinds = ", ".join(shorten(iri) for iri in sorted(classes[thing] & _CLASSES))
                self._wrong("rdf:type", f"{self.show(thing)} rdf:type {kinds}")

    def _compare_composites(self, kind: str) -> None:
        class_ = ox.NamedNode(expand(kind))
        entries = [
            entry
            for entry in self.stated
            if entry.is_composite
            and entry.object == class_
            and (entry.modality in _STATED or kind == "ikg:Recommendation")
        ]
        nodes = {entry.subject for entry in entries}
        wanted = [fact for fact in self.gold if fact.kind == kind and fact.is_composite and not fact.negated]
        for fact in sorted(wanted, key=lambda fact: fact.optional):  # optional ones take what the others leave
            shares = {node: self._share_of_slots(fact, node) for node in nodes}
            best = max(sorted(nodes, key=str), key=lambda node: shares[node], default=None)
            hit = best is not None and shares[best] > 0
            if hit:
                nodes.discard(best)
            self._tally(fact, hit=hit)
        for entry in entries:
            self._judge(entry, kind, right=entry.subject not in nodes)
        for node in sorted(nodes, key=str):
            slots = {(quad.predicate, quad.object) for quad in self.graph.quads(node) if quad.predicate != RDF_TYPE}
            shown = sorted(f"{shorten(p.value).partition(':')[2]}={self.show(o)}" for p, o in slots)
            self._wrong(kind, f"{kind} " + "; ".join(shown))

    def _share_of_slots(self, fact: GoldFact, node: ox.NamedNode) -> float:
        """Return the share of the gold's parts that a node has right; 0 where it is another fact."""
        right = {slot for slot, value in fact.slots if self._has(node, slot, value, fact)}
        slots = dict(fact.slots)
        all_of, one_of = _NEEDED[fact.kind]
        if fact.kind == "ikg:Requirement" and "value" not in slots:
            all_of = ("label",)
        if not right.issuperset(all_of) or (one_of and right.isdisjoint(one_of)):
            return 0.0
        return len(right) / len(slots)

    def _has(self, node: ox.NamedNode, slot: str, value: str, fact: GoldFact) -> bool:
        predicate = RDFS_LABEL if slot == "label" else ox.NamedNode(IKG + slot)
        found = self.graph.values(node, predicate)
        if slot in _WORDED:
            return any(isinstance(term, ox.Literal) and _alike(value, term.value) for term in found)
        wanted = _figure(value)
        if wanted is not None:
            figures = [n for term in found if isinstance(term, ox.Literal) and (n := _figure(term.value)) is not None]
            if figures:
                if slot == "value":
                    wanted *= _multiple(dict(fact.slots).get("unit", ""))
                    unit = _multiple(self.graph.value(node, terms.unit))
                    figures = [figure * unit for figure in figures]
                return any(abs(wanted - figure) <= _FIGURE_TOLERANCE * abs(wanted) for figure in figures)
        return any(_share({value, *fact.subject_names, *fact.object_names}, self.names(term)) for term in found)


def _share(names: Iterable[str], folded: frozenset[str]) -> bool:
    return any(fold(name) in folded for name in names)


def _alike(one: str, other: str) -> bool:
    """Do two phrases say about the same?"""
    a, b = fold(one), fold(other)
    if a and b and (a in b or b in a):
        return max(_HOLDS, min(len(a), len(b)) / max(len(a), len(b))) >= _ALIKE
    return dice(pairs(a), pairs(b)) >= _ALIKE


def _figure(text: str) -> float | None:
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return None


def _multiple(unit: str) -> float:
    """Return what the multiples before a unit (万, 亿) stand for."""
    product = 1.0
    for character in unit:
        if character not in _MULTIPLES:
            break
        product *= _MULTIPLES[character]
    return product
