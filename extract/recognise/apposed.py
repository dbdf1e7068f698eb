"""Find quoted names that only what stands beside them tells: the word for their sort, or their original name.

1. 框架计划“甲乙丙”, and “甲乙丙”(Original Programme): the name is what the quotation marks hold.
2. Of a name “甲乙”计划 that is known, “甲乙” alone is a use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load
from .mentions import MARKED, Mention, add
from .quoted import QUOTED, quoted_heads

# Behind a quoted name: its original in brackets, or the years it is for.
_ORIGINAL = re.compile(r" ?\((?P<original>[A-Z][A-Za-z0-9'’&-]*(?: [A-Za-z0-9'’&-]+)*)[,;)]")
# A policy by its byname: “甲乙丙”政策.
_POLICY = re.compile(r"“(?P<name>[一-鿿]{3,8})”政策(?![一-鿿]*[支体工文])")
_COUNTED = re.compile(r"[0-9一二两三四五六七八九十百余多][个家项]$")
# Sorts of schemes that are few and named one by one.
_NAMING = ("框架计划", "旗舰计划", "旗舰项目")
_YEAR = re.compile(r"20\d\d")
_YEARS = re.compile(r" ?\(20\d\d[-—–~至]+(?:20)?\d\d年?\)")


@Language.component("innokg_apposed")
def find_apposed(doc: Doc) -> Doc:
    """Note the quoted names that their neighbours tell, and uses of quoted names without the word for their sort."""
    doc = add(doc, _beside_sorts(doc.text))
    return add(doc, _bare(doc.text, doc._.candidates or []))


@cache
def _sorts() -> dict[str, str]:
    sorts = {word: kind for kind, texts in load("quoted")["sorts"].items() for word in texts}
    return dict(sorted(sorts.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _behind_sort() -> re.Pattern[str]:
    return re.compile(rf"(?P<sort>{'|'.join(_sorts())})(?:——|—|:)?{QUOTED}")


@cache
def _originals() -> dict[str, str]:
    return {word: kind for kind, texts in load("quoted")["originals"].items() for word in texts}


def _beside_sorts(text: str) -> Iterator[Mention]:
    for match in _behind_sort().finditer(text):
        end = match.end()
        told = _ORIGINAL.match(text, end) or _YEARS.match(text, end) or _has_letters(match["name"])
        told = told or match["sort"].endswith(_NAMING)  # there is one of each name: 框架计划“甲乙丙”
        if told and not _ends_in_sort(match["name"]):
            yield _mention(match, _sorts()[match["sort"]])
    for match in _POLICY.finditer(text):
        name = match["name"] + "政策"
        yield Mention(match.start(), match.end(), ("Policy",), name, by="apposed", strength=MARKED)
    for match in re.finditer(QUOTED, text):
        original = _ORIGINAL.match(text, match.end())
        counted = _COUNTED.search(text, max(0, match.start() - 4), match.start())
        kind = _kind_of_original(original["original"]) if original and not counted else None
        if kind and not _ends_in_sort(match["name"]):
            yield _mention(match, kind)


def _kind_of_original(original: str) -> str | None:
    """The class that the last or first word of an original name tells, or its year; a lone word tells none."""
    found = original.split(" ")
    if len(found) == 1:
        return None
    if _YEAR.fullmatch(found[-1]):
        return "Programme"
    return next((_originals()[w] for w in (found[-1], found[0]) if w in _originals()), None)


def _has_letters(name: str) -> bool:
    return bool(re.search(r"[A-Za-z0-9]", name))


def _ends_in_sort(name: str) -> bool:
    return name.endswith((*_sorts(), *quoted_heads()))


def _mention(match: re.Match[str], kind: str) -> Mention:
    start, end = match.span("name")
    return Mention(start - 1, end + 1, (kind,), match["name"], by="apposed", strength=MARKED)


def _bare(text: str, candidates: list[Mention]) -> Iterator[Mention]:
    """“甲乙” alone, where 甲乙计划 is a name of the text."""
    known = {m.name: m for m in candidates if m.type in ("Programme", "Policy") and not m.is_kind}
    for match in re.finditer(QUOTED, text):
        if match["name"] in known:
            continue
        sort = next((s for s in _sorts() if match["name"] + s in known), None)
        if sort and not text.startswith(sort, match.end()):
            whole = known[match["name"] + sort]
            yield Mention(
                match.start(), match.end(), whole.types, whole.name, by="apposed", strength=MARKED, refers=True
            )
