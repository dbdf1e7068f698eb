"""What a build changed: facts that came and went, none where only their place moved, and no guess without a past."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from innokg.graph import GraphError, build
from innokg.graph.changes import CAME, WENT, last

BEFORE = "东海市风电创新联合体由东海重工集团有限公司牵头组建。"
AFTER = "东海市风电创新联合体由北山机械集团有限公司牵头组建。"


def _build(folder: Path, text: str) -> Path:
    articles = folder / "articles"
    articles.mkdir(exist_ok=True)
    (articles / "a.txt").write_text(f"东海市公布联合体名单\n\n{text}\n", "utf-8")
    build([articles], folder / "graph")
    return folder / "graph"


def test_a_first_build_has_nothing_to_compare_with(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="nothing to compare with"):
        last(_build(tmp_path, BEFORE))


def test_what_an_article_no_longer_says_went_and_what_it_says_now_came(tmp_path: Path) -> None:
    _build(tmp_path, BEFORE)
    changes = {(change.kind, change.relation, change.what) for change in last(_build(tmp_path, AFTER))}
    assert (WENT, "牵头单位", "东海重工集团有限公司") in changes
    assert (CAME, "牵头单位", "北山机械集团有限公司") in changes
    assert not any(relation == "位于" for _, relation, _ in changes)


def test_a_fact_that_only_moved_has_not_changed(tmp_path: Path) -> None:
    _build(tmp_path, BEFORE)
    assert last(_build(tmp_path, f"此前已有多次公告。\n\n{BEFORE}")) == []


def test_the_command_tells_it_in_words(tmp_path: Path, innokg: Callable) -> None:
    _build(tmp_path, BEFORE)
    graph = _build(tmp_path, AFTER)
    told = innokg("changes", "--graph", graph)
    assert told.returncode == 0
    assert any(line.startswith("+") and "北山机械集团有限公司" in line for line in told.stdout.splitlines())
    assert innokg("changes", "--graph", graph, "--format", "json").stdout.startswith("[")
    none = innokg("changes", "--graph", _build(tmp_path, AFTER))
    assert "没有变化" in none.stdout
