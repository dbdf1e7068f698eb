"""Find names that only what is said around them tells, for their words alone could be those of a sort of thing.

1. Programmes that a clause begins with and goes on to speak of (研究校园计划由…发起), or that a body or a year launches
   (某年启动的…计划, 某机构实施的…计划).
2. Lists of siblings: behind 分别是 every item is a name; where one item is known for a name the others are names too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from ..lexicon import load, words
from .concepts import domain_heads
from .mentions import MARKED, Mention, add
from .names import specific

_WORD = r"[一-鿿A-Za-z0-9·&@+-]"
_PROGRAMME = rf"(?P<name>{_WORD}{{2,20}}?(?:计划|倡议|竞赛|挑战赛|研发制度))(?![书生表]|项目|任务|部门|指南|管理|经费)"

# A clause begins with the name and says what it is or who has to do with it.
_SPOKEN_OF = re.compile(
    rf"(?:^|(?<=[。;!?\n])){_PROGRAMME}(?=(?:\([^()]*\))?(?:由|是|于|自|归|始于|设立于|启动于|旨在|面向|虽|隶属|的实施|的前身|被|目前|每年|共设))",
    re.MULTILINE,
)

# A body or a year, a verb that launches, 的, and the name.
_LAUNCHED = re.compile(rf"(?:启动|推出|实施|发起|设立|组织|主办|管理|推行)(?:实施|管理)?的{_PROGRAMME}")
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月)?(?:正式|联合|共同)?$")

# Words that do not stand inside a name, by LAC's tags: pronouns, prepositions, particles, adverbs, marks.
_NOT_INSIDE = frozenset({"r", "p", "u", "d", "w", "c", "m", "TIME"})

# A name of nothing but general words must be at least this long (小企业创新研究计划): shorter ones are everyday phrases.
MIN_GENERAL = 8

# Shorter than this, a programme's name is an everyday phrase (人才计划).
MIN_NAME = 5


@Language.component("innokg_introduced")
def find_introduced(doc: Doc) -> Doc:
    """Note the programmes that their clause tells, then the siblings of names."""
    doc = add(doc, _introduced(doc))
    return add(doc, _siblings(doc))


def _introduced(doc: Doc) -> Iterator[Mention]:
    bodies = {m.end for m in doc._.candidates or () if m.type in ("Agency", "ResearchInstitute", "Association")}
    for pattern in (_SPOKEN_OF, _LAUNCHED):
        for match in pattern.finditer(doc.text):
            start, end = match.span("name")
            launched = pattern is _SPOKEN_OF or match.start() in bodies or _YEAR_BEFORE.search(doc.text, 0, match.start())
            if launched and _may_be_name(doc, start, end):
                yield _mention(doc, start, end, "Programme")


def _may_be_name(doc: Doc, start: int, end: int) -> bool:
    """Do only such words stand between the offsets as names are made of, and not all of them everyday ones?"""
    tokens = _tokens(doc, start, end)
    if not tokens or tokens[0].text in words("words", "not_first") or end - start < MIN_NAME:
        return False
    if any((t.tag_ in _NOT_INSIDE and t.text not in _ALLOWED) or t.text in words("words", "sorts_of_bodies") for t in tokens):
        return False
    name = doc.text[start:end]
    return specific(name, "Programme") or len(name) >= MIN_GENERAL or name.startswith(_kinds())


@cache
def _kinds() -> tuple[str, ...]:
    """The heads of kinds, long enough to tell by themselves, that a programme may be named after (尖端集群|竞赛)."""
    return tuple(sorted(head for head in domain_heads() if len(head) >= MIN_KIND and head not in words("words", "too_general")))


# A head of a kind that is this long says which programme is named after it.
MIN_KIND = 4

# Particles that do stand inside names.
_ALLOWED = frozenset({"之", "与", "和"})


def _tokens(doc: Doc, start: int, end: int) -> list[Token]:
    """The words between two offsets; empty where an offset falls inside a word."""
    span = doc.char_span(start, end)
    return list(span) if span is not None else []


def _mention(doc: Doc, start: int, end: int, kind: str) -> Mention:
    return Mention(start, end, (kind,), doc.text[start:end], by="introduced", strength=MARKED)


@cache
def _list_heads() -> dict[str, str]:
    """The heads whose names are listed as siblings, and the class of each."""
    return {
        head: kind
        for kind in ("Programme", "InnovationCenter", "Cluster", "Consortium")
        for head in (*load("heads")[kind]["strong"], *(("枢纽",) if kind == "InnovationCenter" else ()))
    }


@cache
def _item() -> re.Pattern[str]:
    """One item of a list: a name that ends in a head, quoted or not, and a bracket behind it."""
    heads = "|".join(sorted(map(re.escape, _list_heads()), key=lambda head: (-len(head), head)))
    return re.compile(
        rf"“?(?P<name>[一-鿿A-Za-z0-9·&@-]{{2,18}}?(?P<head>{heads}))”?(?![一-鿿]*(?:项目|名单))(?:\([^()、]{{2,60}}\))?"
    )


_JOINT = re.compile(r",?(?:、|以及|和|与|及)(?:面向[^、,。]{2,12}的)?")

# What opens a list of names.
_OPENS = re.compile(r"(?:分别是|分别为)(?!由)")


def _siblings(doc: Doc) -> Iterator[Mention]:
    """The items of lists behind 分别是, and those that follow or precede a known name in a list."""
    for opening in _OPENS.finditer(doc.text):
        found = list(_items(doc, opening.end()))
        if len(found) > 1:
            yield from found
    known = [m for m in doc._.candidates or () if not m.is_kind and m.type in ("Programme", "Cluster")]
    for mention in sorted(known, key=lambda m: m.start):
        if joint := _JOINT.match(doc.text, _behind(doc.text, mention.end)):
            yield from (m for m in _items(doc, joint.end()) if m.type == mention.type and _tells(doc, m))
        if before := _before(doc, mention):
            yield before


def _behind(text: str, end: int) -> int:
    """The offset behind a name's closing mark and bracket."""
    tail = re.compile(r"”?(?:\([^()、]{2,60}\))?").match(text, end)
    return tail.end() if tail else end


def _items(doc: Doc, at: int) -> Iterator[Mention]:
    """The items of a list that begins at an offset."""
    while match := _item().match(doc.text, at):
        tokens = _tokens(doc, *match.span("name"))
        if not tokens or any(t.tag_ in _NOT_INSIDE and t.text not in _ALLOWED for t in tokens):
            return
        yield _mention(doc, *match.span("name"), _list_heads()[match["head"]])
        joint = _JOINT.match(doc.text, match.end())
        if joint is None:
            return
        at = joint.end()


def _before(doc: Doc, mention: Mention) -> Mention | None:
    """The item of a list right before a known name, where its words are bounded by what cannot stand in a name."""
    joint = re.search(r"(?:\([^()、]{2,60}\))?(?:、|以及|和|与|及)“?$", doc.text[max(0, mention.start - 70) : mention.start])
    if joint is None:
        return None
    end = mention.start - len(joint[0])
    head = next((h for h in sorted(_list_heads(), key=lambda h: -len(h)) if doc.text.endswith(h, 0, end)), None)
    if head is None or _list_heads()[head] != mention.type:
        return None
    start = end
    for token in reversed(doc[: len(doc)]):
        if token.idx >= end:
            continue
        if token.tag_ in _NOT_INSIDE or token.is_space or token.text in words("words", "not_first") or end - token.idx > 18:
            break
        if token.tag_ == "v" and token.text not in words("words", "inside"):
            break
        start = token.idx
    found = _mention(doc, start, end, mention.type)
    return found if _tells(doc, found) else None


def _tells(doc: Doc, mention: Mention) -> bool:
    """Is the item of a list more than an everyday phrase?"""
    name = mention.name
    return len(name) >= MIN_NAME + 1 and (specific(name, mention.type) or len(name) >= MIN_GENERAL)
