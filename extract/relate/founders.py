"""Where a centre, consortium or cluster is by who sets it up: 英国某部组建“甲中心”, 某市成立了乙联合体.

1. What stands before the verb that sets it up: a place, a body of one, or an act of a country.
2. What is said behind its name: 甲联盟由美国14家企业组成, 乙中心是德国的….
3. In a paragraph that speaks of one foreign country and no other, what is named there first.
The places named must be one: what two countries' bodies set up together is told by a rule (located-joint).
"""

from __future__ import annotations

import re

from ..context import Context, Item, Sentence
from ..lexicon import load
from ..lexicon.gazetteer import Concept, gazetteer
from ..modality import modality
from ..model import Modality
from ..recognise.concepts import scan
from ..recognise.countries import CHINA
from ..recognise.mentions import Mention
from .home import HERE, home

Found = tuple[Mention, str, float, Modality]

_SETS_UP = "(?:" + "|".join(load("rules")["lists"]["sets_up"]) + ")"
# What leads from the verb to the name: 成立|了首个国家级, and other names of a list (甲联合体、).
_LEADS_TO = re.compile(
    rf"{_SETS_UP}+(?:(?:了|的|首批|首个|首家|一批|一个|若干|新的|名为|国家级?|省级|市级|由[^,;:。]{{2,20}}的)|[\d一二三四五六七八九十百余多]+[个家所])*"
    r"[^,;:。、“”]{0,10}(?:[“「《]?(?:[^,;:。“”]{2,30}[”」》]?(?:、|和|与|及|以及))*[“「《]?)?$"
)
_IS_SET_UP = re.compile(
    rf"[”」》]?(?:[(][^()]*[)])?,?(?:是|最初|最早|现)*由[^,;。]{{0,24}}?(?:{_SETS_UP}|组成|出资|牵头|运营|管理|主导|支持|领导)"
)
# A place named only to learn from it or to compare with it: 借鉴某国…, 某国经验.
_LEARNS = re.compile("(?:借鉴|参照|对标|学习|仿照|参考|不同于|追赶|应对|遏制|打压)[^,;:。]{0,4}$")
_COMPARED = re.compile("[^,;:。]{0,16}?(?:经验|启示|类似|相比|相较|做法)")
# Words for China where no place is named.
_CHINESE = re.compile("我国|中国|国内|本国|国务院|十[二三四五]五")

# Behind these words a name is only what sort of arrangement something has: 采用…联合体|架构.
_NO_THING = ("架构", "模式", "形式", "机制", "方式")

# Who is only quoted, and what is only spoken of.
_NO_SUBJECTS = frozenset({"TechnologyField", "Person"})
_ACTS = frozenset({"Agency", "Policy"})


def by_founder(context: Context, mention: Mention, sentence: Sentence) -> Found | None:
    """Return the place, the rule and how sure it is where the sentence tells who sets the thing up."""
    start, end = context.clause(mention.start)
    since = max(sentence.start, context.text.rfind(";", sentence.start, mention.start) + 1)
    lead = context.text[start : mention.start]
    if _LEADS_TO.search(lead) and not _told_where(context, sentence, start, mention.start):
        place = _one_place(context, _before(sentence, since, mention.start), since, mention.start)
        place = place or here(context, since, mention.start) or _subject(context, sentence, mention.start)
        rule = "located-by-founder"
    elif _IS_SET_UP.match(context.text, mention.end, end):
        place = _one_place(context, [i for i in sentence.items if mention.end <= i.start < end], mention.end, end)
        rule = "located-by-founder-behind"
    else:
        return None
    how, negated = modality(context, start, mention.end)
    return (place, rule, 0.8, how) if place is not None and not negated and how is not Modality.PROPOSED else None


def by_paragraph(context: Context, mention: Mention, country: Mention | None) -> Found | None:
    """Return the one foreign country that the mention's paragraph speaks of (see `country_of`) as where it is."""
    if country is None or context.text.startswith(_NO_THING, mention.end):
        return None
    how, negated = modality(context, mention.start, mention.end)
    return None if negated or how is Modality.PROPOSED else (country, "located-by-paragraph", 0.7, how)


def country_of(context: Context, paragraph: int) -> Mention | None:
    """Return the one foreign country that a paragraph speaks of, and names itself."""
    sentences = context.paragraph(paragraph)
    items = [i for s in sentences for i in s.items]
    place = _one_place(context, items, sentences[0].start, sentences[-1].end)
    if place is None or place.concept is None or place.concept != gazetteer().country(place.concept):
        return None
    # Where only a body of the country is named, it may support what is elsewhere.
    return place if any(isinstance(i, Mention) and i.concept == place.concept for i in items) else None


def _before(sentence: Sentence, start: int, end: int) -> list[Item]:
    return [i for i in sentence.items if start <= i.start and i.end <= end]


def _subject(context: Context, sentence: Sentence, at: int) -> Mention | None:
    """The place that the sentence has as its subject, though a semicolon stands behind it."""
    first = next((i for i in sentence.items if isinstance(i, Mention) and i.type not in _NO_SUBJECTS), None)
    if first is None or first.type != "Region" or first.end > at or not context.is_subject(first, sentence):
        return None
    return _one_place(context, _before(sentence, sentence.start, at), sentence.start, at)


# Behind these a place is where something is done, and not who does it: 在某地签约, 在某国举行的会上.
_WHERE = "在赴到于"


def _one_place(context: Context, items: list[Item], start: int, end: int) -> Mention | None:
    """The one place that a stretch names, by itself or in the name of a body or act; None where it names several."""
    named = [i for i in items if not _is_where(context, i) and not _is_model(context, i)]
    places = {p.concept or p.name: p for p in map(place_of, named) if p is not None}
    countries = {gazetteer().country(iri) for iri in places if iri in gazetteer().concepts}
    if len(countries) != 1 or CHINA in places:
        return None
    if countries != {CHINA} and _CHINESE.search(context.text, start, end):
        return None
    inner = [p for p in places.values() if not any(_lies_in(other, p) for other in places.values() if other is not p)]
    return inner[0] if len(inner) == 1 else None


def _is_where(context: Context, item: Item) -> bool:
    return isinstance(item, Mention) and item.type == "Region" and context.text[item.start - 1 : item.start] in _WHERE


def _is_model(context: Context, item: Item) -> bool:
    lead = context.text[max(0, item.start - 8) : item.start]
    return bool(_LEARNS.search(lead) or _COMPARED.match(context.text, item.end))


def _told_where(context: Context, sentence: Sentence, start: int, end: int) -> bool:
    """Does the clause tell where it is set up, which is another matter than by whom: 某部将在某地设立?"""
    places = (i for i in _before(sentence, start, end) if _is_where(context, i))
    return any(re.match(rf"[^,;:。]{{0,12}}?{_SETS_UP}", context.text[i.end : end]) for i in places)


def _lies_in(place: Mention, whole: Mention) -> bool:
    known = gazetteer()
    if place.concept is None or whole.concept is None:
        return False
    return whole.concept in known.concepts[place.concept].broader or whole.concept == known.country(place.concept)


def here(context: Context, start: int, end: int) -> Mention | None:
    """Return the article's home region, where the words say 本市 or 全省."""
    at = home(context) if HERE.search(context.text, start, end) else None
    return None if at is None or at.concept == gazetteer().country(at.concept or "") else at


def place_of(item: Item) -> Mention | None:
    """Return the place that an item is, or whose body or act it is."""
    if not isinstance(item, Mention):
        return None
    if item.type == "Region":
        return item
    if _ACTS.isdisjoint(item.types):
        return None
    for start, _, concept in scan(item.name):
        if start == 0 and "Region" in concept.types:
            return _as_place(item, concept)
        break
    country = item.country or (gazetteer().country(item.concept) if item.concept else None)
    return _as_place(item, gazetteer().concepts[country]) if country in gazetteer().concepts else None


def _as_place(item: Mention, concept: Concept) -> Mention:
    return Mention(item.start, item.end, concept.types, concept.name, by="concepts", concept=concept.iri)
