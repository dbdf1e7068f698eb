"""Find documents in title marks: 《…法案》, 《…规划（2021—2035年）》 are policies; newspapers and books are not."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load
from .mentions import MARKED, Mention, add

# A title inside a title is in 〈〉; one that runs on for longer than this has lost its closing mark.
_TITLE = re.compile(r"《([^《》\n]{2,80})》")

# Brackets behind the head say the stage or the period: (试行), (2021—2035年), (征求意见稿), (2023).
_TAIL = re.compile(r"(?:\([^()]*\))+$")


@Language.component("innokg_titles")
def find_titles(doc: Doc) -> Doc:
    """Note each title whose last word tells a policy."""
    heads = tuple(load("titles")["policy"])
    return add(
        doc,
        (
            Mention(m.start(), m.end(), ("Policy",), m[1], by="titles", strength=MARKED)
            for m in _TITLE.finditer(doc.text)
            if len(_TAIL.sub("", m[1])) > 2 and _TAIL.sub("", m[1]).endswith(heads)
        ),
    )
