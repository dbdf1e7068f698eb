"""Find the characters of a folded text that carry nothing: idle space, invisible characters, doubled annotations."""

from __future__ import annotations

import re
from collections.abc import Iterator

HAN = "〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"

# Zero-width, joining, bidirectional and other format characters, soft hyphen, byte order mark, C0 and C1 controls
# (white space is folded to U+0020 before), variation selectors and tags.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000e-\u001b\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)

# Between these and anything else a space says nothing in Chinese text: Han, kana, and punctuation of either width.
_IDLE_NEIGHBOUR = re.compile(
    f"[{HAN}\u3000-\u303f\u3040-\u30ff\uff00-\uffef\u2010-\u2027\u2030-\u205e!-/:-@\\[-`{{-~·×]"
)

# One syllable with a tone mark, in brackets behind a Han character, as scrapes of annotated pages leave it: 動(dòng),
# now and then with a space: 創(chuàng ).
_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜḿńňǹ"
_ANNOTATION = re.compile(
    f"(?<=[{HAN}])\\((?=[^()]{{1,9}}\\)) ?[a-zü]{{0,3}}[{_TONED}][a-zü]{{0,3}} ?\\)", re.IGNORECASE
)
_SPACES = re.compile(" +")


def unseen(folded: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of invisible characters and doubled annotations; stretches may touch but never overlap."""
    if folded.isascii() and folded.isprintable():
        return
    yield from (match.span() for match in _INVISIBLE.finditer(folded))
    yield from (match.span() for match in _ANNOTATION.finditer(folded))


def noise(folded: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of all to leave out: what is unseen, and idle white space; stretches never overlap."""
    yield from unseen(folded)
    for match in _SPACES.finditer(folded):
        start, end = match.span()
        before, after = _visible(folded, start - 1, -1), _visible(folded, end, 1)
        if before == " " or not before or not after or _IDLE_NEIGHBOUR.match(before) or _IDLE_NEIGHBOUR.match(after):
            yield start, end
        elif end - start > 1:
            yield start + 1, end


def _visible(folded: str, at: int, step: int) -> str:
    """Return the nearest visible character from `at` on, or "" at the text's edge."""
    while 0 <= at < len(folded):
        if not _INVISIBLE.match(folded[at]):
            return folded[at]
        at += step
    return ""
