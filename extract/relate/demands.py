"""Which clauses demand something: must, must not, apply by, hand in.

In a binding measure every demand counts; elsewhere it takes someone who takes part and must have or be something,
or a text that tells what a measure lays down. Appeals (我国必须加快…) demand nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..context import Context, Sentence, once_per_article
from ..expressions import Expression, any_of
from ..lexicon import load
from ..modality import in_advice, is_binding
from ..recognise.mentions import Mention
from .clauses import clauses, may_be_about

# A label longer than this is cut.
MAX_LABEL = 70
# A clause before the demand no longer than this says of whom or when: 单位名称有变化的,请在20日内来函.
WHO = 16
# A demand shorter than this goes on to the next clause, however long that is.
MIN_DEMAND = 24
_DUE = re.compile(
    r"每年|每季度|每半年|执行期|期满|结束后|\d+(?:个工作)?[日天]内|(?:\d[日号]|月底|年底)(?:\([^()]*\)|下班)?(?:之?前|以前)"
)
# A clause that only says by when, or what else, is part of the demand before it.
_GOES_ON = re.compile(r"(?:并|同时|且)?(?:于|在)?\d{1,4}[年月日]|并(?!不)|且|同时|对|如实")
# The end of a list of what is demanded.
_LISTS = re.compile(r"等(?:方面|情况|内容|事项|问题)?[。]?$")
_NOTICE = re.compile(r"(?:现|特)?(?:将|就)[^。]{0,30}(?:通知|公告|公布)如下")
# A notice announces itself within its first so many characters.
OPENING = 1200
# These demand by themselves, wherever they stand; 应 only in sections of conditions.
_STRICT = frozenset(
    {
        "必须",
        "不得",
        "的前提是",
        "须",
        "请在",
        "请将",
        "请于",
        "请按",
        "应当",
        "需满足",
        "需要满足",
        "需得到",
        "须经",
        "需经",
        "要",
        "禁止",
    }
)


# What a document says outright that must or must not be, whoever it is said of: 该方案规定,存量用地必须用于….
_BARS = frozenset({"必须", "不得", "须", "禁止"})
_LAYS_DOWN = re.compile(
    "(?:方案|意见|计划|办法|细则|规定|法案|条例|章程|协议|政策|通知|指南)》?[^,;。]{0,12}(?:规定|要求|明确)[^;。]*$"
)


@cache
def cue(key: str) -> Expression:
    """The pattern of a list of lexicon/requirements.yaml."""
    return any_of(load("requirements")[key])


@cache
def kinds() -> dict[str, Expression]:
    """What tells each sort of condition, the first that fits."""
    return {kind: any_of(cues) for kind, cues in load("requirements")["kinds"].items()}


def demanding(context: Context, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The clauses that demand something, each with those behind it that demand nothing of their own."""
    text = context.text
    for part_start, part_end in _parts(text, sentence):
        cut = list(clauses(text, part_start, part_end, ","))
        does = [demands(context, sentence, s, e) for s, e in cut]
        for i, (start, end) in enumerate(cut):
            if not does[i]:
                continue
            if i and not does[i - 1] and _begins_with_cue(text[start:end]) and len(text[slice(*cut[i - 1])]) <= WHO:
                start = cut[i - 1][0]
            for j in range(i + 1, len(cut)):
                s, e = cut[j]
                if does[j] and not _GOES_ON.match(text, s, e):
                    break
                if e - start > MAX_LABEL and end - start >= MIN_DEMAND:
                    break
                end, does[j] = e, False
            yield start, end


def _parts(text: str, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between semicolons; a list that ends in 等 is one (要说明进展;存在的问题;经费情况等)."""
    parts = list(clauses(text, sentence.start, sentence.end, ";。"))
    if len(parts) > 1 and _LISTS.search(text, *parts[-1]):
        bare = [not cue("demands").search(text, *part) for part in parts]
        first = next((i for i in range(len(parts)) if all(bare[i + 1 :])), 0)
        parts[first:] = [(parts[first][0], parts[-1][1])]
    yield from parts


def _begins_with_cue(clause: str) -> bool:
    first = cue("demands").search(clause)
    return first is not None and first.start() <= 1


def demands(context: Context, sentence: Sentence, start: int, end: int) -> bool:
    """Does the stretch demand something of someone?"""
    text = context.text[start:end]
    said = cue("demands").search(text)
    if said is None:
        due = kinds()["reporting"].search(text) and _DUE.search(text)
        return bool(due) or _must_be(context, sentence, start)
    if binds(context):
        return not re.search(r"本办法|本规定|本细则|制定|附则", text)
    if cue("exhorts").search(text):
        return False
    if said[0] in _BARS and _LAYS_DOWN.search(context.text, sentence.start, start):
        return True
    if cue("demands_outright").search(text) or _is_laid_down(context, start):
        return bool(cue("demanded_of").search(text))
    if _must_be(context, sentence, start):
        return True
    if said[0] == "应当" and not cue("parties").search(text):
        return False
    demanded = cue("demanded_of").search(text) and (said[0] in _STRICT or in_section(context, start))
    return bool(demanded)


_MUST_HAVE = re.compile("(?:还|也)?(?:具备|具有|符合|满足)")


def _must_be(context: Context, sentence: Sentence, start: int) -> bool:
    """Does a clause say what the thing named before it must have (…,必须具备三项能力;具备两类资质)?"""
    if not any(isinstance(m, Mention) and may_be_about(m) and m.end <= start for m in sentence.items):
        return False
    first = cue("must_be").match(context.text, start)
    goes_on = _MUST_HAVE.match(context.text, start)
    before = cue("must_be").search(context.text, sentence.start, start)
    return bool(first or (goes_on and before and context.text[start - 1] == ";"))


@once_per_article
def binds(context: Context) -> bool:
    """Is the article an enacted measure, or a notice that says so in its first lines?"""
    return is_binding(context) or bool(_NOTICE.search(context.text, 0, OPENING))


def _is_laid_down(context: Context, start: int) -> bool:
    """Does the sentence tell what a measure lays down, or a text that sets conditions say so itself?"""
    sentence = context.sentence_at(start)
    return bool(
        cue("lays_down").search(context.text, sentence.start, start)
        or (cue("rule_titles").search(context.title) and not in_advice(context, start))
    )


def in_section(context: Context, at: int) -> bool:
    """Does an offset stand under a heading of conditions?"""
    return bool(cue("headings").search(context.heading_text(at)))
