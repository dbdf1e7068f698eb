"""Answers in every format: what a reader of that format must find, and what must not get through."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

import openpyxl
import pytest
from innokg.queries import FORMATS, Answer, MissingLibraryError, QueryError, evidence, render, run
from innokg.queries.formats import chart
from query_dataset import Dataset
from query_engines import OxGraph
from rich.cells import cell_len

from tests.needs import need

SPEC = {
    "articles": {"a.txt": {"published": "2024-05", "title": "甲文"}},
    "things": {"星火计划": "Programme", "财政部": "Agency", "=2+3|<b>恶</b>": "Programme"},
    "frames": [
        "Funding | fundingFor=星火计划 | fundedBy=财政部 | amount=2950000000 | currency=CNY | periodStart=2023",
        "Funding | fundingFor==2+3|<b>恶</b> | amount=70 | currency=CNY | purpose=@SUM(A1) | Planned",
    ],
}


def answer(question: str = "07", *, with_evidence: bool = False, **options: object) -> Answer:
    graph = OxGraph(Dataset(SPEC).quads())
    result = run(graph, question)
    return Answer(result, quotes=evidence(graph, result) if with_evidence else None, **options)  # type: ignore[arg-type]


@pytest.fixture
def chinese_font() -> None:
    """A Chinese font, without which no chart is drawn."""
    try:
        chart.chinese_font()
    except QueryError as error:
        need(False, str(error))


@pytest.mark.parametrize("name", FORMATS)
def test_same_answer_same_bytes(name: str, request: pytest.FixtureRequest) -> None:
    if name == "svg":
        request.getfixturevalue("chinese_font")
    assert render(answer(with_evidence=True), name) == render(answer(with_evidence=True), name)


def test_table_lines_up_under_wide_characters() -> None:
    lines = render(answer(), "table").decode().splitlines()
    starts = {cell_len(line[: line.index("CNY") + 3]) for line in lines if "CNY" in line}
    assert any("29.5亿CNY" in line for line in lines)
    assert (
        len({cell_len(line[: line.index(word)]) for line in lines for word in ("29.5亿", "70CNY") if word in line}) == 1
    )
    assert starts


def test_wide_comparison_is_cut_into_tables_that_fit() -> None:
    text = render(answer("01", width=40), "table").decode()
    assert all(cell_len(line) <= 40 for line in text.splitlines())
    assert sum(line.startswith("方面") for line in text.splitlines()) == 2


def test_csv_opens_in_excel_and_holds_no_formula() -> None:
    data = render(answer(with_evidence=True), "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert [row["金额"] for row in rows] == ["2950000000", "70"]
    assert rows[1]["资助对象"].startswith("'=")
    assert rows[1]["用途"] == "'@SUM(A1)"
    assert rows[0]["依据"].startswith("a.txt[12–")
    assert data.count(b"\r\n") == 3


def test_tsv_has_one_line_a_row() -> None:
    lines = render(answer(), "tsv").decode().splitlines()
    assert len(lines) == 3
    assert {line.count("\t") for line in lines} == {8}


def test_json_is_sparql_results() -> None:
    document = json.loads(render(answer(), "json"))
    first = document["results"]["bindings"][0]
    assert {"funder", "amount", "statement", "_since"} <= set(document["head"]["vars"])
    assert first["amount"] == {
        "type": "literal", "value": "2950000000", "datatype": "http://www.w3.org/2001/XMLSchema#decimal",
    }  # fmt: skip
    assert first["funderName"] == {"type": "literal", "value": "财政部", "xml:lang": "zh-hans"}
    assert first["funder"]["type"] == "uri"


def test_markdown_keeps_its_columns() -> None:
    lines = [line for line in render(answer(with_evidence=True), "md").decode().splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", line)) for line in lines}) == 1
    assert "\\[1\\]" in lines[2]
    assert "<b>" not in "".join(lines).replace("\\<b\\>", "")


def test_html_escapes_what_articles_say() -> None:
    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: set[str] = set()

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.found.add(tag)

    page = render(answer(with_evidence=True), "html").decode()
    parser = Tags()
    parser.feed(page)
    assert "b" not in parser.found
    assert {"table", "ol", "blockquote"} <= parser.found
    assert 'href="#quote-1"' in page
    assert 'id="quote-1"' in page


def test_xlsx_holds_numbers_text_and_evidence() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(answer(with_evidence=True), "xlsx")))
    assert book.sheetnames == ["答案", "依据"]
    cells = [cell for row in book["答案"].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "29.5亿CNY" in {cell.value for cell in cells}
    assert book["依据"]["B2"].value == "a.txt"


@pytest.mark.usefixtures("chinese_font")
def test_page_holds_the_chart() -> None:
    assert "<svg" in render(answer(), "html").decode()


@pytest.mark.usefixtures("chinese_font")
def test_svg_is_drawn_in_outlines() -> None:
    root = ElementTree.fromstring(render(answer(), "svg"))  # noqa: S314 (our own)
    assert root.tag.endswith("svg")
    assert not list(root.iter("{http://www.w3.org/2000/svg}text"))


def test_svg_without_a_chart_or_a_font_or_rows_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(QueryError, match="has no chart"):
        render(answer("03"), "svg")
    with pytest.raises(QueryError, match="nothing to draw"):
        render(answer("08"), "svg")
    chart.chinese_font.cache_clear()
    monkeypatch.setattr(chart, "FAMILIES", ("No Such Font",))
    with pytest.raises(QueryError, match="install Noto Sans CJK SC"):
        render(answer(), "svg")
    assert "no Chinese font" in render(answer(), "html").decode()
    chart.chinese_font.cache_clear()


@pytest.mark.parametrize(("name", "module"), [("xlsx", "xlsxwriter"), ("svg", "matplotlib")])
def test_missing_library_is_named(name: str, module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, module, None)
    with pytest.raises(MissingLibraryError, match="pip install"):
        render(answer(), name)


def test_unknown_format_gets_a_suggestion() -> None:
    with pytest.raises(QueryError, match="Did you mean xlsx"):
        render(answer(), "xls")


def test_english_headings() -> None:
    assert "amount" in render(answer(lang="en"), "table").decode()


def test_gaps_are_shown() -> None:
    page = render(answer("22"), "md").decode()
    assert "| 星火计划 |" in page
    assert "—" in page


@pytest.mark.parametrize(("articles", "told"), [(3, False), (5, False), (6, True)])
def test_a_list_that_is_cut_says_so(articles: int, told: bool) -> None:
    identifiers = [f"a{number:02}.txt" for number in range(articles)]
    spec = {
        "articles": {name: {} for name in identifiers},
        "things": {"星火计划": "Programme", "科技部": "Agency"},
        "facts": [f"星火计划 | ledBy | 科技部 | in={name}" for name in identifiers],
    }
    result = run(OxGraph(Dataset(spec).quads()), "23")
    assert len(result.rows) == min(articles, 5)
    assert ("-p article=" in render(Answer(result), "table").decode()) is told
