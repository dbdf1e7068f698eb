"""What a sentence without a subject goes on about, where no sentence before has it as its bare subject.

It goes on about the one wanted thing that the sentence before names, as what it counts (首批17个联合体) or sets going
(宣布X计划), or else that the one before names, in the same paragraph. A body, place or person that the sentence itself
has as its subject goes before.
"""

from __future__ import annotations

from collections.abc import Callable

from ..context import Context
from ..recognise.mentions import Mention
from .subjects import is_other_subject

# So many sentences back a thing is still spoken of that was no subject.
MAX_CARRIED = 2


def carried_over(context: Context, at: int, wanted: Callable[[Mention], bool]) -> Mention | None:
    """Return the one wanted thing that the sentences right before an offset name, unless another acts in its own."""
    here = context.sentence_at(at)
    before = [m for m in here.items if isinstance(m, Mention) and m.end <= at]
    if any(is_other_subject(context, here, m) for m in before):
        return None
    for sentence in reversed(context.sentences[max(0, here.index - MAX_CARRIED) : here.index]):
        if sentence.paragraph != here.paragraph:
            return None
        named = {(m.name, m.types): m for m in sentence.items if isinstance(m, Mention) and wanted(m)}
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return None
