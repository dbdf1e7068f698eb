"""Closed sets known apart from any article: regions, public bodies, fields and kinds of the ontology's SKOS schemes.

A concept's prefLabel and altLabels stand for it wherever they are read; a hiddenLabel (京, 商务部 for a ministry that
several countries have) only where the text says which one is meant, which is for the recognisers to tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from ...ontology import load as ontology
from ...ontology.namespaces import IKG, RDF, RDFS, SKOS
from . import load

_TYPE = RDF + "type"
_CHINESE = ("", "zh-hans", "zh")


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme as the extractor needs it; `country` is the IRI of the country-level region it lies in."""

    iri: str
    types: tuple[str, ...]
    name: str
    labels: tuple[str, ...]
    hidden: tuple[str, ...]
    broader: tuple[str, ...]
    located_in: tuple[str, ...]
    kind_of: str | None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Concepts by IRI and by every name that stands for them, and the country that each lies in."""

    concepts: dict[str, Concept]
    by_label: dict[str, tuple[str, ...]]
    by_hidden: dict[str, tuple[str, ...]]
    countries: dict[str, str | None]

    def country(self, iri: str) -> str | None:
        """Return the IRI of the country (or union) that a region or body lies in; a country lies in itself."""
        return self.countries.get(iri)


@cache
def gazetteer() -> Gazetteer:
    """Return the concepts of all schemes that the extractor reads; loaded once a process."""
    facts: dict[str, dict[str, list[ox.Literal | ox.NamedNode]]] = defaultdict(lambda: defaultdict(list))
    for triple in _triples():
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal | ox.NamedNode):
            facts[triple.subject.value][triple.predicate.value].append(triple.object)
    concepts = {iri: _concept(iri, po) for iri, po in sorted(facts.items()) if SKOS + "prefLabel" in po}
    concepts = {iri: concept for iri, concept in concepts.items() if concept.types and concept.name}
    by_label: dict[str, list[str]] = defaultdict(list)
    by_hidden: dict[str, list[str]] = defaultdict(list)
    for iri, concept in concepts.items():
        for label in (concept.name, *concept.labels):
            by_label[label].append(iri)
        for label in concept.hidden:
            by_hidden[label].append(iri)
    for iri, concept in concepts.items():
        if "Agency" in concept.types:
            _add_spellings(by_label, iri, (concept.name, *concept.labels))
            _add_spellings(by_hidden, iri, concept.hidden)
    return Gazetteer(
        concepts,
        {label: tuple(dict.fromkeys(iris)) for label, iris in by_label.items()},
        {label: tuple(dict.fromkeys(iris)) for label, iris in by_hidden.items()},
        {iri: _country(concepts, iri) for iri in concepts},
    )


# Shorter names are words, in which no other word stands for a part.
MIN_TRANSLATED = 5


def _add_spellings(by_name: dict[str, list[str]], iri: str, labels: Iterable[str]) -> None:
    """Let each label stand as it is translated otherwise too (教育与研究部, 教育和研究部; …研究计划局, …研究计划署)."""
    for label in labels:
        for spelling in sorted(_translations(label)) if len(label) > MIN_TRANSLATED else ():
            if iri not in by_name[spelling]:
                by_name[spelling].append(iri)


def _translations(label: str) -> set[str]:
    """The label with any of its words, and its last word, put otherwise."""
    found = {label}
    for group in load("translations")["words"]:
        for word in (word for word in group if word in label[1:-1]):
            found |= {label.replace(word, other) for other in group}
    for group in load("translations")["ends"]:
        found |= {
            known.removesuffix(end) + other
            for end in group
            for known in found
            if known.endswith(end)
            for other in group
        }
    return found - {label}


def _triples() -> Iterator[ox.Triple]:
    for path in ontology.paths("schemes"):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            yield quad.triple


def _concept(iri: str, po: dict[str, list[ox.Literal | ox.NamedNode]]) -> Concept:
    def names(predicate: str) -> list[str]:
        literals = [t for t in po.get(SKOS + predicate, ()) if isinstance(t, ox.Literal)]
        chinese = [t.value for t in literals if (t.language or "") in _CHINESE]
        # Names in Latin letters (DARPA, NSF) are read in Chinese text as they are; whole English names hardly ever.
        latin = [t.value for t in literals if t.language == "en" and t.value.isascii() and t.value.isupper()]
        return chinese + (latin if predicate != "prefLabel" else [])

    def links(predicate: str) -> tuple[str, ...]:
        return tuple(sorted(t.value for t in po.get(predicate, ()) if isinstance(t, ox.NamedNode)))

    types = _with_parents(t.removeprefix(IKG) for t in links(_TYPE) if t.startswith(IKG))
    kinds = _with_parents(t.removeprefix(IKG) for t in links(IKG + "kindOf"))
    kind_of = kinds[0] if kinds else None
    preferred = names("prefLabel")
    return Concept(
        iri=iri,
        types=types,
        name=preferred[0] if preferred else "",
        labels=tuple(sorted(names("altLabel"))),
        hidden=tuple(sorted(names("hiddenLabel"))),
        broader=links(SKOS + "broader"),
        located_in=links(IKG + "locatedIn"),
        kind_of=kind_of,
    )


# The classes of the vocabulary contract: of a concept's classes and their parents these come first.
CONTRACT = (
    "InnovationCenter",
    "Consortium",
    "Cluster",
    "Agency",
    "Enterprise",
    "University",
    "ResearchInstitute",
    "Association",
    "Laboratory",
    "FinancialInstitution",
    "Policy",
    "Programme",
    "TechnologyField",
    "Region",
    "Person",
    "Kind",
)


@cache
def _parents() -> dict[str, tuple[str, ...]]:
    """The named classes right above each class of the ontology."""
    parents: dict[str, list[str]] = defaultdict(list)
    for path in ontology.paths("ontology"):
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            if quad.predicate.value == RDFS + "subClassOf" and isinstance(quad.object, ox.NamedNode):
                parents[quad.subject.value.removeprefix(IKG)].append(quad.object.value.removeprefix(IKG))
    return {name: tuple(sorted(above)) for name, above in parents.items()}


def _with_parents(types: Iterable[str]) -> tuple[str, ...]:
    """Classes with those above them that the contract names, the contract's own first."""
    found: set[str] = set()
    todo = sorted(types)
    given = frozenset(todo)
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += _parents().get(name, ())
    kept = (found & set(CONTRACT)) | given
    return tuple(sorted(kept, key=lambda name: (CONTRACT.index(name) if name in CONTRACT else len(CONTRACT), name)))


def _country(concepts: dict[str, Concept], iri: str) -> str | None:
    seen: set[str] = set()
    todo = [iri]
    while todo:
        at = todo.pop(0)
        concept = concepts.get(at)
        if concept is None or at in seen:
            continue
        seen.add(at)
        code = at.rsplit("/", 1)[-1]
        if "Region" in concept.types and len(code) == 2 and code.isupper():
            return at
        todo += concept.located_in + concept.broader
    return None


__all__ = ["Concept", "Gazetteer", "gazetteer"]
