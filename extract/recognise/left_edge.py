"""Where a name begins: from its head to the left, over the words that names are made of."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import words
from ..lexicon.gazetteer import Concept, gazetteer
from ..words import Word
from .concepts import scan
from .countries import CHINA
from .heads import Head, heads, specific
from .material import BODIES, COUNTS, KINDS, LATIN, NAME_TAGS, Material

# A body and what it does with a scheme, where LAC takes both for one name or its verb for a part of one.
_ITS_DEED = re.compile(
    r"[一-鿿]{2,14}?(?:[局署厅委省府院]|部(?!门|分)|委员会|理事会|基金会|大学|公司)(?:联合|共同|牵头|正式|负责)?"
    r"(?:管理|实施|推出|发布|启动|推动|推进|补助|资助|主管|负责|设立|印发|制定|公布|主办|运营|发起|组织|开展|提出)(?=[一-鿿A-Z“]{4})"
)

# What a government does with a centre, where LAC takes both for one name.
_DEED = re.compile(r"政府(?:资助|支持|批准|推进|推动|建设|设立|成立|打造|组建|认定|启动|投资|拟建|共建)")

# The year of a meeting on things of a kind: 2030|先进制造业集群|大会.
_YEAR = re.compile(r"20\d\d年?(?=[一-鿿])")

# Behind a person's name: whose scheme it is.
_LEADERS = frozenset({"总统", "首相", "总理", "主席", "政府", "内阁", "部长", "大臣"})

# The quotation mark before a name.
_OPENED = re.compile(r"“(?=[^“”,;:。、\n]*$)")

# The end of a centre's, consortium's or body's name, and what joins another to it.
_AFTER_CENTRE = re.compile(
    r"(?:中心|联合体|集群|联盟|[局署厅委]|(?<!西|东|南|北|中)部|大学|学院|公司|研究[院所])[与和及、同]"
)

# A count, with its measure word.
_NUMBER = re.compile(r"[0-9一二两三四五六七八九十百]+余?[家个项所座大]|(?<=[0-9一二两三四五六七八九十百余])家(?=长)")

# A part of what is spoken of, before the part's name: 起步区|某某科学岛.
_PART = re.compile(r"(?:起步|启动|核心|拓展|先行)区")

# The longest name worth following; beyond it the words are a sentence, not a name.
MAX_NAME = 40

# Of what they stand before there is more than usual (超LSI…), and they begin a name where LAC takes them for words.
_DEGREE = "超微"

ORIGINAL = re.compile(r"”? ?[(][A-Za-z]")

# A number and a word of two characters behind it: 17个|创造….
_COUNT_AND_WORD = re.compile(r"[0-9一二两几三四五六七八九十百余多][个家](?P<word>[一-鿿]{2})$")

# Before a body's name: what it is in a group, and what an office does with it (链主企业|某公司, 某厅支持|某公司).
_ROLE = re.compile(
    r"(?:链主|龙头|牵头|骨干|领军|头部|核心|依托|主导|成员|参与|知名|著名|顶尖|权威|独立|民间|官方|重点|上市|初创|跨国)"
    r"(?:企业|单位|龙头|高校|院所|机构|公司|智库|巨头|大学|研究机构)(?!联盟|联合会|协会)"
    r"|行业龙头|(?<=[厅局部委署府])(?:支持|组织|推动|指导|引导|批准|同意|批复|遴选)"
)
_BODIES = frozenset({"Enterprise", "University", "ResearchInstitute", "Laboratory"})
# Behind the body that it is under any name begins: 某委员会旗下|某理事会.
_UNDER = re.compile(r"(?<=[部委院署局会所学团司府])(?:下属|所属|直属|旗下|辖下)的?(?=[一-鿿]{2})")

# More words than this before a defined name are a clause and not a part of it.
MAX_LEAD = 4

_LEVEL_WORDS = frozenset({"国家", "国家级", "省级", "市级", "省部级"})

# Behind these a programme's name may begin with a noun-like verb (、投资研发…计划).
_LISTS = ("、", "“", "《", ";", ":")

# Who builds a centre together is part of its name: 国家地方共建….
_BUILDERS = re.compile(r"(?:国家[-—]?地方|国家与地方|央地|省部|部省|省市|校地)共建$")

# A bracket inside a name: letters, or the seat or other name of what is named (西部(重庆)…).
_INFIX = re.compile(
    r"\((?:[A-Za-z0-9][A-Za-z0-9 &.·,-]{0,80}?(?:,?(?:以下)?简称:?[A-Za-z0-9 -]{2,12})?"
    r"|(?!记者|通讯员|来源|图)[一-鿿]{2,10})\)$"
)

# Classes whose names may begin with the country they are in without its being part of the name.
_PLACED = frozenset({"Programme", "Policy", "Consortium", "InnovationCenter", "Cluster"})

_OF_INFLUENCE = re.compile(r"(?:具有)?[一-鿿]{2,4}影响力的$")


# Marks and words behind which a name begins.
_OPENING = frozenset({",", ";", ":", "\n", "由", "是", "为", "其", "前身", "的", "向", "与其"})


class LeftEdge(Material):
    """Follows names to their left edge."""

    def left_edge(self, head_start: int, end: int, head: Head) -> int:
        """Return where the name that leads up to a head begins (the head's own start where nothing leads up)."""
        inside = self.words.at(head_start)
        # A preposition that LAC took into the head's word is none of the name: 理事长|由集团….
        start, index = head_start if inside.tag_ == "p" else inside.idx, inside.i - 1
        if inside.tag_ == "p":
            return start
        bracket = 0
        while index >= inside.first and head_start - start - bracket <= MAX_NAME:
            token = self.words[index]
            if token.text in ("”", "’"):
                opening = self.opening(index)
                if opening is None or head_start - self.words[opening].idx > MAX_NAME:
                    break
                start, index = self.words[opening].idx, opening - 1
            elif token.text == ")" and (infix := _INFIX.search(self.text, max(0, token.idx - 100), token.idx + 1)):
                if LATIN.match(self.text[infix.start() - 1]):
                    break  # ABC(某某公司)|管理某计划: the bracket says what the letters stand for
                bracket += token.idx + 1 - infix.start()
                start = infix.start()
                index = self.words.at(start).i - 1
            elif head.type in _PLACED and (field := self.field_over(token)) is not None:
                start = field  # a field that LAC takes for a verb and more: 海上|可|再生能源|…中心
                index = self.words.at(start).i - 1
            elif (
                self.is_material(token, head.type)
                or self.is_prefix(token, start, head_start)
                or self.joins(token, start, end, head)
                or (self.is_defined(end) and self.may_be_defined(token, start < head_start))
            ):
                start, index = token.idx, index - 1
            else:
                break
        start = self.over_field(self.behind_number(start, head_start))
        start = self.behind_joint(self.from_region(start), head_start, head)
        start = self.from_level(start, head_start, head)
        if head.type in KINDS and (builders := _BUILDERS.search(self.text, max(0, start - 10), start)):
            return builders.start()
        start = self.after_apposition(self.trim(start, head_start, self.is_defined(end), head.type), head_start)
        if start and self.text[start - 1] in _DEGREE and LATIN.match(self.text, start):
            start -= 1  # 超LSI…
        if re.match(r"(?<![A-Za-z0-9])[a-z](?=[一-鿿])", self.text[start : start + 2]):
            start += 1  # a stray letter
        start = self.from_kind(self.behind_person(start, head_start, head), head_start, head)
        start = self.from_count(start, head.type)
        if ORIGINAL.match(self.text, end):
            start = self.from_clause(start)
        start = self.from_deed(self.from_course(start, head), head_start, head)
        start = self.behind_role(self.from_quote(start, head_start, end, head), head_start, head)
        influence = (
            _OF_INFLUENCE.search(self.text, max(0, start - 10), start) if head.type == "InnovationCenter" else None
        )
        return influence.start() if influence else start

    def behind_number(self, start: int, head_start: int) -> int:
        """Begin behind a number that LAC takes for a part of the head's word (5家中|试|平台)."""
        number = _NUMBER.match(self.text, start, head_start)
        return number.end() if number else start

    def from_region(self, start: int) -> int:
        """Begin at the place that stands right before what a known field took the name's beginning for."""
        before = self.words.ending.get(start)
        return before.idx if before is not None and before.tag_ == "LOC" and self.is_start_of_field(start) else start

    def field_over(self, token: Word) -> int | None:
        """Where the known field begins that ends with a word and is made of several."""
        start = self.field_ends.get(token.end, token.end)
        return start if start < token.idx and start in self.words.starting else None

    def is_start_of_field(self, at: int) -> bool:
        """Does a known field begin there?"""
        return at in self.field_starts

    def behind_joint(self, start: int, head_start: int, head: Head) -> int:
        """Begin behind another centre's name that LAC takes for a part of the word (某某创新中心与|荷兰某某中心)."""
        joint = _AFTER_CENTRE.search(self.text, start, head_start) if head.type in KINDS else None
        if joint and self.regions(joint.end(), head_start):
            return joint.end()
        cut = self.text[start - 1 : start + 1] in ("成立", "设立", "建立", "创立") and start + 1 < head_start
        return start + 1 if cut else start

    def behind_person(self, start: int, head_start: int, head: Head) -> int:
        """Begin a scheme's name behind whose it is: 某某总统|投资…议程, 某某政府|…计划."""
        pieces = self.pieces(start, head_start) if head.type in ("Programme", "Policy") else []
        whose = len(pieces) > 2 and pieces[0].tag == "PER" and pieces[1].text in _LEADERS
        return pieces[2].start if whose else start

    def behind_role(self, start: int, head_start: int, head: Head) -> int:
        """Begin a body's name behind its role, or behind the office that has to do with it."""
        under = _UNDER.finditer(self.text, start, head_start)
        roles = [*under, *(_ROLE.finditer(self.text, start, head_start) if head.type in _BODIES else ())]
        return max((role.end() for role in roles if head_start - role.end() >= len("甲乙")), default=start)

    def from_deed(self, start: int, head_start: int, head: Head) -> int:
        """Begin a name behind the body that has to do with it, a year or a part: 某政府资助|技术中心, 2030|…集群."""
        if head.type not in KINDS:
            return start
        deed = _DEED.search(self.text, start, head_start)
        if deed and not self.is_quoted(start):
            start = deed.end()
        lead = _YEAR.match(self.text, start, head_start) or _PART.match(self.text, start, head_start)
        return lead.end() if lead and lead.end() < head_start else start

    def from_quote(self, start: int, head_start: int, end: int, head: Head) -> int:
        """Begin a quoted centre's or consortium's name at its quotation mark, whatever LAC takes its words for."""
        if head.type not in KINDS or self.text[end : end + 1] != "”":
            return start
        quote = _OPENED.search(self.text, max(0, head_start - MAX_NAME // 2), head_start)
        first = self.words.at(quote.end()) if quote and quote.end() < start else None
        return first.idx if first and first.text not in words("words", "not_first") else start

    def from_course(self, start: int, head: Head) -> int:
        """Begin a place's name at 沿 or 环: 沿|某江…创新带."""
        before = self.words.ending.get(start)
        along = before is not None and before.text in ("沿", "环")
        return start - 1 if along and head.type in KINDS and self.words.at(start).tag_ == "LOC" else start

    def over_field(self, start: int) -> int:
        """Begin at the start of a known field that a word's edge cut (太|赫兹), or at the 国家 that it cut."""
        cut_field = self.fields.start_of(start)
        if cut_field is not None:
            return cut_field
        before = self.words.at(start - 1) if start else None
        if before is not None and (cut := before.text.find("国家")) > 0:
            return before.idx + cut
        return start

    def from_level(self, start: int, head_start: int, head: Head) -> int:
        """Begin at the last 国家 or 省级 behind words that are no nouns: 建好用好|国家….

        What is done in a field is part of the name: 煤炭利用国家….
        """
        if head.type not in KINDS:
            return start
        last = start
        loose = False
        settled = words("words", "generic")
        if self.is_start_of_field(start):
            settled |= words("words", "inside") - words("words", "not_first")
        for piece in self.pieces(start, head_start):
            if piece.text in _LEVEL_WORDS and loose:
                last = piece.start
            loose = piece.tag in ("a", "ad", "v", "vn", "vd", "d") and piece.text not in settled
        return last

    def trim(self, start: int, head_start: int, defined: bool = False, kind: str = "") -> int:
        """Drop from the left what only leads up to a name; a name defined behind it may begin with 最 or 小."""
        while start < head_start:
            token = self.words.at(start)
            whole = token.idx == start
            behind = token.end
            alone = self.words.at(behind).text if token.tag_ == "vn" and behind < head_start else ""
            if len(alone) == 1 and not (whole and token.text in words("words", "not_first") and alone in "省市县"):
                break  # 投资|区: one character does not stand alone, but 组建|市… does
            if token.text in words("words", "first_defined") and defined:
                break
            if whole and token.text in words("words", "prefixes") and self.text[start + 1 : start + 2] not in COUNTS:
                break
            listed = token.tag_ == "vn" and kind == "Programme" and self.text[start - 1 : start] in _LISTS
            if not whole or listed or token.text not in words("words", "not_first"):
                begins = self.is_quoted(start) or self.is_start_of_field(start)  # “领航…, 合成|生物学…
                if whole and token.tag_ in ("v", "vd", "ad") and not begins:
                    start = token.end
                    continue
                break
            # 发展…, 建设… begin proper names of bodies now and then (建设银行); LAC gives those as one word.
            start = token.end
        return min(self.behind_subject(min(start, head_start), head_start, kind), head_start)

    def behind_subject(self, start: int, head_start: int, kind: str) -> int:
        """Begin behind general words and what they do: 重点|考核|制造业…, 平台|某某…转化促进中心."""
        pieces = self.pieces(start, head_start) if kind in KINDS else []
        if len(pieces) < 2:
            return start
        first, second = pieces[:2]
        general = first.text in words("words", "generic") or first.text in words("words", "actors")
        deals = second.text in words("words", "not_first") and second.tag in ("v", "vn", "vd")
        if general and deals and len(pieces) > 2:
            return pieces[2].start
        return second.start if first.text in words("words", "actors") and second.tag in ("ORG", "nz") else start

    def behind_act(self, start: int, head_start: int, head: Head) -> int:
        """Begin a scheme's or centre's name behind a place and what it does (中国|加快|…, 某国|重塑|…)."""
        if head.type not in _PLACED or self.is_quoted(start):
            return start
        deed = _ITS_DEED.match(self.text, start, head_start) if head.type in ("Programme", "Policy") else None
        start = deed.end() if deed else start
        places = (end for at, end, c in scan(self.text, start, head_start) if at == start and "Region" in c.types)
        before = self.words.ending.get(start)
        first = self.words.at(start)
        behind = start if before is not None and before.tag_ == "LOC" else head_start
        verb = next(places, first.end if first.tag_ == "LOC" and first.idx == start else behind)
        acts = self.text[verb : verb + 2] in words("words", "deals") - words("words", "inside")
        return self.trim(verb + 2, head_start, kind=head.type) if acts and verb + 2 < head_start else start

    def is_quoted(self, at: int) -> bool:
        """Does a quotation begin there?"""
        return self.text[at] in "“‘"

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
        first = _COUNT_AND_WORD.search(self.text, max(0, start - 6), start) if kind in KINDS else None
        if first is None or self.words.at(first.start("word")).tag_ != "v":
            return start
        if first["word"] in words("words", "not_first") | words("words", "lead_in"):
            return start
        return first.start("word")

    def from_clause(self, start: int) -> int:
        """Begin a name that the original one defines at the start of its clause: 技术、创新与…局(ABC)."""
        sentence = self.words[self.words.at(start).first].idx
        pieces = self.pieces(sentence, start)
        joints = [
            i for i, p in enumerate(pieces) if i and p.text in ("和", "与", "及", "以及") and pieces[i - 1].text == ")"
        ]
        opening = max((*joints, *(i for i, p in enumerate(pieces) if p.text in _OPENING)), default=-1)
        pieces = pieces[opening + 1 :]
        if not pieces or len(pieces) > MAX_LEAD or pieces[0].text in words("words", "not_first"):
            return start
        listed = len(pieces) > 1 and pieces[-1].text in ("、", "与", "和")
        alone = len(pieces) == 1 and pieces[0].tag in ("v", "vd") and len(pieces[0].text) == 2
        listed = listed and not any(p.text.endswith(_bodies()) for p in pieces)  # 甲大学、乙研究院、丙组织(ABC)
        names = all(p.tag in NAME_TAGS or p.text in ("、", "与", "和") for p in pieces)
        whose = self.text[pieces[0].start - 1 : pieces[0].start] == "的" and len(pieces[0].text) > 1
        if whose and all(p.tag in NAME_TAGS or (p.tag in ("v", "vd") and len(p.text) > 1) for p in pieces):
            return pieces[0].start  # 某机构的|先导式探索…计划(ABC)
        whole = (alone and pieces[0].text in words("words", "inside")) or (listed and names)
        return pieces[0].start if whole else start

    def after_apposition(self, start: int, head_start: int) -> int:
        """Begin at the quotation mark where only a sort of thing stands before it: 智库“一带一路”…研究中心."""
        quote = self.text.find("“", start, head_start)
        if quote > start and any(self.text[start:quote].endswith(h) for h in heads()):
            return quote
        return start

    def without_country(self, start: int, head_start: int, head: Head) -> tuple[int, str | None]:
        """Set a leading country apart where it is only the place: 美国+芯片法案; say which country it is."""
        if head.type not in _PLACED:
            return start, None
        for _, end, concept in scan(self.text, start, head_start):
            if self.text.find(concept.name, start) != start and end - start > 6:
                break
            if concept.iri == CHINA:
                break  # 中国… begins official names
            if self.text.startswith("美国防部", start):
                break  # 美|国防部, not 美国|…
            if gazetteer().country(concept.iri) == concept.iri and self.text[start:end] in _names(concept):
                if self.text[end - 1 : end + 1] == "国家":
                    end -= 1  # 某国|国家…: the scheme's longer name took the first character of 国家
                rest = self.pieces(end, head_start)
                if any(specific(piece.text, head.type) for piece in rest):
                    return end, concept.iri
            break
        return start, None


@cache
def _bodies() -> tuple[str, ...]:
    """The words in which the names of bodies end."""
    return tuple(sorted(text for text, head in heads().items() if head.type in BODIES))


def _names(concept: Concept) -> tuple[str, ...]:
    return (concept.name, *concept.labels)
