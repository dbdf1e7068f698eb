"""Find names that only what is said around them tells, for their words alone could be those of a sort of thing.

1. Programmes that a clause begins with and goes on to speak of (研究校园计划由…发起), or that a body or a year launches
   (某年启动的…计划, 某机构实施的…计划, 某机构启动…计划).
2. Lists of siblings: behind 分别是 every item is a name; where one item is known for a name the others are names too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..expressions import hinted
from ..lexicon import load, words
from ..words import Word, words_of
from .concepts import domain_heads
from .heads import specific
from .mentions import MARKED, Mention, add

_WORD = r"[一-鿿A-Za-z0-9·&@+-]"
_PROGRAMME = (
    rf"(?P<name>{_WORD}{{2,20}}?(?:计划|倡议|竞赛|挑战赛|研发制度))"
    r"(?![书生表]|项目|任务|部门|指南|管理|经费)"
)

# A clause begins with the name and says what it is or who has to do with it.
_SAID = "由|是|于|自|归|始于|设立于|启动于|旨在|面向|虽|隶属|的实施|的前身|被|目前|每年|共设"
_SPOKEN_OF = hinted(rf"(?:^|(?<=[。;!?\n])){_PROGRAMME}(?=(?:\([^()]*\))?(?:{_SAID}))", re.MULTILINE)

# A body or a year, a verb that launches, and the name: with 的 between, or as all that is launched.
_LAUNCHED = hinted(rf"(?:启动|推出|实施|发起|设立|组织|主办|管理|推行)(?:实施|管理)?的{_PROGRAMME}")
_STARTED = hinted(rf"(?:启动|推出|发起|设立)(?:实施)?了?(?:新的|全新的|一项)?{_PROGRAMME}(?=[,;。(])")
# What is carried out as a whole has a name though its head is an everyday word: 启动实施…提升工程, 实施…专项行动.
_CARRIED_OUT = re.compile(
    rf"(?:启动|组织|全面|深入|持续|大力|扎实)*(?:(?:实施|启动)了?|(?<=[入续面力实])(?:推进|开展|推动)的?)(?P<name>{_WORD}{{4,12}}?(?:专项行动|行动|工程|专项))"
    r"(?=[,;。(、和与及!?\n]|$)"
)
# What a public body has, by 的 before it: 某部的|…振兴计划, 某委的…示范工程.
_OWNED = re.compile(
    rf"的(?P<name>{_WORD}{{2,16}}?(?:计划|倡议|工程|专项|行动))(?=[,;。(、和与及等!?\n”]|通过|资助|支持|提供|由|是|将|对|已|也|都|旨在|$)"
)
# A name in letters, glossed before the word for its sort: ABLab(甲乙实验室)|计划.
_GLOSSED = re.compile(
    r"(?P<name>[A-Z][A-Za-z0-9-]*(?: [A-Z][A-Za-z0-9-]*){0,3})\([一-鿿]{2,12}\)(?P<sort>计划|项目|工程|倡议|专项)"
)
_YEAR_BEFORE = re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月)?(?:正式|联合|共同)?$")
MAX_YEAR = 12  # characters that this takes at most
_LAUNCHING = frozenset({"Agency", "ResearchInstitute", "Association"})

# Several, or what such things are like, and none of that name.
_MANY = re.compile(r"一[批系]|[0-9一二两三四五六七八九十百]+[大项个]|重点|重大|系列|若干|各类|相关|国家重大")

# LAC's tags of words that stand inside no name (pronouns, prepositions, particles, adverbs, marks), and what does.
_NOT_INSIDE = frozenset({"r", "p", "u", "d", "w", "c", "m", "TIME"})
_ALLOWED = frozenset({"之", "与", "和"})

# A name of nothing but general words must be at least this long (小企业创新研究计划); shorter ones are phrases.
MIN_GENERAL = 8

# Shorter than this, a programme's name is an everyday phrase (人才计划); in a list with a known one less will do.
MIN_NAME, MIN_LISTED = 5, 4

# A head of a kind that is this long says which programme is named after it (尖端集群|竞赛).
MIN_KIND = 4

# The longest item of a list worth following.
MAX_ITEM = 18

_NOTE = r"(?:\([^()、]{2,60}\))?"
_BEHIND = re.compile(rf"”?{_NOTE}")
_JOINT = re.compile(r",?(?:、|以及|和|与|及)(?:面向[^、,。]{2,12}的)?")
_JOINT_BEFORE = re.compile(rf"{_NOTE}(?:、|以及|和|与|及)“?$")

# Everyday heads whose names stand in a list with a known one.
_SCHEMES = ("工程", "专项", "基金", "行动")

# What opens a list of names.
_OPENS = re.compile(r"(?:分别是|分别为)(?!由)")


@Language.component("innokg_introduced")
def find_introduced(doc: Doc) -> Doc:
    """Note the programmes that their clause tells, then the siblings of names."""
    finder = _Finder(doc)
    doc = add(doc, finder.introduced(doc._.candidates or []))
    return add(doc, finder.siblings(doc._.candidates or []))


@cache
def _kinds() -> tuple[str, ...]:
    """The heads of kinds that are long enough to tell by themselves which programme is named after them."""
    return tuple(sorted(h for h in domain_heads() if len(h) >= MIN_KIND and h not in words("words", "too_general")))


@cache
def _list_heads() -> dict[str, str]:
    """The heads whose names are listed as siblings, longest first, and the class of each."""
    more = {"Programme": _SCHEMES, "InnovationCenter": ("枢纽",)}
    heads = {
        head: kind
        for kind in ("Programme", "InnovationCenter", "Cluster", "Consortium")
        for head in (*load("heads")[kind]["strong"], *more.get(kind, ()))
    }
    return dict(sorted(heads.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _item() -> re.Pattern[str]:
    """One item of a list: a name that ends in a head, quoted or not, and a bracket behind it."""
    heads = "|".join(map(re.escape, _list_heads()))
    return re.compile(rf"“?(?P<name>{_WORD}{{2,{MAX_ITEM}}}?(?P<head>{heads}))”?(?![一-鿿]*(?:项目|名单)){_NOTE}")


class _Finder:
    """Finds introduced and listed names in one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.text = doc.text
        self.words = words_of(doc)

    def introduced(self, candidates: list[Mention]) -> list[Mention]:
        """The programmes that a clause is about, or that a body or a year before a verb launches."""
        bodies = {m.end for m in candidates if m.type in _LAUNCHING}
        found: list[Mention] = []
        for pattern in (_SPOKEN_OF, _LAUNCHED, _STARTED):
            for match in pattern.finditer(self.text):
                by = pattern is _SPOKEN_OF or match.start() in bodies
                by = by or _YEAR_BEFORE.search(self.text, max(0, match.start() - MAX_YEAR), match.start())
                if by and self.may_be_name(*match.span("name")):
                    found.append(self.mention(*match.span("name"), "Programme"))
        offices = {m.end for m in candidates if m.type == "Agency"}
        for match in _OWNED.finditer(self.text):
            if match.start() in offices and self.may_be_name(*match.span("name")):
                found.append(self.mention(*match.span("name"), "Programme"))
        for match in _GLOSSED.finditer(self.text):
            name = match["name"] + match["sort"]
            found.append(Mention(*match.span(), ("Programme",), name, by="introduced", strength=MARKED))
        for match in _CARRIED_OUT.finditer(self.text):
            if self.may_be_name(*match.span("name")) and not _MANY.match(match["name"]):
                found.append(self.mention(*match.span("name"), "Programme"))
        return found

    def may_be_name(self, start: int, end: int) -> bool:
        """Do only such words stand between the offsets as names are made of, and not all of them everyday ones?"""
        tokens = self.tokens(start, end)
        if not tokens or tokens[0].text in words("words", "not_first") or end - start < MIN_NAME:
            return False
        if any(_breaks(t) or t.text in words("words", "sorts_of_bodies") for t in tokens):
            return False
        name = self.text[start:end]
        return specific(name, "Programme") or len(name) >= MIN_GENERAL or name.startswith(_kinds())

    def siblings(self, candidates: list[Mention]) -> list[Mention]:
        """The items of lists behind 分别是, and those that follow or precede a known name in a list."""
        found: list[Mention] = []
        for opening in _OPENS.finditer(self.text):
            listed = list(self.items(opening.end()))
            found += listed if len(listed) > 1 else []
        known = {(m.end, m.start): m for m in candidates if not m.is_kind and m.type in ("Programme", "Cluster")}
        for _, mention in sorted(known.items()):
            behind = _BEHIND.match(self.text, mention.end)
            joint = _JOINT.match(self.text, behind.end() if behind else mention.end)
            if joint:
                found += [m for m in self.items(joint.end()) if m.type == mention.type and _tells(m)]
            if before := self.before(mention):
                found.append(before)
        return found

    def items(self, at: int) -> Iterator[Mention]:
        """The items of a list that begins at an offset."""
        while match := _item().match(self.text, at):
            tokens = self.tokens(*match.span("name"))
            if not tokens or any(map(_breaks, tokens)):
                return
            yield self.mention(*match.span("name"), _list_heads()[match["head"]])
            joint = _JOINT.match(self.text, match.end())
            if joint is None:
                return
            at = joint.end()

    def before(self, mention: Mention) -> Mention | None:
        """The item of a list right before a known name, where its words are bounded by what stands in no name."""
        lead = self.text[max(0, mention.start - 70) : mention.start]
        joint = _JOINT_BEFORE.search(lead)
        if joint is None:
            return None
        end = mention.start - len(joint[0])
        head = next((h for h in _list_heads() if self.text.endswith(h, 0, end)), None)
        if head is None or _list_heads()[head] != mention.type or end not in self.words.ending:
            return None
        start = end
        for number in range(self.words.ending[end].i, -1, -1):
            token = self.words[number]
            verb = token.tag_ == "v" and token.text not in words("words", "inside")
            if _breaks(token) or verb or token.text.isspace() or token.text in words("words", "not_first"):
                break
            if end - token.idx > MAX_ITEM:
                return None
            start = token.idx
        found = self.mention(start, end, mention.type)
        return found if _tells(found) else None

    def tokens(self, start: int, end: int) -> list[Word]:
        """The words between two offsets; none where an offset falls inside a word."""
        if start not in self.words.starting or end not in self.words.ending:
            return []
        return self.words.between(start, end)

    def mention(self, start: int, end: int, kind: str) -> Mention:
        """The stretch as the name of a thing of a class."""
        return Mention(start, end, (kind,), self.text[start:end], by="introduced", strength=MARKED)


def _breaks(token: Word) -> bool:
    """Is it a word that stands in no name?"""
    return token.tag_ in _NOT_INSIDE and token.text not in _ALLOWED


def _tells(mention: Mention) -> bool:
    """Is the item of a list more than an everyday phrase?"""
    name = mention.name
    return len(name) >= (MIN_LISTED if specific(name, mention.type) else MIN_GENERAL)
