"""All that a graph knows of a name: the things that bear it, and each fact with the sentences that state it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

import pyoxigraph as ox

from ..ontology import terms
from ..ontology.namespaces import SKOS, shorten
from . import statements
from .graph import RDF_TYPE, Graph
from .statements import RDFS_LABEL, Place, StatementEntry

_NOTE = ox.NamedNode(SKOS + "editorialNote")


class Direction(StrEnum):
    """Which part of a fact the explained thing is."""

    SUBJECT = "subject"
    OBJECT = "object"
    PART = "part"  # a part of a several-part fact


@dataclass(frozen=True, slots=True)
class Value:
    """A thing, term or literal: `text` to show, `iri` where it is not a literal, `curie` where it is a term."""

    text: str
    iri: str = ""
    curie: str = ""
    label_en: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement of a fact: how its article puts it, and where."""

    statement: str
    modality: str
    negated: bool
    confidence: Decimal | None
    rule: str
    post_title: str
    places: tuple[Place, ...]
    sources: tuple[str, ...] = ()  # what states it without a place in a text: imports


@dataclass(frozen=True, slots=True)
class ExplainedFact:
    """A fact that a thing takes part in. For one of several parts, `object` is its class and `parts` its properties."""

    direction: Direction
    subject: Value
    predicate: Value
    object: Value
    parts: tuple[tuple[Value, Value], ...]
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class ExplainedThing:
    """A thing with its names, types and facts."""

    iri: str
    label: str
    alt_labels: tuple[str, ...]
    types: tuple[Value, ...]
    mentioned_in: tuple[str, ...]  # identifiers of articles
    because: tuple[str, ...]  # why names were taken for this one thing, or things of its name kept apart
    facts: tuple[ExplainedFact, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The answer to a name: the things that bear it, or where there is none the names that are most like it."""

    name: str
    things: tuple[ExplainedThing, ...]
    suggestions: tuple[str, ...]


def explain(graph: Graph, name: str) -> Explanation:
    """Return all that the graph knows of the things of this name (or of this IRI)."""
    found = (name,) if name in graph.names.labels else graph.names.find(name.strip())
    things = tuple(explain_thing(graph, ox.NamedNode(iri)) for iri in found)
    return Explanation(name, things, () if things else graph.names.suggest(name))


def explain_thing(graph: Graph, thing: ox.NamedNode) -> ExplainedThing:
    """Return all that the graph knows of one thing."""
    label, *others = graph.names.labels.get(thing.value, (thing.value,))
    facts: dict[tuple[str, str, str], list[StatementEntry]] = defaultdict(list)
    for iri in statements.about(graph, thing):
        entry = statements.read(graph, iri)
        if entry is not None:
            facts[str(entry.subject), str(entry.predicate), str(entry.object)].append(entry)
    explained = [_fact(graph, thing, entries) for _, entries in sorted(facts.items())]
    mentions = {
        graph.value(q.subject, statements.IDENTIFIER)
        for q in graph.quads(None, terms.mentions, thing)
        if isinstance(q.subject, ox.NamedNode)
    }
    return ExplainedThing(
        iri=thing.value,
        label=label,
        alt_labels=tuple(others),
        types=tuple(value_of(graph, term) for term in graph.values(thing, RDF_TYPE)),
        mentioned_in=tuple(sorted(mentions)),
        because=tuple(sorted(t.value for t in graph.values(thing, _NOTE) if isinstance(t, ox.Literal))),
        facts=tuple(
            sorted(
                explained,
                key=lambda f: (
                    list(Direction).index(f.direction),
                    f.predicate.curie,
                    f.object.curie,
                    f.sayings[0].places,
                    f.object.text,
                    f.subject.text,
                ),
            )
        ),
    )


def _fact(graph: Graph, thing: ox.NamedNode, entries: list[StatementEntry]) -> ExplainedFact:
    entry = entries[0]
    if entry.subject == thing:
        direction = Direction.SUBJECT
    else:
        direction = Direction.PART if entry.is_composite else Direction.OBJECT
    sayings = (
        Saying(e.iri, e.modality, e.negated, e.confidence, e.rule, e.post_title, e.places, e.sources) for e in entries
    )
    return ExplainedFact(
        direction,
        value_of(graph, entry.subject),
        value_of(graph, entry.predicate),
        value_of(graph, entry.object),
        _parts(graph, entry.subject) if direction is Direction.PART else (),
        tuple(sorted(sayings, key=lambda saying: (saying.places, saying.statement))),
    )


def _parts(graph: Graph, node: ox.NamedNode) -> tuple[tuple[Value, Value], ...]:
    """Return the properties of a several-part fact's node, but its type."""
    pairs = {(quad.predicate, quad.object) for quad in graph.quads(node) if quad.predicate != RDF_TYPE}
    return tuple(
        (value_of(graph, predicate), value_of(graph, object_))
        for predicate, object_ in sorted(pairs, key=lambda pair: (pair[0].value, str(pair[1])))
    )


def value_of(graph: Graph, term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Value:
    """Return a term with its best name: for a term of the ontology its Chinese label, for a thing its name."""
    if not isinstance(term, ox.NamedNode):
        return Value(str(term) if isinstance(term, ox.Triple) else term.value)
    curie = shorten(term.value)
    labels = {t.language or "": t.value for t in graph.values(term, RDFS_LABEL) if isinstance(t, ox.Literal)}
    text = (
        graph.label(term.value)
        or labels.get("zh-hans")
        or labels.get("zh")
        or labels.get("")
        or labels.get("en")
        or curie
    )
    return Value(
        text, term.value, "" if curie.startswith("id:") or curie == term.value else curie, labels.get("en", "")
    )
