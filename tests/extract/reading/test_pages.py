"""Saved pages of many layouts: what must be kept, what must not, and what the page says of itself (cases/pages)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from innokg.extract.cleaning import CONTENT, clean
from innokg.extract.model import BlockKind
from innokg.extract.reading import read_bytes

CASES = sorted((Path(__file__).parent / "cases" / "pages").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    encoding = case.get("encoding", "utf-8")
    article = read_bytes(case["page"].encode(encoding), f"{path.stem}.html")
    content = "\n".join(
        article.text[block.span.start : block.span.end] for block in article.blocks if block.kind in CONTENT
    )
    assert article.encoding == encoding
    for text in case["keep"]:
        assert text in content
        assert content.count(text) == 1, "kept twice"
    for text in case["drop"]:
        assert text not in content
    for text in case.get("clean_keep", []):
        assert text in clean(article).text
    said = article.metadata
    assert (said.title.value if said.title else None) == case["title"]
    assert (said.published.value if said.published else None) == case.get("published")
    if "publisher" in case:
        assert said.publisher is not None
        assert said.publisher.value == case["publisher"]
    assert [author.name.value for author in said.authors] == case["authors"]
    for author in said.authors:
        wanted = case.get("affiliations", {}).get(author.name.value)
        assert wanted is None or [body.value for body in author.affiliations] == wanted
    blocks = [(article.text[block.span.start : block.span.end], block) for block in article.blocks]
    for text, level in case.get("headings", []):
        assert [block.level for found, block in blocks if found == text and block.kind is BlockKind.HEADING] == [level]
    rows = [[article.text[cell.start : cell.end] for cell in block.cells] for _, block in blocks if block.cells]
    for row in case.get("rows", []):
        assert row in rows
