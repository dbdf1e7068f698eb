"""The quads of an article: the shape that the vocabulary contract demands."""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox
import pytest
from innokg.extract import extract, read_text
from innokg.extract.emission import quads
from innokg.extract.identity import resolve
from innokg.ontology import terms
from innokg.ontology.namespaces import OA, RDF, SKOS

TEXT = """海州市创新联合体建设情况

2023-05-10  来源：海州发布

2022年8月，海州市科技局印发《海州市创新联合体管理办法》。深海装备创新联合体由海州重工有限公司牵头组建，现有成员单位12家。
江东省尚未组建高温合金创新联合体。建议由海州大学牵头组建海洋牧场创新联合体。
"""

Statement = dict[str, set[ox.NamedNode | ox.Literal]]


@pytest.fixture(scope="module")
def graph() -> list[ox.Quad]:
    extraction = extract(read_text(TEXT, "notes.txt"))
    return list(quads(extraction, resolve([extraction])))


@pytest.fixture(scope="module")
def statements(graph: list[ox.Quad]) -> dict[str, Statement]:
    found: dict[str, Statement] = defaultdict(lambda: defaultdict(set))
    for quad in graph:
        found[quad.subject.value][quad.predicate.value].add(quad.object)
    return {s: po for s, po in found.items() if terms.Statement in po[RDF + "type"]}


def names(graph: list[ox.Quad]) -> dict[str, str]:
    return {q.object.value: q.subject.value for q in graph if q.predicate.value == SKOS + "prefLabel"}


def test_everything_is_in_the_article_s_graph_and_nothing_is_blank(graph: list[ox.Quad]) -> None:
    assert len({quad.graph_name for quad in graph}) == 1
    assert not any(isinstance(term, ox.BlankNode) for quad in graph for term in (quad.subject, quad.object))


def test_iris_are_ascii_and_no_quad_comes_twice(graph: list[ox.Quad]) -> None:
    iris = {t.value for q in graph for t in (q.subject, q.predicate, q.object) if isinstance(t, ox.NamedNode)}
    assert all(iri.isascii() for iri in iris)
    assert len(graph) == len(set(graph))


def test_an_asserted_fact_is_a_direct_triple_and_a_statement(graph: list[ox.Quad]) -> None:
    by_name = names(graph)
    led, leader = by_name["深海装备创新联合体"], by_name["海州重工有限公司"]
    assert any(q.subject.value == led and q.predicate == terms.ledBy and q.object.value == leader for q in graph)


def test_what_is_proposed_or_denied_is_never_a_direct_triple(graph: list[ox.Quad], statements: dict) -> None:
    proposed = [
        po
        for po in statements.values()
        if terms.Proposed in po[terms.modality.value] or ox.Literal(True) in po.get(terms.negated.value, ())
    ]
    assert any(terms.ledBy in po[RDF + "predicate"] for po in proposed)
    direct = {(q.subject, q.predicate, q.object) for q in graph}
    for po in proposed:
        (subject,), (predicate,), (value,) = po[RDF + "subject"], po[RDF + "predicate"], po[RDF + "object"]
        if value != terms.Recommendation:  # proposes by its nature
            assert (subject, predicate, value) not in direct


def test_every_statement_is_complete(graph: list[ox.Quad], statements: dict) -> None:
    wanted = [RDF + "subject", RDF + "predicate", RDF + "object", terms.modality.value, terms.confidence.value]
    wanted += [terms.rule.value, terms.evidence.value, "http://www.w3.org/ns/prov#wasGeneratedBy"]
    assert statements
    for po in statements.values():
        assert all(len(po[predicate]) == 1 for predicate in wanted)


def test_every_quote_stands_at_its_place(graph: list[ox.Quad]) -> None:
    values = {(q.subject.value, q.predicate.value): q.object.value for q in graph}
    places = [s.removesuffix("#quote") for s, p in values if p == OA + "exact"]
    assert places
    for place in places:
        start, end = (int(values[f"{place}#position", OA + edge]) for edge in ("start", "end"))
        assert TEXT[start:end] == values[f"{place}#quote", OA + "exact"]


def test_the_same_article_gives_the_same_quads() -> None:
    def once() -> list[ox.Quad]:
        extraction = extract(read_text(TEXT, "notes.txt"))
        return list(quads(extraction, resolve([extraction])))

    assert once() == once()
