"""Conditions that a measure, call or programme sets: thresholds with their figure, and what must or must not be.

1. A figure with 不少于, 不超过, 上限 … that is neither a report nor a target is a threshold.
2. A sentence with 必须, 应当, 不得 … demands, in a binding measure or of those who take part.
3. The lettered items below 符合下列条件 are conditions of whom that sentence names.
What an article merely advises is left to the recommendations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..lexicon import load
from ..modality import in_advice, is_binding
from ..model import BlockKind, Literal, Modality
from ..quantities import Quantity, plain
from ..recognise.mentions import Mention
from .clauses import NUMBER, about, clauses, may_be_about, put, shortened
from .conditions import Listed, listed, rank
from .indicators import is_worth, units
from .stated import Stated, state
from .subjects import in_headings, in_title, speaking_of

FRAME = "Requirement"
MIN_LABEL, MAX_LABEL = 6, 70
# A sentence of a list no longer than this, with more behind it, only says what the item is about.
MAX_CAPTION = 12
# A demand shorter than this goes on to the next clause, however long that is.
MIN_DEMAND = 24
# What stands between two thresholds says something of its own only when it is as long as this.
MIN_RUN = 8
# Two labels of one figure that share so many of their characters say the same.
ALIKE = 0.7
# A clause before the demand no longer than this says of whom or when: 单位名称有变化的,请在20日内来函.
WHO = 16

# How far before a figure the word may stand that makes it a threshold: 不超过其运行总成本的|90%.
NEAR = 14

_DUE = re.compile(
    r"每年|每季度|每半年|执行期|期满|结束后|\d+(?:个工作)?[日天]内|(?:\d[日号]|月底|年底)(?:\([^()]*\))?(?:之?前|以前)"
)
# A clause that only says by when, or what else, is part of the demand before it.
_GOES_ON = re.compile(r"(?:并|同时|且)?(?:于|在)?\d{1,4}[年月日]|并(?!不)|且|同时|对|如实")
# Before a condition: that it is one.
_ANNOUNCING = re.compile(r"^(?:[^,;:。]{0,6}(?:条件|门槛)(?:要求|是|为|包括)[:,]?|其中,?|且|并|同时,?)")
# A condition that begins so says itself of whom it is.
_HAS_SUBJECT = re.compile(r"[^,;。]{0,6}(?:企业|单位|中心|联合体|机构|平台|项目|团队|人员|负责人|申报|申请|成员)")
# A list within a condition, of what must not have been; it goes on to the end of the sentence.
_NONE_OF = re.compile(
    r"(?:未|无|没有|不存在|不得有)[^,;。:]{0,12}(?:下列|以下|如下)[^,;。:]{0,4}(?:情况|情形|行为|问题)"
)
# In brackets: a document's number, or where something is enclosed.
_REFERENCE = re.compile(r"\([^()]*(?:〔\d{4}〕|附件)[^()]*\)")
_NOTICE = re.compile(r"(?:现|特)?(?:将|就)[^。]{0,30}(?:通知|公告|公布)如下")
# A notice announces itself within its first so many characters.
OPENING = 1200
_SECOND = re.compile(r"^,?(?:和|与|、|及|或者?)$")
# In a list of conditions these bound too.
_OVER = re.compile(r"(?:(高于|超过|大于|多于|超|≥|>=?|达到?)|低于|少于|小于|≤|<=?)\s*$")
_IN_TIME = re.compile("(?:之|以)?内")
# A share may stand far behind its bound: 不超过上级主管部门实际资助金额的|50%.
_FAR = re.compile(r"(不超过|不高于|不低于|不少于)[^,;:。\d]{10,36}的$")
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
    conditions = listed(doc)
    facts: list[Stated] = []
    for sentence in context.sentences:
        among = conditions.get(sentence.start)
        if among is None and _is_heading(context, sentence):
            continue
        if in_advice(context, sentence.start):
            continue
        announced = _announced(context, sentence, among)
        for condition in _in_sentence(context, sentence, among):
            if announced is not None and condition.start >= announced:
                continue
            label = condition.label if announced is None else condition.label[: announced - condition.start]
            label = _ANNOUNCING.sub("", NUMBER.sub("", label.strip()))
            if "?" in label:  # what is damaged may say something else
                continue
            label = shortened(_REFERENCE.sub("", label), MAX_LABEL)
            if among is not None and not _HAS_SUBJECT.match(label):
                label = among.who + label
            if len(label) >= MIN_LABEL:
                facts.append(_stated(context, sentence, condition, label, among))
    return state(doc, _once(facts))


def _announced(context: Context, sentence: Sentence, among: Listed | None) -> int | None:
    """Where the clause begins that only announces the conditions below the sentence; None where none does."""
    words = context.text[sentence.start : sentence.end].rstrip()
    announcing = _words("announces").search(words) if among is None and words.endswith((":", "：")) else None
    return None if announcing is None else context.clause(sentence.start + announcing.end() - 1)[0]


def _once(facts: list[Stated]) -> list[Stated]:
    """A condition said again, in the same words or with the same figure of the same thing, is the one said first."""
    first: dict[tuple[object, ...], Stated] = {}
    told: list[Stated] = []
    for fact in facts:
        slots = dict(fact.slots)
        about, label = slots.get("ikg:about"), slots["rdfs:label"]
        figure = (slots.get("ikg:value"), slots.get("ikg:comparator"), _sort_of_unit(slots.get("ikg:unit")))
        words = label.value if isinstance(label, Literal) else ""
        key = (about.name if isinstance(about, Mention) else "", *(figure if figure[0] is not None else (words,)))
        known = first.get(key)
        if known is not None and _same_words(known, words):
            told.append(replace(known, start=fact.start, end=fact.end))
            continue
        first.setdefault(key, fact)
        told.append(fact)
    return told


def _sort_of_unit(unit: Mention | Literal | None) -> str:
    """A unit, any money as one: 新台币3000万元 may be said again as 3000万元."""
    name = unit.value if isinstance(unit, Literal) else ""
    return "money" if name in units("money") else name


def _same_words(known: Stated, words: str) -> bool:
    """Are two labels alike, one within the other or by most of their characters?"""
    label = dict(known.slots)["rdfs:label"]
    one = label.value if isinstance(label, Literal) else ""
    shared = len(set(one) & set(words))
    return one in words or words in one or shared >= ALIKE * max(len(set(one)), len(set(words)))


def _is_heading(context: Context, sentence: Sentence) -> bool:
    block = context.block_at(sentence.start)
    return block is not None and block.kind in (BlockKind.TITLE, BlockKind.HEADING)


def _in_sentence(context: Context, sentence: Sentence, among: Listed | None) -> Iterator[_Condition]:
    text = context.text
    told: list[tuple[int, int]] = []
    for quantity in (q for q in sentence.items if isinstance(q, Quantity)):
        if sign := _threshold(context, sentence, quantity, among is not None):
            start, end = context.clause(quantity.start)
            told.append((start, end))
            yield _Condition(quantity.start, _said(text, sentence, start, end, quantity.start), 0.85, quantity, sign)
    if among is not None:
        yield from _plain_conditions(context, sentence, among, told)
        return
    for start, end in _demanding(context, sentence):
        free = [(s, e) for s, e in clauses(text, start, end, ",") if not any(s <= t < e for t, _ in told)]
        if not free or free[0][0] != start:
            continue
        until = _until(free)
        if any(_demands(context, sentence, s, e) for s, e in free if e <= until):  # not only of whom a figure told
            yield _Condition(start, text[start:until], 0.8)


def _until(parts: list[tuple[int, int]]) -> int:
    """Where the stretches that follow each other without a gap from the first on end."""
    end = parts[0][1]
    for start, stop in parts[1:]:
        if start > end + 1:
            break
        end = stop
    return end


def _plain_conditions(
    context: Context, sentence: Sentence, among: Listed, told: list[tuple[int, int]]
) -> Iterator[_Condition]:
    """What a sentence of a list says besides its thresholds: the clauses between them, part by part."""
    text = context.text
    stated = among.scope or _words("conditional").search(text, among.start, sentence.end)
    if _is_caption(context, sentence) or not stated:
        return
    end = none.start() if (none := _NONE_OF.search(text, among.start, sentence.end)) else sentence.end
    if end < sentence.end:
        end = next((s for s, e in clauses(text, among.start, sentence.end, ",;") if s <= end < e), end)
        yield _Condition(end, text[end : sentence.end], 0.8)
    for part_start, part_end in clauses(text, among.start, end, ";。"):
        run: list[tuple[int, int]] = []
        for start, end in clauses(text, part_start, part_end, ","):
            if not any(start <= s < end for s, _ in told):
                run.append((start, end))
                continue
            yield from _run(text, run)
            run = []
        yield from _run(text, run)


def _run(text: str, run: list[tuple[int, int]]) -> Iterator[_Condition]:
    """The condition that clauses between two thresholds make; a tail (给予扶持) makes none."""
    if run and run[-1][1] - run[0][0] >= MIN_RUN:
        yield _Condition(run[0][0], text[run[0][0] : run[-1][1]], 0.8)


def _is_caption(context: Context, sentence: Sentence) -> bool:
    """Is the sentence the caption of an item (目标定位明确。) that goes on to say more?"""
    words = NUMBER.sub("", context.text[sentence.start : sentence.end])
    after = context.sentences[sentence.index + 1] if sentence.index + 1 < len(context.sentences) else None
    more = after is not None and after.paragraph == sentence.paragraph
    return (
        len(words) <= MAX_CAPTION
        and words.endswith("。")
        and more
        and rank(
            context.text[after.start : after.end]  # pyright: ignore[reportOptionalMemberAccess]
        )
        > rank(context.text[sentence.start : sentence.end])
    )


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
            for j in range(i + 1, len(cut)):
                s, e = cut[j]
                if demanding[j] and not _GOES_ON.match(text, s, e):
                    break
                if e - start > MAX_LABEL and end - start >= MIN_DEMAND:
                    break
                end, demanding[j] = e, False
            yield start, end


def _begins_with_cue(words: str) -> bool:
    cue = _words("demands").search(words)
    return cue is not None and cue.start() <= 1


def _said(text: str, sentence: Sentence, start: int, end: int, at: int) -> str:
    """The clause, with the one before it where it begins in the middle: …的支持总额|,且不超过….."""
    opening = text.rfind("(", start, at)
    if opening >= 0 and ")" not in text[opening:at]:
        closing = text.find(")", at, end)
        end = closing if closing >= 0 else end
        short = end - opening - 1 < MIN_LABEL  # 初始执行期(不超过2年) says nothing without what it stands behind
        return text[start:end].replace("(", "") if short else text[opening + 1 : end]
    if (opening := text.find("(", at, end)) >= 0 and ")" not in text[opening:end]:
        end = opening
    elif text[start:end].endswith(")") and "(" not in text[start:end]:
        end -= 1
    if re.match(r"(?:且|并|或者?|分别|均)?(?:不|至少|最|上限)", text[start:end]) and start > sentence.start:
        first = next((s for s, e in clauses(text, sentence.start, sentence.end, ",;") if e >= start - 1), start)
        return re.sub(r"^(?:且|并)", "", text[first:end])
    return text[start:end]


def _threshold(context: Context, sentence: Sentence, quantity: Quantity, among: bool) -> str:
    """ge or le where the figure is a threshold, else nothing."""
    text = context.text
    start, end = context.clause(quantity.start)
    start = max(start, sentence.start)
    clause = text[start:end]
    if _is_span(text, start, quantity) or is_worth(text, quantity):
        return ""
    if quantity.unit in units("time") and text[start : quantity.start].endswith("至少每"):
        return "le"  # every so often, or more often
    if not among and _is_told(context, quantity, clause):
        return ""
    before = text[max(start, quantity.start - NEAR) : quantity.start] + _own_bound(text, quantity)
    own = text[quantity.start : quantity.end]
    near = before + own
    if _CAPPED.match(text, quantity.end):
        near += "上限"
    if far := _FAR.search(text[start : quantity.start]):
        near = far[1] + near
    sign = "le" if _words("le").search(near) else "ge" if _words("ge").search(near) else ""
    if not sign and _IN_TIME.match(text, quantity.end) and quantity.unit in units("time"):
        return "le" if _kinds()["reporting"].search(clause) else ""
    if not sign and among and (over := _OVER.search(before)):
        sign = "ge" if over[1] else "le"
    if not sign and (earlier := _coordinated(context, sentence, quantity, among)):
        sign = earlier
    if not sign:
        return ""
    settled = among or binds(context) or _in_section(context, quantity.start) or _is_limited(clause, near)
    settled = settled or (sign == "le" and _is_cap(context, sentence, quantity, near))
    return sign if settled or _is_demanded(context, sentence, quantity) else ""


def _own_bound(text: str, quantity: Quantity) -> str:
    """The word of comparison that a figure begins with (超过|100万)."""
    own = re.match(r"[^\d一二三四五六七八九十百千万两半]+", text[quantity.start : quantity.end])
    return own[0] if own else ""


def _is_cap(context: Context, sentence: Sentence, quantity: Quantity, near: str) -> bool:
    """Is it the most that is given, as this sentence or the one before it tells (给予扶持。其中,国家级最高3000万元)?"""
    if quantity.unit not in units("money") | units("share") or not re.search(r"最[高多]", near):
        return False
    before = context.sentence_before(sentence)
    start = before.start if before is not None and before.paragraph == sentence.paragraph else sentence.start
    return bool(_words("gives").search(context.text, start, sentence.end))


def _is_span(text: str, start: int, quantity: Quantity) -> bool:
    """Does a time only say over which years something is counted (近3年, 前两个年度)?"""
    return quantity.unit in units("time") and bool(
        re.search(r"[近前上]$|近", text[max(start, quantity.start - 1) : quantity.start + 1])
    )


def _is_told(context: Context, quantity: Quantity, clause: str) -> bool:
    """Does the clause report or plan the figure?"""
    planned = put(context, quantity.start, quantity.end)[0] is Modality.PLANNED and not _words("caps").search(clause)
    return planned or bool(_words("not_thresholds").search(clause)) or _is_target(context, quantity)


def _is_target(context: Context, quantity: Quantity) -> bool:
    """Is the figure to be reached by a year that the sentence begins with (到2030年,…每年引进不少于…)?"""
    sentence = context.sentence_at(quantity.start)
    first = context.paragraph(sentence.paragraph)[0]
    return bool(_words("targets").search(context.text, first.start, quantity.start))


def _is_demanded(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    """Does the part of the sentence before the figure demand (须具有…40人以上), or tell what a measure lays down?"""
    text = context.text
    start = max(sentence.start, text.rfind(";", sentence.start, quantity.start) + 1)
    return bool(
        _words("lays_down").search(text, sentence.start, quantity.start)
        or _words("demands_figure").search(text, start, quantity.start)
    )


def _coordinated(context: Context, sentence: Sentence, quantity: Quantity, among: bool) -> str:
    """The sign of the figure right before: 不得超过90%和75%."""
    text = context.text
    before = [q for q in sentence.items if isinstance(q, Quantity) and q.end <= quantity.start]
    if not before or not _alike(before[-1], quantity) or not _SECOND.match(text[before[-1].end : quantity.start]):
        return ""
    return _threshold(context, sentence, before[-1], among)


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
        due = _kinds()["reporting"].search(text) and _DUE.search(text)
        return bool(due) or _must_be(context, sentence, start)
    if binds(context):
        return not re.search(r"本办法|本规定|本细则|制定|附则", text)
    if _words("exhorts").search(text):
        return False
    if _words("demands_outright").search(text) or _is_laid_down(context, start):
        return bool(_words("demanded_of").search(text))
    if _must_be(context, sentence, start):
        return True
    if cue[0] == "应当" and not _words("parties").search(text):
        return False
    demanded = _words("demanded_of").search(text) and (cue[0] in _STRICT or _in_section(context, start))
    return bool(demanded)


def _must_be(context: Context, sentence: Sentence, start: int) -> bool:
    """Does a clause say what the thing named before it must have (…,必须具备三项能力;具备两类资质)?"""
    named = any(isinstance(m, Mention) and may_be_about(m) and m.end <= start for m in sentence.items)
    first = _words("must_be").match(context.text, start)
    goes_on = re.compile("(?:还|也)?(?:具备|具有|符合|满足)").match(context.text, start)
    before = _words("must_be").search(context.text, sentence.start, start)
    return named and bool(first or (goes_on and before and context.text[start - 1] == ";"))


def binds(context: Context) -> bool:
    """Is the article an enacted measure, or a notice that says so in its first lines?"""
    return is_binding(context) or bool(_NOTICE.search(context.text, 0, OPENING))


def _is_laid_down(context: Context, start: int) -> bool:
    """Does the sentence tell what a measure lays down, or a text that sets conditions say so itself?"""
    sentence = context.sentence_at(start)
    return bool(
        _words("lays_down").search(context.text, sentence.start, start)
        or (_words("rule_titles").search(context.title) and not in_advice(context, start))
    )


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


def _stated(context: Context, sentence: Sentence, condition: _Condition, label: str, among: Listed | None) -> Stated:
    slots: list[tuple[str, Mention | Literal | None]] = []
    thing, sure = _whose(context, sentence, condition, among)
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


def _headed(context: Context, at: int) -> Mention | None:
    return in_headings(context, at, may_be_about) or in_title(context, may_be_about)


def _is_kind_or_policy(mention: Mention) -> bool:
    return mention.is_kind or mention.type == "Policy"


def _whose(
    context: Context, sentence: Sentence, condition: _Condition, among: Listed | None
) -> tuple[Mention | None, float]:
    """What a condition is about: in a list what the sentence that announces it, or the title, speaks of."""
    if among is not None and among.lead is not None:
        named = next((m for m in among.lead.items if isinstance(m, Mention) and may_be_about(m)), None)
        if named := named or _headed(context, condition.start):
            return named, 0.9
    thing, sure = about(context, sentence, condition.start)
    if thing is not None:
        return thing, sure
    policy = speaking_of(context, condition.start, lambda m: m.type == "Policy")
    for found, sure in (
        (policy, 0.65),
        (context.mostly(may_be_about, 1), 0.55),
        (context.mostly(_is_kind_or_policy, 1), 0.5),
    ):
        if found is not None:
            return found, sure
    return None, 0.4


def _kind(context: Context, condition: _Condition, label: str) -> str:
    for kind, cues in _kinds().items():
        if cues.search(label):
            return kind
    heading = context.heading_text(condition.start)
    return "eligibility" if condition.quantity is None or re.search("牵头|申报", heading) else "threshold"
