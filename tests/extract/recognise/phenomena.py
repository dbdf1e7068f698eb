"""Short sentences grouped by what they try, one YAML file a phenomenon under `cases/`.

A file has `what`, the phenomenon in one line, and `sentences`. Of each sentence:

text: the sentence
things: {class or classes: [name, …]} that must be found; `A|B` stands for either class, or for names of one thing
not: [name, …] that must not be found as a thing of the exhaustive classes
optional: [name, …] that may be found or not
aliases: [[name, alias], …] that must be known as names of one thing
persons: [name, …] that must be found

What is found of the exhaustive classes and is neither under things nor optional is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from innokg.extract import Extraction, Thing, extract, read_text
from innokg.extract.identity import folded

CASES = Path(__file__).with_name("cases")
EXHAUSTIVE = ("InnovationCenter", "Consortium", "Cluster", "Agency", "Policy", "Programme", "Kind")
_CLASSES = {*EXHAUSTIVE, "FinancialInstitution", "Laboratory", "ResearchInstitute", "Association"}
_KEYS = frozenset({"text", "things", "not", "optional", "aliases", "persons"})


@dataclass(frozen=True)
class Sentence:
    """One sentence of a phenomenon: where it stands, and what is expected of it."""

    phenomenon: str
    number: int
    expected: dict[str, Any]

    @property
    def name(self) -> str:
        """The sentence's test id."""
        return f"{self.phenomenon}-{self.number:02}"


@dataclass
class Verdict:
    """What is wrong with an extraction: (class, what) of each thing missed or wrongly found, and of each one found."""

    found: list[tuple[str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)

    def faults(self) -> list[str]:
        """The faults, a line each."""
        return [f"missed: {kind} {name}" for kind, name in self.missed] + [
            f"wrong: {kind} {name}" for kind, name in self.wrong
        ]


def phenomena() -> list[str]:
    """Return the names of all phenomena, in order."""
    return sorted(path.stem for path in CASES.glob("*.yaml"))


@cache
def content(phenomenon: str) -> dict[str, Any]:
    """Return the content of a phenomenon's file."""
    return yaml.safe_load((CASES / f"{phenomenon}.yaml").read_text("utf-8"))


def sentences() -> Iterator[Sentence]:
    """Yield every sentence of every phenomenon."""
    for phenomenon in phenomena():
        for number, expected in enumerate(content(phenomenon)["sentences"], 1):
            yield Sentence(phenomenon, number, expected)


def faults_of_form(sentence: Sentence) -> Iterator[str]:
    """Say what is wrong with a sentence's entry itself."""
    expected = sentence.expected
    yield from (f"unknown key {key}" for key in sorted(expected.keys() - _KEYS))
    if len(expected.get("text", "")) < 8:
        yield "no text"
    for classes in expected.get("things", {"": []}):
        if not set(classes.split("|")) <= _CLASSES:
            yield f"class {classes}"


def judge(expected: dict[str, Any]) -> Verdict:
    """Extract a sentence and hold what is found against what is expected."""
    extraction = extract(read_text(expected["text"], "sentence.txt"))
    verdict = Verdict()
    allowed = _judge_things(expected, extraction, verdict)
    for thing in extraction.things:
        kind = next((t for t in EXHAUSTIVE if t in thing.types), None)
        if kind and thing.key not in allowed:
            verdict.wrong.append((kind, thing.name))
    for name, alias in expected.get("aliases", ()):
        known = any(folded(alias) in _names(thing) for thing in _named(extraction, name))
        (verdict.found if known else verdict.missed).append(("alias", f"{alias} for {name}"))
    for name in expected.get("persons", ()):
        known = any("Person" in thing.types for thing in _named(extraction, name))
        (verdict.found if known else verdict.missed).append(("Person", name))
    return verdict


def _judge_things(expected: dict[str, Any], extraction: Extraction, verdict: Verdict) -> set[str]:
    """Note what is found and missed; return the keys of what may be found."""
    allowed: set[str] = set()
    for classes, names in expected["things"].items():
        for name in names:
            keys = {t.key for t in _named(extraction, name) if set(t.types) & set(classes.split("|"))}
            allowed |= keys
            (verdict.found if keys else verdict.missed).append((classes, name))
    for name in expected.get("optional", ()):
        allowed |= {thing.key for thing in _named(extraction, name)}
    return allowed


def _named(extraction: Extraction, name: str) -> list[Thing]:
    variants = {folded(variant) for variant in name.split("|")}
    return [thing for thing in extraction.things if variants & _names(thing)]


def _names(thing: Thing) -> set[str]:
    return {folded(thing.name), *(folded(name.text) for name in thing.names)} | _labels(thing.concept)


def _labels(concept: str | None) -> set[str]:
    """The names that a scheme gives its concept, but for those that several concepts share."""
    from innokg.extract.lexicon.gazetteer import gazetteer

    known = gazetteer().concepts.get(concept or "")
    return {folded(label) for label in (known.name, *known.labels)} if known else set()
