"""References: 该计划, 法案 at a clause's head, 《办法》, 其 stand for a thing named before; undecided ones stay out.

Each reference found becomes a mention of its thing, so that rules see it like any other name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from .lexicon import load
from .recognise.mentions import SHAPE, Mention

_POINTING = r"(?:该|此|上述|这一|这个|本)"

# 其 within a sentence of its thing: further off it may be anything.
MAX_ITS = 60


@Language.component("innokg_refer")
def find_references(doc: Doc) -> Doc:
    """Add the references to the settled mentions."""
    mentions: list[Mention] = list(doc._.mentions)
    found = [m for m in _references(doc.text, mentions) if all(m.end <= o.start or o.end <= m.start for o in mentions)]
    doc._.mentions = sorted([*mentions, *found], key=lambda m: m.start)
    return doc


def _references(text: str, mentions: list[Mention]) -> Iterator[Mention]:
    for word, types in load("references").items():
        alone = "|".join(map(re.escape, types["verbs"])) if "verbs" in types else None
        patterns = [rf"{_POINTING}{re.escape(word)}(?![一-鿿]*(?:项目|领域)[^一-鿿])", rf"《{re.escape(word)}》"]
        if alone:
            patterns.append(rf"(?<=[,;。\n]){re.escape(word)}(?=(?:还|也|明确|同时)?(?:{alone}))")
        for match in re.finditer("|".join(patterns), text):
            antecedent = _last(text, mentions, match.start(), set(types["types"]), word)
            if antecedent is not None:
                yield replace(
                    antecedent, start=match.start(), end=match.end(), by="reference", strength=SHAPE, refers=True
                )


def _last(text: str, mentions: list[Mention], at: int, types: set[str], word: str) -> Mention | None:
    """The last thing named before, of the right sort; one whose name ends in the very word is preferred nearby."""
    before = [m for m in mentions if m.end <= at and (types & set(m.types) or m.kind_of in types)]
    before = [m for m in before if text.count("\n", m.end, at) <= MAX_PARAGRAPHS]
    same = [m for m in before if m.name.rstrip(")").endswith(word) or _TAIL.sub("", m.name).endswith(word)]
    if same:
        return same[-1]
    return before[-1] if before and not _PLURAL.search(text[max(0, at - 2) : at + 2]) else None


# A short form carries over this many line breaks at most.
MAX_PARAGRAPHS = 3

_TAIL = re.compile(r"\([^()]*\)$")
_PLURAL = re.compile(r"这些|该等|各")
