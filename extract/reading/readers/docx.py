"""Word files (.docx): paragraphs and tables in the order of the document, with their styles as structure."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from ...model import BlockKind, Found, Metadata, Notice
from ..limits import MIB, Limits
from ..reader import Draft, Reader, fail
from ..source import UnreadableError
from ..statements import date_of
from ..writer import TextWriter

_HEADING = re.compile(r"(?:heading|标题) ?(\d)", re.IGNORECASE)


def parse(data: bytes, identifier: str, limits: Limits) -> Draft:
    """Read body, tables and core properties."""
    try:
        _check_parts(data, identifier, limits)
        return _draft(docx.Document(io.BytesIO(data)))
    except UnreadableError:
        raise
    except Exception as error:  # on broken files zipfile, lxml and python-docx raise errors of every kind
        raise fail(identifier, "damaged", f"is not a whole Word file ({_short(error)}); save it again") from None


def _check_parts(data: bytes, identifier: str, limits: Limits) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        expanded = sum(info.file_size for info in parts.infolist())
        if expanded > min(limits.max_expanded_bytes, limits.max_compression_ratio * max(len(data), MIB)):
            raise fail(identifier, "archive-bomb", "unpacks to far more than its size, as archive bombs do; left out")
        if "word/document.xml" not in parts.namelist():
            raise fail(identifier, "format", "is an Office file without a text document; save it as .docx or PDF")


def _draft(document: Document) -> Draft:
    writer = TextWriter()
    for item in _in_order(document):
        if isinstance(item, Table):
            _table(item, writer)
        else:
            _paragraph(item, writer)
    notices = (Notice("text-boxes", "has text boxes, which are left out"),) if _has_boxes(document) else ()
    return Draft(writer.text, "utf-8", tuple(writer.blocks), _stated(document), notices)


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__


def _in_order(document: Document) -> Iterator[Paragraph | Table]:
    yield from document.iter_inner_content()


def _paragraph(paragraph: Paragraph, writer: TextWriter) -> None:
    style = paragraph.style.name if paragraph.style is not None and paragraph.style.name else ""
    heading = _HEADING.match(style)
    text = _visible(paragraph)
    if style.lower() == "title" or style == "标题":
        writer.add(BlockKind.TITLE, text)
    elif heading:
        writer.add(BlockKind.HEADING, text, int(heading.group(1)))
    elif style.lower().startswith("list") or (paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None):
        writer.add(BlockKind.LIST_ITEM, text)
    else:
        for line in text.split("\n"):
            writer.add(BlockKind.PARAGRAPH, line)


def _visible(paragraph: Paragraph) -> str:
    """Return the text as shown: with links and inserted words, without deleted words and field codes."""
    parts: list[str] = []
    for node in paragraph._p.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:cr")):
        if next(node.iterancestors(qn("w:txbxContent")), None) is not None:
            continue
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.getparent() is not None and node.getparent().tag == qn("w:r"):
            parts.append("\t" if node.tag == qn("w:tab") else "\n")
    return "".join(parts)


def _table(table: Table, writer: TextWriter) -> None:
    for place, row in enumerate(table.rows):
        cells: list[str] = []
        last = None
        for cell in row.cells:
            if cell._tc is not last:  # a merged cell comes once for every column it spans
                cells.append(" ".join(_visible(paragraph) for paragraph in cell.paragraphs))
            last = cell._tc
        if len(cells) == 1:
            writer.add(BlockKind.PARAGRAPH, cells[0])
        else:
            writer.row(cells, head=place == 0)


def _has_boxes(document: Document) -> bool:
    return next(document.element.body.iter(qn("w:txbxContent")), None) is not None


def _stated(document: Document) -> Metadata:
    """Title and address of the core properties; author and date there are the machine's, not the article's."""
    properties = document.core_properties
    source = properties.identifier if properties.identifier.startswith("http") else ""
    published = date_of(properties.subject) if re.fullmatch(r"\d{4}-\d\d-\d\d", properties.subject) else None
    return Metadata(source=Found(source) if source else None, published=Found(published) if published else None)


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head[:200])


READER = Reader(
    "docx",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx", ".docm"),
    20,
    _sniff,
    parse,
)
