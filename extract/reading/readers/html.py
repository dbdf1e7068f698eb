"""Saved web pages: main text with title and byline lines of the page; no script ever runs.

The stored text is made here: the title, the byline lines around the article, and the main text, one block a line.
"""

from __future__ import annotations

import re

from lxml import html
from lxml.etree import ParserError, XMLSyntaxError

from ...cleaning.forms import fold
from ...model import BlockKind
from ..decoding import UndecodableError, decode
from ..limits import Limits
from ..main_text import main_text
from ..page import Page, byline_lines, fallback_of, stated_of, title_of
from ..reader import Draft, Reader, fail
from ..writer import TextWriter

# Where browsers look for a declared encoding (HTML Standard, section 13.2.3.2).
_PRESCAN = 1024 * 4
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Below this many characters the page holds no article, whatever is left of it.
_LEAST = 20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def parse(data: bytes, identifier: str, limits: Limits, declared: str | None = None) -> Draft:
    """Decode the page, find its main text and what it says of itself."""
    if declared is None:
        match = _DECLARED.search(data[:_PRESCAN])
        declared = match.group(1).decode("ascii") if match else None
    try:
        decoded = decode(data, declared)
    except UndecodableError as error:
        raise fail(identifier, error.code, error.message) from None
    tree = _tree(decoded.text, identifier)
    page = Page.of(tree)
    stated, fallback = stated_of(tree), fallback_of(tree)
    title = title_of(tree, page)
    blocks = main_text(tree)
    text = "".join(block[1] for block in blocks)
    if len(text) < _LEAST:
        raise fail(
            identifier,
            "no-main-text",
            "has no article text (a list, a frame or a page made by scripts); save it as text",
        )
    writer = TextWriter()
    before, after = byline_lines(page, title, [block[1] for block in blocks])
    first_texts = [fold(block[1]) for block in blocks[:3]]
    if title and fold(title) not in first_texts:
        writer.add(BlockKind.TITLE, title)
    for line in before:
        writer.add(BlockKind.METADATA, line)
    for kind, text, level, cells in blocks:
        if cells:
            writer.row(cells, head=level == 1)
        elif title and fold(text) == fold(title):
            writer.add(BlockKind.TITLE, text)
        else:
            writer.add(kind, text, level)
    for line in after:
        writer.add(BlockKind.METADATA, line)
    return Draft(writer.text, decoded.encoding, tuple(writer.blocks), stated, decoded.notices, fallback)


def _tree(text: str, identifier: str) -> html.HtmlElement:
    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        # lone surrogates and NUL cannot be written to the parser
        raw = _XML_DECLARATION.sub("", text).replace("\x00", "").encode("utf-8", "replace")
        tree = html.document_fromstring(raw, parser=parser)
    except (ParserError, XMLSyntaxError, ValueError) as error:
        raise fail(
            identifier, "damaged", f"is not HTML that can be read ({str(error)[:60]}); save the page again"
        ) from None
    # Character references can name control characters that the tree itself refuses to hold.
    for element in tree.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub("", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub("", element.tail)
    return tree


def _sniff(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:600].lower()
    return start.startswith((b"<!doctype html", b"<html")) or (
        b"<html" in start and start.startswith((b"<?xml", b"<!--"))
    )


READER = Reader("html", "text/html", (".html", ".htm", ".xhtml", ".shtml"), 40, _sniff, parse)
