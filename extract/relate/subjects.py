"""What a clause without a subject of its own speaks of.

1. What an earlier clause of the sentence has as its subject.
2. What the clause right before ends in: 支持八个中心, 关注量子技术.
3. The subject of one of the sentences before (context.topic), unless this one has another body or place as its subject.
   A line of a list of particulars (牵头单位:甲) speaks of what stands above the list.
4. What the article's title names, where it names one such thing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..context import Context, Sentence
from ..model import BlockKind
from ..quantities import Quantity
from ..recognise.countries import CHINA
from ..recognise.mentions import Mention
from .patterns import ORGANIZATIONS

_CLAUSE_MARKS = ",;:"

# What is done with a thing, behind its name, leaves it what is spoken of: 启动某中心|建设, 围绕….
_WORK_ON = re.compile(r"(?:的)?(?:布局|建设|试点|培育|组建|创建|申报|认定|遴选|评选|征集|工作|任务|进程|名单)*")
# A line of a list of particulars: 牵头单位:甲; what it names is no subject.
_PARTICULAR = re.compile(r"[^\n,;:。、]{2,10}:(?=.)")

# What stands between a body and what it sets up.
_FOUNDS = re.compile(
    r"[^,;:。、]{0,16}?(?:成立|建立|设立|组建|启动|推出|创建|发起|打造|建成|批复|创办|创立)(?:建设|组建|实施)?了?[^,;:。、]{0,10}"
)

# Whom these lead in acts on the subject, and is none.
_AGENTS = ("由", "经", "被")

# So many lines that name nothing may stand between (选举结果如下:).
MAX_BLANK = 2
_ACTING = ORGANIZATIONS | {"Region", "Person"}
# What an article goes on to speak of; who acts on it (某部批复的|某中心,由…) is soon left.
_TOPICS = frozenset(
    {"Consortium", "InnovationCenter", "Cluster", "Programme", "Laboratory", "ResearchInstitute", "Kind"}
)


def speaking_of(context: Context, at: int, wanted: Callable[[Mention], bool], within: bool = False) -> Mention | None:
    """Return what is spoken of at an offset, if anything that is wanted; with `within` only from the same sentence."""
    sentence = context.sentence_at(at)
    if not within and (listed := _above_particulars(context, sentence, wanted)):
        return listed
    before = [m for m in sentence.items if isinstance(m, Mention) and m.end <= at]
    since = context.text.rfind(";", sentence.start, at) + 1
    found = _named_before(context, sentence, [m for m in before if m.start >= since], at, wanted)
    found = found or _named_before(context, sentence, before, at, wanted)
    if found or any(is_other_subject(context, sentence, m) for m in before):
        return found
    found = _only_one(context, sentence, before, at, wanted)
    if found or within:
        return found
    return context.topic(at, wanted) or in_title(context, wanted)


def _is_particular(context: Context, sentence: Sentence) -> bool:
    """Is the sentence a line of a list of particulars?"""
    line_start = context.text[sentence.start - 1 : sentence.start] in ("", "\n")
    return line_start and bool(_PARTICULAR.match(context.text, sentence.start, sentence.end))


def _above_particulars(context: Context, sentence: Sentence, wanted: Callable[[Mention], bool]) -> Mention | None:
    """What the line above a list of particulars names, where the sentence is one of them and the line names one."""
    if not _is_particular(context, sentence):
        return None
    index = context.sentences.index(sentence)
    while index and _is_particular(context, context.sentences[index]):
        index -= 1
    for line in reversed(context.sentences[max(0, index - MAX_BLANK) : index + 1]):
        named = [m for m in line.items if isinstance(m, Mention) and wanted(m)]
        if named:
            subject = next((m for m in named if heads_clause(context, line, m)), None)
            return subject or (named[0] if len({(m.name, m.types) for m in named}) == 1 else None)
    return None


def _named_before(
    context: Context, sentence: Sentence, before: list[Mention], at: int, wanted: Callable[[Mention], bool]
) -> Mention | None:
    """The nearest subject that is wanted, else what an earlier clause ends in."""
    subjects = [m for m in reversed(before) if wanted(m) and heads_clause(context, sentence, m)]
    own = (m for m in subjects if context.text[m.start - 1 : m.start] not in _AGENTS)  # X由甲管理,总部设在…: not 甲's
    subject = next(own, subjects[0] if subjects else None)
    if subject is None:
        return _object_before(context, sentence, before, at, wanted)
    return _founded_by(context, subject, [m for m in before if wanted(m)]) or subject


def _founded_by(context: Context, subject: Mention, before: list[Mention]) -> Mention | None:
    """What a body sets up in its clause, of which the clauses behind go on to speak: 政府成立X,总部设在…."""
    if subject.type not in ORGANIZATIONS:
        return None
    _, end = context.clause(subject.start)
    behind = (m for m in before if subject.end < m.start < end and m.type not in ("Agency", "Region"))
    return next((m for m in behind if _FOUNDS.fullmatch(context.text, subject.end, m.start)), None)


def heads_clause(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Does a clause begin with the mention, or name it as its example (以X为例)?"""
    text = context.text
    example = text[mention.start - 1 : mention.start] == "以" and text.startswith("为例", mention.end)
    return example or context.is_subject(mention, sentence) or _is_attributed(context, mention)


def heads_or_owns(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Does a clause begin with the mention, also as the owner of its subject (X的成员达到…)?"""
    if heads_clause(context, sentence, mention):
        return True
    start, _ = context.clause(mention.start)
    return context.text.startswith("的", mention.end) and context.starts_clause(mention, start)


# What may stand before the subject that a clause begins with: 此次获批的22家, 首批认定的, 由甲牵头组建的.
_ATTRIBUTES = re.compile(
    r"(?![在对向把将与和同为从以因于通经随])(?:[^,;:。]{1,40}的)?(?:这|此|该|上述|全部|所有|首批|第[一二三四五六七八九十\d]+批|新一批)*"
    r"(?:(?:\d+[余多]?|[一二三四五六七八九十两几百]+)[个家项支只]?)?[“《]?"
)


def _is_attributed(context: Context, mention: Mention) -> bool:
    """Does a clause begin with the mention and what is said of it?"""
    start, _ = context.clause(mention.start)
    behind = context.text[mention.end : mention.end + 1]
    if behind in ("的", "、", "—", "") or not _ATTRIBUTES.fullmatch(context.text, start, mention.start):
        return False
    return behind not in (",", "[") or not _has_subject(context, start, mention)


def _has_subject(context: Context, start: int, mention: Mention) -> bool:
    """Does the clause begin with another thing (甲始建于战时的|乙,由…: 甲 is spoken of)?"""
    first = context.mentions_from(start, mention.start)
    return bool(first) and context.is_subject(first[0], context.sentence_at(start)) and first[0].type in _TOPICS


def _only_one(
    context: Context, sentence: Sentence, before: list[Mention], at: int, wanted: Callable[[Mention], bool]
) -> Mention | None:
    """The one thing that is wanted since the last semicolon: 获批复组建的X位于某地,由Y牵头."""
    start = max(sentence.start, context.text.rfind(";", sentence.start, at) + 1)
    named = {(m.name, m.types): m for m in before if m.start >= start and wanted(m)}
    return next(iter(named.values())) if len(named) == 1 else None


def in_headings(context: Context, at: int, wanted: Callable[[Mention], bool]) -> Mention | None:
    """What the headings above an offset name that is wanted, the innermost first."""
    for block in reversed(context.headings(at)):
        for mention in context.mentions_in(block.span):
            if wanted(mention):
                return mention
    return None


def in_title(context: Context, wanted: Callable[[Mention], bool]) -> Mention | None:
    """The one thing that is wanted in the article's title."""
    title = next((block.span for block in context.blocks if block.kind is BlockKind.TITLE), None)
    if title is None:
        return None
    named = [m for m in context.mentions_in(title) if wanted(m)]
    return named[0] if len({(m.name, m.types) for m in named}) == 1 else None


def is_other_subject(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Does the sentence speak of a body, place or person instead (在… and 由… do not make it a subject)?"""
    if mention.type not in _ACTING:
        return False
    if not heads_clause(context, sentence, mention) and not _is_partner(context, mention):
        return False
    if any(isinstance(item, Quantity) and item.start == mention.end for item in sentence.items):
        return False  # 其中甲市|20家、乙市|7家: only where what is spoken of is found
    return context.text[mention.start - 1 : mention.start] not in ("在", "由", "于", "为")


# X的理事长单位|Y成立于…: the clause is about Y.
_PARTNER = re.compile(
    r"[^,;:。、]{1,30}(?:的|之)[^,;:。、的]{0,8}(?:单位|企业|公司|成员|伙伴|机构|对手|客户|股东|高校|前身|院所)[“《]?"
)


def _is_partner(context: Context, mention: Mention) -> bool:
    """Does a clause begin with the mention and whose partner it is?"""
    start, _ = context.clause(mention.start)
    return bool(_PARTNER.fullmatch(context.text, start, mention.start))


def _object_before(
    context: Context, sentence: Sentence, before: list[Mention], at: int, wanted: Callable[[Mention], bool]
) -> Mention | None:
    """The mention that an earlier clause of the sentence ends in, the nearest first."""
    text = context.text
    for mention in reversed(before):
        behind = mention.end
        if text[behind : behind + 1] == "(" and (close := text.find(")", behind, sentence.end)) >= 0:
            behind = close + 1
        if text[behind : behind + 1] in ("”", "》"):
            behind += 1
        behind = _WORK_ON.match(text, behind, sentence.end).end()  # pyright: ignore[reportOptionalMemberAccess]
        ends_clause = behind <= at and text[behind : behind + 1] in _CLAUSE_MARKS
        if wanted(mention) and ends_clause and not _is_ground(context, mention):
            return mention
    return None


# What a document is done for or by: 为贯彻落实|《某意见》,聚焦….
_GROUND = re.compile(r"(?:贯彻|落实|根据|按照|依据|遵照|遵循|响应)[^,;:。]{0,40}$")


def _is_ground(context: Context, mention: Mention) -> bool:
    """Is a document only what something rests on, and so not what the clauses behind speak of?"""
    start, _ = context.clause(mention.start)
    return mention.type == "Policy" and bool(_GROUND.search(context.text, start, mention.start))


def of_region(context: Context, mention: Mention) -> Mention:
    """A kind with a region's name right before it is that region's kind (合肥市|创新联合体), and has its name."""
    if not mention.is_kind or mention.refers:
        return mention
    text = context.text
    for place in context.sentence_at(mention.start).items:
        if isinstance(place, Mention) and place.type == "Region" and place.end <= mention.start:
            between = text[place.end : mention.start]
            if between in ("", "市", "省", "市级", "省级", "区") and place.concept not in (None, CHINA):
                whole = mention.by != "shared_heads"  # 某市|生态型、平台型创新联合体 stands in pieces
                name = text[place.start : mention.end] if whole else text[place.start : mention.start] + mention.name
                return replace(mention, start=place.start, name=name, concept=None, by="regions")
    return mention
