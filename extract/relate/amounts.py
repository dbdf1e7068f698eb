"""What a sum of money or a measure is of: the noun before it (产值达到…), or behind it (…的收入)."""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..lexicon import words
from ..quantities import Quantity
from .figures import MAX_INDICATOR, Figure, pattern, units
from .nouns import noun_before
from .shares import CHANGE, GROWN, PAID, of_last

# Before a sum: it is what the one before is compared with.
_BASE = re.compile(r"(?:比|较|相比|对比)(?:于)?(?:19|20)\d\d年[^,;。\d]{0,6}的?$")


# A sum of what the one before is of may have a date and words of its own: 2019年突破, 其中企业达到.
_LEAD = re.compile(r"(?:^|其中,?)(?:(?:19|20)\d\d年(?:底|末)?)?([一-鿿]{0,8}?)(?:达到?|为|超过?|约|近)*$")


# Words that tell how the figure before has changed, and not of what this one is: 2016年|又增至.
_CHANGED = re.compile("[增升降减涨]|扩大|提高|下滑")


def measured(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """The indicator of money or a measure: the noun before it (产值达到…), or behind it (…的收入)."""
    text = context.text
    start = max(context.clause(quantity.start)[0], sentence.start)
    if grown := GROWN.search(text[start : quantity.start]):
        noun = noun_before(context, sentence, quantity, start + grown.start()) or of_last(last)
        if not grown["to"] and noun:
            less = grown["verb"] in CHANGE
            return Figure(quantity, noun + ("减少额" if less else "增加额"), None, 0.8, noun=noun)
    if last is not None and _BASE.search(text[start : quantity.start]):  # 比2018年的172亿元增长…
        return Figure(quantity, last.base, last.counted, 0.78, noun=last.base)
    if (paid := PAID.search(text[start : quantity.start])) and paid["does"] in ("投入", "出资", "认缴"):
        who = re.sub("^.*(?:其中|当中|、)", "", paid["who"])[-10:]
        if len(who) > 1:
            return Figure(quantity, f"{who}{paid['does']}金额", None, 0.8)
    noun = noun_before(context, sentence, quantity)
    money = quantity.unit in units("money")
    behind = re.match(r"的?([一-鿿]{2,8})", text[quantity.end : min(quantity.end + 10, sentence.end)])
    if behind and (
        found := re.match(
            ".*?(?:" + pattern("money_indicators" if money else "measured").pattern + "|资金$)", behind[1]
        )
    ):
        return Figure(quantity, found[0].lstrip("的"), None, 0.85)
    if len(noun) > 1:
        name = f"{last.base}{noun}" if noun in words("observations", "bare") and last and last.noun != noun else noun
        return Figure(quantity, name[-MAX_INDICATOR:], None, 0.85, noun=noun)
    start = max(context.clause(quantity.start)[0], sentence.start)
    if last is not None and last.quantity.unit == quantity.unit:
        lead = _LEAD.search(text[start : quantity.start])
        if lead:
            whose = "" if _CHANGED.search(lead[1]) else lead[1]
            return Figure(quantity, f"{whose}{last.base}", None, 0.65, noun=last.base)
    return None
