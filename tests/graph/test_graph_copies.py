"""The same article from two places is one article with two sources; a version replaces another only when told."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from innokg.graph import BuildReport, build, open_graph

BODY = (Path(__file__).parents[1] / "extract" / "duplicates" / "base.txt").read_text("utf-8")
TITLE, PARAGRAPHS = BODY.split("\n")[0], BODY.split("\n")[2:]
OTHER = (
    "南屏市组建光电子联合体\n\n" + "南屏市光电子创新联合体由启明光学有限公司牵头，六所高校参加，市里给予后补助。\n" * 3
)


def page(address: str, publisher: str, paragraphs: list[str]) -> str:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<html><head><title>{TITLE}_{publisher}网</title><meta property='og:url' content='{address}'></head><body>"
        f"<div class='nav'>首页 新闻</div><h1>{TITLE}</h1><div>2024-05-16 来源：{publisher}</div><div>{text}</div>"
        f"<div class='footer'>版权所有：{publisher}网</div></body></html>"
    )


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "m.html").write_text(page("https://one.example/1", "青岚日报", PARAGRAPHS), "utf-8")
    (folder / "a.html").write_text(page("https://two.example/x", "海角新闻", PARAGRAPHS[:-2]), "utf-8")
    (folder / "z.txt").write_text(BODY, "utf-8")
    (folder / "other.txt").write_text(OTHER, "utf-8")
    return folder


def say(report: BuildReport) -> list[str]:
    return [f"{item.identifier} {item.code}" for item in (*report.left_out, *report.notices) if item.code in CODES]


CODES = {"duplicate", "version", "replaced", "replaces"}
SOURCES = """
    SELECT ?name ?source { ?a a ikg:Article ; dcterms:identifier ?name OPTIONAL { ?a dcterms:source ?source } }
    ORDER BY ?name ?source
"""


def sources(directory: Path) -> list[tuple[str, str]]:
    with open_graph(directory) as graph:
        found = graph.query(SOURCES)
        assert isinstance(found, ox.QuerySolutions)
        return [(row["name"].value, row["source"].value if row["source"] else "") for row in found]


def content(directory: Path) -> list[str]:
    with open_graph(directory) as graph:
        return sorted(map(str, graph.quads()))


def test_copies_are_one_article_with_all_sources(corpus: Path, tmp_path: Path) -> None:
    report = build([corpus], tmp_path / "g")
    # The copy that is whole and tells most of itself stands for all.
    assert report.duplicates == (("m.html", "a.html", "z.txt"),)
    assert say(report) == ["a.html duplicate", "z.txt duplicate"]
    assert sources(tmp_path / "g") == [
        ("m.html", "https://one.example/1"),
        ("m.html", "https://two.example/x"),
        ("m.html", "z.txt"),
        ("other.txt", ""),
    ]
    (corpus / "a.html").unlink()
    (corpus / "z.txt").unlink()
    # What the article says is counted once, as if it had been given alone.
    assert build([corpus], tmp_path / "h").statements == report.statements


def test_the_choice_depends_on_neither_order_nor_workers(corpus: Path, tmp_path: Path) -> None:
    paths = [corpus / name for name in ("z.txt", "other.txt", "a.html", "m.html")]
    build(paths, tmp_path / "g")
    build(paths[::-1], tmp_path / "h", workers=2)
    assert content(tmp_path / "g") == content(tmp_path / "h")


REVISED = BODY.replace("不得低于4%", "不得低于5%")


def test_a_version_is_kept_beside_the_other_and_told(corpus: Path, tmp_path: Path) -> None:
    (corpus / "new.txt").write_text(REVISED, "utf-8")
    report = build([corpus], tmp_path / "g")
    assert report.articles == 3
    assert say(report) == ["a.html duplicate", "z.txt duplicate", "new.txt version"]


@pytest.mark.parametrize("name", ["z.txt", "m.html"])
def test_a_version_takes_the_others_place_when_told(corpus: Path, tmp_path: Path, name: str) -> None:
    (corpus / "new.txt").write_text(REVISED, "utf-8")
    (corpus / "new.meta.yaml").write_text(f"replaces: {name}\n", "utf-8")
    report = build([corpus], tmp_path / "g")
    # With the version that is replaced all its copies go.
    assert say(report) == ["a.html replaced", "m.html replaced", "z.txt replaced"]
    with open_graph(tmp_path / "g") as graph:
        assert [article.identifier for article in graph.articles()] == ["new.txt", "other.txt"]
        assert graph.query(f"ASK {{ ?new dcterms:replaces '{name}' }}")


def test_replacing_what_is_not_there_or_each_other(corpus: Path, tmp_path: Path) -> None:
    (corpus / "other.meta.yaml").write_text("replaces: old.txt\n", "utf-8")
    report = build([corpus], tmp_path / "g")
    assert say(report) == ["a.html duplicate", "z.txt duplicate", "other.txt replaces"]
    (corpus / "other.meta.yaml").write_text("replaces: z.txt\n", "utf-8")
    (corpus / "z.meta.yaml").write_text("replaces: other.txt\n", "utf-8")
    circle = build([corpus], tmp_path / "g")
    assert "replaces" in circle.notices_by_code
    assert circle.articles == 2
