"""Posts as texts write them: 党委书记、研究员; 副院长兼首席科学家; which words before a post still belong to it."""

from __future__ import annotations

import re
from functools import cache

from .lexicon import load

# Words between a body's name and the post say for what or of which part: 欧洲政府事务|副总裁, 能源技术|负责人.
MAX_PART = 10


@cache
def post() -> str:
    """The pattern of one post without what stands before it."""
    before, titles = (_longest_first(load("posts")[key]) for key in ("before", "titles"))
    # Nearly everywhere in a text the first character tells that no post begins there.
    first = "".join(sorted({char for word in (*before, *titles) for char in _FIRST.findall(word)[0].strip("[]")}))
    return rf"(?=[{first}])(?:{'|'.join(before)})*(?:{'|'.join(titles)})"


# The character that a word of the lists begins with, or the class of them, behind what must stand before it.
_FIRST = re.compile(r"^(?:\(\?<=[^)]*\))?(\[[^\]]*\]|.)")


@cache
def posts(part: int = 6) -> str:
    """The pattern of one or several posts, the first with up to `part` characters before it."""
    # What goes on after a mark with more words before the post is another body's: 副院长、某联副主席.
    return rf"[一-鿿]{{0,{part}}}?{post()}(?:(?:、|兼|,)[一-鿿]{{0,2}}?{post()})*"


@cache
def post_pattern() -> re.Pattern[str]:
    """One or several posts, with a short part of the body before them."""
    return re.compile(posts())


def _longest_first(words: list[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
