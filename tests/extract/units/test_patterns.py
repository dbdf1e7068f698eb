"""The pattern language: a slot looks on for a name of its sort, lists are whole, brackets that define are not there."""

from __future__ import annotations

import pytest
from innokg.extract.recognise.mentions import Mention
from innokg.extract.relate.coded import code
from innokg.extract.relate.patterns import PatternError, compile_pattern, matches


def items(text: str, **sorts: str) -> list[Mention]:
    found = [Mention(text.index(n), text.index(n) + len(n), (sort,), n, by="test") for n, sort in sorts.items()]
    return sorted(found, key=lambda m: m.start)


def told(pattern: str, text: str, **sorts: str) -> list[dict[str, list[str]]]:
    coded = code(text, 0, len(text), items(text, **sorts))
    return [
        {name: [i.name for i in filled if isinstance(i, Mention)] for name, filled in match.slots.items()}
        for match in matches(compile_pattern(pattern), coded)
    ]


def test_a_slot_passes_over_names_of_other_sorts() -> None:
    text = "甲部签署了体现乙国意图的丙法案"
    assert told("{by:Agency}签署了…{policy:Policy}", text, 甲部="Agency", 乙国="Region", 丙法案="Policy") == [
        {"by": ["甲部"], "policy": ["丙法案"]}
    ]


def test_a_list_is_taken_whole() -> None:
    text = "由甲大学、乙公司和丙所牵头"
    found = told(
        "由{leader:Organization+}牵头", text, 甲大学="University", 乙公司="Enterprise", 丙所="ResearchInstitute"
    )
    assert found == [{"leader": ["甲大学", "乙公司", "丙所"]}]


def test_a_bracket_that_defines_is_not_there() -> None:
    text = "甲计划(以下简称“乙”)由丙部实施"
    assert told("{p:Programme}由{by:Agency}实施", text, 甲计划="Programme", 丙部="Agency") == [
        {"p": ["甲计划"], "by": ["丙部"]}
    ]


def test_a_short_gap_stops_at_punctuation_and_names() -> None:
    assert told("{a:Agency}~设立", "甲部,经研究设立", 甲部="Agency") == []
    assert told("{a:Agency}~设立", "甲部同乙国设立", 甲部="Agency", 乙国="Region") == []
    assert told("{a:Agency}~设立", "甲部经研究设立", 甲部="Agency") == [{"a": ["甲部"]}]


def test_instances_only() -> None:
    kind = Mention(0, 3, ("Kind",), "甲中心", by="test", kind_of="InnovationCenter")
    coded = code("甲中心落户", 0, 5, [kind])
    assert matches(compile_pattern("{c:InnovationCenter}落户"), coded)
    assert not matches(compile_pattern("{c:InnovationCenter!}落户"), coded)


@pytest.mark.parametrize("pattern", ["{leader}牵头", "由{a:Agency(牵头", "{a:Agency"])
def test_a_bad_pattern_is_told(pattern: str) -> None:
    with pytest.raises(PatternError):
        compile_pattern(pattern)
