"""Find stretches whose characters are not those the author wrote: lost bytes, wrong decodings, private characters.

Only sure evidence counts, and a question mark alone is none. Evidence is one of:
1. the replacement character U+FFFD, or a private-use character;
2. a question mark in place of a lost lead byte, behind which every byte pair of the GBK text slipped by one: read one
   byte on, the stretch is everyday Chinese, and as it stands it is not;
3. UTF-8 that was read as GBK or as Latin-1: encoded back it is valid UTF-8 and everyday Chinese.
The stretch then grows to the punctuation around it, since the words it touches are cut.
"""

from __future__ import annotations

import re
from functools import cache

from ..expressions import hinted
from .forms import common_characters, known_characters, simplify
from .noise import HAN

_LOST = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_QUESTION = re.compile(r"[?？]+")
_FOREIGN_LATIN = re.compile(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{6,}"
)
_NOT_ASCII = re.compile(r"[^\x00-\x7f，。；：、？！（）《》“”‘’]{3,}")
# What a decoder leaves for lost UTF-8 in GBK (U+FFFD twice), and for memory that was never written.
_KNOWN_WRECKS = hinted("锟斤拷|(?:烫烫){2,}|(?:屯屯){2,}")
# Clause marks end the words that a damaged stretch may have cut.
_CLAUSE_MARK = re.compile("[，。；：、？！（）《》“”‘’「」『』【】,;:!()\\[\\]|\\s]")

# A slipped stretch is believed from this many characters on, all of them everyday ones; the chance that other
# text reads so by accident falls below one in a hundred per character.
_SLIPPED_LEAST = 2
# How far behind the question mark the slip is followed; longer ones run on unmarked only in texts of one damaged block.
_SLIPPED_MOST = 4000
_FULL_WIDTH_PUNCTUATION = {code: code + 0xFEE0 for code in range(0x21, 0x40) if not 0x30 <= code <= 0x39}
_MARKS = frozenset("，。；：、？！（）《》“”‘’—…％·～「」『』０１２３４５６７８９")


def damage(raw: str, folded: str) -> list[tuple[int, int]]:
    """Return (start, end) of the damaged stretches of a block, in order and apart; `folded` is the folded `raw`."""
    found = [match.span() for pattern in (_LOST, _KNOWN_WRECKS) for match in pattern.finditer(raw)]
    found += _slipped(raw)
    found += _read_as_latin(raw)
    if _rare().search(folded):
        found += _read_as_gbk(raw)
    return _merged([_to_clause(raw, start, end) for start, end in found])


def _slipped(raw: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for match in _QUESTION.finditer(raw):
        if found and match.start() < found[-1][1]:
            continue
        end = _slip_end(raw, match.start())
        if end is not None:
            found.append((match.start(), end))
    return found


def _slip_end(raw: str, question: int) -> int | None:
    """Return where the slip that starts at the question mark ends, or None where there is none."""
    pairs = bytearray()
    end = question + 1
    for end in range(question + 1, min(len(raw), question + _SLIPPED_MOST)):
        char = raw[end]
        if "@" <= char <= "~":  # a trail byte of its own: byte and character edges meet again behind it
            pairs += char.encode("ascii")
            end += 1
            break
        try:
            code = char.translate(_FULL_WIDTH_PUNCTUATION).encode("gbk")
        except UnicodeEncodeError:
            break
        if len(code) == 1:
            break
        pairs += code
    # The first byte belongs to the lost character, the last one pairs with what broke the slip off.
    wanted = bytes(pairs[1:])
    reading = wanted[: len(wanted) // 2 * 2].decode("gbk", "replace")
    written = raw[question + 1 : end]
    if len(reading) < _SLIPPED_LEAST or not _everyday(reading) or _everyday(written):
        return None
    return end


def _everyday(text: str) -> bool:
    common = common_characters()
    return all(char in common or char in _MARKS for char in simplify(text))


@cache
def _rare() -> re.Pattern[str]:
    """A character that is written neither in modern Chinese text nor in Latin letters."""
    return re.compile(f"[^\0-\u2e80{''.join(sorted(known_characters() | _MARKS))}]")


def _read_as_gbk(raw: str) -> list[tuple[int, int]]:
    return [match.span() for match in _NOT_ASCII.finditer(raw) if _is_misread(match.group(), "gb18030")]


def _read_as_latin(raw: str) -> list[tuple[int, int]]:
    return [
        match.span()
        for match in _FOREIGN_LATIN.finditer(raw)
        if any(_is_misread(match.group(), encoding) for encoding in ("cp1252", "latin-1"))
    ]


def _is_misread(text: str, encoding: str) -> bool:
    try:
        reading = text.encode(encoding).decode("utf-8", "ignore")
    except UnicodeEncodeError:
        return False
    han = re.findall(f"[{HAN}]", reading)
    common = common_characters()
    # Each Chinese character of the reading took three bytes; most of the stretch must be explained by everyday ones.
    everyday = sum(simplify(char) in common for char in han)
    return (
        len(han) >= _SLIPPED_LEAST and everyday * 3 >= 0.8 * len(text.encode(encoding)) and everyday >= 0.9 * len(han)
    )


def _to_clause(raw: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and not _CLAUSE_MARK.match(raw[start - 1]):
        start -= 1
    while end < len(raw) and not _CLAUSE_MARK.match(raw[end]):
        end += 1
    return start, end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
