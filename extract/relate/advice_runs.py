"""Advice announced in running text: the sentences behind 提出以下战略:…, and the aspect that a sentence begins with.

An announcement opens a run. In its paragraph the run goes on while each sentence names an aspect (在种植业方面,…), has
a number or begins with an imperative, and nothing has happened; behind it while each paragraph begins with a number.
"""

from __future__ import annotations

import re

from ..context import Context, Sentence, once_per_article
from ..expressions import hinted
from .advising import PAST, VERBS, first_tag
from .clauses import NUMBER, items

_ANNOUNCES = hinted(
    r"(?:提出|给出|(?<![供反响效适对相])应|(?<![主重只必])要|(?<!所)需|须|建议|实施|采取|做好)[^。;:]{0,16}(?:以下|如下|下列|下述)[^。;:]{0,24}"
    r"(?:对策|建议|战略|策略|措施|思路|路径|举措|途径|办法|工作|方面)[^。;:,]{0,4}:"
    r"|(?:对策|建议|战略|策略|举措)(?:主要)?(?:如下|有|是|包括)[^。;:,]{0,4}:"
)
# 在种植业方面,…; 人才方面:…
_ASPECT = re.compile(
    r"(?:^|(?<=[,;:。]))(?:在|从|就)?(?!另?一方面|聚焦|围绕|面向|针对|瞄准|立足)(?P<theme>[^,;:。在的]{2,14}?)(?:方面|领域|层面)(?:上|看)?[,:]"
)


def aspect(words: str) -> str | None:
    """The aspect that a sentence names first: what its advice is about."""
    bare = NUMBER.sub("", words.strip())
    found = _ASPECT.match(bare)
    if found is None and (announced := _ANNOUNCES.search(bare)):
        found = _ASPECT.match(bare, announced.end())
    return found["theme"] if found else None


def behind_announcement(text: str, sentence: Sentence) -> int:
    """Where a sentence begins to advise: behind what announces its advice (提出以下建议:|一、…), else at its start."""
    announced = _ANNOUNCES.search(text, sentence.start, sentence.end)
    return announced.end() if announced and text[announced.end() : sentence.end].strip() else sentence.start


def in_run(context: Context, sentence: Sentence) -> bool:
    """Does a sentence announce advice and begin it, or go on with advice that one before it announced?"""
    return sentence.start in _runs(context)


@once_per_article
def _runs(context: Context) -> frozenset[int]:
    found: set[int] = set()
    paragraph: int | None = None  # of the last sentence of the run that is open
    numbered = False
    for sentence in context.sentences:
        words = context.text[sentence.start : sentence.end]
        if announced := _ANNOUNCES.search(words):
            paragraph = sentence.paragraph
            numbered = bool(items(words, announced.end(), len(words)))
            if words[announced.end() :].strip():
                found.add(sentence.start)
        elif paragraph is not None:
            new = sentence.paragraph != paragraph
            has_number = bool(NUMBER.match(words))
            if (new and not has_number) or not (has_number or numbered or _goes_on(context, sentence, words)):
                paragraph = None
                continue
            paragraph, numbered = sentence.paragraph, numbered or has_number
            if has_number or _goes_on(context, sentence, words):
                found.add(sentence.start)
    return frozenset(found)


def _goes_on(context: Context, sentence: Sentence, words: str) -> bool:
    """Does a sentence without number go on with the advice before it?"""
    return not PAST.search(words) and (bool(aspect(words)) or first_tag(context, sentence.start) in VERBS)
