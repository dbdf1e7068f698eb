"""The SKOS schemes keep their own rules, hold as many things as there are, and say what is true.

`checks/` holds one rule a file: a query that any row of breaks, samples that it must catch and samples that it must
let pass. `counts.yaml` says how many there are of what; `facts/` what must and must not be said.
"""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
import yaml
from innokg.ontology import terms
from innokg.ontology.load import paths, rdflib_graph
from innokg.ontology.namespaces import ID, IKG, PREFIXES
from opencc import OpenCC
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, Triple, parse

HERE = Path(__file__).parent
CHECKS = sorted((HERE / "checks").glob("*.yaml"))
COUNTS = yaml.safe_load((HERE / "counts.yaml").read_text(encoding="utf-8"))
# The parts of the identifier namespace that the schemes use, as prefixes.
PARTS = ("body", "code", "field", "indicator", "instrument", "kind", "level", "region", "scheme")
PART_PREFIXES = {part: ID + ("region-level" if part == "level" else part) + "/" for part in PARTS}
SPARQL_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in (PREFIXES | PART_PREFIXES).items())
TURTLE_PREFIXES = SPARQL_PREFIXES.replace("PREFIX ", "@prefix ").replace(">\n", "> .\n") + "@prefix : <urn:test:> .\n"
SKOS = PREFIXES["skos"]


@cache
def schemes() -> Store:
    """Return all schemes in one store in memory."""
    store = Store()
    for path in paths("schemes"):
        store.load(path=path, format=RdfFormat.TURTLE)
    return store


def triples(turtle: str) -> list[Triple]:
    """Parse a snippet in which the prefixes of the schemes are known."""
    return [quad.triple for quad in parse(TURTLE_PREFIXES + turtle, format=RdfFormat.TURTLE)]


def rows(store: Store, query: str) -> list[str]:
    """Return what the query finds as lines, sorted."""
    solutions = store.query(SPARQL_PREFIXES + query)
    assert isinstance(solutions, QuerySolutions)
    return sorted(" ".join(str(value) for value in solution) for solution in solutions)


def sample(turtle: str) -> Store:
    """Return a store of one snippet."""
    store = Store()
    store.load(input=TURTLE_PREFIXES + turtle, format=RdfFormat.TURTLE)
    return store


def stated(triple: Triple) -> bool:
    """Return whether the schemes say the triple."""
    return next(schemes().quads_for_pattern(triple.subject, triple.predicate, triple.object), None) is not None


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_rule_is_kept(path: Path) -> None:
    check = yaml.safe_load(path.read_text(encoding="utf-8"))
    broken_by = rows(schemes(), check["query"])
    assert not broken_by, f"{check['why']}\n" + "\n".join(broken_by)


@pytest.mark.parametrize("path", CHECKS, ids=lambda path: path.stem)
def test_rule_tells_broken_from_sound(path: Path) -> None:
    check = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert set(check) == {"why", "query", "broken", "sound"}
    for turtle in check["broken"]:
        assert rows(sample(turtle), check["query"]), f"not caught:\n{turtle}"
    for turtle in check["sound"]:
        assert not rows(sample(turtle), check["query"]), f"wrongly caught:\n{turtle}"


@pytest.mark.parametrize("count", COUNTS, ids=lambda count: count["what"])
def test_as_many_as_there_are(count: dict) -> None:
    found = len(rows(schemes(), f"SELECT DISTINCT ?thing WHERE {{ {count['where']} }}"))
    if "exactly" in count:
        assert found == count["exactly"]
    else:
        assert found >= count["at_least"]


@pytest.mark.parametrize("triple", triples((HERE / "facts" / "must.ttl").read_text(encoding="utf-8")), ids=str)
def test_fact_is_stated(triple: Triple) -> None:
    assert stated(triple)


@pytest.mark.parametrize("triple", triples((HERE / "facts" / "must-not.ttl").read_text(encoding="utf-8")), ids=str)
def test_falsehood_is_not_stated(triple: Triple) -> None:
    assert not stated(triple)


def test_both_parsers_read_the_same() -> None:
    graph = rdflib_graph("schemes")
    assert len(graph) == len(schemes())
    assert {str(subject) for subject in graph.subjects()} == {
        quad.subject.value for quad in schemes() if isinstance(quad.subject, NamedNode)
    }


def test_each_thing_is_described_in_one_file() -> None:
    files = defaultdict(set)
    for path in paths("schemes"):
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            files[str(quad.subject)].add(path.name)
    assert {subject: names for subject, names in files.items() if len(names) > 1} == {}


def test_each_thing_is_described_once_in_its_file() -> None:
    for path in paths("schemes"):
        heads = [
            line.split()[0]
            for line in path.read_text(encoding="utf-8").splitlines()
            if " a " in line[:80] and line[0] not in "# @"
        ]
        assert len(heads) == len(set(heads)), path.name


def test_every_term_used_is_of_the_ontology() -> None:
    declared = {term.value for term in terms.ALL}
    used = {
        node.value
        for quad in schemes()
        for node in (quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(IKG)
    }
    assert used
    assert used <= declared


def test_identifiers_are_readable_ascii() -> None:
    for quad in schemes():
        assert isinstance(quad.subject, NamedNode)
        assert quad.subject.value.startswith(ID)
        assert quad.subject.value.removeprefix(ID).replace("/", "").replace("-", "").isascii()
        assert quad.subject.value.removeprefix(ID).replace("/", "").replace("-", "").isalnum()


def test_simplified_labels_are_simplified() -> None:
    converter = OpenCC("t2s")
    labels = {
        quad.object.value
        for quad in schemes()
        if isinstance(quad.object, Literal) and (quad.object.language or "").lower() == "zh-hans"
    }
    assert {label: converter.convert(label) for label in labels if converter.convert(label) != label} == {}


def test_reading_does_not_depend_on_the_hash_seed() -> None:
    script = (
        "from innokg.ontology.load import paths, quads; import hashlib;"
        "print(hashlib.sha256('\\n'.join(map(str, quads(paths('schemes')[:1]))).encode()).hexdigest())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            encoding="utf-8",
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
