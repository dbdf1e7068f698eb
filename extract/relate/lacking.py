"""What a clause says is lacking: 能力不强, 尚未形成机制, 严重依赖进口, 仍处于起步阶段.

A predicate counts at the end of its clause or before 等, 的问题 and what follows from it; other words count anywhere.
Neither counts behind what puts it as something to be mended, denied, past or only possible (避免…, 不再…, 如果…).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..expressions import Expression, any_of
from ..lexicon import load
from .clauses import clauses

# A predicate ends its clause, or another member, a cause or the word for it stands behind.
_TAIL = (
    r"(?=$|[、,;:。!”’()—]|了$|的(?=$|[,;。])|等(?:问题|现象|$)?|的?(?:问题|现象|局面|情况|状况|困境|矛盾|态势|趋势|挑战|瓶颈|难题|短板|性质|特点|特征)"
    r"|[且并和与及](?=[一-鿿]{3})|以及|而|(?:已经?|仍然?|也|都|正|将)?(?:成为|是|依然|导致|致使|使得?|让|令|造成|引发|加剧|制约|影响|阻碍|束缚))"
)
_SUBJECT = r"(?<=[一-鿿”]{2})"
# What somebody said, in clauses of its own.
_QUOTED = re.compile("(?<=[,:])“(?P<said>[^“”]{6,},[^“”]{4,})”")
# A clause that begins so only says what comes of the one before it.
_RESULT = re.compile(
    "(?:从而|进而|因而|以致|长此以往|久而久之|长久)"
    "|(?:进一步|严重|极大|直接|也|就|反而|这|都|在?(?:一定|很大|较大)程度上)*(?:制约|影响|阻碍|限制|导致|造成|致使|以致|使|不利于|拖累|束缚)"
)
# Here a sentence turns from a difficulty to something else.
_TURNS = re.compile(
    "(?:为此|因此|对此|所以|故|因而|本文|笔者|虽然|尽管|这|其中|怎么|如何|于是|但|不过|然而|随着|为|通过|同时|提出(?!的)|分析|探讨|建议|下一步|未来|以|需|应|要|将|[^,;。]{0,20}(?:应(?![用对])|必须|须(?!知)|需(?!求)|已|能够|可以|有助于|有利于))"
)
_GOES_ON = re.compile("且|并且|更(?!好)|难以|无法|不能|不足以|很难|(?:突出|主要|具体)?(?:表现|体现)[在为于]")
# A clause that begins so, and says little by itself, goes on about what stands before it.
_WITHOUT_SUBJECT = re.compile("(?:也|仍|还|都|却|至今|尚|依然|有待|亟待|存在|难以|不|没有|未)")
# Shorter, it says little by itself.
SHORT = 9


@cache
def _says() -> re.Pattern[str]:
    lexicon = load("lacking")
    return re.compile(f"{_SUBJECT}(?:{'|'.join(lexicon['predicates'])}){_TAIL}|{'|'.join(lexicon['says'])}")


@cache
def _may_say() -> Expression:
    """What stands in every clause that fits `_says`, and in few others."""
    lexicon = load("lacking")
    return any_of([*lexicon["predicates"], *lexicon["says"]])


@cache
def _words(key: str) -> Expression:
    value = load("lacking")[key]
    return any_of([value] if isinstance(value, str) else value)


def lacks(words: str) -> bool:
    """Does a clause, heading or member of a list say that something is lacking?"""
    if not _may_say().search(words):
        return False
    for cue in _says().finditer(words):
        if not _words("unless").search(words[: cue.start()]):
            return not _words("at_large").search(words)
    return False


def lacking(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses between two offsets that say that something is lacking.

    With each goes what it is said of, what comes of it, and what is said as shortly of something else (…不清,治理薄弱).
    """
    if quoted := _QUOTED.search(text, start, end):
        for first, stop in ((start, quoted.start()), quoted.span("said"), (quoted.end(), end)):
            yield from lacking(text, first, stop)
        return
    for part_start, part_end in clauses(text, start, end, ";。"):
        last: tuple[int, int] | None = None
        before: tuple[int, int] | None = None
        for s, e in clauses(text, part_start, part_end, ",:"):
            if _words("supposed").match(text, s):
                break
            says = lacks(text[s:e])
            joins = _RESULT.match(text, s) or _GOES_ON.match(text, s)
            if last is not None and (joins or (says and e - s < SHORT) or not says):
                if not says and _TURNS.match(text, s):
                    yield last
                    last = before = None
                    continue
                last = (last[0], e)
            elif says:
                if last is not None:
                    yield last
                goes_on = before is not None and e - s < SHORT and _WITHOUT_SUBJECT.match(text, s)
                last = (before[0] if goes_on and before is not None else s, e)
            before = (s, e)
        if last is not None:
            yield last
