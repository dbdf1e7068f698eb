"""What a mechanism is about: a programme, centre or group that is spoken of; else a policy, body or place."""

from __future__ import annotations

import re

from ..context import Context, Sentence, once_per_article
from ..recognise.mentions import Mention
from ..recognise.titles import LAYS_DOWN
from .clauses import about, behind_number, may_be_about
from .subjects import in_headings, in_title, speaking_of

_INSTITUTES = frozenset({"ResearchInstitute", "Association", "Laboratory"})
_BODIES = _INSTITUTES | {"Agency", "University", "Policy"}
# Less sure than this, nothing says that the clause is about the thing that was found.
GUESSED = 0.5


def subject(context: Context, sentence: Sentence, at: int) -> tuple[Mention | None, float]:
    """What a mechanism told at an offset is about, and how sure that is."""
    if own := _head(context, sentence, at):
        return own, 0.9
    thing, sure = about(context, sentence, at)
    acting = _acting(context, sentence, at)
    if thing is not None and acting is not None and _runs(context, acting, thing):
        return thing, max(sure, 0.62)
    if thing is not None and may_be_about(thing) and sure > GUESSED:
        own = None if thing.is_kind or thing.start >= sentence.start else acting
        return (own, min(sure, 0.65)) if own is not None else (thing, sure)
    other, surer = _other_subject(context, sentence, at)
    return (other, surer) if other is not None else (thing, sure)


def _head(context: Context, sentence: Sentence, at: int) -> Mention | None:
    """The thing that heads the clause, or the last clause before it in its part of the sentence that has such a head.

    借助甲联盟,|乙中心采用…: of what the clause itself says it, not of what the sentence names first.
    """
    first = max(sentence.start, context.text.rfind(";", sentence.start, at) + 1)
    _, end = context.clause(at)
    for mention in reversed(context.mentions_from(first, end)):
        if mention.start > at + MAX_LEAD or not _heads(context, sentence, mention):
            continue
        thing = mention if _works(mention) else _whose_organ(context, context.text[mention.start : mention.end])
        if thing is not None:
            return thing
    return None


@once_per_article
def _whose_organ(context: Context, name: str) -> Mention | None:
    """The thing whose board or office it is: 某某院|理事会."""
    organ = _ORGAN.fullmatch(name)
    return next(
        (m for m in context.mentions if organ and _works(m) and context.text[m.start : m.end] == organ[1]), None
    )


_ORGAN = re.compile(
    "(.{2,}?)(?:理事会|董事会|管委会|管理委员会|执行委员会|专家委员会|学术委员会|指导委员会|秘书处|办公室)"
)


# Who acts or where something is, at the head of a clause, is not what it is about: 由甲执行, 在乙举行.
_NO_SUBJECT = frozenset("由在自到")

# So far behind its beginning the words of a mechanism may still name the thing that they are of.
MAX_LEAD = 12


def _heads(context: Context, sentence: Sentence, mention: Mention) -> bool:
    """Does a clause begin with the mention, as its subject or as whose part the subject is (某中心的|经费)?"""
    start = behind_number(context.text, *context.clause(mention.start))
    if context.text[mention.start - 1 : mention.start] in _NO_SUBJECT:
        return False
    if context.text.startswith("的", mention.end) or mention.start == start:
        return context.starts_clause(mention, start, sentence) and not context.text.startswith("、", mention.end)
    return context.is_subject(mention, sentence)


def _works(mention: Mention) -> bool:
    """Is it of a sort that has a way of working: a scheme, centre, group, institute or laboratory?"""
    return may_be_about(mention) or is_institute(mention)


def _runs(context: Context, body: Mention, scheme: Mention) -> bool:
    """Does a sentence name the body with the programme? What it does for it is how the programme works."""
    return scheme.type == "Programme" and any(
        any(isinstance(m, Mention) and m.name == body.name for m in context.sentence_at(named.start).items)
        for named in context.mentions
        if named.name == scheme.name and named.start <= scheme.start
    )


def _acting(context: Context, sentence: Sentence, at: int) -> Mention | None:
    """The body or place that the sentence has as its subject up to an offset.

    A programme named in an earlier sentence is not what is spoken of then; a kind still may be (某省定期组织评审).
    """
    subjects = (m for m in reversed(sentence.items) if isinstance(m, Mention) and m.start <= at)
    return next((m for m in subjects if m.type in ("Agency", "Region") and context.is_subject(m, sentence)), None)


def _other_subject(context: Context, sentence: Sentence, at: int) -> tuple[Mention | None, float]:
    """Where no programme, centre or group is spoken of: the policy, body or place that it is about.

    A policy or institute that is spoken of, here, in the sentences before or in headings and title; the body or
    place that the sentence has as its subject; else the body that the article names again and again. A country or place
    that the article only names often is no more than where things are.
    """
    if thing := speaking_of(context, at, _is_policy):
        return _laid_down_for(context, thing.name) or thing, 0.7
    own = [
        m
        for m in reversed(sentence.items)
        if isinstance(m, Mention) and m.start <= at and context.is_subject(m, sentence)
    ]
    if thing := next((m for m in own if is_institute(m)), None):
        return thing, 0.65
    if thing := context.topic(at, is_institute) or in_headings(context, at, is_institute):
        return thing, 0.62
    if thing := next((m for m in own if is_body(m) or _is_region(m)), None):
        return thing, 0.6
    if thing := context.mostly(is_body, 3) or in_title(context, is_institute):
        return thing, 0.6
    return context.mostly(is_body, 2), 0.5


@once_per_article
def _laid_down_for(context: Context, policy: str) -> Mention | None:
    """What a measure lays down the rules of, if its title names it: 某省|先进材料集群|培育管理办法."""
    named = [m for m in context.mentions if may_be_about(m) and _rules_of(policy, m.name)]
    return max(named, key=lambda m: (len(m.name), -m.start), default=None)


def _rules_of(policy: str, name: str) -> bool:
    at = policy.find(name)
    return at >= 0 and name != policy and bool(LAYS_DOWN.fullmatch(policy, at + len(name)))


def is_institute(mention: Mention) -> bool:
    """Is it an institute, laboratory or association, or a kind of one?"""
    return mention.type in _INSTITUTES or mention.kind_of in _INSTITUTES


def is_body(mention: Mention) -> bool:
    """Is it a body or policy, whose way of working an article may tell where it speaks of no programme or centre?"""
    return mention.type in _BODIES


def _is_policy(mention: Mention) -> bool:
    return mention.type == "Policy"


def _is_region(mention: Mention) -> bool:
    return mention.type == "Region"
