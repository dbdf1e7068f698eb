"""References: 该计划, 法案 at a clause's head, 《办法》, 前者 stand for a thing named before; undecided ones stay out.

Each reference found becomes a mention of its thing, so that rules see it like any other name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from .former_latter import former_and_latter
from .lexicon import load
from .own_government import own_governments
from .posts import post
from .recognise.mentions import SHAPE, Mention
from .short_forms import short_forms
from .stretches import Stretches
from .words import words_of

_POINTING = r"(?:该|此|上述|这一|这个|本)"
_CLAUSE = r"(?<=[,;。\n])"

# Everyday words of the schemes, which may stand in a reference: 该|预算|计划.
_WORDS = frozenset({"Indicator", "Instrument"})


@Language.component("innokg_refer")
def find_references(doc: Doc) -> Doc:
    """Add the references to the settled mentions."""
    mentions: list[Mention] = list(doc._.mentions)
    taken = Stretches((m.start, m.end) for m in mentions if m.type not in _WORDS)
    referring = [*_references(doc.text, mentions), *_pointed_bodies(doc.text, mentions), *_before_posts(doc, mentions)]
    referring += own_governments(doc.text, mentions)
    found = [m for m in referring if not taken.meet(m.start, m.end)]
    referred = Stretches((m.start, m.end) for m in found)
    kept = [m for m in mentions if not (m.type in _WORDS and referred.meet(m.start, m.end))]
    mentions = sorted([*kept, *found], key=lambda m: m.start)
    mentions = sorted([*mentions, *former_and_latter(doc.text, mentions)], key=lambda m: m.start)
    doc._.mentions = sorted([*mentions, *short_forms(doc, mentions)], key=lambda m: m.start)
    return doc


@cache
def _patterns() -> list[tuple[str, frozenset[str], frozenset[str], re.Pattern[str]]]:
    """Every word that refers, the classes of what it may mean, first and else, and how it stands where it does."""
    found: list[tuple[str, frozenset[str], frozenset[str], re.Pattern[str]]] = []
    for word, types in load("references")["pointing"].items():
        pointing = rf"{_POINTING}(?:[一-鿿]{{2}})??{re.escape(word)}(?![一-鿿]*(?:项目|领域)[^一-鿿])"
        patterns = [pointing, rf"《{re.escape(word)}》"]
        if "verbs" in types:
            alone = "|".join(map(re.escape, types["verbs"]))
            patterns.append(rf"{_CLAUSE}{re.escape(word)}(?=(?:还|也|明确|同时)?(?:{alone}))")
        first, others = frozenset(types["types"]), frozenset(types.get("else", ()))
        found.append((word, first, others, re.compile("|".join(patterns))))
    return found


@cache
def _begins() -> re.Pattern[str]:
    """Where any of the words may refer: behind what points, in title marks, or at a clause's head."""
    words = "|".join(map(re.escape, load("references")["pointing"]))
    return re.compile(rf"(?:{_POINTING}(?:[一-鿿]{{2}})??|《|{_CLAUSE})(?={words})")


def _references(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    ends = [m.end for m in mentions]
    places = [begins.start() for begins in _begins().finditer(text)]
    for word, types, others, pattern in _patterns():
        for match in filter(None, (pattern.match(text, place) for place in places)):
            at = match.start()
            near = mentions[bisect_left(ends, _reach(text, at)) : bisect_right(ends, at)]
            own = match[0].startswith("本")
            antecedent = _own(mentions, at, types | others, word) if own else _last(text, near, at, types, word, others)
            if antecedent is not None:
                yield replace(antecedent, start=at, end=match.end(), by="reference", strength=SHAPE, refers=True)


def _reach(text: str, at: int) -> int:
    """How far back from an offset a short form carries over."""
    for _ in range(MAX_PARAGRAPHS + 1):
        at = text.rfind("\n", 0, at)
        if at < 0:
            return 0
    return at + 1


@cache
def _bodies() -> list[tuple[re.Pattern[str], frozenset[str], tuple[str, ...], bool]]:
    """The words for bodies behind 该, the classes they may mean, the ends of such names, and if only countries."""
    return [
        (re.compile(f"该(?:{word})"), frozenset(of["types"]), tuple(of.get("ends", ("",))), of.get("country", False))
        for word, of in load("references")["bodies"].items()
    ]


def _pointed_bodies(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    """该部, 该校, 该国: the last body or country named before whose name may be called so."""
    ends = [m.end for m in mentions]
    for pattern, types, endings, country in _bodies():
        for match in pattern.finditer(text):
            near = mentions[bisect_left(ends, _reach(text, match.start())) : bisect_right(ends, match.start())]
            meant = [m for m in near if not types.isdisjoint(m.types) and not m.is_kind and m.name.endswith(endings)]
            meant = [m for m in meant if not country or (m.concept is not None and m.country == m.concept)]
            if meant:
                at = match.start(), match.end()
                yield replace(meant[-1], start=at[0], end=at[1], by="reference", strength=SHAPE, refers=True)


@cache
def _posted() -> re.Pattern[str]:
    """A bare word for a body right before a post: 联盟|首任主席."""
    return re.compile(rf"(?P<word>{'|'.join(_BODIES)})(?={post()})")


def _before_posts(doc: Doc, mentions: list[Mention]) -> Iterator[Mention]:
    """The bodies that a bare word before a post means, where no noun before the word makes it part of a name."""
    words = words_of(doc)
    for match in _posted().finditer(doc.text):
        word = words.starting.get(match.start())
        if word is None or (word.i and words[word.i - 1].tag_ in _NOUNS):
            continue
        named = [m for m in mentions if m.end <= match.start() and m.name.endswith(match["word"]) and not m.is_kind]
        if named and set(named[-1].types) & _BODIES[match["word"]]:
            yield replace(named[-1], start=match.start(), end=match.end(), by="reference", strength=SHAPE, refers=True)


# Words that stand for a body named before where a post follows, and the classes it may be of.
_BODIES = {
    "联盟": frozenset({"Consortium", "Association"}),
    "联合体": frozenset({"Consortium"}),
    "中心": frozenset({"InnovationCenter", "ResearchInstitute"}),
    "协会": frozenset({"Association"}),
    "学会": frozenset({"Association"}),
    "研究会": frozenset({"Association"}),
    "研究院": frozenset({"ResearchInstitute"}),
    "集团": frozenset({"Enterprise"}),
    "公司": frozenset({"Enterprise"}),
}
_NOUNS = frozenset({"n", "nz", "nt", "ns", "ORG", "LOC", "PER", "vn", "a", "b"})


def _last(
    text: str, near: list[Mention], at: int, types: frozenset[str], word: str, others: frozenset[str]
) -> Mention | None:
    """The last thing named before, of the right sort; one whose name ends in the very word is preferred nearby."""
    wide = [m for m in near if not (types | others).isdisjoint(m.types) or m.kind_of in types]
    wide = [m for m in wide if not _BACKGROUND.search(text, max(0, m.start - MAX_LEAD), m.start)] or wide
    same = [m for m in wide if _ends_in(m, word)]
    if same:
        return same[-1]
    before = [m for m in wide if not types.isdisjoint(m.types) or m.kind_of in types] or wide
    return before[-1] if before and not _PLURAL.search(text[max(0, at - 2) : at + 2]) else None


def _own(mentions: list[Mention], at: int, types: frozenset[str], word: str) -> Mention | None:
    """What 本办法 is: the document that the text is, named at its head by a name that ends in the very word."""
    return next((m for m in mentions if m.end <= at and not types.isdisjoint(m.types) and _ends_in(m, word)), None)


def _ends_in(mention: Mention, word: str) -> bool:
    return mention.name.rstrip(")").endswith(word) or _TAIL.sub("", mention.name).endswith(word)


# What a thing is only set beside is not what 该计划 means: 也为下一个计划“某某”做准备, 与某某不同.
_BACKGROUND = re.compile(
    r"(?:(?<![认作成因])为|(?<![参])与|[和同像如比较继除]|类似于?|相比于?|相较于?|不同于|对标|借鉴)[^,;。!?\n]{0,10}[“《]?$"
)
MAX_LEAD = 16

# A short form carries over this many line breaks at most.
MAX_PARAGRAPHS = 3

_TAIL = re.compile(r"\([^()]*\)$")
_PLURAL = re.compile(r"这些|该等|各")
