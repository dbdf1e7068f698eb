"""What a figure is a figure of: the short noun phrase that names its indicator.

1. The nouns right behind it, which it counts (41家创新联合体 → 创新联合体数量; counts.py).
2. Else the nouns before it, behind which only words like 达到 stand (从业人员达1059人 → 从业人员数量; nouns.py).
3. Else what the figure before it in the sentence is of (…2310家,同比增长18.6% → …增幅; 其中22家为任务型).
Shares and growth are read by shares.py, money and measures by amounts.py.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..context import Context, Sentence
from ..lexicon import words
from ..quantities import Quantity
from .amounts import measured
from .bearers import may_bear
from .bracketed import bracketed
from .changes import changed, goes_on
from .counts import count
from .durations import lasts
from .figures import MAX_INDICATOR, Figure, numbered, short_name, units
from .nouns import nouns_ending
from .respectively import respective
from .shares import CHANGE, GROWN, share

# Between the two ends of a range: 14%至30%.
_JOINED = re.compile("、|和|与|及|以及")
_RANGE = re.compile(r"[至到~—–-]+")


def _ends_range(context: Context, one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit and bool(_RANGE.fullmatch(context.text, one.end, other.start))


def _in_row(context: Context, one: Quantity, other: Quantity) -> bool:
    """Does a figure stand right behind the one before in a row (分别为259亿元、38亿元和27亿元)?"""
    return one.unit == other.unit and bool(_JOINED.fullmatch(context.text, one.end, other.start))


def _begins_range(context: Context, sentence: Sentence, quantity: Quantity) -> Quantity | None:
    """The other end of a range (六成~七成的经费, 10至20家企业): what it is of stands behind that."""
    behind = (i for i in sentence.items if isinstance(i, Quantity) and i.start > quantity.end)
    other = next(behind, None)
    return other if other is not None and _ends_range(context, quantity, other) else None


def read(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """Return the figure with its indicator, or None where nothing says what it is of."""
    partner = _begins_range(context, sentence, quantity)
    order = [quantity] if partner is None else [partner, quantity]
    if quantity.unit in units("share"):
        order.reverse()
    figure = next((f for f in (_read(context, sentence, item, last) for item in order) if f is not None), None)
    return replace(figure, quantity=quantity) if figure is not None else None


def _read(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    if last is not None and _ends_range(context, last.quantity, quantity):
        return replace(last, quantity=quantity)
    if own := bracketed(context, sentence, quantity):
        return own
    if quantity.unit in units("time"):
        return lasts(context, sentence, quantity)
    if (own := respective(context, sentence, quantity)) is not None:
        return _of_each(quantity, *own)
    if last is not None and quantity.unit not in units("share") and _in_row(context, last.quantity, quantity):
        return replace(last, quantity=quantity, sure=0.7)
    if last is not None and last.quantity.unit == quantity.unit and goes_on(context, sentence, quantity):
        return replace(last, quantity=quantity)
    if last is not None and (other := _other(context, sentence, quantity, last)):
        return other
    if name := changed(context, sentence, quantity, nouns_ending):
        if name.startswith("占") and last is not None:  # 经费增至…,占GDP的比重从1%提高到2%
            name = last.base if last.base.endswith(name) else short_name(last.base) + name
        return _of_change(quantity, name)
    if quantity.unit in units("share"):
        return share(context, sentence, quantity, last)
    if not quantity.unit or quantity.unit in units("money") | units("measure"):
        return measured(context, sentence, quantity, last)
    return count(context, sentence, quantity, last)


# Before a figure: it is another's, with which the one before is compared (产量占比为26%,远低于某市的|68%).
_LESS_OR_MORE = re.compile(
    r"(?:低于|高于|仅次于|次于|落后于|领先于|超过|不及|少于|多于)(?P<whose>[^,;:。、\d]{2,12}?)的(?:约|近)?$"
)


def _other(context: Context, sentence: Sentence, quantity: Quantity, last: Figure) -> Figure | None:
    """The figure of another place or body, with which that of the clause before is compared."""
    if quantity.unit != last.quantity.unit:
        return None
    found = _LESS_OR_MORE.search(context.text, max(context.clause(quantity.start)[0], sentence.start), quantity.start)
    if found is None or found.start() < last.quantity.end:
        return None
    whose = next((m for m in context.mentions_from(found.start("whose"), found.end("whose")) if may_bear(m)), None)
    return replace(last, quantity=quantity, counted=whose, sure=0.8) if whose is not None else None


def _of_each(quantity: Quantity, words_before: str, how: str) -> Figure | None:
    """One of several figures that go with as many nouns; with 增长 it tells by how much its noun has grown."""
    if words_before.rpartition("的")[2] in words("observations", "bare"):  # 仪表产业的规模
        words_before = words_before.replace("的", "")
    name = re.sub(r"^.*(?:的|了|其中|目前|全市|全省|全国|我国)", "", words_before).strip()[-MAX_INDICATOR:]
    if quantity.unit in units("share") and (whole := re.search("占(.{1,10})的", how)):
        return Figure(quantity, f"{name}占{whole[1]}比重", None, 0.85, noun=name)
    if quantity.unit == "倍" and (base := re.search("(?:是|为|相当于)(.{1,10})的", how)):
        return Figure(quantity, f"{name}相当于{base[1]}的倍数", None, 0.8, noun=name)
    grown = GROWN.search(how) if how else None
    if len(name) < 2:
        return None
    if quantity.unit in units("share") and grown and not grown["to"]:
        return Figure(quantity, name + CHANGE.get(grown["verb"], "增幅"), None, 0.85, noun=name)
    return _of_change(quantity, name)


def _of_change(quantity: Quantity, name: str) -> Figure:
    counts = quantity.unit not in units("share") | units("money") | units("measure")
    return Figure(quantity, numbered(name) if counts else name[-MAX_INDICATOR - 8 :], None, 0.85, noun=name)
