"""A figure in a bracket behind whom it is of: 专利数量居前的有甲大学(312件)、乙公司(77件), 论文最多的是某国(45%).

What it counts stands before the first bracket (专利数量, 发文量), else in a sentence before, else the unit tells it.
"""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .figures import Figure, numbered
from .patterns import ORGANIZATIONS

# So many sentences before may say what a list of bodies with figures counts.
MAX_BACK = 3
_BEARERS = ORGANIZATIONS | {"Region"}
# By what bodies and places are compared.
_COUNTED = re.compile(
    r"(?:发明专利|专利|学术论文|论文|文献|成果|项目|标准|著作|发文|获奖|课题|企业|被引|引用|出版物)"
    r"(?:数量|总数|总量|申请量|授权量|公开量|拥有量|申请数量?|授权数量?|频次|次数|占比|份额|篇数|件数|数|量)?"
)
# What a unit counts by itself, when the text has spoken of it.
_BY_UNIT = {"件": "专利", "篇": "论文"}
_MEASURES = re.compile(r"(?:数量|总数|总量|次数|占比|份额|频次|数|量)$")


def bracketed(context: Context, sentence: Sentence, quantity: Quantity) -> Figure | None:
    """Return the figure of the body or place right before the bracket that a quantity fills, if there is one."""
    text = context.text
    if text[quantity.start - 1 : quantity.start] != "(" or text[quantity.end : quantity.end + 1] not in (")", ","):
        return None
    bearer = _bearer(sentence, quantity)
    noun = bearer and _noun(context, sentence, quantity)
    if not bearer or not noun:
        return None
    return Figure(quantity, noun if quantity.unit == "%" else numbered(noun), bearer, 0.88, noun=noun)


def _bearer(sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The body or place that ends right before the bracket of a figure."""
    end = quantity.start - 1
    named = (m for m in sentence.items if isinstance(m, Mention) and m.end == end)
    return next((m for m in named if not m.is_kind and not _BEARERS.isdisjoint(m.types)), None)


def _noun(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """What is counted: the last countable noun before the first bracket, or of the sentences before."""
    first = context.text.find("(", sentence.start, quantity.start)
    stretches = [(sentence.start, first)]
    earlier = context.sentences[max(0, sentence.index - MAX_BACK) : sentence.index]
    stretches += [(s.start, s.end) for s in reversed(earlier)]
    wanted = _BY_UNIT.get(quantity.unit, "")
    for start, end in stretches:
        found = [m[0] for m in _COUNTED.finditer(context.text, start, end) if wanted in m[0]]
        found = [noun for noun in found if wanted or _MEASURES.search(noun)]
        if found:
            return found[-1]
    return ""
