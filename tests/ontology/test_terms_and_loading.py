"""Constants, namespaces and the loader agree with the Turtle and do not change from run to run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from innokg.ontology import generate_terms, load, terms
from innokg.ontology.namespaces import IKG, PREFIXES, SKOS, bind, expand, shorten
from ontology_cases import triples
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
from rdflib import Graph

ALIGNMENTS = load.FOLDER / "alignments"


def test_terms_are_generated_from_the_turtle() -> None:
    assert generate_terms.main(["--check"]) == 0


def test_stale_terms_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stale = tmp_path / "terms.py"
    stale.write_text("old", encoding="utf-8")
    assert generate_terms.main(["--check"], stale) == 1
    assert "run python -m innokg.ontology.generate_terms" in capsys.readouterr().err
    assert generate_terms.main([], stale) == 0
    assert generate_terms.main(["--check"], stale) == 0


def test_names_of_the_vocabulary_contract_are_there() -> None:
    contract = Path(__file__).parent.joinpath("contract.txt").read_text(encoding="utf-8").split()
    assert not {IKG + name for name in contract} - {term.value for term in terms.ALL}


def test_constants_are_their_own_names() -> None:
    assert terms.Consortium == NamedNode(IKG + "Consortium")
    assert all(getattr(terms, term.value.removeprefix(IKG)) == term for term in terms.ALL)


def test_importing_names_and_terms_loads_neither_rdflib_nor_a_reasoner() -> None:
    code = (
        "import sys, innokg.ontology.namespaces, innokg.ontology.terms, innokg.ontology.load; "
        "print(sorted({'rdflib', 'owlready2', 'pyshacl'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_expand_and_shorten_are_inverse() -> None:
    assert expand("skos:altLabel") == SKOS + "altLabel"
    assert all(shorten(expand(f"{prefix}:x")) == f"{prefix}:x" for prefix in PREFIXES)
    assert shorten("urn:other") == "urn:other"
    with pytest.raises(ValueError, match="no such prefix"):
        expand("nope:x")


def test_bind_gives_every_prefix() -> None:
    bound = {prefix: str(iri) for prefix, iri in bind(Graph()).namespaces()}
    assert PREFIXES.items() <= bound.items()


def test_quads_are_the_same_at_every_run_and_hash_seed() -> None:
    code = (
        "import hashlib; from innokg.ontology.load import paths, quads; "
        "print(hashlib.sha256(''.join(map(str, quads(paths('ontology', 'alignments')))).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_quads_go_into_the_graph_asked_for_with_all_groups_of_a_store() -> None:
    name = NamedNode("urn:test:graph")
    loaded = list(load.ontology_quads(name))
    assert {quad.graph_name for quad in loaded} == {name}
    assert Quad(terms.Consortium, NamedNode(expand("rdf:type")), NamedNode(expand("owl:Class")), name) in loaded
    assert (
        Quad(terms.Statement, NamedNode(expand("rdfs:subClassOf")), NamedNode(expand("rdf:Statement")), name) in loaded
    )
    assert next(load.quads(load.paths("ontology"))).graph_name == DefaultGraph()


def test_broken_turtle_is_named_by_file_and_line(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:a> <urn:b>\n<urn:c> <urn:d> .\n", encoding="utf-8")
    with pytest.raises(load.OntologyError, match=r"broken\.ttl.*line 2"):
        load.read(broken)


def test_the_time_query_writes_a_funding_s_years_as_an_interval() -> None:
    store = Store()
    facts = (
        ':f a ikg:Funding ; ikg:periodStart "2024"^^xsd:gYear ; ikg:periodEnd "2026"^^xsd:gYear . :g a ikg:Funding .'
    )
    store.extend(Quad(fact.subject, fact.predicate, fact.object) for fact in triples(facts))
    made = set(map(str, store.query((ALIGNMENTS / "time.rq").read_text(encoding="utf-8"))))  # type: ignore[arg-type]
    expected = """
        :f time:hasTime <urn:test:f/period> .
        <urn:test:f/period> a time:ProperInterval ; time:hasBeginning <urn:test:f/period/start> ;
            time:hasEnd <urn:test:f/period/end> .
        <urn:test:f/period/start> a time:Instant ; time:inXSDgYear "2024"^^xsd:gYear .
        <urn:test:f/period/end> a time:Instant ; time:inXSDgYear "2026"^^xsd:gYear .
    """
    assert made == set(map(str, triples(expected)))


def test_every_alignment_stands_in_the_table_and_no_term_is_equated() -> None:
    table = (ALIGNMENTS / "README.md").read_text(encoding="utf-8").partition("## Looked at")[0]
    for path in load.paths("alignments", "dl-exempt"):
        text = path.read_text(encoding="utf-8")
        assert "equivalentClass" not in text
        assert "equivalentProperty" not in text
        for quad in load.read(path):
            subject, predicate = shorten(str(getattr(quad.subject, "value", ""))), shorten(quad.predicate.value)
            if predicate in ("rdfs:subClassOf", "rdfs:subPropertyOf") and isinstance(quad.object, NamedNode):
                for name in (subject, shorten(quad.object.value)):
                    assert f"`{name.removeprefix('ikg:')}`" in table, f"{path.name}: {name} is not in README.md"
