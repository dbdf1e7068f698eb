"""Heads: the words that names end in, where they stand in a text, and whether what leads up to one says which one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from ..cleaning import masks
from ..lexicon import load, words
from ..occurrences import WordIndex
from ..words import Word, Words, words_of
from .concepts import scan


@dataclass(frozen=True, slots=True)
class Head:
    """A head and what it tells."""

    text: str
    type: str
    weak: bool
    sited: bool = False  # the head of a place of its own: what leads up to it names it (某地科技谷)


@cache
def heads() -> dict[str, Head]:
    """Return every head of `lexicon/heads.yaml` by its text."""
    return {
        text: Head(text, kind, strength == "weak", strength == "sited")
        for kind, lists in load("heads").items()
        for strength, texts in lists.items()
        for text in texts
    }


@cache
def _index() -> WordIndex:
    return WordIndex(heads())


def right_edges(doc: Doc) -> list[tuple[int, int, Head]]:
    """(start, end, head) of every head that ends a word and that no noun carries on."""
    tokens, text = words_of(doc), _as_usual(doc.text)
    found: list[tuple[int, int, Head]] = []
    done = 0
    longest = dict(_index().occurrences(text))  # of those that begin together the longest comes last
    for start, word in longest.items():
        if start < done:
            continue
        head, end = heads()[word], start + len(word)
        token, after = tokens.ending.get(end), text[end : end + 2]
        in_letters = token is None and after.isascii() and after.isupper()  # 联合体CONSORT in one word
        glued = token is None and _is_glued(text, tokens, start, head)
        if in_letters or glued or (token is not None and not _carried_on(text, tokens, token, head)):
            found.append((start, end, head))
            done = end
    return found


# What LAC glues to a centre's name where a body follows: 某某创新中心|获|某部.
_GLUE = re.compile(r"(?:获|经|由|被|与|和|在|受|向)(?=[一-鿿]{2})")


def _is_glued(text: str, tokens: Words, start: int, head: Head) -> bool:
    """Does a body's name follow in the same word, so that the centre's name ends inside it?"""
    long = head.type in ("InnovationCenter", "Consortium") and not head.weak and len(head.text) >= MIN_GLUED
    return long and tokens.at(start).tag_ == "ORG" and bool(_GLUE.match(text, start + len(head.text)))


MIN_GLUED = 4  # characters of a head that tells a name by itself


def _as_usual(text: str) -> str:
    """The text with 创新 for each blotted word of that length: what is left tells the class (技术**中心)."""
    for start, end in masks(text):
        if end - start == len("创新") and text[start] != "X":
            text = text[:start] + "创新" + text[end:]
    return text


def _carried_on(text: str, tokens: Words, token: Word, head: Head) -> bool:
    """Does the next word make the head a part of another word or name (计划|项目, 工程|技术, 委员会|主任 is not)?"""
    if token.i + 1 >= len(tokens):
        return False
    after = tokens[token.i + 1]
    if token.text == head.text and token.i and tokens[token.i - 1].text == "”":
        return False  # “…”计划|预算: the quotation marks end the name's own part
    if head.text in _DOINGS and token.text == head.text and _is_done_by(text, tokens, token, after):
        return True
    if head.text == "战略" and _ALLIED.match(text, token.end):
        return True
    if head.text == "政府":
        return after.text in words("words", "after_government")
    if head.type in ("Programme", "Policy"):
        return after.tag_ in ("n", "nz") and after.text not in words("words", "after_scheme")
    return False


# Behind 战略 these make an agreement of it: 战略|合作框架协议.
_ALLIED = re.compile("合作(?:协议|框架|关系|伙伴|备忘录|签约)|伙伴|框架协议|支援|咨询委|联盟")

# Heads that are verbs too: 某部计划|选择…, 某局决定|拒绝….
_DOINGS = frozenset({"计划", "决定", "倡议", "规划"})

# Behind a scheme's name these say something of it, whoever's name stands before it.
_OF_A_SCHEME = frozenset({"由", "于", "自", "从", "是", "旨在", "始于", "包括", "将", "资助", "支持", "获"})


def _is_done_by(text: str, tokens: Words, token: Word, after: Word) -> bool:
    """Is the head what a body does (某部|计划|在…), and no scheme?"""
    if token.text == "计划" and after.text in ("要", "到"):
        return True
    if not token.i or after.tag_ not in ("v", "p") or after.text in _OF_A_SCHEME:
        return False
    before = tokens[token.i - 1]
    if before.tag_ == "ORG" or before.text.endswith(_body_heads()):
        return True
    named = scan(text, max(0, token.idx - 12), token.idx)
    known = any("Agency" in concept.types for _, end, concept in named if end == token.idx)
    # A firm's name stands without the word too (某某计划建厂, 某某称…).
    alone = text.count(before.text) > 2 * text.count(before.text + token.text)
    return known or (before.tag_ in ("nz", "PER") and token.tag_ == "v" and alone)


@cache
def _body_heads() -> tuple[str, ...]:
    """The last words of bodies that are of two characters and more."""
    kinds = ("Agency", "Enterprise", "University")
    return tuple(head.text for head in heads().values() if head.type in kinds and len(head.text) > 1)


@cache
def _generic_pattern(scheme: bool) -> re.Pattern[str]:
    """What is made of words that only say what sort of thing; heads and words in 型 do (LAC's words may be several)."""
    generic = words("words", "generic") | set(heads()) | (words("words", "generic_scheme") if scheme else frozenset())
    listed = "|".join(sorted(map(re.escape, generic), key=lambda w: (-len(w), w)))
    return re.compile(f"(?:{listed}{'' if scheme else '|[一-鿿]{2}型'}|[\\W_])*")


def specific(text: str, kind: str) -> bool:
    """Do the words say which one is meant, and not only what sort of thing?"""
    return not _generic_pattern(kind in ("Programme", "Policy")).fullmatch(text)
