"""The example articles and their gold, as the tests see them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from innokg.extract.model import Article, BlockKind
from innokg.extract.reading import read

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
ARTICLES = sorted(p for p in (EXAMPLES / "articles").iterdir() if p.is_file())
GOLD = sorted((EXAMPLES / "gold").iterdir())


def held_out() -> list[str]:
    """Return the names, without ending, of the articles that nobody reads while writing the extractor."""
    return (EXAMPLES / "heldout.txt").read_text("utf-8").split()


def gold_lines(path: Path) -> list[dict[str, Any]]:
    """Return the facts of a gold file, in order."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@cache
def article_at(path: Path) -> Article:
    """Return an article as the extractor reads it."""
    return read(path)


def text_of(path: Path) -> str:
    """Return an article's text without navigation, share buttons and footers, each of its blocks on a line."""
    article = article_at(path)
    kept = [b.span for b in article.blocks if b.kind is not BlockKind.BOILERPLATE]
    return "\n".join(article.text[span.start : span.end] for span in kept)


def squeezed(text: str) -> str:
    """Return a text without its white space."""
    return re.sub(r"\s+", "", text)
