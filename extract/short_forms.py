"""What a clause begins with in place of a longer name: 45个国家级集群 for …先进制造业集群, 中心 for 某市某创新中心.

1. At the head of a clause, behind a number or 这些, stand a few words that end in a head (中心, 集群, 联合体, …).
2. They mean a thing of that sort that was named before (or in the title), whose name ends in the head and has the other
   words' characters in their order.
3. 报告, 草案 and 文件 alone mean the document of the sentence before (《某战略》…。报告提出…).
4. Where the nearest sentence that names such a thing names two, the words stay undecided.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc

from .lexicon import load
from .recognise.mentions import SHAPE, Mention
from .stretches import Stretches
from .words import Words, words_of

# How many characters may lead up to the head: longer ones are names of their own.
MAX_WORDS = 8
# So many paragraphs back a thing is still meant by its head alone; by more of its name anywhere.
MAX_PARAGRAPHS = 3

_COUNTED = r"(?:(?:这|该|上述|全部|所有)?(?:\d+|[一二两三四五六七八九十]+)[余多]?[个家批]|这些|上述|全部|所有|各个?)?"
# Behind these a clause begins: a mark, or the number of an item.
_BEGINS = r"(?<=[,;:。!?\n])|(?<=[\d一二三四五六七八九十][)、.])"
# What follows a subject; behind a noun the words would be part of something else (中心城市).
_FOLLOWS = frozenset({"v", "vd", "vn", "d", "ad", "p", "m", "TIME", "t", "u", "w", "c", "f"})
_OF = frozenset({"的", "等"})


@cache
def _pattern() -> re.Pattern[str]:
    heads = "|".join(sorted(map(re.escape, load("references")["short_forms"]), key=len, reverse=True))
    return re.compile(rf"(?:^|{_BEGINS}){_COUNTED}(?P<short>[一-鿿]{{0,{MAX_WORDS}}}?(?P<head>{heads}))")


def short_forms(doc: Doc, mentions: list[Mention]) -> Iterator[Mention]:
    """The places where a clause begins with a short form of something named before, as mentions of that."""
    text, words = doc.text, words_of(doc)
    taken = Stretches((m.start, m.end) for m in mentions)
    ends = [m.end for m in mentions]
    for match in _pattern().finditer(text):
        start, end = match.span("short")
        if taken.meet(start, end) or not _is_subject(words, start, end):
            continue
        types = frozenset(load("references")["short_forms"][match["head"]])
        meant = _meant(text, mentions[: bisect_right(ends, start)], start, match["short"], match["head"], types)
        if meant is not None:
            yield replace(meant, start=start, end=end, by="reference", strength=SHAPE, refers=True)


def _is_subject(words: Words, start: int, end: int) -> bool:
    """Do the words keep to the edges of LAC's, and does something follow that a subject has behind it?"""
    if start not in words.starting or end not in words.ending:
        return False
    following = words.starting.get(end)
    return following is not None and following.tag_ in _FOLLOWS and following.text not in _OF


def _meant(
    text: str, before: list[Mention], start: int, short: str, head: str, types: frozenset[str]
) -> Mention | None:
    """The one thing that a short form can mean, as the nearest sentence that names any names it."""
    reach = 0 if short != head else _paragraphs_back(text, before[-1].end if before else 0)
    if short in load("references")["documents"]:
        reach = _sentence_before(text, start)
    own = short.removesuffix(head)
    sentence_start: int | None = None
    found: dict[str, Mention] = {}
    for mention in reversed(before):
        if mention.end < reach or (sentence_start is not None and mention.end <= sentence_start):
            break
        if not _may_mean(mention, own, head, types):
            continue
        if sentence_start is None:
            sentence_start = max(text.rfind(mark, 0, mention.start) for mark in "。!?\n") + 1
        found.setdefault(mention.name, mention)
    return next(iter(found.values())) if len(found) == 1 else None


def _may_mean(mention: Mention, own: str, head: str, types: frozenset[str]) -> bool:
    if types.isdisjoint(mention.types) and mention.kind_of not in types:
        return False
    if head in load("references")["documents"] and not own:
        return not mention.refers
    name = re.sub(r"\([^()]*\)$", "", mention.name)
    if not name.endswith(head) or len(name) <= len(own) + len(head):
        return False
    rest = iter(name.removesuffix(head))
    return all(char in rest for char in own)


def _sentence_before(text: str, at: int) -> int:
    """Where the sentence before that of an offset begins, or the paragraph where that begins with the offset's."""
    paragraph = text.rfind("\n", 0, at) + 1
    here = max(text.rfind("。", paragraph, at) + 1, paragraph)
    return max(text.rfind("。", paragraph, max(paragraph, here - 1)) + 1, paragraph)


def _paragraphs_back(text: str, at: int) -> int:
    for _ in range(MAX_PARAGRAPHS + 1):
        at = text.rfind("\n", 0, at)
        if at < 0:
            return 0
    return at + 1
