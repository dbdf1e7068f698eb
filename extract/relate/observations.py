"""Figures that an article reports: of what, which indicator, value and unit, as of when, where.

1. Every figure of a sentence that reports (proposals, requirements, money granted and mere enumerations are left out).
2. Its indicator is made of the words it counts (41家创新联合体 → 创新联合体数量) or of those before it
   (占全国…的 → …占比).
3. What it is about is the kind or thing it counts, else what the sentence speaks of.
4. A part takes the indicator of its whole: 41家创新联合体(其中22家为任务型) → 任务型创新联合体数量.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..dates import DateFound
from ..lexicon import load, words
from ..modality import in_advice, modality
from ..model import Literal, Modality
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .stated import Stated, state
from .subjects import in_title

FRAME = "Observation"

# A longer indicator is a sentence, not a name for a figure.
MAX_INDICATOR = 24

_NOMINAL = frozenset({"n", "nz", "nw", "vn", "an", "a", "ORG", "LOC", "PER", "xc", "b", "s"})
_ABOUT = frozenset(
    {"Consortium", "InnovationCenter", "Cluster", "Programme", "Policy", "Kind", "Region", "Agency", "Enterprise",
     "University", "ResearchInstitute", "Laboratory", "Association", "Organization"}
)  # fmt: skip
_SCHEMES = frozenset({"Consortium", "InnovationCenter", "Cluster", "Programme"})
_STOP = re.compile(r"[,;:。!?、()“”《》\n]")


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure on its way to an Observation."""

    quantity: Quantity
    indicator: str
    counted: Mention | None = None


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile("|".join(load("observations")[key]))


@Language.component("innokg_observe")
def observe(doc: Doc) -> Doc:
    """State an Observation for every reported figure."""
    context: Context = doc._.context
    return state(doc, [fact for sentence in context.sentences for fact in _in_sentence(context, sentence)])


def _in_sentence(context: Context, sentence: Sentence) -> Iterator[Stated]:
    whole: _Figure | None = None
    for item in sentence.items:
        if not isinstance(item, Quantity) or not _reports(context, item):
            continue
        figure = _figure(context, sentence, item, whole)
        if figure is None:
            continue
        if whole is None or figure.counted is not None:
            whole = figure
        how, negated = modality(context, item.start, item.end)
        if how in (Modality.PROPOSED, Modality.REQUIRED) or in_advice(context, item.start):
            continue
        yield _observation(context, sentence, figure, how, negated)


def _reports(context: Context, quantity: Quantity) -> bool:
    """Is the figure one that is reported (not an enumeration, a threshold, a grant or an indefinite one)?"""
    text = context.text
    digits = text[quantity.start : quantity.end]
    if re.match(r"(?:一|半|两)(?![十百千万])", digits) or quantity.unit in _units("time"):
        return False
    if _words("enumerates").match(text, quantity.end) and not _sets(text, quantity):
        return False
    start, end = context.clause(quantity.start)
    clause = text[start:end]
    if quantity.unit in _units("money"):
        return bool(_words("money_indicators").search(text, start, quantity.start)) and not _words("grants").search(
            clause
        )
    return not _words("thresholds").search(clause)


def _sets(text: str, quantity: Quantity) -> bool:
    """Does a scheme set goals or tasks in digits (设有10个目标), which are counted and not gone through?"""
    digits = text[quantity.start : quantity.end]
    return digits[:1].isdigit() and bool(_words("sets").search(text, max(0, quantity.start - 4), quantity.start))


@cache
def _units(group: str) -> frozenset[str]:
    return frozenset(load("units")[group])


def _figure(context: Context, sentence: Sentence, quantity: Quantity, whole: _Figure | None) -> _Figure | None:
    if quantity.unit == "%" or quantity.unit in ("个百分点", "倍"):
        name = _share(context, sentence, quantity)
        return _Figure(quantity, name) if name else None
    if quantity.unit in _units("money") or quantity.unit in _units("measure"):
        name = _measured(context, quantity)
        return _Figure(quantity, name) if name else None
    return _count(context, sentence, quantity, whole)


def _count(context: Context, sentence: Sentence, quantity: Quantity, whole: _Figure | None) -> _Figure | None:
    text = context.text
    if part := re.match(r"(?:为|是|属于)([一-鿿]{2,8}?型)", text[quantity.end : quantity.end + 12]):
        base = whole.indicator if whole else "数量"
        return _Figure(quantity, part[1] + base, whole.counted if whole else None)
    if text[quantity.start - 1 : quantity.start] == "(" and text[quantity.end : quantity.end + 1] == ")":
        listed = re.search(r"([^,;:。、()\n]{2,16})\($", text[sentence.start : quantity.start])
        if listed:
            name = re.sub(r"^.*(?:涉及|包括|分布在|分布于|和|及|的)", "", listed[1]) or listed[1]
            return _Figure(quantity, f"{name}领域数量")
    if whole is not None and _TOGETHER.search(text, max(0, quantity.start - 3), quantity.start):
        stop = text[quantity.end : quantity.end + 1]
        if stop in ",;。、)":
            return _Figure(quantity, whole.indicator, whole.counted)
    counted, end = _counted(context, sentence, quantity)
    noun = text[quantity.end : end].strip("的")
    noun = "" if noun in words("observations", "no_nouns") else noun
    if counted is None and len(noun) < 2 and (far := _FAR_NOUN.match(text, quantity.end)):
        noun = far[1]
    if not noun:
        if ahead := _ahead(context, sentence, quantity):
            return ahead
        if passed := _PASSED.search(text, sentence.start, quantity.start):
            return _Figure(quantity, f"{passed[1]}数量", whole.counted if whole else None)
        if among := re.search(r"其中([一-鿿]{2,8}?)(?:有|共|达)?$", text[sentence.start : quantity.start]):
            return _Figure(quantity, f"{among[1]}数量", whole.counted if whole else None)
        before = re.search(
            r"([一-鿿]{2,14}?)(?:已|共|总数|数量|达到|达|为|有|增至|增加到|超过|约|突破)+$",
            text[sentence.start : quantity.start],
        )
        if before and not _STOP.search(before[1]) and _words("countable").search(before[1]):
            return _Figure(quantity, _numbered(before[1]))
        return _of_topic(context, quantity)
    if counted is not None and counted.end >= end - 1:
        return _Figure(quantity, f"{counted.name}数量", counted)
    return _Figure(quantity, _numbered(noun), counted)


def _ahead(context: Context, sentence: Sentence, quantity: Quantity) -> _Figure | None:
    """What is counted may stand right before the figure: 组建创新联合体28家, 吸纳成员单位412家."""
    text = context.text
    for item in sentence.items:
        if not isinstance(item, Mention) or not _may_be_about(item) or item.end > quantity.start:
            continue
        if item.end == quantity.start:
            return _Figure(quantity, f"{item.name}数量", item) if item.is_kind else None
        if item.is_kind and _HAVE.fullmatch(text, item.end, quantity.start):
            return _Figure(quantity, f"{item.name}数量", item)
        if item.is_kind and _CHOSEN.fullmatch(text, item.end, quantity.start):
            return _Figure(quantity, f"入选{item.name}数量", item)
    noun = ""
    for token in context.doc.char_span(sentence.start, quantity.start, alignment_mode="contract") or ():
        inside = token.tag_ in ("n", "nz") or (noun and token.tag_ == "vn")
        noun = noun + token.text if inside else ""
    return _Figure(quantity, _numbered(noun)) if len(noun) > 1 and _words("countable").search(noun) else None


def _of_topic(context: Context, quantity: Quantity) -> _Figure | None:
    """A bare count (全国共批复26家) counts the kind that the text is speaking of, where there is one."""
    if quantity.unit not in ("家", "个"):
        return None
    kind = context.topic(quantity.start, lambda m: m.is_kind)
    return _Figure(quantity, f"{kind.name}数量", kind) if kind else None


# Between a kind and how many there are of it, and how many were chosen among them.
_HAVE = re.compile(r"(?:\([^()]*\))?(?:目前|已|共|现|总数|数量)*(?:有|达到?|增至|为|已达|减至)")
_CHOSEN = re.compile(r"(?:中|里)[^,;。]{0,6}?(?:选出|遴选出|评出|选定|入选|胜出)了?")

# What became of what is counted, right before the figure: 首批立项的13项.
_PASSED = re.compile(r"(立项|入选|获批|认定|备案|签约|建成|在建|获奖)的$")

# What a sum of figures before it is of.
_TOGETHER = re.compile(r"(?:合计|共计|总计)$")

# What is counted may come behind a clause that ends in 的: 14家占据…的主要厂商.
_FAR_NOUN = re.compile(
    r"[^,;:。、()“”\n]{2,24}?的([一-鿿]{2,8}?)(?=[,;。、()]|联合|共同|组成|参与|加入|牵头|已|将|在|为|和)"
)


def _numbered(noun: str) -> str:
    return noun if noun.endswith(("数量", "人数", "总数", "数")) else f"{noun}数量"


def _counted(context: Context, sentence: Sentence, quantity: Quantity) -> tuple[Mention | None, int]:
    """The words right behind a figure that say what is counted: the mention among them, and where they end."""
    doc = context.doc
    end = quantity.end
    mention: Mention | None = None
    for item in sentence.items:
        if isinstance(item, Mention) and item.start >= quantity.end:
            if _nominal(doc, quantity.end, item.start):
                mention, end = item, item.end
            break
    stop = _nominal_end(doc, end)
    return mention, stop


def _nominal(doc: Doc, start: int, end: int) -> bool:
    """Are the words between two offsets only such as stand before a counted noun (国家级, 由龙头企业牵头的)?"""
    return start == end or _nominal_end(doc, start) >= end


def _nominal_end(doc: Doc, start: int) -> int:
    """How far nouns and what joins them go on from an offset; what only joins is not the end."""
    end = noun_end = start
    for token in doc:
        if token.idx + len(token.text) <= start:
            continue
        if token.idx > end or end - start > MAX_INDICATOR:
            break
        if token.tag_ not in _NOMINAL and token.text not in _JOINING | words("observations", "inside"):
            break
        end = token.idx + len(token.text)
        if token.tag_ in _NOMINAL and token.tag_ != "a":
            noun_end = end
    return noun_end


# Words that go on inside what is counted: 上下游企业 (which LAC cuts into 上 下 游).
_JOINING = frozenset({"的", "和", "及", "与", "上", "下", "游", "中", "大"})


def _share(context: Context, sentence: Sentence, quantity: Quantity) -> str | None:
    """The indicator of a percentage, from the words around it."""
    text = context.text
    start = max(context.clause(quantity.start)[0], sentence.start)
    before, after = text[start : quantity.start], text[quantity.end : quantity.end + 24]
    if grown := re.search(
        r"([^,;:。、()]{2,20}?)(?:同比|较上年|比上年|年均|环比)?(?:平均)?(增长|下降|提高|增加|提升|减少)(?:了|约|近|超过)?$",
        before,
    ):
        return _trimmed(grown[1]) + {"下降": "降幅", "减少": "降幅"}.get(grown[2], "增幅")
    if part := re.search(r"占(?:到|了|据)?([^,;:。、()]{0,16}?)(?:的|比例|比重|比)?(?:为|达到?|约|超过?|近)?$", before):
        return _trimmed(before[: part.start()])[-10:] + f"占{part[1]}比重"
    if past := re.search(
        r"([^,;:。、()从]{1,14}(?:率|比例|比重|占比|强度|份额)),?从$", text[sentence.start : quantity.start]
    ):
        return f"此前{_trimmed(past[1])}"
    if rate := re.search(
        r"([^,;:。、()从]{1,14}(?:率|比例|比重|占比|强度|增幅|增速|份额))(?:,?从?|由)?(?:达到?|为|达|约为|超过|稳定在|增至|提高到|跃升至|升至|降至)?$",
        before,
    ):
        return _trimmed(rate[1])
    if risen := re.search(r"(?:跃升|提高|提升|升|增|增加|增长|下降|降)(?:至|到)$", before):
        rate = re.search(
            r"([^,;:。、()从由]{1,14}(?:率|比例|比重|占比|强度|份额))",
            text[sentence.start : quantity.start][: -len(risen[0])],
        )
        return _trimmed(rate[1]) if rate else None
    if of := re.match(r"(?:以上)?的([^,;:。、()]{2,16})", after):
        return re.split(r"集中|集聚|来自|分布|为|是|由", of[1])[0] + "占比"
    verb = re.match(r"([^,;:。()]{3,20})", after)
    return verb[1] + "占比" if verb and re.search(r"中$|其中,?$", before) else None


def _measured(context: Context, quantity: Quantity) -> str | None:
    """The indicator of money or a measure: the noun before it (产值达到…, 研发投入…)."""
    text = context.text
    start, _ = context.clause(quantity.start)
    before = text[start : quantity.start]
    found = re.search(
        r"([一-鿿A-Za-z&]{2,14}?)(?:累计|合计|共计|总计|已|共)?(?:达到?|为|超过?|突破|约|近|实现|完成|增至|逾)+$",
        before,
    )
    if found:
        return _trimmed(found[1])
    if earned := re.match(r"的?(" + "|".join(load("observations")["money_indicators"]) + ")", text[quantity.end :]):
        return earned[1]
    bare = re.search(r"([一-鿿]{0,6}(?:" + "|".join(load("observations")["money_indicators"]) + "))$", before)
    if bare and quantity.unit in _units("money") and not _bounded(context, quantity):
        return _trimmed(bare[1])
    after = re.match(r"(?:的)?([一-鿿]{2,8})", text[quantity.end : quantity.end + 9])
    return after[1] if after and quantity.unit in _units("measure") and _words("measured").search(after[1]) else None


def _bounded(context: Context, quantity: Quantity) -> bool:
    """Does the clause set a bound (营业收入10亿元以上) rather than report a sum?"""
    start, end = context.clause(quantity.start)
    return bool(re.search(r"以上|以下|以内|不超|不低|不少|最高|上限", context.text[start:end]))


def _trimmed(text: str) -> str:
    """The words from the last particle on: 显著提升了美国半导体设备的国产化率 → 国产化率."""
    text = re.sub(r"^.*(?:了|着|其|以及|并|且|已|的是|推动|实现|带动|促进|使)", "", text)
    return text.strip("的,，、: ")[-MAX_INDICATOR:]


def _observation(context: Context, sentence: Sentence, figure: _Figure, how: Modality, negated: bool) -> Stated:
    quantity = figure.quantity
    slots: list[tuple[str, Mention | Literal]] = []
    about = figure.counted if figure.counted and _may_be_about(figure.counted) else None
    place = _place(context, sentence, quantity)
    about = about or _subject(context, sentence, quantity) or _kind_beside(sentence, quantity)
    about = about or place or _scheme(context, sentence, quantity)
    if about is not None:
        slots.append(("ikg:about", about))
    slots += [
        ("ikg:indicator", Literal(figure.indicator, lang="zh-Hans")),
        ("ikg:value", Literal(str(quantity.value), "decimal")),
        ("ikg:unit", Literal(quantity.unit)),
    ]
    if date := _as_of(context, sentence, quantity):
        slots.append(("ikg:asOf", date))
    if place is not None:
        slots.append(("ikg:scope", place))
    if quantity.comparator:
        slots.append(("ikg:comparator", Literal(quantity.comparator)))
    return Stated(
        "rdf:type",
        "observation-count" if quantity.unit != "%" else "observation-share",
        sentence.start,
        sentence.end,
        frame=FRAME,
        slots=tuple(slots),
        modality=how,
        negated=negated,
        confidence=0.8 if about is not None else 0.6,
    )


def _may_be_about(mention: Mention) -> bool:
    return any(t in _ABOUT for t in mention.types)


def _subject(context: Context, sentence: Sentence, quantity: Quantity) -> Mention | None:
    """What the sentence speaks of where the figure stands: a thing rather than a region."""

    def thing(mention: Mention) -> bool:
        return _may_be_about(mention) and mention.type not in ("Region", "Agency", "Policy")

    return context.topic(quantity.start, thing)


def _scheme(context: Context, sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The scheme, centre or group that the sentence so far, the one before it or the title names, where it is one."""
    wanted = _SCHEMES.intersection
    paragraph = [s for s in context.sentences if s.paragraph == sentence.paragraph and s.start <= sentence.start]
    for near in reversed(paragraph[-2:]):
        named = {
            (m.name, m.types): m
            for m in near.items
            if isinstance(m, Mention) and m.end <= quantity.start and wanted(m.types) and not m.is_kind
        }
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    return in_title(context, lambda m: bool(wanted(m.types)))


def _kind_beside(sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The one kind of centre, consortium or cluster named in the sentence: 在36个领域…布局52个策源地 is of these."""
    kinds = {m.name: m for m in sentence.items if isinstance(m, Mention) and m.is_kind}
    return next(iter(kinds.values())) if len(kinds) == 1 else None


def _place(context: Context, sentence: Sentence, quantity: Quantity) -> Mention | None:
    """The region that the sentence or the heading above it is about."""
    for item in sentence.items:
        if item.end > quantity.start:
            break
        if isinstance(item, Mention) and item.type == "Region" and context.is_subject(item, sentence):
            return item
    for block in reversed(context.headings(quantity.start)):
        for item in context.doc._.mentions:
            if item.type == "Region" and block.span.start <= item.start < min(block.span.end, block.span.start + 4):
                return item
    return None


def _as_of(context: Context, sentence: Sentence, quantity: Quantity) -> Literal | None:
    """The year of the source in brackets (布鲁金斯学会, 2021), else the nearest date before in the sentence."""
    text = context.text
    if source := re.search(r"[(][^()]{2,24},((?:19|20)\d\d)[)]", text[quantity.end : sentence.end]):
        return Literal(source[1], "gYear")
    dates = [i for i in sentence.items if isinstance(i, DateFound) and i.end <= quantity.start]
    if not dates or dates[-1].until is not None or _is_founding(context, dates[-1], quantity):
        return None
    return dates[-1].literal


# In the clause of a date: it is when something was founded, and no other clause's figures are as of then.
_FOUNDING = re.compile(r"成立|创立|创建|创办|设立|组建|发起|推出|揭牌|挂牌|始建")


def _is_founding(context: Context, date: DateFound, quantity: Quantity) -> bool:
    """Is it the date of a founding that an earlier clause tells (成立于1984年,…员工5500人)?"""
    start, end = context.clause(date.start)
    return end <= quantity.start and bool(_FOUNDING.search(context.text, start, end))
