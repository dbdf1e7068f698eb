"""What a clause without a subject of its own speaks of.

1. What an earlier clause of the sentence has as its subject.
2. What the clause right before ends in: 支持八个中心, 关注量子技术.
3. The subject of one of the sentences before (context.topic), unless this one has another body or place as its subject.
4. What the article's title names, where it names one such thing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..context import Context, Sentence
from ..model import BlockKind
from ..recognise.countries import CHINA
from ..recognise.mentions import Mention
from .patterns import ORGANIZATIONS

_CLAUSE_MARKS = ",;:"
_ACTING = ORGANIZATIONS | {"Region", "Person"}


def speaking_of(context: Context, at: int, wanted: Callable[[Mention], bool], within: bool = False) -> Mention | None:
    """Return what is spoken of at an offset, if anything that is wanted; with `within` only from the same sentence."""
    sentence = context.sentence_at(at)
    before = [m for m in sentence.items if isinstance(m, Mention) and m.end <= at]
    subject = next((m for m in reversed(before) if wanted(m) and _is_subject(context, sentence, m)), None)
    found = subject or _object_before(context, sentence, before, at, wanted)
    if found or any(_is_other_subject(context, sentence, m) for m in before):
        return found
    found = _only_one(context, sentence, before, at, wanted)
    if found or within:
        return found
    return context.topic(at, wanted) or in_title(context, wanted)


def _is_subject(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Does a clause begin with the mention, or name it as its example (以X为例)?"""
    text = context.text
    example = text[mention.start - 1 : mention.start] == "以" and text.startswith("为例", mention.end)
    return example or context.is_subject(mention, sentence)


def _only_one(
    context: Context, sentence: Sentence, before: list[Mention], at: int, wanted: Callable[[Mention], bool]
) -> Mention | None:
    """The one thing that is wanted since the last semicolon: 获批复组建的X位于某地,由Y牵头."""
    start = max(sentence.start, context.text.rfind(";", sentence.start, at) + 1)
    named = {(m.name, m.types): m for m in before if m.start >= start and wanted(m)}
    return next(iter(named.values())) if len(named) == 1 else None


def in_headings(context: Context, at: int, wanted: Callable[[Mention], bool]) -> Mention | None:
    """What the headings above an offset name that is wanted, the innermost first."""
    for block in reversed(context.headings(at)):
        for mention in context.doc._.mentions:
            if block.span.start <= mention.start and mention.end <= block.span.end and wanted(mention):
                return mention
    return None


def in_title(context: Context, wanted: Callable[[Mention], bool]) -> Mention | None:
    """The one thing that is wanted in the article's title."""
    title = next((block.span for block in context.blocks if block.kind is BlockKind.TITLE), None)
    if title is None:
        return None
    named = [m for m in context.doc._.mentions if title.start <= m.start and m.end <= title.end and wanted(m)]
    return named[0] if len({(m.name, m.types) for m in named}) == 1 else None


def _is_other_subject(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Does the sentence speak of a body, place or person instead (在… and 由… do not make it a subject)?"""
    if mention.type not in _ACTING or not context.is_subject(mention, sentence):
        return False
    return context.text[mention.start - 1 : mention.start] not in ("在", "由", "于", "为")


def _object_before(
    context: Context, sentence: Sentence, before: list[Mention], at: int, wanted: Callable[[Mention], bool]
) -> Mention | None:
    """The mention that an earlier clause of the sentence ends in, the nearest first."""
    text = context.text
    for mention in reversed(before):
        behind = mention.end
        if text[behind : behind + 1] == "(" and (close := text.find(")", behind, sentence.end)) >= 0:
            behind = close + 1
        if wanted(mention) and behind <= at and text[behind : behind + 1] in _CLAUSE_MARKS:
            return mention
    return None


def of_region(context: Context, mention: Mention) -> Mention:
    """A kind with a region's name right before it is that region's kind (合肥市|创新联合体), and has its name."""
    if not mention.is_kind or mention.refers:
        return mention
    text = context.text
    for place in context.sentence_at(mention.start).items:
        if isinstance(place, Mention) and place.type == "Region" and place.end <= mention.start:
            between = text[place.end : mention.start]
            if between in ("", "市", "省", "市级", "省级", "区") and place.concept not in (None, CHINA):
                name = text[place.start : mention.end]
                return replace(mention, start=place.start, name=name, concept=None, by="regions")
    return mention
