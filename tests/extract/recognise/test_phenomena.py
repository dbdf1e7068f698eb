"""Each phenomenon's sentences: none may lose what it has, and the phenomena that hold stay whole.

`floors.yaml` pins, for each phenomenon, how many of its sentences pass; `python -m tests.extract.recognise --update`
raises the floors. A failing phenomenon names what is weak.
"""

from __future__ import annotations

from pathlib import Path

import phenomena
import pytest
import yaml

FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yaml").read_text("utf-8"))
SENTENCES = list(phenomena.sentences())


def test_there_are_enough_sentences() -> None:
    assert len(SENTENCES) >= 300
    assert FLOORS.keys() == set(phenomena.phenomena())


@pytest.mark.parametrize("phenomenon", phenomena.phenomena())
def test_the_phenomenon_says_what_it_is(phenomenon: str) -> None:
    content = phenomena.content(phenomenon)
    assert content.keys() == {"what", "sentences"}
    assert "\n" not in content["what"]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence.name)
def test_the_sentence_is_well_formed(sentence: phenomena.Sentence) -> None:
    assert list(phenomena.faults_of_form(sentence)) == []


def test_no_sentence_stands_twice() -> None:
    texts = [sentence.expected["text"] for sentence in SENTENCES]
    assert sorted(texts) == sorted(set(texts))


@pytest.mark.parametrize("phenomenon", phenomena.phenomena())
def test_the_phenomenon_is_mastered_as_far_as_before(phenomenon: str) -> None:
    faults = {s.name: phenomena.judge(s.expected).faults() for s in SENTENCES if s.phenomenon == phenomenon}
    weak = {name: found for name, found in faults.items() if found}
    assert len(faults) - len(weak) >= FLOORS[phenomenon], weak


@pytest.mark.parametrize(
    ("change", "fault"),
    [({"wy": 1}, "unknown key wy"), ({"text": "短"}, "no text"), ({"things": {"Centre": []}}, "class Centre")],
)
def test_a_malformed_sentence_is_told(change: dict, fault: str) -> None:
    expected = {"text": "这里谁也没有提到任何机构。", "things": {}, **change}
    assert fault in list(phenomena.faults_of_form(phenomena.Sentence("x", 1, expected)))


def test_what_is_missed_and_what_is_wrong_are_told() -> None:
    verdict = phenomena.judge({"text": "科技部印发了通知。", "things": {"Policy": ["无中生有办法"]}})
    assert ("Policy", "无中生有办法") in verdict.missed
    assert [kind for kind, _ in verdict.wrong] == ["Agency"]
