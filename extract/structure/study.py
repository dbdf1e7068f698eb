"""Whether a stored text has the front matter of a study: an abstract or keywords, under their label."""

from __future__ import annotations

import re

# So far from the top stands the front matter of a journal's article.
FRONT_MATTER = 3000
_ABSTRACT = r"(?:内容|內容|本文)?[摘提][ \u3000]{0,4}要"
_KEYWORDS = r"[关關][ \u3000]?[键鍵][ \u3000]?[词詞字]"
_FRONT = re.compile(rf"^[^\w\n]{{0,6}}(?:{_ABSTRACT}|{_KEYWORDS})", re.MULTILINE)


def has_front_matter(text: str) -> bool:
    """Does an abstract or a list of keywords stand at the head of the text?"""
    return _FRONT.search(text, 0, FRONT_MATTER) is not None
