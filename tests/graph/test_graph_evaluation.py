"""Evaluation: what counts as right, missed and wrong. The graph is fixtures/two-articles.trig."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from innokg.graph import GoldError, Graph
from innokg.graph.evaluation import Evaluation, evaluate

FIXTURES = Path(__file__).parent / "fixtures"
LED = {"s": "海风创新联合体", "p": "ikg:ledBy", "o": "蓝鲸重工有限公司"}
LOCATED = {"s": "海风创新联合体", "p": "ikg:locatedIn", "o": "山东省"}
FOUNDED = {"s": "海风创新联合体", "p": "ikg:establishedOn", "o": "2024-05"}
MEMBERS = {"frame": "ikg:Observation", "about": "海风创新联合体", "indicator": "成员企业", "value": 24, "unit": "家"}
THINGS = [
    {"s": "海风创新联合体", "p": "rdf:type", "o": "ikg:Consortium"},
    {"s": "海上风电发展办法", "p": "rdf:type", "o": "ikg:Policy"},
]
AUTHOR = {"s": "随便什么题目", "p": "schema:author", "o": "林一舟"}
ALPHA = [LED, LOCATED, FOUNDED, MEMBERS, AUTHOR, *THINGS]


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.load(FIXTURES / "two-articles.trig")


def run(graph: Graph, tmp_path: Path, lines: list[dict], article: str = "alpha") -> Evaluation:
    path = tmp_path / f"{article}.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), "utf-8")
    return evaluate(graph, [path])


def counts(result: Evaluation, kind: str) -> tuple[int, int, int]:
    score = result.scores[kind]
    return score.hits, score.missed, score.wrong


def test_all_right(graph: Graph, tmp_path: Path):
    result = run(graph, tmp_path, ALPHA)
    assert (result.missed, result.wrong, result.absent) == ([], [], [])
    assert (result.total.hits, result.total.precision, result.total.recall, result.total.f1) == (7, 1, 1, 1)


@pytest.mark.parametrize(
    ("without", "kind", "wrong"),
    [
        (LED, "ikg:ledBy", "海风创新联合体 ikg:ledBy 蓝鲸重工有限公司"),
        (
            MEMBERS,
            "ikg:Observation",
            "ikg:Observation about=海风创新联合体; comparator=ge; indicator=成员企业数量; unit=家; value=24",
        ),
        (THINGS[0], "rdf:type", "海风创新联合体 rdf:type ikg:Consortium"),
        (AUTHOR, "schema:author", "海风创新联合体成立 schema:author 林一舟"),
    ],
)
def test_what_gold_does_not_have_is_wrong(graph: Graph, tmp_path: Path, without: dict, kind: str, wrong: str):
    result = run(graph, tmp_path, [line for line in ALPHA if line != without])
    assert [(f.kind, f.fact) for f in result.wrong] == [(kind, wrong)]
    assert counts(result, kind)[2] == 1


@pytest.mark.parametrize(
    "line",
    [
        {**LED, "o": "白鲸重工有限公司"},
        {**LED, "p": "ikg:hasMember"},
        {"s": "滨海市科学技术局", "p": "rdf:type", "o": "ikg:Agency"},  # another article's
        {"s": "海风创新联合体", "p": "ikg:basedOn", "o": "海上风电发展办法"},  # the article denies it
        {**MEMBERS, "value": 25},
        {**MEMBERS, "indicator": "专利", "about": "别的", "note": "no part that ties it"},
        {"frame": "ikg:Challenge", "label": "缺人"},
    ],
)
def test_what_the_graph_does_not_state_is_missed(graph: Graph, tmp_path: Path, line: dict):
    result = run(graph, tmp_path, [line])
    assert len(result.missed) == 1
    assert result.total.hits == 0


@pytest.mark.parametrize(
    ("line", "hit"),
    [
        ({**LED, "s": "“海风”联合体"}, True),  # by an alias, marks aside
        ({**LED, "s": "没有此名", "alt": ["海风创新联合体"]}, True),
        ({**LED, "o": "没有此名", "alt_o": ["蓝鲸重工有限公司"]}, True),
        ({**FOUNDED, "o": "2024"}, True),  # the graph may be more exact
        ({**FOUNDED, "o": "2024-05-06"}, False),
        ({**MEMBERS, "value": "0.0024", "unit": "万家"}, True),
        ({**MEMBERS, "value": "24.1"}, True),  # within half a percent
        ({**MEMBERS, "value": "24.2"}, False),
        ({"s": "海风创新联合体", "p": "skos:altLabel", "o": "OWIC"}, True),
        ({"s": "蓝鲸重工有限公司", "p": "skos:altLabel", "o": "OWIC"}, False),
        (
            {"s": "海风创新联合体", "p": "rdf:type", "o": "ikg:EnterpriseLedConsortium", "alt_o": ["ikg:Consortium"]},
            None,
        ),
        ({"s": "海风创新联合体", "p": "rdf:type", "o": "ikg:Cluster", "alt_o": ["ikg:Consortium"]}, True),
    ],
)
def test_how_gold_is_matched(graph: Graph, tmp_path: Path, line: dict, hit: bool | None):
    total = run(graph, tmp_path, [line]).total
    assert (total.hits, total.missed) == {True: (1, 0), False: (0, 1), None: (0, 0)}[hit]


def test_optional_and_negated_gold(graph: Graph, tmp_path: Path):
    result = run(graph, tmp_path, [{**LED, "optional": True}, {**LOCATED, "negated": True}])
    assert counts(result, "ikg:ledBy") == (0, 0, 0)
    assert counts(result, "ikg:locatedIn") == (0, 0, 1)
    assert run(graph, tmp_path, [{**LED, "o": "x", "optional": True}]).missed == []


def test_core_facts_are_counted_apart(graph: Graph, tmp_path: Path):
    total = run(graph, tmp_path, [{**LED, "core": True}, {**LED, "o": "x", "core": True}, LOCATED]).total
    assert (total.core_hits, total.core_missed, total.core_recall) == (1, 1, 0.5)
    assert run(graph, tmp_path, [LED]).total.core_recall is None


def test_recommendations_count_though_proposed_and_other_proposals_do_not(graph: Graph, tmp_path: Path):
    gold = [
        {"frame": "ikg:Recommendation", "label": "科技部门统一管理联合体"},
        {"s": "海风创新联合体", "p": "ikg:administeredBy", "o": "滨海市科学技术局"},
    ]
    result = run(graph, tmp_path, gold, "beta")
    assert counts(result, "ikg:Recommendation") == (1, 0, 0)
    assert counts(result, "ikg:administeredBy") == (0, 1, 0)


def test_one_node_answers_one_line(graph: Graph, tmp_path: Path):
    assert counts(run(graph, tmp_path, [MEMBERS, MEMBERS]), "ikg:Observation") == (1, 1, 0)


def test_an_article_that_is_not_there_is_told(graph: Graph, tmp_path: Path):
    result = run(graph, tmp_path, [LED], "gamma")
    assert result.absent == ["gamma"]
    assert result.total.missed == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"s": "a", "p": "ikg:ledBy"}', "'o' is missing"),
        ("\n{not json", "line 2"),
        ("[]", "line 1"),
        ('{"s": "a", "p": "no:such", "o": "b"}', "no such prefix"),
        ('{"frame": "ikg:Funding"}', "no slots"),
        ('{"s": "a", "p": "ikg:ledBy", "o": "b", "alt": "c"}', "alt is not a list"),
    ],
)
def test_a_fault_in_gold_is_one_line(graph: Graph, tmp_path: Path, content: str, says: str):
    path = tmp_path / "alpha.jsonl"
    path.write_text(content)
    with pytest.raises(GoldError, match=says) as caught:
        evaluate(graph, [path])
    assert "\n" not in str(caught.value)


def test_gold_that_cannot_be_read(graph: Graph, tmp_path: Path):
    for path in (tmp_path / "none.jsonl", tmp_path):
        with pytest.raises(GoldError):
            evaluate(graph, [path])
