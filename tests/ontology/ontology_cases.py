"""What the tests of the ontology share: Turtle snippets and the case files of the axioms."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from innokg.ontology.namespaces import PREFIXES
from pyoxigraph import RdfFormat, Triple, parse

PARTS = {"facts", "follows", "must_not_follow", "contradicts"}
DESCRIPTIONS = {"why", "number", "question", "query", "terms"}  # the last four of competency questions
AXIOM_CASES = sorted((Path(__file__).parent / "axioms").glob("*.yaml"))


def triples(turtle: str, base: str = "urn:test:") -> list[Triple]:
    """Parse a Turtle snippet with the project's prefixes, `:` standing for the base."""
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items()) + f"@prefix : <{base}> .\n"
    return [quad.triple for quad in parse(head + turtle, format=RdfFormat.TURTLE, rename_blank_nodes=True)]


@dataclass(frozen=True)
class AxiomCase:
    """One case file: facts, and what does, does not and cannot follow from them."""

    name: str
    facts: list[Triple]
    follows: list[Triple]
    must_not_follow: list[Triple]
    contradicts: list[Triple]

    @classmethod
    def read(cls, path: Path) -> AxiomCase:
        case = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert set(case) <= PARTS | DESCRIPTIONS, path
        parts = {part: triples(case.get(part, ""), f"urn:test:{path.stem}:") for part in PARTS}
        return cls(path.stem, **parts)
