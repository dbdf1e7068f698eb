"""How a programme, consortium, centre or cluster is chosen, evaluated, paid for and run, clause by clause.

A clause tells a mechanism where it has a cue of one of the four sorts (selection, evaluation, funding, governance) and
the text speaks of something that it can be about. Advice, reports of events and conditions are not mechanisms.
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
from ..modality import in_advice
from ..model import BlockKind, Literal, Modality
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .clauses import NUMBER, about, clauses, may_be_about, put, shortened
from .indicators import units
from .patterns import ORGANIZATIONS
from .stated import Stated, state
from .subjects import speaking_of

FRAME = "Mechanism"
SORTS = ("selection", "evaluation", "funding", "governance")
MIN_LABEL, MAX_LABEL = 8, 60
# How sure a clause is that tells a mechanism by its own words.
OWN = 0.75
# A body named so often is what the article is about.
MAIN = 4
# A shorter heading names a topic; headings of chapters do so too.
MIN_HEADING = 14

_LEAD = re.compile(
    r"^(?:其中|此外|同时|并且?|且|而|则|答:|一方面|另一方面|不仅|还|也|随后|因此|一种是|另一种是?|另一种|按照规定|(?:其)?目的是)?,?"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """The words of a mechanism, where they begin, its sort, and how surely the clause tells one."""

    start: int
    sort: str
    label: str
    sure: float


@cache
def _words(sort: str) -> re.Pattern[str]:
    return re.compile("|".join(load("mechanisms")[sort]))


@Language.component("innokg_mechanisms")
def find_mechanisms(doc: Doc) -> Doc:
    """State a Mechanism for every clause that tells one."""
    context: Context = doc._.context
    facts: list[Stated] = []
    said: list[tuple[str, str]] = []
    for sentence in context.sentences:
        if in_advice(context, sentence.start) or _is_skipped(context, sentence):
            continue
        for found in _in_sentence(context, sentence):
            if len(found.label) >= MIN_LABEL and not _is_said(found, said):
                fact = _stated(context, sentence, found)
                if fact is not None:
                    said.append((found.sort, found.label))
                    facts.append(fact)
    return state(doc, facts)


def _is_said(found: _Found, said: list[tuple[str, str]]) -> bool:
    """Has the article said it before, in the same words or in more?"""
    return any(sort == found.sort and (found.label in label or label in found.label) for sort, label in said)


def _is_skipped(context: Context, sentence: Sentence) -> bool:
    block = context.block_at(sentence.start)
    if block is None or block.kind in (BlockKind.TITLE, BlockKind.TABLE_ROW):
        return True
    words = NUMBER.sub("", context.text[block.span.start : block.span.end])
    return block.kind is BlockKind.HEADING and (block.level < 2 or len(words) < MIN_HEADING)


def _in_sentence(context: Context, sentence: Sentence) -> Iterator[_Found]:
    """The mechanisms of a sentence."""
    text = context.text
    if _words("not_sentences").search(text[sentence.start : sentence.end]):
        return
    for part_start, part_end in clauses(text, sentence.start, sentence.end, ";。"):
        if topical := _on_topic(context, sentence, part_start, part_end):
            yield topical
            continue
        taken = part_start
        for start, end in clauses(text, part_start, part_end, ",:"):
            cue = _sort(context, sentence, start, end) if start >= taken else None
            if cue is not None:
                taken = _end(context, sentence, start, end, part_end, cue[0])
                first = _without_subject(context, sentence, start)
                label = _label(text, start, end, first, taken)
                yield _Found(start, cue[0], label, cue[1])


def _on_topic(context: Context, sentence: Sentence, start: int, end: int) -> _Found | None:
    """What a part says under its own topic: 在组织架构方面,…; 经费来源:…."""
    led = _TOPIC.match(context.text, start, end)
    if led is None:
        return None
    topics: dict[str, str] = load("mechanisms")["led_by"]
    sort = next((sort for sort, topic in topics.items() if re.fullmatch(topic, led["topic"] or led["colon"])), None)
    words = context.text[led.end() : end]
    first = re.split("[,:]", words, maxsplit=1)[0]
    if sort is None or any(_words(key).search(first) for key in ("happened", "not_mechanisms", "reports")):
        return None
    if any(isinstance(q, Quantity) and led.end() <= q.start < end for q in sentence.items):
        return None
    return _Found(led.end(), sort, shortened(words, MAX_LABEL), 0.7)


_TOPIC = re.compile(
    r"(?:\([一二三四五六七八九十\d]+\)|\d[.、]|[一二三四五六七八九十]是)?"
    r"(?:在(?P<topic>[^,:;。]{2,10}?)(?:方面|上),|(?P<colon>[^,:;。]{2,8}):)(?=[^,:;。]{3})"
)


def _label(text: str, start: int, end: int, first: int, stop: int) -> str:
    """The mechanism's words: what the clause quotes where it is quoted, else from behind its subject on."""
    for quoted in _QUOTED.finditer(text, start, end):
        if any(_words(sort).search(quoted["words"]) for sort in SORTS):
            return shortened(quoted["words"], MAX_LABEL)
    words = _LEAD.sub("", NUMBER.sub("", text[first:stop].strip()))
    chosen = _CHOSEN.match(words)
    return shortened(chosen[0] if chosen else words, MAX_LABEL)


_QUOTED = re.compile("“(?P<words>[^”]{10,})”")
# What the procedure led to this time is no part of it: 经…评审等程序,确定了甲等5家.
_CHOSEN = re.compile(
    r"[^;。]{8,}?(?:程序|程式|环节|流程|评审|评选|公示|确定|选出|评出)"
    r"(?=,?(?:确定|选出|评出|认定|共有?|产生|遴选出?)了?[^,;。]{0,40}(?:\d|[一二两三四五六七八九十]+(?:个|家|项)))"
)


def _without_subject(context: Context, sentence: Sentence, start: int) -> int:
    """Where the words begin behind the thing that they are about: it is said apart."""
    text = context.text
    for item in sentence.items:
        if isinstance(item, Mention) and item.start == start and may_be_about(item):
            joint = re.match(r"(?:则|也|都|一般|的)?", text[item.end : item.end + 2])
            return item.end + (joint.end() if joint else 0)
    return start


def _sort(context: Context, sentence: Sentence, start: int, end: int) -> tuple[str, float] | None:
    """The sort of mechanism that a clause tells, if any, and how surely it does.

    First the clauses that tell one by their own words; then those that say how the thing that the sentence speaks of
    works (以…为…, 通过…, 围绕…开展), whose sort the words in them or the heading above give.
    """
    words = NUMBER.sub("", context.text[start:end])
    if (
        _words("not_mechanisms").search(words)
        or _lists_members(context, sentence, start, end)
        or (_words("leading").search(words) and _leader(sentence, start, end))
    ):
        return None
    sums = [
        q for q in sentence.items if isinstance(q, Quantity) and start <= q.start < end and q.unit in units("money")
    ]
    own = next((s for s in SORTS if _words(s).search(words) and not (sums and s == "funding")), None)
    if own is not None:
        return own, OWN
    if not sums and _is_step(context, start) and not _words("happened").search(words):
        return "selection", 0.65
    if sums or not _words("working").search(words) or _words("happened").search(words):
        return None
    if not _is_told_of(context, sentence, start, end):
        return None
    return _sort_of(_without_names(context, sentence, start, end)) or "governance", 0.6


def _is_step(context: Context, at: int) -> bool:
    """Does the place stand below a heading of a procedure (申报流程)?"""
    headings = context.headings(at)
    named = context.text[headings[-1].span.start : headings[-1].span.end].strip() if headings else ""
    return bool(_words("procedures").search(named)) and headings[-1].span.end <= at


def _without_names(context: Context, sentence: Sentence, start: int, end: int) -> str:
    """The words of a clause behind its subject: 基金 as the name of what is spoken of tells no funding."""
    first = max(
        (m.end for m in sentence.items if isinstance(m, Mention) and m.start <= start + 2 < m.end <= end), default=start
    )
    return _SUBJECT.sub("", context.text[first:end])


_SUBJECT = re.compile(
    "^(?:该|本|这一?|此)?(?:基金|计划|项目|中心|机构|联盟|联合体|平台|专项|工程|法案)(?=[实采由以按坚通分])"
)


def _sort_of(words: str) -> str | None:
    """The sort that the words of a clause or heading speak of."""
    topics: dict[str, str] = load("mechanisms")["topics"]
    return next((sort for sort, topic in topics.items() if re.search(topic, words)), None)


def _is_told_of(context: Context, sentence: Sentence, at: int, end: int) -> bool:
    """Does the sentence, up to the clause, have as its last subject a thing that has a way of working?

    Without any subject it goes on about what the sentence before it has as its subject.
    """
    way = _words("working").search(context.text, at, end)
    before = next((m for m in sentence.items if isinstance(m, Mention) and way and m.end == way.start()), None)
    if before is not None and (_works(before) or _is_main(context, before)):
        return True
    named = [m for m in sentence.items if isinstance(m, Mention) and m.start <= at + 12]
    places = {m.end for m in named if m.type == "Region" and context.is_subject(m, sentence)}
    subjects = [
        m for m in named if m.type not in _PLACES and (m.start in places or context.is_subject(m, sentence))
    ]  # fmt: skip
    if subjects:
        return _works(subjects[-1]) or _is_main(context, subjects[-1])
    return context.topic(at, _works) is not None


def _is_main(context: Context, mention: Mention) -> bool:
    """Is it a body that the article is about: it names it again and again?"""
    return _is_body(mention) and context.times_named(mention) >= MAIN


_PLACES = frozenset({"Region", "TechnologyField", "Indicator", "Instrument"})


def _works(mention: Mention) -> bool:
    return may_be_about(mention) or mention.type in ("Policy", "ResearchInstitute", "Association")


def _leader(sentence: Sentence, start: int, end: int) -> bool:
    """Does the clause name the body that leads? Then it tells who, not how."""
    inside = (m for m in sentence.items if isinstance(m, Mention) and start <= m.start < end)
    return any(set(m.types) & ORGANIZATIONS for m in inside)


def _lists_members(context: Context, sentence: Sentence, start: int, end: int) -> bool:
    """Does the clause name one body after the other? Then it tells who takes part."""
    if "由" not in context.text[start:end]:
        return False
    bodies = [
        m for m in sentence.items if isinstance(m, Mention) and start <= m.start < end and set(m.types) & ORGANIZATIONS
    ]
    return len(bodies) >= MEMBERS


MEMBERS = 4


def _end(context: Context, sentence: Sentence, start: int, end: int, part_end: int, sort: str) -> int:
    """Where the mechanism's words end: over the clauses that go on about it, as far as a label reaches."""
    text = context.text
    for s, e in clauses(text, end, part_end, ",:"):
        following = _sort(context, sentence, s, e)
        new = following is not None and (following[0] != sort or _ANEW.match(text, s))
        if new or e - start > MAX_LABEL or _words("not_continued").search(text[s:e]):
            break
        end = e
    return end


# So begins another mechanism of the same sort.
_ANEW = re.compile("并|且|由(?!此)")


def _stated(context: Context, sentence: Sentence, found: _Found) -> Stated | None:
    thing, sure = about(context, sentence, found.start)
    if thing is None or not may_be_about(thing):
        thing, sure = _other_subject(context, sentence, found.start)
    if thing is None:
        return None
    how, negated = put(context, found.start, found.start + len(found.label))
    if how is Modality.PROPOSED:
        words = context.text[slice(*context.clause(found.start))]
        if _words("proposes").search(words):
            return None
        how = Modality.REQUIRED if _words("requires").search(words) else Modality.ASSERTED
    return Stated(
        "rdf:type",
        f"mechanism-{found.sort}",
        sentence.start,
        sentence.end,
        frame=FRAME,
        slots=(
            ("ikg:about", thing),
            ("ikg:mechanismKind", Literal(found.sort)),
            ("rdfs:label", Literal(found.label, lang="zh-Hans")),
        ),
        modality=how,
        negated=negated,
        confidence=round(min(found.sure, sure), 2),
    )


def _other_subject(context: Context, sentence: Sentence, at: int) -> tuple[Mention | None, float]:
    """Where no programme, centre or group is spoken of: the policy or body that the sentence or article is about."""
    if thing := speaking_of(context, at, lambda m: m.type == "Policy"):
        return thing, 0.7
    own = (m for m in sentence.items if isinstance(m, Mention) and m.start <= at and context.is_subject(m, sentence))
    if thing := next((m for m in own if m.type in _INSTITUTES), None):
        return thing, 0.65
    if thing := context.mostly(_is_body, 3):
        return thing, 0.6
    return None, 0.0


_INSTITUTES = frozenset({"ResearchInstitute", "Association", "Laboratory"})
_BODIES = frozenset({"Agency", "ResearchInstitute", "Association", "Laboratory", "University", "Enterprise", "Policy"})


def _is_body(mention: Mention) -> bool:
    return mention.type in _BODIES
