"""What stands for the marks that Markdown and scanned journals set inside a line: what a reader sees.

    [某报告](https://…) → 某报告      ![图](a.jpg) →      很高[12]。 → 很高。      约 $1 7 \\%$ → 约 17%
    $2 0 1 4 { \\sim } 2 0 1 8$ → 2014~2018      $\\mathrm { k m } ^ { 2 }$ → km2      *斜体* → 斜体      \\* → *

A formula with a command that is not known here, or a power of ten, stays as it is: half of it would be another figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .noise import HAN


class Edit(NamedTuple):
    """A stretch [start, end) of a text and the character that stands for it, "" for none."""

    start: int
    end: int
    char: str = ""


# Without any of these a line has no marks.
_ANY = re.compile(r"[$\[\\<*^_¹²³⁴-⁹⁰]")

_LINK = re.compile(r"(?P<image>!)?\[(?P<words>[^\[\]\n]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?: \"[^\"]*\")?\)")
_TAG = re.compile(r"</?(?:a|b|br|center|div|em|font|i|img|p|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)
_ITALIC = re.compile(r"(?<![*\w\\])\*(?=[^\s*])(?P<words>[^*\n]{1,80}?)(?<=[^\s\\])\*(?!\*)")
# Chinese words are underlined without a space around them; file names write quotation marks so.
_UNDERLINED = re.compile(rf"(?<![A-Za-z0-9_])_(?P<words>[{HAN}][^_\n]{{0,60}}?)_(?![A-Za-z0-9_])")
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
# Raised in print: what a sentence rests on. Scanners read 1 as I or l.
_NUMBERS = r"[\dIl]{1,3}(?: ?[-–—~,、;] ?[\dIl]{1,3})*"
_CITATION = re.compile(
    rf"\^?\[ ?(?=[^\]]*\d){_NUMBERS} ?\]\^?|\^\[?{_NUMBERS}\]?\^"
    rf"|(?<=[{HAN}。,;)”])[¹²³⁴-⁹⁰]+"
    # Scanners lose one of the brackets, or the number: 很高[3以及, 很高[]。
    rf"|(?<=[{HAN}A-Za-z])\[(?:[\d, -]{{0,6}}(?![^\[\]]{{0,20}}\])(?![\dA-Za-z])| ?\])"
)
_FORMULA = re.compile(r"(?<![A-Za-z\\])(?P<mark>\$\$?)(?P<inner>[!-#%-~ ]{1,160}?)(?<!\\)(?P=mark)(?!\d)")
# A power of something (10^8) would read as another figure; what is only raised (^{12}, ^{[3]}) is a note.
_POWER = re.compile(r"\d[\s}]*\^(?!\s*\{?\s*\\circ)")
_RAISED = re.compile(r"\s*\{?\s*\^\s*\{?[\s\d\[\],Il~*–-]*\}?\s*\}?\s*|\s*\[[\s\d,~–-]+\]\s*")
# The number of an item: ①.
_CIRCLED = re.compile(r"\s*\\textcircled\s*\{\s*(?P<number>[1-9]|1\d|20)\s*\}\s*")
_TOKEN = re.compile(r"\\(?P<command>[A-Za-z]+)|\\(?P<escaped>[^A-Za-z])|(?P<idle>[\s{}^_~])|(?P<kept>.)")
_FONT = re.compile(
    r"math(?:rm|bf|it|sf|tt|cal)|text(?:rm|bf|it)?|rm|bf|it|sf|tt|boldsymbol|operatorname|left|right|q?quad"
    r"|(?:display|text|(?:script){1,2})style|small|tiny|[bB]ig"
)
_SIGNS = {
    "sim": "~", "times": "×", "cdot": "·", "circ": "°", "pm": "±", "approx": "≈", "leq": "≤", "le": "≤", "geq": "≥",
    "ge": "≥", "mu": "μ", "alpha": "α", "beta": "β", "gamma": "γ", "leqslant": "≤", "geqslant": "≥", "rightarrow": "→",
    "ldots": "…", "cdots": "…", "prime": "′", "bullet": "·", "textdegree": "°", "Omega": "Ω", "lambda": "λ",
}  # fmt: skip


def edits(folded: str, *, notes: bool = True) -> list[Edit]:
    """Return what to put for the marks of a folded line, in order and apart; `notes` says whether citations go too."""
    if not _ANY.search(folded):
        return []
    found = [*_formulas(folded, notes=notes)]
    found += [edit for edit in _plain(folded, notes=notes) if not _meets(found, edit)]
    return _apart(sorted(found))


def _plain(folded: str, *, notes: bool) -> Iterator[Edit]:
    for match in _LINK.finditer(folded):
        if match["image"]:
            yield Edit(*match.span())
        else:
            yield Edit(match.start(), match.start("words"))
            yield Edit(match.end("words"), match.end())
    for match in _TAG.finditer(folded):
        yield Edit(*match.span())
    for match in _ITALIC.finditer(folded):
        yield Edit(match.start(), match.start("words"))
        yield Edit(match.end("words"), match.end())
    for match in _UNDERLINED.finditer(folded):
        yield Edit(match.start(), match.start("words"))
        yield Edit(match.end("words"), match.end())
    for match in _ESCAPE.finditer(folded):
        yield Edit(*match.span())
    for match in _CITATION.finditer(folded) if notes else ():
        # At the head of a line such a number is that of a source in a list.
        if folded[: match.start()].strip():
            yield Edit(*match.span())


def _formulas(folded: str, *, notes: bool) -> Iterator[Edit]:
    for match in _FORMULA.finditer(folded):
        inner, at = match["inner"], match.start("inner")
        if circled := _CIRCLED.fullmatch(inner):
            yield Edit(*match.span(), chr(ord("①") + int(circled["number"]) - 1))
        elif _RAISED.fullmatch(inner) and notes:
            yield Edit(*match.span())
        elif not _POWER.search(inner) and (read := _read(inner, at)) is not None:
            yield Edit(match.start(), at)
            yield from read
            yield Edit(match.end("inner"), match.end())


def _read(inner: str, at: int) -> list[Edit] | None:
    """The edits of a formula; None where something in it is not known."""
    found: list[Edit] = []
    for token in _TOKEN.finditer(inner):
        start, end = at + token.start(), at + token.end()
        if command := token["command"]:
            if command not in _SIGNS and not _FONT.fullmatch(command):
                return None
            found.append(Edit(start, end, _SIGNS.get(command, "")))
        elif token["escaped"]:
            # \% is a sign, \, and \; are space.
            found.append(Edit(start, end if token["escaped"] in " ,;:!" else end - 1))
        elif token["idle"]:
            found.append(Edit(start, end))
    return found


def _meets(found: list[Edit], edit: Edit) -> bool:
    return any(edit.start < other.end and other.start < edit.end for other in found)


def _apart(found: list[Edit]) -> list[Edit]:
    """Leave out what lies in a stretch that is left out already."""
    kept: list[Edit] = []
    for edit in found:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
        elif edit.end > kept[-1].end:
            kept.append(Edit(kept[-1].end, edit.end, edit.char))
    return kept
