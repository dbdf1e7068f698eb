"""Plain text: the stored text is what the bytes decode to, with nothing translated; Markdown is told by its marks."""

from __future__ import annotations

from ..decoding import UndecodableError, decode
from ..limits import Limits
from ..reader import Draft, Reader, fail
from . import markdown


def parse(data: bytes, identifier: str, limits: Limits) -> Draft:
    """Decode the bytes."""
    try:
        decoded = decode(data)
    except UndecodableError as error:
        raise fail(identifier, error.code, error.message) from None
    if markdown.is_markdown(decoded.text):
        return markdown.draft(decoded.text, decoded.encoding, identifier, decoded.notices)
    return Draft(decoded.text, decoded.encoding, notices=decoded.notices)


READER = Reader("plain", "text/plain", (".txt", ".text"), 100, lambda head: True, parse)
