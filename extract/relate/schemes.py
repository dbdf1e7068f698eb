"""Which scheme is spoken of where documents and offices act: X计划|管理办法 lays down how X计划 is run.

A passage on how a scheme works names it once, then goes on with its document (《办法》由…制定) and with who does what
(省科技厅组织评审): what these say is said of the scheme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ..context import Context, Sentence
from ..recognise.mentions import Mention
from ..recognise.titles import LAYS_DOWN

# What stands right before a scheme that a sentence sets going.
_SETS_GOING = re.compile(r"(?:开展|实施|启动|设立|推出|组织|发起|部署|建立|创设)了?(?:一项|首个|首批)?[“《]?$")


# So many sentences of a paragraph may go on about a scheme.
MAX_CARRIED = 12


def scheme_of(context: Context, policy: Mention, wanted: Callable[[Mention], bool]) -> Mention | None:
    """The wanted thing of the article that a document lays down the rules of, if its name begins with one."""
    laid_down = [
        m for m in context.named_like(policy.name) if wanted(m) and LAYS_DOWN.fullmatch(policy.name, len(m.name))
    ]
    return max(laid_down, key=lambda m: len(m.name), default=None)


def carried_on(context: Context, sentence: Sentence, at: int, wanted: Callable[[Mention], bool]) -> Mention | None:
    """The scheme that the passage speaks of at an offset: its last subject, or that of its document, before.

    A passage is a paragraph, with the paragraphs before it under a heading that names no scheme of its own.
    """
    headings = context.headings(sentence.start)
    whole = bool(headings) and not any(not m.is_kind for m in context.mentions_in(headings[-1].span) if wanted(m))
    for earlier in reversed(context.sentences[max(0, sentence.index - MAX_CARRIED) : sentence.index + 1]):
        if earlier.paragraph != sentence.paragraph and not (whole and context.headings(earlier.start) == headings):
            break
        named = [m for m in earlier.items if isinstance(m, Mention) and m.end <= at]
        if found := next(_spoken_of(context, earlier, named, wanted), None):
            return found
    return None


def _spoken_of(
    context: Context, sentence: Sentence, named: list[Mention], wanted: Callable[[Mention], bool]
) -> Iterator[Mention]:
    for mention in reversed(named):
        if wanted(mention):
            sets_going = _SETS_GOING.search(context.text, max(sentence.start, mention.start - 8), mention.start)
            if sets_going or context.is_subject(mention, sentence):
                yield mention
        elif mention.type == "Policy" and (scheme := scheme_of(context, mention, wanted)):
            yield scheme
