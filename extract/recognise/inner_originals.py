"""Find schemes that have their original name inside, and such as a list of quoted names gives.

1. Before the word for their sort stands the original: 某某之眼(Some Eye)项目, “某某”-2(Some-2)任务.
2. … or its translation: SomeLab(某某实验室)计划, “Some Next(下一代某某)”计划. The name is the foreign one.
3. A lead that names the sort opens a list of quoted names: 三项旗舰计划分别为“甲”(Aaa)、“乙”(Bbb)和“丙”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import words
from ..words import Word, Words, words_of
from .material import BODIES
from .mentions import DEFINED, Mention, add

_SORT = r"(?P<sort>旗舰计划|旗舰项目|研究计划|研究项目|研发计划|研发项目|计划|项目|倡议|工程|专项|任务|挑战赛)"
_ENDS = r"(?![书生组人经])"
_LATIN = r"[A-Z][A-Za-z0-9 ,.&'’/+-]{1,80}"

# 1. The original, right before the word for the sort.
_ORIGINAL = re.compile(rf"(?P<close>”?)(?P<number>-?\d?)\((?P<original>{_LATIN})\){_SORT}{_ENDS}")
_QUOTED = re.compile(r"“(?P<name>[^“”。,;:!?、\n]{2,16})$")
# 2. The translation, between a foreign name and the word for the sort.
_TRANSLATED = re.compile(
    rf"(?<![A-Za-z0-9])(?P<name>[A-Z][A-Za-z0-9-]*(?: [A-Z0-9][A-Za-z0-9-]*){{0,4}})"
    rf"\((?P<own>[一-鿿A-Za-z0-9·]{{2,24}})\)(?P<close>”?){_SORT}{_ENDS}"
)
# 3. What opens a list of quoted names, and its items with the brackets behind them.
_OPENING = re.compile(
    r"(?:计划|项目|任务|工程|专项|倡议|行动)(?:\([^()]{1,24}\))?(?:分别(?:为|是)|包括|包含|即|为|有|是|一|—)?[:,]?(?=“)"
)
_NOTES = r"(?P<notes>(?:\([^()]{1,60}\))*)"
_ITEM = re.compile(
    rf"“(?P<name>[^“”。,;:!?、\n]{{2,16}})”{_NOTES}(?P<sort>任务|计划|项目|工程|专项)?(?P<more>\([^()]{{1,60}}\))*"
)
_JOINT = re.compile(r"[、,]?(?:和|与|及|以及)?(?=“)")
_MARKED_OFF = re.compile(r"\([A-Z]")

# LAC's tags of words that end before a name, and words that stand inside one all the same.
_NOT_INSIDE = frozenset({"r", "p", "u", "w", "c", "m", "TIME", "ORG", "LOC"})
_ALLOWED = frozenset({"之", "与", "和", "学习"})

# Another scheme or a bracket ends here, and what joins it to the next.
_JOINED = re.compile(r"(?:项目|计划|工程|专项|任务|\))[和与及]$")
_SCHEME = re.compile(r"(?:项目|计划|工程|专项|倡议|任务)$")

_ACTORS = BODIES | {"Region"}

MIN_NAME, MAX_NAME = 2, 18


@Language.component("innokg_inner_originals")
def find_inner_originals(doc: Doc) -> Doc:
    """Note the schemes with an original inside, and those of lists of quoted names."""
    text = doc.text
    bodies = {m.end for m in doc._.candidates or () if not _ACTORS.isdisjoint(m.types)}
    return add(doc, [*_before_sort(text, words_of(doc), bodies), *_translated(text), *_listed(text)])


def _before_sort(text: str, of_doc: Words, bodies: set[int]) -> Iterator[Mention]:
    for match in _ORIGINAL.finditer(text):
        if match["close"]:
            quote = _QUOTED.search(text, max(0, match.start() - MAX_NAME), match.start())
            if quote:
                sort = "" if match["sort"] == "项目" else match["sort"]
                name = quote["name"] + match["number"] + sort
                yield _mention(quote.start(), match.end(), name)
            continue
        start = _left_edge(text, of_doc, match.start(), bodies)
        name = text[start : match.start()]
        if MIN_NAME <= len(name) <= MAX_NAME and not _is_sort(name, match["original"]):
            yield _mention(start, match.end(), name + match["number"] + match["sort"])


def _is_sort(name: str, original: str) -> bool:
    """Is it a scheme without its last word, or a field by its acronym, in which there are many projects?"""
    return bool(_SCHEME.search(name)) or original in words("words", "sorts_of_projects")


def _left_edge(text: str, of_doc: Words, end: int, bodies: set[int]) -> int:
    """Where the words begin that lead up to the original: behind a verb that launches, a mark, a body or place."""
    start, word = end, of_doc.ending.get(end)
    while word is not None and not _is_outside(word) and end - word.idx <= MAX_NAME:
        if word.text in _ALLOWED and _JOINED.search(text, max(0, word.end - 3), word.end):
            break
        start = word.idx
        if word.is_sent_start or start in bodies:
            break
        word = of_doc.ending.get(word.idx)
    for inside in of_doc.between(start, end):
        if inside.text not in words("words", "not_first") and inside.text not in _ALLOWED:
            break
        start = inside.end
    return start


def _is_outside(word: Word) -> bool:
    """Does the word stand in no name: a mark or particle, a body, or a verb that deals with names?"""
    if word.text.isspace() or (word.tag_ in _NOT_INSIDE and word.text not in _ALLOWED):
        return True
    return word.tag_ in ("v", "vd") and word.text not in _ALLOWED and word.text in words("words", "deals")


def _translated(text: str) -> Iterator[Mention]:
    for match in _TRANSLATED.finditer(text):
        quoted = text[match.start() - 1 : match.start()] == "“"
        if quoted == bool(match["close"]):
            yield _mention(match.start() - quoted, match.end(), match["name"] + match["sort"])


def _listed(text: str) -> Iterator[Mention]:
    for opening in _OPENING.finditer(text):
        items: list[re.Match[str]] = []
        at = opening.end()
        while item := _ITEM.match(text, at):
            items.append(item)
            joint = _JOINT.match(text, item.end())
            if joint is None:
                break
            at = joint.end()
        if len(items) > 1 and any(_MARKED_OFF.match(item["notes"] or item["more"] or "") for item in items):
            for item in items:
                end = item.end("sort") if item["sort"] else item.end("name") + 1
                yield _mention(item.start(), end, item["name"] + (item["sort"] or ""))


def _mention(start: int, end: int, name: str) -> Mention:
    return Mention(start, end, ("Programme",), name, by="inner_originals", strength=DEFINED)
