"""Every example of every rule file, through the whole pipeline: the rule states exactly the facts of its example.

Names are compared, modality is not. A fact that the text denies counts as not stated.
"""

from __future__ import annotations

import pytest
from innokg.extract import read_text
from innokg.extract.cleaning import clean
from innokg.extract.model import Literal
from innokg.extract.pipeline import pipeline
from innokg.extract.recognise.mentions import Mention
from innokg.extract.relate.rules import Example, Rule, RuleError, read_rules, rules
from spacy.tokens import Doc

CASES = [(rule, example) for rule in rules() for example in rule.examples]


def related(text: str) -> Doc:
    """The Doc of a text after the whole pipeline; here each rule's facts stand apart, also where two rules agree."""
    cleaned = clean(read_text(text, "example"))
    doc = pipeline().make_doc(cleaned.text)
    doc.user_data["blocks"] = cleaned.blocks
    return pipeline()(doc)


def name(value: Mention | Literal | None) -> str:
    return value.value if isinstance(value, Literal) else value.name if value else "the article"


@pytest.mark.parametrize(
    ("rule", "example"), CASES, ids=[f"{rule.id}:{rule.examples.index(example)}" for rule, example in CASES]
)
def test_rule_states_what_its_example_expects(rule: Rule, example: Example) -> None:
    doc = related(example.text)
    stated = {(name(f.subject), name(f.object)) for f in doc._.facts if f.rule == rule.id and not f.negated}
    assert stated == set(example.facts), f"mentions: {[(m.type, m.name) for m in doc._.mentions]}"


def test_every_rule_has_an_example_that_states_something() -> None:
    assert not [rule.id for rule in rules() if not any(example.facts for example in rule.examples)]


def test_every_property_has_an_example_from_which_nothing_may_be_drawn() -> None:
    negative = {rule.predicate for rule in rules() for example in rule.examples if not example.facts}
    assert not {rule.predicate for rule in rules()} - negative


def test_a_faulty_rule_is_named() -> None:
    faulty = {"property": "ikg:ledBy", "rules": [{"id": "broken", "pattern": "{led:}"}]}
    with pytest.raises(RuleError, match=r"some\.yaml: rule broken"):
        list(read_rules("some.yaml", faulty))
