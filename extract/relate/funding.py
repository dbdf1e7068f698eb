"""Money that is given: by whom, to what, how much, in which currency, for which years, for what.

1. Every sum of money with a word of giving near it; what is earned, counted or only a limit is left out.
2. The giver is the body that acts in the same part of the sentence, what it gives to the thing that is supported,
   that the money is put into, or whose budget it is, else what the text is speaking of.
3. Who gives to what is stated as ikg:fundedBy too. The same sum said again in an article is one fact.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..dates import DateFound
from ..lexicon import load
from ..modality import in_advice
from ..model import BlockKind, Literal, Modality
from ..quantities import Quantity, plain
from ..recognise.mentions import Mention
from .clauses import put
from .nouns import noun_before
from .patterns import ORGANIZATIONS
from .stated import Stated, state
from .subjects import figure_subject, speaking_of

FRAME = "Funding"
_FUNDED = frozenset({"Programme", "Consortium", "InnovationCenter", "Cluster"})

# How far behind a sum the thing may stand that it is given to: 支持|最近新设的|7个|中心.
REACH = 16

# A receiver found only because an article speaks of it somewhere is a guess.
MIN_SURE = 0.6

# A sum without a giver or receiver of its own goes on about the sum so many sentences before at most.
MAX_CARRIED = 3

# What is counted for every unit of money is no grant.
SMALL = 1000
# So few units of money show a ratio: 投入1元,产出3元.
FEW = 10

# A purpose longer than this runs into the next statement.
MAX_PURPOSE = 40

_TO = re.compile(r"(?:向|对|为|给|给予|投向|投入|支持|资助|用于|扶持)(?:全国|全球|本国|各地)?的?[^,;:。、()]{0,6}$")
_SAYS = re.compile(r"(?:曾|还|也|近日|此前)?(?:介绍|表示|指出|称|透露|统计|认为|估算|测算|数据显示)")
_NEWS = re.compile("(?:[韩共美法新]联?社|新华社|通讯社|新闻网|日报|晚报|电视台)$")
_FROM = re.compile(r"^(?:等)?[^,;:。、()]{0,10}?(?:出资|提供|拨款|投入|承担|拨付|管理|资助)")


@dataclass(frozen=True, slots=True)
class _Grant:
    """A sum with what belongs to it."""

    quantity: Quantity
    sentence: Sentence
    giver: Mention | None
    funded: Mention | None
    carried: bool  # the funded thing is not named in the same part of the sentence
    whose: str = ""  # whom a rule names that gives it


@cache
def _words(key: str) -> re.Pattern[str]:
    return re.compile("|".join(load("funding")[key]))


@Language.component("innokg_funding")
def find_funding(doc: Doc) -> Doc:
    """State a Funding for every sum that is given, and who funds what."""
    context: Context = doc._.context
    grants: list[_Grant] = []
    for sentence in context.sentences:
        grants += _grants(context, sentence, grants[-1] if grants else None)
    facts: list[Stated] = []
    for grant in _once(_without_titles(context, grants)):
        facts += _facts(context, grant)
    return state(doc, facts)


def _grants(context: Context, sentence: Sentence, last: _Grant | None) -> Iterator[_Grant]:
    for item in sentence.items:
        if not isinstance(item, Quantity) or not _currency(item):
            continue
        near = last is not None and sentence.index - last.sentence.index <= MAX_CARRIED
        if _is_given(context, sentence, item) or (near and _divides(context, sentence, item, last)):
            found = list(_grant(context, sentence, item, last if near else None))
            last = found[-1] if found else last
            yield from found


def _grant(context: Context, sentence: Sentence, item: Quantity, last: _Grant | None) -> Iterator[_Grant]:
    start, end = _part(context, sentence, item)
    givers = _givers(context, sentence, item, start)
    whose = _for_whom(context, sentence, item)
    funded = _funded(sentence, item, start, end, context)
    carried = funded is None
    if funded is None and not whose:
        funded = speaking_of(context, item.start, _may_be_funded) or context.topic(item.start, _may_be_funded)
        funded = funded or _receiver(context, sentence, item, givers)
    if last is not None and not whose and not last.whose and not (givers and funded):  # 政府将再拨…: as before
        givers = givers or ([last.giver] if last.giver is not None else [])
        funded = funded or last.funded
    for giver in givers or [None]:
        if funded is not None or giver is not None or whose or _whose(context, sentence, item):
            if giver is not None and funded is not None and giver.name == funded.name:
                yield _Grant(item, sentence, giver, None, True, whose)
            else:
                yield _Grant(item, sentence, giver, funded, carried, whose)


def _divides(context: Context, sentence: Sentence, quantity: Quantity, last: _Grant | None) -> bool:
    """Is the sum what a field or part gets of the one before (…领域为5万亿韩元)?"""
    start, _ = context.clause(quantity.start)
    same = last is not None and last.quantity.unit == quantity.unit and last.quantity.value > quantity.value
    in_bounds = not _is_aside(context.text, sentence, quantity)
    return same and in_bounds and bool(_FIELD.search(context.text, max(start, sentence.start), quantity.start))


_FIELD = re.compile(r"(?:领域|方面|部分|方向|板块)(?:\([^()]*\))?(?:为|达|占|约|将|获得?|共)+$")


def _without_titles(context: Context, grants: list[_Grant]) -> list[_Grant]:
    """The grants, without those of the title where the text below tells grants: it tells those again, and rounds."""
    below = [grant for grant in grants if not _is_title(context, grant.sentence)]
    return below or grants


def _is_title(context: Context, sentence: Sentence) -> bool:
    block = context.block_at(sentence.start)
    return block is not None and block.kind is BlockKind.TITLE


def _for_whom(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """Whom a rule names that gives a sum to all of a sort: 对新认定的实验室,|给予50万元奖励."""
    start, _ = _part(context, sentence, quantity)
    named = _RULE.search(context.text, start, quantity.start)
    return named["who"].strip("的,") if named else ""


_RULE = re.compile(
    r"(?:^|(?<=[,;:。、\n]))(?:其中,?)?对(?P<who>[^;。]{3,60}?)[,的]*"
    r"(?:分别|一次性|每年|再|各|可|将|按[^,;。]{2,20}|给予?)*给予[^;。]{0,40}$"
)


def _currency(quantity: Quantity) -> str | None:
    return load("funding")["currencies"].get(quantity.unit)


# Where these are spoken of most, bare 元 is their own money.
_OWN_YUAN = {"香港": "HKD", "澳门": "MOP", "台湾": "TWD"}


def _currency_here(context: Context, quantity: Quantity) -> str:
    """The currency of a sum; 元 by itself is the money of the place that the article is about."""
    if quantity.unit != "元":
        return _currency(quantity) or ""
    places = Counter(re.findall("|".join((*_OWN_YUAN, "中国|全国|我国|省")), context.text))
    place = max(places, key=lambda name: (places[name], name), default="")
    return _OWN_YUAN.get(place, "CNY")


def _receiver(context: Context, sentence: Sentence, quantity: Quantity, givers: list[Mention]) -> Mention | None:
    """The body or kind that the sentence speaks of, where it is not the giver: DARPA申请预算41亿美元."""
    thing, sure = figure_subject(context, sentence, quantity.start, None, None)
    if thing is None or sure < MIN_SURE or thing.name in {g.name for g in givers}:
        return None
    if _SAYS.match(context.text, thing.end) or _NEWS.search(thing.name):
        return None
    return None if thing.type == "Region" and _whose(context, sentence, quantity) else thing


def _is_given(context: Context, sentence: Sentence, quantity: Quantity) -> bool:
    start, end = _part(context, sentence, quantity)
    text = context.text
    clause_start, clause_end = context.clause(quantity.start)
    before = text[start : quantity.start]
    near = text[clause_start : min(end, quantity.end + 10)]
    if re.search(r"每(?:投入?|1)?[^,;。]{0,6}$", text[clause_start : quantity.start]) and quantity.value < SMALL:
        return False  # 每投入1欧元, 每1欧元
    if quantity.value < FEW:
        return False
    if _words("limits").search(text[clause_start:clause_end]) or _is_aside(text, sentence, quantity):
        return False
    last = [m.end() for m in _words("given").finditer(before)]
    barred = [m.end() for m in _words("not_given").finditer(text[clause_start : quantity.start])]
    given = _words("given").search(near) or last or _SCHEME_OF.search(text, start, end)
    return bool(given) and not barred


# A scheme or fund of so much is set up.
_SCHEME_OF = re.compile(
    r"(?:成立|设立|启动|推出|宣布|同意|批准|通过|出台|实施|发起|制定|建立)[^,;。]{0,8}?(?:一[个项只支笔])?(?:总[额值]|规模)?"
    r"(?:达|为|约|高达|超过)?\d[\d,.]*[万亿千百]*[一-鿿]{1,4}(?:\([^()]*\))?的[^,;。]{0,8}?(?:计划|基金|项目|机构|方案|法案|工程)"
)

# Several sums in brackets, each behind what it is for, are a list of grants and no asides.
_BRACKETED = re.compile(r"\(\d[\d,.]*[万亿]+[^()]{1,4}\)")


def _is_aside(text: str, sentence: Sentence, quantity: Quantity) -> bool:
    """Is the sum only another's worth in a bracket (约合11亿美元), or how much more it is than before?"""
    opening = text.rfind("(", sentence.start, quantity.start)
    if opening >= 0 and ")" not in text[opening : quantity.start]:
        listed = opening + 1 == quantity.start and text.startswith((")、", ")和", "),", ")等"), quantity.end)
        return not (listed and len(_BRACKETED.findall(text, sentence.start, sentence.end)) > 1)
    grown = re.search(
        r"(?:比|较)[^,;。]{0,36}?(?:增加|减少|增长|提高|多|少|下降)了?(?:约|近|超过)?$",
        text[sentence.start : quantity.start],
    )
    return grown is not None


def _part(context: Context, sentence: Sentence, quantity: Quantity) -> tuple[int, int]:
    """The part of the sentence between semicolons that a sum stands in."""
    text = context.text
    start = max(sentence.start, text.rfind(";", sentence.start, quantity.start) + 1)
    end = text.find(";", quantity.end, sentence.end)
    return start, sentence.end if end < 0 else end


def _givers(context: Context, sentence: Sentence, quantity: Quantity, start: int) -> list[Mention]:
    """The body that gives: 由X出资 behind the sum, or the last body before it that nothing is given to.

    Several give each where the text says so (A、B分别出资…).
    """
    text = context.text
    bodies = [m for m in sentence.items if isinstance(m, Mention) and set(m.types) & ORGANIZATIONS]
    for body in bodies:
        between = text[quantity.end : body.start]
        if body.start >= quantity.end and re.fullmatch(r"[^,;:。]{0,6},?(?:由|来自)", between):
            return [body] if _FROM.match(text, body.end) or between.endswith("来自") else []
    before = [m for m in bodies if start <= m.start and m.end <= quantity.start]
    for body in reversed(before):
        if _GIVES.fullmatch(text, body.end, quantity.start):
            each = re.search("分别|各|均", text[body.end : quantity.start])
            return _coordinated(text, before, body) if each else [body]
    acting = [m for m in before if not _TO.search(text[start : m.start]) and not text.startswith(("的", "、"), m.end)]
    acting = [m for m in acting if context.is_subject(m, sentence) or text[m.start - 1 : m.start] in "由,;:("]
    acting = [m for m in acting if not _SAYS.match(text, m.end)]
    return acting[-1:]


# Right between a body and the sum that it gives.
_GIVES = re.compile(
    r"(?:\([^()]*\))?(?:分别|各|均|将|拟|已|也|还|再|又|宣布|计划|决定|每年|累计|共|曾|先后|承诺|追加|一次性)*"
    r"(?:出资|投入|拨款|斥资|投资|提供|拨付|安排|追加|资助|注资|预留|增拨|补助|划拨|拿出)(?:了|超过|约|近|总额|共计|逾)*"
)


def _coordinated(text: str, bodies: list[Mention], last: Mention) -> list[Mention]:
    """The bodies named in one list that ends with the last: A、B和C."""
    listed = [last]
    for body in reversed(bodies):
        if body.end < listed[0].start and text[body.end : listed[0].start] in ("、", "和", "与", "及"):
            listed.insert(0, body)
    return listed


def _may_be_funded(mention: Mention) -> bool:
    return mention.kind_of in _FUNDED or mention.type in _FUNDED


def _funded(sentence: Sentence, quantity: Quantity, start: int, end: int, context: Context) -> Mention | None:
    """What is given to, where the same part of the sentence names it."""
    text = context.text
    things = [m for m in sentence.items if isinstance(m, Mention) and start <= m.start and m.end <= end]
    for thing in things:  # 向X投入…, 为X提供…
        to = thing.end <= quantity.start and _TO.search(text[start : thing.start])
        if to and (_may_be_funded(thing) or (set(thing.types) & ORGANIZATIONS and text[to.start()] in "向对给")):
            return thing
    for thing in things:  # …支持8个X
        between = text[quantity.end : max(quantity.end, thing.start)]
        if thing.start >= quantity.end and _may_be_funded(thing) and len(between) <= REACH and "," not in between:
            return thing
    if rule := _RULE.search(text, start, quantity.start):
        named = [m for m in things if rule.start("who") <= m.start and m.end <= rule.end("who") and _may_be_funded(m)]
        return named[-1] if named else None
    before = [m for m in things if m.end <= quantity.start and _may_be_funded(m)]
    subjects = [m for m in before if _leads(text, sentence, m)]
    return subjects[-1] if subjects else None


def _leads(text: str, sentence: Sentence, mention: Mention) -> bool:
    """Is the thing what the sum is said of (X…预算为, X将投入), and no mere attribute?"""
    return not text.startswith(("的", "、"), mention.end) and not text[sentence.start : mention.start].endswith("与")


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
    if how is Modality.ASSERTED and in_advice(context, quantity.start):
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
        ("ikg:currency", Literal(_currency_here(context, quantity))),
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
    named = grant.funded is not None and not grant.carried
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


def _period(context: Context, grant: _Grant) -> Iterator[tuple[str, Literal]]:
    """The first and last year, from the nearest period before the sum in its part of the sentence."""
    start, _ = _part(context, grant.sentence, grant.quantity)
    periods = [
        item
        for item in grant.sentence.items
        if isinstance(item, DateFound) and item.until is not None and start <= item.start < grant.quantity.start
    ]
    if periods and periods[-1].until is not None:
        yield "ikg:periodStart", periods[-1].literal
        yield "ikg:periodEnd", periods[-1].until


_BUDGET = "(?:预算|经费|金额|总额|资金|拨款|支出|投资|资助|补助|补贴|投入)"


def _whose(context: Context, sentence: Sentence, quantity: Quantity) -> str:
    """What the words before a sum say it is for, where nothing recognised is: 科研资助项目的|申请金额为…."""
    if listed := re.search(r"(?:^|[、,:和])([^、,:。()]{2,16})\($", context.text[sentence.start : quantity.start]):
        return listed[1]
    start, _ = context.clause(quantity.start)
    told = context.text[max(start, sentence.start) : quantity.start]
    owner = re.match(r"([^,;。]{2,24}?)(?:\([^()]*\))?(?:方面|提出|初步|申请|的)+[^,;。]{0,8}?" + _BUDGET, told)
    owner = owner or re.fullmatch(
        r"(.{2,}?)(?:\([^()]*\))?的?[^的]{0,4}?" + _BUDGET, noun_before(context, sentence, quantity)
    )
    return owner[1][:MAX_PURPOSE] if owner else ""


def _purpose(context: Context, grant: _Grant) -> str | None:
    """What the money is for: 用于…, or the clause behind that says what is done with it."""
    text = context.text
    _, end = _part(context, grant.sentence, grant.quantity)
    clauses = re.split(r"[,。!?]", text[grant.quantity.end : end])
    for clause in clauses[:3]:
        used = re.search(r"(?:用于|用以|投资于).+", clause)
        if used:
            return used[0][:MAX_PURPOSE]
    if grant.funded is None and grant.whose:
        return grant.whose[:MAX_PURPOSE]
    if grant.funded is None and (whose := _whose(context, grant.sentence, grant.quantity)):
        return whose
    rest = [c for c in clauses[1:2] if re.match(rf"(?:并|主要|以)?(?:{_words('purposes').pattern})", c)]
    return rest[0][:MAX_PURPOSE] if rest else None
