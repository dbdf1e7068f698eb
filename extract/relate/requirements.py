"""Conditions that a measure, call or programme sets: thresholds with their figure, and what must or must not be.

1. A figure with 不少于, 不超过, 上限 … that is neither a report nor a target is a threshold.
2. A sentence with 必须, 应当, 不得 … demands, in a binding measure or of those who take part.
3. The lettered items below 符合下列条件 are conditions of whom that sentence names.
What an article merely advises is left to the recommendations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..lexicon import load
from ..modality import in_advice, is_binding
from ..model import BlockKind, Literal, Modality
from ..quantities import Quantity, plain
from ..recognise.mentions import Mention
from .clauses import NUMBER, about, clauses, put, shortened
from .indicators import units
from .stated import Stated, state
from .subjects import speaking_of

FRAME = "Requirement"
MIN_LABEL, MAX_LABEL = 6, 70
# A clause before the demand no longer than this says of whom or when: 单位名称有变化的,请在20日内来函.
WHO = 16

# How far before a figure the word may stand that makes it a threshold: 不超过其运行总成本的|90%.
NEAR = 14

_LISTED = re.compile(
    r"(?P<who>[^,;。\n]{2,16}?)(?:应当|应|须|必须|需)?(?:同时)?"
    r"(?:符合|具备|满足)(?:以?下列?|如下)[^,;。]{0,8}?(?:条件|要求)"
)
_LETTERED = re.compile(r"^\s*\([一二三四五六七八九十\d]+\)")
_DUE = re.compile(r"每年|每季度|每半年|执行期|期满|结束后|\d+(?:个工作)?[日天]内")
_SECOND = re.compile(r"^,?(?:和|与|、|及|或者?)$")
_CAPPED = re.compile(r"(?:以下|以内)?(?:为|作为)(?:上限|限|最高)")


@dataclass(frozen=True, slots=True)
class _Condition:
    """A condition on its way to a Requirement."""

    start: int
    label: str
    sure: float
    quantity: Quantity | None = None
    comparator: str = ""


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile("|".join(load("requirements")[key]))


@cache
def _kinds() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile("|".join(cues)) for kind, cues in load("requirements")["kinds"].items()}


@Language.component("innokg_require")
def find_requirements(doc: Doc) -> Doc:
    """State a Requirement for every condition that the article sets."""
    context: Context = doc._.context
    facts: list[Stated] = []
    seen: set[tuple[str, int]] = set()
    who = ""
    for sentence in context.sentences:
        if _is_heading(context, sentence) or in_advice(context, sentence.start):
            continue
        words = context.text[sentence.start : sentence.end]
        listed = _LISTED.search(NUMBER.sub("", words))
        lettered = bool(_LETTERED.match(words))
        who = listed["who"] if listed else who if lettered else ""
        if listed and words.rstrip().endswith((":", "：")):
            continue
        conditions = list(_in_sentence(context, sentence, lettered and bool(who)))
        for condition in conditions:
            label = shortened(NUMBER.sub("", condition.label.strip()), MAX_LABEL)
            label = who + label if lettered and who else label
            if len(label) >= MIN_LABEL and (label, condition.start) not in seen:
                seen.add((label, condition.start))
                facts.append(_stated(context, sentence, condition, label))
    return state(doc, facts)


def _is_heading(context: Context, sentence: Sentence) -> bool:
    block = context.block_at(sentence.start)
    return block is not None and block.kind in (BlockKind.TITLE, BlockKind.HEADING)


def _in_sentence(context: Context, sentence: Sentence, listed: bool) -> Iterator[_Condition]:
    text = context.text
    numbered = [q for q in sentence.items if isinstance(q, Quantity)]
    found = False
    told: list[tuple[int, int]] = []
    for quantity in numbered:
        if sign := _threshold(context, sentence, quantity, listed):
            found = True
            start, end = context.clause(quantity.start)
            told.append((start, end))
            yield _Condition(quantity.start, _said(text, sentence, start, end), 0.85, quantity, sign)
    for start, end in _demanding(context, sentence):
        if any(start <= s < end for s, _ in told):
            continue
        found = True
        yield _Condition(start, text[start:end], 0.8)
    if listed and not found:
        yield _Condition(sentence.start, text[sentence.start : sentence.end], 0.85)


def _demanding(context: Context, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """The clauses that demand something, each with those behind it that demand nothing of their own."""
    text = context.text
    for part_start, part_end in clauses(text, sentence.start, sentence.end, ";。"):
        cut = list(clauses(text, part_start, part_end, ","))
        demanding = [_demands(context, sentence, s, e) for s, e in cut]
        for i, (start, end) in enumerate(cut):
            if not demanding[i]:
                continue
            if (
                i
                and not demanding[i - 1]
                and _begins_with_cue(text[start:end])
                and len(text[slice(*cut[i - 1])]) <= WHO
            ):
                start = cut[i - 1][0]
            for s, e in cut[i + 1 :]:
                if demanding[i + 1 + cut[i + 1 :].index((s, e))] or e - start > MAX_LABEL:
                    break
                end = e
            yield start, end


def _begins_with_cue(words: str) -> bool:
    cue = _words("demands").search(words)
    return cue is not None and cue.start() <= 1


def _said(text: str, sentence: Sentence, start: int, end: int) -> str:
    """The clause, with the one before it where it begins in the middle: …的支持总额|,且不超过….."""
    if re.match(r"(?:且|并|或者?|分别|均)?(?:不|至少|最|上限)", text[start:end]) and start > sentence.start:
        first = next((s for s, e in clauses(text, sentence.start, sentence.end, ",;") if e >= start - 1), start)
        return re.sub(r"^(?:且|并)", "", text[first:end])
    return text[start:end]


def _threshold(context: Context, sentence: Sentence, quantity: Quantity, listed: bool) -> str:
    """ge or le where the figure is a threshold, else nothing."""
    text = context.text
    start, end = context.clause(quantity.start)
    start = max(start, sentence.start)
    clause = text[start:end]
    if _words("not_thresholds").search(clause) or put(context, quantity.start, quantity.end)[0] is Modality.PLANNED:
        return ""
    before = text[max(start, quantity.start - NEAR) : quantity.start]
    own = text[quantity.start : quantity.end]
    near = before + own
    if _CAPPED.match(text, quantity.end):
        near += "上限"
    sign = "le" if _words("le").search(near) else "ge" if _words("ge").search(near) else ""
    if not sign and (earlier := _coordinated(context, sentence, quantity)):
        sign = earlier
    if not sign:
        return ""
    settled = listed or is_binding(context) or _in_section(context, quantity.start) or _is_limited(clause, near)
    return sign if settled else ""


def _coordinated(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """The sign of the figure right before: 不得超过90%和75%."""
    text = context.text
    before = [q for q in sentence.items if isinstance(q, Quantity) and q.end <= quantity.start]
    if not before or not _alike(before[-1], quantity) or not _SECOND.match(text[before[-1].end : quantity.start]):
        return ""
    return _threshold(context, sentence, before[-1], False)


def _alike(one: Quantity, other: Quantity) -> bool:
    """May two figures bound the same thing: in one unit, or a share and a sum (三分之一或2亿元)?"""
    return one.unit == other.unit or (one.unit == "%" and other.unit in units("money"))


def _is_limited(clause: str, near: str) -> bool:
    """Do the words set a limit by themselves (不得, 上限, 原则上; a duty within so many days)?"""
    if re.search(
        r"不得|不能|上限|下限|原则上|一般不|最多可|最多获|最高可?获|最长|最少|不少于|不低于|不超过|对象是|范围为",
        near + clause,
    ):
        return True
    if re.search(r"最[高多]", near) and re.search(r"奖励|补助|资助|支持|补贴", clause):
        return True
    return bool(re.search(r"在$", near)) and bool(_kinds()["reporting"].search(clause))


def _in_section(context: Context, at: int) -> bool:
    return bool(_words("headings").search(context.heading_text(at)))


def _demands(context: Context, sentence: Sentence, start: int, end: int) -> bool:
    """Does the stretch demand something of someone?"""
    text = context.text[start:end]
    cue = _words("demands").search(text)
    if cue is None:
        return bool(_kinds()["reporting"].search(text) and _DUE.search(text))
    if is_binding(context):
        return not re.search(r"本办法|本规定|本细则|制定|附则", text)
    if cue[0] == "应当" and not _words("parties").search(text):
        return False
    demanded = _words("demanded_of").search(text) and (cue[0] in _STRICT or _in_section(context, start))
    return bool(demanded)


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
    }
)


def _stated(context: Context, sentence: Sentence, condition: _Condition, label: str) -> Stated:
    slots: list[tuple[str, Mention | Literal | None]] = []
    thing, sure = about(context, sentence, condition.start)
    if thing is None and (policy := speaking_of(context, condition.start, lambda m: m.type == "Policy")):
        thing, sure = policy, 0.65
    if thing is not None:
        slots.append(("ikg:about", thing))
    slots.append(("ikg:requirementKind", Literal(_kind(context, condition, label))))
    slots.append(("rdfs:label", Literal(label, lang="zh-Hans")))
    if condition.quantity is not None:
        slots += [
            ("ikg:comparator", Literal(condition.comparator)),
            ("ikg:value", Literal(str(plain(condition.quantity.value)), "decimal")),
            ("ikg:unit", Literal(condition.quantity.unit)),
        ]
    return Stated(
        "rdf:type",
        "requirement-threshold" if condition.quantity else "requirement-demand",
        sentence.start,
        sentence.end,
        frame=FRAME,
        slots=tuple(slots),
        modality=Modality.REQUIRED,
        confidence=round(min(condition.sure, sure), 2),
        figure=condition.quantity.start if condition.quantity else None,
    )


def _kind(context: Context, condition: _Condition, label: str) -> str:
    for kind, cues in _kinds().items():
        if cues.search(label):
            return kind
    heading = context.heading_text(condition.start)
    return "eligibility" if condition.quantity is None or re.search("牵头|申报", heading) else "threshold"
