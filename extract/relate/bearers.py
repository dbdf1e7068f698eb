"""Whom or what a figure is of: what it counts, the subject of its clause, or what the text around it speaks of."""

from __future__ import annotations

import re

from ..context import MAX_BACK, Context, Sentence
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .home import HERE, home, own_country
from .subjects import heads_or_owns, in_headings, in_title, is_other_subject

_BEARERS = frozenset(
    {"Consortium", "InnovationCenter", "Cluster", "Programme", "Policy", "Kind", "Region", "Agency", "Enterprise",
     "University", "ResearchInstitute", "Laboratory", "Association", "FinancialInstitution", "Organization"}
)  # fmt: skip
# These act, and what they act on has the figures (工信部围绕36个领域布局…).
_ACTORS = frozenset({"Region", "Agency", "Policy"})
# These have what is counted; a programme sets it up, and its figures are those of what it set up.
_OWNERS = frozenset({"Consortium", "InnovationCenter", "Cluster"})
_SCHEMES = frozenset({"Consortium", "InnovationCenter", "Cluster", "Programme"})


def may_bear(mention: Mention) -> bool:
    """May a figure be about it?"""
    return not _BEARERS.isdisjoint(mention.types)


def _is_thing(mention: Mention) -> bool:
    return may_bear(mention) and mention.type not in _ACTORS


def _is_scheme(mention: Mention) -> bool:
    return not _SCHEMES.isdisjoint(mention.types) and not mention.is_kind


def figure_subject(
    context: Context, sentence: Sentence, at: int, counted: Mention | None, place: Mention | None
) -> tuple[Mention | None, float]:
    """What a figure at an offset is about, and how sure that is.

    1. What it counts, or the centre or group that has those (某集群拥有实验室8家).
    2. The thing that a clause of the sentence has as its subject, or the only one named in it.
    3. The place or body that the sentence speaks of, unless the paragraph speaks of something there.
    4. What the sentences before speak of, or headings and title name.
    What an article mostly names is no answer: of the figures that were hung on it four of five were of something else.
    """
    before = [m for m in sentence.items if isinstance(m, Mention) and m.end <= at and may_bear(m)]
    before = [m for m in before if not context.is_source(m) and context.text[m.start - 1 : m.start] != "据"]
    before = [m for m in before if not context.modifies(m) and not _is_counted(context, m, at)]
    before = [m for m in before if not _is_example(context, m)]
    things = [m for m in before if _is_thing(m) and not _is_listed(context, sentence, m)]
    heading = next((m for m in reversed(things) if heads_or_owns(context, sentence, m)), None)
    if counted is not None and may_bear(counted):
        owned = counted.type != "Region" and heading is not None and heading.name != counted.name
        if owned and heading is not None and _owns(heading):
            return heading, 0.9
        return counted, 0.97
    if document := _document(context, sentence, before, at):
        return document, 0.9
    if heading is not None:
        return heading, 0.95
    if len({(m.name, m.types) for m in things}) == 1:
        return things[0], 0.85
    kinds = {m.name: m for m in sentence.items if isinstance(m, Mention) and m.is_kind}
    if len(kinds) == 1 and not any(_is_listed(context, sentence, kind) for kind in kinds.values()):
        return next(iter(kinds.values())), 0.85
    region = next((m for m in reversed(before) if _is_place(m) and heads_or_owns(context, sentence, m)), None)
    if region is not None:
        return region, 0.88
    last = next((m for m in reversed(before) if heads_or_owns(context, sentence, m)), None)
    if last is not None and _has_own(context, last, at):
        return last, 0.87
    if ours := own_country(context, sentence.start, at):
        return ours, 0.86
    if HERE.search(context.text, sentence.start, sentence.end) and (here := place or home(context)):
        return here, 0.8
    if spoken := _spoken(context, sentence, at):
        return spoken, 0.82
    if place is not None:
        return place, 0.8
    for found, sure in (
        (in_headings(context, at, _is_thing), 0.75),
        (in_title(context, lambda m: not _SCHEMES.isdisjoint(m.types)), 0.75),
        (things[-1] if things else None, 0.7),
        (in_title(context, _is_thing), 0.7),
        (last, 0.66),
    ):
        if found is not None:
            return found, sure
    return None, 0.4


def _document(context: Context, sentence: Sentence, before: list[Mention], at: int) -> Mention | None:
    """The document whose parts a figure counts: 《某条例》共7章76条; 某部发布了《某路线图》,提出30项任务."""
    quantity = next((i for i in sentence.items if isinstance(i, Quantity) and i.start == at), None)
    if quantity is None or not _PART.match(context.text, quantity.end, sentence.end):
        return None
    start = max(context.text.rfind(mark, sentence.start, at) for mark in ";。") + 1
    spoken = [
        m
        for m in before
        if m.start >= start
        and (context.is_subject(m, sentence) or (m.type == "Policy" and _ISSUED.search(context.text, start, m.start)))
    ]
    last = spoken[-1] if spoken else None
    return last if last is not None and last.type == "Policy" and _HOLDS.search(context.text, last.end, at) else None


# What a document has in it, behind the number.
_PART = re.compile(
    r"[^,;:。、\d]{0,12}?(?:举措|措施|建议|任务|目标|指标|原则|部分|方面|章|条(?!件)|款|要点|政策|意见|重点技术|行动)"
)
_ISSUED = re.compile("(?:发布|印发|通过|推出|制定|公布|颁布|出台|发表|批准)(?:实施)?了?[《“]?$")
_HOLDS = re.compile(
    r"共|设(?:置|定)|包[含括]|提出|概述|分为|列出|列入|明确|涵盖|规定|载有|给出|描绘|确定|推出|部署|由[^,;。]{1,8}组成|有(?=[\d一二三四五六七八九十])"
)


def _has_own(context: Context, mention: Mention, at: int) -> bool:
    """Is a figure one of a body's own means, people or work (某局总预算…, 某院现有职工…, 该署收到提案…)?"""
    return mention.type == "Agency" and bool(_OWN_MEANS.search(context.text, mention.end, at))


_OWN_MEANS = re.compile(
    "预算|经费|投入(?!了)|支出|收入|员工|职工|人员|编制|拥有|[现共设]有|下设|内设|成员国?|会员|占其|[理董]事会由|委员会由|收到|受理|雇用|聘用"
)


def _is_example(context: Context, mention: Mention) -> bool:
    """Does it only stand for those that are meant: 以某院为代表的|科研院所138家?"""
    text = context.text
    return text[mention.start - 1 : mention.start] == "以" and bool(_STANDS_FOR.match(text, mention.end))


_STANDS_FOR = re.compile(r"(?:等)?为(?:代表|首|主|核心|龙头)")


def _is_place(mention: Mention) -> bool:
    """Is it a place within a country, or one: 亚洲|排名第二 says among whom?"""
    return mention.type == "Region" and (mention.concept is None or mention.country is not None)


_LISTED = re.compile(r"(?:(?:、|和|与|及)[^,;:。]{2,})?(?:等|共计|合计|总共|这)+(?:共|合计|联合)?")


def _is_counted(context: Context, mention: Mention, at: int) -> bool:
    """Is it one of those that the figure counts (甲、乙等6家单位)?"""
    between = context.text[mention.end : at]
    return len(between) <= MAX_COUNTED and bool(_LISTED.fullmatch(between)) and not mention.is_kind


# A list before its number is no longer.
MAX_COUNTED = 160


def _owns(mention: Mention) -> bool:
    return not _OWNERS.isdisjoint((mention.kind_of, *mention.types))


def _is_listed(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Is it only one of several that are counted one after the other (孵化器8个、企业技术中心7个、…)?"""
    text = context.text
    for item in sentence.items:
        if isinstance(item, Quantity) and (item.end == mention.start or mention.end == item.start):
            first, last = min(item.start, mention.start), max(item.end, mention.end)
            return "、" in (text[first - 1 : first], text[last : last + 1])
    return False


def _spoken(context: Context, sentence: Sentence, at: int) -> Mention | None:
    """What the sentence's pronoun means, or what the sentences of the paragraph before it speak of."""
    before = [m for m in sentence.items if isinstance(m, Mention) and m.end <= at]
    if any(is_other_subject(context, sentence, m) for m in before):
        return None
    for earlier in reversed(context.sentences[max(0, sentence.index - MAX_BACK) : sentence.index]):
        if earlier.paragraph != sentence.paragraph:
            break
        for item in earlier.items:
            if isinstance(item, Mention) and _is_thing(item) and heads_or_owns(context, earlier, item):
                return item
        named = {(m.name, m.types): m for m in earlier.items if isinstance(m, Mention) and _is_scheme(m)}
        if named:
            return next(iter(named.values())) if len(named) == 1 else None
    spoken = context.topic(at, _is_thing)
    return spoken if spoken and context.sentence_at(spoken.start).paragraph == sentence.paragraph else None
