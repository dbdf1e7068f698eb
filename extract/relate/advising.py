"""Pieces of advice: its words, its first clause without circumstances, and what follows 建议."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..context import Context, Sentence
from ..expressions import Expression, any_of
from ..lexicon import load
from .clauses import NUMBER, clauses

# The words of advice that are kept: its main clause or two.
MAX_LABEL = 60
# A first clause shorter than this does not say it all: the next one goes with it.
SHORT_CLAUSE = 12
# No longer than this, the clauses that go on with it are kept with it.
ENOUGH = 36

_DOES = (
    "建立|开展|构建|打造|推进|推动|加强|组建|设立|制定|完善|实施|优化|培育|搭建|引入|加快|布局|形成|统筹|加大|支持|鼓励"
)
IMPERATIVE = re.compile(
    rf"(?:进一步|加快|积极|着力|大力|持续)?(?:{_DOES}|强化|健全|提升|建设|深化|优化|鼓励|引导|打通|突破)"
)
CIRCUMSTANCE = re.compile(
    r"(?:一方面|另一方面|同时|重点|当前|现阶段|作为.+的?(?:一部分|组成部分)|(?:重点|要|应)?(?:以.+为.+|从.+(?:视角|出发|角度|层面|入手)|围绕.+(?:领域|方向|目标)"
    r"|[在基于].+(?:背景|形势|基础|前提|阶段|层面|维度|初期|过程)[下上中]?"
    r"|(?:坚持|遵循|本着|秉持|按照)(?:“[^”]+”|[^,;:。]+)(?:的)?(?:原则|理念|方针|精神|思路|要求|导向)|坚持“[^”]+”"
    r"|(?:充分)?(?:借鉴|学习|吸取|汲取)[^,;:。]+(?:经验|做法|模式|教训)"
    rf"|(?:围绕|针对|依托|立足|面向|面对|结合|借助|按照|根据|对标|基于|聚焦)(?:(?!{_DOES}|应|(?<![需主重必])要|:).)+))"
)
VERBS = frozenset({"v", "vd", "ad", "d"})


@cache
def cue(key: str) -> Expression:
    """Return the pattern of a list of lexicon/recommendations.yaml."""
    return any_of(load("recommendations")[key])


def first_tag(context: Context, start: int) -> str:
    """Return the tag of the word at an offset."""
    tokens = context.tokens(start, start + 1)
    return tokens[0].tag_ if tokens else ""


def first_clause(text: str, start: int, end: int) -> str:
    """The first clause that says what to do, with what goes on with it; mere circumstances are left out."""
    parts = list(clauses(text, start, end, ",;。"))
    while len(parts) > 1 and is_circumstance(text, *parts[0]):
        parts = parts[1:]
    return text[parts[0][0] : goes_on_to(text, parts)] if parts else text[start:end]


def is_circumstance(text: str, start: int, end: int) -> bool:
    """Does a clause only say under which circumstances the next one advises ((政府应)从长远出发,…)?"""
    return CIRCUMSTANCE.fullmatch(_MODAL.sub("", NUMBER.sub("", text[start:end]).strip())) is not None


def goes_on_to(text: str, parts: list[tuple[int, int]]) -> int:
    """Where the advice ends that begins with the first of some clauses: it goes on while it is short, but for aims."""
    first, last = parts[0]
    for start, end in parts[1:]:
        short = last - first < SHORT_CLAUSE
        aims = (_AIMS if short else cue("purposes")).match(text, start)
        if aims or (not short and (end - first > ENOUGH or text[start - 1] in ";。")):
            break
        last = end
    return last


# Who should act, before a circumstance: 政府应|从长远出发.
_MODAL = re.compile(
    r"^[^,;:。]{0,12}?(?:应当|应该|应|必须|须|需要|需|要)(?=从|以|在|围绕|按照|根据|立足|借鉴|依托|结合)"
)
# A clause that begins so says what the one before it is for.
_AIMS = re.compile("旨在|以(?![^,;。]*为)|为[^,;。]*(?:提供|奠定|打下)|使|从而|进而|让|确保|以便|以期")


# What has happened is told, not advised.
PAST = re.compile(r"(?<![除为])了(?!解)|曾|当时|(?:19|20)\d\d年(?!底|前)|(?:成功|主要)(?:经验|原因)")
# So a duty is told of others: a plan or an authority lays it down, unless those who advise say it.
_LAID_DOWN = re.compile(
    r"(?:(?:明确|宣布|重申)(?:提出|要求|指出)?|(?:要求|规定|部署|批示|指示|强调)(?:指出|明确)?)[,:“]*[^,;:。]{0,12}$"
    r"|提出[,:“]*(?:到?20\d\d年[^,]{0,4},)?[^,;:。]{0,4}$"
)
_ADVISERS = re.compile("报告|文章|研究|专家|学者|教授|院士|委员|代表|白皮书|智库|认为|建议|笔者|分析")
_ASKS = re.compile("何种|如何|怎样|哪[些个种]|什么|多少|由谁|[?]")
_TOLD_OF = re.compile(
    "(?:不是|并非|并不|不意味着)[^,;。]{0,12}$|(?:就|正|便)是$|(?:为了|由于|因为|如果|一旦|假如)[^,;。]*$"
)


# A duty in what is named as a difficulty is none: 存在…、体制需要深化等问题.
_IN_TROUBLE = re.compile("(?:存在|面临|仍有|尚有)[^,;。]{2,}$")


def duty_in(text: str, start: int, end: int, cues: Expression) -> re.Match[str] | None:
    """What says in a clause that something should be done: no word of a title, and nothing that others lay down."""
    for duty in cues.finditer(text, start, end):
        at = duty.start()
        if text.rfind("《", start, at) > text.rfind("》", start, at):
            continue
        if (
            _ASKS.search(text, duty.end(), end)
            or _TOLD_OF.search(text, start, at)
            or _IN_TROUBLE.search(text, start, at)
            or (text[at:end].rstrip("。 ").endswith("的") and duty.end() < end)
        ):
            continue
        if not _is_laid_down(text, at, duty[0]):
            return duty
    return None


def _is_laid_down(text: str, at: int, duty: str) -> bool:
    """Does a plan or an authority say so, and nobody who advises?"""
    before = text[max(text.rfind("。", 0, at), text.rfind("\n", 0, at)) + 1 : at]
    if "提出" in before and not duty.startswith(("要", "需", "须", "必")):
        return False  # experts 提出 what one 应 or 可以 do
    return bool(_LAID_DOWN.search(before)) and not _ADVISERS.search(before)


# Somebody advises: what stands behind it in the clause, or in the clauses that follow, is the advice.
_SAYS = (
    r"(?<![的该此本号条项些出交政其》见策与和及类])(?<!任务)(?<!发展)(?<!战略)(?<!咨询)(?<!工作)(?<!改革)(?<!立法)(?<!合理化)建议(?![书稿性》〔收被已的者案]|中(?![央国小部西东])|提(?![高升供前]|出[^,;。]{2})|[^《》]{0,12}》|类型|标题|编号|内容|公开|[\d一二三四五六七八九十百余多数]+[条项余])|提出(?:了)?建议|建议之一是|呼吁|(?<![的项该此])提议(?=[一-鿿]{4})(?![的者人被已])"
    r"|(?<![的有所])希望(?=(?:我国)?(?:国家|政府|有关|相关|各级|各地|主管|(?:能够?)?(?:进一步|加[大快强]|尽[快早]|出台)))"
)
SAID = re.compile(rf"(?:{_SAYS})(?:首先|是|:)*(?P<advice>.*)")
_AND = re.compile("并且?(?=[把将对加建推支完强])")
# A shorter clause (公开评分) goes with the one before it.
MIN_ADVICE = 6
# No more of the clauses that follow 建议 are taken as advice.
MOST = 8


# Clauses that only say when, or at what the next one aims: 在产业转移过程中, 对有基础的领域.
_WHEN = re.compile("在[^,;:。]{2,}(?:过程|期间|同时|前提|基础上?)[中下上]?$")
_AIM = re.compile(
    "(?:对于?|针对|在)[^,;:。]{2,}(?:领域|方面|产业|行业|企业|机构|地区|环节|人才|项目|(?:资金|预算|规划|政策)中)"
)


def _leads_on(context: Context, start: int, end: int) -> bool:
    """Is a clause only a circumstance, or one that says what others advise?"""
    words = context.text[start:end]
    return bool(CIRCUMSTANCE.fullmatch(words.strip("“ ")) or cue("not_advice").search(words))


def told(context: Context, sentence: Sentence, parts: list[tuple[int, int]]) -> Iterator[tuple[int, int, str, float]]:
    """What follows 建议: each clause that begins with a verb or a duty, with those that go on about it."""
    text = context.text
    said = SAID.search(text, *parts[0])
    own = said.start("advice") if said and said["advice"].strip("“”") else None
    spans: list[tuple[int, int]] = []
    aim: int | None = None  # where a clause begins that only says at what the next one aims
    for start, end in [*([(own, parts[0][1])] if own is not None else []), *parts[1:]]:
        at = start + len(text[start:end]) - len(text[start:end].lstrip("“ "))
        if start != own and _leads_on(context, start, end):
            continue
        if _WHEN.search(text, start, end):
            continue
        if _AIM.fullmatch(text, at, end):
            aim = at
            continue
        first, aim = (start if aim is None else aim), None
        apart = spans and text[spans[-1][1] : at].lstrip().startswith(";") and end - at >= MIN_ADVICE
        begins = apart or first != start or first_tag(context, at) in VERBS or cue("cues").search(text[at : at + 8])
        goes_on = not (begins or _AND.match(text, at)) or end - at < MIN_ADVICE or cue("purposes").match(text, at)
        if spans and goes_on:
            spans[-1] = (spans[-1][0], end)
        elif start == own or not cue("purposes").match(text, at):
            spans.append((first, end))
    for start, end in spans[:MOST]:
        yield sentence.start, sentence.end, text[start:end], 0.75
