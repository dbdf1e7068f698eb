"""Find persons: words that LAC tags as names of persons, and what stands like one behind a post.

LAC knows most Chinese names. A foreign name in letters or with a dot, and a rare Chinese one, are told by the post
before them (总裁 Ann Lee, 部长某·某某) or by the verb behind a family name (主任钱某介绍).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..expressions import hinted
from ..lexicon import load
from ..metadata.persons import is_person
from ..posts import post
from ..words import words_of
from .mentions import SHAPE, WORD, Mention, add

# Chinese names have two to four characters; transliterated foreign ones may be longer and carry a dot.
_PERSON = re.compile(r"[一-鿿]{2,4}|[一-鿿]{1,8}(?:·[一-鿿]{1,8})+")

_LATIN = r"[A-ZÀ-Þ][a-zß-ÿ]+(?: [A-Z]\.?)?(?: (?:de |van |von )?[A-ZÀ-Þ][a-zß-ÿ'-]+){1,2}"
_DOTTED = r"[一-鿿]{1,8}(?:·[一-鿿]{1,8}|·?[A-Z]\.?)*·[一-鿿]{1,8}"


@Language.component("innokg_persons")
def find_persons(doc: Doc) -> Doc:
    """Note each person's name."""
    tagged = [
        Mention(token.idx, token.end, ("Person",), token.text, by="persons", strength=WORD)
        for token in words_of(doc)
        if token.tag_ == "PER" and _PERSON.fullmatch(token.text)
    ]
    return add(doc, [*tagged, *_behind_posts(doc)])


# A name that LAC cuts at its dot: 某某|·某某.
_SPLIT = hinted(r"[一-鿿]{1,8}(?P<dot>·)[一-鿿]{1,6}(?=[、,。)说表在称指对认强宣(])")

# LAC's tags of words that end before a name or follow it.
_NOT_IN_NAMES = frozenset({"v", "d", "p", "r", "c", "u", "w", "m", "TIME", "f"})


@cache
def _foreign() -> re.Pattern[str]:
    return re.compile(rf"{post()}(?:为|是)?\s?(?P<name>{_LATIN}|{_DOTTED})")  # the copula is no part of the name


@cache
def _chinese() -> re.Pattern[str]:
    acts = "|".join(load("posts")["acts"])
    name = "[一-鿿]{2,3}"
    return re.compile(rf"{post()}(?:(?P<name>{name})(?={acts})|:\s?(?P<listed>{name})(?=[\s,;、。(]|$))")


def _foreign_names(text: str) -> Iterator[re.Match[str]]:
    """Every foreign name behind a post, also where another post seems to end in the word before it."""
    at, last = 0, -1
    while match := _foreign().search(text, at):
        if match.start("name") != last:
            yield match
        at, last = match.start() + 1, match.start("name")


def _behind_posts(doc: Doc) -> Iterator[Mention]:
    ends = words_of(doc).ending
    for match in _foreign_names(doc.text):
        start, end = match.span("name")
        if (
            start not in ends and doc.text[start - 1 : start] != " "
        ):  # 欧盟委员|会主席某·某: the post began inside a word
            continue
        dotted = "·" in match["name"]
        if dotted:  # a transliterated name ends before the first word that stands in none
            inside = words_of(doc).between(start, end)
            end = next((w.idx for w in inside if w.idx > start and w.tag_ in _NOT_IN_NAMES), end)
        if end in ends and (not dotted or "·" in doc.text[start:end]):
            yield Mention(start, end, ("Person",), doc.text[start:end], by="persons", strength=SHAPE)
    for match in _SPLIT.finditer(doc.text):
        first = words_of(doc).ending.get(match.start("dot"))
        if first is not None and first.tag_ == "PER" and match.start() <= first.idx:
            yield Mention(first.idx, match.end(), ("Person",), doc.text[first.idx : match.end()], by="persons")
    for match in _chinese().finditer(doc.text):
        start, end = match.span("name" if match["name"] else "listed")
        whole = start in ends and end in ends
        if whole and is_person(doc.text[start:end]):
            yield Mention(start, end, ("Person",), doc.text[start:end], by="persons", strength=WORD)
