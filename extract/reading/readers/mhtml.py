"""Pages saved whole (.mhtml, RFC 2557): the first HTML part is the page; pictures and styles are passed over."""

from __future__ import annotations

import email
import email.policy

from ..limits import Limits
from ..reader import Draft, Reader, fail
from .html import parse as parse_html


def parse(data: bytes, identifier: str, limits: Limits) -> Draft:
    """Find the page's part and read it as HTML."""
    message = email.message_from_bytes(data, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return parse_html(payload, identifier, limits, part.get_content_charset())
    raise fail(identifier, "no-main-text", "has no HTML part; save the page again as a single file")


def _sniff(head: bytes) -> bool:
    lowered = head[:2000].lower()
    return b"mime-version:" in lowered and b"multipart/related" in lowered


READER = Reader("mhtml", "multipart/related", (".mhtml", ".mht"), 30, _sniff, parse)
