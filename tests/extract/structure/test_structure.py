"""Structure: kinds and levels of the blocks of plain texts (cases/)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from innokg.extract.reading import read_text

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_blocks(path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    article = read_text(case["text"], f"{path.stem}.txt")
    found = [
        (block.kind.value, block.level, article.text[block.span.start : block.span.end]) for block in article.blocks
    ]
    assert [(kind, level) for kind, level, _ in found] == [(kind, level) for kind, level, _ in case["blocks"]], found
    for (_, _, text), (_, _, start) in zip(found, case["blocks"], strict=True):
        assert text.startswith(start)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        st.sampled_from([*"一、（）1.2是来源：作者|首页分享。，\n\n\n\t 创新联合体的年月日2024-"]),
        min_size=1,
        max_size=200,
    )
)
def test_blocks_are_apart_in_order_and_miss_nothing(text: str) -> None:
    if not text.strip():
        return
    article = read_text(text, "x.txt")
    at = 0
    for block in article.blocks:
        assert not article.text[at : block.span.start].strip()
        assert block.span.start >= at
        assert block.span.end > block.span.start
        for cell in block.cells:
            assert block.span.start <= cell.start <= cell.end <= block.span.end
        at = block.span.end
    assert not article.text[at:].strip()
