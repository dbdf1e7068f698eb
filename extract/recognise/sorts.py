"""Find kinds of what stands beside centres in every measure: 省级企业研究院, 253个学科国家重点实验室, 国家高新区.

1. A head of `lexicon/sorts.yaml` ends a word; nouns lead up to it, to a level (省级), a count (253个) or another word.
2. That is a kind where a level begins it, where the text counts or defines it, or where the title speaks of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load, words
from ..lexicon.gazetteer import Concept, gazetteer
from ..occurrences import WordIndex
from ..words import Word
from .concepts import class_of_sort, domain_heads, is_one_of_actors, scan, sort_heads
from .heads import specific
from .mentions import MARKED, SHAPE, Mention, add
from .reading import Reading

# LAC's tags of words that say what sort of thing a noun is about.
_NOUNS = frozenset({"n", "nz", "nw", "vn", "an", "a", "b"})

# How many there are, right before: 253个. One alone is no sort, and 几个 says nothing.
_COUNT = re.compile(
    r"(?<![\d.])(?!1[个家所])(?:\d+|[二两三四五六七八九十百]+)余?[个家所座](?:(?:具有|具备)[一-鿿]{2,8}的|“)?$"
)

# How many there are, right behind, and what defines a sort.
_COUNT_BEHIND = re.compile(
    r"(?:\([^()]*\))?(?:共|已|目前|总数|累计)*(?:有|达|达到|增至)?(?!1[个家所])\d+余?[个家所](?![月人年])"
)
_DEFINED = re.compile(r"”?(?:\((?:以下)?简称[^()]*\))?,?(?:是指|系指|指的是)")

# What a title says of a sort that its text lays down.
_MEASURED = r"[一-鿿]{0,6}(?:管理|认定|申报|评价|考核|评估|条件|办法|备案|指南)"

# The longest sort worth following, and how often a text is about one: with the title, and without for a bare word.
MAX_SORT, MIN_TITLED, MIN_BARE = 16, 2, 4

# A sort with an everyday head that an article is about is at least this long (科技创新平台).
MIN_LOOSE = 6

# Where the body would stand whose they are.
MAX_BODY = 8


@Language.component("innokg_sorts")
def find_sorts(doc: Doc) -> Doc:
    """Note every kind of a neighbouring sort."""
    return add(doc, _Finder(doc).found())


@cache
def _index() -> WordIndex:
    return WordIndex(sort_heads())


@cache
def _levels() -> re.Pattern[str]:
    longest = sorted(load("sorts")["levels"], key=lambda level: (-len(level), level))
    return re.compile("(?:" + "|".join(longest) + ")的?")


@cache
def _parted() -> re.Pattern[str]:
    levels, heads = "|".join(load("sorts")["levels"]), "|".join(sorted(domain_heads(), key=lambda h: (-len(h), h)))
    return re.compile(rf"(?P<level>{levels})的(?P<rest>[一-鿿]{{0,8}}?(?P<head>{heads}))")


@cache
def _wholes() -> tuple[str, ...]:
    return tuple(load("sorts")["wholes"])


def _known(name: str) -> Concept | None:
    """The kind that a scheme knows by this name."""
    found = (gazetteer().concepts[iri] for iri in gazetteer().by_label.get(name, ()))
    return next((concept for concept in found if concept.kind_of), None)


class _Finder(Reading):
    """Finds the kinds of one Doc."""

    def found(self) -> Iterator[Mention]:
        sorts = list(self.sorts())
        named = Counter(self.text[m.start : m.end] for m in sorts)
        first = {self.text[m.start : m.end]: m for m in reversed(sorts)}
        often = {name: first[name] for name, count in named.items() if count >= MIN_TITLED}
        yield from self.of_domain()
        yield from (self.in_full(kind, often) for kind in sorts)

    def in_full(self, kind: Mention, often: dict[str, Mention]) -> Mention:
        """A sort named by its head alone (孵化器) stands for the one whose name ends in it, if the text has one."""
        if kind.name not in sort_heads() or kind.strength > SHAPE:
            return kind
        whole = [m for name, m in often.items() if m.name != kind.name and name.endswith(kind.name)]
        if len(whole) != 1:
            return kind
        return replace(whole[0], start=kind.start, end=kind.end, strength=SHAPE, refers=True)

    def sorts(self) -> Iterator[Mention]:
        """Every kind that a head of a neighbouring sort tells."""
        title = self.doc.user_data.get("title", "")
        for at, head in _index().apart(self.text):
            end = at + len(head)
            if end not in self.words.ending:
                continue
            start = self.start(at)
            name = _levels().sub(lambda level: level[0].removesuffix("的"), self.text[start:end], count=1)
            if strength := self.strength(start, end, head, title):
                kind, known = class_of_sort(name), _known(name)
                yield Mention(
                    start,
                    end,
                    ("Kind",),
                    known.name if known else name,
                    by="sorts",
                    kind_of=kind,
                    concept=known.iri if known else None,
                    strength=strength,
                )

    def of_domain(self) -> Iterator[Mention]:
        """The kinds of the domain that 的 parts from their level: 省级|的制造业创新中心."""
        for match in _parted().finditer(self.text):
            name = match["level"] + match["rest"]
            if match.end() in self.words.ending and not specific(match["rest"], "InnovationCenter"):
                kind = domain_heads()[match["head"]]
                yield Mention(*match.span(), ("Kind",), name, by="sorts", kind_of=kind, strength=SHAPE)

    def start(self, head_start: int) -> int:
        """Where the words that say what sort begin: at a level, or behind the first word that is no noun."""
        inside = self.words.at(head_start)
        start, index = min(inside.idx, head_start), inside.i - 1
        level = self.level_in(start, head_start)
        while level is None and index >= inside.first and head_start - start <= MAX_SORT:
            word = self.words[index]
            if not self.goes_on(word):
                break
            start, index = word.idx, index - 1
            level = self.level_in(start, word.end)
        return start if level is None else level

    def level_in(self, start: int, end: int) -> int | None:
        """Where the last level among the words begins (某市|市级…, 新认定为|省级…)."""
        found = [m.start() for m in _levels().finditer(self.text, start, min(end + 1, len(self.text)))]
        return found[-1] if found else None

    def goes_on(self, word: Word) -> bool:
        """May the word stand before others that say what sort?"""
        if word.text in words("words", "breaks"):
            return word.text == "的" and _levels().search(self.text, max(0, word.idx - 4), word.end) is not None
        if word.tag_ in ("v", "vd", "ad"):
            return word.text in load("sorts")["inside"]
        return word.tag_ in _NOUNS and word.text not in words("words", "not_first")

    def strength(self, start: int, end: int, head: str, title: str) -> int | None:
        """How strongly the text says that it speaks of the sort; None where it does not."""
        name = self.text[start:end]
        if any("Agency" in concept.types for _, _, concept in scan(self.text, max(0, start - MAX_BODY), end)):
            return None  # somebody's: 某国某部国家实验室
        general = not specific(name.removesuffix(head), "InnovationCenter")
        near = sort_heads()[head] in ("InnovationCenter", "Cluster")
        telling = name != head or near
        counted = bool(_COUNT.search(self.text, max(0, start - 20), start)) or (
            general and bool(_COUNT_BEHIND.match(self.text, end))
        )
        if general and telling and _DEFINED.match(self.text, end):
            return MARKED
        if head in words("sorts", "loose"):
            return MARKED if general and self.is_told(name, counted, title) else None
        if telling and counted:
            return MARKED
        titled = name in title if name != head else bool(re.search(rf"(?:^|[^一-鿿]|[和与、]){head}", title))
        if general and telling and titled and self.text.count(name) >= MIN_TITLED:
            return MARKED
        if general and near and self.text.count(name) >= (MIN_BARE if name == head else MIN_TITLED):
            return SHAPE
        whole = general and name.startswith(_wholes()) and not name.startswith("市场")
        whole = whole and not is_one_of_actors(self.text, start, end)
        return SHAPE if whole or _levels().match(name) else None

    def is_told(self, name: str, counted: bool, title: str) -> bool:
        """Is a sort that much may be called by what the title's measure is for, what the text is about, or official?"""
        if re.search(re.escape(name) + _MEASURED, title):
            return True
        about = name in title and len(name) >= MIN_LOOSE and self.text.count(name) >= MIN_BARE
        return about or (counted and name.startswith((*_wholes(), *load("sorts")["levels"])))
