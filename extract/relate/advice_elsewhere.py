"""Advice outside sections that advise: what somebody 建议, numbered items after 启示 or 需, clauses with 应加强…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..context import Context, Sentence, once_per_article
from ..expressions import hinted
from .advice_lists import coordinated
from .advising import (
    CIRCUMSTANCE,
    IMPERATIVE,
    MAX_LABEL,
    PAST,
    SAID,
    SHORT_CLAUSE,
    cue,
    duty_in,
    first_clause,
    first_tag,
    told,
)
from .clauses import clauses, items
from .demands import cue as rules

_TO_DO = re.compile(
    r"(?:启示|建议|对策|需(?!求|要?满足|要?具备|要?符合)|应当?(?![用对])|(?<![主重])要(?![求素点件因诀领义旨闻]|满足|具备|符合)|建议)[^。]{0,60}:$"
)
# Where a clause begins and ends, and what in it says that something should be done.
Duty = tuple[int, int, re.Match[str]]

# 可从三方面发力: what is numbered behind it is advice.
_WAYS = re.compile(
    r"(?:(?<![供反响效适对])应|(?<![主重只])要(?![求素点件因诀领义旨闻])|需(?!求)|可|宜|下一步|未来|今后)[^。]{0,30}(?:[两二三四五六七八几多]|以下)[^。]{0,4}(?:方面|点|条|环节|维度|路径|举措|抓手|着力点)"
    r"[^。,;]{0,12}[:。]?$"
)
# 某地的做法值得借鉴的有三点: what is numbered behind it others should do too.
_WORTH = re.compile("(?<!不)(?:值得|可资|可供|足资)[^,;。:]{0,12}(?:借鉴|学习|效仿|参考|汲取)[^,;。:]{0,16}[:。]?$")


def advised_elsewhere(context: Context, sentence: Sentence) -> Iterator[tuple[int, int, str, float]]:
    """What somebody 建议, numbered items after 启示 or 需 or …三方面发力, and clauses that say what should be done."""
    text = context.text
    words = text[sentence.start : sentence.end]
    numbered = items(text, sentence.start, sentence.end)
    leads = text[sentence.start : numbered[0][0]] if numbered else ""
    lead_up = numbered and (_leads_up(leads) if leads.strip() else _follows_advice(context, sentence))
    if lead_up:
        kept = [(s, e) for s, e in numbered if not PAST.search(text, s, e)]
        yield from ((s, e, first_clause(text, s, e), 0.78) for s, e in kept)
        return
    if cue("not_advice").search(words.rstrip("。")) or words.rstrip().endswith("?"):
        return
    parts = list(clauses(text, sentence.start, sentence.end, ",;:。"))
    said = next((i for i, (s, e) in enumerate(parts) if SAID.search(text[s:e])), None)
    if said is not None:
        yield from told(context, sentence, parts[said:])
        return
    if _goes_on(context, sentence):
        yield sentence.start, sentence.end, first_clause(text, sentence.start, sentence.end), 0.7
        return
    opinion = _in_opinion(context, sentence)
    duties = [(s, e, duty) for s, e in parts if (duty := _duty_in(text, s, e, opinion))]
    duties = _together(text, duties)
    ends = [*(s for s, _, _ in duties[1:]), sentence.end]
    for (s, e, duty), stop in zip(duties, ends, strict=False):
        parted = coordinated(context, duty.end(), e) if duty.end() < e and not _denied(text, duty) else []
        several = [text[a:b] for a, b in parted] if len(parted) > 1 else _duty(text, sentence, (s, e), stop, duty)
        several += [text[a:b] for a, b in _going_on(context, e, stop)]
        yield from ((sentence.start, sentence.end, words, 0.72) for words in several)


def _together(text: str, duties: list[Duty]) -> list[Duty]:
    """The duties without those that go on with the one before: 不应…,|而应…; 要…,|要…."""
    kept: list[Duty] = []
    for start, end, duty in duties:
        if kept:
            before = kept[-1]
            same = duty.start() == start and duty[0][:1] == before[2][0][:1] and ";" not in text[before[1] : start]
            if (text.startswith("而", start) and _denied(text, before[2])) or (same and end - before[0] <= MAX_LABEL):
                continue
        kept.append((start, end, duty))
    return kept


def _duty_in(text: str, start: int, end: int, opinion: bool) -> re.Match[str] | None:
    """What says in a clause that something should be done; in a text of opinion more does."""
    duty = duty_in(text, start, end, cue("advises")) or (duty_in(text, start, end, cue("should")) if opinion else None)
    told = _LACKS.search(text, start, end) or _ORDERED.search(text, start, end)
    return None if told else duty


def _leads_up(words: str) -> bool:
    return bool(_TO_DO.search(words) or _WAYS.search(words.rstrip(",")) or _WORTH.search(words))


def _in_opinion(context: Context, sentence: Sentence) -> bool:
    """Does somebody say what he thinks, in the paragraph or as the title tells, and no text that sets conditions?"""
    if rules("rule_titles").search(context.title):
        return False
    first = context.paragraph(sentence.paragraph)[0]
    return bool(
        cue("opinion_titles").search(context.title)
        or sentence.start > _gives_opinion_from(context)
        or cue("thinks").search(context.text, first.start, sentence.end)
    )


@once_per_article
def _gives_opinion_from(context: Context) -> int:
    """Where the author says that he gives his opinion on all that follows (下面谈几点看法); else the end."""
    said = cue("gives_opinion").search(context.text)
    return said.start() if said else len(context.text)


def _follows_advice(context: Context, sentence: Sentence) -> bool:
    """Does the sentence before it say what somebody advises (…建议加快布局。一是…), or in how many ways?"""
    for _ in range(MAX_CONTINUED):
        before = context.sentence_before(sentence)
        if before is None or before.paragraph != sentence.paragraph:
            return False
        words = context.text[before.start : before.end].rstrip("。")
        if SAID.search(words) or _leads_up(words) or _PUTS_FORWARD.search(words):
            return True
        if not items(words, 0, len(words)):
            return False
        sentence = before
    return False


# …提出了促进某产业发展的政策建议。 What is numbered behind it is advice.
_PUTS_FORWARD = re.compile("(?:提出|给出|得出)[^。;:]{0,40}(?:建议|对策|启示)$")


def _going_on(context: Context, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """The parts behind a duty's semicolon that go on with it (未来需要缩小差距;健全机制;完善评价)."""
    text = context.text
    first = text.find(";", start, stop)
    for s, e in clauses(text, first, stop, ";。") if first >= 0 else ():
        also = _MEANWHILE.match(text[s:e].partition(",")[0])
        s += also.end() + text.startswith(",", s + also.end()) if also else 0
        if first_tag(context, s) == "v" and not PAST.search(text, s, e):
            yield s, next((b for _, b in clauses(text, s, e, ",") if b - s >= SHORT_CLAUSE), e)


def _duty(text: str, sentence: Sentence, clause: tuple[int, int], stop: int, duty: re.Match[str]) -> list[str]:
    """The words of a duty: from its verb on where only circumstances stand before, and over the clauses that go on.

    Circumstances between are left out, and what goes on behind 同时 is a piece of its own.
    """
    start, end = clause
    if duty.end() == end:  # …显得尤为必要: all of it is necessary
        return [_NECESSARY.sub("", text[sentence.start : end])]
    begins = duty.start() - 1 if _denied(text, duty) else duty.end()
    pieces = [text[begins if _LED_UP.match(text, start, duty.start()) else start : end]]
    full = False
    for s, e in clauses(text, end, stop, ",;。"):
        words = text[s:e].strip()
        if text[s - 1] in ";。" or _STOPS.match(words):
            break
        if also := _MEANWHILE.match(words):
            words, full = words[also.end() :], False
            pieces.append(words)
        elif not pieces[-1]:
            pieces[-1] = words
        elif CIRCUMSTANCE.fullmatch(words) or full:
            continue
        elif len(pieces[-1]) + len(words) < MAX_LABEL:
            pieces[-1] += "," + words
        else:
            full = True
    return [piece for piece in pieces if piece]


_MEANWHILE = re.compile("(?:与此)?同时$|同时(?:也|还)?(?:要|应|须|需)(?=[一-鿿]{4})|同时(?![也还])(?=[一-鿿]{6})")
# What stands behind it gives a reason, or turns to something else.
_STOPS = re.compile("无论|不论|不管|因为|由于|否则|不然|毕竟|这|那|但|不过|然而|只有|这样")


_NECESSARY = re.compile("(?:就|也|便|都)?(?:显得|是|已)?(?:尤为|十分|非常|很有|极有)必要$")


def _denied(text: str, duty: re.Match[str]) -> bool:
    """Does it say what should not be done (不应以数量为准,而应…)?"""
    return text[duty.start() - 1] == "不"


# So a difficulty is told, and no advice given: 体系亟待完善.
_LACKS = hinted("(?:亟待|亟需|有待|仍需|尚需|还需|仍须|均需|都需)要?(?:进一步|不断|持续|大力|全面)?[^,;。]{2}$")
# So a policy is told: 《某纲要》要加强….
_ORDERED = hinted("》[^,;。]{0,8}(?:必须|应|需|要)")
_LED_UP = re.compile("(?:围绕|在|为|面对|针对|对|当前|未来|因此|我们|今后|下一步|首先)")


def _goes_on(context: Context, sentence: Sentence) -> bool:
    """Does an imperative sentence go on with the advice of the sentence before it (另外,支持…)?"""
    text = context.text
    if _continues(context, sentence):
        return True
    before = context.sentence_before(sentence)
    lead = _ALSO.match(text, sentence.start)
    if before is None or lead is None or before.paragraph != sentence.paragraph:
        return False
    advised = SAID.search(text, before.start, before.end)
    return advised is not None and first_tag(context, lead.end()) == "v"


def _continues(context: Context, sentence: Sentence) -> bool:
    """Is it an imperative right behind what somebody 建议, or behind other such imperatives?"""
    text = context.text
    for _ in range(MAX_CONTINUED):
        if not IMPERATIVE.match(text, sentence.start) or first_tag(context, sentence.start) != "v":
            return False
        before = context.sentence_before(sentence)
        if PAST.search(text, sentence.start, sentence.end) or before is None or before.paragraph != sentence.paragraph:
            return False
        if _ADVISES.search(text, before.start, before.end):
            return True
        sentence = before
    return False


# So many sentences may go on with one piece of advice.
MAX_CONTINUED = 5
_ADVISES = re.compile("(?<=[一-鿿]{2})(?<![的该此条项些出交策与和])建议[,:](?![^。]*了)")
_ALSO = re.compile(r"(?:另外|此外|同时|其次|再次|最后|再者|还要),?")
