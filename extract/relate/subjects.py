"""What a clause without a subject of its own speaks of.

1. What an earlier clause of the sentence has as its subject.
2. What the clause right before ends in: 支持八个中心, 关注量子技术.
3. The subject of one of the sentences before (context.topic).
"""

from __future__ import annotations

from collections.abc import Callable

from ..context import Context, Sentence
from ..recognise.mentions import Mention

_CLAUSE_MARKS = ",;:"


def speaking_of(context: Context, at: int, wanted: Callable[[Mention], bool]) -> Mention | None:
    """Return what is spoken of at an offset, if anything that is wanted."""
    sentence = context.sentence_at(at)
    before = [m for m in sentence.items if isinstance(m, Mention) and m.end <= at]
    subject = next((m for m in reversed(before) if wanted(m) and context.is_subject(m, sentence)), None)
    return subject or _object_before(context, sentence, before, at, wanted) or context.topic(at, wanted)


def _object_before(
    context: Context, sentence: Sentence, before: list[Mention], at: int, wanted: Callable[[Mention], bool]
) -> Mention | None:
    """The mention that an earlier clause of the sentence ends in, the nearest first."""
    text = context.doc.text
    for mention in reversed(before):
        behind = mention.end
        if text[behind : behind + 1] == "(" and (close := text.find(")", behind, sentence.end)) >= 0:
            behind = close + 1
        if wanted(mention) and behind <= at and text[behind : behind + 1] in _CLAUSE_MARKS:
            return mention
    return None
