"""Find places that no scheme knows: LAC's place words, and zones and science cities by their last word (怀柔科学城)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import words
from ..words import words_of
from .mentions import WORD, Mention, add


@Language.component("innokg_places")
def find_places(doc: Doc) -> Doc:
    """Note each place."""
    return add(
        doc,
        (
            Mention(token.idx, token.end, ("Region",), token.text, by="places", strength=WORD)
            for token in words_of(doc)
            if token.tag_ == "LOC" and len(token.text.strip()) > 1 and token.text not in words("words", "not_places")
        ),
    )
