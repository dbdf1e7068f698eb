"""What a question takes at most: the subquery of its text that chooses so many things first (the header's `most`).

No question has another LIMIT than those of its choice, so one without them asks for everything.
"""

from __future__ import annotations

import re
from functools import cache

from .errors import QueryError
from .header import SavedQuery

_PROLOGUE = re.compile(r"\A(?:\s*PREFIX\s[^\n]*\n)*", re.IGNORECASE)
_LIMIT = re.compile(r"\bLIMIT \d+\b")


@cache
def choice(query: SavedQuery) -> str:
    """Return the subquery that chooses, without its LIMIT. Raises QueryError where the text holds none, or two."""
    if query.most is None:
        raise QueryError(f"{query.name}: the header says nothing of `most`.")
    found = [
        query.body[_opening(query.body, limit.start()) : limit.start()].strip()
        for limit in re.finditer(rf"\bLIMIT {query.most.number}\b", query.body)
    ]
    different = {" ".join(text.split()) for text in found}
    if len(different) != 1:
        raise QueryError(f"{query.name}: {len(different)} different subqueries end in LIMIT {query.most.number}.")
    return found[0]


@cache
def beyond(query: SavedQuery) -> str | None:
    """Return a query that finds something exactly where there is more than the question takes; None if it takes all.

    Whether there is more does not depend on the order, and without it the engine stops at the first beyond.
    """
    if query.most is None:
        return None
    prologue = _PROLOGUE.match(query.body)
    any_order = choice(query).rpartition("ORDER BY")[0] or choice(query)
    return f"{prologue[0] if prologue else ''}{any_order}\nOFFSET {query.most.number} LIMIT 1"


def unbounded(text: str) -> str:
    """Return the text of a question without its bound: it takes everything, however long that takes."""
    return _LIMIT.sub("", text)


def _opening(text: str, end: int) -> int:
    """Return where the block begins that is still open at `end`, after its brace."""
    depth = 0
    for place in range(end - 1, -1, -1):
        depth += (text[place] == "}") - (text[place] == "{")
        if depth < 0:
            return place + 1
    return 0
