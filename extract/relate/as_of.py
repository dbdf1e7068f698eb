"""As of when a figure is: the date said with it or before it, its end of a change, or what the paragraph has set."""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..dates import DateFound
from ..model import Literal
from ..quantities import Quantity
from .changes import end_of_change


def as_of(context: Context, sentence: Sentence, quantity: Quantity) -> Literal | None:
    """The year of the source in brackets (布鲁金斯学会, 2021), else the nearest date before in the sentence."""
    text = context.text
    if source := re.search(r"[(][^()]{2,24},((?:19|20)\d\d)[)]", text[quantity.end : sentence.end]):
        return Literal(source[1], "gYear")
    dates = [i for i in sentence.items if isinstance(i, DateFound) and i.end <= quantity.start]
    if end := end_of_change(context, sentence, quantity):
        return _at_end_of_change(context, sentence, quantity, dates, end)
    if own := next((i for i in dates if _OF.fullmatch(text, i.end, quantity.start)), None):  # 2018年的172亿元
        return own.literal if own.until is None else None
    if not dates:
        return _set_before(context, sentence)
    dates = [i for i in dates if not _is_since(text, i)]
    if not dates or dates[-1].until is not None or is_founding(context, dates[-1], quantity):
        return None
    return dates[-1].literal


def _at_end_of_change(
    context: Context, sentence: Sentence, quantity: Quantity, dates: list[DateFound], end: str
) -> Literal | None:
    """The figure's own date (由2005年的17%|增至…), else its end of the period (2005年至2017年,由17%增至22%)."""
    text = context.text
    last = dates[-1] if dates else None
    if last is not None and last.until is None and _OF.fullmatch(text, last.end, quantity.start):
        return last.literal
    earlier = [i.start for i in sentence.items if isinstance(i, Quantity) and i.start < quantity.start]
    free = [d for d in dates if not any(d.end <= at and _OF.fullmatch(text, d.end, at) for at in earlier)]
    if free and free[-1].until is not None:
        return free[-1].literal if end == "from" else free[-1].until
    if len(free) > 1 and text[free[-2].end : free[-1].start] in ("至", "到", "—", "-"):
        return free[-2 if end == "from" else -1].literal
    return free[-1].literal if free and end == "to" and not _is_since(text, free[-1]) else None


# So many sentences before in the paragraph may begin with the date that figures go on to be as of.
MAX_DATED = 3
_SETS_TIME = re.compile(r"(?:据[^,;。]{2,16},)?(?:截至|截止|到|至)?(?:目前,)?")


def _set_before(context: Context, sentence: Sentence) -> Literal | None:
    """The date with which a sentence of the paragraph before begins (截至2021年底,…), where none has come since."""
    for earlier in reversed(context.sentences[max(0, sentence.index - MAX_DATED) : sentence.index]):
        if earlier.paragraph != sentence.paragraph:
            break
        dates = [i for i in earlier.items if isinstance(i, DateFound)]
        if dates:
            first = dates[0]
            sets = _SETS_TIME.fullmatch(context.text, earlier.start, first.start) if first.until is None else None
            ends = re.match("(?:底|末|年底|前)?[,，]", context.text[first.end : first.end + 4])
            lasts = first.literal.datatype == "gYear" or (sets and "截" in sets[0])  # 8月,… only tells when it happened
            return first.literal if sets and ends and lasts and len(dates) == 1 else None
    return None


# Between a date and the figure that is of then.
_OF = re.compile("(?:的|时的|为)?")


def _is_since(text: str, date: DateFound) -> bool:
    """Does a date only say since when (自1984年启动以来, 2015年以来), or what something is compared with (比2019年)?"""
    return text[date.start - 1 : date.start] in ("自", "比", "较") or bool(
        re.match(r"[^,;。]{0,8}以来", text[date.end : date.end + 10])
    )


# In the clause of a date: it is when something was founded, and no other clause's figures are as of then.
_FOUNDING = re.compile(r"成立|创立|创建|创办|设立|组建|发起|推出|揭牌|挂牌|始建|批复|获批|落户|启用|投用")


def is_founding(context: Context, date: DateFound, quantity: Quantity) -> bool:
    """Is it the date of a founding that an earlier clause tells (成立于1984年,…员工5500人)?"""
    start, end = context.clause(date.start)
    if end > quantity.start or not _FOUNDING.search(context.text, start, end):
        return False
    told = (i for i in context.sentence_at(start).items if isinstance(i, Quantity) and date.end <= i.start < end)
    return next(told, None) is None  # 2023年组建35家,带动投资10亿元 goes on about that year
