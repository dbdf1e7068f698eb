"""Whether a clause tells how something works, and which of the four sorts of mechanism it tells.

The words are data (`lexicon/mechanisms.yaml`); here stands in which order they count, and of what they must be said.
"""

from __future__ import annotations

import re
from functools import cache

from ..context import Context, Sentence
from ..dates import DateFound
from ..expressions import Expression, any_of
from ..lexicon import load
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .clauses import NUMBER, may_be_about
from .figures import units
from .mechanism_constructions import arrangement_sort, fitting, nameless, predicate_sort, without_brackets
from .mechanism_points import is_point
from .mechanism_subjects import is_body, is_institute
from .patterns import ORGANIZATIONS

SORTS = ("selection", "evaluation", "funding", "governance")
# How sure a clause is that tells a mechanism by its own words.
OWN = 0.75
# How sure a clause is whose predicate only is of a class that tells how things work.
PREDICATE = 0.55
# A shorter clause only counts a point (首先,).
MIN_WORDS = 4
# A body named so often is what the article is about.
MAIN = 4
# A clause that names so many bodies lists them.
MEMBERS = 4


@cache
def words_of(key: str) -> Expression:
    """The words under a key of the lexicon, as one pattern."""
    return any_of(load("mechanisms")[key])


def told_sort(context: Context, start: int, end: int) -> tuple[str, float] | None:
    """The sort of mechanism that a clause tells, if any, and how surely it does.

    First the clauses that tell one by their own words; then those that say how the thing that the sentence speaks of
    works (以…为…, 通过…, 围绕…开展), whose sort the words in them or the heading above give.
    """
    sentence = context.sentence_at(start)
    words = words_of("services").sub("", NUMBER.sub("", without_brackets(context.text[start:end])))
    if (
        words_of("not_mechanisms").search(words)
        or (_is_dated(sentence, start, end) and words_of("events").search(words))
        or _lists_members(context, sentence, start, end)
        or (words_of("for_what").search(words) and _is_no_use_of_money(context, sentence, start))
        or (words_of("leading").search(words) and _leader(sentence, start, end))
    ):
        return None
    sums = _sums(sentence, start, end)
    if not sums and words_of("pays").search(words):
        return "funding", OWN
    own = next((s for s in SORTS if words_of(s).search(words) and not (sums and s == "funding")), None)
    if own is not None:
        return (_sort_run(context, sentence, start, end, words) if own == "governance" else own), OWN
    happened = words_of("happened").search(words)
    done = words_of("done").search(words) and not _lays_down(context, sentence, start, end)
    if not sums and _is_step(context, start) and not happened and not done:
        return "selection", 0.65
    if happened:
        return None
    plain = nameless(context.text, sentence, start, end)
    if told := _by_construction(plain, sums):
        return told, 0.65
    if not sums and len(words) >= MIN_WORDS and is_point(context, sentence, start):
        return "governance", 0.6
    if sums or done:
        return None
    if words_of("working").search(words) and _is_told_of(context, sentence, start, end):
        return sort_of(_without_names(context, sentence, start, end)) or "governance", 0.6
    if told := predicate_sort(plain):
        topic = sort_of(_without_names(context, sentence, start, end)) or "governance"
        return (topic if told == "any" else told), PREDICATE
    return None


def _sort_run(context: Context, sentence: Sentence, start: int, end: int, words: str) -> str:
    """The sort of a clause with a word for governing: what it sets up, or what a construction tells more exactly."""
    told = _by_construction(nameless(context.text, sentence, start, end), sums=False)
    return told if told is not None else arrangement_sort(words)


def _lays_down(context: Context, sentence: Sentence, start: int, end: int) -> bool:
    """Does a document head the clause? What it has laid down holds: 该法规定了…, 路线图明确了…."""
    return any(
        isinstance(m, Mention) and m.type == "Policy" and start <= m.start < end and context.is_subject(m, sentence)
        for m in sentence.items
    )


def _sums(sentence: Sentence, start: int, end: int) -> bool:
    """Does a stretch of the sentence give a sum of money?"""
    money = units("money")
    return any(isinstance(q, Quantity) and start <= q.start < end and q.unit in money for q in sentence.items)


def _is_no_use_of_money(context: Context, sentence: Sentence, at: int) -> bool:
    """Is what serves for something a sum, which tells it itself, or no money at all (制定路线图,用于…)?"""
    said = context.text[sentence.start : at]
    return _sums(sentence, sentence.start, at) or bool(said and not words_of("means").search(said))


def _is_dated(sentence: Sentence, start: int, end: int) -> bool:
    """Does the clause name a date?"""
    return any(isinstance(item, DateFound) and start <= item.start < end for item in sentence.items)


def _by_construction(words: str, sums: bool) -> str | None:
    """The sort that a construction of the lexicon tells."""
    return next((c.sort for c in fitting(words) if not (sums and c.sort == "funding")), None)


def _is_step(context: Context, at: int) -> bool:
    """Does the place stand below a heading of a procedure (申报流程)?"""
    headings = context.headings(at)
    named = context.text[headings[-1].span.start : headings[-1].span.end].strip() if headings else ""
    return bool(words_of("procedures").search(named)) and headings[-1].span.end <= at


def _without_names(context: Context, sentence: Sentence, start: int, end: int) -> str:
    """The words of a clause behind its subject: 基金 as the name of what is spoken of tells no funding."""
    first = max(
        (m.end for m in sentence.items if isinstance(m, Mention) and m.start <= start + 2 < m.end <= end), default=start
    )
    return _ACTORS.sub("", _SUBJECT.sub("", context.text[first:end]))


_SUBJECT = re.compile(
    "^(?:该|本|这一?|此)?(?:基金|计划|项目|中心|机构|联盟|联合体|平台|专项|工程|法案)(?=[实采由以按坚通分])"
)


# Who acts tells no sort: 投资机构 and 评估机构 may do anything.
_ACTORS = re.compile(
    "(?:投融资|创?投资?|金融|融资|基金|资助|评估|评价|评审)(?:服务)?(?:机构|公司|企业|人)"
    "|(?:申请|申报)(?:者|人|单位|主体)"
)


def sort_of(words: str) -> str | None:
    """The sort that the words of a clause or heading speak of."""
    return next((sort for sort, topic in _topics().items() if topic.search(words)), None)


@cache
def _topics() -> dict[str, Expression]:
    return {sort: any_of([topic]) for sort, topic in load("mechanisms")["topics"].items()}


def _is_told_of(context: Context, sentence: Sentence, at: int, end: int) -> bool:
    """Does the sentence, up to the clause, have as its last subject a thing that has a way of working?

    Without any subject it goes on about what the sentence before it has as its subject.
    """
    way = words_of("working").search(context.text, at, end)
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
    return is_body(mention) and context.times_named(mention) >= MAIN


_PLACES = frozenset({"Region", "TechnologyField", "Indicator", "Instrument"})


def _works(mention: Mention) -> bool:
    return may_be_about(mention) or mention.type == "Policy" or is_institute(mention)


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
