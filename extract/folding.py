"""What does not change which thing a name names: width, case, spaces, marks."""

from __future__ import annotations

import re
import unicodedata

_IGNORED = re.compile(r"[\s《》〈〉“”\"'‘’「」『』()（）·,，、。:：;；—–\-]")


def folded(name: str) -> str:
    """Fold what does not change which thing a name names: width, case, spaces, marks."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name).lower())
