"""What a count is a count of: the nouns right behind it, else those before it, else what a figure before it counts."""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..lexicon import words
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .counted_as import as_kind, somewhere, without_having
from .figures import Figure, numbered, pattern
from .nouns import counted_by, noun_before, without_links
from .shares import CHANGE, GROWN

# Between a noun and its figure stands no more than this.
LINK = 6
_LINKING = re.compile(r"[^,;:。、()\d]*")


def count(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """The indicator of a count, from the words around it."""
    text = context.text
    if figure := _articles(context, sentence, quantity) or _part(context, sentence, quantity, last):
        return figure
    if text.endswith("人口", quantity.start, quantity.end):
        return Figure(quantity, "人口", None, 0.88, noun="人口")
    counted, end = counted_by(context, sentence, quantity)
    noun = re.sub("[中里](?:排名|位居|居|列)?$", "", text[quantity.end : end].strip("的"))
    noun = without_having(_without_next(context, sentence, quantity, noun))
    noun = re.sub("(?<=..)的(?:目标|成绩|成就|业绩)$", "", noun)  # 以38家上市公司的成绩
    if counted is not None and noun.endswith(context.text[counted.start : counted.end]):
        end = counted.end
    if other := as_kind(context, sentence, quantity, end) or (
        not noun and somewhere(context, sentence, quantity, last)
    ):
        return other
    if counted is None and (whole := _of_attributes(context, sentence, quantity, noun)):
        return Figure(quantity, numbered(whole), None, 0.82, noun=whole)
    noun = "" if noun in words("observations", "no_nouns") else noun
    if from_there := _FROM_THERE.search(text, sentence.start, quantity.start) and _THERE.match(noun):
        return Figure(quantity, f"来源{from_there['what']}数量", None, 0.82, noun=from_there["what"])
    if counted is None and (far := _FAR_NOUN.match(text, quantity.end)):
        named = next((i for i in sentence.items if isinstance(i, Mention) and i.start == far.start(1)), None)
        if named is not None and (named.is_kind or named.type == "TechnologyField"):
            return Figure(quantity, f"{named.name}数量", named if named.is_kind else None, 0.85, noun=named.name)
        own = text[quantity.end + len(noun) : quantity.end + len(noun) + 1]
        whole = text[quantity.end : far.end(1)]
        noun = (
            (own_of if (own_of := without_having(whole)) != whole else far[1])
            if len(noun) < 2
            or (
                own not in ",;:。、()"
                and far.end(1) <= sentence.end
                and not (quantity.unit == "个" and noun in _OWN)
                and _is_verb(context, quantity.end + len(noun))
            )
            else noun
        )
    ahead = _ahead(context, sentence, quantity, last)
    if not noun or (ahead is not None and _is_predicate(context, quantity, end)):
        if not noun and (added := _added(context, sentence, quantity)):
            return added
        if ahead is not None:
            return ahead
        if not noun and (figure := _of_next(context, sentence, quantity)):
            return figure
        if not noun:
            return _unnamed(context, sentence, quantity, last)
    if counted is not None and counted.end >= end - 1:
        return Figure(quantity, f"{counted.name}数量", counted, 0.92, noun=counted.name)
    return Figure(quantity, numbered(noun), counted, 0.88, noun=noun)


def _of_attributes(context: Context, sentence: Sentence, quantity: Quantity, noun: str) -> str:
    """What is counted behind attributes that are no nouns or have figures: 世界500强企业, 估值10亿元以上的企业."""
    text = context.text
    if noun and not _ATTRIBUTE.fullmatch(noun):
        return ""
    found = _ATTRIBUTED.match(text, quantity.end, sentence.end)
    if found is None:
        return ""
    tokens = list(context.tokens(found.start(), found.end()))
    nominal = found["unit"] or (tokens and tokens[-1].tag_ in _NOUNS)
    return found[0].lstrip("的") if nominal else ""


_NOUNS = ("n", "nz", "vn", "nw", "ORG")
# Words that only say among which, or how big, what is counted is.
_ATTRIBUTE = re.compile("世界|全球|国际|国内|行业|全国|区域|估值|市值|(?:年)?(?:产值|营业?收入?|销售收入|纳税)")
_ATTRIBUTED = re.compile(
    r"的?(?:世界|全球|国际|国内|行业|全国|区域)[一-鿿]{0,4}?(?:\d+强)?[一-鿿]{2,10}(?=[、,;。()])"
    r"|(?:估值|市值|年?(?:产值|营业?收入?|销售收入|纳税))(?:超过?|过|达到?|在)?"
    r"\d*(?:\.\d+)?[十百千万]*亿?[美欧]?元(?:以上|级)?的?[一-鿿]{2,10}(?=[、,;。()])"
    r"|(?P<unit>设区的?市)"
)


def _without_next(context: Context, sentence: Sentence, quantity: Quantity, noun: str) -> str:
    """The noun without the indicator of the figure right behind it: 45个集群|产值超…, 4个区域集群|数量达…."""
    at = quantity.end + len(noun)
    following = (i for i in sentence.items if isinstance(i, Quantity) and at <= i.start <= at + LINK)
    if not any(_LINKING.fullmatch(context.text, at, i.start) for i in following):
        return noun
    measured = re.search("(?:总?数量|总数|" + pattern("money_indicators").pattern + ")$", noun)
    return noun[: measured.start()] if measured and measured.start() > 1 else noun


# 来自近百个|国家|的员工: where they are from is counted.
_FROM_THERE = re.compile("(?:来自|源自|出自)(?:全球|世界|海内外|全国)?(?:的)?$")
_THERE = re.compile("(?P<what>国家(?:和地区)?|地区|省份|城市|经济体)(?:的.+)?")
# What 个 counts by itself: 7个国家|资助的计划.
_OWN = ("国家", "城市", "地区", "省份", "部门", "单位")


def _is_verb(context: Context, at: int) -> bool:
    """Does a verb or adjective that leads up to 的 begin at an offset (10家|行业领军的企业)?"""
    tokens = context.tokens(at, at + 1)
    return bool(tokens) and tokens[0].tag_ in ("v", "a", "ad", "d", "p")


def _articles(context: Context, sentence: Sentence, quantity: Quantity) -> Figure | None:
    """The chapters and articles that a measure has: 条例草案共八章86条."""
    if quantity.unit not in ("章", "条"):
        return None
    into = _DIVIDED.search(context.text, sentence.start, quantity.end)
    if into is None and not (quantity.unit == "章" and _AND_ARTICLES.match(context.text, quantity.end)):
        return None
    policies = [m for m in sentence.items if isinstance(m, Mention) and m.end <= quantity.start and m.type == "Policy"]
    policy = policies[-1] if policies else context.topic(quantity.start, lambda m: m.type == "Policy")
    return Figure(quantity, f"{quantity.unit}数", policy, 0.85, noun=quantity.unit)


_AND_ARTICLES = re.compile(r"[、,]?(?:共|计)?[一二三四五六七八九十百\d]+条(?![件款例约])")
_DIVIDED = re.compile(
    r"(?:共|分为?|包括|全文|设)(?:计|有|分为?|设)?[一二三四五六七八九十\d]+章(?:[、,]?(?:共|计)?[一二三四五六七八九十百\d]+条)?$"
    r"|[一二三四五六七八九十\d]+章[、,]?(?:共|计)?[一二三四五六七八九十百\d]+条$"
)


def _part(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """A figure that is a part of the one before, or one of a list in brackets."""
    text = context.text
    if part := re.match(
        r"(?:为|是|属于)([一-鿿]{2,8}?(?:型|类|级|企业|单位|机构|项目))(?=[,;。、()]|和|及|$)",
        text[quantity.end : quantity.end + 14],
    ):
        base = last.base if last else ""
        name = part[1] if base and part[1].endswith(base) else part[1] + base
        return Figure(quantity, numbered(name), last.counted if last else None, 0.88, noun=last.base if last else name)
    if last is not None and (sort := _SORT.match(text, quantity.end)) and text[: quantity.start].endswith("其中"):
        return Figure(quantity, numbered(sort[1] + last.base), last.counted, 0.85, noun=last.base)
    if text[quantity.start - 1 : quantity.start] == "(" and text[quantity.end : quantity.end + 1] == ")":
        listed = re.search(r"([^,;:。、()\n]{2,16})\($", text[sentence.start : quantity.start])
        if listed:
            name = re.sub(r"^.*(?:涉及|包括|分布在|分布于|和|及|的)", "", listed[1]) or listed[1]
            if numbered(name) == name:
                return Figure(quantity, name, None, 0.85, noun=name.removesuffix("数量"))
            return Figure(quantity, f"{name}领域数量", None, 0.88, noun=last.base if last else name)
    if last is None or text[quantity.end : quantity.end + 1] not in ",;。、)":
        return None
    if _TOGETHER.search(text, max(0, quantity.start - 3), quantity.start):
        return Figure(quantity, numbered(last.base), last.counted, 0.85, noun=last.base)
    each = re.search(r"每[一-鿿]{1,3}$", text[sentence.start : quantity.start])
    if each and last.quantity.unit == quantity.unit:
        return Figure(quantity, numbered(each[0] + last.base), last.counted, 0.8, noun=last.base)
    return None


# Of what sort a part of the whole is: 其中两家|属于地方共建.
_SORT = re.compile("(?:为|是|属于|系)([一-鿿]{2,8})(?=[,;。])")


def _added(context: Context, sentence: Sentence, quantity: Quantity) -> Figure | None:
    """How many have been added of what stands before: 上市企业数量年均新增100家."""
    start = max(context.clause(quantity.start)[0], sentence.start)
    added = GROWN.search(context.text, start, quantity.start) or _ADDED.search(context.text, start, quantity.start)
    if added is None or added.groupdict().get("to"):
        return None
    noun = noun_before(context, sentence, quantity, added.start())
    how = "减少" if CHANGE.get(added["verb"]) else "新增" if added["verb"].endswith("新增") else "增加"
    return Figure(quantity, f"{noun}{how}数量", None, 0.82, noun=noun) if len(noun) > 1 else None


_ADDED = re.compile(r"(?:年均|每年|累计|净|同比|当年|分别)*(?P<verb>新增|增加|净增)(?:了|约|近|超过)*$")


def _of_next(context: Context, sentence: Sentence, quantity: Quantity) -> Figure | None:
    """The noun may stand only behind the next figure: 续建3个、新建17个创新联合体."""
    text = context.text
    following = next((i for i in sentence.items if isinstance(i, Quantity) and i.start >= quantity.end), None)
    if following is None or following.unit != quantity.unit:
        return None
    if not re.fullmatch(r"(?:、|和|与|,)[^,;:。、()\d]{0,4}", text[quantity.end : following.start]):
        return None
    counted, end = counted_by(context, sentence, following)
    noun = counted.name if counted is not None else text[following.end : end].strip("的")
    return Figure(quantity, numbered(noun), counted, 0.8, noun=noun) if len(noun) > 1 else None


def _unnamed(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """A count without nouns of its own: what became of what was counted, the part of a whole, or the kind spoken of."""
    text = context.text
    kept = last if last is not None and last.quantity.unit == quantity.unit else None
    if passed := _PASSED.search(text, sentence.start, quantity.start):
        return Figure(quantity, f"{passed[1]}数量", kept.counted if kept else None, 0.8)
    start = max(context.clause(quantity.start)[0], text.rfind("、", sentence.start, quantity.start) + 1)
    if last is not None:
        start = max(start, last.quantity.end)
    became = _BECAME.match(text, quantity.end)
    lead = without_links(text[start : quantity.start])
    lead = re.sub(r"^(?:\(|其中|另有|另外|此外|还有|包括|包含|含|及|和|有)+,?", "", lead)
    if kept is not None:
        name = (lead if 1 < len(lead) <= 10 and not re.search(r"[其该了]", lead) else "") + (
            became[1] if became else ""
        )
        whole = kept.base.rpartition("的")[2] or kept.base
        name = name.strip("的") if name.endswith(whole) else name + whole
        return Figure(quantity, numbered(name), kept.counted, 0.75, noun=kept.base)
    if quantity.unit in ("家", "个"):
        kind = context.topic(quantity.start, lambda m: m.is_kind)
        if kind:
            return Figure(quantity, f"{kind.name}数量", kind, 0.72, noun=kind.name)
    return None


def _ahead(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """What is counted may stand before the figure: 组建创新联合体28家, 从业人员达1059人."""
    text = context.text
    for item in sentence.items:
        if not isinstance(item, Mention) or item.end > quantity.start or not item.is_kind:
            continue
        if item.end == quantity.start or _HAVE.fullmatch(text, item.end, quantity.start):
            rated = _RATED.search(text, sentence.start, item.start)
            return Figure(quantity, f"{rated[0] if rated else ''}{item.name}数量", item, 0.9, noun=item.name)
        if _CHOSEN.fullmatch(text, item.end, quantity.start):
            return Figure(quantity, f"入选{item.name}数量", item, 0.88, noun=item.name)
    noun = noun_before(context, sentence, quantity) or _undergone(context, sentence, quantity)
    noun = re.sub("^以[上下]的", "", noun)
    if len(noun) < 2 or not _countable(noun, quantity) or noun in words("observations", "acts"):
        return None
    places = (m for m in sentence.items if isinstance(m, Mention) and m.type == "Region")
    if any(text[m.start : m.end] == noun and not _ZONES.search(noun) for m in places):
        return None  # 其中武汉市|5家: of what was counted before
    if noun in words("observations", "bare") and last is not None and last.quantity.unit == quantity.unit:
        return Figure(quantity, last.base + noun, last.counted, 0.82, noun=last.base)
    if last is not None and last.quantity.unit == quantity.unit and pattern("divisions").search(noun):
        whole = last.base.rpartition("的")[2] or last.base
        return Figure(quantity, numbered(noun + whole), last.counted, 0.85, noun=last.base)
    return Figure(quantity, numbered(noun), None, 0.82, noun=noun)


def of_field(context: Context, sentence: Sentence, quantity: Quantity, whole: Figure | None) -> Figure | None:
    """How many of a kind counted before are of a field: …创新联合体65家。从领域看,新材料|9家,…."""
    if whole is None or whole.counted is None or not whole.counted.is_kind or whole.quantity.unit != quantity.unit:
        return None
    noun = noun_before(context, sentence, quantity)
    fields = (m for m in sentence.items if isinstance(m, Mention) and m.type == "TechnologyField")
    if not any(m.end <= quantity.start and context.text[m.start : m.end] in noun for m in fields):
        return None
    kind = whole.counted
    return Figure(quantity, f"{noun.removesuffix('领域')}领域{kind.name}数量", kind, 0.8, noun=kind.name)


# Sorts of zones, which are counted though they look like names of places: 国家级高新区.
_ZONES = re.compile(r"^(?:国家级?|省级|市级|国家自主).*区$")


def _undergone(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """The nouns before a verb that tells what became of so many of them: 重点实验室入列|9家; no body's own name."""
    start = max(context.clause(quantity.start)[0], sentence.start)
    verb = pattern("undergone").search(context.text, start, quantity.start)
    if verb is None:
        return ""
    named = any(m.end == verb.start() and not m.is_kind for m in context.mentions_from(start, verb.start()))
    return "" if named else noun_before(context, sentence, quantity, verb.start())


def _countable(noun: str, quantity: Quantity) -> bool:
    """May the unit count what the noun names? A unit of its own (家, 所, 件) counts nearly anything."""
    return quantity.unit not in ("个", "项") or bool(pattern("countable").search(noun)) or len(noun) > 3


def _is_predicate(context: Context, quantity: Quantity, end: int) -> bool:
    """Is the noun behind really the next clause's (…机构12家总数达到…), or something that happened (7个入选)?"""
    return context.text[quantity.end : end] in words("observations", "no_nouns")


# How those that are counted were rated: 优秀|创新联合体9家.
_RATED = re.compile("(?:不|基本)?(?:优秀|良好|合格|达标|较差|优良)$")
# Between a kind and how many there are of it, and how many were chosen among them.
_HAVE = re.compile(
    r"(?:\([^()]*\))?(?:目前|已|共|现|总数|数量)*(?:有|达到?|增至|为|已达|减至)"
    r"|[一二三四五六七八九十\d]+(?:批次?|轮),?(?:共计?|合计|累计|总计)?"
)
_CHOSEN = re.compile(r"(?:中|里)[^,;。]{0,6}?(?:选出|遴选出|评出|选定|入选|胜出)了?")

# What became of what is counted, right before the figure (首批立项的13项), or right behind it (7个入选).
_PASSED = re.compile(r"(立项|入选|获批|认定|备案|签约|建成|在建|获奖)的$")
_BECAME = re.compile(
    r"(?:已|被|获|成功|正式)*(入选|获批|立项|认定|备案|签约|建成|在建|获奖|落地|通过|完成|转化|投产|开工|上市|退出|中标"
    "|摘牌|撤销|淘汰|除名|终止|取消资格)"
)

# What a sum of figures before it is of.
_TOGETHER = re.compile(r"(?:合计|共计|总计)$")

# What is counted may come behind a clause that ends in 的: 14家占据…的主要厂商.
_FAR_NOUN = re.compile(
    r"[^,;:。、()“”\n]{2,24}?的([一-鿿]{2,8}?)(?=[,;。、()]|联合|共同|组成|参与|加入|牵头|已|将|在|为|和|提供|给予|获|可|能|进行|开展|$)"
)
