"""Money that is given: by whom, to what, how much, in which currency, for which years, for what.

1. Every sum of money with a word of giving near it; what is earned, counted or only a limit is left out.
2. The giver is the body that acts in the same part of the sentence, what it gives to the thing that is supported,
   that the money is put into, or whose budget it is, else what the text is speaking of.
3. Who gives to what is stated as ikg:fundedBy too. The same sum said again in an article is one fact.
Which sums are given sums.py tells, by whom and to what parties.py.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..dates import DateFound
from ..lexicon.gazetteer import gazetteer
from ..modality import advised_at
from ..model import BlockKind, Literal, Modality
from ..quantities import Quantity, number, plain
from ..recognise.concepts import scan
from ..recognise.countries import CHINA
from ..recognise.mentions import Mention
from .as_of import is_founding
from .clauses import put
from .conditions import listed
from .parties import (
    MAX_PURPOSE,
    field_funded,
    field_meant,
    for_whom,
    fund_named,
    funded_by_words,
    givers_of,
    may_be_funded,
    only_costs,
    others_give,
    part_named,
    whose_budget,
)
from .patterns import ORGANIZATIONS
from .stated import Stated, state
from .sums import cue, currency, divides, is_given, is_joined, line_label, part_around

FRAME = "Funding"


# A sum without a giver or receiver of its own goes on about the sum so many sentences before at most.
MAX_CARRIED = 3


# Names that begin alike are two names of one scheme (法国2030计划, 法国2030投资计划).
SAME = 4


@dataclass(frozen=True, slots=True)
class _Grant:
    """A sum with what belongs to it."""

    quantity: Quantity
    sentence: Sentence
    giver: Mention | None
    funded: Mention | None
    carried: bool  # the funded thing is not named in the same part of the sentence
    whose: str = ""  # whom a rule names that gives it
    rule: bool = False  # a measure gives it to whoever is so
    line: str = ""  # what its line in a list of budgets names


@Language.component("innokg_funding")
def find_funding(doc: Doc) -> Doc:
    """State a Funding for every sum that is given, and who funds what."""
    context: Context = doc._.context
    grants: list[_Grant] = []
    conditions = listed(doc)
    for sentence in context.sentences:
        grants += _grants(context, sentence, sentence.start in conditions, grants[-1] if grants else None)
    facts: list[Stated] = []
    for grant in _once(_without_titles(context, grants)):
        facts += _facts(context, grant)
    return state(doc, facts)


def _grants(context: Context, sentence: Sentence, in_conditions: bool, last: _Grant | None) -> Iterator[_Grant]:
    for item in sentence.items:
        if not isinstance(item, Quantity) or not currency(item):
            continue
        near = last if last is not None and sentence.index - last.sentence.index <= MAX_CARRIED else None
        if in_conditions and not cue("grants").search(context.text, *context.clause(item.start)):
            continue  # what applicants must have or put in
        given = is_given(context, sentence, item) or bool(line_label(context, sentence, item))
        if given or (near and divides(context, sentence, item, near.quantity)):
            found = list(_grant(context, sentence, item, near))
            last = found[-1] if found else last
            yield from found


def _grant(context: Context, sentence: Sentence, item: Quantity, last: _Grant | None) -> Iterator[_Grant]:
    start, end = part_around(context, sentence, item)
    givers = givers_of(context, sentence, item, start)
    whose = for_whom(context, sentence, item)
    funded = funded_by_words(sentence, item, start, end, context)
    carried = funded is None
    if carried and not givers and only_costs(context, sentence, item):
        return
    if carried and not whose and last is not None and is_joined(context, last.quantity, item):
        funded, givers = last.funded, givers or ([last.giver] if last.giver else [])
    if funded is None and not whose:
        funded = _only_scheme(sentence, item, start) or _just_spoken_of(context, sentence, item, givers)
    if not givers and last is not None and last.giver is not None and not whose and not last.whose:
        givers = [last.giver] if _goes_on(context, sentence, item, last) else []  # 政府将再拨…: as before
    if carried and givers and funded is not None and _is_abroad(funded, givers[0]):
        funded = None
    if carried and fund_named(context, sentence, item):
        funded = None  # the fund itself is what the sum is for
    elif funded is None and not whose:
        funded = field_funded(context, item)
    for giver in givers or [None]:
        own = giver is not None and funded is not None and giver.name == funded.name
        line = line_label(context, sentence, item) or part_named(context, sentence, item)
        line = line or (fund_named(context, sentence, item) if funded is None else "")
        rule = bool(cue("grants").search(context.text, *context.clause(item.start)))
        yield _Grant(item, sentence, giver, None if own else funded, own or carried, whose, rule, line)


def _only_scheme(sentence: Sentence, item: Quantity, start: int) -> Mention | None:
    """The one programme that the part of the sentence names before the sum: 宣布某倡议的入选者,五年共投入…."""
    named = (m for m in sentence.items if isinstance(m, Mention) and start <= m.start and m.end <= item.start)
    schemes = {m.name: m for m in named if m.type == "Programme" and not m.is_kind}
    return next(iter(schemes.values())) if len(schemes) == 1 else None


def _just_spoken_of(context: Context, sentence: Sentence, item: Quantity, givers: list[Mention]) -> Mention | None:
    """The scheme that the sentence before is about, where this one speaks of nothing else before the sum.

    What is further off is no answer: of what sums were hung on so, nine of ten were wrong.
    """
    before = context.sentence_before(sentence)
    if before is None or before.paragraph != sentence.paragraph:
        return None
    own = [m for m in sentence.items if isinstance(m, Mention) and m.end <= item.start]
    own = [m for m in own if m not in givers]
    if any(may_be_funded(m) or (m.type in ORGANIZATIONS and context.is_subject(m, sentence)) for m in own):
        return None
    subjects = (m for m in before.items if isinstance(m, Mention) and context.is_subject(m, before))
    first = next(subjects, None)
    return first if first is not None and may_be_funded(first) and not first.is_kind else None


def _is_abroad(funded: Mention, giver: Mention) -> bool:
    """Is what an earlier sentence speaks of another country's, as its name tells?"""
    country = funded.country or next((gazetteer().country(c.iri) for s, _, c in scan(funded.name) if s == 0), None)
    return None not in (country, giver.country) and country != giver.country


def _goes_on(context: Context, sentence: Sentence, item: Quantity, last: _Grant) -> bool:
    """May who gave the sum before give this one? Not other money, nor where another country's body is spoken of."""
    if item.unit != last.quantity.unit:
        return False
    if others_give(context, item):
        return False
    named = (m for m in sentence.items if isinstance(m, Mention) and m.end <= item.start)
    other = (m for m in named if set(m.types) & (ORGANIZATIONS | {"Region"}) and context.is_subject(m, sentence))
    return sentence is last.sentence or all(m.country == last.giver.country for m in other if last.giver)


def _without_titles(context: Context, grants: list[_Grant]) -> list[_Grant]:
    """The grants, without those of the title where the text below tells grants: it tells those again, and rounds."""
    below = [grant for grant in grants if not _is_title(context, grant.sentence)]
    return below or grants


def _is_title(context: Context, sentence: Sentence) -> bool:
    block = context.block_at(sentence.start)
    return block is not None and block.kind is BlockKind.TITLE


# Places with money of their own, which bare 元 is where they are spoken of.
_OWN_YUAN = {"香港": "HKD", "澳门": "MOP", "台湾": "TWD"}


def _currency_here(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """The currency of a sum; 元 by itself is the money of its sentence's place, else of what the article is about."""
    if quantity.unit != "元":
        return currency(quantity) or ""
    named = list(re.finditer("|".join(_OWN_YUAN), context.text[sentence.start : quantity.start]))
    others = (m for m in sentence.items if isinstance(m, Mention) and m.end <= quantity.start)
    mainland = [m.start - sentence.start for m in others if _is_mainland(m)]
    if named and named[-1].start() > max(mainland, default=-1):
        return _OWN_YUAN[named[-1][0]]
    if mainland:
        return "CNY"
    places = Counter(re.findall("|".join((*_OWN_YUAN, "中国|全国|我国|省")), context.text))
    place = max(places, key=lambda name: (places[name], name), default="")
    return _OWN_YUAN.get(place, "CNY")


def _is_mainland(mention: Mention) -> bool:
    """Is it a place of mainland China (a province or city, not the country)?"""
    place = mention.concept if mention.type == "Region" else None
    if place is None or place == CHINA or gazetteer().country(place) != CHINA:
        return False
    return gazetteer().concepts[place].name not in _OWN_YUAN


def _once(grants: list[_Grant]) -> list[_Grant]:
    """The same sum by the same giver, or told again without its giver, once: what names most, else the first.

    Kinds that a rule gives the same sum to (一次性给予300万元) each keep theirs.
    """
    best: list[_Grant] = []
    for grant in grants:
        index = next((i for i, known in enumerate(best) if _is_same(known, grant)), None)
        if index is None:
            best.append(grant)
        elif _named(grant) > _named(best[index]):
            best[index] = grant
    return sorted(best, key=lambda g: g.quantity.start)


def _is_same(one: _Grant, other: _Grant) -> bool:
    if (one.quantity.value, one.quantity.unit) != (other.quantity.value, other.quantity.unit):
        return False
    if one.line != other.line or (one.rule and other.rule and one.sentence is not other.sentence):
        return False
    named = [grant.funded.name for grant in (one, other) if grant.funded is not None and not grant.carried]
    if len(named) > 1 and named[0][:SAME] != named[1][:SAME]:
        return False
    kinds = [
        grant.funded.name if grant.funded is not None and grant.funded.is_kind else grant.whose
        for grant in (one, other)
    ]
    givers = [grant.giver.name if grant.giver is not None else "" for grant in (one, other)]
    return (givers[0] in givers[1] or givers[1] in givers[0]) and (kinds[0] == kinds[1] or not all(kinds))


def _named(grant: _Grant) -> tuple[bool, bool, bool]:
    programme = grant.funded is not None and grant.funded.type == "Programme"
    return (not grant.carried, programme, grant.giver is not None)


def _facts(context: Context, grant: _Grant) -> Iterator[Stated]:
    quantity, sentence = grant.quantity, grant.sentence
    how, negated = put(context, quantity.start, quantity.end)
    if how is Modality.ASSERTED and advised_at(context, quantity.start):
        how = Modality.PROPOSED
    if how is Modality.ASSERTED and context.text.startswith(("将", "拟"), quantity.end):
        how = Modality.PLANNED
    elif how is Modality.ASSERTED and grant.whose:  # a rule: whoever is so is given so much
        how = Modality.REQUIRED
    sure = 0.9 if grant.giver and grant.funded and not grant.carried else 0.78 if grant.funded else 0.6
    slots: list[tuple[str, Mention | Literal]] = []
    if grant.funded is not None:
        slots.append(("ikg:fundingFor", grant.funded))
    if grant.giver is not None:
        slots.append(("ikg:fundedBy", grant.giver))
    slots += [
        ("ikg:amount", Literal(str(plain(quantity.value)), "decimal")),
        ("ikg:currency", Literal(_currency_here(context, sentence, quantity))),
    ]
    slots += _period(context, grant)
    if purpose := _purpose(context, grant):
        slots.append(("ikg:purpose", Literal(purpose, lang="zh-Hans")))
    yield Stated(
        "rdf:type",
        "funding-sum",
        sentence.start,
        sentence.end,
        frame=FRAME,
        slots=tuple(slots),
        modality=how,
        negated=negated,
        confidence=sure,
        figure=quantity.start,
    )
    named = grant.funded is not None and (not grant.carried or _is_near(context, grant))
    named = named and grant.funded is not None and grant.funded.type != "TechnologyField"
    if named and grant.funded and grant.giver and grant.funded.name != grant.giver.name:
        yield Stated(
            "ikg:fundedBy",
            "funded-by-sum",
            sentence.start,
            sentence.end,
            subject=grant.funded,
            object=grant.giver,
            modality=how,
            negated=negated,
            confidence=sure,
        )


def _is_near(context: Context, grant: _Grant) -> bool:
    """Is what a sum goes on about a scheme that its paragraph names?"""
    scheme = grant.funded
    if scheme is None or scheme.type not in ("Programme", "Policy"):
        return False
    return context.sentence_at(scheme.start).paragraph == grant.sentence.paragraph


def _period(context: Context, grant: _Grant) -> Iterator[tuple[str, Literal]]:
    """The first and last year, from the nearest period before the sum in its part of the sentence."""
    start, _ = part_around(context, grant.sentence, grant.quantity)
    periods = [
        item
        for item in grant.sentence.items
        if isinstance(item, DateFound) and item.until is not None and start <= item.start < grant.quantity.start
    ]
    if periods and periods[-1].until is not None:
        yield "ikg:periodStart", periods[-1].literal
        yield "ikg:periodEnd", periods[-1].until
        return
    dated = [i for i in grant.sentence.items if isinstance(i, DateFound) and start <= i.start < grant.quantity.start]
    dated = [i for i in dated if not is_founding(context, i, grant.quantity)]
    if not dated:
        return
    date, text = dated[-1], context.text
    first = date.literal.value[:4]
    lasting = _LASTING.search(text, date.end, min(grant.sentence.end, grant.quantity.end + AFTER))
    years = number(lasting["years"]) if lasting and first.isdigit() else None
    if years is not None:  # 2020年6月…在未来5年投资
        yield "ikg:periodStart", Literal(first, "gYear")
        yield "ikg:periodEnd", Literal(str(int(first) + int(years)), "gYear")
    elif date.literal.datatype == "gYear" and text[date.start - 1 : date.start] not in ("比", "较", "到"):
        yield "ikg:periodStart", date.literal
        if _FISCAL.match(text, date.end):
            yield "ikg:periodEnd", date.literal


# For how many years from its date a sum is: 未来5年, 为期5年的.
_LASTING = re.compile(r"(?:未来|今后|为期|接下来)(?P<years>\d{1,2}|[一二三四五六七八九十])年")
# So far behind a sum its years may stand: 2亿元,为期5年.
AFTER = 8
# Behind a year: a sum is for that year alone.
_FISCAL = re.compile("(?:财政?年?度?|年?度)?(?:的)?(?:补充|追加|财政)?(?:预算|财年)|度|财")


def _purpose(context: Context, grant: _Grant) -> str | None:
    """What the money is for: 用于…, or the clause behind that says what is done with it."""
    text = context.text
    if grant.line:
        return grant.line
    _, end = part_around(context, grant.sentence, grant.quantity)
    end = min([end, *_next_sums(context, grant)])  # …770亿欧元,其中250亿欧元用于…: not what the next sum is for
    clauses = re.split(r"[,。!?]", text[grant.quantity.end : end])
    for clause in clauses[:3]:
        used = re.search(r"(?:用于|用以|投资于).+", clause)
        if used:
            return used[0][:MAX_PURPOSE]
    if grant.funded is None and grant.whose:
        return grant.whose[:MAX_PURPOSE]
    if grant.funded is None and (whose := whose_budget(context, grant.sentence, grant.quantity)):
        return whose
    told = (
        re.match(rf"{lead}(?P<for>(?:{cue('purposes').pattern})[^;]+)", c)
        for lead, c in zip(_LEADS, clauses, strict=False)
    )
    found = next((m for m in told if m is not None), None)
    if found is None and (grant.funded is None or grant.carried):
        found = _MEANT_FOR.search(text, *_before(context, grant))
    return found["for"][:MAX_PURPOSE] if found else field_meant(context, grant.quantity)


def _next_sums(context: Context, grant: _Grant) -> Iterator[int]:
    """Where the clauses of the sums and shares behind a grant begin, which are for something of their own."""
    for item in grant.sentence.items:
        if isinstance(item, Quantity) and item.start > grant.quantity.end and (currency(item) or item.unit == "%"):
            clause, _ = context.clause(item.start)
            if clause > grant.quantity.end:
                yield clause


def _before(context: Context, grant: _Grant) -> tuple[int, int]:
    start, _ = context.clause(grant.quantity.start)
    return max(start, grant.sentence.start), grant.quantity.start


# What leads up to what a sum is for, right behind it and in the clause after it.
_LEADS = (
    r"(?:的?(?:资金|经费|资助|补贴|补助|预算|投资|财政资金|专项资金))?(?:将|主要|专门|重点|全部|来|以|旨在|并)*",
    "(?:在[^,;。]{2,14}?)?(?:并|也|主要|以|旨在|重点|全力|将|专门|来|通过|从而|进一步)*",
)
# Before a sum: what it is meant for (为发展物联网|投资1.39亿欧元).
_MEANT_FOR = re.compile(
    r"(?:为|对)(?P<for>(?![这其该此它])[^,;:。为]{4,30}?)(?:将|拟|共|再|分别|累计)*(?:投资|投入|提供|拨款|出资|安排|(?<!计)划拨|编列|追投)[^,;:。]{0,6}$"
)
