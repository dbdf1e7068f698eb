"""Find units by who sets them up: 某局新设|空间技术任务部, 在某府设|空间战略办公室, 某院在某国成立了|应用与电信中心.

A body, a verb that founds, and a name that ends in a unit's head (`lexicon/units_set_up.yaml`) and says more than what
sort of unit. The names that follow in a list are units too. So is what stands right behind a public body's name and
ends in such a head: 某委员会|信息科学部, 某研究所|先进制造项目办公室.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load, words
from ..words import Word, words_of
from .material import BODIES
from .mentions import SHAPE, Mention, add

_FOUNDERS = BODIES | {"Agency", "University", "ResearchInstitute", "Enterprise", "Organization"}

# Right behind a body's name: a unit, and no deed or group that it leads.
_AGENCY_UNIT = re.compile(
    r"(?!下属|所属|直属|旗下|联合|会同|工作|领导|协调|专项|专家|有关|相关|[一-鿿]*[的和与及、])[一-鿿]{4,}"
)
_HAS_UNITS = frozenset({"Agency", "ResearchInstitute", "University"})

# Between who founds and the verb: when, where, inside what.
_BETWEEN = re.compile(
    r"(?:又|还|也|则|已|就|曾|先后|联合|共同|正式|首次|随后|专门|为此|宣布|决定|计划|将|(?:19|20)\d\d年|\d{1,2}月|\d{1,2}日|[初底末中]"
    r"|(?:在|于|从)[^,;:。!?、“”《》]{1,12}?|内部|之?下|之?内|[里中内]|,)*$"
)
MAX_BETWEEN = 24
MIN_NAME, MAX_NAME = 5, 20

# LAC's tags of words that stand in no name.
_NOT_INSIDE = frozenset({"r", "p", "u", "d", "w", "m", "q", "f", "TIME"})
_JOINT = re.compile(
    r"[”》]?(?:\([A-Z][^()]{0,40}\)|(?:\([^()]{1,40}\))?[”》]?(?:、|和|与|及|以及))(?:、|和|与|及|以及)?[“《]?"
)
_BEHIND = re.compile(r"[”》]?\((?=[A-Z])|[”》]?(?:\([^()]{1,60}\))?[”》]?(?=[,;:。!?、和与及等以作为来,负总进\n]|$)")


@Language.component("innokg_set_up")
def find_set_up(doc: Doc) -> Doc:
    """Note the units that a body sets up."""
    known = doc._.candidates or []
    finder = _Finder(doc, known)
    return add(doc, [*finder.found(), *finder.behind_bodies(known)])


@cache
def _verbs() -> re.Pattern[str]:
    lists = load("units_set_up")
    filler = "|".join(sorted(map(re.escape, lists["filler"]), key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:{'|'.join(lists['verbs'])})(?!计|备|施|想|定|置了?计|法)(?:{filler})*")


@cache
def _heads() -> dict[str, str]:
    heads = {head: kind for kind, texts in load("units_set_up")["heads"].items() for head in texts}
    return dict(sorted(heads.items(), key=lambda item: (-len(item[0]), item[0])))


@cache
def _offices() -> tuple[str, ...]:
    return tuple(load("units_set_up")["heads"]["Agency"])


@cache
def _general() -> re.Pattern[str]:
    """What says only what sort of unit."""
    listed = sorted({*words("units_set_up", "general"), *_heads()}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, listed))}|[与和及])*")


class _Finder:
    """Finds the units of one Doc."""

    def __init__(self, doc: Doc, known: list[Mention]) -> None:
        self.text, self.words = doc.text, words_of(doc)
        self.bodies = {m.end for m in known if not _FOUNDERS.isdisjoint(m.types) and not m.is_kind}

    def found(self) -> Iterator[Mention]:
        """The units behind each verb that founds, where a body stands before it."""
        for verb in _verbs().finditer(self.text):
            if self.bodies and self.by_body(verb.start()):
                yield from self.listed(verb.end())

    def behind_bodies(self, known: list[Mention]) -> Iterator[Mention]:
        """The units whose names begin with the body's: by LAC's words, or where LAC takes both for one body."""
        ends = {m.end: m for m in known if not m.is_kind and not _HAS_UNITS.isdisjoint(m.types)}
        for at, body in sorted(ends.items()):
            end = self.end_of_name(at) if at in self.words.starting else self.end_of_body(at)
            if (
                end is not None
                and _AGENCY_UNIT.fullmatch(self.text, at, end)
                and self.text.endswith(_offices(), at, end)
            ):
                yield Mention(body.start, end, ("Agency",), self.text[body.start : end], by="set_up", strength=SHAPE)

    def end_of_body(self, at: int) -> int | None:
        """Where the word ends that LAC takes for a body and inside which a body's name ends."""
        word = self.words.at(at) if at < len(self.text) else None
        return word.end if word is not None and word.tag_ == "ORG" and word.end <= at + MAX_NAME else None

    def by_body(self, at: int) -> bool:
        """Does a body stand before the verb?"""
        between = _BETWEEN.search(self.text, max(0, at - MAX_BETWEEN), at)
        begins = between.start() if between else at
        return any(end in self.bodies for end in range(begins, at + 1))

    def listed(self, at: int) -> Iterator[Mention]:
        """The names of a list that begins at an offset."""
        while unit := self.unit(at):
            yield unit
            joint = _JOINT.match(self.text, unit.end)
            if joint is None:
                return
            at = joint.end()

    def unit(self, at: int) -> Mention | None:
        """The unit whose name begins at an offset, if its words say more than its sort."""
        end = self.end_of_name(at)
        name = self.text[at:end] if end else ""
        if end is None or len(name) < MIN_NAME or _general().fullmatch(name):
            return None
        kind = next(kind for head, kind in _heads().items() if name.endswith(head))
        return Mention(at, end, (kind,), name, by="set_up", strength=SHAPE)

    def end_of_name(self, at: int) -> int | None:
        """Where the first word ends that a unit's head closes and behind which a name may end."""
        first = self.words.starting.get(at)
        if first is None or first.text in words("words", "not_first"):
            return None
        for number in range(first.i, len(self.words)):
            word = self.words[number]
            if word.end - at > MAX_NAME or not self.may_stand(word):
                return None
            if self.text.endswith(tuple(_heads()), at + 2, word.end) and _BEHIND.match(self.text, word.end):
                return word.end
        return None

    def may_stand(self, word: Word) -> bool:
        """Can the word stand inside a unit's name?"""
        if word.text in ("与", "和"):
            return True
        if word.tag_ == "v":
            return word.text in words("words", "inside")
        return word.tag_ not in _NOT_INSIDE and word.tag_ != "c" and word.text not in "。;!?\n“”《》(),、:"
