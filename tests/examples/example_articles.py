"""The example articles and their gold, as the tests see them."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pypdf
import trafilatura
from docx.table import Table

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


def _text_file(path: Path) -> str:
    content = path.read_bytes()
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _page(path: Path) -> str:
    page = path.read_text("utf-8")
    title = trafilatura.extract_metadata(page).title
    return f"{title}\n{trafilatura.extract(page, include_tables=True, favor_recall=True)}"


def _word_file(path: Path) -> str:
    lines = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _pdf(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


READERS = {".txt": _text_file, ".html": _page, ".docx": _word_file, ".pdf": _pdf}


@cache
def text_of(path: Path) -> str:
    """Return an article's text, of a page its title and what is not navigation."""
    return READERS[path.suffix](path)


def squeezed(text: str) -> str:
    """Return a text without its white space."""
    return re.sub(r"\s+", "", text)


def states(path: Path, evidence: str) -> bool:
    """Tell whether the evidence stands in the article; a PDF's line breaks do not count."""
    if path.suffix == ".pdf":
        return squeezed(evidence) in squeezed(text_of(path))
    return evidence in text_of(path)
