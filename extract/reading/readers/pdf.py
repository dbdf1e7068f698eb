"""PDF files with a text layer: pages to paragraphs, without running heads, feet and page numbers."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter

import pypdf
from pypdf.errors import DependencyError

from ...cleaning.forms import fold
from ...model import BlockKind, Metadata, Notice
from ...structure.headings import numbered_level
from ..deadline import check_deadline
from ..limits import Limits
from ..reader import Draft, Reader, fail
from ..source import UnreadableError
from ..writer import TextWriter, whole_characters

_PAGE_NUMBER = re.compile(r"[-—·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共]\s*\d{1,4}\s*页?)?[-—·\s]*")
# Lines this near a page's edge that come back on most pages are running heads and feet.
_EDGE = 2
_RUNNING_SHARE = 0.5
# A line at least this share of the usual full length goes on in the next one.
_FULL_SHARE = 0.85
# Fewer characters a page than this is a scan with a page number or a watermark.
_LEAST_PER_PAGE = 10


def parse(data: bytes, identifier: str, limits: Limits) -> Draft:
    """Extract the text layer; raises UnreadableError for encrypted, damaged and image-only files."""
    pages, notices = _pages(data, identifier, limits)
    running = _running(pages)
    kept = _without(pages, running)
    writer = TextWriter()
    for head in pages[0][:_EDGE]:
        if _pattern(head) in running and not _PAGE_NUMBER.fullmatch(head):
            writer.add(BlockKind.METADATA, head)
    for paragraph in _paragraphs([line for page in kept for line in page]):
        writer.add(BlockKind.PARAGRAPH, paragraph)
    return Draft(writer.text, "utf-8", tuple(writer.blocks), Metadata(), notices)


def _pages(data: bytes, identifier: str, limits: Limits) -> tuple[list[list[str]], tuple[Notice, ...]]:
    # What pypdf repairs on its way is no news to users; what it cannot read is said below.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise fail(identifier, "encrypted", "is an encrypted PDF; save it without its password")
        count = len(reader.pages)
    except UnreadableError:
        raise
    except DependencyError:  # AES needs a library that is not installed with this one
        raise fail(identifier, "encrypted", "is an encrypted PDF; save it without encryption") from None
    except Exception as error:  # on broken files pypdf raises errors of every kind
        raise fail(identifier, "damaged", f"is not a whole PDF ({_short(error)}); save it again") from None
    if count > limits.max_pages:
        raise fail(identifier, "too-many-pages", f"has {count} pages, more than {limits.max_pages}; raise max_pages")
    return _texts(reader, identifier)


def _texts(reader: pypdf.PdfReader, identifier: str) -> tuple[list[list[str]], tuple[Notice, ...]]:
    notices: list[Notice] = []
    texts: list[str] = []
    for number in range(len(reader.pages)):
        check_deadline()
        try:
            texts.append(whole_characters(reader.pages[number].extract_text() or ""))
        except UnreadableError:
            raise
        except Exception as error:  # as above: one broken page does not cost the others
            why = _short(error)
            notices.append(Notice("damaged-page", f"page {number + 1} cannot be read ({why}) and is left out"))
    if not texts and notices:
        raise fail(identifier, "damaged", "is a PDF of which no page can be read; save it again")
    if sum(len(text.strip()) for text in texts) < _LEAST_PER_PAGE * max(1, len(texts)):
        raise fail(identifier, "no-text-layer", "is a PDF of images without text; recognise its text (OCR) first")
    return [[line for line in text.splitlines() if line.strip()] for text in texts], tuple(notices)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__


def _running(pages: list[list[str]]) -> frozenset[str]:
    """Return the patterns of the lines that stand at the edge of half the pages and more."""
    if len(pages) < 2:
        return frozenset()
    seen = Counter(
        pattern for page in pages for pattern in {_pattern(line) for line in (*page[:_EDGE], *page[-_EDGE:])}
    )
    often = max(2.0, _RUNNING_SHARE * len(pages))
    return frozenset(pattern for pattern, count in seen.items() if count >= often)


def _without(pages: list[list[str]], running: frozenset[str]) -> list[list[str]]:
    kept: list[list[str]] = []
    for page in pages:
        last = len(page) - _EDGE
        kept.append(
            [
                line
                for place, line in enumerate(page)
                if _EDGE <= place < last or not (_PAGE_NUMBER.fullmatch(line) or _pattern(line) in running)
            ]
        )
    return kept


def _pattern(line: str) -> str:
    return re.sub(r"\d+|\s+", "#", line.strip())


def _paragraphs(lines: list[str]) -> list[str]:
    """Join the lines of a paragraph: a line goes on where it is full and neither it nor the next ends or starts one."""
    lengths = sorted(len(line.strip()) for line in lines)
    full = lengths[int(len(lengths) * 0.8)] if lengths else 0
    found: list[str] = []
    goes_on = False
    for line in lines:
        text = line.strip()
        folded = fold(text)
        starts = bool(numbered_level(folded)) or line.startswith(("\u3000\u3000", "    "))
        if found and goes_on and not starts:
            found[-1] += text if not (found[-1][-1:].isascii() and text[:1].isascii()) else " " + text
        else:
            found.append(text)
        goes_on = len(text) >= _FULL_SHARE * full and not re.search("[。!?;:]$", folded)
        if len(text) >= full and re.search("[,、]$", folded):
            goes_on = True
    return found


READER = Reader("pdf", "application/pdf", (".pdf",), 10, lambda head: b"%PDF-" in head[:1024], parse)
