"""The example corpus: every gold line is valid and stands in its article, and the corpus is as its README says."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import docx
import example_articles as examples
import gold_checks
import opencc
import pypdf
import pytest
import yaml

BROKEN = yaml.safe_load((Path(__file__).parent / "cases" / "broken_gold.yaml").read_text("utf-8"))
SHARED = examples.ROOT.parent / "shared" / "articles"
COPIED_RUN = 24  # characters in a row, without white space, that two texts do not share by chance
PDF_BYTES = 300_000
HAN_CHARACTERS = range(400, 1501)
FORMATS = {".txt": 11, ".html": 2, ".docx": 1, ".pdf": 1}
TRADITIONAL_SHARE = 0.05  # of an article's characters change when it is simplified

each_article = pytest.mark.parametrize("article", examples.ARTICLES, ids=lambda p: p.name)
each_gold = pytest.mark.parametrize("gold", examples.GOLD, ids=lambda p: p.name)


def han(text: str) -> list[str]:
    return re.findall(r"[\u4e00-\u9fff]", text)


def folded(text: str) -> str:
    """Fold script, width and spacing: a gold title is simplified, a headline is as it was printed."""
    simple = opencc.OpenCC("t2s").convert(unicodedata.normalize("NFKC", text))
    return examples.squeezed(simple)


def is_traditional(article: Path) -> bool:
    text = examples.text_of(article)
    simple = opencc.OpenCC("t2s").convert(text)
    return sum(a != b for a, b in zip(text, simple, strict=True)) > TRADITIONAL_SHARE * len(text)


def article_of(gold: Path) -> Path:
    return next(p for p in examples.ARTICLES if p.stem == gold.stem)


@each_gold
def test_gold_is_valid(gold: Path) -> None:
    assert gold_checks.faults(examples.gold_lines(gold)) == []


@each_gold
def test_evidence_stands_in_the_article(gold: Path) -> None:
    text = examples.text_of(article_of(gold))
    lines = examples.gold_lines(gold)
    assert len(lines) >= 30
    assert [line["evidence"] for line in lines if not line["evidence"] or line["evidence"] not in text] == []


def test_the_checker_accepts_good_lines() -> None:
    assert gold_checks.faults(BROKEN["good"]) == []


@pytest.mark.parametrize("name", BROKEN["cases"])
def test_the_checker_names_a_fault(name: str) -> None:
    line, fault = BROKEN["cases"][name]
    found = gold_checks.faults([*BROKEN["good"], line])
    assert found
    assert all(message.startswith(f"line {len(BROKEN['good']) + 1}: ") for message in found)
    assert any(fault in message for message in found)


@each_gold
def test_reader_finds_what_the_article_says_of_itself(gold: Path) -> None:
    stated = examples.article_at(article_of(gold)).metadata
    lines = [line for line in examples.gold_lines(gold) if not line.get("negated")]
    (title,) = (line["s"] for line in lines if line.get("o") == "ikg:Article")
    dates = [line["o"] for line in lines if line.get("s") == title and line["p"] == "ikg:issuedOn"]
    authors = [line["o"] for line in lines if line.get("p") == "schema:author"]
    assert folded(stated.title.value if stated.title else "") == folded(title)
    assert [stated.published.value if stated.published else None] == (dates or [None])
    assert [author.name.value for author in stated.authors] == authors


def test_every_article_has_gold_and_every_gold_an_article() -> None:
    assert [p.stem for p in examples.ARTICLES] == [p.stem for p in examples.GOLD]
    assert all(p.suffix == ".jsonl" for p in examples.GOLD)


def test_names_are_numbered_slugs() -> None:
    assert [p.name for p in examples.ARTICLES if not re.fullmatch(r"\d\d(-[a-z]+)+\.(txt|html|docx|pdf)", p.name)] == []
    assert [int(p.name[:2]) for p in examples.ARTICLES] == list(range(1, len(examples.ARTICLES) + 1))


def test_mix_of_formats() -> None:
    assert Counter(p.suffix for p in examples.ARTICLES) == FORMATS


@each_article
def test_length(article: Path) -> None:
    assert len(han(examples.text_of(article))) in HAN_CHARACTERS


def test_one_text_is_gb18030_and_the_others_are_utf8() -> None:
    def is_utf8(path: Path) -> bool:
        try:
            path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    texts = [p for p in examples.ARTICLES if p.suffix == ".txt"]
    assert [p.name for p in texts if not is_utf8(p)] == ["06-model-measures.txt"]


def test_two_articles_at_least_are_traditional() -> None:
    assert len([p for p in examples.ARTICLES if is_traditional(p)]) >= 2


def test_word_file_has_heading_styles_and_a_table() -> None:
    (path,) = (p for p in examples.ARTICLES if p.suffix == ".docx")
    document = docx.Document(str(path))
    styles = {p.style.name for p in document.paragraphs if p.style is not None}
    assert {"Title", "Heading 1", "Heading 2"} <= styles
    assert [len(table.rows) for table in document.tables] == [11]


def test_pdf_is_small_and_its_text_comes_out_clean() -> None:
    (path,) = (p for p in examples.ARTICLES if p.suffix == ".pdf")
    assert path.stat().st_size < PDF_BYTES
    fonts = [f.get_object() for page in pypdf.PdfReader(path).pages for f in page["/Resources"]["/Font"].values()]  # type: ignore[index]
    assert fonts
    assert all(re.match(r"/[A-Z]{6}\+NotoSansCJK", font["/BaseFont"]) for font in fonts)
    assert not re.search(r"[\u2e80-\u2fdf\uf900-\ufaff\ufffd]", examples.text_of(path))


@pytest.mark.parametrize("article", [p for p in examples.ARTICLES if p.suffix == ".html"], ids=lambda p: p.name)
def test_pages_carry_what_readers_must_leave_out(article: Path) -> None:
    page = article.read_text("utf-8")
    assert [mark for mark in ("<script>", "<meta name=", "<table", "分享", "footer", "首页") if mark not in page] == []


def test_four_articles_are_held_out_and_the_readme_says_which() -> None:
    stems = examples.held_out()
    readme = (examples.EXAMPLES / "README.md").read_text("utf-8")
    rows = {m[1]: m[2].split("|") for m in re.finditer(r"^\| `(\S+)` \|(.*)\|$", readme, re.MULTILINE)}
    assert list(rows) == [p.name for p in examples.ARTICLES]
    assert len(stems) == 4
    assert sorted(stems) == [Path(name).stem for name, cells in rows.items() if cells[2].strip() == "yes"]


@pytest.mark.skipif(
    not SHARED.is_dir(), reason="the articles to compare with are not beside this checkout (../shared/articles)"
)
@each_article
def test_nothing_is_copied_from_the_shared_articles(article: Path) -> None:
    text = examples.squeezed(examples.text_of(article))
    sources = [examples.squeezed(p.read_text("utf-8", "replace")) for p in sorted(SHARED.glob("*.txt"))]
    assert sources
    runs = {source[i : i + COPIED_RUN] for source in sources for i in range(len(source) - COPIED_RUN + 1)}
    assert [
        text[i : i + COPIED_RUN] for i in range(len(text) - COPIED_RUN + 1) if text[i : i + COPIED_RUN] in runs
    ] == []
