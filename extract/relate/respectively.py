"""Several nouns with as many figures behind 分别: 甲企业、乙企业数量分别达到300家、500家."""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .patterns import ORGANIZATIONS

_BEARERS = ORGANIZATIONS | {"Region"}
_EACH = re.compile(
    r"分别(?:同比|比上年|较上年|年均)?(?P<how>(?:"
    r"(?:由|从)(?:(?:19|20)\d\d年的?)?|达到?|为|是|有|占|超过?|约|近|突破|逾|增长|增加|提高|提升|下降|减少|降低|上升|实现|完成|新增|包含|包括|拥有|增至|降至|升至|至|到|了|占[^,;:。、\d]{1,10}的|(?:是|为|相当于)[^,;:。、\d]{1,10}的)*)$"
)
_JOINED = re.compile(r"(?:、|,|和|与|及|以及)$")
_BETWEEN = re.compile(r"、|和|与|及|以及")
_MEASURED = re.compile("(?:[额量率值数]|经费|收入|投入|支出|规模|占比|比重|强度)$")
# Words that all the nouns share stand behind the last of them: 企业、机构|数量.
_SHARED = re.compile(r"(?:的)?(?:数量|总数|总量|人数|规模|占比|比重|增速|增加值|成交额)$")


def respective(context: Context, sentence: Sentence, quantity: Quantity) -> tuple[str, str] | None:
    """Return the noun that a figure belongs to, and the verb behind 分别, where figures and nouns are as many."""
    text = context.text
    row = _row(context, sentence, quantity)
    start, _ = context.clause(row[0].start)
    start = max(start, sentence.start)
    each = _EACH.search(text, start, row[0].start)
    if each is None and len(row) > 1 and (former := _changed_from(context, sentence, row)):
        each = _EACH.search(text, start, former.start)
    if each is None or len(row) < 2:
        return None
    names = _BETWEEN.split(re.sub(r"\([^()]*\)", "", text[start : each.start()]))
    if not names[0] or each.start() == start:
        names = _listed_before(context, sentence, start, row[-1])
    if len(names) != len(row) or not all(names):
        return None
    shared = _SHARED.search(names[-1])
    name = names[row.index(quantity)]
    if shared and not _MEASURED.search(name):
        name += shared[0].lstrip("的")
    return name, each["how"]


def _changed_from(context: Context, sentence: Sentence, row: list[Quantity]) -> Quantity | None:
    """The first of as many figures before, from which those of the row have changed: 分别由4亿和1亿|增至5亿和2亿."""
    before = [i for i in sentence.items if isinstance(i, Quantity) and i.end <= row[0].start][-len(row) :]
    if len(before) < len(row) or not _CHANGED.fullmatch(context.text, before[-1].end, row[0].start):
        return None
    return before[0] if _row(context, sentence, before[0]) == before else None


_CHANGED = re.compile(
    r"(?:左右)?,?(?:增加|增长|增|提高|提升|上升|升|扩大|减少|下降|降|缩减)(?:了)?(?:到|至)(?:(?:19|20)\d\d年的?)?"
)


def _listed_before(context: Context, sentence: Sentence, start: int, last: Quantity) -> list[str]:
    """The nouns that the clause before lists: 前三大行业依次是甲业、乙业、丙业,|分别包含85家、78家、62家公司."""
    if start - 1 <= sentence.start or context.text[start - 1] != ",":
        return []
    earlier, end = context.clause(start - 2)
    listed = _LISTED.search(context.text, max(earlier, sentence.start), min(end, start - 1))
    if listed is None:
        return []
    behind = _BEHIND.match(context.text, last.end, sentence.end)
    noun = behind[1] if behind else ""
    return [name + noun for name in _BETWEEN.split(listed[1])]


_LISTED = re.compile("(?:分别|依次)?(?:是|为|有|包括)([^,;:。]+)$")
_BEHIND = re.compile("([一-鿿]{2,6})(?=[,;。]|$)")


def _row(context: Context, sentence: Sentence, quantity: Quantity) -> list[Quantity]:
    """The figures that stand one after the other, joined by 、 or 和, with the one given among them."""
    row: list[Quantity] = []
    for item in sentence.items:
        if not isinstance(item, Quantity):
            continue
        if row and not _JOINED.fullmatch(context.text[row[-1].end : item.start]):
            if quantity in row:
                return row
            row = []
        row.append(item)
    return row if quantity in row else [quantity]


def bearer_of_each(context: Context, sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The place or body to which one of several figures belongs: 甲市、乙市分别有65家和56家,其产值分别为…."""
    row = _row(context, sentence, quantity)
    if len(row) < 2:
        return None
    start = max(context.clause(row[0].start)[0], sentence.start)
    at = context.text.find("分别", start, row[0].start)
    if at < 0:
        return None
    listed: list[Mention] = []
    for mention in sentence.items:
        if not isinstance(mention, Mention) or mention.end > at or not _BEARERS & set(mention.types):
            continue
        joined = listed and _BETWEEN.fullmatch(context.text, listed[-1].end, mention.start)
        if listed and not joined and len(listed) == len(row):
            break
        listed = [*listed, mention] if joined else [mention]
    return listed[row.index(quantity)] if len(listed) == len(row) else None
