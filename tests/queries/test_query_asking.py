"""Asking by name, number and parameters; what a slip gets told; what changed; the questions described in RDF."""

from __future__ import annotations

import subprocess
import sys

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from innokg.queries import QueryError, compare, examples, get, load_all, reference, run
from innokg.queries.parameters import term
from innokg.queries.terms import collation, quantity
from query_dataset import Dataset
from query_engines import OxGraph

SPEC = {
    "things": {"星火计划": "Programme", "科技部": "Agency", "财政部": "Agency"},
    "facts": ["星火计划 | ledBy | 科技部", "星火计划 | ledBy | 财政部 | Planned"],
}


@pytest.mark.parametrize("name", ["7", "07", "funding", "07-funding", "07-funding.rq", " Funding "])
def test_a_question_goes_by_name_or_number(name: str) -> None:
    assert get(name).name == "07-funding"


@pytest.mark.parametrize(
    ("name", "params", "told"),
    [
        ("fundin", {}, "Did you mean funding"),
        ("99", {}, "no saved question '99'"),
        ("07", {"curency": "USD"}, "Did you mean currency"),
        ("12", {"class": "Program"}, "Did you mean Programme"),
        ("01", {"since": "last May"}, "since takes a date"),
        ("01", {"minConfidence": "high"}, "minConfidence takes a number"),
        ("01", {"includeProposed": "maybe"}, "includeProposed takes true or false"),
    ],
)
def test_a_slip_is_told_in_one_line(name: str, params: dict[str, str], told: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(OxGraph([]), name, params)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


@given(st.text())
def test_a_parameter_is_never_part_of_the_query(text: str) -> None:
    graph = OxGraph(Dataset(SPEC).quads())
    rows = run(graph, "01", {"programme": text}).rows
    assert bool(rows) == (text.strip() in "星火计划")


@given(st.text())
def test_any_text_is_a_term_or_a_clear_error(text: str) -> None:
    for parameter in get("25").parameters:
        try:
            found = term("25", parameter, text)
        except QueryError as error:
            found = ox.Literal(str(error))
        assert isinstance(found, ox.Literal)


def test_what_changed_is_told_apart() -> None:
    before = run(OxGraph(Dataset(SPEC).quads()), "01")
    facts = ["星火计划 | ledBy | 科技部", "星火计划 | establishedOn | 2022"]
    after = run(OxGraph(Dataset({**SPEC, "facts": facts}).quads()), "01")
    changes = compare(before, after)
    assert [row.terms["what"].value for row in changes.added] == ["2022"]
    assert [row.terms["what"].value for row in changes.removed] == ["财政部"]
    with pytest.raises(QueryError, match="same question"):
        compare(before, run(OxGraph([]), "02"))


def test_the_order_does_not_hang_on_the_store() -> None:
    quads = list(Dataset(SPEC).quads())
    one, other = run(OxGraph(quads), "23"), run(OxGraph(quads[::-1]), "23")
    assert one.bindings == other.bindings


def test_common_characters_sort_by_pinyin() -> None:
    assert sorted(["中国", "北京", "上海", "安徽"], key=collation) == ["安徽", "北京", "上海", "中国"]


@given(st.text())
def test_every_text_has_a_place_in_the_order(text: str) -> None:
    assert isinstance(collation(text), bytes)


@pytest.mark.parametrize(
    ("value", "unit", "bound", "shown"),
    [
        ("39243000000", "元", "", "392.43亿元"),
        ("370", "份", "ge", "≥370份"),
        ("0.35", "微米", "", "0.35微米"),
        ("10000000000", "USD", "", "100亿USD"),
        ("20000", "年", "approx", "约20000年"),
        ("-5", "%", "le", "≤-5%"),
    ],
)
def test_figures_are_written_for_people(value: str, unit: str, bound: str, shown: str) -> None:
    from decimal import Decimal

    assert quantity(Decimal(value), unit, bound) == shown


def test_described_in_rdf_every_question_can_be_run_from_its_description() -> None:
    store = ox.Store()
    store.extend(examples.quads(ox.NamedNode("https://w3id.org/innokg/id/query/")))
    found = store.query(
        "SELECT ?select ?comment WHERE { GRAPH ?g { ?q a sh:SPARQLExecutable ; sh:select ?select ;"
        " rdfs:comment ?comment ; sh:prefixes/sh:declare ?d . FILTER (LANG(?comment) = 'en') } }"
        " GROUP BY ?select ?comment",
        prefixes={"sh": "http://www.w3.org/ns/shacl#", "rdfs": "http://www.w3.org/2000/01/rdf-schema#"},
    )
    described = {row["comment"].value: row["select"].value for row in found}  # type: ignore[index]
    assert described == {query.en: query.body for query in load_all()}


def test_the_reference_page_is_up_to_date() -> None:
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page(), "run python -m innokg.queries.reference"


def test_asking_imports_nothing_of_the_extractor() -> None:
    code = (
        "import sys, innokg.queries;"
        "print([n for n in sys.modules if n.startswith(('innokg.extract', 'spacy', 'matplotlib'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
