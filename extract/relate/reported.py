"""Which figures an article reports: no enumerations, thresholds, grants or indefinite ones, and which are targets."""

from __future__ import annotations

import re

from ..context import Context
from ..modality import is_binding
from ..model import Modality
from ..quantities import Quantity
from .bearers import may_bear
from .clauses import put
from .durations import lasts
from .figures import pattern, units
from .shares import GROWN
from .sums import is_change

TEN = 10
# What is more is the year itself, not how many of them.
MAX_YEARS = 1000
# So many pieces of advice are those of a report, which are counted.
MANY = 5
# A bracket that explains a word is no longer than this before its figure.
MAX_GLOSS = 80


def reports(context: Context, quantity: Quantity) -> bool:
    """Is the figure one that is reported (not an enumeration, a threshold, a grant or an indefinite one)?"""
    text = context.text
    digits = text[quantity.start : quantity.end]
    if text[quantity.start - 1 : quantity.start] == "“" and quantity.unit == "个":  # “六个倍增” is a name
        return False
    if quantity.unit in units("time"):
        if quantity.value > MAX_YEARS:  # 期限为2019年
            return False
        told = lasts(context, context.sentence_at(quantity.start), quantity)
        return told is not None and not _is_rule(context, quantity)
    if _is_aside(text, context.sentence_at(quantity.start).end, quantity):
        return False
    if re.match(r"(?:突破|达到?)?(?:一|半)(?![十百千万成])", digits):
        return False
    if re.match("(?:突破|达到?)?两(?![十百千万成])", digits) and not _is_pair(context, quantity):
        return False
    if pattern("enumerates").match(text, quantity.end) and not _sets(text, quantity):
        return False
    start, end = context.clause(quantity.start)
    clause = text[start:end]
    if quantity.unit in ("公里", "千米", "米") and _AWAY.search(
        text, context.clause(quantity.start)[0], quantity.start
    ):
        return False
    if quantity.unit == "次" and not digits[:1].isdigit() and _HAN.match(text, quantity.end):  # 二次开发
        return False
    if quantity.unit == "次" and pattern("sessions").match(text, quantity.end):
        return False
    if pattern("attended").search(clause) or (
        quantity.unit == "个" and _is_big(text, quantity) and not _big_counts(context, quantity)
    ):
        return False
    if pattern("examples").search(text, context.sentence_at(quantity.start).start, quantity.start):
        return False
    if quantity.unit in units("money"):
        return _earned(text, start, end, quantity, context.sentence_at(start).start)
    if _GRANTED.search(text, start, quantity.start):  # 给予投资额5%的补助
        return False
    planned = put(context, quantity.start, quantity.end)[0] is Modality.PLANNED or is_target(context, quantity)
    if re.search("最[高多](?:可|不|为)", clause) or (pattern("thresholds").search(clause) and not planned):
        return False
    return not _is_rule(context, quantity)


# The number of a figure or table, and the counters that pages set beside their articles.
_OF_PAGE = re.compile(
    r"(?:^|[\n。;,(见如])[图表]$|(?:全文|本文|正文)(?:共|约|字数)*$|(?:浏览|阅读|点击|下载|访问)(?:量|数|次数)?:? ?$"
)


def _is_aside(text: str, end: int, quantity: Quantity) -> bool:
    """Is a figure only by what others are divided, a stage, a sample, part of a name, or so many grades?"""
    before, start, stop = text[quantity.start - 1 : quantity.start], quantity.start, quantity.end
    # How long a text is, and how often its page was opened, is of the page.
    if before == "每" or quantity.unit == "页" or _OF_PAGE.search(text, max(0, start - 8), start):
        return True
    digits = text[start:stop]
    if quantity.unit == "期" and not digits[:1].isdigit() and before not in tuple("共有办了达满第"):  # 二期工程
        return True
    if quantity.unit == "条" and before not in tuple("共有了台出") and _HAN.match(before) and _RULES.match(text, stop):
        return True  # 某某40条政策 is a name
    if quantity.unit in ("类", "级", "档", "个") and _GRADED.search(text, max(0, start - 40), start):
        return bool(_GRADES.match(text, stop, end))
    if _CHOSEN.search(text, max(0, start - 3), start) and quantity.unit in units("count"):
        return True  # 前三大产业, 这两座城市 choose among what is counted elsewhere
    if text[stop - 1] == "大" and digits[:1].isdigit() and before in ("", "\n", "#"):
        return True  # 1大科学装置的…: the number of a section
    if quantity.unit == "分" and (
        _FULL_MARKS.search(text, max(0, start - 6), start) or _MARKED_AS.match(text, stop, end)
    ):
        return True
    if quantity.unit in ("批", "批次", "轮") and (before == "分" or _IN_TURNS.match(text, stop)):
        return True  # 分三批, 5批共120家: in so many turns
    if quantity.unit in units("count") and _RANKED_AMONG.match(text, stop, end):
        return True
    if _in_gloss(text, quantity):
        return True
    if text[stop - 1] == "大" and _ONE_OF.match(text, stop, end):
        return True
    if quantity.unit == "个" and text.startswith(("省、", "省(", "省市自治区"), stop):
        return True
    return bool(_SAMPLE.match(text, stop, end)) and bool(_TAKES.search(text, max(0, start - 60), start))


_CHOSEN = re.compile("(?<![目之以年次])前$|这$|上述$|前述$")
# What an assessment goes by is none of its results: 总分|100分, 80分|以上为优秀.
_FULL_MARKS = re.compile("(?:总分|满分|分值)(?:为|是)?$")
_MARKED_AS = re.compile("(?:及?以[上下])?(?:的)?(?:为|评为|定为)")
_IN_TURNS = re.compile(r"[,、]?(?:共计?|合计|总计|累计)?\d+[家个项支所]")
# Among so many something has its place: 10件大事中,某事名列第三.
_RANKED_AMONG = re.compile("[^,;。]{2,16}(?:之?中|里),?[^,;。]{0,16}(?:[名排位]列|排名|位居|排在|[居列排]第)")
# A bracket that explains a word, and what of it has figures: 独角兽(估值超过10亿美元的初创企业).
_GLOSS = re.compile(r"(?!其中|包括|单位)(?:[^():,;]{2,40}:|是?指|即)")
_SIZE = re.compile(r"(?:年?(?:估值|市值|营收|收入|产值|规模|年龄|成立)|超过)[^()]{0,8}$")
_SORT_BEHIND = re.compile(r"(?:以[上下])?的[一-鿿]{2,14}\)")


def _in_gloss(text: str, quantity: Quantity) -> bool:
    """Does a figure stand in a bracket that explains the word before it?"""
    opening = text.rfind("(", max(0, quantity.start - MAX_GLOSS), quantity.start)
    if opening < 0 or ")" in text[opening : quantity.start] or "\n" in text[opening : quantity.start]:
        return False
    if _GLOSS.match(text, opening + 1, quantity.start):
        return True
    return bool(_SIZE.fullmatch(text, opening + 1, quantity.start) and _SORT_BEHIND.match(text, quantity.end))


_ONE_OF = re.compile("[一-鿿]{2,12}之一")
_RULES = re.compile("(?:政策|措施|举措|意见|新政)")
_GRADED = re.compile("(?:分为|分成|划分为|评为|包括)[^;。]{0,36}$")
_GRADES = re.compile("(?:等级|档次|等次|级别|类别|等)?(?=[,;。]|$)")
_TAKES = re.compile("(?:^|[^所])以[^,;。]*$")
_SAMPLE = re.compile("[^,;。]{0,24}?为(?:例|样本|案例|(?:研究|分析|考察)?对象)")


# How far away something is says where it is.
_AWAY = re.compile("(?:以[东南西北]|距离?|相距)[^,;。]{0,12}$")
_HAN = re.compile(r"[一-鿿]")
_GRANTED = re.compile("(?:给予|按照?)[^,;。]{0,24}$")


def _is_rule(context: Context, quantity: Quantity) -> bool:
    """Does the figure stand in a measure, and tell nothing that is so already?"""
    binds = is_binding(context) and not context.title.endswith("通知")
    return binds and not _has_happened(context, quantity)


def _is_pair(context: Context, quantity: Quantity) -> bool:
    """Does 两 count things that are named (两个创新中心, 两家), and is no turn of phrase (两个方面)?"""
    named = context.mentions_from(quantity.end, quantity.end + 1)
    return (
        quantity.unit in ("家", "所", "座")
        or any(may_bear(m) for m in named)
        or bool(pattern("pairs").match(context.text, quantity.end))
    )


def _is_big(text: str, quantity: Quantity) -> bool:
    return text[quantity.end - 1] == "大"


def _big_counts(context: Context, quantity: Quantity) -> bool:
    """Does 七大 count (内设七大中心, 五大领域), rather than belong to a name or a turn of phrase?"""
    if quantity.value == TEN:  # 十大产业 is a name
        return False
    text = context.text
    return bool(
        pattern("sets").search(text, max(0, quantity.start - 4), quantity.start)
        or pattern("big").match(text, quantity.end)
    )


# What others have put in so far is counted: 截至…,私营公司投入约7亿元.
_PAID_IN = re.compile(r"[一-鿿]{2}(?:投入|出资|认缴)(?:了|约|近|超过|逾)*$")


# How big what is counted must be is no figure of its own: 12家年产值|1亿元|以上的企业.
_ATTRIBUTE = re.compile(r"\d[家个户](?:年)?(?:估值|市值|产值|营业?收入?|销售收入|纳税)(?:超过?|达到?|在)?$")


_HAVING = re.compile("(?:收入|产值|规模|市值|估值|销售额|总?投资|利润|营收)(?:额)?(?:达到?|超过?|在)?$")
_OF_SUCH = re.compile("(?:的|以上的)[一-鿿]")


def _earned(text: str, start: int, end: int, quantity: Quantity, sentence_start: int) -> bool:
    """Is a sum one that is made, spent or counted, rather than one that is given?"""
    clause = text[start:end]
    if _ATTRIBUTE.search(text, start, quantity.start):
        return False
    if _HAVING.search(text, start, quantity.start) and _OF_SUCH.match(text, quantity.end):
        return False  # 年营业收入达10亿元|以上的企业有5家
    if GROWN.search(text, start, quantity.start) or is_change(text, start, quantity):
        return True
    if pattern("thresholds").search(clause) or re.search(r"最高|每[家个项人][^,]{0,6}$", text[start : quantity.start]):
        return False
    if _PAID_IN.search(text, start, quantity.start) and _DONE.search(text, sentence_start, quantity.start):
        return True
    near = text[start : min(end, quantity.end + 10)]
    return bool(pattern("money_indicators").search(near)) or not pattern("grants").search(clause)


def _has_happened(context: Context, quantity: Quantity) -> bool:
    """In a measure, does the clause tell what is so already (截至…, 已…)?"""
    start, end = context.clause(quantity.start)
    return bool(re.search(r"截至|已|目前|现有", context.text[context.sentence_at(start).start : end]))


def _sets(text: str, quantity: Quantity) -> bool:
    """Does a scheme set goals or tasks in digits (设有10个目标), which are counted and not gone through?"""
    if _MAKES.search(text, max(0, quantity.start - 6), quantity.start) and (made := _MADE.match(text, quantity.end)):
        return quantity.value >= MANY or made["what"] not in ("建议", "举措")  # an article's own advice goes by threes
    digits = text[quantity.start : quantity.end]
    return digits[:1].isdigit() and bool(pattern("sets").search(text, max(0, quantity.start - 4), quantity.start))


# What a report or programme makes so many of.
_MAKES = re.compile("(?:提出|给出|包含|包括|制定|设定|确定|列出|概述|明确)了?(?:[一-鿿]{2}的)?$")
_MADE = re.compile("[一-鿿]{0,6}?(?P<what>建议|目标|任务|挑战|举措|优先事项)(?=[,;:。()]|$)")


def is_target(context: Context, quantity: Quantity) -> bool:
    """Does a figure stand under a heading of targets, or in a sentence of what is aimed at, and tell nothing done?"""
    sentence = context.sentence_at(quantity.start)
    start, _ = context.clause(quantity.start)
    if _DONE.search(context.text, start, quantity.start):
        return False
    aimed = _AIMED.search(context.text, sentence.start, start)
    return (bool(aimed) and not _DONE.search(context.text, aimed.end(), start)) or _under_targets(
        context, quantity.start
    )


def _under_targets(context: Context, at: int) -> bool:
    headings = context.headings(at)
    return bool(headings) and bool(_TARGETS.search(context.text, headings[-1].span.start, headings[-1].span.end))


_AIMED = re.compile("力争|努力实现|确保到|目标(?:是|为|包括|有)?:?(?=到)|目标(?:是|为):?(?:在|使|实现|建)")
_DONE = re.compile("已|了|曾|截至|累计|目前|现有")
# What is aimed at by such a year, though it is put as what must be done: 提出到2025年,要培育….
_SET_BY = re.compile(
    r"(?:提出|明确|规划|计划|方案|战略|目标|愿景|力争|承诺|宣布|强调|设定)[^。;]{0,40}?到20\d\d ?年(?:底|末)?,?"
)


def is_planned(context: Context, quantity: Quantity) -> bool:
    """Does a document or programme set the figure for a year to come (提出到2025年,要…)?"""
    return bool(_SET_BY.search(context.text, context.sentence_at(quantity.start).start, quantity.start))


_TARGETS = re.compile(r"目标(?:任务)?\s*[。:]?\s*$")
