"""The words of a piece of advice, whom it is addressed to, and its theme."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context, Sentence
from ..model import BlockKind
from ..recognise.mentions import Mention
from .advice_runs import aspect
from .advising import MAX_LABEL, cue
from .clauses import NUMBER, shortened
from .patterns import ORGANIZATIONS

# Who says it, before a duty: 报告还指出|要….
_SAYS = re.compile("^[^,;:。]{0,16}?(?:指出|强调|提出|认为|表示|主张)(?:了)?[,:“]*(?=(?:要(?!求)|应|必须|须|需))")


def words_of_advice(context: Context, start: int, label: str) -> str:
    """The words of the advice that stands behind an offset, without what leads up to them."""
    return shortened(_LED.sub("", _without_addressee(context, start, _bare(label))), MAX_LABEL)


def _bare(label: str) -> str:
    label = NUMBER.sub("", re.sub(r"\[[\d,-]+(?:\]|$)", "", label.strip()))
    label = re.sub(rf"^(?:{cue('leads').pattern})+", "", label)
    label = _SAYS.sub("", re.sub(r"^[^,;:。]{0,6}建议(?=.)", "", label).lstrip(" "))
    if label.count("“") != label.count("”"):
        label = label.strip("“”。 ")
    return label


# What leads up to the verb of the advice: the circumstance, and the word for the duty.
_DUTY = r"(?:还|也|都|均|则|就|更|首先|一定|务必)*(?:应当|应该|应|必须|须|需要|需|(?<!主)要(?!求)|并)(?=[一-鿿]{2})"
_WHEN = "(?:在|从|就|针对|围绕|随着)[^,;:。]{2,16}?(?:中|上|下|时|过程|方面|层面|期间|阶段)"
_LED = re.compile(f"^(?:{_WHEN})?{_DUTY}")
_OUGHT = re.compile(_DUTY)
_WHOSE = re.compile("(?:等)?(?:政府|各级政府|各地|有关部门)?")


def _without_addressee(context: Context, start: int, label: str) -> str:
    """The words without who should act, where the place or body is known and so told apart: 某市政府应|完善…."""
    at = context.text.find(label[:BEGINNING], start)
    if at < 0:
        return label
    for mention in context.mentions_from(at, at + 1):
        behind = _WHOSE.match(label, mention.end - at)
        ought = _OUGHT.match(label, behind.end()) if behind and _acts(mention) else None
        if ought is not None and len(label) - ought.end() >= BEGINNING:
            return label[ought.end() :]
    return label


# So much of a label is looked for in the text.
BEGINNING = 6


def addressed(context: Context, sentence: Sentence, start: int, end: int) -> Iterator[Mention]:
    """Bodies and places that the advice tells to act: 建议X…, X应…."""
    text = context.text
    for mention in sentence.items:
        if not isinstance(mention, Mention) or not start <= mention.start < end:
            continue
        if not _acts(mention):
            continue
        asked = re.search(r"建议[^,;:。]{0,12}$", text[start : mention.start])
        acts = re.match(r"(?:等)?(?:政府|各地)?(?:应当?|要|须|宜|可以|需)", text[mention.end : mention.end + 8])
        if (asked and "Agency" in mention.types) or acts:
            yield mention


def _acts(mention: Mention) -> bool:
    """Is it a body or place, which may be told to act?"""
    return bool(set(mention.types) & (ORGANIZATIONS | {"Region"}))


_WORDS = re.compile("[一-鿿]{2}")
# What is left before a heading of its mark and number: #4.5关键技术.
_MARKED = re.compile(r"^[#*\s]*(?:\d+(?:\.\d+)*\s*)?[.、]?\s*")


def theme(context: Context, sentence: Sentence, label: str) -> str | None:
    """The aspect that the sentence names, or the nearest heading, or first sentence with a number, above the advice."""
    text = context.text
    if named := aspect(text[sentence.start : sentence.end]):
        return named
    block = context.block_at(sentence.start)
    if block is not None and block.kind is not BlockKind.HEADING and sentence.start > block.span.start:
        first = context.sentence_at(block.span.start)
        words = text[first.start : first.end]
        if NUMBER.match(words) and len(words) <= MAX_LABEL:
            return shortened(_bare(words), MAX_LABEL)
    for heading in reversed(context.headings(sentence.start)):
        words = _MARKED.sub("", NUMBER.sub("", text[heading.span.start : heading.span.end])).strip("。 ")
        if not _WORDS.search(words):
            continue  # a number alone
        if not cue("not_headings").search(words) and shortened(_bare(words), MAX_LABEL) != label:
            return shortened(_bare(words), MAX_LABEL)
        break
    return None
