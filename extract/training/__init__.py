"""Sentences in our own words, clause by clause with what it tells, and the making of the model that learns from them.

A line of a `.txt` file here is a sentence. Behind a clause stands what it tells, and what the clauses before it tell
that have nothing behind them: `/s` how something is selected, `/e` evaluated, `/f` funded, `/g` governed, `/c` a
difficulty, `/r` advice, `/-` none of these. Clauses that none of these stands behind tell none either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
CLASSES = {
    "s": "selection",
    "e": "evaluation",
    "f": "funding",
    "g": "governance",
    "c": "challenge",
    "r": "recommendation",
}
NONE = "none"

_HALF_WIDTH = str.maketrans("，；：（）！？", ",;:()!?")
_CLAUSE = re.compile(r"(?P<words>[^,;:。!?]+?)(?:/(?P<told>[a-z-]))?[,;:。!?]+")

Labelled = list[tuple[str, str]]


def sentences() -> Iterator[Labelled]:
    """The sentences, each as clauses with what they tell."""
    for path in sorted(FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            text = line.translate(_HALF_WIDTH)
            found: Labelled = []
            told = NONE
            for m in reversed(list(_CLAUSE.finditer(text + "。"))):
                told = CLASSES.get(m["told"], NONE) if m["told"] else told
                found.append((m["words"].strip(), told))
            if found:
                yield found[::-1]
