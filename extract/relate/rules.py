"""Relation rules: data files under `extract/rules/`, one a property, and the component that applies them.

A file holds the property and rules: an id, a pattern (see `patterns`), which slot is subject and which object, a
confidence, and examples with the facts expected, or none. A slot may be `topic`, what the text is speaking of, where
the sentence itself does not name it; `a|b` is whichever of two slots is filled.
With `called` an object only counts whose name has this in it.
With `paired: true` the first subject goes with the first object (分别), and so on.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from operator import itemgetter
from pathlib import Path
from typing import Any

import yaml
from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..dates import DateFound
from ..lexicon import words
from ..modality import modality
from ..model import Literal, Modality
from ..quantities import Quantity
from ..recognise.governments import government_of
from ..recognise.mentions import Mention
from ..words import words_of
from .carried import carried_over
from .clauses import may_be_about
from .coded import Coded, Item, Readings, code
from .cues import Cues
from .patterns import Match, Pattern, Slot, compile_pattern, matches
from .schemes import scheme_of
from .stated import Stated, state
from .subjects import of_region, speaking_of

# What a rule's `modality` may say: its fact is asserted whatever the words around it, or only the clause's own cues
# count and not the section's (who issued a document is told of documents that are there, in advice too).
_ASSERTED, _CLAUSE = "asserted", "clause"

# Within the words that state a fact these deny it: 某大学未参与.
_DENIES = re.compile(r"不(?![仅但只少断同])|未(?!来)|没有|并非|而非|拒绝|否认|反对|无意|无法|难以")

# What a rule may be sure of where its file says nothing: right four times in five.
DEFAULT_CONFIDENCE = 0.8

# A subject carried over from before is less sure than one in the sentence.
TOPIC_DISCOUNT = 0.85


# What schemes know of words of grants and figures (拨款, 就业率): rules read these as words.
_WORDS = frozenset({"Instrument", "Indicator"})
# What a document that goes on being spoken of says of the scheme whose rules it lays down.
_OF_SCHEMES = frozenset({"ikg:focusesOn", "ikg:fundedBy", "ikg:administeredBy"})

# What is said of it may be carried over from a sentence that only names it.
_CARRIED = "ikg:focusesOn"

# What another thing that the sentence has named meanwhile is said to be: 推出了某体系,这是….
_OF_ANOTHER = re.compile(
    r"[,;:](?:这|此|该|它)(?:是|些|一|项|个|套|款|类|种|体系|系统|模型|框架|工具|平台)*(?:是|为|旨在|用于|可)"
)

# What is said of a kind that several places share is said of each place's own.
_OF_EACH = frozenset({"ikg:establishes"})

# Who acts is a body: where only a place is named, its government.
_BY_BODIES = frozenset({"ikg:issuedBy", "ikg:administeredBy", "ikg:fundedBy"})

_LAW = re.compile(r"(?<!办)法$|法案$")

# LAC's tags of adverbs and of adjectives used as such. What it tags as a verb so used (vd: 牵头) tells too much, but
# for some words.
_ADVERBS = frozenset({"d", "ad"})


class RuleError(ValueError):
    """A rule file is not well formed; the message names file, rule and fault."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the facts, as (subject, object) names, that its rule states in it."""

    text: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of one property."""

    id: str
    predicate: str
    pattern: Pattern
    subject: str
    object: str
    topic: Slot | None
    within: bool = False  # the topic must stand in the same sentence
    needs: re.Pattern[str] | None = None  # must be found in the words of the sentence up to the match's end
    confidence: float = DEFAULT_CONFIDENCE
    modality: str = ""
    paired: bool = False
    called: re.Pattern[str] | None = None  # must be found in the object's name
    examples: tuple[Example, ...] = field(default=())


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of their files and within them."""
    found: list[Rule] = []
    folder = Path(__file__).resolve().parents[1] / "rules"
    for path in sorted(folder.iterdir(), key=lambda p: p.name):
        if path.name.endswith(".yaml"):
            found += read_rules(path.name, yaml.safe_load(path.read_text("utf-8")))
    ids = [rule.id for rule in found]
    if len(ids) != len(set(ids)):
        raise RuleError(f"two rules share an id: {sorted(i for i in ids if ids.count(i) > 1)[0]}")
    return tuple(found)


@cache
def _cues() -> Cues:
    """The words that the rules need."""
    return Cues(rule.pattern.words for rule in rules())


@cache
def _rules_for(sorts: frozenset[int]) -> dict[tuple[bool, bool], list[tuple[int, Rule, int]]]:
    """The rules that may fit a sentence with mentions of these sorts, by the form of the sentence that they read.

    Each with its number and what it needs of the words there. Few sets of sorts come up again and again.
    """
    found: dict[tuple[bool, bool], list[tuple[int, Rule, int]]] = defaultdict(list)
    for number, rule in enumerate(rules()):
        if rule.pattern.may_fit_sorts(sorts):
            form = rule.pattern.dates, rule.pattern.brackets
            found[form].append((number, rule, _cues().needed(rule.pattern.words)))
    return dict(found)


def read_rules(file: str, content: Any) -> Iterator[Rule]:
    """Yield the rules of one file's content; raises RuleError."""
    for entry in content["rules"]:
        try:
            topic = entry.get("topic", content.get("topic"))
            yield Rule(
                id=entry["id"],
                predicate=content["property"],
                pattern=compile_pattern(entry["pattern"]),
                subject=entry["subject"],
                object=entry["object"],
                topic=_topic(topic) if topic else None,
                within=entry.get("reach") == "sentence",
                needs=re.compile(entry["needs"]) if "needs" in entry else None,
                confidence=float(entry.get("confidence", DEFAULT_CONFIDENCE)),
                modality=entry.get("modality", content.get("modality", "")),
                paired=bool(entry.get("paired", False)),
                called=re.compile(entry["called"]) if "called" in entry else None,
                examples=tuple(
                    Example(e["text"], tuple((str(s), str(o)) for s, o in e.get("facts", ())))
                    for e in entry.get("examples", ())
                ),
            )
        except (KeyError, ValueError, TypeError) as fault:
            raise RuleError(f"{file}: rule {entry.get('id', '?')}: {fault}") from fault


def _topic(types: str) -> Slot:
    return compile_pattern(f"{{topic:{types}}}").slots["topic"]


@Language.component("innokg_relate")
def relate(doc: Doc) -> Doc:
    """State every fact that a rule finds."""
    context: Context = doc._.context
    adverbs = _adverbs(doc)
    return state(doc, [fact for sentence in context.sentences for fact in _in_sentence(context, sentence, adverbs)])


def _adverbs(doc: Doc) -> frozenset[int]:
    """The offsets of adverbs that tell a rule nothing."""
    kept, dropped = words("rules", "kept"), words("rules", "dropped")
    offsets: set[int] = set()
    for token in words_of(doc):
        if (token.tag_ in _ADVERBS and token.text not in kept) or token.text in dropped:
            offsets.update(range(token.idx, token.end))
    return frozenset(offsets)


def _in_sentence(context: Context, sentence: Sentence, adverbs: frozenset[int]) -> Iterator[Stated]:
    items = [i for i in sentence.items if not isinstance(i, Mention) or i.type not in _WORDS]
    if not items:
        return
    readings = Readings(code(context.text, sentence.start, sentence.end, items, adverbs), _cues())
    fitting: list[tuple[int, Rule, Coded]] = []
    for form, some in _rules_for(readings.sorts).items():
        coded, had = readings.reading(*form), readings.had(*form)
        fitting += [(number, rule, coded) for number, rule, needed in some if needed & had == needed]
    for _, rule, coded in sorted(fitting, key=itemgetter(0)):
        for match in matches(rule.pattern, coded):
            yield from _facts(context, sentence, coded, rule, match)


def _facts(context: Context, sentence: Sentence, coded: Coded, rule: Rule, match: Match) -> Iterator[Stated]:
    start, end = coded.clean(match.start, match.end)
    if rule.needs is not None and not rule.needs.search(coded.text[: match.end]):
        return
    subjects, carried = _filled(context, rule, rule.subject, match, start)
    objects, carried_object = _filled(context, rule, rule.object, match, start)
    how, negated = modality(context, start, end, section=rule.modality != _CLAUSE)
    negated = negated or bool(_DENIES.search(coded.text[match.start : match.end]))
    if rule.modality == _ASSERTED:
        how, negated = Modality.ASSERTED, False
    sure = rule.confidence * (TOPIC_DISCOUNT if carried or carried_object else 1)
    if rule.predicate in _OF_EACH:
        objects = tuple(each for item in objects for each in _each(context, item))
    if rule.predicate in _BY_BODIES:
        objects = tuple(_acting(context.doc, item) for item in objects)
    for subject, value in _pairs(rule, subjects, objects):
        acts = rule.predicate not in _BY_BODIES or not isinstance(value, Mention) or _may_act(subject, value)
        if isinstance(subject, Mention) and acts and _may_be(rule, value) and _are_two(rule, subject, value):
            as_put = how
            if carried and subject.start >= sentence.start and _is_proposed(context, rule, subject):
                as_put = Modality.PROPOSED
            yield Stated(
                predicate=rule.predicate,
                rule=rule.id,
                start=sentence.start,
                end=sentence.end,
                subject=of_region(context, subject),
                object=value if isinstance(value, Mention) else _literal(value),
                modality=as_put,
                negated=negated,
                confidence=round(sure, 2),
            )


def _each(context: Context, item: Item) -> list[Item]:
    """The things that share the words of a mention (甲、乙的某类中心), in place of their kind; else what it names."""
    shared = [c for c in context.doc._.coordinated or () if c.end == item.end and c.start <= item.start]
    if not isinstance(item, Mention) or not shared:
        return [item]
    return [*shared] if item.is_kind else [item, *(c for c in shared if c.name != item.name)]


def _acting(doc: Doc, item: Item) -> Item:
    """The government of a place that acts, which the article calls by the place's name; anything else as it is."""
    government = government_of(item) if isinstance(item, Mention) and item.type == "Region" else None
    if government is None:
        return item
    called = doc.text[item.start : item.end]
    spellings: dict[str, list[str]] = doc._.spellings or {}
    names = dict.fromkeys([*spellings.get(government.name, ()), called])
    doc._.spellings = {**spellings, government.name: [name for name in names if name != government.name]}
    doc._.coordinated = list(dict.fromkeys([*(doc._.coordinated or ()), government]))
    return government


def _may_act(subject: Item, body: Mention) -> bool:
    """Is it no place, and no government that is only supposed to act where a law is passed (某国制定《…法》)?"""
    law = isinstance(subject, Mention) and _LAW.search(subject.name)
    return body.type != "Region" and not (law and body.by == "governments")


def _is_proposed(context: Context, rule: Rule, subject: Mention) -> bool:
    """Is what a clause goes on to speak of only proposed where the sentence names it (可以组建联合体,聚焦…)?"""
    how, _ = modality(context, subject.start, subject.end, section=rule.modality != _CLAUSE)
    return rule.modality != _ASSERTED and how is Modality.PROPOSED


def _pairs(rule: Rule, subjects: tuple[Item, ...], objects: tuple[Item, ...]) -> Iterator[tuple[Item, Item]]:
    """Every subject with every object; with `paired` the first with the first, and nothing where the numbers differ."""
    if rule.paired:
        yield from zip(subjects, objects, strict=True) if len(subjects) == len(objects) else ()
    else:
        yield from product(subjects, objects)


def _may_be(rule: Rule, value: Item) -> bool:
    if isinstance(value, DateFound) and value.until is not None:
        return False  # the years that a plan is for are no date of its own
    return rule.called is None or (isinstance(value, Mention) and bool(rule.called.search(value.name)))


def _are_two(rule: Rule, subject: Mention, value: Item) -> bool:
    """Are they two things, and no programme a part of a body?"""
    if not isinstance(value, Mention):
        return True
    mixed = rule.predicate == "ikg:partOf" and subject.type == "Programme" and value.type not in _SCHEMES
    return (value.name, value.types) != (subject.name, subject.types) and not mixed


_SCHEMES = frozenset({"Programme", "Policy", "Kind"})


def _filled(context: Context, rule: Rule, slot: str, match: Match, at: int) -> tuple[tuple[Item, ...], bool]:
    """The items of a slot; for `topic` what the text is speaking of at the match, if anything fits."""
    if slot != "topic":
        return tuple(item for name in slot.split("|") for item in match.slots[name]), False
    if rule.topic is None:
        return (), False
    topic = speaking_of(context, at, rule.topic.takes, within=rule.within)
    if topic is None and not rule.within and rule.predicate == _CARRIED:
        topic = carried_over(context, at, rule.topic.takes)
    if topic and rule.predicate == _CARRIED and _is_of_another(context, topic, at):
        topic = None
    if topic and topic.type == "Policy" and rule.predicate in _OF_SCHEMES:
        topic = scheme_of(context, topic, may_be_about) or topic
    return ((topic,) if topic else ()), True


def _is_of_another(context: Context, topic: Mention, at: int) -> bool:
    """Does the clause go on about something that the sentence has named since the topic?"""
    start = context.sentence_at(at).start
    return topic.start >= start and _OF_ANOTHER.search(context.text, topic.end, at) is not None


def _literal(value: Item) -> Literal:
    if isinstance(value, DateFound):
        return value.literal
    if isinstance(value, Quantity):
        return Literal(str(value.value), "decimal")
    raise TypeError(value)
