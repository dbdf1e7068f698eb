"""Find short forms and original names that the text defines, and every later use of them.

M(简称X), M(以下简称“X”), M(English Name, 简称X), M(ABBR), ABBR(full name), M ABBR, and 《…》(以下简称《办法》).
A short form stands for its thing in the rest of the article; a name found once is found wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from .mentions import DEFINED, Mention, add, settle

_SHORT = re.compile(
    r"[(](?P<before>[^()]{0,80}?)[,;]?(?:以?下)?(?:简称|统称|称|又称|也称|简写)(?:为|:)?[“《]{0,2}(?P<alias>[^“”《》(),;、。]{1,20})[”》]{0,2}(?:[,;][^()]{0,40})?[)]"
    r"|[,](?:以?下)?(?:简称|统称)(?:为)?[“《](?P<alias2>[^“”《》]{1,20})[”》]"
)
_LATIN = r"[A-Za-z][A-Za-z0-9&.,'’ /-]{0,80}[A-Za-z0-9.]|[A-Z]{2,}"
_ORIGINAL = re.compile(rf"[(](?P<alias>{_LATIN}|[A-Z][A-Za-z0-9-]{{1,20}}[一-鿿]{{1,4}})[)]")
_APPOSED = re.compile(r" ?(?P<alias>[A-Z][A-Z0-9-]{2,20})(?![A-Za-z0-9])")
_LATIN_FIRST = re.compile(r"(?P<alias>[A-Z][A-Za-z0-9-]{1,24})[(](?P<full>[^()]{4,40})[)]")
# An original name inside a name, and its short form: 某某网络(Some Network,简称SN)计划.
_INNER = re.compile(
    r"\((?P<original>[A-Za-z][A-Za-z0-9 &.·,-]{0,80}?)(?:,?(?:以下)?简称:?(?P<short>[A-Za-z][A-Za-z0-9 -]{1,12}))?\)"
)
_ENGLISH = re.compile(r"[A-Za-z]")


# A bracket with nothing but a word made of the name's own characters: …研究资助项目(科研费), …基金(基金).
_OWN_WORDS = re.compile(r"[(](?:“)?(?P<alias>[一-鿿]{2,6})(?:”)?[)]")
_STAGES = frozenset({"试行", "暂行", "草案", "筹", "修订", "一期", "二期", "三期"})


def _is_short_for(alias: str, mention: Mention) -> bool:
    """Is the word in the bracket made of the name's characters, in their order, but for one?"""
    if alias in _STAGES or mention.type not in ("Programme", "Policy", "Consortium", "InnovationCenter", "Cluster"):
        return False
    at, shared = 0, 0
    for char in alias:
        found = mention.name.find(char, at)
        if found >= 0:
            at, shared = found + 1, shared + 1
    return shared >= max(2, len(alias) - 1) and len(alias) < len(mention.name) and alias[0] in mention.name


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
    named = settle(m for m in doc._.candidates or () if m.type not in ("Region", "TechnologyField", "Person"))
    aliases = sorted(set(_defined(doc.text, named)), key=lambda a: (a.start, a.end, a.text, a.name))
    doc._.aliases = aliases
    doc = add(doc, _at_definitions(doc.text, named, aliases))
    named = settle(doc._.candidates)
    return add(doc, [*_again(doc.text, named), *_uses(doc, named, aliases)])


def _defined(text: str, named: list[Mention]) -> Iterator[Alias]:
    for mention in named:
        end = mention.end
        if text[end : end + 1] == "”":
            end += 1
        if short := _SHORT.match(text, end):
            group = "alias" if short["alias"] else "alias2"
            yield Alias(short[group].strip(), mention.name, short.start(group), short.end(group))
            before = (short["before"] or "").strip(" ,;")
            if before and _ENGLISH.match(before):
                at = text.index(before, short.start())
                yield Alias(before, mention.name, at, at + len(before))
            end = short.end()
        elif (own := _OWN_WORDS.match(text, end)) and _is_short_for(own["alias"], mention):
            yield Alias(own["alias"], mention.name, own.start("alias"), own.end("alias"))
        elif original := _ORIGINAL.match(text, end):
            for part, at in _parts(original["alias"], original.start("alias")):
                yield Alias(part, mention.name, at, at + len(part))
        elif (apposed := _APPOSED.match(text, end)) and mention.type not in ("Agency", "Enterprise"):
            yield Alias(apposed["alias"], mention.name, apposed.start("alias"), apposed.end("alias"))
        inner = _INNER.search(text, mention.start, mention.end)
        if inner and not mention.by.startswith("titles"):
            for part, at in _parts(inner["original"], inner.start("original")):
                yield Alias(part, mention.name, at, at + len(part))
            if inner["short"]:
                yield Alias(inner["short"], mention.name, inner.start("short"), inner.end("short"))
    for first in _LATIN_FIRST.finditer(text):
        full = next((m for m in named if m.start == first.start("full") and m.end == first.end("full")), None)
        if full is not None:
            yield Alias(first["alias"], full.name, first.start("alias"), first.end("alias"))


def _parts(text: str, start: int) -> Iterator[tuple[str, int]]:
    """An original name and its acronym in one bracket: (Defense … Agency, DARPA)."""
    if "," in text:
        head, _, tail = text.rpartition(",")
        if re.fullmatch(r" ?[A-Z][A-Za-z]{1,11}", tail):
            yield head.strip(), start
            yield tail.strip(), start + len(text) - len(tail.lstrip())
            return
    yield text, start


def _at_definitions(text: str, named: list[Mention], aliases: list[Alias]) -> Iterator[Mention]:
    by_name = {m.name: m for m in named}
    for alias in aliases:
        start, end = alias.start, alias.end
        if text[start - 1 : start] == "《" and text[end : end + 1] == "》":
            start, end = start - 1, end + 1  # with its title marks, or a title would be found here
        yield replace(by_name[alias.name], start=start, end=end, by="definitions", strength=DEFINED)


def _again(text: str, named: list[Mention]) -> Iterator[Mention]:
    """The same names where no recogniser found them (inside a heading, glued to other words)."""
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for mention in named:
        key = (mention.name, mention.types)
        if key in seen or mention.concept or len(mention.name) < MIN_REPEATED or mention.type == "Person":
            continue
        seen.add(key)
        for match in re.finditer(re.escape(mention.name), text):
            yield replace(mention, start=match.start(), end=match.end(), by="again")


# A shorter name stands inside other words by chance.
MIN_REPEATED = 4


def _uses(doc: Doc, named: list[Mention], aliases: list[Alias]) -> Iterator[Mention]:
    by_name = {m.name: m for m in named}
    for alias in aliases:
        mention = by_name.get(alias.name)
        if mention is None:
            continue
        for start, end in _places(doc.text, alias):
            yield replace(mention, start=start, end=end, by="alias", strength=DEFINED, refers=True)


def _places(text: str, alias: Alias) -> Iterator[tuple[int, int]]:
    """Where an alias is used: 《办法》 only in title marks, being a common word; Latin ones between word edges."""
    if alias.text.isascii() or _ENGLISH.search(alias.text):
        plural = re.escape(alias.text.removesuffix("s")) + "s?" if len(alias.text) > 4 else re.escape(alias.text)
        pattern = rf"(?<![A-Za-z0-9]){plural}(?![A-Za-z0-9])"
    elif len(alias.text) <= 3:
        pattern = rf"[《“]{re.escape(alias.text)}[》”]"
    else:
        pattern = rf"《?{re.escape(alias.text)}》?"
    for match in re.finditer(pattern, text):
        if match.start() > alias.start or alias.text.isascii():
            yield match.span()
