"""Bytes to text by evidence: byte order marks, strict decodings that succeed, and how Chinese the results read.

Nothing is replaced in silence: bytes that no encoding explains become U+FFFD, each with a notice of its place.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass

from ..cleaning.forms import common_characters, simplify
from ..model import Notice, Span

# Longest first, since UTF-32's mark begins with UTF-16's (Unicode Standard, section 23.8).
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Pages that declare these are read as the larger set, as browsers do (WHATWG Encoding Standard, section 4.2).
_WIDENED = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "hz": "gb18030"}
_LEGACY = ("gb18030", "big5hkscs")
# Enough to tell encodings apart; decodings themselves are always of the whole.
_SAMPLE = 100_000
# A text has no more control characters than this; programs and pictures have many times more.
_MOST_CONTROLS = 0.03
# Above this share of undecodable bytes the file is no text in any encoding known here.
_MOST_UNDECODABLE = 0.05
# Places of undecodable bytes named one by one; the rest is counted.
_PLACES_NAMED = 5
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")


class UndecodableError(Exception):
    """Raised for bytes that are no text; `code` is `binary` or `undecodable`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the name of its encoding, and what was odd about it."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode bytes; `declared` is what the document or its sender says, believed only where the bytes agree.

    In this order: 1. a byte order mark; 2. UTF-16 without one; 3. UTF-8; 4. the legacy encoding that reads best;
    5. a mixture, line by line. Raises UndecodableError where none gives a text.
    """
    for mark, encoding in _MARKS:  # 1.
        if data.startswith(mark):
            return _with_mark(data, mark, encoding)
    if b"\x00" in data[:_SAMPLE]:  # 2.
        return _wide(data)
    text = _strict(data, "utf-8")  # 3.
    if text is not None:
        return Decoded(_textual(text), "utf-8", _disagreement(declared, "utf-8"))
    best = _best_legacy(data, declared)  # 4.
    if best is not None:
        text, encoding = best
        return Decoded(_textual(text), encoding, _disagreement(declared, encoding))
    return _mixed(data)  # 5.


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _with_mark(data: bytes, mark: bytes, encoding: str) -> Decoded:
    body = data[len(mark) :]
    text = _strict(body, encoding)
    if text is not None:
        return Decoded(_textual(text), encoding)
    if encoding == "utf-8":
        return _mixed(body)
    text = body.decode(encoding, "replace")
    return Decoded(_textual(text), encoding, _undecodable(text, encoding))


def _wide(data: bytes) -> Decoded:
    readings = [(text, name) for name in ("utf-16-le", "utf-16-be") if (text := _strict(data, name)) is not None]
    for text, name in sorted(readings, key=lambda reading: -_plausibility(reading[0])):
        if _plausibility(text) > 0.5 and not _too_many_controls(text):
            return Decoded(text, name)
    raise UndecodableError(
        "binary", "is not text but binary data; save or export the article as text, HTML, PDF or DOCX"
    )


def _best_legacy(data: bytes, declared: str | None) -> tuple[str, str] | None:
    expected = _canonical(declared)
    best: tuple[float, bool, str, str] | None = None
    for encoding in _LEGACY:
        text = _strict(data, encoding)
        if text is None:
            continue
        rank = (_plausibility(text), encoding == expected, text, encoding)
        if best is None or rank[:2] > best[:2]:
            best = rank
    if best is None or best[0] < 0.5:
        return None
    return best[2], best[3]


def _plausibility(text: str) -> float:
    """Share of the characters beyond ASCII that everyday Chinese is written with, 0 to 1; 1 for plain ASCII."""
    beyond = [char for char in simplify(text[:_SAMPLE]) if char > "\x7f"]
    if not beyond:
        return 1.0
    common = common_characters()
    return sum(
        char in common or "\u2010" <= char <= "\u2026" or "\u3000" <= char <= "\u3015" or "！" <= char <= "～"
        for char in beyond
    ) / len(beyond)


def _mixed(data: bytes) -> Decoded:
    """Decode line by line where no one encoding reads the whole."""
    lines = data.split(b"\n")
    read = [_strict_line(line) for line in lines]
    used = Counter(encoding for line, (_, encoding) in zip(lines, read, strict=True) if encoding and not line.isascii())
    main = max(used, key=lambda name: used[name]) if used else "utf-8"
    # A line that no encoding explains is of the main one, with its bad bytes shown.
    text = "\n".join(
        one if one is not None else line.decode(main, "replace") for line, (one, _) in zip(lines, read, strict=True)
    )
    lost = text.count("\ufffd")
    if lost > _MOST_UNDECODABLE * max(1, len(text)):
        raise UndecodableError(
            "undecodable", "is in no encoding known here (UTF-8, UTF-16, GB18030, Big5); save the text again as UTF-8"
        )
    notices = _undecodable(text, main)
    if len(used) > 1:
        first_other = next(number for number, (_, name) in enumerate(read, 1) if name not in ("", main))
        counts = ", ".join(f"{name} {count} lines" for name, count in sorted(used.items()))
        notices = (
            Notice("mixed-encodings", f"mixes encodings ({counts}; first in line {first_other}); check those lines"),
            *notices,
        )
    return Decoded(_textual(text), main, notices)


def _strict_line(line: bytes) -> tuple[str | None, str]:
    """Return a line's text and encoding, "" for plain ASCII, (None, "") where no encoding reads it."""
    if line.isascii():
        return line.decode("ascii"), ""
    text = _strict(line, "utf-8")
    if text is not None:
        return text, "utf-8"
    return _best_legacy(line, None) or (None, "")


def _undecodable(text: str, encoding: str) -> tuple[Notice, ...]:
    places = [match.span() for match in re.finditer("\ufffd+", text)]
    notices = [
        Notice(
            "undecodable",
            f"line {text.count(chr(10), 0, start) + 1}: bytes that are not {encoding} are left out; mend the source",
            Span(start, end),
        )
        for start, end in places[:_PLACES_NAMED]
    ]
    if len(places) > _PLACES_NAMED:
        notices.append(
            Notice("undecodable", f"{len(places) - _PLACES_NAMED} more places with bytes that are not {encoding}")
        )
    return tuple(notices)


def _textual(text: str) -> str:
    if _too_many_controls(text):
        raise UndecodableError(
            "binary", "is not text but binary data; save or export the article as text, HTML, PDF or DOCX"
        )
    return text


def _too_many_controls(text: str) -> bool:
    sample = text[:_SAMPLE]
    return len(_CONTROL.findall(sample)) > _MOST_CONTROLS * max(1, len(sample))


def _canonical(declared: str | None) -> str | None:
    if not declared:
        return None
    name = declared.strip().lower()
    name = _WIDENED.get(name, name)
    if name in ("big5", "big5-hkscs", "cp950", "x-x-big5"):
        return "big5hkscs"
    try:
        return codecs.lookup(name).name
    except LookupError:
        return name


def _disagreement(declared: str | None, found: str) -> tuple[Notice, ...]:
    if declared is None or _canonical(declared) == found:
        return ()
    return (
        Notice("encoding-declared", f"declares {declared.strip()[:40]}, but its bytes are {found}; read as {found}"),
    )
