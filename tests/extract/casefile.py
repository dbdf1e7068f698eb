"""Case files of the extractor: their form, how one is read, and how an extraction is judged by one.

A case is one YAML file under `cases/`:

why: what the case is there for, in one line
text: the text, as an article would have it
date: the article's date, for 今年 and 6月 (optional)
things: {class or classes: [name, …]} that must be found; `A|B` stands for either class, or for names of one thing
not_things: [name, …] that must not be found as a thing of EXHAUSTIVE_CLASSES
optional: [name, …] that may be found or not
exhaustive: every thing of EXHAUSTIVE_CLASSES in the text is under things or optional (true unless said)
aliases: [[name, alias], …] that must be known as names of one thing
facts: [[subject, predicate, object], …] that must be stated; a fourth element gives the modality (Asserted unless said)
not_facts: [[subject, predicate, object], …] that must not be stated as fact
observations: [{about, value, unit, asOf, scope, modality}, …] that must be stated; about may be null for anything
no_observation: [value, …] that no observation may have
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import yaml
from innokg.extract import Extraction, Fact, Thing, extract, read_text
from innokg.extract.model import Found, Literal, Modality
from innokg.ontology.load import paths, quads

CASES = Path(__file__).with_name("cases")
KNOWN_GAPS = CASES / "known_gaps.yaml"

EXHAUSTIVE_CLASSES = frozenset({"InnovationCenter", "Consortium", "Cluster", "Agency", "Policy", "Programme", "Kind"})
OTHER_CLASSES = frozenset(
    {"Enterprise", "University", "ResearchInstitute", "Association", "Laboratory", "FinancialInstitution", "Region"}
)
PREDICATES = frozenset(
    {
        "ikg:ledBy",
        "ikg:issuedBy",
        "ikg:issuedOn",
        "ikg:establishedOn",
        "ikg:locatedIn",
        "ikg:hasMember",
        "ikg:administeredBy",
        "ikg:fundedBy",
        "ikg:focusesOn",
        "ikg:basedOn",
        "ikg:establishes",
        "ikg:partOf",
    }
)
_KEYS = frozenset({"why", "text", "date", "things", "not_things", "optional", "exhaustive", "aliases"}) | frozenset(
    {"facts", "not_facts", "observations", "no_observation"}
)
_OBSERVATION_KEYS = frozenset({"about", "value", "unit", "asOf", "scope", "modality"})
_LABELS = frozenset("http://www.w3.org/2004/02/skos/core#" + name for name in ("prefLabel", "altLabel"))
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
# A case is a few sentences; what is longer belongs to the examples, what is shorter has no context to be read in.
_TEXT_LENGTH = range(30, 401)


@dataclass
class Tally:
    """How much of what a case expects was found, and how much of what it rules out was stated."""

    found: int = 0
    missed: int = 0
    ruled_out: int = 0
    wrong: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.found += other.found
        self.missed += other.missed
        self.ruled_out += other.ruled_out
        self.wrong += other.wrong
        return self


@dataclass
class Verdict:
    """What is wrong with an extraction, a line a fault, and the tallies by sort of expectation."""

    faults: list[str] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)

    def expect(self, sort: str, found: bool, fault: str) -> None:
        """Count something that must be found."""
        tally = self.tallies.setdefault(sort, Tally())
        tally.found += found
        tally.missed += not found
        if not found:
            self.faults.append(f"missed: {fault}")

    def rule_out(self, sort: str, stated: bool, fault: str) -> None:
        """Count something that must not be stated."""
        tally = self.tallies.setdefault(sort, Tally())
        tally.ruled_out += 1
        tally.wrong += stated
        if stated:
            self.faults.append(f"wrong: {fault}")


def case_paths() -> list[Path]:
    """Return every case file, in a stable order."""
    return sorted(path for path in CASES.rglob("*.yaml") if path != KNOWN_GAPS)


def case_id(path: Path) -> str:
    """Return a case's name: its path under `cases/`, without the ending."""
    return path.relative_to(CASES).with_suffix("").as_posix()


def read_case(path: Path) -> dict[str, Any]:
    """Return the content of a case file."""
    return yaml.safe_load(path.read_text("utf-8"))


def read_gaps() -> dict[str, list[str]]:
    """Return the cases that the extractor does not pass yet, each with its faults."""
    return _gaps_file()["gaps"]


def gaps_allowed() -> dict[str, int]:
    """Return how many cases may be gaps, and how many faults they may have."""
    return _gaps_file()["at_most"]


def _gaps_file() -> dict[str, Any]:
    if not KNOWN_GAPS.exists():
        return {"at_most": {"cases": 0, "faults": 0}, "gaps": {}}
    return yaml.safe_load(KNOWN_GAPS.read_text("utf-8"))


# --- form


def faults_of_form(case: Any) -> Iterator[str]:
    """Say what is wrong with a case file itself."""
    if not isinstance(case, dict):
        yield "not a mapping"
        return
    yield from (f"unknown key {key}" for key in sorted(case.keys() - _KEYS))
    if not isinstance(case.get("why"), str) or "\n" in case["why"].strip():
        yield "why is not one line"
    if not isinstance(case.get("text"), str):
        yield "no text"
        return
    if len(case["text"].strip()) not in _TEXT_LENGTH:
        yield f"text has {len(case['text'].strip())} characters"
    if "date" in case and not _DATE.fullmatch(str(case["date"])):
        yield f"date {case['date']}"
    if not isinstance(case.get("things"), dict):
        yield "no things (write {} for none)"
        return
    yield from _faults_of_facts(case)
    yield from _faults_of_names(case)


def _faults_of_facts(case: dict[str, Any]) -> Iterator[str]:
    for fact in case.get("facts", []):
        if not 3 <= len(fact) <= 4 or (len(fact) == 4 and not set(fact[3].split("|")) <= set(Modality)):
            yield f"fact {fact}"
    yield from (f"not_fact {fact}" for fact in case.get("not_facts", []) if len(fact) != 3)
    for fact in [*case.get("facts", []), *case.get("not_facts", [])]:
        if fact[1] not in PREDICATES:
            yield f"predicate {fact[1]}"
        if not all(isinstance(part, str) for part in fact):
            yield f"fact {fact}: quote its date"
    for figure in case.get("observations", []):
        if figure.keys() - _OBSERVATION_KEYS or "value" not in figure or "about" not in figure:
            yield f"observation {figure}"


def _faults_of_names(case: dict[str, Any]) -> Iterator[str]:
    classes = {name for key in case["things"] for name in key.split("|")}
    yield from (f"class {name}" for name in sorted(classes - EXHAUSTIVE_CLASSES - OTHER_CLASSES))
    text = _bare(case["text"])
    listed = [name for names in case["things"].values() for name in names]
    for name in [*listed, *(name for pair in case.get("aliases", []) for name in pair)]:
        if re.search("[《》“”]", name):
            yield f"{name} has marks that are no part of a name"
    for name in listed:
        if not any(_bare(variant) in text for variant in name.split("|")):
            yield f"{name} does not stand in the text"
    known = {variant for name in listed for variant in name.split("|")}
    for subject, _, object_, *_ in [*case.get("facts", []), *case.get("not_facts", [])]:
        for name in (subject, object_):
            variants = set(name.split("|"))
            if not (variants & known or _DATE.fullmatch(name) or any(_bare(variant) in text for variant in variants)):
                yield f"{name} does not stand in the text"


def _bare(text: str) -> str:
    return re.sub(r"[\s“”\"'《》]", "", _fold(text))


# --- judging


def extraction_of(case: dict[str, Any]) -> Extraction:
    """Extract a case's text; its date is the article's, as a side file would give it."""
    article = read_text(case["text"], "case.txt")
    if "date" in case:
        article = replace(article, metadata=replace(article.metadata, published=Found(str(case["date"]))))
    return extract(article)


def judge(case: dict[str, Any], extraction: Extraction) -> Verdict:
    """Hold an extraction against what its case expects and rules out."""
    return _Judge(case, extraction).verdict()


class _Judge:
    def __init__(self, case: dict[str, Any], extraction: Extraction) -> None:
        self.case = case
        self.things = {thing.key: thing for thing in extraction.things}
        stated = [fact for fact in extraction.facts if not fact.negated and fact.modality != Modality.PROPOSED]
        self.facts = [fact for fact in stated if not fact.frame]
        self.observations = [fact for fact in stated if fact.frame == "Observation"]
        self.alternative_names = {
            (fact.subject, _fold(fact.object.value))
            for fact in self.facts
            if fact.predicate == "skos:altLabel" and isinstance(fact.object, Literal)
        }
        self.result = Verdict()

    def verdict(self) -> Verdict:
        self._judge_things()
        self._judge_aliases()
        self._judge_facts()
        self._judge_observations()
        return self.result

    def _judge_things(self) -> None:
        allowed: set[str] = set()
        for classes, names in self.case["things"].items():
            for name in names:
                found = [thing for thing in self._named(name) if set(thing.types) & set(classes.split("|"))]
                allowed.update(thing.key for thing in found)
                self.result.expect("things", bool(found), f"{classes} {name}")
        for name in self.case.get("optional", []):
            allowed.update(thing.key for thing in self._named(name))
        domain = [thing for thing in self.things.values() if set(thing.types) & EXHAUSTIVE_CLASSES]
        ruled_out = [_fold(name) for name in self.case.get("not_things", [])]
        for name in ruled_out:
            self.result.rule_out("things", any(name in _names(thing) for thing in domain), f"a thing named {name}")
        if self.case.get("exhaustive", True):
            for thing in domain:
                if thing.key not in allowed and not set(ruled_out) & _names(thing):
                    self.result.rule_out("things", True, f"{'/'.join(thing.types)} {thing.name}")

    def _judge_aliases(self) -> None:
        for name, alias in self.case.get("aliases", []):
            keys = {thing.key for thing in self._named(name)}
            known = any(_fold(alias) in _names(self.things[key]) for key in keys)
            known = known or any((key, _fold(alias)) in self.alternative_names for key in keys)
            self.result.expect("aliases", known, f"{alias} for {name}")

    def _judge_facts(self) -> None:
        for subject, predicate, object_, *modality in self.case.get("facts", []):
            modalities = (modality[0] if modality else Modality.ASSERTED).split("|")
            found = [f for f in self._stating(subject, predicate, object_) if f.modality in modalities]
            self.result.expect("facts", bool(found), f"{subject} {predicate} {object_}")
        for subject, predicate, object_ in self.case.get("not_facts", []):
            stated = bool(list(self._stating(subject, predicate, object_)))
            self.result.rule_out("facts", stated, f"{subject} {predicate} {object_}")

    def _judge_observations(self) -> None:
        for figure in self.case.get("observations", []):
            found = any(self._is_figure(fact, figure) for fact in self.observations)
            shown = " ".join(f"{key}={value}" for key, value in figure.items())
            self.result.expect("observations", found, f"observation {shown}")
        for value in self.case.get("no_observation", []):
            stated = any(
                _decimal(dict(fact.slots).get("ikg:value")) == Decimal(str(value)) for fact in self.observations
            )
            self.result.rule_out("observations", stated, f"an observation of {value}")

    def _named(self, name: str) -> Iterator[Thing]:
        variants = {_fold(variant) for variant in name.split("|")}
        return (thing for thing in self.things.values() if variants & _names(thing))

    def _stating(self, subject: str, predicate: str, object_: str) -> Iterator[Fact]:
        for fact in self.facts:
            if fact.predicate == predicate and self._is(fact.subject, subject) and self._is(fact.object, object_):
                yield fact

    def _is(self, value: str | Literal | None, name: str) -> bool:
        variants = {_fold(variant) for variant in name.split("|")}
        if isinstance(value, Literal):
            return _fold(value.value) in variants
        return value in self.things and bool(variants & _names(self.things[value]))

    def _is_figure(self, fact: Fact, figure: dict[str, Any]) -> bool:
        slots = dict(fact.slots)
        if _decimal(slots.get("ikg:value")) != Decimal(str(figure["value"])):
            return False
        if fact.modality not in figure.get("modality", fact.modality).split("|"):
            return False
        wanted = {key: figure[key] for key in ("about", "unit", "asOf", "scope") if figure.get(key) is not None}
        return all(self._is(slots.get(f"ikg:{key}"), str(value)) for key, value in wanted.items())


def _names(thing: Thing) -> frozenset[str]:
    """All names of a thing: its own and, for a concept, the labels that its scheme gives."""
    own = frozenset({_fold(thing.name), *(_fold(name.text) for name in thing.names)})
    return own | _labels().get(thing.concept or "", frozenset())


@cache
def _labels() -> dict[str, frozenset[str]]:
    """The Chinese labels of every concept of the schemes, by IRI."""
    labels: dict[str, set[str]] = {}
    for quad in quads(paths("schemes")):
        if quad.predicate.value in _LABELS and isinstance(quad.object, ox.Literal):
            labels.setdefault(str(quad.subject.value), set()).add(_fold(quad.object.value))
    return {iri: frozenset(names) for iri, names in labels.items()}


def _fold(text: str) -> str:
    return re.sub("[-–—－]+", "-", unicodedata.normalize("NFKC", text).strip())


def _decimal(value: str | Literal | None) -> Decimal | None:
    return Decimal(value.value) if isinstance(value, Literal) else None


def total(verdicts: Iterable[Verdict]) -> dict[str, Tally]:
    """Add up the tallies of many cases."""
    sums: dict[str, Tally] = {}
    for verdict in verdicts:
        for sort, tally in verdict.tallies.items():
            sums.setdefault(sort, Tally())
            sums[sort] += tally
    return sums


def count(gaps: dict[str, list[str]]) -> dict[str, int]:
    """Return how many cases have faults, and how many faults."""
    return dict(Counter(cases=len(gaps), faults=sum(map(len, gaps.values()))))
