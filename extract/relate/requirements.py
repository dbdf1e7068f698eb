"""Conditions that a measure, call or programme sets: thresholds with their figure, and what must or must not be.

1. A figure with 不少于, 不超过, 上限 … that is neither a report nor a target is a threshold.
2. A sentence with 必须, 应当, 不得 … demands, in a binding measure or of those who take part.
3. The lettered items below 符合下列条件 are conditions of whom that sentence names.
Which figures are thresholds thresholds.py tells, which clauses demand demands.py.
What an article merely advises is left to the recommendations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..modality import in_advice, unreal
from ..model import BlockKind, Literal, Modality
from ..quantities import Quantity, plain
from ..recognise.mentions import Mention
from .applied import applied_for
from .clauses import NUMBER, about, clauses, may_be_about, shortened
from .conditions import Listed, listed, rank
from .demands import MAX_LABEL, cue, demanding, demands, kinds
from .enumerations import enumerated
from .figures import units
from .home import home
from .stated import Stated, state
from .subjects import in_headings, in_title, speaking_of
from .thresholds import threshold

FRAME = "Requirement"
MIN_LABEL = 6
# A sentence of a list no longer than this, with more behind it, only says what the item is about.
MAX_CAPTION = 12
# What stands between two thresholds says something of its own only when it is as long as this.
MIN_RUN = 8
# What the article as a whole speaks of most is a guess at what a condition is of.
GUESS = 0.7
# Two labels of one figure that share so many of their characters say the same.
ALIKE = 0.7


# Before a condition: that it is one.
_ANNOUNCING = re.compile(r"^(?:[^,;:。]{0,6}(?:条件|门槛)(?:要求|是|为|包括)[:,]?|其中,?|且|并|同时,?)")
# A condition that begins so says itself of whom it is.
_HAS_SUBJECT = re.compile(r"[^,;。]{0,6}(?:企业|单位|中心|联合体|机构|平台|项目|团队|人员|负责人|申报|申请|成员)")
# A list within a condition, of what must not have been; it goes on to the end of the sentence.
_NONE_OF = re.compile(
    r"(?:未|无|没有|不存在|不得有)[^,;。:]{0,12}(?:下列|以下|如下)[^,;。:]{0,4}(?:情况|情形|行为|问题)"
)
# A clause with a demand of its own (股东中应包括…), or that tells one more thing that is to be had.
_OWN = re.compile(
    r"(?:[^,;。]{2,12}?)(?:应当?|必须|须|不得)(?=[包具由是有为在汇覆拥建签不])"
    r"|(?:并|且|还|同时|须|应)*(?:具有|具备|拥有|建有|配备|无(?!论)|未|近[一二三四五\d]个?年)[^,;。]{4}"
)
# In brackets: a document's number, or where something is enclosed.
_REFERENCE = re.compile(r"\([^()]*(?:〔\d{4}〕|附件)[^()]*\)")


@dataclass(frozen=True, slots=True)
class _Condition:
    """A condition on its way to a Requirement."""

    start: int
    label: str
    sure: float
    quantity: Quantity | None = None
    comparator: str = ""


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
            if among is None and unreal(context, condition.start, condition.start):
                continue
            label = condition.label if announced is None else condition.label[: announced - condition.start]
            label = _ANNOUNCING.sub("", NUMBER.sub("", label.strip()))
            if "?" in label:  # what is damaged may say something else
                continue
            label = _cut(_REFERENCE.sub("", label))
            if among is not None and not _HAS_SUBJECT.match(label):
                label = among.who + label
            if len(label) >= MIN_LABEL:
                kind = _kind(context, condition, label)
                for thing, sure in _whose(context, sentence, condition, among):
                    facts.append(_stated(sentence, condition, label, kind, thing, min(condition.sure, sure)))
    return state(doc, _once(facts))


def _cut(label: str) -> str:
    """A label that is not too long: cut at a comma, or in a list without commas behind one of its items."""
    cut = shortened(label, MAX_LABEL)
    listed_to = label.rfind("、", 0, MAX_LABEL)
    return label[:listed_to].strip() if 2 * len(cut) < MAX_LABEL < len(label) and listed_to > len(cut) else cut


def _announced(context: Context, sentence: Sentence, among: Listed | None) -> int | None:
    """Where the clause begins that only announces the conditions below the sentence; None where none does."""
    words = context.text[sentence.start : sentence.end].rstrip()
    announcing = cue("announces").search(words) if among is None and words.endswith((":", "：")) else None
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
    parts = list(enumerated(context, sentence))
    told = [(part.start, part.end) for part in parts]
    for part in parts:
        yield _Condition(part.start, part.label, 0.85, part.quantity, "ge" if part.quantity else "")
    for quantity in (q for q in sentence.items if isinstance(q, Quantity)):
        if any(part.start <= quantity.start < part.end for part in parts):
            continue
        if sign := threshold(context, sentence, quantity, among is not None):
            start, end = context.clause(quantity.start)
            its = _ITS.match(text, start, end) and start - 1 > sentence.start  # 年收入10亿元以上的,其研发支出…
            told.append((_clause_start(text, sentence, start) if its else start, end))
            yield _Condition(quantity.start, _said(text, sentence, start, end, quantity.start), 0.85, quantity, sign)
    if among is not None:
        yield from _plain_conditions(context, sentence, among, told)
        return
    for start, end in demanding(context, sentence):
        for run in _free(list(clauses(text, start, end, ",")), told):
            if any(demands(context, sentence, s, e) for s, e in run):  # not only of whom a figure told
                yield from _run(text, run)


def _free(parts: list[tuple[int, int]], told: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """The runs of clauses between those that thresholds have told."""
    run: list[tuple[int, int]] = []
    for start, end in parts:
        if any(t < end and start < u for t, u in told):
            yield run
            run = []
        else:
            run.append((start, end))
    yield run


def _plain_conditions(
    context: Context, sentence: Sentence, among: Listed, told: list[tuple[int, int]]
) -> Iterator[_Condition]:
    """What a sentence of a list says besides its thresholds: the clauses between them, part by part."""
    text = context.text
    stated = among.scope or cue("conditional").search(text, among.start, sentence.end)
    if _is_caption(context, sentence) or not stated:
        return
    end = none.start() if (none := _NONE_OF.search(text, among.start, sentence.end)) else sentence.end
    if end < sentence.end:
        end = next((s for s, e in clauses(text, among.start, sentence.end, ",;") if s <= end < e), end)
        yield _Condition(end, text[end : sentence.end], 0.8)
    for part_start, part_end in clauses(text, among.start, end, ";。"):
        run: list[tuple[int, int]] = []
        for start, end in clauses(text, part_start, part_end, ",:"):
            if text[end : end + 1] == ":" and cue("announces").search(text, start, end):
                yield from _run(text, run)
                run = []
                continue
            if not any(s < end and start < e for s, e in told):
                run.append((start, end))
                continue
            yield from _run(text, run)
            run = []
        yield from _run(text, run)


def _run(text: str, run: list[tuple[int, int]]) -> Iterator[_Condition]:
    """The conditions that clauses between two thresholds make; a tail (给予扶持) makes none.

    A clause that says itself that something must be, or be had, is a condition of its own.
    """
    while run:
        length = next((i for i in range(1, len(run)) if _OWN.match(text, *run[i])), len(run))
        first, last = run[0][0], run[length - 1][1]
        long_enough = last - first >= MIN_RUN or _OWN.match(text, first, last)
        if long_enough and not cue("only_leads").search(text[first:last]):
            yield _Condition(first, text[first:last], 0.8)
        run = run[length:]


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
    if before := [q for q in sentence.items if isinstance(q, Quantity) and start <= q.start and q.end <= at]:
        joined = before[-1].end
        if _NEXT.match(text, joined, at):  # 支出不低于800万元、|人员不少于20人
            start = joined + 1
    if _ITS.match(text, start, end) and start - 1 > sentence.start:
        return text[_clause_start(text, sentence, start) : end]
    if re.match(r"(?:且|并|或者?|分别|均)?(?:不|至少|最|上限)", text[start:end]) and text[start - 1] == ",":
        first = next((s for s, e in clauses(text, sentence.start, sentence.end, ",;") if e >= start - 1), start)
        return re.sub(r"^(?:且|并)", "", text[first:end])
    return text[start:end]


def _clause_start(text: str, sentence: Sentence, at: int) -> int:
    """Where the clause begins that ends right before an offset, its number left out."""
    start = next((s for s, e in clauses(text, sentence.start, sentence.end, ",;:") if e >= at - 1), at)
    number = NUMBER.match(text[start:at])
    return start + number.end() if number else start


# A clause that goes on about what the one before names; a threshold that stands behind another in one clause.
_ITS = re.compile("其(?![中他它余])")
_NEXT = re.compile(r"、[一-鿿]{2}")


def _stated(
    sentence: Sentence, condition: _Condition, label: str, kind: str, thing: Mention | None, sure: float
) -> Stated:
    slots: list[tuple[str, Mention | Literal | None]] = [] if thing is None else [("ikg:about", thing)]
    slots.append(("ikg:requirementKind", Literal(kind)))
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
        confidence=round(sure, 2),
        figure=condition.quantity.start if condition.quantity else None,
    )


def _headed(context: Context, at: int) -> Mention | None:
    return in_headings(context, at, may_be_about) or in_title(context, may_be_about)


def _is_body(mention: Mention) -> bool:
    """Is it a body that may itself be applied for, as many centres by other names are (工程技术研究中心)?"""
    return mention.type in ("ResearchInstitute", "Laboratory", "Association", "Organization")


def _is_place_or_agency(mention: Mention) -> bool:
    """Is it whose measure it may be?"""
    return mention.type in ("Region", "Agency")


def _is_kind_or_policy(mention: Mention) -> bool:
    return mention.is_kind or mention.type == "Policy"


# A condition that holds either way holds for both: 无论是甲拨款还是乙拨款,….
_EITHER = re.compile(r"(?:无论|不论|不管)(?:是)?(?P<one>[^,;。]{2,20}?)(?:还是|或者?)(?P<other>[^,;。]{2,20}),")


def _whose(
    context: Context, sentence: Sentence, condition: _Condition, among: Listed | None
) -> list[tuple[Mention | None, float]]:
    """What a condition is about, each with how sure that is: both where the sentence says that it holds either way."""
    if either := _EITHER.search(context.text, sentence.start, condition.start):
        spans = (either.span("one"), either.span("other"))
        both = [
            m for start, end in spans for m in context.mentions_from(start, end) if may_be_about(m) and m.end <= end
        ]
        if len(both) == len(spans):
            return [(m, 0.9) for m in both]
    return [_subject(context, sentence, condition, among)]


def _subject(
    context: Context, sentence: Sentence, condition: _Condition, among: Listed | None
) -> tuple[Mention | None, float]:
    """What a condition is about: in a list what the sentence that announces it, or the title, speaks of."""
    if among is not None and among.lead is not None:
        named = next((m for m in among.lead.items if isinstance(m, Mention) and may_be_about(m)), None)
        if named := named or _headed(context, condition.start):
            return named, 0.9
    if among is None and cue("measure_titles").search(context.title) and (own := in_title(context, _is_kind_or_policy)):
        return own, 0.8
    thing, sure = about(context, sentence, condition.start)
    if thing is not None and sure > GUESS:
        return thing, sure
    lead = among.lead.start if among is not None and among.lead is not None else None
    if (among is not None or cue("rule_titles").search(context.title)) and (sort := applied_for(context, lead)):
        return sort, 0.75
    if thing is not None:
        return thing, sure
    policy = speaking_of(context, condition.start, lambda m: m.type == "Policy")
    for found, sure in (
        (policy, 0.65),
        (context.mostly(may_be_about, 1), 0.55),
        (in_headings(context, condition.start, _is_body) or in_title(context, _is_body), 0.55),
        (context.mostly(_is_kind_or_policy, 1), 0.5),
        (context.mostly(_is_body, 1), 0.45),
        (in_title(context, _is_place_or_agency) or home(context), 0.42),
    ):
        if found is not None:
            return found, sure
    return None, 0.4


def _kind(context: Context, condition: _Condition, label: str) -> str:
    for kind, cues in kinds().items():
        if cues.search(label):
            return kind
    heading = context.heading_text(condition.start)
    return "eligibility" if condition.quantity is None or re.search("牵头|申报", heading) else "threshold"
