"""Mentions and stated facts of a Doc to the things and facts of an Extraction, with places in the stored text.

1. Mentions of the same thing (same sort, same name or concept) become one Thing with a key, in text order.
2. Each definition of a short form becomes a fact; so does each thing's class, with its first mention.
3. Stated facts get keys for mentions and evidence in the stored text; the same fact in one sentence is kept once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from .authorship import authorship
from .calibration import calibrated
from .cleaning import CleanText, simplify
from .context import Context
from .model import ARTICLE_KEY, Article, Evidence, Extraction, Fact, Literal, Name, Notice, Thing
from .recognise.definitions import Alias
from .recognise.mentions import Mention
from .relate.stated import Stated

# Things of these classes are kept wherever they are named; others when they take part in a fact or a scheme knows them.
_KEPT = frozenset({"InnovationCenter", "Consortium", "Cluster", "Agency", "Policy", "Programme", "Kind"})

# How sure a thing's class is, by the recogniser that found it.
_TYPE_CONFIDENCE = {"concepts": 0.97, "titles": 0.95, "definitions": 0.95, "departments": 0.95, "names": 0.85}
_OTHER_CONFIDENCE = 0.8

_HALF_TO_FULL = str.maketrans("(),:;!?", "（），：；！？")
_HAN = re.compile(r"[㐀-鿿]")
_LATIN_BRACKET = re.compile(r"(?<=[A-Za-z ])\(|(?<=[A-Za-z ])\)")


def display(name: str) -> str:
    """Return a name as Chinese is set: full-width punctuation where it has Chinese characters."""
    return name.translate(_HALF_TO_FULL) if _HAN.search(name) and not _LATIN_BRACKET.search(name) else name


def identity_key(mention: Mention) -> tuple[str, str, str]:
    """What makes two mentions of an article the same thing: the concept, or sort and name (and country, for bodies)."""
    if mention.concept:
        return ("", mention.concept, "")
    sort = f"Kind:{mention.kind_of}" if mention.is_kind else mention.type
    return (sort, mention.name, (mention.country or "") if mention.type == "Agency" else "")


class _Collector:
    """Gives things their keys and maps places back."""

    def __init__(self, article: Article, text: CleanText, doc: Doc) -> None:
        self.article = article
        self.text = text
        self.context: Context = doc._.context
        self.doc = doc
        self.keys: dict[tuple[str, str, str], str] = {}
        self.first: dict[str, Mention] = {}
        self.places: dict[str, list[Evidence]] = {}

    def key(self, mention: Mention) -> str:
        """The key of a mention's thing, made at its first use."""
        identity = identity_key(mention)
        if identity not in self.keys:
            self.keys[identity] = f"t{len(self.keys) + 1}"
            self.first[self.keys[identity]] = mention
        return self.keys[identity]

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence for a stretch of the clean text, in the stored text."""
        span = self.text.to_stored(start, end)
        return Evidence(span, self.article.text[span.start : span.end])

    def sentence(self, at: int) -> Evidence:
        """The sentence that covers an offset, as evidence."""
        sentence = self.context.sentence_at(at)
        return self.evidence(sentence.start, sentence.end)


def collect(article: Article, text: CleanText, doc: Doc) -> Extraction:
    """Return the Extraction of an article whose Doc has gone through the pipeline."""
    collector = _Collector(article, text, doc)
    mentions = sorted([*doc._.mentions, *(doc._.coordinated or ())], key=lambda m: (m.start, m.end, m.types, m.name))
    facts: list[Fact] = []
    for mention in mentions:
        if _is_kept(mention):
            key = collector.key(mention)
            collector.places.setdefault(key, []).append(collector.evidence(mention.start, mention.end))
    facts += _stated(collector, doc._.facts or [])
    facts += _aliases(collector, doc, mentions)
    persons, about_authors = authorship(article)
    facts = list(_merged(facts))
    types = [_type_fact(collector, key) for key in collector.first]
    things = (*_things(collector, doc), *persons)
    notices = (*_damage(article, text), *doc.user_data.get("notices", ()))
    return Extraction(article, things, tuple(_once([*types, *facts, *about_authors])), notices)


def _is_kept(mention: Mention) -> bool:
    return not mention.refers and (bool(_KEPT & set(mention.types)) or mention.concept is not None)


def _damage(article: Article, text: CleanText) -> tuple[Notice, ...]:
    notices: list[Notice] = []
    for span in text.damaged:
        stored = text.to_stored(span.start, span.end)
        line = article.text.count("\n", 0, stored.start) + 1
        message = (
            f"line {line}: a damaged stretch of {stored.end - stored.start} characters; no fact is drawn across it"
        )
        notices.append(Notice("damaged", message, stored))
    return tuple(notices)


def _things(collector: _Collector, doc: Doc) -> Iterator[Thing]:
    aliases: dict[str, list[str]] = {}
    for alias in doc._.aliases or ():
        aliases.setdefault(alias.name, []).append(alias.text)
    spellings: dict[str, list[str]] = doc._.spellings or {}
    for key, mention in collector.first.items():
        names = [Name(display(mention.name))]
        names += [_alias_name(text) for text in aliases.get(mention.name, ())]
        names += [Name(display(text)) for text in spellings.get(mention.name, ())]
        yield Thing(
            key=key,
            types=mention.types,
            name=display(mention.name),
            names=tuple(dict.fromkeys(names)),
            kind_of=mention.kind_of,
            concept=mention.concept,
            country=mention.country,
            evidence=tuple(dict.fromkeys(collector.places.get(key, ()))),
        )


def _alias_name(text: str) -> Name:
    if _HAN.search(text):
        return Name(display(simplify(text)))
    return Name(text, "en" if " " in text else "")


def _type_fact(collector: _Collector, key: str) -> Fact:
    mention = collector.first[key]
    return Fact(
        predicate="rdf:type",
        rule=f"type-by-{mention.by}",
        evidence=(collector.sentence(mention.start),),
        subject=key,
        object=f"ikg:{mention.type}",
        confidence=_TYPE_CONFIDENCE.get(mention.by, _OTHER_CONFIDENCE),
    )


def _aliases(collector: _Collector, doc: Doc, mentions: list[Mention]) -> Iterator[Fact]:
    by_name = {m.name: m for m in mentions if not m.refers}
    alias: Alias
    for alias in doc._.aliases or ():
        mention = by_name.get(alias.name)
        if mention is not None:
            name = _alias_name(alias.text)
            yield Fact(
                predicate="skos:altLabel",
                rule="alias-defined",
                evidence=(collector.sentence(alias.start),),
                subject=collector.key(mention),
                object=Literal(name.text, "string", name.lang),
                confidence=0.95,
            )


# The rules of facts that came through the gates begin with this.
PROPOSED = "proposed"

# Figures and conditions: given again, they are one fact with several places.
_TOLD_AGAIN = frozenset({"Observation", "Requirement"})
# A figure whose bearer is open tells something where it has a date, or an indicator of so many characters
# (技术合同成交总额).
MIN_TELLING = 6


def _says_of_what(fact: Stated) -> bool:
    """Does a figure or condition say what it is of, or a figure enough without? All other facts do.

    A condition of nothing in particular compares with nothing, and the shapes refuse it: better a gap.
    """
    slots = dict(fact.slots)
    if "ikg:about" in slots or fact.frame not in _TOLD_AGAIN:
        return True
    indicator = slots.get("ikg:indicator")  # a condition has none
    return isinstance(indicator, Literal) and (len(indicator.value) >= MIN_TELLING or "ikg:asOf" in slots)


def _stated(collector: _Collector, stated: list[Stated]) -> Iterator[Fact]:
    for fact in stated:
        if not _says_of_what(fact):
            continue
        yield Fact(
            predicate=fact.predicate,
            rule=fact.rule,
            evidence=(collector.evidence(fact.start, fact.end),),
            subject="" if fact.frame else collector.key(fact.subject) if fact.subject else ARTICLE_KEY,
            object="" if fact.object is None else _value(collector, fact.object),
            frame=fact.frame,
            slots=tuple((name, _value(collector, value)) for name, value in fact.slots),
            modality=fact.modality,
            negated=fact.negated,
            confidence=_confidence(fact),
            annotations=fact.annotations,
        )


def _confidence(fact: Stated) -> float:
    """How sure a fact is: weighed on gold, but for what another extractor proposes with a confidence of its own."""
    if fact.rule.startswith(PROPOSED):
        return fact.confidence
    return calibrated(fact.frame or fact.predicate, fact.confidence)


def _value(collector: _Collector, value: Mention | Literal | None) -> str | Literal:
    """A slot's value; None is the article itself (ikg:madeIn)."""
    if value is None:
        return ARTICLE_KEY
    return value if isinstance(value, Literal) else collector.key(value)


def _merged(facts: list[Fact]) -> Iterator[Fact]:
    """A figure or condition that an article gives again is one fact with several places, unless dates differ."""
    figures: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if fact.frame not in _TOLD_AGAIN:
            yield fact
            continue
        slots = dict(fact.slots)
        parts = ("ikg:about", "ikg:indicator", "rdfs:label", "ikg:value", "ikg:unit")
        same = (*(slots.get(part) for part in parts), fact.modality, fact.negated)
        group = figures.setdefault(same, [])
        index = next((i for i, known in enumerate(group) if _agree(dict(known.slots), slots)), None)
        if index is None:
            group.append(fact)
        else:
            fuller, other = sorted((group[index], fact), key=lambda f: -len(f.slots))
            evidence = tuple(dict.fromkeys([*fuller.evidence, *other.evidence]))
            group[index] = replace(fuller, evidence=evidence, confidence=max(fuller.confidence, other.confidence))
    for group in figures.values():
        yield from group


def _agree(one: dict[str, str | Literal], other: dict[str, str | Literal]) -> bool:
    """Do two figures have no different dates or places (a figure that leaves one open agrees)?"""
    return all(one.get(part, other.get(part)) == other.get(part, one.get(part)) for part in ("ikg:asOf", "ikg:scope"))


def _once(facts: list[Fact]) -> Iterator[Fact]:
    """Each fact once a place: of several rules that state it in one sentence the surest."""
    best: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        place = (fact.predicate, fact.subject, fact.object, fact.frame, fact.slots, fact.evidence)
        if place not in best or best[place].confidence < fact.confidence:
            best[place] = fact
    yield from best.values()


__all__ = ["collect", "display"]
