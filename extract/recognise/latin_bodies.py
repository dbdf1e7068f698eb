"""Find bodies whose names stand in Latin letters.

1. By their own words: Some Institute, University of Some. What 的 leads to an institute from is its place.
2. By the word for their sort right before them (初创公司Some, 供应商Some Thing) or a sign at a stock exchange behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..expressions import hinted
from ..lexicon import load
from ..words import words_of
from .called import SIGN
from .mentions import SHAPE, Mention, add

_WORD = r"[A-Z][A-Za-z0-9&.'’+-]*"
_NAME = rf"{_WORD}(?: (?:of|for|and|the|in|de|&|{_WORD}))* {_WORD}|{_WORD}|[a-z]+[A-Z][A-Za-z0-9]+"
_RUN = re.compile(rf"(?<![A-Za-z0-9])(?P<name>{_WORD}(?: (?:of|for|and|the|in|de|&|{_WORD}))* {_WORD})(?![A-Za-z0-9])")

# Before a name: what sort of body it is. Behind it stands none of its products (公司Some芯片).
_SORT = re.compile(
    r"(?P<sort>公司|企业|厂商|开发商|供应商|制造商|运营商|服务商|生产商|独角兽|风投机构|投资机构|研究机构|非营利组织|智库|巨头)"
    rf"(?:——|—)? ?(?P<name>{_NAME})"
    r"(?![A-Za-z0-9]| ?(?:技术|计划|项目|系统|模型|平台|芯片|软件|认证|标准|项|轮|级|化|型))"
)
_SIGN = hinted(rf"(?P<name>{_NAME}) ?\({SIGN}:")
_OF = re.compile("的 ?$")
_SORTS = {"研究机构": "ResearchInstitute", "智库": "ResearchInstitute", "非营利组织": "Organization"}


@Language.component("innokg_latin_bodies")
def find_latin_bodies(doc: Doc) -> Doc:
    """Note the bodies in Latin letters that their words or neighbours tell."""
    found = list(_found(doc.text))
    return add(doc, [*found, *_places(doc, found)])


# Bodies that are spoken of with their place, and not with who founded them.
_SITED = frozenset({"ResearchInstitute", "University", "Laboratory"})


def _places(doc: Doc, bodies: list[Mention]) -> Iterator[Mention]:
    """A word for a place that the analyser may take for a person's name: 某地的Some Institute."""
    for body in bodies:
        joint = _OF.search(doc.text, max(0, body.start - 2), body.start) if body.type in _SITED else None
        word = words_of(doc).ending.get(joint.start()) if joint else None
        if word is not None and word.tag_ in ("PER", "LOC", "ORG", "nz") and len(word.text) > 1:
            yield Mention(word.idx, word.end, ("Region",), word.text, by="places", strength=SHAPE)


def _found(text: str) -> Iterator[Mention]:
    for match in _RUN.finditer(text):
        kind = _by_words(match["name"])
        # Behind a Chinese name in brackets it is the original, which `called` reads.
        if kind and text[match.start() - 1 : match.start()] != "(":
            yield _mention(match, kind)
    for pattern in (_SORT, _SIGN):
        for match in pattern.finditer(text):
            sort = match.groupdict().get("sort") or ""
            yield _mention(match, _by_words(match["name"]) or _SORTS.get(sort, "Enterprise"))


@cache
def _bodies() -> re.Pattern[str]:
    """A word for a sort of body that ends a name or begins one with of or for."""
    telling = "|".join(load("glossed")["originals"])
    return re.compile(rf"(?:.* (?P<last>{telling})|(?P<first>{telling}) (?:of|for) .*)")


def _by_words(name: str) -> str | None:
    found = _bodies().fullmatch(name)
    return load("glossed")["originals"][found["last"] or found["first"]] if found else None


def _mention(match: re.Match[str], kind: str) -> Mention:
    return Mention(*match.span("name"), (kind,), match["name"], by="latin_bodies", strength=SHAPE)
