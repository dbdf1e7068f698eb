"""An explanation of a thing as lines of text: its names, then each fact with the sentences that state it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..graph.explanation import ExplainedFact, ExplainedThing, Explanation, Saying, Value

# Asserted is what a reader expects; the others change what a fact means, so they are said.
_MODALITIES = {
    "zh": {"Planned": "计划", "Required": "要求", "Proposed": "建议"},
    "en": {"Planned": "planned", "Required": "required", "Proposed": "proposed"},
}
_WORDS = {
    "zh": {"denied": "否定", "mentioned": "出处", "also": "又名", "confidence": "置信度"},
    "en": {
        "denied": "denied",
        "mentioned": "mentioned in",
        "because": "who is who",
        "also": "also called",
        "confidence": "confidence",
    },
}

_WHO = {"zh": "同一性", "en": "who is who"}


def lines(explanation: Explanation, lang: str) -> Iterator[str]:
    """Yield the lines that tell an explanation, in "zh" or "en"."""
    for number, thing in enumerate(explanation.things):
        if number:
            yield ""
        yield from _thing(thing, lang)


def _thing(thing: ExplainedThing, lang: str) -> Iterator[str]:
    words = _WORDS[lang]
    types = ", ".join(_name(value, lang) for value in thing.types)
    yield f"{thing.label}  ({types})"
    yield f"  {thing.iri}"
    if thing.alt_labels:
        yield f"  {words['also']}: {', '.join(thing.alt_labels)}"
    if thing.mentioned_in:
        yield f"  {words['mentioned']}: {', '.join(thing.mentioned_in)}"
    for why in thing.because:
        yield f"  {_WHO[lang]}: {why}"
    for fact in thing.facts:
        yield ""
        yield f"  {_fact(fact, thing, lang)}"
        for predicate, value in fact.parts:
            yield f"      {_name(predicate, lang)}: {_name(value, lang)}"
        for saying in fact.sayings:
            yield from _saying(saying, lang)


def _fact(fact: ExplainedFact, thing: ExplainedThing, lang: str) -> str:
    if fact.parts:
        return f"{_name(fact.object, lang)}:"
    subject, object_ = (_name(value, lang) for value in (fact.subject, fact.object))
    if fact.subject.iri == thing.iri:
        return f"{_name(fact.predicate, lang)} → {object_}"
    return f"{subject} · {_name(fact.predicate, lang)} → {object_}"


def _saying(saying: Saying, lang: str) -> Iterator[str]:
    notes = [_MODALITIES[lang].get(saying.modality, ""), _WORDS[lang]["denied"] if saying.negated else ""]
    if saying.post_title:
        notes.append(saying.post_title)
    if saying.confidence is not None:
        notes.append(f"{_WORDS[lang]['confidence']} {saying.confidence}")
    said = ", ".join(note for note in notes if note)
    for place in saying.places:
        quote = " ".join(place.quote.split())
        yield f"      “{quote}” {place.article}[{place.start}–{place.end}]" + (f"  ({said})" if said else "")
    for source in saying.sources:
        yield f"      {source}" + (f"  ({said})" if said else "")


def _name(value: Value, lang: str) -> str:
    """Return a value's name; a term in English is its label, a thing keeps its Chinese name."""
    return value.label_en if lang == "en" and value.label_en else value.text
