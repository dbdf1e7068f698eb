"""Reading a graph: queries and what they refuse, names, explanations, evidence."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from innokg.graph import Graph, NotAGraphError, QueryError, build, open_graph
from innokg.graph.checking import verify_evidence
from innokg.graph.explanation import Direction, explain
from tiny_extractor import TinyExtractor

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.load(FIXTURES / "two-articles.trig")


def test_articles_come_in_order_with_what_they_say_of_themselves(graph: Graph):
    first, second = graph.articles()
    assert (first.identifier, first.title, first.published) == ("alpha.txt", "海风创新联合体成立", "2024-05-06")
    assert (second.identifier, second.published, second.digest) == ("beta.txt", "", "")


def test_a_query_binds_terms_and_sees_all_graphs(graph: Graph):
    query = (
        "SELECT DISTINCT ?name ?o { ?s skos:prefLabel ?l ; ikg:ledBy/skos:prefLabel ?o FILTER(STR(?l) = STR(?name)) }"
    )
    rows = list(graph.query(query, {"name": ox.Literal("海风创新联合体")}))
    assert [row["o"].value for row in rows] == ["蓝鲸重工有限公司"]
    hostile = ox.Literal("x') } DELETE WHERE { ?s ?p ?o } #")
    assert list(graph.query(query, {"name": hostile})) == []
    assert list(graph.query("SELECT * { ?s ikg:ledBy ?o }", union=False)) == []


@pytest.mark.parametrize(
    ("query", "line", "column", "says"),
    [
        ("SELECT * {\n ?s ?p }", 2, None, "?s ?p"),
        ("SELECT * { ?s nosuch:name ?o }", 1, None, "prefix"),
        ("SELECT * { ?s ?p ?o", 1, None, "after 'SELECT * { ?s ?p ?o'"),
        ("", 1, 1, "not SPARQL"),
        ("找一找", 1, None, "not SPARQL"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 1, None, "not SPARQL"),
        ("DELETE WHERE { ?s ?p ?o }", 1, None, "not SPARQL"),
    ],
)
def test_a_fault_in_a_query_is_one_line_with_its_place(
    graph: Graph, query: str, line: int, column: int | None, says: str
):
    with pytest.raises(QueryError) as caught:
        graph.query(query)
    assert caught.value.line == line
    assert column is None or caught.value.column == column
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?where { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } }",
        "SELECT * { FILTER(?a<?b)SERVICE<http://127.0.0.1:9/>{ ?s ?p ?o } FILTER(?c>?d) }",
        r"PREFIX e: <e:> SELECT * { e:a\' ?p ?o . SERVICE <http://127.0.0.1:9/> {} e:b\' ?p ?o }",
        "SELECT * { <http://x/\\u0041#> ?p ?o . SERVICE <http://127.0.0.1:9/> {} }",
        "# ' \nSELECT * { SERVICE <http://127.0.0.1:9/> {} } # '",
        "SELECT * { BIND('\\'' AS ?x) SERVICE <http://127.0.0.1:9/> {} BIND('' AS ?y) }",
    ],
)
def test_no_query_calls_out(graph: Graph, query: str):
    with pytest.raises(QueryError, match="SERVICE is not allowed"):
        graph.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?p 'SERVICE' } # SERVICE",
        'SELECT * { ?s <http://x/service> """a " SERVICE """ }',
        "PREFIX e: <e:> SELECT * { ?s e:service $SERVICE }",
    ],
)
def test_the_word_service_elsewhere_is_no_call(graph: Graph, query: str):
    assert list(graph.query(query)) == []


@pytest.mark.parametrize(
    "name", ["海风创新联合体", " “海风”创新联合体 ", "海风联合体", "owic", "ＯＷＩＣ", "海風創新聯合體"]
)
def test_a_thing_is_found_by_any_of_its_names(graph: Graph, name: str):
    assert [thing.label for thing in explain(graph, name).things] == ["海风创新联合体"]


def test_a_name_that_is_not_there_gets_suggestions(graph: Graph):
    result = explain(graph, "海风创新联盟")
    assert result.things == ()
    assert result.suggestions[0] == "海风创新联合体"
    assert explain(graph, "").suggestions == ()
    assert explain(graph, "XYZ").suggestions == ()


def test_an_explanation_gives_every_fact_with_its_sentences(graph: Graph):
    (thing,) = explain(graph, "海风创新联合体").things
    assert thing.alt_labels == ("海风联合体", "OWIC")
    assert thing.mentioned_in == ("alpha.txt", "beta.txt")
    assert [t.curie for t in thing.types] == ["ikg:Consortium", "ikg:EnterpriseLedConsortium"]
    facts = {(f.direction, f.predicate.curie, f.object.text): f for f in thing.facts}
    led = facts[Direction.SUBJECT, "ikg:ledBy", "蓝鲸重工有限公司"]
    assert led.predicate.text == "牵头单位"
    assert [(s.modality, s.confidence, s.rule) for s in led.sayings] == [
        ("Asserted", Decimal("0.9"), "led-by-passive"),
        ("Planned", Decimal("0.75"), "led-by-list"),
    ]
    place = led.sayings[0].places[0]
    assert (place.article, place.title, place.start, place.end) == ("alpha.txt", "海风创新联合体成立", 11, 32)
    assert place.quote == "海风创新联合体由蓝鲸重工有限公司牵头组建。"
    assert facts[Direction.SUBJECT, "ikg:basedOn", "海上风电发展办法"].sayings[0].negated
    assert facts[Direction.SUBJECT, "ikg:administeredBy", "滨海市科学技术局"].sayings[0].modality == "Proposed"
    parts = facts[Direction.PART, "rdf:type", "观测值"].parts
    assert {(p.curie, v.text) for p, v in parts} >= {("ikg:value", "24"), ("ikg:unit", "家"), ("ikg:comparator", "ge")}
    (enterprise,) = explain(graph, "蓝鲸重工有限公司").things
    assert [(f.direction, f.subject.text) for f in enterprise.facts] == [(Direction.OBJECT, "海风创新联合体")]


def test_files_that_are_no_graph_are_refused(tmp_path: Path):
    bad = tmp_path / "bad.nq"
    bad.write_text("<a> <b>")
    for path, says in (
        (bad, "bad.nq"),
        (tmp_path / "none.trig", "cannot be read"),
        (tmp_path / "x.txt", "by its ending"),
    ):
        with pytest.raises(NotAGraphError, match=says):
            Graph.load(path)


def test_evidence_is_checked_against_the_stored_text(tmp_path: Path):
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_bytes("𠮷\n海风创新联合体由蓝鲸重工有限公司牵头。".encode())
    build([articles], tmp_path / "g", extractor=TinyExtractor())
    with open_graph(tmp_path / "g") as graph:
        assert list(verify_evidence(graph)) == []
        quads = list(graph.quads())
    moved = [
        ox.Quad(q.subject, q.predicate, ox.Literal("7", datatype=q.object.datatype), q.graph_name)
        if q.predicate.value.endswith("#end")
        else q
        for q in quads
    ]
    wrong = Graph.of(moved)
    wrong.directory = tmp_path / "g"
    (fault,) = verify_evidence(wrong)
    assert "characters 2 to 7" in str(fault)
    assert "海风创新联" in str(fault)
    (tmp_path / "g" / "texts").joinpath(next((tmp_path / "g" / "texts").iterdir()).name).unlink()
    with open_graph(tmp_path / "g") as graph:
        (fault,) = verify_evidence(graph)
        assert "not stored" in str(fault)
