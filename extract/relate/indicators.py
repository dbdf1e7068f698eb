"""What a figure is a figure of: the short noun phrase that names its indicator.

1. The nouns right behind it, which it counts (41家创新联合体 → 创新联合体数量).
2. Else the nouns before it, behind which only words like 达到 stand (从业人员达1059人 → 从业人员数量).
3. Else what the figure before it in the sentence is of (…2310家,同比增长18.6% → …增幅; 其中22家为任务型).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ..context import Context, Sentence
from ..lexicon import load, words
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .changes import changed
from .respectively import respective

# A longer indicator is a sentence, not a name for a figure.
MAX_INDICATOR = 24

# Between a noun and its figure stands no more than this.
LINK = 6
_LINKING = re.compile(r"[^,;:。、()\d]*")

_NOMINAL = frozenset({"n", "nz", "nw", "nt", "vn", "an", "a", "ORG", "LOC", "PER", "xc", "b", "s", "j", "f"})
# Words that go on inside what is counted, whatever their tag.
_JOINING = frozenset({"的", "和", "及", "与", "上", "下", "游", "中", "大", "以上", "内", "外"})
# A verb before one of these is part of the noun: 拥有|量, 转化|率.
_HEADS = (
    "量",
    "率",
    "数",
    "额",
    "比",
    "度",
    "面积",
    "人数",
    "总数",
    "总量",
    "总额",
    "金额",
    "规模",
    "经费",
    "成本",
    "能力",
    "比例",
    "比重",
)
_RATES = re.compile(r"(?:率|比例|比重|占比|强度|份额|增速|增幅|降幅|度|之比|贡献)$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure on its way to an Observation: its indicator, the thing that it counts, and how surely it was read."""

    quantity: Quantity
    indicator: str
    counted: Mention | None = None
    sure: float = 0.85
    noun: str = ""  # the indicator without 数量, which later figures of the sentence may go on about

    @property
    def base(self) -> str:
        """What a figure that goes on about this one is of."""
        return self.noun or self.indicator.removesuffix("数量")


@cache
def pattern(key: str) -> re.Pattern[str]:
    """The pattern of a list of lexicon/observations.yaml."""
    return re.compile("|".join(load("observations")[key]))


@cache
def units(group: str) -> frozenset[str]:
    """The units of a group of lexicon/units.yaml."""
    return frozenset(load("units")[group])


@cache
def _links() -> tuple[str, ...]:
    return tuple(sorted(load("observations")["links"], key=lambda word: (-len(word), word)))


def _without_links(text: str) -> str:
    """The text without the words at its end that join a noun to its figure (达到, 约为)."""
    while word := next((word for word in _links() if text.endswith(word)), ""):
        text = text[: -len(word)]
    return text


def is_worth(text: str, quantity: Quantity) -> bool:
    """Is a sum only another sum's worth in brackets (约合人民币17亿元)?"""
    opening = text.rfind("(", max(0, quantity.start - 10), quantity.start + 1)
    return opening >= 0 and bool(re.match("(?:约|合|折|相当于|按|大约)", text[opening + 1 : quantity.end]))


def read(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """Return the figure with its indicator, or None where nothing says what it is of."""
    if (own := respective(context, sentence, quantity)) is not None:
        return _of_each(context, quantity, *own)
    if name := changed(context, sentence, quantity, nouns_ending):
        return _of_change(quantity, name)
    if quantity.unit in units("share"):
        return _share(context, sentence, quantity, last)
    if quantity.unit in units("money") or quantity.unit in units("measure"):
        return _measured(context, sentence, quantity, last)
    return _count(context, sentence, quantity, last)


def _of_each(context: Context, quantity: Quantity, words_before: str, how: str) -> Figure | None:
    """One of several figures that go with as many nouns; with 增长 it tells by how much its noun has grown."""
    name = re.sub(r"^.*(?:的|了|其中|目前|全市|全省|全国|我国)", "", words_before).strip()[-MAX_INDICATOR:]
    grown = _GROWN.search(how) if how else None
    if len(name) < 2:
        return None
    if quantity.unit in units("share") and grown and not grown["to"]:
        return Figure(quantity, name + _CHANGE.get(grown["verb"], "增幅"), None, 0.85, noun=name)
    return _of_change(quantity, name)


def _of_change(quantity: Quantity, name: str) -> Figure:
    counts = quantity.unit not in units("share") | units("money") | units("measure")
    return Figure(quantity, numbered(name) if counts else name[-MAX_INDICATOR - 8 :], None, 0.85, noun=name)


# --- counts


def _count(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    text = context.text
    if figure := _part(context, sentence, quantity, last):
        return figure
    counted, end = _counted(context, sentence, quantity)
    noun = re.sub("[中里](?:排名|位居|居|列)?$", "", text[quantity.end : end].strip("的"))
    noun = _without_next(context, sentence, quantity, noun)
    noun = "" if noun in words("observations", "no_nouns") else noun
    if counted is None and (far := _FAR_NOUN.match(text, quantity.end)):
        named = next((i for i in sentence.items if isinstance(i, Mention) and i.start == far.start(1)), None)
        if named is not None and (named.is_kind or named.type == "TechnologyField"):
            return Figure(quantity, f"{named.name}数量", named if named.is_kind else None, 0.85, noun=named.name)
        own = text[quantity.end + len(noun) : quantity.end + len(noun) + 1]
        noun = (
            far[1]
            if len(noun) < 2
            or (own not in ",;:。、()" and far.end(1) <= sentence.end and _is_verb(context, quantity.end + len(noun)))
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


def _without_next(context: Context, sentence: Sentence, quantity: Quantity, noun: str) -> str:
    """The noun without the indicator of the figure right behind it: 45个集群|产值超…, 4个区域集群|数量达…."""
    at = quantity.end + len(noun)
    following = (i for i in sentence.items if isinstance(i, Quantity) and at <= i.start <= at + LINK)
    if not any(_LINKING.fullmatch(context.text, at, i.start) for i in following):
        return noun
    measured = re.search("(?:总?数量|总数|" + pattern("money_indicators").pattern + ")$", noun)
    return noun[: measured.start()] if measured and measured.start() > 1 else noun


def _is_verb(context: Context, at: int) -> bool:
    """Does a verb or adjective that leads up to 的 begin at an offset (10家|行业领军的企业)?"""
    tokens = context.tokens(at, at + 1)
    return bool(tokens) and tokens[0].tag_ in ("v", "a", "ad", "d", "p")


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
    if text[quantity.start - 1 : quantity.start] == "(" and text[quantity.end : quantity.end + 1] == ")":
        listed = re.search(r"([^,;:。、()\n]{2,16})\($", text[sentence.start : quantity.start])
        if listed:
            name = re.sub(r"^.*(?:涉及|包括|分布在|分布于|和|及|的)", "", listed[1]) or listed[1]
            return Figure(quantity, f"{name}领域数量", None, 0.88, noun=last.base if last else name)
    if last is None or text[quantity.end : quantity.end + 1] not in ",;。、)":
        return None
    if _TOGETHER.search(text, max(0, quantity.start - 3), quantity.start):
        return Figure(quantity, numbered(last.base), last.counted, 0.85, noun=last.base)
    each = re.search(r"每[一-鿿]{1,3}$", text[sentence.start : quantity.start])
    if each and last.quantity.unit == quantity.unit:
        return Figure(quantity, numbered(each[0] + last.base), last.counted, 0.8, noun=last.base)
    return None


def _added(context: Context, sentence: Sentence, quantity: Quantity) -> Figure | None:
    """How many have been added of what stands before: 上市企业数量年均新增100家."""
    start = max(context.clause(quantity.start)[0], sentence.start)
    added = _ADDED.search(context.text, start, quantity.start)
    noun = noun_before(context, sentence, quantity, added.start()) if added else ""
    return Figure(quantity, f"{noun}新增数量", None, 0.82, noun=noun) if len(noun) > 1 else None


_ADDED = re.compile(r"(?:年均|每年|累计|净|同比|比上年|较上年|当年|分别)*(?:新增|增加|净增)(?:了|约|近|超过)*$")


def _of_next(context: Context, sentence: Sentence, quantity: Quantity) -> Figure | None:
    """The noun may stand only behind the next figure: 续建3个、新建17个创新联合体."""
    text = context.text
    following = next((i for i in sentence.items if isinstance(i, Quantity) and i.start >= quantity.end), None)
    if following is None or following.unit != quantity.unit:
        return None
    if not re.fullmatch(r"(?:、|和|与|,)[^,;:。、()\d]{0,4}", text[quantity.end : following.start]):
        return None
    counted, end = _counted(context, sentence, following)
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
    lead = _without_links(text[start : quantity.start])
    lead = re.sub(r"^(?:其中|另有|另外|此外|还有|包括|包含|含|及|和|有)+,?", "", lead)
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
            return Figure(quantity, f"{item.name}数量", item, 0.9, noun=item.name)
        if _CHOSEN.fullmatch(text, item.end, quantity.start):
            return Figure(quantity, f"入选{item.name}数量", item, 0.88, noun=item.name)
    noun = noun_before(context, sentence, quantity)
    if len(noun) < 2 or not _countable(noun, quantity):
        return None
    if last is not None and last.quantity.unit == quantity.unit and pattern("divisions").search(noun):
        whole = last.base.rpartition("的")[2] or last.base
        return Figure(quantity, numbered(noun + whole), last.counted, 0.85, noun=last.base)
    return Figure(quantity, numbered(noun), None, 0.82, noun=noun)


def _countable(noun: str, quantity: Quantity) -> bool:
    """May the unit count what the noun names? A unit of its own (家, 所, 件) counts nearly anything."""
    return quantity.unit not in ("个", "项") or bool(pattern("countable").search(noun)) or len(noun) > 3


def _is_predicate(context: Context, quantity: Quantity, end: int) -> bool:
    """Is the noun behind really the next clause's (…机构12家总数达到…), or something that happened (7个入选)?"""
    return context.text[quantity.end : end] in words("observations", "no_nouns")


# Between a kind and how many there are of it, and how many were chosen among them.
_HAVE = re.compile(r"(?:\([^()]*\))?(?:目前|已|共|现|总数|数量)*(?:有|达到?|增至|为|已达|减至)")
_CHOSEN = re.compile(r"(?:中|里)[^,;。]{0,6}?(?:选出|遴选出|评出|选定|入选|胜出)了?")

# What became of what is counted, right before the figure (首批立项的13项), or right behind it (7个入选).
_PASSED = re.compile(r"(立项|入选|获批|认定|备案|签约|建成|在建|获奖)的$")
_BECAME = re.compile(
    r"(?:已|被|获|成功|正式)*(入选|获批|立项|认定|备案|签约|建成|在建|获奖|落地|通过|完成|转化|投产|开工|上市|退出|中标)"
)

# What a sum of figures before it is of.
_TOGETHER = re.compile(r"(?:合计|共计|总计)$")

# What is counted may come behind a clause that ends in 的: 14家占据…的主要厂商.
_FAR_NOUN = re.compile(
    r"[^,;:。、()“”\n]{2,24}?的([一-鿿]{2,8}?)(?=[,;。、()]|联合|共同|组成|参与|加入|牵头|已|将|在|为|和|提供|给予|获|可|能|进行|开展|$)"
)


def numbered(noun: str) -> str:
    """The name of the number of something."""
    return noun if noun.endswith(("数量", "人数", "总数", "总量", "数", "量", "额")) else f"{noun}数量"


# What is measured, and by what means, is nothing that is counted.
_NO_THINGS = frozenset({"Indicator", "Instrument"})


def _counted(context: Context, sentence: Sentence, quantity: Quantity) -> tuple[Mention | None, int]:
    """The words right behind a figure that say what is counted: the mention among them, and where they end."""
    end = quantity.end
    mention: Mention | None = None
    for item in sentence.items:
        if isinstance(item, Mention) and item.start >= quantity.end and not _NO_THINGS & set(item.types):
            if item.start == quantity.end or _nominal_end(context, quantity.end, sentence.end) >= item.start:
                mention, end = item, item.end
            break
    return mention, _nominal_end(context, end, sentence.end)


def _nominal_end(context: Context, start: int, limit: int) -> int:
    """How far nouns and what joins them go on from an offset; what only joins is not the end."""
    end = noun_end = start
    for token in context.tokens(start, limit):
        if token.idx > end or end - start > MAX_INDICATOR:
            break
        if token.tag_ not in _NOMINAL and token.text not in _JOINING | words("observations", "inside"):
            break
        end = token.idx + len(token.text)
        if token.tag_ in _NOMINAL and token.tag_ != "a":
            noun_end = end
    return noun_end


# --- nouns before a figure


def noun_before(context: Context, sentence: Sentence, quantity: Quantity, at: int | None = None) -> str:
    """The nouns that end at an offset (the figure's start), words like 达到 left out; nothing where there are none."""
    start = max(context.clause(quantity.start)[0], sentence.start)
    at = quantity.start if at is None else at
    if at == start and start - 1 > sentence.start and context.text[start - 1] == ":":
        return nouns_ending(context, max(context.clause(start - 2)[0], sentence.start), start - 1)  # 理事单位:30家
    return nouns_ending(context, start, at)


def nouns_ending(context: Context, start: int, at: int) -> str:
    """The nouns of a stretch that end where it ends, words like 达到 left out; nothing where there are none."""
    text = context.text
    end = start + len(_without_links(text[start:at]))
    end -= len(_LOCATIVE.search(text[start:end])[0])  # pyright: ignore[reportOptionalSubscript]
    run: list[str] = []
    within = False
    for token in reversed(list(context.tokens(start, end))):
        word = text[max(token.idx, start) : min(token.idx + len(token.text), end)]
        if within or word == ")":  # an abbreviation in brackets stands between a noun and what goes on: 研发(R&D)投入
            within = "(" not in word
            continue
        if not _goes_on(token.tag_, word, run):
            break
        run.insert(0, word)
    while run and (run[0] in ("的", "和", "与", "及", "、") or run[0] in words("observations", "places")):
        run.pop(0)
    return "".join(run)[-MAX_INDICATOR:].lstrip("、")


# What stands between a noun and its figure and only says in which respect: 研发工作上投入….
_LOCATIVE = re.compile(r"(?:(?:工作)?(?:方面|上))?$")


def _goes_on(tag: str, word: str, run: list[str]) -> bool:
    """Does a word belong to the nouns that follow it?"""
    if word in words("observations", "breaks"):
        return False
    if tag in _NOMINAL or word in words("observations", "inside"):
        return True
    if word in ("的", "和", "与", "及", "、", "“", "”"):
        return bool(run) and sum(map(len, run)) < MAX_INDICATOR // 2
    return bool(run) and tag.startswith("v") and run[0] in _HEADS


# --- shares and growth


def _share(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """The indicator of a percentage or multiple, from the words around it."""
    text = context.text
    start = max(context.clause(quantity.start)[0], sentence.start)
    before = text[start : quantity.start]
    if grown := _GROWN.search(before):
        noun = noun_before(context, sentence, quantity, start + grown.start()) or _of_last(last, quantity)
        if not noun:
            return None
        name = noun if grown["to"] and _RATES.search(noun) else noun + _CHANGE.get(grown["verb"], "增幅")
        return Figure(quantity, name[-MAX_INDICATOR:], None, 0.85, noun=noun)
    if part := _PART_OF.search(before):
        noun = noun_before(context, sentence, quantity, start + part.start()) or _of_last(last)
        whole = re.sub(r"^(?:了|据|到)|\([^()]*\)", "", part["whole"])
        name = f"{noun[-12:]}占{whole}比重" if whole else f"{noun[-12:]}占比"
        return Figure(quantity, name, None, 0.85, noun=noun)
    if past := re.search(
        r"([^,;:。、()从]{1,14}(?:率|比例|比重|占比|强度|份额)),?(?:已|也)?(?:从|由)(?:(?:目前|当前|现在|原来|[^,;:。]{0,8}年)的?)?(?:约|大约)?$",
        text[sentence.start : quantity.start],
    ):
        return Figure(quantity, f"此前{_trimmed(past[1])}", None, 0.8)
    if rate := _risen_to(text[sentence.start : quantity.start]):
        return Figure(quantity, rate, None, 0.82)
    if last is not None and text[quantity.start - 1] == "(" and text[quantity.end : quantity.end + 1] == ")":
        return Figure(quantity, f"{last.base}占比", None, 0.75)
    if times := _TIMES.search(before):
        noun = noun_before(context, sentence, quantity, start + times.start()) or _of_last(last)
        return Figure(quantity, f"{noun}相当于{times['of']}的倍数", None, 0.75, noun=noun) if noun else None
    noun = noun_before(context, sentence, quantity)
    if noun and (_RATES.search(noun) or pattern("rates").search(noun)):
        return Figure(quantity, _trimmed(noun), None, 0.88, noun=noun)
    return _share_behind(context, sentence, quantity, noun)


def _risen_to(before: str) -> str:
    """The rate that the words before a percentage say has risen to it: 国产化率…跃升至."""
    risen = _RISEN.search(before)
    rate = risen and re.search(r"([^,;:。、()从由]{1,14}(?:率|比例|比重|占比|强度|份额))", before[: risen.start()])
    return _trimmed(rate[1]) if rate else ""


def _share_behind(context: Context, sentence: Sentence, quantity: Quantity, noun: str) -> Figure | None:
    """80%的企业, 31个中近四分之三惠及…, 研发人员35%."""
    text = context.text
    after = text[quantity.end : min(quantity.end + 24, sentence.end)]
    start = max(context.clause(quantity.start)[0], sentence.start)
    before = text[start : quantity.start]
    if of := re.match(r"(?:以上|左右)?的([^,;:。、()]{2,16})", after):
        name = re.split(r"集中|集聚|来自|分布|为|是|由|在|都|均|已|将|以", of[1])[0]
        return Figure(quantity, f"{name}占比", None, 0.75) if len(name) > 1 else None
    whole = re.search(r"中,?(?:的|有|约|近|超过|约有)*$|其中,?$", before) or text[start - 2 : start] == "中,"
    if (verb := re.match(r"([^,;:。()]{2,20})", after)) and (
        whole or _SECOND_SHARE.search(text[sentence.start : start])
    ):
        return Figure(quantity, f"{re.sub('^(?:为|是|属于|来自|由)', '', verb[1])}占比", None, 0.75)
    if paid := _PAID.search(before):
        return Figure(quantity, f"{paid['who'].removeprefix('其中')[-10:]}{paid['does']}比例", None, 0.8)
    if noun and len(noun) > 1:
        return Figure(quantity, f"{noun}占比", None, 0.65, noun=noun)
    if earned := re.match(r"的?([一-鿿]{2,8}(?:率|比例|比重|份额|股份|股权|权重))", after):
        return Figure(quantity, earned[1], None, 0.75)
    return None


# Who pays or owns a share: 某局出资50%, 某银行持股5.8%.
_PAID = re.compile(
    r"(?P<who>[^,;:。、()]*?)(?P<does>投入|认缴|出资|持股|占股|控股|承担|负担|支付|匹配|自筹|参股)(?:约|均|各|分别|为|达|超过|近)*$"
)

_CHANGE = {"下降": "降幅", "减少": "降幅", "降低": "降幅", "缩短": "降幅"}
_GROWN = re.compile(
    r"(?:,|比|较|同比|环比|年均|平均|累计|实际|名义|分别|复合|[^,;:。]{0,12}(?:上年|去年|同期|年前|年度?|周期|以前|传统[^,;。]{0,8}))*?"
    r"(?:年均|同比|环比|平均|复合|实际|约|就|又|已|将|可|再)*"
    r"(?P<verb>增长|增加|提高|提升|上升|下降|减少|降低|缩短|增幅|增速|翻)(?:率|幅度)?(?:了|约|近|超过|超|逾|高达|达到?|为|分别)*(?P<to>至|到)?(?:约|近)?$"
)
_PART_OF = re.compile(
    r"(?:约|将|大约)?占(?:比)?(?P<whole>(?:到|了|据)?[^,;:。、]{0,24}?)(?:的|总[数量]的|比例|比重|比)?(?:为|分别为|达到?|约|高达|超过?|近|不到|不足|将近|接近|只有|仅为|仅有|仅)?$"
)
_RISEN = re.compile(r"(?:跃升|提高|提升|升|增|增加|增长|下降|降|上升|扩大)(?:至|到)(?:了|约|近|[^,;:。、]{2,8}年的?)?$")
_TIMES = re.compile(r"(?:是|为|相当于|达到?|高出|超过)(?P<of>[^,;:。、()]{1,14}?)(?:的|近|约)*$")
# A share earlier in the sentence of which this one is another: …近四分之三惠及…,超过四分之三为….
_SECOND_SHARE = re.compile(r"(?:%|分之[一二三四五六七八九])[^。;]{2,30},$")


def _of_last(last: Figure | None, quantity: Quantity | None = None) -> str:
    """What a figure goes on about; points of a percentage go on about the share itself."""
    if last is None:
        return ""
    points = quantity is not None and quantity.unit == "个百分点" and last.quantity.unit == "%"
    return last.indicator if points else last.base


def _trimmed(text: str) -> str:
    """The words from the last particle on: 显著提升了美国半导体设备的国产化率 → 国产化率."""
    text = re.sub(r"^.*(?:了|着|其|以及|并|且|已|的是|推动|实现|带动|促进|使)", "", text)
    return text.strip('的,，、:”" ')[-MAX_INDICATOR:]


# --- money and measures


def _measured(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """The indicator of money or a measure: the noun before it (产值达到…), or behind it (…的收入)."""
    text = context.text
    start = max(context.clause(quantity.start)[0], sentence.start)
    if grown := _GROWN.search(text[start : quantity.start]):
        noun = noun_before(context, sentence, quantity, start + grown.start()) or _of_last(last)
        if not grown["to"] and noun:
            less = grown["verb"] in _CHANGE
            return Figure(quantity, noun + ("减少额" if less else "增加额"), None, 0.8, noun=noun)
    if (paid := _PAID.search(text[start : quantity.start])) and paid["does"] in ("投入", "出资", "认缴"):
        who = re.sub("^.*(?:其中|当中|、)", "", paid["who"])[-10:]
        if len(who) > 1:
            return Figure(quantity, f"{who}{paid['does']}金额", None, 0.8)
    noun = noun_before(context, sentence, quantity)
    money = quantity.unit in units("money")
    behind = re.match(r"的?([一-鿿]{2,8})", text[quantity.end : min(quantity.end + 10, sentence.end)])
    if behind and (
        found := re.match(".*?(?:" + pattern("money_indicators" if money else "measured").pattern + ")", behind[1])
    ):
        return Figure(quantity, found[0].lstrip("的"), None, 0.85)
    if len(noun) > 1:
        name = f"{last.base}{noun}" if noun in words("observations", "bare") and last and last.noun != noun else noun
        return Figure(quantity, name[-MAX_INDICATOR:], None, 0.85, noun=noun)
    start = max(context.clause(quantity.start)[0], sentence.start)
    if last is not None and last.quantity.unit == quantity.unit:
        lead = re.search(r"(?:^|其中,?)([一-鿿]{0,8}?)(?:达到?|为|超过?|约|近)*$", text[start : quantity.start])
        if lead:
            return Figure(quantity, f"{lead[1]}{last.base}", None, 0.65, noun=last.base)
    return None
