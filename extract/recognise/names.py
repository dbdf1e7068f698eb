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
from .bodies import MIN_MARKED
from .heads import Head, right_edges, specific
from .left_edge import ORIGINAL
from .material import BODIES, KINDS, LATIN
from .mentions import MARKED, SHAPE, Mention, add
from .schemes import Schemes
from .series import is_series

# A general sort of centre in front of which a region makes a name: 北京国际科技创新中心, 长三角国家技术创新中心.
ONE_PER_REGION = re.compile(
    r"^((国际|区域)?科创中心|国际科技创新中心|国家科技创新中心|国家技术创新中心|综合性国家科学中心|综合性科学中心|(区域)?科技创新中心|(具有.{2,4}影响力的)(产业)?科技创新中心"
    r"|(协同|科技)?创新共同体|科创走廊|(科技)?创新走廊)$"
)

# The year of a plan or strategy, right behind its head (…战略2030).
_YEAR = re.compile(r"20\d\d(?![年0-9—-])")

# LAC takes what stands before 等 for a part of the word: 某某学院等|校院地…机构; so too 本办法所称|….
_AND_OTHERS = re.compile(r"(?<=[一-鿿]{2})等(?![级离量效温压静])|所称")

# Before or behind a zone's name: something else is there.
_SITED_AT = re.compile(r"(?:位于|坐落[于在]|落户|落地|地处|设在|入驻|建在|地址:?|总部在|[在自从])$")
_INSIDE = re.compile(r"(?:内|里|境内|范围内|辖区|片区|某?[一-鿿]{0,6}(?:路|街|大道)\d)")

# A way of working, or two sorts, and no name: 主体+分中心, 1+7+N产业联盟, 任务型和|平台型….
_FORMULA = re.compile(r"[一-鿿\dN]\+|\+[一-鿿\dN]|[型级][和与及]")

# What a place is meant to become, and is no centre of that name: 定位为某某科学城创新策源地.
_ROLE = re.compile(r"(?:定位[为于是]|打造成?为?|建设成为|成为)[^,;。]{0,30}$")

# A level alone makes no kind of what is too general: 国家级创新中心.
_LEVEL = re.compile(r"^(?:国家级|省级|市级|世界级|国家)")

# Clusters that are chosen one by one, so that a field alone tells which one is meant (海洋超级集群).
_TELLING_CLUSTERS = frozenset({"超级集群", "竞争力集群", "竞争力极", "卓越集群", "创新生态圈"})

# The European communities that are each of one field (气候知识与创新共同体).
_OF_KNOWLEDGE = re.compile(r"[一-鿿]{2,}知识[与和]?创新共同体$")

# The original name of one of them, not of the sort: (Advanced … Supercluster).
_ONE_ORIGINAL = re.compile(r" ?\((?:[A-Z][A-Za-z-]+ )+[A-Z][A-Za-z-]*[^s)][,;)]")

# A level before the field makes a sort of what follows: 省级数字化转型促进中心.
_ONE_SORT = re.compile(r"(?:国家|省|市|县|区)级[一-鿿]{4,}")

# What a name is praised for: 世界最大半导体超级集群.
_PRAISE = re.compile(r"(?:世界|全球|全国|亚洲|欧洲|国内|亚太)?(?:规模)?最[大高早强](?:的|级)?(?!进)")

# Words before a kind that say where or how far, not which kind: 全国战略性新兴产业集群.
_SPREAD = re.compile(
    r"^(?:[共现已]有|自治区(?!级)|(?:不同|各)?类[别型]|不同|[国省市县]家?级?层面|不同层级|全国性?|全[省市区县]|全球|国内外|国内|国外|发达国家|省份|各省|全产业链|区域性|长期|全部|多层次|高水平|高能级|一流|重点|新型)+"
)

# What is done with a kind, where a place stands before it: 某市|建设|国家技术创新中心.
_DEEDS = re.compile(r"^(?:建设|打造|创建|组建|培育|布局|共建|筹建|新建|成立|设立|申报|认定|争创|获批)(?![型类期])")

# A sort of this many characters can be what an article is about, if it speaks of it this often.
MIN_THEME, MIN_SPOKEN = 6, 4

# A general sort of this many characters is a kind where a level stands before it.
MIN_SORT = 6


@Language.component("innokg_names")
def find_names(doc: Doc) -> Doc:
    """Note every name and kind that a head tells."""
    return add(doc, (mention for mention in map(_Judge(doc).judge, right_edges(doc)) if mention))


class _Judge(Schemes):
    """Judges what leads up to each head of one Doc."""

    def judge(self, edge: tuple[int, int, Head]) -> Mention | None:
        """Return the mention whose head is at `edge`, or None where the words name nothing in particular."""
        head_start, end, head = edge
        start = self.left_edge(head_start, end, head)
        if start >= head_start:
            return self.bare(head_start, end, head)
        start, country = self.without_country(start, head_start, head)
        start = self.behind_act(start, head_start, head)
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
        if head.type not in KINDS or head.sited:
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
        """Is the article about this sort: does its title name it or a sentence define it, and is it spoken of often?"""
        if len(kind) < MIN_THEME or self.text.count(kind) < MIN_SPOKEN:
            return False
        title = self.doc.user_data.get("title", "")
        return kind in title or bool(re.search(rf"(?:^|[\n。]){kind}(?:\([^()]*\))?,?是(?:以|由|指|为|在)", self.text))

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
        start = self.from_year(start, head_start) if head.text in ("法", "法案") else start
        pieces = self.pieces(start, head_start)
        marked = any(p.text in "“”‘’" or LATIN.search(p.text) for p in pieces)
        regions = self.regions(start, head_start)
        own = specific(self.without_regions(start, head_start), head.type)
        name = self.name(start, end)
        year = _YEAR.match(self.text, end) if head.type not in KINDS else None
        if year:
            end, name, marked = year.end(), name + year[0], True
        # A strategy for a year, or one that is issued, is a document; any other is a scheme or a turn of phrase.
        document = head.text == "战略" and (year or self.is_issued(start))
        kind = "Policy" if document else head.type
        mention = Mention(start, end, (kind,), name, by="names", strength=MARKED if marked else SHAPE, country=country)
        if head.type in KINDS:
            if _FORMULA.search(name):
                return None
            quoted = self.text[start - 1 : start] == "“" and self.text[end : end + 1] == "”"
            marked = marked or (quoted and bool(own or ORIGINAL.match(self.text, end)))
            placed = bool(regions) or any(p.tag in ("LOC", "ns", "ORG") for p in pieces)
            return self.kind_or_name(mention, head, regions, own, marked, placed)
        return self.programme_or_policy(mention, head_start, head, own, marked, bool(year))

    def is_place_of_its_own(self, zone: Mention, head: Head, regions: list[Concept], own: bool) -> bool:
        """Is it one zone or park that the text speaks of, and not only where something is (某某高新区内)?"""
        word = self.words.at(zone.start)
        proper = (
            word.tag_ in ("LOC", "ORG") and (word.idx, word.end) == (zone.start, zone.end) and word.text != head.text
        )
        if not (own or proper or any(gazetteer().country(region.iri) != region.iri for region in regions)):
            return False
        before = _SITED_AT.search(self.text, max(0, zone.start - 6), zone.start)
        return head.text[-1] not in "区城" or not (before or _INSIDE.match(self.text, zone.end))

    def says_which(self, mention: Mention, head: Head) -> bool:
        """Does a noun of its own lead up to a sort that a scheme knows, or only what it is like (现代|中试平台)?"""
        general = words("words", "generic") | words("words", "name_times")
        return any(
            LATIN.search(piece.text) or (piece.tag in ("n", "nz", "nw", "PER", "vn") and piece.text not in general)
            for piece in self.pieces(mention.start, mention.end - len(head.text))
        )

    def kind_or_name(
        self, mention: Mention, head: Head, regions: list[Concept], own: bool, marked: bool, placed: bool
    ) -> Mention | None:
        rest = self.without_regions(mention.start, mention.end)
        if head.text.endswith("策源地") and _ROLE.search(self.text, max(0, mention.start - 40), mention.start):
            own = False
        if regions and not own and ONE_PER_REGION.match(rest):
            return mention
        if head.sited:
            return mention if self.is_place_of_its_own(mention, head, regions, own) else None
        platform = head.text.endswith(("平台", "基地")) and head.text in gazetteer().by_label
        if platform and own and not marked and not placed and not self.says_which(mention, head):
            own = False
        if head.text in _TELLING_CLUSTERS and _ONE_ORIGINAL.match(self.text, mention.end):
            own = True
        telling = head.text in _TELLING_CLUSTERS or (own and _OF_KNOWLEDGE.search(mention.name))
        if head.type == "Cluster" and not ((placed and own) or marked or telling):
            own = False
        numbered = self.is_numbered(mention.start, mention.end)
        series = bool(regions) and len(rest) < len(mention.name) and is_series(self.text, mention.start, mention.name)
        if series and (own or marked or (len(rest) <= len(head.text) and rest not in gazetteer().by_label)):
            return replace(mention, types=("Kind",), kind_of=head.type, country=regions[-1].iri, strength=MARKED)
        if numbered:
            own = marked = False  # 两个半导体创新联合体 are not one of that name
        if any(gazetteer().concepts[iri].kind_of for iri in gazetteer().by_label.get(mention.name, ())):
            own = marked = False  # a sort that a scheme knows stays one in quotation marks
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
