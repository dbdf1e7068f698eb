"""Cleaning: forms, noise, damage, and the way back of every character (cases/)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from innokg.extract.cleaning import CONTENT, MARKER, clean, fold
from innokg.extract.model import Article, Block, BlockKind, Span
from innokg.extract.reading import read_text
from innokg.extract.structure import has_text

CASES = Path(__file__).parent / "cases"


def cases(folder: str):
    found = sorted((CASES / folder).glob("*.yaml"))
    assert found
    return pytest.mark.parametrize(
        "case", [yaml.safe_load(path.read_text("utf-8")) for path in found], ids=[p.stem for p in found]
    )


def paragraphs(text: str) -> Article:
    """Return the text as an article of paragraphs, one a line."""
    spans, at = [], 0
    for line in text.splitlines(keepends=True):
        body = line.strip()
        if body:
            start = at + line.index(body)
            spans.append(Span(start, start + len(body)))
        at += len(line)
    return Article("x.txt", text, tuple(Block(BlockKind.PARAGRAPH, span) for span in spans))


@cases("clean")
def test_clean(case: dict) -> None:
    assert clean(paragraphs(case["text"])).text == case["clean"]


@cases("damaged")
def test_damage_is_marked(case: dict) -> None:
    article = paragraphs(case["text"])
    found = clean(article)
    stored = [found.to_stored(span.start, span.end) for span in found.damaged]
    quotes = [article.text[span.start : span.end] for span in stored]
    if case.get("loose"):
        assert len(quotes) == 1
        assert case["damaged"][0] in quotes[0]
    else:
        assert quotes == case["damaged"]
    assert [found.text[span.start : span.end] for span in found.damaged] == [MARKER] * len(quotes)
    for text in case["clean_has"]:
        assert text in found.text


@cases("healthy")
def test_healthy_text_is_not_marked(case: dict) -> None:
    found = clean(paragraphs(case["text"]))
    assert found.damaged == ()
    assert MARKER not in found.text


# Han of both scripts, marks of both widths, spaces, invisible and damaged characters, pinyin, line ends.
_CHARS = st.sampled_from(
    [
        *"创新聯合體動由牵头，。：；？?！（）()「」『』《》“”堫撔萍乾著",
        *" \t\u3000\u200b\u202e\ufeff\ufffd\ue000\r\nabZ09-—～%dòngéè",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.text(_CHARS, max_size=80) | st.text(max_size=60))
def test_every_character_maps_to_its_source(text: str) -> None:
    assume(has_text(text))
    article = read_text(text, "x.txt")
    found = clean(article)
    assert len(found.offsets) == len(found.text) + 1
    assert len(found.ends) == len(found.text)
    damaged = {place for span in found.damaged for place in range(span.start, span.end)}
    behind = 0
    for place, char in enumerate(found.text):
        start, end = found.offsets[place], found.ends[place]
        assert behind <= start <= end <= len(article.text)
        behind = start
        if place in damaged:
            assert char == MARKER
            assert end > start
        elif char != "\n":
            assert end == start + 1
            block = next(one for one in article.blocks if one.span.start <= start < one.span.end)
            whole = fold(article.text[block.span.start : block.span.end])
            assert whole[start - block.span.start] == char
    content = [block for block in article.blocks if block.kind in CONTENT]
    assert len(found.blocks) == len(content)
    for block, stored in zip(found.blocks, content, strict=True):
        assert block.kind is stored.kind
        back = found.to_stored(block.span.start, block.span.end)
        assert stored.span.start <= back.start
        assert back.end <= stored.span.end
        assert "\n" not in found.text[block.span.start : block.span.end]


@given(st.text(max_size=200))
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_cells_of_a_row_are_mapped() -> None:
    article = read_text(
        "名单\n\n现将首批名单公布如下，请各地认真做好有关工作。\n\n名称\t牵头\n甲（动(dòng)）联合体\t乙 公司\n", "x.txt"
    )
    found = clean(article)
    rows = [[found.text[cell.start : cell.end] for cell in block.cells] for block in found.blocks if block.cells]
    assert rows == [["名称", "牵头"], ["甲(动)联合体", "乙公司"]]


def test_places_outside_are_refused() -> None:
    found = clean(paragraphs("一句话。"))
    with pytest.raises(IndexError):
        found.to_stored(0, 99)
