"""Find short forms and original names that the text defines, and every later use of them.

M(简称X), M(English Name, ABBR), M,又称X (see `called`); ABBR(full name), M ABBR, and 《…》(以下简称《办法》).
A short form stands for its thing in the rest of the article; a name found once is found wherever it stands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import words
from ..lexicon.gazetteer import gazetteer
from ..occurrences import occurrences
from ..words import words_of
from .called import ALSO, CALLED_BEFORE, LATER, called, is_short_for, parts
from .concepts import sort_heads
from .glossed import INSIDE_NAME
from .heads import heads
from .material import BODIES
from .mentions import DEFINED, Mention, add, settle

_APPOSED = re.compile(r" ?(?P<alias>[A-Z][A-Z0-9-]{2,20})(?![A-Za-z0-9])")
_LATIN_FIRST = re.compile(r"(?P<alias>[A-Z][A-Za-z0-9-]{1,24})[(](?P<full>[^()]{4,40})[)]")
# An original name inside a name, and its short form: 某某网络(Some Network,简称SN)计划.
_INNER = re.compile(
    r"\((?P<original>[A-Za-z][A-Za-z0-9 &.·,-]{0,80}?)(?:,?(?:以下)?简称:?(?P<short>[A-Za-z][A-Za-z0-9 -]{1,12}))?\)"
)
_INNER_OWN = re.compile(r"\((?P<original>[^()]{2,82})\)”?[一-鿿]+$")
_ENGLISH = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Alias:
    """A short form or original name, where it is defined, and the name it stands for."""

    text: str
    name: str
    start: int
    end: int


@Language.component("innokg_definitions")
def find_definitions(doc: Doc) -> Doc:
    """Note aliases, and every other place where a name found so far or an alias stands."""
    named = settle(m for m in doc._.candidates or () if _may_be_called(doc.text, m))
    aliases = sorted(set(_defined(doc.text, named)), key=lambda a: (a.start, a.end, a.text, a.name))
    doc._.aliases = aliases
    doc = add(doc, _at_definitions(doc.text, named, aliases))
    named = settle(doc._.candidates)
    return add(doc, [*_again(doc.text, named), *_uses(doc, named, [*aliases, *_without_sort(aliases)])])


# An acronym with the word for its sort is used without it as well, and with another: SBIR计划, SBIR, SBIR项目.
_WITH_SORT = re.compile(r"(?P<acronym>[A-Za-z][A-Za-z0-9-]{2,}) ?(?:计划|项目|倡议|工程|专项)")


def _without_sort(aliases: list[Alias]) -> Iterator[Alias]:
    for alias in aliases:
        if match := _WITH_SORT.fullmatch(alias.text):
            yield replace(alias, text=match["acronym"])


# An original name behind a field, but not inside a longer name: 某某电路(ABC)创新联合体.
_ORIGINAL = re.compile(rf" ?\([A-Z][^()]*\)(?!{INSIDE_NAME})")


# How a place's or person's name is spelt at home: 波士顿(Boston).
_OWN_SPELLING = re.compile(r" ?\([A-ZÀ-Þ][a-zß-ÿ]+(?:[ ·.-]+[A-ZÀ-Þ][A-Za-zß-ÿ.]*)*\)")


def _may_be_called(text: str, mention: Mention) -> bool:
    """Does the article give such a thing names: no place or person, and a field only with its original?"""
    if mention.type == "TechnologyField":
        return bool(_ORIGINAL.match(text, mention.end))
    if mention.type in ("Region", "Person"):
        return bool(_OWN_SPELLING.match(text, mention.end))
    return True


def _defined(text: str, named: list[Mention]) -> Iterator[Alias]:
    for mention in named:
        names = called(text, mention)
        for one in names:
            yield Alias(one.text, mention.name, one.start, one.end)
        apposed = None if names else _APPOSED.match(text, mention.end + (text[mention.end : mention.end + 1] == "”"))
        other = apposed and apposed["alias"] in gazetteer().by_label  # …项目|DARPA于2017年… begins a clause
        if apposed and not other and mention.type not in ("Agency", "Enterprise"):
            yield Alias(apposed["alias"], mention.name, apposed.start("alias"), apposed.end("alias"))
        own = _INNER_OWN.search(text, mention.start, mention.end) if mention.by == "inner_originals" else None
        if own:
            for one in parts(own["original"], own.start("original")):
                yield Alias(one.text, mention.name, one.start, one.end)
            continue
        inner = _INNER.search(text, mention.start, mention.end)
        if inner and not mention.by.startswith("titles") and not _of_body(text[mention.start : inner.start()]):
            for one in parts(inner["original"], inner.start("original")):
                yield Alias(one.text, mention.name, one.start, one.end)
            if inner["short"]:
                yield Alias(inner["short"], mention.name, inner.start("short"), inner.end("short"))
    at_place = {(m.start, m.end): m for m in named}
    for first in _LATIN_FIRST.finditer(text):
        full = at_place.get(first.span("full"))
        if full is not None:
            yield Alias(first["alias"], full.name, first.start("alias"), first.end("alias"))
    yield from _later(text, named)


def _of_body(name: str) -> bool:
    """Does a name end in a word for a body, whose short form the bracket behind it is: 某某组织(ABC)|某委员会?"""
    return any(name.endswith(text) and head.type in BODIES for text, head in heads().items())


def _later(text: str, named: list[Mention]) -> Iterator[Alias]:
    """Short forms that a sentence gives its subject further on: 某某研究院成立于2013年,简称“某研院”."""
    for said in LATER.finditer(text):
        since = max(text.rfind(mark, 0, said.start()) for mark in "。;!?\n")
        before = [m for m in named if since < m.start and m.end < said.start()]
        whose = next((m for m in reversed(before) if is_short_for(said["alias"], m.name)), None)
        if whose is not None:
            yield Alias(said["alias"], whose.name, *said.span("alias"))
    for said in ALSO.finditer(text):
        since = max(text.rfind(mark, 0, said.start()) for mark in "。;!?\n") + 1
        whose = next((m for m in named if m.start == since and not m.is_kind), None)
        if whose is not None:
            yield Alias(said["alias"], whose.name, *said.span("alias"))
    for mention in named if "”的" in text else ():
        before = CALLED_BEFORE.search(text, max(0, mention.start - MAX_CALLED), mention.start)
        if before and not mention.is_kind:
            yield Alias(before["alias"], mention.name, *before.span("alias"))


# What calls a thing something before its name takes so many characters at most.
MAX_CALLED = 30


def _at_definitions(text: str, named: list[Mention], aliases: list[Alias]) -> Iterator[Mention]:
    by_name = {m.name: m for m in named}
    for alias in aliases:
        if by_name[alias.name].type == "TechnologyField":
            continue
        start, end = alias.start, alias.end
        if text[start - 1 : start] + text[end : end + 1] in _MARKS:
            start, end = start - 1, end + 1  # with its marks, or a title or a quoted name would be found here
        yield replace(by_name[alias.name], start=start, end=end, by="definitions", strength=DEFINED)


def _again(text: str, named: list[Mention]) -> Iterator[Mention]:
    """The same names where no recogniser found them (inside a heading, glued to other words)."""
    wanted: dict[str, dict[tuple[str, ...], Mention]] = defaultdict(dict)
    for mention in named:
        if not mention.concept and len(mention.name) >= MIN_REPEATED and mention.type != "Person":
            wanted[mention.name].setdefault(mention.types, mention)
    behind: dict[str, int] = {}
    for start, name in occurrences(text, wanted):
        if _is_end_of_place(text, start, name):
            continue
        if start >= behind.get(name, 0):
            behind[name] = end = start + len(name)
            yield from (replace(mention, start=start, end=end, by="again") for mention in wanted[name].values())


def _is_end_of_place(text: str, start: int, name: str) -> bool:
    """Is the 市 that the name begins with the end of a city's name (市技术创新中心 in 某某|市技术创新中心)?"""
    return name[0] in "省市县区" and name[1] != "级" and bool(re.match("[一-鿿]{2}", text[max(0, start - 2) : start]))


# A shorter name stands inside other words by chance.
MIN_REPEATED = 4


def _uses(doc: Doc, named: list[Mention], aliases: list[Alias]) -> Iterator[Mention]:
    by_name = {m.name: m for m in named}
    bare = {a.text for a in aliases if a.name in by_name and _stands_bare(a.text, by_name[a.name])}
    for alias, (start, end) in _places(doc.text, aliases, bare):
        mention = by_name.get(alias.name)
        if len(alias.text) < MIN_BARE and not _is_latin(alias.text) and not _is_proper_word(doc, start, end):
            continue
        # A word of Chinese may mean something else before it is defined; what has Latin letters hardly does.
        if mention is None or mention.type == "TechnologyField":
            continue  # the acronym of a field stands for much else (VLSI)
        if start > alias.start or _is_latin(alias.text):
            end = _over_sort(doc.text, end, mention) if _is_latin(alias.text) else end
            yield replace(mention, start=start, end=end, by="alias", strength=DEFINED, refers=True)


# The word for its sort behind an acronym belongs to it, where the whole name ends in that word: SBIR|计划.
_SORTS = ("计划", "项目", "倡议", "工程", "专项", "法案", "竞赛", "集群", "中心", "联盟", "联合体")


_OF_SCHEMES = frozenset({"计划", "项目", "倡议", "工程", "专项"})


def _over_sort(text: str, end: int, mention: Mention) -> int:
    own = _OF_SCHEMES if mention.type == "Programme" else ()
    space = text.startswith(" ", end)
    sorts = (s for s in _SORTS if (mention.name.endswith(s) or s in own) and text.startswith(s, end + space))
    return next((end + space + len(s) for s in sorts), end)


# The short form of a body's name is no everyday word (锐朗达 for a firm); a shorter one must be a word by itself.
MIN_BARE = 3


def _stands_bare(alias: str, mention: Mention) -> bool:
    """Is a short Chinese alias used without marks: made of the body's own characters, or ending as such things do?"""
    if len(alias) >= MIN_REPEATED or alias.endswith(tuple(sort_heads())):
        return True
    everyday = alias in words("words", "generic") or alias in words("words", "actors") or alias in heads()
    return mention.type in BODIES and not everyday and is_short_for(alias, mention.name)


def _is_proper_word(doc: Doc, start: int, end: int) -> bool:
    """Is the stretch in marks, or does the analyser take it for a word that is a name?"""
    inside = [word for word in words_of(doc).between(start, end) if word.text not in "《》“”"]
    marked = doc.text[start] in "《“"
    return marked or (len(inside) == 1 and inside[0].end == end and inside[0].tag_ in ("ORG", "nz", "PER", "nw"))


def _places(text: str, aliases: list[Alias], bare: set[str]) -> Iterator[tuple[Alias, tuple[int, int]]]:
    """Where each alias is used; of one that is defined again the first. The bare ones go without marks."""
    first = {(alias.text, alias.name): alias for alias in reversed(aliases)}
    by_letters: dict[str, list[Alias]] = defaultdict(list)
    for alias in first.values():
        by_letters[_letters(alias.text)].append(alias)
    last: dict[Alias, int] = {}
    for at, letters in occurrences(text, by_letters):
        for alias in by_letters[letters]:
            place = _use(text, at, at + len(letters), alias.text, alias.text in bare)
            if place is not None and place[0] >= last.get(alias, 0):
                last[alias] = place[1]
                yield alias, place


def _letters(alias: str) -> str:
    """What stands wherever the alias does: a Latin one may be in the plural or not."""
    return alias.removesuffix("s") if _is_latin(alias) and len(alias) >= MIN_PLURAL else alias


# Shorter words and acronyms in s are no plurals.
MIN_PLURAL = 5


def _use(text: str, start: int, end: int, alias: str, bare: bool) -> tuple[int, int] | None:
    """The place of an alias whose letters stand at [start, end), with its marks; None where they are no use of it.

    《办法》 is one only in title marks, being a common word; a Latin one only between word edges.
    """
    before = text[start - 1 : start]
    if _is_latin(alias):
        end += len(alias) >= MIN_PLURAL and text.startswith("s", end)
        return None if _ALNUM.match(before) or _ALNUM.match(text, end) else (start, end)
    marked = before in ("《", "“") and text.startswith(("》", "”"), end)
    if not bare:
        return (start - 1, end + 1) if marked else None
    around = before + text[end : end + 1] in _MARKS
    return start - (around or before == "《"), end + (around or text.startswith("》", end))


_MARKS = ("《》", "“”")


_ALNUM = re.compile(r"[A-Za-z0-9]")


def _is_latin(alias: str) -> bool:
    return alias.isascii() or bool(_ENGLISH.search(alias))
