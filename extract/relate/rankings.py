"""Places in a ranking that an article reports: 研发强度居全国第二位, 由第22位升至第19位, 跻身全球前十.

1. A verb that ranks, among whom, and the place: 位列|全省|第三. Of 前十 the figure is at most ten.
2. What is ranked: the nouns before the verb, else the figure right before (成交额达9亿元,居全省第2位), else the index
   or list that the sentence names (在《2023年全球创新指数》中).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..context import Context, Sentence
from ..expressions import hinted
from ..lexicon import words
from ..quantities import Quantity, number
from ..recognise.mentions import Mention
from .figures import MAX_INDICATOR, Figure, pattern
from .nouns import nouns_ending

UNIT = "位"

_NUMBER = r"[一二三四五六七八九十百\d]+"
# A bare number ends the clause, or it counts what follows: 排名前10|的企业, 居第一|梯队.
_END = r"(?=[,;:。、()!?”\s]|和|并|且|行列|序列|$)"
_NTH = rf"第 ?(?P<nth>{_NUMBER}) ?(?:(?:位|名)(?!的)|{_END})"
_TOP = rf"前 ?(?P<top>{_NUMBER}) ?(?:(?:位|名|强|列)(?!的)|{_END})"
_FIRST = "(?P<first>首位|榜首)(?!的)"
_AMONG = r"(?:在|于|为|了|至|到|入)*(?P<among>[^,;:。、第前首榜()]{0,12}?)"
# The place before that: 由2022年第22位|上升至第19位.
_PAST = (
    rf"(?:由|从)(?P<since>[^,;:。第]{{0,14}})第 ?(?P<past>{_NUMBER}) ?(?:位|名)?"
    r"(?=[^,;:。第]{0,6}[升降进跌跃][^,;:。第]{0,8}第)"
)
# Behind what is ranked, without a verb: 单项冠军数量|全国第一.
_BARE = rf"(?<=[数量额率值模度力平])(?P<of>全[国省市球]|世界|全球)第 ?(?P<bare>{_NUMBER}) ?(?:位|名)?{_END}"
# An index or list in which something is ranked.
_INDEX = re.compile(
    r"[一-鿿A-Za-z]{2,16}?(?:指数|排行榜|榜单|竞争力|排名|评价|评估)(?:报告)?"
    r"(?=(?:\([A-Za-z]+\))?(?:[》”中里上,]|显示|(?:19|20)\d\d))"
)


@dataclass(frozen=True, slots=True)
class Rank:
    """A place in a ranking as a quantity, where the words that tell it begin, and among whom it is."""

    quantity: Quantity
    start: int
    among: str
    of: Mention | None = None  # who is ranked, where the place stands in brackets behind: 北京(第三位)


@cache
def _place() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('ranks').pattern}){_AMONG}(?:{_NTH}|{_TOP}|{_FIRST})|{_PAST}|{_BARE}")


_IN_BRACKETS = hinted(
    r"\((?:位居|位列|居|列|排名|在)*(?P<among>[一-鿿]{0,6}?)(?:中)?(?:排名|排|位居|位列|居|列)*"
    rf"第 ?(?P<nth>{_NUMBER}) ?(?:位|名)?\)"
)


def _in_brackets(context: Context, sentence: Sentence) -> Iterator[Rank]:
    """The places that stand in brackets behind who or what is ranked."""
    text = context.text
    for match in _IN_BRACKETS.finditer(text, sentence.start, sentence.end):
        bearers = (m for m in sentence.items if isinstance(m, Mention) and m.end == match.start())
        bearer = next((m for m in bearers if text[m.start - 1 : m.start] not in ("-", "—")), None)
        value = number(match["nth"])
        if value is None:
            continue
        at = match.start() + 1
        if bearer is not None:
            yield Rank(Quantity(at, match.end() - 1, value, UNIT), at, match["among"], bearer)
        elif match["among"]:  # 人均受教育年限为13年(全球排名第12位)
            yield Rank(Quantity(at, match.end() - 1, value, UNIT), match.start(), match["among"])


def ranks(context: Context, sentence: Sentence) -> Iterator[Rank]:
    """Yield the places in rankings that a sentence tells: in brackets, then by verbs, each in order."""
    bracketed = list(_in_brackets(context, sentence))
    yield from bracketed
    for match in _place().finditer(context.text, sentence.start, sentence.end):
        digits = match["nth"] or match["past"] or match["top"] or match["bare"]
        value = number(digits) if digits else number("1")
        told = any(rank.start <= match.start() < rank.quantity.end for rank in bracketed)
        if value is not None and not told and not _PUT_FIRST.search(match["among"] or ""):
            sign = "le" if match["top"] else ""
            quantity = Quantity(match.start(), match.end(), value, UNIT, sign)
            yield Rank(quantity, match.start(), match["among"] or match["since"] or match["of"] or "")


# 排在任务的|首位 is no place in a ranking.
_PUT_FIRST = re.compile("任务|工作|议程|日程")


def ranked(context: Context, sentence: Sentence, rank: Rank, last: Figure | None) -> Figure | None:
    """Return the figure with what is ranked, or None where nothing says it."""
    noun = _noun(context, sentence, rank, last)
    found = _AMONG_WHOM.search(rank.among)
    among = found[0] if found and found[0] not in noun else ""
    if not noun and not among and rank.of is None:
        return None
    name = noun if _IS_RANKING.search(noun) else f"{noun}{among}排名"
    return Figure(rank.quantity, name[-MAX_INDICATOR:], rank.of, 0.8 if noun else 0.7, noun=noun)


_IS_RANKING = re.compile("..(?:排名|位次|名次)$")
_AMONG_WHOM = re.compile("全[国省市球区]|世界|全球|亚洲|欧洲|国际|国内|同类")


def _noun(context: Context, sentence: Sentence, rank: Rank, last: Figure | None) -> str:
    text = context.text
    start = max(context.clause(rank.start)[0], sentence.start)
    field = _FIELD.search(text, start, rank.start)
    end = rank.start if field is None or field["list"] else field.start()
    noun = _without_bearers(context, sentence, start, nouns_ending(context, start, end), end)
    if field is not None and field["list"]:
        noun = field["list"]
    named = _INDEX.findall(text, sentence.start, rank.start)
    if noun in words("observations", "bare") and last is not None:  # 培育中心25家,|数量居全省首位
        return last.base + noun
    if len(noun) > 1 and noun not in named and noun != "排名":
        return noun
    if field is not None and not named and (whom := _OF_WHOM.fullmatch(field["whom"])):
        return whom["whom"]
    if last is not None and last.quantity.end + 2 >= start:
        return last.base
    if named:
        return re.sub("^(?:在|年|的|据|根据|发布|最新|公布)+|报告$", "", named[-1])
    measured = _MEASURED.findall(text, sentence.start, start)
    return measured[-1] if measured and start == rank.start else last.base if last is not None else ""


# Among whom, or in which list, something is ranked, before its place: 综合实力|在全国169个国家高新区中|位居第11位.
_FIELD = re.compile(
    r"在(?P<whom>[^,;:。在]{2,30}?)(?P<list>[一-鿿]{2}(?:排名|评价|评估|考核|指数|测评|榜单))?(?:之?中|里|内)$"
)
_OF_WHOM = re.compile("(?P<whom>[一-鿿]{2,10})")
# What the clause before tells, of which one without a subject tells the place: 成交额突破千亿,|由第六位升至第二位.
_MEASURED = re.compile(
    r"([一-鿿]{2,12}(?:额|率|值|量|经费|投入|强度|能力|水平|规模|指数|收入))(?:突破|达|超|为|再|增|提|持|稳|同)"
)


def _without_bearers(context: Context, sentence: Sentence, start: int, noun: str, end: int) -> str:
    """The noun without the place or body that it begins with: who is ranked, not in what."""
    for item in sentence.items:
        if isinstance(item, Mention) and "Indicator" not in item.types and start <= item.start and item.end <= end:
            own = context.text[item.start : item.end]
            noun = noun.removeprefix(own).lstrip("的和与及、均都")
    return noun.lstrip("的和与及、均都")
