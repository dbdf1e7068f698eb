"""Metadata: title, date, publisher, issue, source and authors, each with its own evidence (cases/)."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from innokg.extract.cleaning import fold
from innokg.extract.metadata.dates import dates_in
from innokg.extract.metadata.persons import body_of, is_person
from innokg.extract.reading import read_text

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_metadata(path: Path) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    article = read_text(case["text"], f"{path.stem}.txt")
    said = article.metadata
    for role in ("title", "published", "publisher", "issue", "source"):
        found = getattr(said, role)
        assert (found.value if found else None) == case.get(role), role
        if found is not None and role not in ("published", "source"):
            assert found.span is not None
            assert fold(article.text[found.span.start : found.span.end]) == found.value
    assert {a.name.value: [body.value for body in a.affiliations] for a in said.authors} == case["authors"]
    for author in said.authors:
        for found in (author.name, *author.affiliations):
            assert found.span is not None
            quote = fold(article.text[found.span.start : found.span.end])
            assert "".join(char for char in quote if char not in "“”‘’《》 ") == found.value.replace(" ", "")
    assert (said.title is None) == any(notice.code == "no-title" for notice in article.notices)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2025-01-22", ["2025-01-22"]),
        ("2024- 09- 30", ["2024-09-30"]),
        ("2023.8.21", ["2023-08-21"]),
        ("2024/2/3 08:00", ["2024-02-03"]),
        ("2024年7月21日", ["2024-07-21"]),
        ("2024年7月", ["2024-07"]),
        ("2024年", ["2024"]),
        ("二〇二四年三月十五日", ["2024-03-15"]),
        ("2023年2月30日", []),
        ("2024-13-01", []),
        ("增长20.24个百分点", []),
        ("1.2024.35", []),
        ("编号20240315号", []),
        ("192.168.20.23", []),
    ],
)
def test_dates(text: str, wanted: list[str]) -> None:
    assert [value for value, _, _ in dates_in(text)] == wanted


@pytest.mark.parametrize("name", ["赵路", "王晓光", "欧阳修文", "让·皮埃尔", "诸葛亮", "冉小丽", "单志广"])
def test_persons(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "安徽大学",
        "编辑部",
        "高新区",
        "研究员",
        "本报记者",
        "时评",
        "成都",
        "科技处",
        "全国人大",
        "方案",
        "金融时报",
        "a",
        "",
    ],
)
def test_no_persons(name: str) -> None:
    assert not is_person(name)


@pytest.mark.parametrize(
    ("clause", "body"),
    [
        ("青岚大学经管学院副教授", "青岚大学经管学院"),
        ("现任青岚省科学技术厅厅长", "青岚省科学技术厅"),
        ("青岚发展研究院党委书记", "青岚发展研究院"),
        ("青岚省重点研究基地(服务业研究中心)研究员", "青岚省重点研究基地"),
        ("硕士生导师", None),
        ("长期从事科技政策研究", None),
        ("校学术委员会副主席", None),
        ("在多家报社发表文章", None),
    ],
)
def test_bodies(clause: str, body: str | None) -> None:
    found = body_of(clause)
    assert (clause[found[0] : found[1]] if found else None) == body
