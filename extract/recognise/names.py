"""Find names by the word they end in: …创新联合体, …创新中心, …计划, …厅, …大学.

1. Every head of `lexicon/heads.yaml` that ends a word is a right edge.
2. From there the name is followed to the left over the words that names are made of; what only leads up to a name
   (建设, 推进, 我国, 首批) is trimmed.
3. What is left is judged: a name (something in it says which one), a kind (only words that say what sort), or neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from ..lexicon import load, words
from ..lexicon.gazetteer import Concept, gazetteer
from .concepts import scan
from .countries import CHINA
from .mentions import MARKED, SHAPE, Mention, add
from .organisations import JOINED, LEADS_UP, several_departments

# LAC's tags of words that names are made of: nouns, proper nouns, places, bodies, noun-like verbs, other characters.
_NAME_TAGS = frozenset({"n", "nz", "nw", "nt", "ns", "ORG", "LOC", "PER", "vn", "an", "xc", "s", "a", "b"})

# The longest name worth following; beyond it the words are a sentence, not a name.
MAX_NAME = 40

# A quoted piece inside a name (“北辰”“启明”…) is short; a longer quotation is speech.
MAX_QUOTED = 12

# 第三代半导体, 第六代移动通信: which generation is part of a field's name.
_GENERATION = re.compile(r"第[一二三四五六七八九十\d]+代")

# Of what they stand before there is more than usual (超LSI…), and they begin a name where LAC takes them for words.
_DEGREE = "超微"

_ORIGINAL = re.compile(r"[(][A-Za-z]")

# A number and a word of two characters behind it: 17个|创造….
_COUNT_AND_WORD = re.compile(r"[0-9一二三四五六七八九十百余多][个家](?P<word>[一-鿿]{2})$")

# More words than this before a defined name are a clause and not a part of it.
MAX_LEAD = 4

_JOINS = frozenset("-—–·+&/.")
_LATIN = re.compile(r"[A-Za-z0-9]")
_INFIX = re.compile(r"\(([A-Za-z0-9][A-Za-z0-9 &.·-]{0,40})\)$")

# What stands between a region and the rest of a name: 浙江省级…, 上海市的….
_PLACE_MARK = re.compile(r"(?:省级?|市级?|区)?的?")

# Classes whose names may begin with the country they are in without its being part of the name.
_PLACED = frozenset({"Programme", "Policy", "Consortium", "InnovationCenter", "Cluster"})
_KINDS = frozenset({"InnovationCenter", "Consortium", "Cluster"})
_BODIES = frozenset(
    {"Agency", "Enterprise", "University", "ResearchInstitute", "Laboratory", "Association", "FinancialInstitution"}
)

# A bracket that defines a short form or gives the original name.
_DEFINING = re.compile(r"[(](?:[^()]{0,80}[,;])?(?:以?下)?简称|[(][A-Za-z]")

_OF_INFLUENCE = re.compile(r"(?:具有)?[一-鿿]{2,4}影响力的$")

# A general sort of centre in front of which a region makes a name: 北京国际科技创新中心, 长三角国家技术创新中心.
ONE_PER_REGION = re.compile(
    r"^(国际科技创新中心|国家技术创新中心|综合性国家科学中心|综合性科学中心|(区域)?科技创新中心|(具有.{2,4}影响力的)(产业)?科技创新中心"
    r"|(协同|科技)?创新共同体|科创走廊|(科技)?创新走廊)$"
)


@dataclass(frozen=True, slots=True)
class Head:
    """A head and what it tells."""

    text: str
    type: str
    weak: bool
    sited: bool = False  # the head of a place of its own: what leads up to it names it (某地科技谷)


@cache
def _heads() -> dict[str, Head]:
    return {
        text: Head(text, kind, strength == "weak", strength == "sited")
        for kind, lists in load("heads").items()
        for strength, texts in lists.items()
        for text in texts
    }


@cache
def _head_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _heads()), key=lambda head: (-len(head), head))))


@Language.component("innokg_names")
def find_names(doc: Doc) -> Doc:
    """Note every name and kind that a head tells."""
    return add(doc, (mention for mention in map(_Finder(doc).judge, _right_edges(doc)) if mention))


def _right_edges(doc: Doc) -> list[tuple[int, int, Head]]:
    """(start, end, head) of every head that ends a word and that no noun carries on."""
    token_at = {token.idx + len(token.text): token for token in doc}
    found: list[tuple[int, int, Head]] = []
    at = 0
    pattern = _head_pattern()
    while match := pattern.search(doc.text, at):
        head = _heads()[match[0]]
        token = token_at.get(match.end())
        if (
            token is None
            and doc.text[match.end() : match.end() + 2].isascii()
            and doc.text[match.end() : match.end() + 2].isupper()
        ):
            found.append((match.start(), match.end(), head))  # 联合体CONSORT in one word
            at = match.end()
        elif token is not None and not _carried_on(doc, token, head):
            found.append((match.start(), match.end(), head))
            at = match.end()
        else:
            at = match.start() + 1
    return found


def _carried_on(doc: Doc, token: Token, head: Head) -> bool:
    """Does the next word make the head a part of another word or name (计划|项目, 工程|技术, 委员会|主任 is not)?"""
    if token.i + 1 >= len(doc):
        return False
    after = doc[token.i + 1]
    if head.type in ("Programme", "Policy"):
        return after.tag_ in ("n", "nz") and after.text not in words("words", "after_scheme")
    return False


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, or the part of one, inside a name."""

    start: int
    text: str
    tag: str


@cache
def _generic_pattern(scheme: bool) -> re.Pattern[str]:
    """What is made of words that only say what sort of thing; heads count as such (LAC's words may be several)."""
    generic = words("words", "generic") | set(_heads()) | (words("words", "generic_scheme") if scheme else frozenset())
    return re.compile("(?:" + "|".join(sorted(map(re.escape, generic), key=lambda w: (-len(w), w))) + r"|[\W_])*")


def specific(text: str, kind: str) -> bool:
    """Do the words say which one is meant, and not only what sort of thing?"""
    return not _generic_pattern(kind in ("Programme", "Policy")).fullmatch(text)


class _Finder:
    """Follows and judges the names of one Doc."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self.token_of: list[int] = []
        for token in doc:
            self.token_of += [token.i] * len(token.text)

    def judge(self, edge: tuple[int, int, Head]) -> Mention | None:
        """Return the mention whose head is at `edge`, or None where the words name nothing in particular."""
        head_start, end, head = edge
        start = self.left_edge(head_start, end, head)
        if start >= head_start:
            return self.bare(head_start, end, head)
        start, country = self.without_country(start, head_start, head)
        if start >= head_start:
            return None
        if head.weak and head.type in _KINDS | _BODIES:
            return self.marked_out(start, head_start, end, head, country)
        if head.type in _BODIES:
            return self.body(start, head_start, end, head, country)
        return self.scheme(start, head_start, end, head, country)

    def bare(self, head_start: int, end: int, head: Head) -> Mention | None:
        """Judge a head that nothing leads up to: a kind where it is a known one, counted, or defined on the spot."""
        if head.type not in _KINDS:
            return None
        start = self.attribute(head_start)
        if start < head_start and self.is_defined(end):
            return Mention(start, end, ("Kind",), self.name(start, end), by="names", kind_of=head.type, strength=MARKED)
        if head.text in words("words", "too_general"):
            return None
        counted = len(head.text) > 2 and self.is_counted(head_start)
        if counted or head.text in gazetteer().by_label:
            strength = MARKED if counted else SHAPE
            return Mention(head_start, end, ("Kind",), head.text, by="names", kind_of=head.type, strength=strength)
        return None

    def attribute(self, head_start: int) -> int:
        """Where the verb phrase that tells a kind begins: 成立|符合条件的联合体; the head's start where none is."""
        index = self.token_of[head_start] - 1
        if index < 0 or self.doc[index].text != "的" or self.doc[index].idx + 1 != head_start:
            return head_start
        start = head_start
        for token in (self.doc[i] for i in range(index - 1, max(-1, index - 4), -1)):
            if token.tag_ in ("n", "vn", "a", "an"):
                start = token.idx
            elif token.tag_ == "v":
                return token.idx
            else:
                break
        return start

    def is_counted(self, start: int) -> bool:
        """Does a number with a measure word stand right before: 7个氢中心?"""
        return bool(re.search(r"[0-9一二三四五六七八九十百余多][个家]$", self.text[max(0, start - 4) : start]))

    def is_numbered(self, start: int, end: int) -> bool:
        """Does the text count such things, or call them one sort (7个…, …共有5个, …之一, 称为…)?"""
        if self.is_counted(start) or _NUMBERED.match(self.text, end):
            return True
        return bool(_CALLED.search(self.text, max(0, start - 6), start))

    def is_defined(self, end: int) -> bool:
        """Does a bracket right behind the name define a short form or give the original name?"""
        return bool(_DEFINING.match(self.text, end))

    def left_edge(self, head_start: int, end: int, head: Head) -> int:
        """Return where the name that leads up to a head begins (the head's own start where nothing leads up)."""
        doc = self.doc
        first = self.token_of[head_start]
        start = doc[first].idx
        sentence = doc[first].sent.start
        index = first - 1
        while index >= sentence and head_start - start <= MAX_NAME:
            token = doc[index]
            if token.text in ("”", "’"):
                opening = self.opening(index)
                if opening is None or head_start - doc[opening].idx > MAX_NAME:
                    break
                start, index = doc[opening].idx, opening - 1
            elif token.text == ")" and (infix := _INFIX.search(self.text, max(0, token.idx - 44), token.idx + 1)):
                start = infix.start()
                index = self.token_of[start] - 1
            elif (
                self.is_material(token, head.type)
                or self.joins(token, start, end, head)
                or (self.is_defined(end) and self.may_be_defined(token, start < head_start))
            ):
                start, index = token.idx, index - 1
            else:
                break
        start = self.after_apposition(self.trim(start, head_start, self.is_defined(end)), head_start)
        if start and self.text[start - 1] in _DEGREE and _LATIN.match(self.text, start):
            start -= 1  # 超LSI…
        start = self.from_kind(start, head_start, head)
        start = self.from_count(start, head.type)
        if _ORIGINAL.match(self.text, end):
            start = self.from_clause(start)
        influence = (
            _OF_INFLUENCE.search(self.text, max(0, start - 10), start) if head.type == "InnovationCenter" else None
        )
        return influence.start() if influence else start

    def from_kind(self, start: int, head_start: int, head: Head) -> int:
        """Begin a programme's name at the known kind that it is named after: 区域技术与创新中心|计划."""
        if head.type != "Programme":
            return start
        for at, end, concept in scan(self.text, max(0, head_start - MAX_NAME // 2), head_start):
            if end == head_start and at < start and concept.kind_of:
                return at
        return start

    def from_count(self, start: int, kind: str) -> int:
        """Begin a counted kind behind its number, over a word that LAC takes for a verb: 17个|创造|经济…."""
        first = _COUNT_AND_WORD.search(self.text, max(0, start - 6), start) if kind in _KINDS else None
        if first is None or self.doc[self.token_of[first.start("word")]].tag_ != "v":
            return start
        if first["word"] in words("words", "not_first") | words("words", "lead_in"):
            return start
        return first.start("word")

    def from_clause(self, start: int) -> int:
        """Begin a name that the original one defines at the start of its clause: 技术、创新与…局(ABC)."""
        sentence = self.doc[self.token_of[start]].sent.start_char
        pieces = self.pieces(sentence, start)
        opening = max((i for i, p in enumerate(pieces) if p.text in ",;:\n"), default=-1)
        pieces = pieces[opening + 1 :]
        if not pieces or len(pieces) > MAX_LEAD or pieces[0].text in words("words", "not_first"):
            return start
        listed = len(pieces) > 1 and pieces[-1].text in ("、", "与", "和")
        alone = len(pieces) == 1 and pieces[0].tag in ("v", "vd") and len(pieces[0].text) == 2
        names = all(p.tag in _NAME_TAGS or p.text in ("、", "与", "和") for p in pieces)
        whole = (alone and pieces[0].text in words("words", "inside")) or (listed and names)
        return pieces[0].start if whole else start

    def may_be_defined(self, token: Token, inside: bool) -> bool:
        """Could the word stand inside a name that a bracket defines (最|尖端…, 产业|共同|研究…)?"""
        if token.tag_ in ("d", "f", "m") and len(token.text) == 1:
            return inside
        return token.text in words("words", "inside_defined") or (
            token.tag_ in ("v", "vd", "ad") and token.text in words("words", "inside") and not token.is_sent_start
        )

    def joins(self, token: Token, start: int, end: int, head: Head) -> bool:
        """Is this 和 or 与 inside one name (海洋和极地伙伴计划(简称…), 材料与能源研究所)?

        It is where a short form is defined right behind the head, or where nothing but nouns leads up to a body's name
        from the start of its clause; not between two names.
        """
        if token.text not in ("和", "与", "及") or start == end or token.i == token.sent.start:
            return False
        before = self.doc[token.i - 1]
        if before.tag_ not in ("n", "vn", "an", "nz") or any(before.text.endswith(h) for h in _heads()):
            return False
        if self.is_defined(end):
            return True
        if before.text not in words("words", "generic") and self.text.count(self.text[before.idx : end]) > 1:
            return True  # 原材料知识|与|创新共同体 where 知识与创新共同体 stands elsewhere too
        clause = max(self.text.rfind(mark, token.sent.start_char, token.idx) for mark in ",;:、。(\n的") + 1
        lead = self.pieces(max(clause, token.sent.start_char), token.idx)
        general = before.text in words("words", "generic") and not head.text.endswith("研究所")
        if head.type not in _BODIES | {"InnovationCenter"} or general:
            return False
        return bool(lead) and all(piece.tag in _NAME_TAGS for piece in lead)

    def after_apposition(self, start: int, head_start: int) -> int:
        """Begin at the quotation mark where only a sort of thing stands before it: 智库“一带一路”…研究中心."""
        quote = self.text.find("“", start, head_start)
        if quote > start and any(self.text[start:quote].endswith(h) for h in _heads()):
            return quote
        return start

    def opening(self, closing: int) -> int | None:
        """Index of the opening mark of a short quotation that ends at token `closing`."""
        marks = {"”": "“", "’": "‘"}
        for index in range(closing - 1, max(-1, closing - 1 - MAX_QUOTED), -1):
            text = self.doc[index].text
            if text == marks[self.doc[closing].text]:
                return index
            if text in "。,;:!?\n、":
                return None
        return None

    def is_material(self, token: Token, kind: str) -> bool:
        """Can a name go on over this word to the left?"""
        if token.text in words("words", "breaks"):
            return False
        if token.tag_ in _NAME_TAGS:
            return not token.text.isspace() or self.is_latin_gap(token)
        if token.text.isspace():
            return self.is_latin_gap(token)
        if token.tag_ == "v" and len(token.text) == 2 and self.makes_noun(token):
            return True
        if token.tag_ in ("v", "vd", "ad") and token.text in words("words", "inside"):
            lead_in = kind in _KINDS and token.text in words("words", "lead_in")
            before = self.doc[token.i - 1]
            return (
                not lead_in
                and token.i > token.sent.start
                and (before.tag_ in _NAME_TAGS or before.text in ("可", "再"))
            )
        if token.text in words("words", "name_times") or _GENERATION.fullmatch(token.text):
            return True
        if token.tag_ in ("m", "TIME", "q"):
            return bool(re.fullmatch(r"[0-9]{1,4}[A-Za-z]+|[A-Za-z]+[0-9]{0,4}|[0-9]{3,4}X?", token.text)) and (
                token.i + 1 < len(self.doc) and self.doc[token.i + 1].text not in "个家名项年月日"
            )
        return token.text in _JOINS and self.between_latin(token)

    def makes_noun(self, token: Token) -> bool:
        """Does a verb between nouns belong to the second (深水|钻采|装备)?"""
        if token.text in words("words", "not_first") or token.text in words("words", "lead_in"):
            return False
        after = self.text[token.idx + 2 :]
        before = self.doc[token.i - 1] if token.i > token.sent.start else None
        return before is not None and before.tag_ == "n" and after.startswith(tuple(words("words", "after_verb")))

    def is_latin_gap(self, token: Token) -> bool:
        return token.text == " " and self.between_latin(token)

    def between_latin(self, token: Token) -> bool:
        before, after = self.text[token.idx - 1 : token.idx], self.text[token.idx + 1 : token.idx + 2]
        return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()

    def trim(self, start: int, head_start: int, defined: bool = False) -> int:
        """Drop from the left what only leads up to a name; a name defined behind it may begin with 最 or 小."""
        while start < head_start:
            token = self.doc[self.token_of[start]]
            whole = token.idx == start
            behind = token.idx + len(token.text)
            if token.tag_ == "vn" and behind < head_start and len(self.doc[self.token_of[behind]].text) == 1:
                break  # 投资|区: one character does not stand alone
            if token.text in words("words", "first_defined") and defined:
                break
            if not whole or token.text not in words("words", "not_first"):
                if whole and token.tag_ in ("v", "vd", "ad") and not self.is_quoted(start):
                    start = token.idx + len(token.text)
                    continue
                break
            # 发展…, 建设… begin proper names of bodies now and then (建设银行); LAC gives those as one word.
            start = token.idx + len(token.text)
        return min(start, head_start)

    def is_quoted(self, at: int) -> bool:
        return self.text[at] in "“‘"

    def without_country(self, start: int, head_start: int, head: Head) -> tuple[int, str | None]:
        """Set a leading country apart where it is only the place: 美国+芯片法案; say which country it is."""
        if head.type not in _PLACED:
            return start, None
        for _, end, concept in scan(self.text, start, head_start):
            if self.text.find(concept.name, start) != start and end - start > 6:
                break
            if concept.iri == CHINA:
                break  # 中国… begins official names
            if gazetteer().country(concept.iri) == concept.iri and self.text[start:end] in _names(concept):
                rest = self.pieces(end, head_start)
                if any(specific(piece.text, head.type) for piece in rest):
                    return end, concept.iri
            break
        return start, None

    def pieces(self, start: int, end: int) -> list[Piece]:
        """The words between two offsets, the first and last as far as they reach in."""
        if start >= end:
            return []
        return [
            Piece(max(t.idx, start), self.text[max(t.idx, start) : min(t.idx + len(t.text), end)], t.tag_)
            for t in (self.doc[i] for i in range(self.token_of[start], self.token_of[end - 1] + 1))
        ]

    def regions(self, start: int, end: int) -> list[Concept]:
        return [concept for _, _, concept in scan(self.text, start, end) if "Region" in concept.types]

    def marked_out(self, start: int, head_start: int, end: int, head: Head, country: str | None) -> Mention | None:
        """Judge a name with an everyday head: only a definition behind it or quotation marks around it make it one."""
        quoted = self.text[start - 1 : start] == "“" and self.text[end : end + 1] == "”"
        tells = any(specific(piece.text, head.type) for piece in self.pieces(start, head_start))
        defined = self.is_defined(end)
        told = defined or (quoted and head.type in _KINDS) or (head.text == "枢纽" and bool(_LED.match(self.text, end)))
        enough = tells or (defined and head.type in _KINDS and end - start >= MIN_DEFINED)
        if not told or not enough or end - start < (MIN_MARKED - 1 if defined and head.text == "谷" else MIN_MARKED):
            return None
        return Mention(start, end, (head.type,), self.name(start, end), by="names", strength=MARKED, country=country)

    def body(self, start: int, head_start: int, end: int, head: Head, country: str | None) -> Mention | None:
        """Judge the name of an organization."""
        start += max((m.end() for m in JOINED.finditer(self.text[start:head_start])), default=0)
        lead = LEADS_UP.match(self.text[start:end])
        start = min(start + lead.end(), head_start) if lead else start
        pieces = self.pieces(start, head_start)
        inside = self.doc[self.token_of[head_start]]
        regions = self.regions(start, head_start)
        named = regions or inside.tag_ == "ORG" or any(p.tag in ("ORG", "nz") for p in pieces)
        original = _ORIGINAL.match(self.text, end) and end - start > MIN_MARKED
        if not (original or any(specific(p.text, head.type) for p in pieces)) or (head.type == "Agency" and not named):
            return None
        if self.text[start:end] in words("words", "sorts_of_bodies") or several_departments(self.text[start:end]):
            return None
        if head.type == "Agency" and "大学" in self.text[start:head_start]:
            return None  # a university's foundation, no agency
        country = next((c for r in regions if (c := gazetteer().country(r.iri))), None)
        return Mention(start, end, (head.type,), self.name(start, end), by="names", strength=SHAPE, country=country)

    def scheme(self, start: int, head_start: int, end: int, head: Head, country: str | None) -> Mention | None:
        """Judge the name of a centre, consortium, cluster, programme or policy."""
        pieces = self.pieces(start, head_start)
        marked = any(p.text in "“”‘’" or _LATIN.search(p.text) for p in pieces)
        regions = self.regions(start, head_start)
        own = specific(self.without_regions(start, head_start), head.type)
        name = self.name(start, end)
        mention = Mention(
            start, end, (head.type,), name, by="names", strength=MARKED if marked else SHAPE, country=country
        )
        if head.type in _KINDS:
            placed = bool(regions) or any(p.tag in ("LOC", "ns") for p in pieces)
            return self.kind_or_name(mention, head, regions, own, marked, placed)
        if _SEVERAL.search(self.text, max(0, start - 12), start):
            return None
        kinds = [stop for _, stop, concept in scan(self.text, start, head_start) if concept.kind_of]
        if not head.weak and head_start in kinds:
            return mention
        if self.is_defined(end) or (marked and (not head.weak or self.well_marked(start, head_start))):
            return mention
        if head.weak:
            launched = self.is_launched(start, head) or (head.text == "基金" and pieces[0].tag == "ORG")
            if head.text == "基金" and own and end - start >= MIN_SCHEME and _ENDOWED.match(self.text, end):
                return mention
            return mention if end - start >= MIN_LAUNCHED and launched else None
        if own and any(piece.tag in ("nz", "PER", "ORG") for piece in pieces):
            return mention
        if self.is_introduced(start, end, pieces):
            return mention
        regional = regions and len(self.without_regions(start, end)) >= MIN_LAUNCHED
        return mention if (own or regional) and end - start >= MIN_SCHEME else None

    def is_introduced(self, start: int, end: int, pieces: list[Piece]) -> bool:
        """Does a clause begin with the name and say what it is, so that it names one (全球创新集群计划由…实施)?"""
        before = self.text[start - 1 : start]
        plain = all(piece.text in words("words", "generic_scheme") for piece in pieces)
        begins = before in ("", "\n", "。", ";", "!", "?", ":")
        return begins and not plain and end - start >= MIN_SCHEME and bool(_INTRODUCED.match(self.text, end))

    def is_launched(self, start: int, head: Head) -> bool:
        """Does a verb that launches a scheme stand right before (启动战略性新兴产业集群发展工程)?"""
        before = self.text[max(0, start - 6) : start]
        return head.text == "工程" and bool(re.search(r"(?:启动|实施|部署|推出|发起|设立)(?:了|的)?(?:国家)?$", before))

    def well_marked(self, start: int, head_start: int) -> bool:
        """Do quotation marks or capitals stand in the name (a digit alone does not mark a weak head's name)?"""
        return bool(re.search(r"[A-Z]{2,}|“[^”]*”", self.text[start:head_start]))

    def kind_or_name(
        self, mention: Mention, head: Head, regions: list[Concept], own: bool, marked: bool, placed: bool
    ) -> Mention | None:
        rest = self.without_regions(mention.start, mention.end)
        if regions and not own and ONE_PER_REGION.match(rest):
            return mention
        if head.sited:
            return mention if own or any(gazetteer().country(r.iri) != r.iri for r in regions) else None
        if head.type == "Cluster" and not ((placed and own) or marked):
            own = False
        numbered = self.is_numbered(mention.start, mention.end)
        if numbered:
            own = marked = False  # 两个半导体创新联合体 are not one of that name
        if own or marked:
            return mention
        if len(rest) <= len(head.text) and rest not in gazetteer().by_label:
            return None
        scope = regions[-1].iri if regions else None
        rest = _SPREAD.sub("", rest)
        if _LEVEL.sub("", rest) in words("words", "too_general") or (
            len(rest) <= len(head.text) and rest not in gazetteer().by_label
        ):
            return None
        start = mention.end - len(rest)
        strength = MARKED if numbered else SHAPE
        return Mention(
            start, mention.end, ("Kind",), rest, by="names", kind_of=head.type, country=scope, strength=strength
        )

    def without_regions(self, start: int, end: int) -> str:
        """The name without the regions and the marks of place that begin it: 浙江省级创新联合体 → 省级创新联合体."""
        at = start
        for found, stop, concept in scan(self.text, start, end):
            if found != at or "Region" not in concept.types:
                break
            at = stop + len(_PLACE_MARK.match(self.text, stop, end)[0])  # type: ignore[index]  always matches
        return self.text[at:end]

    def name(self, start: int, end: int) -> str:
        """The canonical name: quotation marks and a bracket inside it left out."""
        return re.sub(r"[“”‘’]|\([A-Za-z0-9 &.·-]+\)", "", self.text[start:end]).strip()


# What is said of one scheme at its first mention.
_INTRODUCED = re.compile(r"(?:\([^()]*\))?(?:由|是|于|自|始于|设立于|启动于|旨在|面向|的实施|的前身)")

# What is said of one fund, and not of funds: 绿色…基金设立于…, 规模….
_ENDOWED = re.compile(r"(?:\([^()]*\))?,?(?:于|由|设立|成立|总?规模|总额|首期|创立)")

# Before a scheme: several are spoken of, and what they are (三项常设的科技资助计划).
_SEVERAL = re.compile(r"[0-9一二两三四五六七八九十几多][项个种类](?:[一-鿿]{1,4}的)?$")

# Behind a name: how many of the sort there are, or that one is of them.
_NUMBERED = re.compile(
    r"(?:\([^()]*\))?(?:目前)?(?:共|已|现|总计|累计)*(?:有|达|增至)\d+[个家](?![^,;。)])|之一(?![一-鿿])"
)

# Before a name: what follows is what such things are called.
_CALLED = re.compile(r"(?:称为|称作|统称|被称为)“?$")

# Behind the name of a hub: who leads or runs it.
_LED = re.compile(r"(?:\([^()]*\))?,?则?由[^,;。]{2,24}?(?:牵头|领衔|主导|运营|承建)")

# A level alone makes no kind of what is too general: 国家级创新中心.
_LEVEL = re.compile(r"^(?:国家级|省级|市级|世界级|国家)")

# Words before a kind that say where or how far, not which kind: 全国战略性新兴产业集群.
_SPREAD = re.compile(
    r"^(?:全国性?|全球|国内外|国内|国外|发达国家|省份|各省|全产业链|区域性|长期|全部|多层次|高水平|高能级|一流|重点|新型)+"
)

# Shorter than this, a name with an everyday head is a word (本部, 中心).
MIN_MARKED = 4

# A name of nothing but general words that a bracket defines must be at least this long (国家制造业创新网络).
MIN_DEFINED = 8

# Shorter than this, the name of a scheme that only a launching verb or a region marks out is an everyday phrase.
MIN_LAUNCHED = 8

# Shorter than this, a programme's name without marks is an everyday phrase (发展计划, 人才工程).
MIN_SCHEME = 6


def _names(concept: Concept) -> tuple[str, ...]:
    return (concept.name, *concept.labels)
