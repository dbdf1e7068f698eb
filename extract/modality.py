"""How an article puts a fact: as so, planned, required, or only proposed; and whether it denies it.

Read from the clause in which the fact stands, the section's heading, and the sort of document: an enacted measure
requires what an essay that uses the same words only proposes.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .context import Context, once_per_article
from .dates import DateFound
from .expressions import Expression, any_of
from .lexicon import load
from .lexicon.gazetteer import gazetteer
from .model import Modality
from .recognise.concepts import scan
from .recognise.countries import CHINA

# Documents that bind: in these 应当 requires.
_BINDING = re.compile(
    r"(?:办法|条例|规定|批复|复函|(?:支持|同意|批准)[^\n]{4,40}的函|细则|决定|通知|章程|规程|(?<![做方说看想疗语书立司执算手魔])法)(?:\([^()]*\))?(?:\s*[一-鿿]{1,8}〔\d{4}〕\d+号)?$"
)


@cache
def _cue(name: str) -> Expression:
    return any_of(load("modality")[name])


@once_per_article
def modality(context: Context, start: int, end: int, *, section: bool = True) -> tuple[Modality, bool]:
    """Return the modality of a fact whose words stand at [start, end), and whether it is negated.

    With `section` false only the clause counts, not whether its section advises.
    """
    clause_start, _ = context.clause(start)
    lead = _blank_mentions(context, clause_start, end)
    negated = bool(_cue("negated").search(lead))
    if unreal(context, start, end):
        return Modality.PROPOSED, negated
    if _cue("done").search(lead):
        return Modality.ASSERTED, negated
    before = _blank_mentions(context, context.sentence_at(start).start, clause_start)
    if _cue("proposed").search(lead) or _cue("proposes_on").search(before):
        return (Modality.REQUIRED if is_binding(context) else Modality.PROPOSED), negated
    if _cue("planned").search(lead) or _cue("planned_on").search(before) or _lies_ahead(context, clause_start, end):
        return Modality.PLANNED, negated
    if section and advised_at(context, start):
        return Modality.PROPOSED, negated
    return Modality.ASSERTED, negated


@once_per_article
def unreal(context: Context, start: int, end: int) -> bool:
    """Is what stands at [start, end) no fact whatever its own words say?

    It is supposed, rumoured, doubted or asked, refused, taken back behind, or what a proposal goes on to say.
    """
    clause_start, _ = context.clause(start)
    sentence = context.sentence_at(start)
    if _cue("supposed").search(_blank_mentions(context, sentence.start, end).rpartition(";")[2]):
        return True
    if _cue("doubted").search(_blank_mentions(context, clause_start, end)):
        return True
    if _cue("refused").search(_blank_mentions(context, clause_start, start)):
        return True
    if _cue("taken_back").search(_blank_mentions(context, end, sentence.end).partition(";")[0]):
        return True
    return _goes_on_proposing(context, clause_start)


def _goes_on_proposing(context: Context, clause_start: int) -> bool:
    """Does a clause go on with what one before it proposes (有必要设立某基金,由某部出资)?

    A date or 了 ends the proposal.
    """
    if is_binding(context):
        return False
    sentence = context.sentence_at(clause_start)
    dates = [item.end for item in sentence.items if isinstance(item, DateFound)]
    _, clause_end = context.clause(clause_start)
    first = max([sentence.start, *(end for end in dates if end <= clause_start)])
    before = _blank_mentions(context, first, clause_start).rpartition(";")[2]
    if any(clause_start < end <= clause_end for end in dates):
        return False
    if not _cue("proposes").search(before):
        advises = _cue("should").search(before) and not _cue("lays_down").search(before)
        if not advises or any(True for _ in context.mentions_from(clause_start, clause_start + 1)):
            return False  # whose duty the clause before told need not be the next one's
    return not _cue("done").search(before + _blank_mentions(context, clause_start, clause_end))


def _lies_ahead(context: Context, start: int, end: int) -> bool:
    """Does the clause speak of a time after the article was published (到2030年建成…)?"""
    if context.base is None:
        return False
    dates = [
        i for i in context.sentence_at(start).items if isinstance(i, DateFound) and start <= i.start and i.end <= end
    ]
    return any(
        date.literal.datatype != "gMonth" and date.literal.value > context.base[: len(date.literal.value)]
        for date in dates
        if date.until is None
    )


def in_advice(context: Context, at: int) -> bool:
    """Does the place stand in a section that advises (对策建议, 启示), or after a list of advice was announced?"""
    if context.is_announced_advice(at):
        return True
    return advises(context, context.heading_text(at))


def advised_at(context: Context, at: int) -> bool:
    """Does the place stand where the article advises, and is not told there as what has happened?"""
    return in_advice(context, at) and not _has_happened(context, at, MAX_TOLD)


# So many sentences behind one that tells what has happened may go on telling without a mark of it.
MAX_TOLD = 2


@once_per_article
def _has_happened(context: Context, at: int, back: int) -> bool:
    """Does the part of the sentence tell what has happened, with 了 or 已 or a past date, or go on with such a one?

    2018年3月投入经费,启动了某计划。计划由甲牵头。
    """
    sentence = context.sentence_at(at)
    text = context.text
    start = max(sentence.start, text.rfind(";", sentence.start, at) + 1)
    end = text.find(";", at, sentence.end)
    words = _blank_mentions(context, start, end if end >= 0 else sentence.end)
    if _cue("proposed").search(words) or _cue("proposes").search(words):
        return False
    if _cue("happened").search(words) or _dated_in_the_past(context, sentence.start, at):
        return True
    before = context.sentences[sentence.index - 1] if sentence.index else None
    goes_on = before is not None and before.paragraph == sentence.paragraph and start == sentence.start
    if not back or not goes_on or before is None or not _cue("goes_on_telling").match(words):
        return False
    return _has_happened(context, before.end - 1, back - 1)


def _dated_in_the_past(context: Context, start: int, at: int) -> bool:
    """Does the last date before a place, exact to the month, lie before the article was published?"""
    dates = [i for i in context.sentence_at(at).items if isinstance(i, DateFound) and start <= i.start <= at]
    if not dates or dates[-1].literal.datatype not in ("date", "gYearMonth"):
        return False
    before = context.text[max(start, dates[-1].start - 1) : dates[-1].start]
    value = dates[-1].literal.value
    return before not in ("到", "至", "从", "自") and (context.base is None or value <= context.base[: len(value)])


def advises(context: Context, headings: str) -> bool:
    """Does one of the headings, a line each, head a section of advice?"""
    return _advises(headings, context.heading_text(context.body_from), is_study(context))


@lru_cache(maxsize=256)
def _advises(headings: str, at_the_head: str, study: bool) -> bool:
    """Does one of the headings head a section of advice?

    What stands above an article's first sentence is its title, on however many lines, unless it says nothing else.
    """
    title = at_the_head.split("\n")
    return any(
        (_says_advice(heading) or (study and says_ways(heading)))
        and (heading not in title or _NUMBERED.match(heading) or _ONLY_ADVICE.fullmatch(heading))
        for heading in headings.split("\n")
    )


def _says_advice(heading: str) -> bool:
    """Does a heading speak of advice (对策建议), and not of how another country went (一、韩国创新驱动发展路径)?"""
    if not _cue("advice").search(heading) or (heading.rstrip().endswith("路径") and is_of_others(heading)):
        return False
    return len(heading) <= MAX_SECTION or bool(_NUMBERED.match(heading))


def says_ways(heading: str) -> bool:
    """Does a heading speak of ways and means (关键路径, 保障措施), which in a study are what its authors advise?"""
    ways = _cue("ways").search(heading) and not _cue("not_ways").search(heading)
    return bool(ways) and not is_of_others(heading)


def is_of_others(headings: str) -> bool:
    """Do headings name another country? Then what they head is how that country went."""
    named = [concept for _, _, concept in scan(headings) if "Region" in concept.types]
    return any(gazetteer().country(concept.iri) not in (None, CHINA) for concept in named)


@once_per_article
def is_study(context: Context) -> bool:
    """Is the article a study, as its abstract, its keywords or its title tell?"""
    return bool(context.doc.user_data.get("study") or _cue("study_titles").search(context.title))


_ONLY_ADVICE = re.compile(r"\s*(?:(?:相关|几点|主要|若干)?(?:对策|政策|建议|启示|借鉴|思考|展望)[与和及、]?)+\s*:?\s*")

# A longer heading without a number is an article's title (某国模式对我国的启示), and heads no section of advice.
MAX_SECTION = 16
_NUMBERED = re.compile(
    r"\s*(?:第?[一二三四五六七八九十]+[、.章节部]|\([一二三四五六七八九十\d]+\)|\d{1,2}(?:[.、 ]|(?=[一-鿿])))"
)


@once_per_article
def is_binding(context: Context) -> bool:
    """Is the article an enacted measure, as its title or its articles tell?"""
    return bool(_BINDING.search(context.title)) or context.has_articles


@once_per_article
def _blank_mentions(context: Context, start: int, end: int) -> str:
    """The words between two offsets without names: a name's own words (…应用…, 未来…) say nothing about modality."""
    parts: list[str] = []
    at = start
    for item in context.sentence_at(start).items:
        if item.start >= at and item.start < end:
            parts.append(context.text[at : item.start])
            at = item.end
    parts.append(context.text[at : max(at, end)])
    return "◦".join(parts)
