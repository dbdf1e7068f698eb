"""Facts that another extractor proposes: what the gates let through, and what they refuse and count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from innokg.extract import Fact, extract, read_text
from innokg.extract.model import Extraction, Literal, Modality
from innokg.extract.proposals import Proposer, propose
from spacy.language import Language

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text("utf-8"))
RULE = "proposed-test_proposer"


@Language.factory("test_proposer", default_config={"lines": []})
def make(nlp: Language, name: str, lines: list[Any]) -> Any:
    return lambda doc: propose(doc, lines)


def extracted(text: str, lines: list[Any]) -> Extraction:
    import json

    article = read_text(text, "case.txt")
    return extract(article, (Proposer("test_proposer", json.dumps({"lines": lines}, ensure_ascii=False)),))


def stated(facts: list[Fact], extraction: Extraction) -> Iterator[list[str]]:
    names = {thing.key: thing.name for thing in extraction.things}
    for fact in facts:
        if fact.frame:
            yield [f"ikg:{fact.frame}", *_how(fact)]
        elif fact.predicate != "rdf:type" and fact.subject in names:
            value = fact.object.value if isinstance(fact.object, Literal) else names[fact.object]
            yield [names[fact.subject], fact.predicate, value, *_how(fact)]


def _how(fact: Fact) -> list[str]:
    if fact.negated:
        return ["denied"]
    return [] if fact.modality is Modality.ASSERTED else [fact.modality.value]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_gates(case: dict[str, Any]) -> None:
    extraction = extracted(case["text"], case["propose"])
    expected = case.get("states", [])
    # A rule of ours may have found the same fact too, and then stands for both.
    assert all(fact in stated(list(extraction.facts), extraction) for fact in expected)
    assert all(fact in expected for fact in stated([f for f in extraction.facts if f.rule == RULE], extraction))
    told = [notice.message for notice in extraction.notices if notice.code == "proposals-refused"]
    counts = dict(re.findall(r"(\w+) (\d+)(?=[,)])", " ".join(told)))
    assert counts == {gate: str(count) for gate, count in case.get("refuses", {}).items()}


def test_every_gate_is_shown_to_refuse() -> None:
    shown = {gate for case in CASES for gate in case.get("refuses", {})}
    gates = (Path(__file__).parents[3] / "extract" / "proposals" / "gates.py").read_text("utf-8")
    assert set(re.findall(r'_Refused\("(\w+)"\)', gates)) - shown == {"damage"}  # shown below


def test_no_fact_is_drawn_across_damage() -> None:
    # 上海 and a lost character, as scrapes lose them; the reader marks the stretch and the gate refuses it.
    from innokg.extract.cleaning import MARKER
    from innokg.extract.pipeline import pipeline
    from innokg.extract.proposals.gates import admit
    from innokg.extract.proposals.proposal import parse

    doc = pipeline()(f"海河量子计算创新联合体揭牌。由天河{MARKER}科技有限公司牵头组建。")
    line = parse({"s": "甲", "p": "ikg:ledBy", "o": "乙", "evidence": f"由天河{MARKER}科技有限公司牵头组建"})
    assert admit(doc, [line], RULE).refused == {"damage": 1}


def test_evidence_is_the_stored_text_at_its_offsets() -> None:
    text = "海河量子計算創新聯合體今天成立。扛旗者是天河超算科技有限公司，不久將牽頭組建研究院。"
    line = {
        "s": "海河量子计算创新联合体",
        "p": "ikg:ledBy",
        "o": "天河超算科技有限公司",
        "evidence": "扛旗者是天河超算科技有限公司，不久将牵头组建",
    }
    extraction = extracted(text, [line])
    (fact,) = [fact for fact in extraction.facts if fact.rule == RULE]
    place = fact.evidence[0]
    assert extraction.article.text[place.span.start : place.span.end] == place.quote
    assert "牽頭組建" in place.quote
