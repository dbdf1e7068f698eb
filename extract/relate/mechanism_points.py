"""Numbered points under words that announce how something works: 其做法有三条:一是…;二是….

What each point says first is then a mechanism, though it has no cue of its own. The words that announce are data
(`lexicon/mechanism_constructions.yaml`, `points`).
"""

from __future__ import annotations

import re
from functools import cache

from ..context import Context, Sentence
from ..expressions import Expression, any_of
from ..lexicon import load

_NUMBER = (
    r"(?:[一二三四五六七八九]是|首先|其次|再次|最后|第[一二三四五六七八九]|[①-⑨]"
    r"|\([一二三四五六七八九1-9]\)|[1-9][.、])"
)
_POINT = re.compile(rf"\s*{_NUMBER}")
_NUMBERED = re.compile(rf"(?:^|[;:。]\s*){_NUMBER},?$")

# So many sentences back the points may be announced.
MAX_BACK = 8


def is_point(context: Context, sentence: Sentence, start: int) -> bool:
    """Does the clause open a numbered point of a list that was announced as telling how something works?"""
    text = context.text
    numbered = _POINT.match(text, start) or _NUMBERED.search(text[sentence.start : start])
    return bool(numbered) and _announced(context, sentence, start)


def _announced(context: Context, sentence: Sentence, start: int) -> bool:
    lead, _, _ = context.text[sentence.start : start].partition(":")
    if lead and not _POINT.match(lead):
        return _announces(lead)
    for earlier in reversed(context.sentences[max(0, sentence.index - MAX_BACK) : sentence.index]):
        words = context.text[earlier.start : earlier.end]
        if not _POINT.match(words):
            return words.endswith((":", "。")) and _announces(words)
    return False


def _announces(words: str) -> bool:
    return bool(_words("points").search(words)) and not _words("other_points").search(words)


@cache
def _words(key: str) -> Expression:
    return any_of(load("mechanism_constructions")[key])
