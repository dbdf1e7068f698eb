"""How a programme, consortium, centre or cluster is chosen, evaluated, paid for and run, clause by clause.

A clause tells a mechanism where it has a cue of one of the four sorts (selection, evaluation, funding, governance) and
the text speaks of something that it can be about. Advice, reports of events and conditions are not mechanisms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..expressions import hinted
from ..lexicon import load
from ..modality import advised_at, is_binding, unreal
from ..model import BlockKind, Literal, Modality
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .clauses import NUMBER, clauses, may_be_about, put, shortened
from .figures import units
from .mechanism_actors import is_of_another
from .mechanism_constructions import without_brackets
from .mechanism_sorts import OWN, SORTS, sort_of, told_sort, words_of
from .mechanism_subjects import subject
from .stated import Stated, state

FRAME = "Mechanism"
MIN_LABEL, MAX_LABEL = 6, 80
# Words so long tell a mechanism without the clauses behind them that only report.
ENOUGH = 12
# A shorter heading names a topic; headings of chapters do so too.
MIN_HEADING = 14

_LEAD = re.compile(
    r"^(?:(?:本办法|本细则)?所称[^,;。]{2,20}是指|(?:其|这)?是一[个种家项]?|系指|归纳起来(?:就是)?|其中|此外|同时|并且?|且|但是?|而|则|答:|一方面|另一方面|不仅|还|也|随后|因此|一种是|另一种是?|另一种|按照规定|(?:其)?目的是)?,?"
)


@dataclass(frozen=True, slots=True)
class _Found:
    """The words of a mechanism, where they begin, its sort, and how surely the clause tells one."""

    start: int
    sort: str
    label: str
    sure: float


@Language.component("innokg_mechanisms")
def find_mechanisms(doc: Doc) -> Doc:
    """State a Mechanism for every clause that tells one."""
    context: Context = doc._.context
    facts: list[Stated] = []
    said: list[tuple[str, str]] = []
    for sentence in context.sentences:
        if advised_at(context, sentence.start) or _is_skipped(context, sentence):
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
    is_topic = block.level < 2 or len(words) < MIN_HEADING or bool(_TOPIC_HEADING.search(words))
    return block.kind is BlockKind.HEADING and is_topic


# A heading that says only what the section is about: …的案例研究, …的战略模式.
_TOPIC_HEADING = re.compile("(?:研究|模式|项目|分析|案例|比较|现状|经验|做法|进展|概况)[。:]?$")


def _in_sentence(context: Context, sentence: Sentence) -> Iterator[_Found]:
    """The mechanisms of a sentence."""
    text = context.text
    if words_of("not_sentences").search(text[sentence.start : sentence.end]):
        return
    aimed = words_of("aims").search(text, sentence.start, sentence.end)
    stop = context.clause(aimed.start())[0] if aimed else sentence.end
    laid_down = words_of("laid_down").search(text, sentence.start, stop)
    for part_start, part_end in clauses(text, sentence.start, stop, ";。"):
        if topical := _on_topic(context, sentence, part_start, part_end):
            yield topical
            continue
        if listed := _LISTED.search(text, part_start, part_end):
            yield from _members(listed)
            continue
        taken = part_start
        for start, end in clauses(text, part_start, part_end, ",:"):
            cue = told_sort(context, start, end) if start >= taken else None
            if cue is not None and laid_down and start < laid_down.start() and cue[1] < OWN:
                continue
            if cue is not None and not is_of_another(context, start, end):
                taken = _end(context, sentence, start, end, part_end, cue[0])
                first = _without_subject(context, sentence, start)
                label = _label(text, start, end, first, taken)
                yield _Found(start, cue[0], label, cue[1])


def _members(listed: re.Match[str]) -> Iterator[_Found]:
    """Mechanisms that are set up together: 建立多方出题的组织机制、按阶段拨付的资金机制和以用促评的评价机制."""
    for member in re.finditer(r"[^、,;。]+?机制(?=$|[、和及与])", listed["members"]):
        words = member[0].lstrip("、和及与")
        yield _Found(listed.start("members") + member.start(), sort_of(words) or "governance", words, 0.7)


_LISTED = hinted(
    r"(?:建立|构建|形成|实行|探索出|确立)(?:起|了)*(?P<members>(?:[^、,;。:]{5,24}机制[、和及与]){1,5}[^、,;。:]{5,24}机制)(?=$|[,;。])"
)


def _on_topic(context: Context, sentence: Sentence, start: int, end: int) -> _Found | None:
    """What a part says under its own topic: 在组织架构方面,…; 经费来源:…."""
    led = _TOPIC.match(context.text, start, end)
    if led is None:
        return None
    topics: dict[str, str] = load("mechanisms")["led_by"]
    sort = next((sort for sort, topic in topics.items() if re.fullmatch(topic, led["topic"] or led["colon"])), None)
    words = context.text[led.end() : end]
    first = re.split("[,:]", words, maxsplit=1)[0]
    if sort is None or any(words_of(key).search(first) for key in ("happened", "not_mechanisms", "reports")):
        return None
    if any(isinstance(q, Quantity) and led.end() <= q.start < end for q in sentence.items):
        return None
    return _Found(led.end(), sort, _cut(words), 0.7)


_TOPIC = re.compile(
    r"(?:\([一二三四五六七八九十\d]+\)|\d[.、]|[一二三四五六七八九十]是)?"
    r"(?:在(?P<topic>[^,:;。]{2,10}?)(?:方面|上),|(?P<colon>[^,:;。]{2,8}):)(?=[^,:;。]{3})"
)


def _label(text: str, start: int, end: int, first: int, stop: int) -> str:
    """The mechanism's words: what the clause quotes where it is quoted, else from behind its subject on."""
    for quoted in _QUOTED.finditer(text, start, end):
        if any(words_of(sort).search(quoted["words"]) for sort in SORTS):
            return _cut(quoted["words"])
    words = _LEAD.sub("", NUMBER.sub("", text[first:stop].strip()))
    chosen = _CHOSEN.match(words)
    return _cut(chosen[0] if chosen else words)


def _cut(words: str) -> str:
    """A label's words without brackets, and no longer than a label is."""
    words = without_brackets(words)
    return shortened(words if len(words) <= MAX_LABEL else _HEAD.sub("", words), MAX_LABEL)


# What the words of a definition end in: 由…组成的|新型组织.
_HEAD = re.compile("(?<=[组建立成同与起])的[^,;。]{2,40}(?:组织|载体|平台|共同体|机构|联盟|联合体|网络|集合)$")
_QUOTED = re.compile("“(?P<words>[^”]{10,})”")
# What the procedure led to this time is no part of it: 经…评审等程序,确定了甲等5家.
_CHOSEN = re.compile(
    r"[^;。]{8,}?(?:程序|程式|环节|流程|评审|评选|公示|确定|选出|评出)"
    r"(?=,?(?:确定|选出|评出|认定|共有?|产生|遴选出?)了?[^,;。]{0,40}(?:\d|[一二两三四五六七八九十]+(?:个|家|项)))"
)


_OWN = frozenset({"Policy", "ResearchInstitute", "Laboratory"})
# What goes with the subject: its short form in a bracket, and a word that ties the rest on.
_SUBJECT_END = re.compile(r"(?:\([^()]{1,40}\))?(?:则|也|都|一般|的|系|是(?!指))?")


def _without_subject(context: Context, sentence: Sentence, start: int) -> int:
    """Where the words begin behind the thing that they are about: it is said apart."""
    text, first = context.text, start
    for item in sentence.items:
        if not isinstance(item, Mention) or item.start < start:
            continue
        if item.start == first and (may_be_about(item) or item.type in _OWN):
            return _SUBJECT_END.match(text, item.end).end()  # pyright: ignore[reportOptionalMemberAccess]
        if item.type == "Region" and item.start == first:  # 某市|创新联合体
            first = item.end + text.startswith(("市", "省"), item.end)
    return start


def _end(context: Context, sentence: Sentence, start: int, end: int, part_end: int, sort: str) -> int:
    """Where the mechanism's words end: over the clauses that go on about it, as far as a label reaches."""
    text = context.text
    manner = _MANNER.search(text, start, end)
    for s, e in clauses(text, end, part_end, ",:"):
        following = told_sort(context, s, e)
        new = following is not None and (
            following[0] != sort or (_ANEW.match(text, s) and not (manner and text[s] == "由"))
        )
        if new or len(_HEAD.sub("", text[start:e])) > MAX_LABEL or words_of("not_continued").search(text[s:e]):
            break
        if following is None and end - start >= ENOUGH and (_counts(sentence, s, e) or is_of_another(context, s, e)):
            break
        end = e
    return end


def _counts(sentence: Sentence, start: int, end: int) -> bool:
    """Does the clause name a day or count something? Then it goes on to report."""
    return any(
        start <= item.start < end and not (isinstance(item, Mention) or getattr(item, "unit", None) in units("money"))
        for item in sentence.items
    )


# In what manner, before who does it: 以独立法人形式成立,由…组成.
_MANNER = re.compile("(?:形式|方式)[^,;。]{0,4}$")
# So begins another mechanism of the same sort.
_ANEW = re.compile("并|且|由(?!此)")


# What a sentence advises it goes on to advise, whatever dates stand between.
_ADVISED = hinted("建议[^,;。]{0,4}(?:由|在|对|将|设|建|把|加|以)|^建议|(?<![的项条该此些])建议[,:]")


def _stated(context: Context, sentence: Sentence, found: _Found) -> Stated | None:
    thing, sure = subject(context, sentence, found.start)
    if thing is None:
        return None
    end = min(found.start + len(found.label), context.clause(found.start)[1])
    if unreal(context, found.start, end):
        return None
    freely = found.sure < OWN and not is_binding(context)
    if freely and words_of("proposes").search(context.text, sentence.start, found.start):
        return None
    if not is_binding(context) and _ADVISED.search(context.text, sentence.start, found.start):
        return None
    how, negated = put(context, found.start, end)
    if how is Modality.PROPOSED:
        words = context.text[slice(*context.clause(found.start))]
        if words_of("proposes").search(words):
            return None
        how = Modality.REQUIRED if words_of("requires").search(words) else Modality.ASSERTED
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
