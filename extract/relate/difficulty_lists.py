"""Lists of difficulties: which sentences stand behind one that announces difficulties (问题有:(1)…。(2)…).

In a section that advises only what says outright that difficulties follow opens a list; none of its items is advice.
"""

from __future__ import annotations

import re
from functools import cache

from ..context import Sentence
from ..expressions import Expression, any_of
from ..lexicon import load
from .clauses import NUMBER, items

# A longer sentence says more than that difficulties follow, unless it says so (如下) or ends in a colon.
MAX_ANNOUNCEMENT = 30

_FOLLOWS = re.compile("[以如]下|(?:几|多|[两三四五六七八])个?(?:方面|问题|挑战|困难|难题|瓶颈|短板)")
# 主要表现在: behind a sentence that tells a difficulty, its parts follow.
_SHOWS = re.compile(
    r"(?:主要|具体|突出|集中|这些(?:差距|问题)|其)*(?:表现|体现|反映)(?:在|为|于)(?:以下|如下)?[^,;。:]{0,6}$"
)
# So a sentence says what somebody does about difficulties, and that none follow.
_RESOLVES = re.compile("(?:解决|破解|化解|克服|应对|针对|回应|缓解)[^,;:。]{2,}$")
_LACK = re.compile("差距|不足|问题|短板|困难|矛盾|滞后|瓶颈|挑战|困境|劣势")
# So advice is announced, and a list of difficulties is at its end.
_ADVICE = re.compile("(?:对策|建议|措施|举措|做法|办法|路径|思路|启示|战略|目标|任务|优势|机遇)[^,;。:]{0,6}$")


@cache
def _words(key: str) -> Expression:
    value = load("challenges")[key]
    return any_of([value] if isinstance(value, str) else value)


def announces(words: str) -> bool:
    """Do the words say that difficulties follow?"""
    return bool(_words("announces").search(words)) and not _words("not_announced").search(words)


def announces_outright(words: str, before: str) -> bool:
    """Do they say so whatever the section: 问题有, or 主要表现在 behind what tells a difficulty (`before`)?"""
    return bool(_words("announces_outright").search(words) or (_SHOWS.search(words) and _LACK.search(words + before)))


def announces_list(words: str) -> bool:
    """Does a sentence say that difficulties follow, and tell none itself?"""
    if words.endswith(":"):
        return announces(words[:-1])
    short = len(words) <= MAX_ANNOUNCEMENT or _FOLLOWS.search(words)
    return bool(short) and not re.search(":|等问题", words) and not _RESOLVES.search(words) and announces(words)


class Listing:
    """Whether a list of difficulties is open: announced by a sentence, it goes on while its items have numbers."""

    def __init__(self) -> None:
        self._paragraph: int | None = None  # of the sentence that announced it, or of its last item
        self._numbered = False
        self._follows = False  # does the announcement say that they come right behind it?
        self._before = ""  # the sentence read last
        self.outright = False  # does it go on even in a section that advises?

    def close(self) -> None:
        """End the list."""
        self._paragraph, self._before, self.outright = None, "", False

    def has(self, words: str) -> bool:
        """Is a sentence an item of the list: one with a number, or the first behind the announcement?"""
        return self._paragraph is not None and (not self._numbered or bool(NUMBER.match(words)))

    def surely(self, words: str) -> bool:
        """Is it one for what it is told by, whatever its own words say (问题如下:…)?"""
        return self.has(words) and (self._follows or bool(NUMBER.match(words)))

    def _open(self, sentence: Sentence, words: str, *, numbered: bool = False, outright: bool = False) -> None:
        self._paragraph, self._numbered, self.outright = sentence.paragraph, numbered, outright
        self._follows = words.endswith(":") or bool(_FOLLOWS.search(words))

    def opens_in(self, words: str) -> bool:
        """Does a sentence announce difficulties outright before its colon?"""
        lead, colon, _ = words.partition(":")
        return bool(colon) and announces_outright(lead, self._before)

    def go_on(self, sentence: Sentence, words: str, found: bool) -> None:
        """Take notice of a sentence that was read."""
        lead, colon, behind = words.partition(":")
        if colon and _ADVICE.search(lead):
            self.close()
        elif self.opens_in(words) and (not behind or items(behind, 0, len(behind))):
            self._open(sentence, words, numbered=bool(behind), outright=True)
        elif announces_list(words) and not (found and not words.endswith(":")):
            self._open(sentence, words)
        elif self._paragraph is not None and NUMBER.match(words):
            self._paragraph, self._numbered = sentence.paragraph, True
        elif not self._numbered or sentence.paragraph != self._paragraph:
            self.close()
        self._before = words
