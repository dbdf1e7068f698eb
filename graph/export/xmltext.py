"""Text that XML 1.0 can hold."""

from __future__ import annotations

import re

# What the production Char of XML 1.0 (section 2.2) leaves out: control characters, as form feeds out of PDF, and two
# non-characters.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

REPLACEMENT = "\ufffd"


def for_xml(text: str) -> str:
    """Return the text with each character that XML cannot hold replaced, so that lengths and offsets stay."""
    return _FORBIDDEN.sub(REPLACEMENT, text)
