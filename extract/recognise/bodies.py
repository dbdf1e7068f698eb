"""Judge the names of bodies, and names that end in an everyday word (…中心, …部) and need more to speak for them."""

from __future__ import annotations

import re

from ..lexicon import words
from ..lexicon.gazetteer import gazetteer
from .concepts import scan
from .departments import department_pattern, is_one_body
from .heads import Head, specific
from .left_edge import ORIGINAL, LeftEdge
from .material import KINDS
from .mentions import MARKED, SHAPE, Mention
from .organisations import JOINED, LEADS_UP, behind_sort_of_firm, bodies_of_place, is_sort_of_firm

# A level makes a kind of what general words only say the sort of: 市级技术创新(…)中心(以下简称…).
_ONE_LEVEL = re.compile(r"(?:国家|省|市|区|县|世界)级")

# An original name of several words behind an office: 统计办公室(National Office …).
_ENGLISH_NAME = re.compile(r" ?[(](?:[A-Z][a-z]+|for|of|and|&)(?: (?:[A-Z][A-Za-z]+|for|of|the|and|&)){2,}")

# Behind the name of a hub: who leads or runs it.
_LED = re.compile(r"(?:\([^()]*\))?,?则?由[^,;。]{2,24}?(?:牵头|领衔|主导|运营|承建)")

# Shorter than this, a name with an everyday head is a word (本部, 中心).
MIN_MARKED = 4

# A name of nothing but general words that a bracket defines must be at least this long (国家制造业创新网络).
MIN_DEFINED = 8

# Shorter than this, the name of a scheme that only a launching verb or a region marks out is an everyday phrase.
MIN_LAUNCHED = 8

# Right before the name of a centre: it is founded.
_FOUNDED = re.compile(r"(?:共建|组建|成立|设立|新设|建立|筹建|揭牌)(?:了|的)?$")
_FOUNDED_BEHIND = re.compile(
    r"(?:于|在)?[^,;。、]{0,12}?(?:正式|获准|获批|揭牌)*(?:揭牌|挂牌|成立|启用|落成|投用|投入使用|落户|获批建设)(?![的者前])"
)
_OF_INNOVATION = re.compile(r"技术|创新|研发|研究|转化|科技|科学|智能|产业|智算|超算|计算|算力|制造")

# Heads of platforms that a state approves one by one, in long names.
_PLATFORMS = frozenset({"创新平台", "研发平台"})
_APPROVED = re.compile(r"(?:获批|批准|批复|同意|认定)(?:建设|组建|为|了)?$")
MIN_PLATFORM = 10

# Everyday heads that make a public body's name behind a place's.
_OFFICES = frozenset({"部", "署", "局", "办公室"})
_LEVELS_OF_BODIES = frozenset({"国家", "联邦", "省", "市", "县", "区", "州", "自治区"})
_NO_OFFICES = re.compile(
    r"(?:[布格结全大战时当僵破变开邮]局|[全内外总东西中南北干局支党校乐]部|编辑部|事业部|[部签]署|俱乐部|各[部局署]|各办公室)$"
)
_GOES_ON = "门长分件位队面限势名"


# What the members of an alliance do together, and the associations of a trade do not.
_TOGETHER = re.compile(r"创新|产业|技术|科技|研发|科创|制造|转化|生产力|企业")

# What places are compared to: “某国硅谷”, “宇宙中心”.
_BYNAME = re.compile(
    r"^(?:中国|东方|亚洲|欧洲|全球|世界|非洲|印度|北方|南方|[一-鿿]{1,3}版)的?(?:硅谷|光谷)$|^(?:宇宙|世界|生活|权力|舞台)的?中心$|死亡之?谷|是.*的中心$"
)

# A society's committee is no public body: 某某学会|专业委员会.
_OF_SOCIETY = re.compile(r"[一-鿿]{2}(?:学会|协会|商会|联合会)[一-鿿]{0,8}委员会$")


class Bodies(LeftEdge):
    """Judges what leads up to the head of a body's name, or to an everyday head."""

    def is_of_body(self, start: int, head_start: int) -> bool:
        """Does a public body's name begin the name, so that it names a part of that body?"""
        return any(at == start and "Agency" in concept.types for at, _, concept in scan(self.text, start, head_start))

    def marked_out(self, start: int, head_start: int, end: int, head: Head, country: str | None) -> Mention | None:
        """Judge a name with an everyday head: only a definition behind it or quotation marks around it make it one."""
        quoted = self.text[start - 1 : start] == "“" and self.text[end : end + 1] == "”"
        tells = any(specific(piece.text, head.type) for piece in self.pieces(start, head_start))
        defined = self.is_defined(end)
        told = (
            defined
            or (quoted and head.type in KINDS and not _BYNAME.search(self.text[start:end]))
            or (head.text in ("枢纽", "网络") and bool(_LED.match(self.text, end)))
        )
        told = told or (head.text == "中心" and (self.is_founded(start, end) or self.is_national(start, head_start)))
        told = told or (head.text in _PLATFORMS and self.is_approved(start, end))
        original = head.type == "Agency" and ORIGINAL.match(self.text, end) and _ENGLISH_NAME.match(self.text, end)
        enough = tells or original or (defined and head.type in KINDS and end - start >= MIN_DEFINED)
        if defined and not tells and head.type in KINDS and _ONE_LEVEL.match(self.text[start:end]):
            name = self.name(start, end)
            return Mention(start, end, ("Kind",), name, by="names", kind_of=head.type, strength=MARKED)
        abbreviated = defined and not ORIGINAL.match(self.text, end) and head.type in KINDS
        if abbreviated and not specific(self.without_regions(start, head_start), head.type):
            name = self.name(start, end)  # 某省科技创新平台(以下简称“平台”) is what a measure is about, not one of them
            return Mention(start, end, ("Kind",), name, by="names", kind_of=head.type, strength=MARKED)
        if not told or not enough or end - start < (MIN_MARKED - 1 if defined and head.text == "谷" else MIN_MARKED):
            return None
        return Mention(start, end, (head.type,), self.name(start, end), by="names", strength=MARKED, country=country)

    def is_national(self, start: int, head_start: int) -> bool:
        """Does the name say 国家 and the field of technology that the centre is for (国家|半导体|中心)?"""
        field = self.field_ends.get(head_start, -1)
        return self.text.startswith("国家", start) and field >= start + len("国家")

    def is_approved(self, start: int, end: int) -> bool:
        """Is a national platform approved or set up here (获批建设|国家…开放创新平台)?"""
        approved = _APPROVED.search(self.text, max(0, start - 8), start) or _FOUNDED_BEHIND.match(self.text, end)
        return self.text.startswith("国家", start) and end - start >= MIN_PLATFORM and bool(approved)

    def is_founded(self, start: int, end: int) -> bool:
        """Is a centre of technology, named with a place or a body in its name, founded here (共建…长三角中心)?"""
        if end - start < MIN_LAUNCHED or not _OF_INNOVATION.search(self.text, start, end):
            return False
        named = self.regions(start, end) or any(p.tag in ("LOC", "ORG", "nz") for p in self.pieces(start, end))
        if self.text.startswith("国家", start) and any(
            p.text in words("words", "directions") for p in self.pieces(start, end)
        ):
            return True
        founded = _FOUNDED.search(self.text, max(0, start - 8), start) or _FOUNDED_BEHIND.match(self.text, end)
        return bool(named) and bool(founded)

    def is_ministry(self, start: int, head_start: int, end: int, head: Head) -> bool:
        """Does a place's name begin what ends in 部, 署 or 局 (某国工业和贸易部, 某市投资促进局)?"""
        if head.text not in _OFFICES or end - start < MIN_MARKED + 1 or self.text[end : end + 1] in _GOES_ON:
            return False
        if _NO_OFFICES.search(self.text[start:end]):
            return False
        first = self.pieces(start, head_start)[0]
        rest = self.without_regions(start, head_start)
        placed = first.tag == "LOC" or rest != self.text[start:head_start] or first.text in _LEVELS_OF_BODIES
        return placed and len(rest) >= 2

    def body(self, start: int, head_start: int, end: int, head: Head, country: str | None) -> Mention | None:
        """Judge the name of an organization."""
        start += max((m.end() for m in JOINED.finditer(self.text[start:end])), default=0)
        if head.type == "Agency":
            start = self.from_last_place(start, head_start, end)
        lead = LEADS_UP.match(self.text[start:end])
        start = min(start + lead.end(), head_start) if lead else start
        pieces = self.pieces(start, head_start)
        inside = self.words.at(head_start)
        regions = self.regions(start, head_start)
        of_person = head.text == "政府" and any(p.tag == "PER" for p in pieces)
        of_person = of_person or (head.text.endswith("委员会") and pieces[0].text in ("总统", "首相", "总理"))
        named = regions or inside.tag_ == "ORG" or any(p.tag in ("ORG", "nz") for p in pieces) or of_person
        original = ORIGINAL.match(self.text, end) and end - start > MIN_MARKED
        if not (original or any(specific(p.text, head.type) for p in pieces)) or (
            head.type == "Agency" and not (named or head.weak or original)
        ):
            return None
        if head.text == "公司" and is_sort_of_firm(self.text[start:end]):
            return None
        if head.type == "Enterprise":
            start += behind_sort_of_firm(self.text[start:end])
        if self.is_counted(head_start):
            return None  # 某某、某某和某某五家公司
        if head.type == "Agency" and not is_one_body(self.text[start:end]):
            return None
        if len(bodies_of_place(self.text[start:end])) > 1:
            return None
        if self.text[start:end] in words("words", "sorts_of_bodies"):
            return None
        if head.type == "Agency" and "大学" in self.text[start:head_start]:
            return None  # a university's foundation, no agency
        country = next((c for _, _, k in scan(self.text, start, end) if (c := gazetteer().country(k.iri))), None)
        works = self.is_of_field(start, head_start) or _TOGETHER.search(self.text, start, head_start)
        kind = "Consortium" if head.text == "联盟" and works else head.type
        kind = "Association" if _OF_SOCIETY.search(self.text, start, end) else kind
        return Mention(start, end, (kind,), self.name(start, end), by="names", strength=SHAPE, country=country)

    def from_last_place(self, start: int, head_start: int, end: int) -> int:
        """Begin an office's name at its own place where a heading is run together with it: …评估结果|某市科技局."""
        last, after = start, start
        for at, stop, concept in scan(self.text, start, head_start):
            if "Region" in concept.types:
                last = last if at == after else at
                after = stop
        return last if department_pattern().fullmatch(self.text, after, end) else start

    def is_of_field(self, start: int, head_start: int) -> bool:
        """Does a field of technology stand right before 联盟, so that firms research together in it?"""
        return self.field_ends.get(head_start, -1) >= start
