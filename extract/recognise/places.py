"""Find places that no scheme knows: LAC's place words, and zones and science cities by their last word (怀柔科学城)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import words
from ..lexicon.gazetteer import gazetteer
from ..words import Word, words_of
from .concepts import domain_heads
from .mentions import WORD, Mention, add

# Behind a known name LAC takes these into its place words: 意大利居.
_VERBS = frozenset("居占次列排达为于")


@Language.component("innokg_places")
def find_places(doc: Doc) -> Doc:
    """Note each place."""
    return add(
        doc,
        (
            Mention(token.idx, token.end, ("Region",), token.text, by="places", strength=WORD)
            for token in words_of(doc)
            if token.tag_ == "LOC" and _is_place(token)
        ),
    )


def _is_place(token: Word) -> bool:
    """Does the word name a place, and neither none nor a centre that stands in it (某国…弹射中心)?"""
    name = token.text.strip()
    if len(name) < 2 or name in words("words", "not_places") or name.endswith(("中心", *domain_heads())):
        return False
    if name[:-1] in gazetteer().by_label and name[-1] in _VERBS:
        return False
    return not any(part in name for part in words("words", "not_place_parts"))
