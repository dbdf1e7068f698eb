"""Which reader reads a file: by its first bytes where they tell, else by its ending."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from .decoding import UndecodableError, decode
from .reader import Reader
from .readers import by_ending, readers
from .source import UnreadableError

ZIP, JSONL = "zip", "jsonl"
_CONTAINERS = {".zip": ZIP, ".jsonl": JSONL, ".ndjson": JSONL}
_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
# An office file is a zip as well: these names stand in its first entries.
_OFFICE = re.compile(rb"\[Content_Types\]\.xml|_rels/\.rels|word/|mimetypeapplication/")
# Formats that analysts meet and that need another program first.
_FOREIGN = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-word", "is an old Office file (.doc, .wps); save it as .docx"),
    (b"{\\rtf", "rtf", "is an RTF file; save it as .docx"),
    (b"Rar!", "rar", "is a RAR archive; unpack it or pack it as .zip"),
    (b"7z\xbc\xaf\x27\x1c", "7z", "is a 7z archive; unpack it or pack it as .zip"),
    (b"\x1f\x8b", "gzip", "is gzip-compressed; unpack it"),
    (b"AT&TFORM", "djvu", "is a DjVu scan; recognise its text first"),
)
# Share of Han among a file's first characters from which a file without a known ending is an article.
_CHINESE_ENOUGH = 0.2


def container_of(identifier: str, head: bytes) -> str | None:
    """Return `zip` or `jsonl` for a file that holds several articles, None for one that is an article."""
    if head.startswith(_ZIP_SIGNATURES):
        return None if _OFFICE.search(head[:2000]) or _ending(identifier) in by_ending() else ZIP
    kind = _CONTAINERS.get(_ending(identifier))
    return kind if kind != ZIP or not head.startswith(b"%PDF") else None


def reader_of(identifier: str, head: bytes) -> Reader:
    """Return the reader of a file; raises UnreadableError for a format that another program must turn first."""
    for signature, code, message in _FOREIGN:
        if head.startswith(signature):
            raise UnreadableError(identifier, code, message)
    named = by_ending().get(_ending(identifier))
    for reader in readers():
        if reader.sniff(head) and (named is None or reader.rank <= named.rank):
            return reader
    return named if named is not None else readers()[-1]


def accepts(identifier: str, head: bytes) -> bool:
    """Whether a file found in a folder is an article by its ending or, without a known one, by its first bytes."""
    ending = _ending(identifier)
    if ending in by_ending() or any(head.startswith(signature) for signature, _, _ in _FOREIGN):
        return True
    if any(reader.sniff(head) for reader in readers()[:-1]):
        return True
    if ending:
        return False
    try:
        text = decode(_whole_characters(head)).text
    except UndecodableError:
        return False
    return len(re.findall("[\u4e00-\u9fff]", text)) > _CHINESE_ENOUGH * max(1, len(text))


def _whole_characters(head: bytes) -> bytes:
    """Return the bytes up to the last line end, so that no character is cut."""
    return head[: head.rfind(b"\n") + 1] or head


def _ending(identifier: str) -> str:
    return PurePosixPath(identifier).suffix.lower()
