"""Judge the names of programmes and policies: what in the words or around them says that one is meant, and no sort."""

from __future__ import annotations

import re
from functools import cached_property

from ..lexicon import words
from ..lexicon.gazetteer import Concept
from .bodies import MIN_LAUNCHED, MIN_MARKED, Bodies
from .concepts import scan
from .heads import Head
from .material import NAME_TAGS
from .mentions import Mention
from .reading import Piece

# What is said of one scheme at its first mention.
_INTRODUCED = re.compile(r"(?:\([^()]*\))?(?:由|是|于|自|始于|设立于|启动于|旨在|面向|的实施|的前身)")

# A verb that issues or launches a scheme, or follows one, right before its name.
_ISSUES = "印发|发布|发表|通过|颁布|出台|制[定订]|签署|公布|公开|修订|更新|批复|批准|下发"
_LAUNCHED = re.compile(
    rf"(?:{_ISSUES}|启动|实施|部署|推出|发起|设立|提出|根据|依据|按照|依照|核定|落实|贯彻)(?:了|的)?$"
)

_ISSUED = re.compile(rf"(?:{_ISSUES}|即将出台)(?:了|的)?$")

# Between who does it and the verb.
_BETWEEN = re.compile(
    r"(?:在|于|已|又|还|将|就|正式|联合|组织|共同|首次|先后|相继|率先|陆续|日前|近日|随后|再次|重新|启动|审议|表决|等[一二三四五六七八九十\d]*个?部[门委]"
    r"|(?:19|20)\d\d年|\d{1,2}月|\d{1,2}日|,)*$"
)
MAX_VERB, MAX_BETWEEN = 12, 24  # characters that these take at most

# Who issues without being a body that a recogniser finds.
_ACTORS = ("我国", "国家", "中央", "我省", "我市")

# What is done with laws, or when, right before one's name; 通过 alone is a preposition too (通过某某法分析).
_ENACTED = re.compile(
    r"(?:(?:颁布|签署|制[定订]|出台|修订|修改|废止|表决通过|审议通过|通过了)(?:了|的)?"
    r"|(?:19|20)\d\d年(?:的|(?:颁布|通过|出台|制定|实施|修订|生效)的)?)$"
)
_SAID_OF_LAW = re.compile(
    r"(?:\([^()]*\))?(?:规定|授权|允许|明确|确立|生效|施行|修正案|第[一二三四五六七八九十百\d]+条|(?:自|于|从)\d|的(?:颁布|实施|出台|通过))"
)
_YEAR_OF_LAW = re.compile(r"(?:19|20)\d\d年的?(?=[一-鿿、]+$)")
_JOINTS = frozenset("、和与及")
MAX_LAW = 30  # characters of a law's name and year at most
# Ways of doing things end in 法 too.
_METHOD = re.compile(
    r"(?:[方办做手立司执书想用看算疗语句合违非依守普宪文魔]|分析|评价|估算|计算|平均|比较|统计|评分|加权|调查|归纳|演绎|案例|文献|问卷|专家|观察|差分|回归|指数|熵.?|聚类|检验)法$"
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

# A scheme of the state as a whole begins with these.
_NATIONAL = ("国家", "全国", "联邦", "欧洲", "欧盟")

# Before a scheme: several are spoken of, and what they are (三项常设的科技资助计划).
_SEVERAL = re.compile(
    r"(?:[0-9一二两三四五六七八九十几多][项个种类](?:[一-鿿]{1,4}的)?|本国(?:或本地区)?的|各自的?|各国的?|所有国家|多国的?|自己的)$"
)

# A race of countries is no competition that anyone holds: 军备竞赛, 全球AI竞赛.
_RACE = re.compile(
    "(?:军备|太空|核)竞赛$|^(?:全球|国际|世界|大国|各国|中美|美中)*(?:AI|人工智能|科技|技术|芯片|创新|经济|产业|人才)*竞赛$"
)

# In a name: none in particular, or what somebody does (某部相关指导意见, 某国政府直接拨款).
_VAGUE = re.compile(
    r"相关|有关|所属|各项|一系列|主要国家|各国|愿景(?:及|和)|具体|(?:政府|银行|部|委员会|基金会)(?:直接|全额|财政|专项|计划|将)*拨款$"
)

# Before it: that it is one of its sort (首个国家级…计划).
_FIRST = re.compile(r"(?:首|第一|一|这|该)[个项]$")

# Before a scheme: it is not named but praised (欧盟最大的科研框架计划, 首个…).
_SUPERLATIVE = re.compile(r"(?:最[一-鿿]{1,3}|规模空前|唯一|历史上[一-鿿]{1,4})的$")

# A programme's foreign name right before 项目: of several words, or of one that is no abbreviation (PPP项目 is a sort).
_FOREIGN_NAME = re.compile(r"“?(?:[A-Z][A-Za-z]+(?: (?:[A-Z][A-Za-z]+|for|of|in|and|&))+|[A-Z][a-z]+[A-Za-z]{3,})”?")

# Before 的: since when, how long, under what, by whom.
_WHOSE = re.compile(r"(?:年|月|下|中|内|[主实推启发提设通颁公制签批][导施出动起立过布定署准])的$")

# The acronym of one programme, right behind its name.
_ACRONYM = re.compile(r"[(][A-Z]{2,8}[)]")

# The original name or acronym of a project between its name and the word for it: 深空探测(DSE)|项目.
_ORIGINAL_INSIDE = re.compile(r"(?<!”)\((?P<original>[A-Z][A-Za-z0-9 ,.&'’-]{1,80})\)$")

# A project by letters alone, where a body launches it; and several, which are none of that name.
_LETTERS = re.compile(r"[A-Z][A-Z0-9-]{1,11}")
_IN_FULL = re.compile(r",(?:其|英文)?(?:全名|全称)")
_SEVERAL_PROJECTS = re.compile(r"(?:一批|多个|若干|系列|各类|[0-9一二两三四五六七八九十百]+[个项])的?$")
_BEGUN = re.compile(r"(?:成立|开始|开展|设有|资助|拥有)(?:了|的)?$")
# Projects in a list that its lead tells: 研究项目包括:…、SEA|项目.
_LISTED_PROJECT = re.compile(r"项目(?:主要|有|还|还有|包括|包含|分别为|分别是|如|例如)+:?[^。;]{0,36}?[、:和及]?$")
MIN_PROJECT = 4  # characters of such a name before the word 项目

# Many countries have one each; and how long the field in the name of such a strategy is at most.
_MANY_COUNTRIES = re.compile(r"(?:许多|多|其他|不少|各|个|这些|主要|发达)国家?[^,;。、]{0,12}$")
MAX_FIELD = 4

# Heads that are also what is done: a rivalry between countries, and to pay.
_RIVALRY = re.compile(
    r"(?:全球|国际|世界|全国|各国|大国|中美|美苏|美中|主要国家|之间的|的|新一轮|AI|人工智能|军备|科技|技术|芯片|半导体|算力|太空|空间|航天|登月|量子|创新|能源|绿色|数字|补贴|人才"
    r"|产业|制造业?|经济|速度|模型|大模型|核|武器|导弹|军事|5G|6G)+"
)
_HELD = re.compile(
    r"[^,;。]{0,6}?(?:举办|举行|组织|主办|启动|发起|推出|设立|参加|第[一二三四五六七八九十\d]+届|报名|获奖|评审|优胜|由|旨在|面向)"
)
_SUM = re.compile(r"(?:约|近|超过?|逾|共|共计)?\d")
_PAID_FOR = re.compile(r"(?:研发|研究|建设|发展|项目)$")

# A programme of nothing but general words that begins with whose it is must be at least this long.
MIN_NATIONAL = 9

# How many things must speak for a name with an everyday head (see `evidence`).
MIN_EVIDENCE = 3

# Shorter than this, a programme's name without marks is an everyday phrase (发展计划, 人才工程).
MIN_SCHEME = 6


class Schemes(Bodies):
    """Judges what leads up to the head of a programme's or policy's name."""

    def is_own_topic(self, name: str) -> bool:
        """Is it what the authors of a study titled it (某地区农业发展战略), and so no scheme of anyone's?"""
        about = self.doc.user_data
        return bool(about.get("authored")) and name.endswith("发展战略") and name == about.get("title")

    def programme_or_policy(
        self, mention: Mention, head_start: int, head: Head, own: bool, marked: bool, year: bool
    ) -> Mention | None:
        """Judge a programme's or policy's name; `own` says that words of its own lead up to the head."""
        start, end, name = mention.start, mention.end, mention.name
        pieces, regions = self.pieces(start, head_start), self.regions(start, head_start)
        if _SEVERAL.search(self.text, max(0, start - 12), start) or _VAGUE.search(name):
            return None
        if not own and not marked and _FIRST.search(self.text, max(0, start - 4), start):
            return None
        if (head.text == "竞赛" and _RACE.search(name)) or self.is_own_topic(name):
            return None
        if head.text == "法" and not self.is_law(mention, head):
            return None
        if _SUPERLATIVE.search(self.text, max(0, start - 12), start) and not marked and not self.is_defined(end):
            return None
        if self.is_done(mention, head_start, head) or self.is_general_strategy(mention, head):
            return None
        kinds = [stop for at, stop, c in scan(self.text, start, head_start) if c.kind_of and stop - at > MIN_MARKED]
        if head.text == "项目":
            foreign = _FOREIGN_NAME.fullmatch(self.text, start, head_start)
            acronym = _ACRONYM.match(self.text, end) and end - start >= MIN_LAUNCHED
            noted = own and _ORIGINAL_INSIDE.search(self.text, start, head_start)
            noted = noted and noted["original"] not in words("words", "sorts_of_projects")
            noted = noted or (_LETTERS.fullmatch(self.text, start, head_start) and _IN_FULL.match(self.text, end))
            known = (self.is_defined(end) and own) or foreign or acronym or noted
            return mention if known or self.is_launched_project(start, head_start, own) else None
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
        if own and pieces[0].tag == "LOC" and not regions and head.text == "计划":
            return mention  # named after a place, not of it: 曼哈顿|计划
        if self.is_introduced(start, end, pieces):
            return mention
        if head.type == "Programme" and self.text[start - 1 : start] == "的" and self.is_of_no_one(start, head_start):
            return None
        regional = regions and len(self.without_regions(start, end)) >= MIN_SCHEME
        national = head.type == "Programme" and name.startswith(_NATIONAL) and len(name) >= MIN_NATIONAL
        national = national or bool(_NAMED_AS.search(self.text, max(0, start - 6), start))
        issued = national or (head.type == "Policy" and bool(_LAUNCHED.search(self.text[max(0, start - 12) : start])))
        least = MIN_MARKED if own and head.text == "法案" else MIN_SCHEME - bool(own and mention.country)
        return mention if (own or regional or issued) and end - start >= least else None

    def is_of_no_one(self, start: int, head_start: int) -> bool:
        """Is it a field's or no one's scheme behind 的 that is not whose it is (适合本国国情的|某某技术发展计划)?"""
        if start - 1 in self.actor_ends or _WHOSE.search(self.text, max(0, start - 6), start):
            return False
        generic = words("words", "generic") | words("words", "generic_scheme")
        behind = next((end for end, at in self.field_ends.items() if at == start), start)
        return all(p.text in generic for p in self.pieces(behind, head_start))

    def is_done(self, scheme: Mention, head_start: int, head: Head) -> bool:
        """Is what ends in 竞赛 or 拨款 a rivalry (全球芯片竞赛) or what somebody does (通过某行|拨款)?"""
        if head.text not in ("竞赛", "拨款") or self.is_defined(scheme.end):
            return False
        if head.text == "拨款":
            return bool(_SUM.match(self.text, scheme.end) or _PAID_FOR.search(self.text, scheme.start, head_start))
        held = _HELD.search(self.text, max(0, scheme.start - 12), scheme.start) or _HELD.match(self.text, scheme.end)
        return bool(_RIVALRY.fullmatch(self.text, scheme.start, head_start)) and not held

    def is_begun_by_body(self, start: int) -> bool:
        """Does a public body set up or begin what begins there (某局于1976年开始|…项目)?"""
        begun = _BEGUN.search(self.text, max(0, start - MAX_VERB), start)
        between = _BETWEEN.search(self.text, max(0, begun.start() - MAX_BETWEEN), begun.start()) if begun else None
        return between is not None and between.start() in self.agency_ends

    def is_general_strategy(self, scheme: Mention, head: Head) -> bool:
        """Is it a strategy by its field alone, which every country may have (国家人工智能战略), that no body issues?"""
        if head.text != "战略" or self.is_quoted(scheme.start) or self.is_defined(scheme.end):
            return False
        field = scheme.end - scheme.start - len("战略") - len("国家") * scheme.name.startswith("国家")
        several = _MANY_COUNTRIES.search(self.text, max(0, scheme.start - 24), scheme.start)
        return field <= MAX_FIELD and bool(several or not self.is_launched_by_body(scheme.start))

    def is_launched_project(self, start: int, head_start: int, own: bool) -> bool:
        """Does a public body launch the project right before its name, and do words of its own or letters name it?"""
        if _SEVERAL_PROJECTS.search(self.text, max(0, start - 8), start):
            return False
        letters = _LETTERS.fullmatch(self.text, start, head_start)
        if letters and letters[0] in words("words", "sorts_of_projects"):
            return False
        named = letters or (own and head_start - start >= MIN_PROJECT)
        listed = _LISTED_PROJECT.search(self.text, max(0, start - 40), start)
        return bool(named) and (
            self.is_launched_by_body(start, self.agency_ends)
            or self.is_begun_by_body(start)
            or bool(letters and listed)
        )

    def is_law(self, scheme: Mention, head: Head) -> bool:
        """Does it end in 法, and does LAC take it for a proper name, or is done or said with it what is with laws?"""
        if not head.text.endswith("法") or scheme.end - scheme.start <= MIN_MARKED or _METHOD.search(scheme.name):
            return False
        inside = self.words.at(scheme.start)
        whole = inside.idx == scheme.start and inside.end == scheme.end
        if whole and inside.tag_ == "nz":
            return True
        before = self.text[max(0, scheme.start - 12) : scheme.start]
        enacted = _ENACTED.search(before) or (_LAUNCHED.search(before) and self.is_launched_by_body(scheme.start))
        return bool(enacted or _SAID_OF_LAW.match(self.text, scheme.end))

    def is_issued(self, start: int) -> bool:
        """Does a verb that issues documents stand right before what begins there (制定 only says so of a body)?"""
        issued = _ISSUED.search(self.text, max(0, start - MAX_VERB), start)
        return issued is not None and (not issued[0].startswith("制") or self.is_launched_by_body(start))

    def from_year(self, start: int, head_start: int) -> int:
        """Begin a law's name behind its year, over joints and a verb: 1976年|甲、乙和丙法, 2009年|复苏与再投资法案."""
        year = _YEAR_OF_LAW.search(self.text, max(0, head_start - MAX_LAW), head_start)
        if year is None or year.end() >= start or year.end() not in self.words.starting:
            return start
        pieces = self.pieces(year.end(), start)
        deals = any(p.text in words("words", "deals") | words("words", "not_first") for p in pieces)
        inside = all(p.tag in NAME_TAGS or p.tag == "v" or p.text in _JOINTS for p in pieces)
        return start if deals or not inside else year.end()

    def is_launched_by_body(self, start: int, actors: frozenset[int] | None = None) -> bool:
        """Does a body or place stand right before the verb that issues or launches what begins there (某部发布|…)?"""
        if self.text[start - 1 : start] == "的":
            return False  # 作为某政府制定的|综合性战略 says of what sort something is
        verb = _LAUNCHED.search(self.text, max(0, start - MAX_VERB), start)
        between = _BETWEEN.search(self.text, max(0, verb.start() - MAX_BETWEEN), verb.start()) if verb else None
        if between is None:
            return False
        if actors is not None:
            return between.start() in actors
        return between.start() in self.actor_ends or self.text.endswith(_ACTORS, 0, between.start())

    @cached_property
    def agency_ends(self) -> frozenset[int]:
        """Where the public bodies and institutes end that earlier recognisers found."""
        found = self.doc._.candidates or ()
        return frozenset(m.end for m in found if {"Agency", "ResearchInstitute"} & set(m.types))

    @cached_property
    def actor_ends(self) -> frozenset[int]:
        """Where the bodies and places end that earlier recognisers found."""
        found = self.doc._.candidates or ()
        return frozenset(m.end for m in found if {"Agency", "Region", "Person"} & set(m.types))

    def evidence(self, scheme: Mention, head: Head, pieces: list[Piece], regions: list[Concept], own: bool) -> int:
        """How much speaks for a name where the head is an everyday word (…工程, …基金, …条例)."""
        before = self.text[max(0, scheme.start - 12) : scheme.start]
        plain = len(self.without_regions(scheme.start, scheme.end)) <= len(head.text) + 2
        return (
            own
            + (bool(regions or scheme.country) or scheme.name.startswith(_NATIONAL))
            + bool(_LAUNCHED.search(before))
            + (2 if scheme.end - scheme.start >= MIN_LAUNCHED else 1) * self.is_launched_by_body(scheme.start)
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
