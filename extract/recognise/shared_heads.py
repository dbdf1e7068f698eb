"""Find the names of a list that share their first and last words: 国家甲、乙、丙创新中心 are three centres."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from ..expressions import hinted
from ..lexicon import words
from ..words import Word, Words, words_of
from .concepts import domain_heads
from .mentions import MARKED, Mention, add

# The words that such names share; the longest that fits is taken.
_HEADS = {
    "制造业创新中心": "InnovationCenter",
    "产业创新中心": "InnovationCenter",
    "技术创新中心": "InnovationCenter",
    "创新中心": "InnovationCenter",
    "产业创新联合体": "Consortium",
    "创新联合体": "Consortium",
    "先进制造业集群": "Cluster",
    "产业集群": "Cluster",
}
_ITEM = r"[一-鿿A-Za-z0-9+-]{2,14}"
_PREFIX = re.compile(r"(?=(?P<prefix>国家级?|[一-鿿]{2,3}[省市]))")
_LIST = re.compile(rf"{_ITEM}(?:、{_ITEM})+(?:[和与及]{_ITEM})?")
_HEAD = re.compile("|".join(_HEADS))

# LAC's tags of words that name fields.
_NOUNS = frozenset({"n", "nz", "nw", "vn", "an", "a", "b", "xc", "m", "v", "w", "ORG", "c", "f", "d"})

# An item that says what sort, and not which one: 任务型、平台型创新联合体.
_SORT_WORD = r"[^\W\d型类级和与及]{1,4}[型类级]"
_SORT_ITEM = re.compile(rf"(?:[一-鿿]{{2,4}})?{_SORT_WORD}")
_SORTS = hinted(rf"(?P<sorts>{_SORT_WORD}(?:、{_SORT_WORD})*[、和与及]{_SORT_WORD})(?P<head>{'|'.join(_HEADS)})")

# What an item that is a whole name or a count has.
_OWN = re.compile(r"\d+余?[个家项座]|国家|省级|市级|实验室")

# How far before the shared head its list begins at most.
MAX_LIST = 90


@Language.component("innokg_shared_heads")
def find_sharing(doc: Doc) -> Doc:
    """Note every name of such lists."""
    return add(doc, [*_found(doc), *_sorts(doc)])


def _sorts(doc: Doc) -> Iterator[Mention]:
    """The kinds of a list of sorts that share their head: 任务型、平台型和生态型创新联合体."""
    known = words_of(doc)
    for match in _SORTS.finditer(doc.text):
        head, kind = match["head"], _HEADS[match["head"]]
        for item in re.finditer(_SORT_WORD, match["sorts"]):
            at, end = match.start() + item.start(), match.start() + item.end()
            at = next((w.idx for w in known.between(at, end) if w.idx >= at and not _leads_up(w)), end)
            if at >= end - 1:
                continue
            stop = match.end() if end == match.start("head") else end
            name = doc.text[at:end] + head
            yield Mention(at, stop, ("Kind",), name, by="shared_heads", kind_of=kind, strength=MARKED)


def _leads_up(word: Word) -> bool:
    """Is it a place or a verb before the first sort of a list: 组建|某市|生态型?"""
    return word.tag_ == "LOC" or word.text in words("words", "not_first")


def _found(doc: Doc) -> Iterator[Mention]:
    known = words_of(doc)
    for head in _HEAD.finditer(doc.text):
        start, prefix = _list_before(doc.text, head.start(), known)
        listed = doc.text[start : head.start()]
        spans = list(_items(listed, start)) if listed and not _has_head(listed) else []
        if not all(_is_noun_phrase(known, *span) for span in spans):
            continue
        first = known.starting.get(spans[0][0]) if spans else None
        if first is not None and first.tag_ in ("v", "vd", "d"):
            continue  # 某市鼓励组建甲、乙联合体 says what a place does
        if any(_SORT_ITEM.fullmatch(doc.text, *span) for span in spans):
            continue
        for at, end in spans:
            name = prefix + doc.text[at:end] + head[0]
            first = start - len(prefix) if at == start else at
            stop = head.end() if end == head.start() else end
            yield Mention(first, stop, (_HEADS[head[0]],), name, by="shared_heads", strength=MARKED)


def _list_before(text: str, end: int, known: Words) -> tuple[int, str]:
    """Where the list that ends at an offset begins, and the words before it that all its names begin with."""
    for match in _PREFIX.finditer(text, max(0, end - MAX_LIST), end):
        start = match.start() + len(match["prefix"])
        word = known.starting.get(match.start())
        place = word is not None and (match["prefix"].startswith("国家") or word.tag_ == "LOC")
        if place and start in known.starting and _LIST.fullmatch(text, start, end):
            return start, match["prefix"]
    return end, ""


def _items(listed: str, offset: int) -> Iterator[tuple[int, int]]:
    """The items between the marks of a list; 和 joins its last two, but not the words of an item before."""
    marks = [m.start() for m in re.finditer("、", listed)]
    last = re.search(r"[和与及](?=[^、]*$)", listed[marks[-1] :])
    edges = [-1, *marks, *([marks[-1] + last.start()] if last else []), len(listed)]
    yield from ((offset + a + 1, offset + b) for a, b in pairwise(edges))


def _has_head(listed: str) -> bool:
    """Does an item end in a head of its own, is it counted, or does it say whose it is, so that it shares nothing?"""
    items = re.split("[、和与及]", listed)
    return bool(_OWN.search(listed)) or any(i.endswith((*domain_heads(), "实验室", "研究院")) for i in items)


def _is_noun_phrase(known: Words, start: int, end: int) -> bool:
    return start in known.starting and all(word.tag_ in _NOUNS for word in known.between(start, end))
