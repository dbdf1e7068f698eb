"""Who gives a sum of money, and to what: bodies and things named near it, or what its words say that it is for."""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..quantities import Quantity
from ..recognise.governments import government_of
from ..recognise.mentions import Mention
from .nouns import noun_before
from .patterns import ORGANIZATIONS
from .subjects import heads_clause, heads_or_owns, speaking_of
from .sums import line_label, part_around

# A purpose longer than this runs into the next statement.
MAX_PURPOSE = 40
# How far behind a sum the thing may stand that it is given to: 支持|最近新设的|7个|中心.
REACH = 16
_FUNDED = frozenset({"Programme", "Consortium", "InnovationCenter", "Cluster"})
_TO = re.compile(r"(?:向|对|为|给|给予|投向|投入|支持|资助|用于|扶持)(?:全国|全球|本国|各地)?的?[^,;:。、()]{0,6}$")
_SAYS = re.compile(r"(?:曾|还|也|近日|此前)?(?:介绍|表示|指出|称|透露|统计|认为|估算|测算|数据显示)")
_NEWS = re.compile("(?:[韩共美法新]联?社|共同社|新华社|通讯社|新闻网|日报|晚报|电视台)$")
_FROM = re.compile(r"^(?:等)?[^,;:。、()]{0,10}?(?:出资|提供|拨款|投入|承担|拨付|管理|资助)")
_BUDGET = "(?:专项资金|预算|经费|金额|总额|资金|拨款|支出|投资|资助|补助|补贴|投入)"


def givers_of(context: Context, sentence: Sentence, quantity: Quantity, start: int) -> list[Mention]:
    """The body that gives: 由X出资 behind the sum, or the last body before it that nothing is given to.

    Several give each where the text says so (A、B分别出资…).
    """
    text = context.text
    bodies = [m for m in sentence.items if isinstance(m, Mention) and set(m.types) & ORGANIZATIONS]
    bodies = [
        m for i, m in enumerate(bodies) if not (text[m.start - 1] == "(" and m.name in {b.name for b in bodies[:i]})
    ]
    for body in bodies:
        between = text[quantity.end : body.start]
        if body.start >= quantity.end and re.fullmatch(r"[^,;:。]{0,6},?(?:由|来自)", between):
            return [body] if _FROM.match(text, body.end) or between.endswith("来自") else []
    before = [m for m in bodies if start <= m.start and m.end <= quantity.start]
    before = [m for m in before if not _GIVEN_TO.search(text, start, m.start)]
    for body in reversed(before):
        if _GIVES.fullmatch(text, body.end, quantity.start):
            each = re.search("分别|各|均", text[body.end : quantity.start])
            together = each or _TOGETHER.match(text, quantity.end)
            return _coordinated(text, before, body) if together else [*_leading(text, before, body), body]
    for body in reversed(before):
        if _HANDS_OUT.match(text, body.end):
            return [body]
    if _OWN_BUDGET.search(text, start, quantity.start) and not _HANDING.search(text, start, quantity.start):
        return []
    for body in reversed(before):
        if body.end == quantity.start and _GETS_FROM.search(text, start, body.start):
            return [body]
    clause, _ = context.clause(quantity.start)
    if _GOT.search(text, max(clause, start), quantity.start):  # 某所销售额居首,由此获得补贴…
        before = [m for m in before if m.start >= clause]
    before = [m for m in before if not _GETS.match(text, m.end)]
    acting = [m for m in before if not _TO.search(text[start : m.start]) and not text.startswith(("的", "、"), m.end)]
    acting = [m for m in acting if context.is_subject(m, sentence) or text[m.start - 1 : m.start] in "由,;:("]
    acting = [m for m in acting if not _SAYS.match(text, m.end)]
    if others_give(context, quantity):
        acting = [m for m in acting if m.start >= clause]
    return acting[-1:] or _government_acting(context, sentence, quantity, start)


def others_give(context: Context, quantity: Quantity) -> bool:
    """Does the clause of a sum say that others give it, who are no bodies that a text names?"""
    return bool(_OTHERS.search(context.text, context.clause(quantity.start)[0], quantity.start))


_OTHERS = re.compile(
    "(?:社会|民间|私人|私营|外部|境外|风险)(?:资本|资金|投资)|企业|自筹|地方配套|银行|其余|市场"
    "|成员单位|各成员|各方|双方|三方|股东|发起单位"
)


def _government_acting(context: Context, sentence: Sentence, quantity: Quantity, start: int) -> list[Mention]:
    """The government of the place that itself gives (广州设立200亿元的基金, 某省财政投入…)."""
    places = (m for m in sentence.items if isinstance(m, Mention) and start <= m.start and m.end <= quantity.start)
    place = next((m for m in places if gives(context, m, quantity)), None)
    government = government_of(place) if place is not None else None
    return [government] if government is not None else []


def _leading(text: str, bodies: list[Mention], body: Mention) -> list[Mention]:
    """Who gives together with a body that it has joined (甲联合|乙|出资)."""
    return [b for b in bodies if b.end < body.start and text[b.end : body.start] in ("联合", "会同", "携手")]


# Right before a body that something is given to: 向|某基金会|划拨, 为|某公司|提供.
_GIVEN_TO = re.compile("(?:向|为|给|给予|对)(?:本国|全国|全球)?(?:的)?(?:“)?$|向[^,;。由]{2,16}的$")
# The sum is what a body itself has to spend (2016年预算约为), and is given to it.
_OWN_BUDGET = re.compile(r"(?:预算|经费|年度经费|资金总额)(?:额|总额)?(?:约|为|达到?|是|超过|近|共计?|合计|仅)*$")
# Behind a body: it gets the sum; before a body that the sum stands right behind: it gives it.
_GETS = re.compile(
    r"(?:\([^()]*\))?(?:将|已|共|也|还|则|均|各|又|仅|总计|每年|累计|曾|先后|拟|于?(?:19|20)\d\d年度?)*(?:获得?|得到|获批|获拨|分得|接受|申请"
    r"|引入|引进|吸引|吸纳|募集|募得|筹集|筹得|争取|融资|融得)"
)
_GOT = re.compile("获得|得到|获批|获拨|接受")
_GETS_FROM = re.compile(r"(?:获得?|得到|接受|来自|获)(?:了)?$")
# Right between a body and the sum that it gives.
_GIVES = re.compile(
    r"(?:\([^()]*\))?(?:分别|各|均|将|拟|已|也|还|再|又|宣布|计划|决定|每年|累计|共|曾|先后|承诺|追加|一次性)*"
    r"(?:出资|投入|拨款|斥资|投资|提供|拨付|安排|追加|资助|注资|预留|增拨|补助|划拨|拿出)(?:了|超过|约|近|总额|共计|逾|经费|资金|财政资金)*"
)


# Between a body and money that it gives, not has: 在建设期内|给予|某中心专项经费….
_HANDING = re.compile("给予|拨给|拨付|资助|补助|奖励|支持|安排|提供|下达|划拨|投入")
# Behind a sum: several give it together.
_TOGETHER = re.compile("[^,;。]{0,4},?(?:共同|联合|合作|一起)")
# Right behind a body: it gives, whatever else stands before the sum (下达某中心建设经费|5000万元).
_HANDS_OUT = re.compile(
    r"(?:\([^()]*\))?(?:将|拟|已|还|再|又|宣布|计划|决定|每年|累计|共|先后|批准|(?:19|20)\d\d年)*"
    r"(?:下达|拨付|下拨|划拨|拨给|追投|发放|编列|(?:为|向|对)[^,;。]{2,24}?(?:编列|安排|拨付|下达|发放|追投|划拨|提供|拨款))"
)


def _coordinated(text: str, bodies: list[Mention], last: Mention) -> list[Mention]:
    """The bodies named in one list that ends with the last: A、B和C."""
    listed = [last]
    for body in reversed(bodies):
        if body.end < listed[0].start and text[body.end : listed[0].start] in ("、", "和", "与", "及"):
            listed.insert(0, body)
    return listed


def may_be_funded(mention: Mention) -> bool:
    """Is it a programme, consortium, centre or cluster, a kind of one, or a strategy that is carried out?"""
    carried_out = mention.type == "Policy" and mention.name.endswith(("战略", "计划", "倡议"))
    return mention.kind_of in _FUNDED or mention.type in _FUNDED or carried_out


def funded_by_words(sentence: Sentence, quantity: Quantity, start: int, end: int, context: Context) -> Mention | None:
    """What is given to, where the same part of the sentence names it."""
    text = context.text
    things = [m for m in sentence.items if isinstance(m, Mention) and start <= m.start and m.end <= end]
    bodies = [m for m in things if set(m.types) & ORGANIZATIONS and m.end <= quantity.start]
    to_body = next((m for m in reversed(bodies) if _GIVEN_TO.search(text, start, m.start)), None)
    if to_body is not None and "," not in text[to_body.end : quantity.start]:
        return to_body
    for thing in things:  # 向X投入…, 为X提供…
        to = thing.end <= quantity.start and _TO.search(text[start : thing.start])
        if to and (may_be_funded(thing) or (set(thing.types) & ORGANIZATIONS and text[to.start()] in "向对给")):
            return thing
    for thing in reversed(bodies):  # X获得…, X2016年预算为…
        gets = _GETS.match(text, thing.end)
        own = _OWN_BUDGET.search(text, start, quantity.start) and heads_clause(context, sentence, thing)
        own = own and not _HANDING.search(text, thing.end, quantity.start)
        own = own and not _HANDS_OUT.match(text, thing.end) and not _GIVES.fullmatch(text, thing.end, quantity.start)
        if own or (gets and "," not in text[thing.end : quantity.start]):
            return thing
    if part := next((m for m in things if may_be_funded(m) and _ITS_TASKS.match(text, m.end, quantity.start)), None):
        return part
    if part := next((m for m in things if may_be_funded(m) and _ITS_SUM.fullmatch(text, m.end, quantity.start)), None):
        return part
    clause, _ = context.clause(quantity.start)
    subjects = [
        m for m in bodies if m.end <= clause and heads_or_owns(context, sentence, m) and not _NEWS.search(m.name)
    ]
    if subjects and _GOT.search(text, max(clause, start), quantity.start):
        return subjects[-1]
    for thing in things:  # …支持8个X
        between = text[quantity.end : max(quantity.end, thing.start)]
        near = thing.start >= quantity.end and len(between) <= REACH and not re.search("[,、]", between)
        if near and may_be_funded(thing):
            return thing
    if founded := _founded_with(text, things, quantity, end):
        return founded
    if rule := _RULE.search(text, start, quantity.start):
        named = [m for m in things if rule.start("who") <= m.start and m.end <= rule.end("who") and may_be_funded(m)]
        return named[-1] if named else None
    before = [m for m in things if m.end <= quantity.start and may_be_funded(m)]
    subjects = [m for m in before if _leads(text, sentence, m)]
    return subjects[-1] if subjects else None


def _founded_with(text: str, things: list[Mention], quantity: Quantity, end: int) -> Mention | None:
    """What is set up with the sum (投入8亿元共同建立|X), or what its use is a part of (这是|X|的一部分)."""
    with_it = _FOUNDS.match(text, quantity.end, end) or _IS_PART.match(text, quantity.end, end)
    if with_it is None:
        return None
    wanted = _may_be_founded if with_it.re is _FOUNDS else may_be_funded
    behind = (m for m in things if m.start >= with_it.end() and wanted(m) and not m.is_kind)
    behind = (m for m in behind if not _OF_ANOTHER.match(text, m.end))
    thing = next(behind, None)
    if thing is None or re.search("[;。]|,(?!.{0,4}$)", text[with_it.end() : thing.start]):
        return None
    return thing if with_it.re is _FOUNDS or _PART_OF.match(text, thing.end) else None


def _may_be_founded(mention: Mention) -> bool:
    return may_be_funded(mention) or bool(set(mention.types) & ORGANIZATIONS)


# Behind a scheme: one of its projects is what is meant (启动了某计划|“某示范”项目).
_OF_ANOTHER = re.compile(r"(?:\([^()]*\))?[“\"]")
_FOUNDS = re.compile(
    "(?:的?(?:经费|资金))?,?(?:资助[^,;。]{2,60}?)?(?:共同|联合|合作|用于|用来|来|以|并)*"
    "(?:建立|成立|组建|设立|启动|创建|共建|建设|打造|实施|推出|创办|发起)了?(?:一个|首个|新的)?"
)
_IS_PART = re.compile("[^;。]{0,40}?,(?:这|其|该项?[^,;。]{0,4})(?:也?是|属于|构成)")
_PART_OF = re.compile(
    r"(?:\([^()]*\))?[”》]?(?:计划|项目|工程)?(?:\([^()]*\))?[”》]?(?:计划|项目|工程)?的(?:重要|核心|主要)?(?:一部分|组成部分|内容)"
)


# Between a thing and the sum that is meant for it: 加速器计划|6.75亿欧元, 某中心建设经费|5000万元.
_ITS_SUM = re.compile(
    "[”》]?(?:建设|专项|运行|运营|研发|项目|扶持|奖补|补助|引导|发展|启动)*(?:的)?"
    "(?:经费|资金|补助|拨款|预算|资助|投资|投入)?(?:额|总额)?(?:约|共|计|为|获|获得|达|近|超过|共计|合计)*"
)


# Before a thing that only has to do with what the sum is given to: 某中心依托|某园,总投资3亿元.
_BESIDE = re.compile("(?:与|依托|位于|落户|落户于|入驻|坐落于|联合|围绕|面向)[“《]?$")
# …or a sum of its parts: 灯塔计划|的三项任务预算分别是|1亿欧元.
_ITS_TASKS = re.compile(r"[”》]?的[^,;。]{0,10}(?:预算|经费|资金|拨款|投入)[^,;。\d]{0,6}$")


def _leads(text: str, sentence: Sentence, mention: Mention) -> bool:
    """Is the thing what the sum is said of (X…预算为, X将投入), and no mere attribute?"""
    return not text.startswith(("的", "、"), mention.end) and not _BESIDE.search(text, sentence.start, mention.start)


def only_costs(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Is a sum what projects cost in all (开工项目382个,总投资…), with nothing named in the sentence to give it to?"""
    costs = _COSTS.search(context.text, sentence.start, quantity.start)
    return bool(costs) and speaking_of(context, quantity.start, may_be_funded, within=True) is None


_COSTS = re.compile("(?:总投资|投资总额|总投资额|投资额)(?:额)?(?:达到?|为|约|近|超过|共|共计|合计)*$")


def for_whom(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """Whom a rule names that gives a sum to all of a sort: 对新认定的实验室,|给予50万元奖励."""
    start, _ = part_around(context, sentence, quantity)
    named = _RULE.search(context.text, start, quantity.start)
    return re.sub("的?每[家个项]$", "", named["who"].strip("的,")) if named else ""


_RULE = re.compile(
    r"(?:^|(?<=[,;:。、\n]))(?:其中,?)?对(?P<who>[^;。]{3,60}?)[,的]*"
    r"(?:分别|一次性|每年|再|各|可|将|按[^,;。]{2,20}|给予?)*(?:给予|奖励|补助|资助|补贴|奖补)[^;。]{0,40}$"
)


def whose_budget(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """What the words before a sum say it is for, where nothing recognised is: 科研资助项目的|申请金额为…."""
    if named := line_label(context, sentence, quantity):
        return named
    if listed := re.search(r"(?:^|[、,:和])([^、,:。()]{2,16})\($", context.text[sentence.start : quantity.start]):
        return listed[1]
    start, _ = context.clause(quantity.start)
    told = context.text[max(start, sentence.start) : quantity.start]
    owner = re.match(r"([^,;。]{2,24}?)(?:\([^()]*\))?(?:方面|提出|初步|申请|的)+[^,;。]{0,8}?" + _BUDGET, told)
    owner = owner or re.fullmatch(
        r"(.{2,}?)(?:\([^()]*\))?(?:的[^的]{0,4}?|年度|申请|总|年)?" + _BUDGET, noun_before(context, sentence, quantity)
    )
    return owner[1][:MAX_PURPOSE] if owner and not _NO_PURPOSE.search(owner[1]) else ""


# Who is only meant, and whose money it is, is not what it is for: 该局|申请预算…, 省级财政|补助….
_NO_PURPOSE = re.compile("^[该其本此]|^(?:追加|新增|合计|累计|基金)$|(?:财政|政府|资本|[省市国区县中][级央家])$")


def part_named(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """What a part of a sum said before is for, as its name right before it says: …10个领域:能源(80亿)、交通(40亿)."""
    larger = [i for i in sentence.items if isinstance(i, Quantity) and i.end <= quantity.start]
    if not any(i.unit == quantity.unit and i.value > quantity.value for i in larger):
        return ""
    named = _PART.search(context.text, sentence.start, quantity.start)
    own = (m for m in sentence.items if isinstance(m, Mention) and m.end <= quantity.start)
    if named is None or _WHO_PAYS.search(named["name"]):
        return ""
    pays = any(named.start("name") < m.end and set(m.types) & ORGANIZATIONS for m in own)
    return "" if pays else named["name"]


_PART = re.compile(
    r"(?:[:、]|其中,?|以及|[^一-鿿]和)(?P<name>[一-鿿A-Za-z]{2,20}?)(?:\(|领域|方面)?(?:为|约|占|各|共|获得?|达)?$"
)
# A part may be named by who pays it: 其中市财政出资|3亿元.
_WHO_PAYS = re.compile("出资|拨款|投入|投资|配套|自筹|财政|政府|民间|募集|资金|自有|首期|一期|二期|预算")


def fund_named(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """The fund that a sum is the size of, which need not be a thing of the article: 设立1500亿元的|产业母基金."""
    found = _FUND.match(context.text, quantity.end, sentence.end)
    found = found or _FUND_OF.search(context.text, sentence.start, quantity.start)
    return found["fund"] if found else ""


_FUND = re.compile("(?:规模)?的?(?P<fund>[一-鿿]{2,10}?(?:母基金|基金))(?![会经])")
_FUND_OF = re.compile(
    "(?:设立|成立|发起|组建|建立)了?(?:一只|一支|首只|首支|总规模)?(?P<fund>[一-鿿]{2,14}?基金)[”》]?,?"
    "(?:首期|一期|总|目标|初始)?(?:资金|募集)?(?:规模|总额)(?:约|为|达到?|超过|近)*$"
)


def gives(context: Context, region: Mention, quantity: Quantity) -> bool:
    """Does a country or city itself give the sum (某国|将投入…, 某市|宣布设立…基金)?"""
    return region.type == "Region" and bool(_ACTS.fullmatch(context.text, region.end, quantity.start))


_ACTS = re.compile(
    r"(?:[市省]|政府|两地|各级)?(?:财政)?(?:又|也|还|更是|已|将|拟|计划|宣布|承诺|决定|再|共|每年|累计|[一二三四五六七八九十两\d]+年(?:内|间)?|于?[^,;。的]{2,12}[年月日]|在[^,;。的]{2,16}?)*"
    "(?:投入|投资|拨款|斥资|安排|出资|拿出|设立|发起|成立|提供|追加|预留)[^,;。]{0,40}"
)


def field_meant(context: Context, quantity: Quantity) -> str | None:
    """The field that a sum is put into, or to whom it is given, as its clause says (在量子技术领域|投入3亿欧元)."""
    clause, _ = context.clause(quantity.start)
    found = _PUT_INTO.search(context.text, clause, quantity.start)
    found = found or _GIVEN.search(context.text, clause, quantity.start)
    return found["field"] if found else None


_GIVEN = re.compile(
    r"[向给](?P<field>(?![该其本此这])[^,;:。向给对为]{2,20}?)(?:将|再|共|分别|累计|一次性)*"
    r"(?:拨款|提供|投入|投资|注资|划拨|拨付|追加)(?:了|约|共|超过|近)*$"
)


def field_funded(context: Context, quantity: Quantity) -> Mention | None:
    """The one technology field that a sum is put into (在量子技术领域|投入3亿欧元, …亿元|用于人工智能研发)."""
    text = context.text
    found = _PUT_INTO.search(text, context.clause(quantity.start)[0], quantity.start)
    found = found or _INTO_BEHIND.match(text, quantity.end)
    if found is None:
        return None
    fields = [m for m in context.mentions_from(*found.span("field")) if m.type == "TechnologyField"]
    return fields[0] if len(fields) == 1 and fields[0].start == found.start("field") else None


_INTO_BEHIND = re.compile(
    r"(?:人民币)?(?:的?(?:公共|财政|专项)?(?:资金|经费|预算))?,?(?:将|主要|全部|专门|重点|来|以)*"
    r"(?:用于|投向|投入|支持|发展|推动|开展|推进|促进)(?P<field>[^,;:。、]{2,16})"
)
_PUT_INTO = re.compile(
    r"[在对向](?P<field>[^,;:。在对向]{2,20}?(?:领域|方面|方向|产业|行业))[^,;:。]{0,6}?"
    r"(?:投入|投资|拨款|出资|追加|安排)[^,;:。]{0,4}$"
)
