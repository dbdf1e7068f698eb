"""What a name goes on over to the left of its head: the words, verbs, joints and marks that stand inside names."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import words
from ..words import Word
from .heads import Head, heads
from .reading import Reading

# LAC's tags of words that names are made of: nouns, proper nouns, places, bodies, noun-like verbs, other characters.
NAME_TAGS = frozenset({"n", "nz", "nw", "nt", "ns", "ORG", "LOC", "PER", "vn", "an", "xc", "s", "a", "b"})

# A quoted piece inside a name (“北辰”“启明”…) is short; a longer quotation is speech.
MAX_QUOTED = 12

# 第三代半导体, 第六代移动通信: which generation is part of a field's name.
_GENERATION = re.compile(r"第[一二三四五六七八九十\d]+代")

# 第六期科学技术基本计划: which of a row of plans.
_ROUND = re.compile(r"第[一二三四五六七八九十\d]+[期次轮]")

# What LAC takes for a body is the rest of a longer name only where it is shorter than this (某国研究与|发明署).
MIN_BODY = 5

# More words than this between a country's name and a joined one are no one name.
MAX_ANCHOR = 8

# Behind 全 or 多 these count or say where, and 全省 or 多个 begins no name.
COUNTS = "省市区县国个家大批种项"

# Words behind 和 that begin a name or kind of its own: …和国家级创新中心.
_LEVELS = ("国家", "省级", "市级", "省部", "区域", "国际", "世界")

# Words that a public body's name begins with.
_ANCHORS = ("国家", "联邦", "欧洲", "欧盟", "皇家", "白宫", "总统", "首相", "总理")

_JOINS = frozenset("-—–·+&/.")

LATIN = re.compile(r"[A-Za-z0-9]")

# Behind 成果, what is done with results, of which centres and programmes are named (科技成果|转移转化促进计划).
_OF_RESULTS = re.compile(r"转化|转移|产业化|推广|应用|孵化|[东西南北中]部")

_CHINESE = re.compile(r"[一-鿿]")

# Letters before a dash and a Chinese word (K-创新…) are one name with it where they are this few.
MAX_LETTERS = 3

# The sort of what follows: 初创公司|某某集团.
_SORT_OF_FIRM = re.compile(".+(?:公司|企业)$")

KINDS = frozenset({"InnovationCenter", "Consortium", "Cluster"})

BODIES = frozenset(
    {"Agency", "Enterprise", "University", "ResearchInstitute", "Laboratory", "Association", "FinancialInstitution"}
)


@cache
def _things() -> tuple[str, ...]:
    """The words that names and sorts of things end in."""
    return (*(head for head in heads() if len(head) > 1), *sorted(words("words", "actors")))


class Material(Reading):
    """Tells whether a name goes on over a word."""

    def is_prefix(self, token: Word, start: int, head_start: int) -> bool:
        """Is it one character that makes a word with what follows it: 可|降解…, 跨|部门…?"""
        follows = start < head_start and token.idx + 1 == start
        return follows and token.text in words("words", "prefixes") and self.text[start] not in COUNTS

    def is_material(self, token: Word, kind: str) -> bool:
        """Can a name go on over this word to the left?"""
        if token.text in words("words", "breaks"):
            if token.text == "成果":
                return bool(_OF_RESULTS.match(self.text, token.end))
            return token.text == "领域" and self.text[token.idx - 1 : token.idx] in ("跨", "多", "全")
        if kind in BODIES and token.tag_ == "n" and _SORT_OF_FIRM.match(token.text):
            return False
        if token.text in ("电", "讯") and token.i and self.ends_dateline(self.words[token.i - 1]):
            return False
        if token.tag_ in NAME_TAGS:
            return not token.text.isspace() or self.is_latin_gap(token)
        if token.text.isspace():
            return self.is_latin_gap(token)
        if token.tag_ in ("v", "vd", "ad"):
            return self.verb_inside(token, kind)
        if token.tag_ == "f" and token.text in words("words", "directions"):
            return True
        if kind in ("Programme", "Policy") and token.text in ("三年", "五年", "十年"):
            return token.i + 1 < len(self.words) and self.words[token.i + 1].text in ("行动", "计划", "规划")
        if kind in ("Programme", "Policy") and _ROUND.fullmatch(token.text):
            return True
        if token.text in words("words", "name_times") or _GENERATION.fullmatch(token.text):
            return True
        if token.tag_ in ("m", "TIME", "q"):
            return bool(re.fullmatch(r"[0-9]{1,4}[A-Za-z]+|[A-Za-z]+[0-9]{0,4}|[0-9]{3,4}X?", token.text)) and (
                token.i + 1 < len(self.words) and self.words[token.i + 1].text not in "个家名项年月日"
            )
        if token.text == "里" and token.i and self.words[token.i - 1].tag_ == "PER":
            return True  # LAC cuts transliterated names at a syllable that is a word too
        return token.text in _JOINS and (self.between_latin(token) or self.is_dash_inside(token))

    def ends_dateline(self, before: Word) -> bool:
        """Does 电 behind this word say where a report is from (某社某月某日电, 某社电)?"""
        return before.tag_ == "TIME" or before.text.endswith(("社", "日"))

    def is_dash_inside(self, token: Word) -> bool:
        """Does a single dash join two places, or a letter and a word, in one name (某国—东盟…计划, K-创新…)?"""
        if token.i == token.first or token.i + 1 >= len(self.words) or token.text not in "—–-":
            return False
        before, after = self.words[token.i - 1], self.words[token.i + 1]
        if before.tag_ in ("LOC", "ORG") and after.tag_ in ("LOC", "ORG"):
            return True
        letters = before.text.isascii() and before.text.isupper() and len(before.text) <= MAX_LETTERS
        return letters and bool(_CHINESE.match(after.text))

    def verb_inside(self, token: Word, kind: str) -> bool:
        """Can a verb stand inside the name: of two characters, behind a noun, and none that deals with names?"""
        if token.is_sent_start or len(token.text) != 2:
            return False
        before = self.words[token.i - 1]
        noun = before.tag_ in NAME_TAGS or before.text in words("words", "prefixes") or self.is_dash_inside(before)
        noun = noun or (before.tag_ == "vd" and {before.text, token.text} <= words("words", "inside"))  # 垂直|起降
        noun = noun or (before.text == "”" and kind == "Programme")  # “甲乙企业”|培育|工程
        if not noun or (kind in KINDS and token.text in words("words", "lead_in")):
            return False
        if token.text in words("words", "inside"):
            return True
        deals = token.text in words("words", "deals") or token.text in words("words", "not_first")
        return kind not in BODIES and token.tag_ != "vd" and not deals and before.text not in words("words", "actors")

    def joins(self, token: Word, start: int, end: int, head: Head) -> bool:
        """Is this 和 or 与 inside one name (海洋和极地伙伴计划(简称…), 高端工程机械及核心零部件创新中心)?

        It is not where a name or a sort of thing ends before it. Else it is where the bracket behind defines the whole,
        where the same words stand together elsewhere, and where what follows it is too little to be a name of its own.
        """
        if token.text == "、":
            repeated = head.type == "Programme" and self.text.count(self.text[self.words[token.i - 1].idx : end]) > 1
            return (head.type == "Agency" or repeated) and self.is_listed(token, start, head)
        if token.text not in ("和", "与", "及", "暨") or start == end or token.is_sent_start:
            return False
        before = self.words[token.i - 1]
        if before.text.endswith(("型", "级")) and head.type in KINDS:
            return False  # 任务型|和|平台型… are two sorts
        # A bracket behind the words of a whole clause defines them all: 感知与智能…中心(ABC).
        defined = self.is_defined(end) and self.from_clause_start(token, before, head)
        if self.begins_name(token.i + 1, end) and not (defined and not self.regions(token.idx + 1, end)):
            return False
        if before.tag_ not in ("n", "vn", "an", "nz", "v", "ad", "LOC") or self.ends_thing(token.idx):
            return False
        if before.tag_ in ("v", "ad") and not self.verb_inside(before, head.type):
            return False
        if self.is_defined(end):
            return before.tag_ != "LOC"
        if self.text.startswith("创新及科技", before.idx):
            return True  # as Hong Kong says for 科创
        if before.text not in words("words", "generic") and self.text.count(self.text[before.idx : end]) > 1:
            return True  # 原材料知识|与|创新共同体 where 知识与创新共同体 stands elsewhere too
        between = self.text[token.idx + 1 : end - len(head.text)]
        if head.type in BODIES:
            return self.is_anchored(before) or self.from_clause_start(token, before, head)
        if before.tag_ == "LOC":
            return False
        return bool(between) and not between.startswith(_LEVELS) and not self.regions(token.idx + 1, end)

    def begins_name(self, index: int, end: int) -> bool:
        """Does another place's or body's name begin with this word, not just the rest of one that ends at `end`?"""
        if index >= len(self.words) or self.words[index].tag_ not in ("LOC", "ORG"):
            return False
        word = self.words[index]
        whole = word.end >= end and len(word.text) < MIN_BODY and not self.regions(word.idx, end)
        return word.tag_ == "LOC" or not whole

    def ends_thing(self, at: int) -> bool:
        """Does a name, or the word for a sort of thing, end right before an offset?"""
        return self.text.endswith(_things(), max(0, at - 8), at)

    def is_listed(self, token: Word, start: int, head: Head) -> bool:
        """Is this 、 inside the name of a ministry of several fields: 某国科学、创新|与大学部?"""
        before = self.words[token.i - 1] if token.i > token.first else None
        joined = re.match(r"[一-鿿]{1,6}(?:[、与和及][一-鿿]{1,6})*[与和及]", self.text[start : start + 24])
        if before is None or not joined or before.tag_ not in ("n", "vn", "an") or self.ends_thing(token.idx):
            return False
        return head.type == "Programme" or self.is_anchored(before)

    def is_anchored(self, token: Word) -> bool:
        """Do only nouns and the marks of a list lead from a country's name, 国家 or 联邦 to this word?"""
        for at in range(token.i, max(token.first, token.i - MAX_ANCHOR) - 1, -1):
            word = self.words[at]
            if word.tag_ == "LOC" or word.text.startswith(_ANCHORS):
                return True
            if word.tag_ not in ("n", "vn", "an", "a", "nz") and word.text not in ("、", "与", "和"):
                return False
            if at < token.i and self.ends_thing(word.end):
                return False
        return False

    def from_clause_start(self, token: Word, before: Word, head: Head) -> bool:
        """Do only nouns lead up to the body's name from the start of its clause?"""
        general = before.text in words("words", "generic") and not head.text.endswith("研究所")
        clause = max(self.text.rfind(mark, self.words[token.first].idx, token.idx) for mark in ",;:、。(\n的") + 1
        lead = self.pieces(max(clause, self.words[token.first].idx), token.idx)
        return not general and bool(lead) and all(piece.tag in NAME_TAGS for piece in lead)

    def may_be_defined(self, token: Word, inside: bool) -> bool:
        """Could the word stand inside a name that a bracket defines (最|尖端…, 产业|共同|研究…)?"""
        if token.tag_ in ("d", "f", "m") and len(token.text) == 1:
            return inside
        return token.text in words("words", "inside_defined") or (
            token.tag_ in ("v", "vd", "ad") and token.text in words("words", "inside") and not token.is_sent_start
        )

    def is_latin_gap(self, token: Word) -> bool:
        """Is it a space inside a foreign name?"""
        return token.text == " " and self.between_latin(token)

    def between_latin(self, token: Word) -> bool:
        """Does it stand between letters or digits?"""
        before, after = self.text[token.idx - 1 : token.idx], self.text[token.idx + 1 : token.idx + 2]
        return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()

    def opening(self, closing: int) -> int | None:
        """Index of the opening mark of a short quotation that ends at token `closing`."""
        marks = {"”": "“", "’": "‘"}
        for index in range(closing - 1, max(-1, closing - 1 - MAX_QUOTED), -1):
            text = self.words[index].text
            if text == marks[self.words[closing].text]:
                return index
            if text in "。,;:!?\n、":
                return None
        return None
