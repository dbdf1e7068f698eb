"""The shapes find what the case files say and nothing in the sound graph. One run of pySHACL over all cases: each has
names of its own, so none touches another.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import yaml
from innokg.ontology import terms
from innokg.ontology.load import paths, quads, rdflib_graph
from innokg.ontology.namespaces import IKG, SH, shorten
from innokg.ontology.validation import SEVERITIES, validate
from ontology_cases import triples
from pyoxigraph import NamedNode, RdfFormat, parse
from rdflib import URIRef

FOLDER = Path(__file__).parent / "shapes"
CASES = sorted((FOLDER / "cases").glob("*.yaml"))


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    """What is found in each case, as `severity :thing property`; the sound graph stands under `sound`."""
    facts = [quad.triple for quad in parse(path=FOLDER / "sound.ttl", format=RdfFormat.TURTLE)]
    for path in CASES:
        facts += triples(yaml.safe_load(path.read_text(encoding="utf-8"))["facts"], f"urn:test:{path.stem}:")
    results = defaultdict(set)
    for problem in validate(facts):
        case, _, name = problem.focus.removeprefix("urn:test:").rpartition(":")
        results[case or "sound"].add(f"{problem.severity} :{name} {shorten(problem.path)}".strip())
        assert problem.message_zh, problem
        assert problem.message_en, problem
    return results


def test_nothing_is_found_in_the_sound_graph(found: dict[str, set[str]]) -> None:
    assert found["sound"] == set()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_shapes(path: Path, found: dict[str, set[str]]) -> None:
    expected = set(yaml.safe_load(path.read_text(encoding="utf-8"))["problems"])
    named = {line.split()[1] for line in expected}
    assert {line for line in found[path.stem] if line.split()[1] in named} == expected


def test_every_class_of_the_vocabulary_has_a_shape() -> None:
    graph = rdflib_graph("shapes")
    targets = {str(target) for target in graph.objects(None, URIRef(SH + "targetClass"))}
    contract = (FOLDER / "classes.txt").read_text(encoding="utf-8").split()
    assert {IKG + name for name in contract} <= targets


def test_every_message_is_in_both_languages_and_every_severity_is_used() -> None:
    graph = rdflib_graph("shapes", "term-shapes")
    messages = defaultdict(list)
    for shape, message in graph.subject_objects(URIRef(SH + "message")):
        messages[shape].append(str(getattr(message, "language", "")).lower())
    assert all(sorted(tags) == ["en", "zh-hans"] for tags in messages.values())
    used = {str(severity).removeprefix(SH) for severity in graph.objects(None, URIRef(SH + "severity"))}
    assert used == set(SEVERITIES)


def test_shapes_name_only_terms_that_are_there() -> None:
    known = {term.value for term in terms.ALL}
    named = {
        term.value
        for quad in quads(paths("shapes", "term-shapes"))
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(IKG)
    }
    assert named <= known
