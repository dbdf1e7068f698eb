"""What a percentage or multiple is of: growth, a share of a whole, a rate, who pays or owns it."""

from __future__ import annotations

import re
from dataclasses import replace

from ..context import Context, Sentence
from ..quantities import Quantity
from .bearers import may_bear
from .figures import MAX_INDICATOR, Figure, pattern, short_name
from .nouns import noun_before, nouns_ending

_RATES = re.compile(r"(?:率|比例|比重|占比|强度|份额|增速|增幅|降幅|度|之比|贡献)$")


def share(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """The indicator of a percentage or multiple, from the words around it."""
    text = context.text
    start = max(context.clause(quantity.start)[0], sentence.start)
    before = text[start : quantity.start]
    if last is not None and (row := _row(context, last, quantity) or _of_another(context, sentence, last, quantity)):
        return row
    if (ratio := _RATIO.search(before)) and last is not None and last.noun:
        return Figure(quantity, f"{short_name(last.noun)}与{ratio[1]}之比", None, 0.82, noun=last.noun)
    if than := _THAN.search(before):
        noun = noun_before(context, sentence, quantity, start + than.start()) or of_last(last)
        level = _LEVEL.match(text, quantity.end)
        if level and last is not None:  # 远高于某国2.4%的|平均水平
            at = start + than.start("than" if than["than"] else "than2")
            whose = next((m for m in context.mentions_from(at, quantity.start) if m.type == "Region"), None)
            name = last.indicator if whose else f"{than['than'] or than['than2']}{last.indicator}"
            return Figure(quantity, name, whose, 0.75, noun=last.noun)
        how = than["how"] or than["how2"].removesuffix("于")
        name = f"{noun}比{than['than'] or than['than2']}{how}"
        return Figure(quantity, name, None, 0.75, noun=noun) if noun else None
    if grown := GROWN.search(before):
        noun = noun_before(context, sentence, quantity, start + grown.start()) or of_last(last, quantity)
        if not noun:
            return None
        name = noun if grown["to"] and _RATES.search(noun) else noun + CHANGE.get(grown["verb"], "增幅")
        return Figure(quantity, name[-MAX_INDICATOR:], None, 0.85, noun=noun)
    if (less := _LESS.search(before)) and quantity.unit == "个百分点":
        noun = noun_before(context, sentence, quantity, start + less.start("how"))
        return Figure(quantity, noun + less["how"], None, 0.75, noun=noun) if noun else None
    if part := _PART_OF.search(before):
        of = _OF_WHAT.match(text, quantity.end)
        noun = noun_before(context, sentence, quantity, start + part.start()) or (of[1] if of else "")
        noun = noun or _clause_before(context, sentence, start, part) or of_last(last)
        places = [text[m.start : m.end] for m in context.mentions_from(start, start + 1) if m.type == "Region"]
        noun = _among(text[sentence.start : start]) or noun if not noun or noun in places else noun
        whole = re.sub(r"^(?:了|据|到)|\([^()]*\)", "", part["whole"])
        name = f"{short_name(noun)}占{whole}比重" if whole else f"{short_name(noun)}占比"
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
    times = _TIMES.search(before)
    if times and not (quantity.unit == "%" and _ACTS.search(times["of"])):
        noun = noun_before(context, sentence, quantity, start + times.start()) or of_last(last)
        if not noun:
            return None
        if quantity.unit == "%" and not _LIKE.search(times["of"]):  # 数量超过全国的五分之一
            return Figure(quantity, f"{short_name(noun)}占{times['of']}比重", None, 0.8, noun=noun)
        sort = "比例" if quantity.unit == "%" else "倍数"
        return Figure(quantity, f"{noun}相当于{times['of']}的{sort}", None, 0.75, noun=noun)
    noun = noun_before(context, sentence, quantity)
    if noun in _BARE_RATES and last is not None and last.noun:  # 专利3200项,|占比为15.2%
        return Figure(quantity, short_name(last.base) + _BARE_RATES[noun], None, 0.82, noun=last.noun)
    if noun and (_RATES.search(noun) or pattern("rates").search(noun)):
        return Figure(quantity, _trimmed(noun), None, 0.88, noun=noun)
    return _share_behind(context, sentence, quantity, noun)


# A rate that does not say of what it is, and as what it is told of what the figure before is of.
_BARE_RATES = {
    "占比": "占比",
    "比占": "占比",
    "比占比": "占比",
    "比例": "占比",
    "比重": "占比",
    "份额": "份额",
    "增速": "增速",
    "增幅": "增幅",
}
# Behind a share: it is how high that is with which another is compared.
_LEVEL = re.compile("的(?:[一-鿿]{2})?水平")
# Before points of a percentage: a rate is so much lower than that of the figure before.
_LESS = re.compile("(?:率|占比|比重|比例|强度)(?P<how>低|高)(?:出|了|约|近)*$")


def _among(before: str) -> str:
    """What the shares of a sentence are of: 甲类专利|中,某国占53%,另一国占18%."""
    found = _OF_ALL.search(before)
    return found["of"] if found else ""


_OF_ALL = re.compile("(?:^|[,;])(?:在|全球|其中)?(?P<of>[^,;:。]{2,14}?)(?:之?中|里),(?:[^;。]*,)?$")


def _row(context: Context, last: Figure, quantity: Quantity) -> Figure | None:
    """A share in one row with the one before: 占甲的50%、乙的14%, 占全国1/24的人口、1/120的面积."""
    between = context.text[last.quantity.end : quantity.start]
    if last.quantity.unit == quantity.unit == "倍" and last.noun and (other := _TIMES_OF.fullmatch(between)):
        return Figure(quantity, f"{last.noun}相当于{other[1]}的倍数", None, 0.75, noun=last.noun)
    if last.quantity.unit != "%" or quantity.unit != "%":
        return None
    if re.fullmatch("和|与|及|、", between) and not _OF_WHAT.match(context.text, quantity.end):
        return Figure(quantity, last.indicator, last.counted, 0.72, noun=last.noun)
    if (other := re.fullmatch("(?:、|和|与|,)(?:约)?占?([一-鿿]{1,6})的", between)) and last.noun:
        return Figure(quantity, f"{short_name(last.noun)}占{other[1]}比重", None, 0.78, noun=last.noun)
    return None


# Who comes next after whom the share before is of: 甲占23%,|其次是乙,占|15%; 乙居第五位,占|6%; 乙占|6%.
_NEXT = re.compile(
    r"[,;](?:而|且)?(?:(?:其次|再次|然后|接着|最后|紧随其后的|排在?第[一二三四五六七八九十\d]+位?的|第[一二三四五六七八九十\d]+(?:位|名)?)(?:依次)?(?:是|为)?)?"
    r"(?P<who>[^,;:。、]{2,16}?)(?:次之|紧随其后|(?:居|位居|位列|排名?|列)(?:于)?第[一二三四五六七八九十\d]+(?:位|名)?)?"
    r"(?:,?(?:其)?(?:占比?|比例|比重)(?:约?为|达|约|全[球国]的?|其中的)*|,?(?:约?为|达到?))(?:约|近)?"
)


def _of_another(context: Context, sentence: Sentence, last: Figure, quantity: Quantity) -> Figure | None:
    """A share of the same whole as the one before, which another place or body has."""
    if last.quantity.unit != "%" or quantity.unit != "%" or "占" not in last.indicator:
        return None
    found = _NEXT.fullmatch(context.text, last.quantity.end, quantity.start)
    if found is None:
        return None
    whose = [m for m in context.mentions_from(found.start("who"), found.end("who")) if may_bear(m)]
    if len(whose) != 1 or (whose[0].start, whose[0].end) != found.span("who"):
        return None
    name, noun = (_without_owner(context, sentence, last, words) for words in (last.indicator, last.noun))
    return replace(last, quantity=quantity, indicator=name, noun=noun, counted=whose[0], sure=0.82)


def _without_owner(context: Context, sentence: Sentence, last: Figure, words: str) -> str:
    """The words without the place or body that the figure before is of: 甲国的论文 → 论文."""
    for mention in context.mentions_from(sentence.start, last.quantity.start):
        own = context.text[mention.start : mention.end]
        if may_bear(mention) and words.startswith(own) and len(words) > len(own) + 1:
            return words.removeprefix(own).lstrip("的")
    return words


def _clause_before(context: Context, sentence: Sentence, start: int, part: re.Match[str]) -> str:
    """The nouns that the clause before ends in, where the share's own begins with 均占 or the like."""
    if part.start() > 1 or start - 1 <= sentence.start or context.text[start - 1] != ",":
        return ""
    earlier, end = context.clause(start - 2)
    if any(isinstance(i, Quantity) and end - 1 <= i.end <= end for i in sentence.items):
        return ""  # 从业人员达1059万人,占…: of the figure before
    return nouns_ending(context, max(earlier, sentence.start), end)


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
    if (held := _HOLDS.search(before) or _HOLDS_OF.search(before)) and (what := _HELD.match(after)):
        return Figure(quantity, f"{held[1]}{what[1]}占比", None, 0.72, noun=what[1])
    if divided := _DIVIDED.search(before):
        return Figure(quantity, f"{divided[1]}占比", None, 0.75, noun=divided[1]) if _IS.match(after) else None
    if of := re.match(r"(?:以上|左右)?的([^,;:。、()]{2,16})", after):
        name = re.split(r"[和与及](?=约?近?超?过?\d)|集中|集聚|来自|分布|为|是|由|在|都|均|已|将|以", of[1])[0]
        return Figure(quantity, f"{name}占比", None, 0.75) if len(name) > 1 else None
    whole = re.search(r"中,?(?:的|有|约|近|超过|约有)*$|其中,?$", before) or text[start - 2 : start] == "中,"
    if (verb := re.match(r"([^,;:。()]{2,20})", after)) and (
        whole or _SECOND_SHARE.search(text[sentence.start : start]) or _ARE.match(verb[1])
    ):
        return Figure(quantity, f"{re.sub('^(?:为|是|属于|来自|由)', '', verb[1])}占比", None, 0.75)
    if paid := PAID.search(before):
        return Figure(quantity, f"{paid['who'].removeprefix('其中')[-10:]}{paid['does']}比例", None, 0.8)
    if noun and len(noun) > 1:
        return Figure(quantity, f"{noun}占比", None, 0.65, noun=noun)
    if earned := re.match(r"的?([一-鿿]{2,8}(?:率|比例|比重|份额|股份|股权|权重))", after):
        return Figure(quantity, earned[1], None, 0.75)
    return None


# Who pays or owns a share: 某局出资50%, 某银行持股5.8%.
PAID = re.compile(
    r"(?P<who>[^,;:。、()]*?)(?P<does>投入|认缴|出资|持股|占股|控股|承担|负担|支付|匹配|自筹|参股)(?:约|均|各|分别|为|达|超过|近)*$"
)

CHANGE = {"下降": "降幅", "减少": "降幅", "降低": "降幅", "缩短": "降幅"}
# With what a change is compared, and when it was.
_COMPARED = r"(?:(?<![占对正])比|(?<![计比])较|相比)[^,;:。]{0,24}?|(?:与|同|和)[^,;:。]{0,20}?相比,?"
_WHEN = (
    r"(?:上一?|去|前一?|今|本|当|同|近|每|\d+|[一二三四五六七八九十两几])+(?:个)?(?:年度?|期|季度|月|财年|周期)"
    r"(?:同期|期间|以来|前|底|末|间|内|初)?|以前|(?:自|从)(?:19|20)\d\d年(?:以来|起|至今)?"
)
GROWN = re.compile(
    rf"(?:,|{_COMPARED}|{_WHEN}|同比|环比|年均|平均|累计|实际|名义|分别|复合)*?"
    r"(?:年均|同比|环比|平均|复合|实际|大幅|显著|总体|整体|约|就|又|已|将|可|再|也)*"
    r"(?P<verb>增长|增加|提高|提升|上升|下降|减少|降低|缩短|增幅|增速|翻)(?:率|幅度)?(?:了|约|近|超过|超|逾|高达|达到?|为|分别)*(?P<to>至|到)?(?:约|近)?$"
)
_PART_OF = re.compile(
    r"(?:约|将|大约)?占(?:比)?(?P<whole>(?:到|了|据)?(?:\([^()]*\)|[^,;:。、()]){0,24}?)(?:的|总[数量]的|比例|比重|比)?(?:均|都|各|已|也)?(?:为|分别为|达到?|约|高达|超过?|近|不到|不足|将近|接近|只有|仅为|仅有|仅)?$"
)
_RISEN = re.compile(r"(?:跃升|提高|提升|升|增|增加|增长|下降|降|上升|扩大)(?:至|到)(?:了|约|近|[^,;:。、]{2,8}年的?)?$")
_TIMES = re.compile(
    r"(?:是|为|相当于|(?<!发)达到?|高出|超过|(?:只|仅)[有为])(?P<of>(?!使|让|将)[^,;:。、()]{1,14}?)(?:的|近|约)*$"
)
# So much of something is somewhere, or of some sort: 九成研发机构|设在|企业.
_ARE = re.compile(
    r"(?:是|为|来自)[一-鿿]{4,14}(?:$|[,;。])|[一-鿿]{2,10}?(?:是|为|来自|来源于|源于|集中[在于]|属于|出自|分布[在于]|设在|在(?!职|校|读|岗))"
)
# …and of whom: 集聚了|我国|36%|的人口.
_HOLDS_OF = re.compile(
    r"(提供|承担|贡献|占据|占有|集聚|聚集|汇聚|集中|创造|吸纳|拥有)(?:了|着)?[^,;:。、]{0,8}?(?:约|近|超过|的)*$"
)
# Who has, gives or makes so much of something: 从政府|得到约三成|经费.
_HOLDS = re.compile(r"(得到|获得|提供|承担|贡献|占据|集聚|创造|吸纳|拥有)(?:了|全[国省市区]|约|近|超过)*$")
_HELD = re.compile(r"(?:以上|左右|多)?(?:的)?([一-鿿]{2,16}?)(?=[,;。、()]|和|及|与|$)")
# Of what a part is told to be something: 经费的约三分之二|来自….
_DIVIDED = re.compile(r"([一-鿿]{2,12})(?:中)?的(?:约|近|超过|大约|有)*$")
_IS = re.compile(
    r"(?:[至到~—–-]+\d+(?:\.\d+)?%)?(?:以上|左右)?(?:都|均|全部?|主要|大多数?|则)*(?:是|为|来自|来源于|源于|由|用于|(?:被)?分配|流向|惠及|投向|集中|通过|属于|分布)"
)
# By how much it is more or less than something: 比全市高出|2.4个百分点.
_RATIO = re.compile("^与([^,;:。]{2,12})之比(?:为|达到?|约|是)*$")
_THAN = re.compile(
    r"(?:比|较)(?P<than>[^,;:。]{2,20}?)"
    r"(?P<how>高出|多出|(?<!提)高|(?<!降)低|(?<![增许])多|(?<!减)少|快|慢)了?(?:约|近|逾|超过)*$"
    r"|(?P<how2>高于|低于|高出|快于|领先|超出)(?P<than2>[^,;:。\d]{2,16}?)(?:约|近|逾)*$"
)
_TIMES_OF = re.compile("[,、和](?:是|为)?([一-鿿]{2,10})的(?:约|近)?")
# 为技术交易贡献了|90%|的技术输出 compares nothing.
# What is no whole, but is like what is compared: 仅为全国平均水平的|56%.
_LIKE = re.compile(r"平均|水平|上年|去年|同期|\d{4}年")
_ACTS = re.compile(r"了|\d|贡献|提供|带来|承担|创造|获得|集聚")
# Behind a share of a whole: of what it is a share (占全国1/24|的人口).
_OF_WHAT = re.compile("的([一-鿿]{2,6})")
# A share earlier in the sentence of which this one is another: …近四分之三惠及…,超过四分之三为….
_SECOND_SHARE = re.compile(r"(?:%|分之[一二三四五六七八九]|\d/\d)[^。;]{2,30},(?:另外|另有|其余|其他|剩余)?(?:约|近)?$")


def of_last(last: Figure | None, quantity: Quantity | None = None) -> str:
    """What a figure goes on about; points of a percentage go on about the share itself."""
    if last is None:
        return ""
    points = quantity is not None and quantity.unit == "个百分点" and last.quantity.unit == "%"
    return last.indicator if points else last.base


def _trimmed(text: str) -> str:
    """The words from the last particle on: 显著提升了美国半导体设备的国产化率 → 国产化率."""
    text = re.sub(r"^.*(?:了|着|其|以及|并|且|已|的是|推动|实现|带动|促进|使)", "", text)
    return text.strip('的,，、:”" ')[-MAX_INDICATOR:]
