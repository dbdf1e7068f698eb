"""Find terms and bodies that only their gloss tells: what stands before a bracket with an original name or acronym.

人机交互(HCI), 极紫外光(EUV,Extreme Ultra Violet), 某某电子(Somename): whoever gives the original speaks of one thing. A
name that another recogniser found before the bracket stays; else the nouns that lead up to it are the name. A
person or place has its own spelling there (某城(Some City)); schemes whose head follows (…(ABC)计划) are left alone.
"""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load, words
from ..words import Word, Words, words_of
from .facilities import facility_heads
from .mentions import SHAPE, WORD, Mention, add
from .organisations import is_sort_of_firm, type_by_ending

FIELD = "TechnologyField"

# What goes on behind a bracket that stands inside a name.
INSIDE_NAME = "[一-鿿]{0,4}?(?:项目|计划|工程|专项|法案|倡议|战略|实验|装置|联合体|中心|联盟|集群|网络|研究院|研究所)"
_LATIN = r"[A-Z][A-Za-z0-9&.'’/+-]+(?:[ ,:;]+[A-Za-z0-9&.'’/+-]+){0,9}"
_GLOSS = re.compile(
    rf"(?<=[一-鿿A-Za-z0-9”]) ?\((?P<gloss>{_LATIN})(?:[,:;] ?[一-鿿][^()]{{0,60}})?\)"
    rf"(?!{INSIDE_NAME})"
)

# What a bracket says of other things: a unit, a source, a year; and abbreviations of what is measured or done.
_NO_GLOSS = re.compile(
    r"(?:(?:R ?& ?D|GDP|GNP|PPP|PCT|IPO|KPI|OEM|ODM|FDI|M ?& ?A|CPI|PMI|ESG|ROI|SCI)$"
    r"|[A-Z]\d|No|Vol|Fig|Tab|Ref|see|http|www|et al|[A-Z]{1,3}/[A-Z]|.*\d{4}$)"
)

# LAC's tags of words that terms are made of.
_TAGS = frozenset({"n", "nz", "nw", "nt", "vn", "an", "ORG", "LOC", "PER", "xc", "s", "j"})
# A place's or person's own spelling: 某城(Some City), 某人(Some One).
_SPELT = {"LOC": "Region", "PER": "Person"}
_SPELLING = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ'’-]+(?: [A-ZÀ-Þ][A-Za-zß-ÿ'’.-]*){0,2}")

# Before a term these say what it is like, or what is done with it.
_NOT_FIRST = frozenset({"先进", "新型", "重大", "主要", "现代", "传统", "著名", "知名", "关键", "基于", "称为", "简称"})

# Joins two words of one term where its original joins two as well: 信息和通信技术(Information and …).
_AND = ("和", "与", "及")
_JOINS = re.compile(r"and|&", re.IGNORECASE)

# What ends so is a body, though its last word tells no class.
_BODY_ENDS = ("基金会", "学会", "协会", "论坛", "学院", "智库", "总署", "总局")

MIN_NAME, MAX_NAME = 2, 16
MAX_GLOSS = 24  # characters of a place's spelling, its brackets and the mark behind them
MIN_UNKNOWN = 3  # adverbs proper are shorter


@Language.component("innokg_glossed")
def find_glossed(doc: Doc) -> Doc:
    """Note what stands before brackets with original names, where nothing else is known to."""
    text, of_doc = doc.text, words_of(doc)
    known = {mention.end for mention in doc._.candidates or () if FIELD not in mention.types and mention.by != "places"}
    found: list[Mention] = []
    for match in _GLOSS.finditer(text):
        end = match.start()
        if end in known or text[end - 1] == "”" or _NO_GLOSS.match(match["gloss"]):
            continue
        if spelt := _spelt(of_doc, end, match["gloss"], found):
            found.append(spelt)
            continue
        start = _left_edge(of_doc, end, bool(_JOINS.search(match["gloss"])))
        name = text[start:end]
        if MIN_NAME <= len(name) <= MAX_NAME and re.search("[一-鿿]{2}", name) and _is_term(of_doc, start, end, name):
            kind = _kind(of_doc, start, end, name, match["gloss"])
            found.append(Mention(start, end, (kind,), name, by="glossed", strength=WORD if kind == FIELD else SHAPE))
    return add(doc, found)


def _spelt(of_doc: Words, end: int, gloss: str, found: list[Mention]) -> Mention | None:
    """A place or person with its own spelling behind it; among places the analyser's person is a place too."""
    word = of_doc.ending.get(end)
    if word is None or word.tag_ not in _SPELT or len(word.text) < MIN_NAME or not _SPELLING.fullmatch(gloss):
        return None
    if type_by_ending(word.text) != "Organization":
        return None
    listed = bool(found) and found[-1].type == "Region" and word.idx - found[-1].end <= MAX_GLOSS
    kind = "Region" if listed else _SPELT[word.tag_]
    return Mention(word.idx, end, (kind,), word.text, by="glossed", strength=SHAPE)


def _left_edge(of_doc: Words, end: int, joined: bool) -> int:
    """Where the nouns that lead up to a bracket begin."""
    word = of_doc.ending.get(end)
    start = end
    while word is not None and end - word.idx <= MAX_NAME:
        if not (_is_last(word) if start == end else _is_noun(word) or _is_inside(word, joined)):
            break
        start = word.idx
        if word.is_sent_start:
            break
        word = of_doc.ending.get(word.idx)
    return _trimmed(of_doc, start, end)


def _is_noun(word: Word) -> bool:
    return word.tag_ in _TAGS and not word.text.isspace() and word.text not in words("words", "breaks")


def _is_last(word: Word) -> bool:
    """Does a term end with it: a noun, also one that only ends them, or a long word that the analyser does not know?"""
    return (
        _is_noun(word)
        or (word.tag_ in ("d", "f", "a", "TIME") and len(word.text) >= MIN_UNKNOWN)
        or (word.tag_ == "n" and word.text in ("关系", "机制", "能力", "模式", "数据"))
    )


def _is_inside(word: Word, joined: bool) -> bool:
    """Does a term go on over it: an adjective, a word of direction, a verb of names (高|海拔…), or 和?"""
    if word.tag_ in ("v", "vd", "ad"):
        return word.text in words("words", "inside")
    return word.tag_ in ("a", "b", "f") or word.text == "之" or (joined and word.text in _AND)


def _trimmed(of_doc: Words, start: int, end: int) -> int:
    """The start behind words that only lead up to a term."""
    leads = words("words", "not_first") | words("words", "actors") | _NOT_FIRST
    for word in of_doc.between(start, end):
        leading = word.text in leads or word.text in _AND or word.tag_ in ("v", "vd", "ad", "f")
        if word.end >= end or not leading:
            return word.idx
    return start


def _is_term(of_doc: Words, start: int, end: int, name: str) -> bool:
    inside = of_doc.between(start, end)
    if inside[-1].tag_ in ("PER", "LOC") and len(inside) == 1 and type_by_ending(name) == "Organization":
        return False
    return not name.endswith(_not_terms()) and not all(
        word.text in words("words", "generic") or word.text in words("words", "actors") for word in inside
    )


@cache
def _not_terms() -> tuple[str, ...]:
    return tuple(load("glossed")["not_terms"])


@cache
def _field_ends() -> tuple[str, ...]:
    return tuple(load("fields")["heads"])


def _kind(of_doc: Words, start: int, end: int, name: str, gloss: str) -> str:
    """The class: of a body by its last word or by its word in the original, of all else a field."""
    if name.endswith(facility_heads()):
        return "Laboratory"
    if is_sort_of_firm(name):
        return FIELD
    told = type_by_ending(name)
    first = gloss.split(",")[0].split(" ")
    original = load("glossed")["originals"].get(first[-1]) or load("glossed")["originals"].get(first[0])
    if told not in ("Organization", "Enterprise"):
        return told
    if original:
        return str(original)
    proper = any(word.tag_ in ("ORG", "nz", "LOC", "PER") for word in of_doc.between(start, end)[:2])
    if name.endswith(_BODY_ENDS):
        return "Organization"
    in_one_word = bool(re.fullmatch("[A-Z][a-z]+[A-Za-z0-9]*", gloss))
    if (in_one_word or proper) and not name.endswith(_field_ends() if not proper else ()):
        return "Enterprise" if told == "Enterprise" else "Organization"
    if in_one_word and told == "Enterprise":
        return told
    return FIELD
