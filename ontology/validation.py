"""Facts against the SHACL shapes, by pySHACL: what breaks the vocabulary, in words that say what to mend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from .load import FOLDER, GROUPS, Group, OntologyError, paths, quads
from .namespaces import RDF, RDFS, SH, shorten

if TYPE_CHECKING:
    from rdflib import Graph

SEVERITIES: Final = ("Violation", "Warning", "Info")
"""Gravest first. Violation: the fact is wrong or cannot be used. Warning: look at the sentence. Info: a gap."""

# What the shapes need to know of the ontology and the schemes: which class is under which, and what each place is.
CONTEXT_PROPERTIES: Final = frozenset((RDF + "type", RDFS + "subClassOf"))


@dataclass(frozen=True, order=True)
class Problem:
    """One result of the validation: how grave, of which thing, by which property and value, and what to mend."""

    severity: str
    focus: str
    path: str
    value: str
    message_zh: str
    message_en: str

    def __str__(self) -> str:
        where = " ".join(filter(None, (shorten(self.focus), shorten(self.path), self.value)))
        return f"{self.severity}: {where}: {self.message_zh} {self.message_en}"


class ShapesUnavailableError(Exception):
    """pySHACL is not installed; the message says how to mend it."""


def validate(facts: Iterable[Triple], shapes: Group = "shapes") -> list[Problem]:
    """Check the facts against the shapes and return what is wrong with them, gravest first, sorted.

    The facts are those taken from articles, without the triples of the ontology and the schemes: those are known here.
    Raises `ShapesUnavailableError` where pySHACL is missing, `OntologyError` where the shapes are faulty.
    """
    try:
        import pyshacl
    except ImportError as fault:
        raise ShapesUnavailableError("the shapes need pyshacl: pip install 'innokg[check]'") from fault
    facts = list(facts)
    subjects = {triple.subject.value for triple in facts if isinstance(triple.subject, NamedNode)}
    data = _rdflib(facts + _context())
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes(shapes), inplace=True, advanced=False)
    if isinstance(report, Exception):
        raise OntologyError(f"{FOLDER / GROUPS[shapes]}: {report}. Mend the shapes.") from report
    problems = {problem for problem in _problems(report, _shapes(shapes)) if problem.focus in subjects}
    return sorted(problems, key=lambda problem: (SEVERITIES.index(problem.severity), problem))


@cache
def _context() -> list[Triple]:
    files = paths("ontology", "schemes")
    return [quad.triple for quad in quads(files) if quad.predicate.value in CONTEXT_PROPERTIES]


@cache
def _shapes(group: Group) -> Graph:
    return _rdflib(quad.triple for quad in quads(paths(group)))


def _rdflib(triples: Iterable[Triple]) -> Graph:
    from rdflib import Graph

    text = serialize(triples, format=RdfFormat.N_TRIPLES)
    return Graph().parse(data=text or b"", format="nt")


def _problems(report: Any, shapes: Graph) -> Iterator[Problem]:
    from rdflib import URIRef
    from rdflib.namespace import RDF as RDF_TERMS

    def values(result: Any, name: str) -> list[Any]:
        return sorted(report.objects(result, URIRef(SH + name)))

    for result in report.subjects(RDF_TERMS.type, URIRef(SH + "ValidationResult")):
        # pySHACL drops the languages of a SPARQL constraint's messages, so those are read from the shapes.
        constraints = values(result, "sourceConstraint")
        said: list[Any] = [*shapes.objects(constraints[0], URIRef(SH + "message"))] if constraints else []
        messages = {str(text.language or "").lower(): str(text) for text in said or values(result, "resultMessage")}
        yield Problem(
            severity=str(values(result, "resultSeverity")[0]).removeprefix(SH),
            focus=str(values(result, "focusNode")[0]),
            path=_path(values(result, "resultPath")),
            value=" ".join(shorten(str(value)) for value in values(result, "value")),
            message_zh=messages.get("zh-hans", ""),
            message_en=messages.get("en", ""),
        )


def _path(found: list[Any]) -> str:
    """Return the path of a result; one that is no single property is left out, as the message tells enough."""
    return str(found[0]) if found and str(found[0]).startswith("http") else ""
