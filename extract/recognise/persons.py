"""Find persons: words that LAC tags as names of persons and that look like one."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from ..words import words_of
from .mentions import WORD, Mention, add

# Chinese names have two to four characters; transliterated foreign ones may be longer and carry a dot.
_PERSON = re.compile(r"[一-鿿]{2,4}|[一-鿿]{1,8}(?:·[一-鿿]{1,8})+")


@Language.component("innokg_persons")
def find_persons(doc: Doc) -> Doc:
    """Note each person's name."""
    return add(
        doc,
        (
            Mention(token.idx, token.end, ("Person",), token.text, by="persons", strength=WORD)
            for token in words_of(doc)
            if token.tag_ == "PER" and _PERSON.fullmatch(token.text)
        ),
    )
