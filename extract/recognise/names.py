"""Find names by the word they end in: …创新联合体, …创新中心, …计划, …厅, …大学.

1. Every head of `lexicon/heads.yaml` that ends a word is a right edge.
2. From there the name is followed to the left over the words that names are made of; what only leads up to a name
   (建设, 推进, 我国, 首批) is trimmed.
3. What is left is judged: a name (something in it says which one), a kind (only words that say what sort), or neither.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import words
from ..lexicon.gazetteer import Concept, gazetteer
from .bodies import MIN_LAUNCHED, MIN_MARKED, Bodies
from .concepts import scan
from .heads import Head, right_edges, specific
from .left_edge import ORIGINAL
from .material import BODIES, KINDS, LATIN
from .mentions import MARKED, SHAPE, Mention, add
from .reading import Piece

# A general sort of centre in front of which a region makes a name: 北京国际科技创新中心, 长三角国家技术创新中心.
ONE_PER_REGION = re.compile(
    r"^((国际|区域)?科创中心|国际科技创新中心|国家科技创新中心|国家技术创新中心|综合性国家科学中心|综合性科学中心|(区域)?科技创新中心|(具有.{2,4}影响力的)(产业)?科技创新中心"
    r"|(协同|科技)?创新共同体|科创走廊|(科技)?创新走廊)$"
)

# What is said of one scheme at its first mention.
_INTRODUCED = re.compile(r"(?:\([^()]*\))?(?:由|是|于|自|始于|设立于|启动于|旨在|面向|的实施|的前身)")

# A verb that issues or launches a scheme, or follows one, right before its name.
_LAUNCHED = re.compile(
    r"(?:启动|实施|部署|推出|发起|设立|印发|发布|发表|通过|颁布|出台|制定|签署|公布|修订|提出|根据|依据|按照|依照|核定|落实|贯彻)(?:了|的)?$"
)

# Right before a scheme's name: another name of it.
_NAMED_AS = re.compile(r"(?:前身[是为]|更名为|改名为|改称|称为|名为)$")

# What is said of one scheme, right behind its name.
_SAID = re.compile(
    r"(?:\([^()]*\))?,?(?:由|于|自|从|在|把|将|已|是|旨在|规定|授权|确定|明确|要求|提出|生效|出台|颁布|始于|每年|每[个项]|总额|总?规模"
    r"|首[期批]|第[一二三四五六七八九十百\d]+条|提供|投入|资助|支持|面向|覆盖|先后|围绕|聚焦|设立|成立|创立|获|的实施|的前身|列)"
)

# What is said of one fund, and not of funds: …基金设立于…, 规模….
_ENDOWED = re.compile(r"(?:\([^()]*\))?,?(?:于|由|设立|成立|总?规模|总额|首期|创立)")

_JOINT = re.compile("[与和及]")

# Programmes that every province has, so that its name alone tells which.
_PROVINCIAL = frozenset(
    {"重大科技专项", "科技重大专项", "重点研发计划", "自然科学基金", "科技示范工程", "重点研发专项"}
)

# The year of a plan or strategy, right behind its head (…战略2030).
_YEAR = re.compile(r"20\d\d(?![年0-9—-])")

# A scheme of the state as a whole begins with these.
_NATIONAL = ("国家", "全国", "联邦", "欧洲", "欧盟")

# Before a scheme: several are spoken of, and what they are (三项常设的科技资助计划).
_SEVERAL = re.compile(r"[0-9一二两三四五六七八九十几多][项个种类](?:[一-鿿]{1,4}的)?$")

# Before a scheme: it is not named but praised (欧盟最大的科研框架计划, 首个…).
_SUPERLATIVE = re.compile(r"(?:最[一-鿿]{1,3}|规模空前|唯一|历史上[一-鿿]{1,4})的$")

# LAC takes what stands before 等 for a part of the word: 某某学院等|校院地…机构.
_AND_OTHERS = re.compile(r"(?<=[一-鿿]{2})等(?![级离量效温压静])")

# What a place is meant to become, and is no centre of that name: 定位为某某科学城创新策源地.
_ROLE = re.compile(r"(?:定位[为于是]|打造成?为?|建设成为|成为)[^,;。]{0,30}$")

# A level alone makes no kind of what is too general: 国家级创新中心.
_LEVEL = re.compile(r"^(?:国家级|省级|市级|世界级|国家)")

# Clusters that are chosen one by one, so that a field alone tells which one is meant (海洋超级集群).
_TELLING_CLUSTERS = frozenset({"超级集群", "竞争力集群", "竞争力极", "卓越集群", "创新生态圈"})

# The original name of one of them, not of the sort: (Advanced … Supercluster).
_ONE_ORIGINAL = re.compile(r" ?\((?:[A-Z][A-Za-z-]+ )+[A-Z][A-Za-z-]*[^s)][,;)]")

# A level before the field makes a sort of what follows: 省级数字化转型促进中心.
_ONE_SORT = re.compile(r"(?:国家|省|市|县|区)级[一-鿿]{4,}")

# What a name is praised for: 世界最大半导体超级集群.
_PRAISE = re.compile(r"(?:世界|全球|全国|亚洲|欧洲|国内|亚太)?(?:规模)?最[大高早强](?:的|级)?(?!进)")

# Words before a kind that say where or how far, not which kind: 全国战略性新兴产业集群.
_SPREAD = re.compile(
    r"^(?:[国省市县]家?级?层面|不同层级|全国性?|全[省市区县]|全球|国内外|国内|国外|发达国家|省份|各省|全产业链|区域性|长期|全部|多层次|高水平|高能级|一流|重点|新型)+"
)

# What is done with a kind, where a place stands before it: 某市|建设|国家技术创新中心.
_DEEDS = re.compile(r"^(?:建设|打造|创建|组建|培育|布局|共建|筹建|新建|成立|设立|申报|认定|争创|获批)(?![型类期])")

# A sort of this many characters can be what an article is about, if it speaks of it this often.
MIN_THEME, MIN_SPOKEN = 6, 4

# A programme's foreign name right before 项目: of several words, or of one that is no abbreviation (PPP项目 is a sort).
_FOREIGN_NAME = re.compile(r"“?(?:[A-Z][A-Za-z]+(?: (?:[A-Z][A-Za-z]+|for|of|in|and|&))+|[A-Z][a-z]+[A-Za-z]{3,})”?")

# The acronym of one programme, right behind its name.
_ACRONYM = re.compile(r"[(][A-Z]{2,8}[)]")

# A general sort of this many characters is a kind where a level stands before it.
MIN_SORT = 6

# A programme of nothing but general words that begins with whose it is must be at least this long.
MIN_NATIONAL = 9

# How many things must speak for a name with an everyday head (see `evidence`).
MIN_EVIDENCE = 3

# Shorter than this, a programme's name without marks is an everyday phrase (发展计划, 人才工程).
MIN_SCHEME = 6


@Language.component("innokg_names")
def find_names(doc: Doc) -> Doc:
    """Note every name and kind that a head tells."""
    return add(doc, (mention for mention in map(_Judge(doc).judge, right_edges(doc)) if mention))


class _Judge(Bodies):
    """Judges what leads up to each head of one Doc."""

    def judge(self, edge: tuple[int, int, Head]) -> Mention | None:
        """Return the mention whose head is at `edge`, or None where the words name nothing in particular."""
        head_start, end, head = edge
        start = self.left_edge(head_start, end, head)
        if start >= head_start:
            return self.bare(head_start, end, head)
        start, country = self.without_country(start, head_start, head)
        if start >= head_start:
            return None
        if head.weak and head.type == "Agency" and self.is_ministry(start, head_start, end, head):
            return self.body(start, head_start, end, head, country)
        if head.text == "促进中心" and self.is_of_body(start, head_start):
            return Mention(start, end, ("Agency",), self.name(start, end), by="names", country=country)
        if head.weak and head.type in KINDS | BODIES:
            return self.marked_out(start, head_start, end, head, country)
        if head.type in BODIES:
            return self.body(start, head_start, end, head, country)
        return self.scheme(start, head_start, end, head, country)

    def bare(self, head_start: int, end: int, head: Head) -> Mention | None:
        """Judge a head that nothing leads up to: a kind where it is a known one, counted, or defined on the spot."""
        if head.type not in KINDS:
            return None
        start = self.attribute(head_start)
        if start < head_start and self.is_defined(end):
            return Mention(start, end, ("Kind",), self.name(start, end), by="names", kind_of=head.type, strength=MARKED)
        if head.text in words("words", "too_general") and not self.is_theme(head.text):
            return None
        counted = len(head.text) > 2 and self.is_counted(head_start)
        if counted or head.text in gazetteer().by_label:
            strength = MARKED if counted else SHAPE
            return Mention(head_start, end, ("Kind",), head.text, by="names", kind_of=head.type, strength=strength)
        return None

    def is_theme(self, kind: str) -> bool:
        """Is the article about things of this sort: does its title name the sort, and the text speak of it often?"""
        title = self.doc.user_data.get("title", "")
        return len(kind) >= MIN_THEME and kind in title and self.text.count(kind) >= MIN_SPOKEN

    def attribute(self, head_start: int) -> int:
        """Where the verb phrase that tells a kind begins: 成立|符合条件的联合体; the head's start where none is."""
        index = self.words.at(head_start).i - 1
        if index < 0 or self.words[index].text != "的" or self.words[index].idx + 1 != head_start:
            return head_start
        start = head_start
        for token in (self.words[i] for i in range(index - 1, max(-1, index - 4), -1)):
            if token.tag_ in ("n", "vn", "a", "an"):
                start = token.idx
            elif token.tag_ == "v":
                return token.idx
            else:
                break
        return start

    def scheme(self, start: int, head_start: int, end: int, head: Head, country: str | None) -> Mention | None:
        """Judge the name of a centre, consortium, cluster, programme or policy."""
        others = _AND_OTHERS.search(self.text, start, head_start)
        start = others.end() if others else start
        pieces = self.pieces(start, head_start)
        marked = any(p.text in "“”‘’" or LATIN.search(p.text) for p in pieces)
        regions = self.regions(start, head_start)
        own = specific(self.without_regions(start, head_start), head.type)
        name = self.name(start, end)
        year = _YEAR.match(self.text, end) if head.type not in KINDS else None
        if year:
            end, name, marked = year.end(), name + year[0], True
        # A strategy for a year is a document (高科技战略2025), one for none a scheme or a turn of phrase.
        kind = "Policy" if year and head.text == "战略" else head.type
        mention = Mention(start, end, (kind,), name, by="names", strength=MARKED if marked else SHAPE, country=country)
        if head.type in KINDS:
            quoted = self.text[start - 1 : start] == "“" and self.text[end : end + 1] == "”"
            marked = marked or (quoted and bool(own or ORIGINAL.match(self.text, end)))
            placed = bool(regions) or any(p.tag in ("LOC", "ns", "ORG") for p in pieces)
            return self.kind_or_name(mention, head, regions, own, marked, placed)
        if _SEVERAL.search(self.text, max(0, start - 12), start):
            return None
        if _SUPERLATIVE.search(self.text, max(0, start - 12), start) and not marked and not self.is_defined(end):
            return None
        kinds = [stop for at, stop, c in scan(self.text, start, head_start) if c.kind_of and stop - at > MIN_MARKED]
        if head.text == "项目":
            foreign = _FOREIGN_NAME.fullmatch(self.text, start, head_start)
            acronym = _ACRONYM.match(self.text, end) and end - start >= MIN_LAUNCHED
            return mention if (self.is_defined(end) and own) or foreign or acronym else None
        if head_start in kinds and (not head.weak or head.text in ("战略", "大赛")):
            return mention
        if self.is_defined(end) or (marked and (not head.weak or self.well_marked(start, head_start))):
            return mention
        if year or self.is_law(mention, head):
            return mention
        if head.weak:
            enough = self.evidence(mention, head, pieces, regions, own) >= MIN_EVIDENCE
            return mention if enough and end - start >= MIN_SCHEME else None
        if own and any(piece.tag in ("nz", "PER", "ORG") for piece in pieces):
            return mention
        if self.is_introduced(start, end, pieces):
            return mention
        regional = regions and len(self.without_regions(start, end)) >= MIN_SCHEME
        national = head.type == "Programme" and name.startswith(_NATIONAL) and len(name) >= MIN_NATIONAL
        national = national or bool(_NAMED_AS.search(self.text, max(0, start - 6), start))
        issued = national or (head.type == "Policy" and bool(_LAUNCHED.search(self.text[max(0, start - 12) : start])))
        least = MIN_MARKED if own and head.text == "法案" else MIN_SCHEME
        return mention if (own or regional or issued) and end - start >= least else None

    def is_law(self, scheme: Mention, head: Head) -> bool:
        """Does LAC take the whole for a proper name, and does it end in 法?"""
        inside = self.words.at(scheme.start)
        whole = inside.idx == scheme.start and inside.end == scheme.end
        return head.text.endswith("法") and inside.tag_ == "nz" and whole and len(inside.text) > MIN_MARKED

    def evidence(self, scheme: Mention, head: Head, pieces: list[Piece], regions: list[Concept], own: bool) -> int:
        """How much speaks for a name where the head is an everyday word (…工程, …基金, …条例)."""
        before = self.text[max(0, scheme.start - 12) : scheme.start]
        plain = len(self.without_regions(scheme.start, scheme.end)) <= len(head.text) + 2
        return (
            own
            + (bool(regions or scheme.country) or scheme.name.startswith(_NATIONAL))
            + bool(_LAUNCHED.search(before))
            + (bool(_SAID.match(self.text, scheme.end)) and not before.endswith("的"))
            + any(piece.tag in ("nz", "PER", "ORG") for piece in pieces)
            + (scheme.end - scheme.start >= MIN_LAUNCHED and own)
            + (self.text.count(scheme.name) > 1)
            + 2 * self.has_own_short_form(scheme)
            + 2 * (bool(regions) and self.without_regions(scheme.start, scheme.end) in _PROVINCIAL)
            + 2
            * any(
                head.text in ("工程", "专项", "行动") and at == scheme.start and c.kind_of
                for at, _, c in scan(self.text, scheme.start, scheme.end)
            )
            + 2 * (head.text == "基金" and bool(_ENDOWED.match(self.text, scheme.end)))
            + (head.text == "基金" and bool(_JOINT.search(scheme.name)))
            - plain
        )

    def has_own_short_form(self, scheme: Mention) -> bool:
        """Does a bracket behind the name hold a word of the name's own characters (…及科技基金(基金))?"""
        bracket = re.match(r"\(“?([一-鿿]{2,6})”?\)", self.text[scheme.end : scheme.end + 10])
        return bracket is not None and set(bracket[1]) <= set(scheme.name)

    def is_introduced(self, start: int, end: int, pieces: list[Piece]) -> bool:
        """Does a clause begin with the name and say what it is, so that it names one (全球创新集群计划由…实施)?"""
        before = self.text[start - 1 : start]
        plain = all(piece.text in words("words", "generic_scheme") for piece in pieces)
        begins = before in ("", "\n", "。", ";", "!", "?", ":")
        return begins and not plain and end - start >= MIN_SCHEME and bool(_INTRODUCED.match(self.text, end))

    def well_marked(self, start: int, head_start: int) -> bool:
        """Do quotation marks or capitals stand in the name (a digit alone does not mark a weak head's name)?"""
        return bool(re.search(r"[A-Z]{2,}|“[^”]*”", self.text[start:head_start]))

    def kind_or_name(
        self, mention: Mention, head: Head, regions: list[Concept], own: bool, marked: bool, placed: bool
    ) -> Mention | None:
        rest = self.without_regions(mention.start, mention.end)
        if head.text.endswith("策源地") and _ROLE.search(self.text, max(0, mention.start - 40), mention.start):
            own = False
        if regions and not own and ONE_PER_REGION.match(rest):
            return mention
        if head.sited:
            return mention if own or any(gazetteer().country(r.iri) != r.iri for r in regions) else None
        if head.text in _TELLING_CLUSTERS and _ONE_ORIGINAL.match(self.text, mention.end):
            own = True
        if head.type == "Cluster" and not ((placed and own) or marked or head.text in _TELLING_CLUSTERS):
            own = False
        numbered = self.is_numbered(mention.start, mention.end)
        if numbered:
            own = marked = False  # 两个半导体创新联合体 are not one of that name
        if _ONE_SORT.match(rest) and not marked:
            own = False  # a level says which sort, whatever its field
        if own or marked:
            praise = _PRAISE.match(self.text, mention.start, mention.end)
            at = praise.end() if praise else mention.start
            return replace(mention, start=at, name=self.name(at, mention.end)) if praise else mention
        if len(rest) <= len(head.text) and rest not in gazetteer().by_label:
            return None
        scope = regions[-1].iri if regions else None
        rest = _DEEDS.sub("", rest)
        rest = rest if self.is_defined(mention.end) else _SPREAD.sub("", rest)
        sort = _LEVEL.sub("", rest)
        sort = rest if len(sort) >= MIN_SORT else sort  # 国家级|科技创新中心 says enough, 省级|创新中心 does not
        general = sort in words("words", "too_general") and not self.is_theme(rest)
        general = general and not (numbered and rest != sort and len(sort) >= MIN_MARKED)
        if general or (len(rest) <= len(head.text) and rest not in gazetteer().by_label):
            return None
        start = mention.end - len(rest)
        quoted = self.text[start - 1 : start] == "“" and self.text[mention.end : mention.end + 1] == "”"
        strength = MARKED if numbered or quoted else SHAPE
        return Mention(
            start, mention.end, ("Kind",), rest, by="names", kind_of=head.type, country=scope, strength=strength
        )
