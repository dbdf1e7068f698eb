"""Where centres, consortia and clusters are: by the region that begins their name or that they are listed under."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..lexicon.gazetteer import Concept, gazetteer
from ..modality import modality
from ..model import Modality
from ..recognise.concepts import scan
from ..recognise.countries import CHINA
from ..recognise.mentions import Mention
from .addresses import by_address
from .founders import by_founder, by_paragraph, country_of, here, place_of
from .home import HERE
from .kind_places import kinds_by_place
from .regions import leading_region, within
from .stated import Stated, state

_PLACED = frozenset({"Consortium", "InnovationCenter", "Cluster"})
_ABROAD = frozenset({"Enterprise", "ResearchInstitute", "Laboratory", "Association"})
LOCATED_IN = "ikg:locatedIn"

# 北京:探索…, 1.上海：…, (一)广东: a heading that begins with a region speaks of it.
_HEADED = re.compile(r"^(?:[\d一二三四五六七八九十]+[.、．)]|[(][\d一二三四五六七八九十]+[)])?\s*")

# A list that says what a region has: 北京已建的创新联合体包括….
_LISTING = re.compile(r"包括|包含|分别是|分别为|[一另]一?[个家]是|[,:]即|主要有|有[:：]|如下|:")


# What is only the first part of a scheme's name is no thing that stands anywhere: 某某研究中心|计划.
_OF_SCHEME = re.compile("(?:国家|国家级|试点|项目|建设)?(?:计划|专项)")


@Language.component("innokg_located")
def locate(doc: Doc) -> Doc:
    """State locatedIn for every named centre, consortium and cluster whose place can be told."""
    context: Context = doc._.context
    return state(
        doc,
        [
            *_by_name(doc, context),
            *_by_listing(doc, context),
            *_bodies(doc, context),
            *_foreign_kinds(doc, context),
            *kinds_by_place(context),
            *by_address(doc, context),
        ],
    )


def _bodies(doc: Doc, context: Context) -> Iterator[Stated]:
    """Foreign bodies behind their country's name, and laboratories behind their place's."""
    for mention in doc._.mentions:
        named = mention.type in _ABROAD and not mention.is_kind and not mention.refers
        if named and not _OF_SCHEME.match(context.text, mention.end):
            sentence = context.sentence_at(mention.start)
            if place := _country_before(context, mention, sentence) or _country_in(mention):
                yield _located(mention, place, "located-country-before", sentence.start, sentence.end, 0.85)
            elif mention.type == "Laboratory" and (place := _place_before(sentence, mention)):
                yield _located(mention, place, "located-place-before", sentence.start, sentence.end, 0.82)


# A laboratory's name that only says of which level it is: 某省实验室.
_A_SORT = re.compile("(?:[省市区厅局]|国家|重点|^..)(?:级)?实验室$")


def _place_before(sentence: Sentence, mention: Mention) -> Mention | None:
    """The place right before a laboratory's name, or that it begins with: 佛山|季华实验室."""
    concept = leading_region(mention.name)
    if concept is not None and concept.iri != gazetteer().country(concept.iri) and not _A_SORT.search(mention.name):
        return Mention(mention.start, mention.end, concept.types, concept.name, by="concepts", concept=concept.iri)
    before = (i for i in sentence.items if isinstance(i, Mention) and i.type == "Region" and i.end == mention.start)
    return next((place for place in before if place.concept != CHINA), None)


# Bodies whose names begin with the country that they are in, and not with the one that they deal with.
_NAMED_BY_COUNTRY = re.compile(r"(?:研究院|研究所|研究中心|实验室|科学院|联盟|联合会)$")


def _country_in(mention: Mention) -> Mention | None:
    """The foreign country that an institute's, laboratory's or league's name begins with."""
    if not (mention.type == "ResearchInstitute" or _NAMED_BY_COUNTRY.search(mention.name)):
        return None
    concept = leading_region(mention.name)
    if concept is None or concept.iri == CHINA or concept.iri != gazetteer().country(concept.iri):
        return None
    return Mention(mention.start, mention.end, concept.types, concept.name, by="concepts", concept=concept.iri)


def _foreign_kinds(doc: Doc, context: Context) -> Iterator[Stated]:
    """What sorts of centre or group another country sets up: 某国设立18个“创新之家”."""
    for mention in doc._.mentions:
        named = mention.kind_of in _PLACED and not mention.refers
        if named and not _OF_SCHEME.match(context.text, mention.end):
            sentence = context.sentence_at(mention.start)
            found = by_founder(context, mention, sentence)
            if found is not None and _is_foreign(found[0]):
                region, rule, sure, how = found
                yield replace(_located(mention, region, rule, sentence.start, sentence.end, sure), modality=how)


def _named(doc: Doc) -> Iterator[Mention]:
    text = doc._.context.text
    for mention in [*doc._.mentions, *(doc._.coordinated or ())]:
        named = mention.type in _PLACED and not mention.is_kind and not mention.refers
        if named and not _OF_SCHEME.match(text, mention.end):
            yield mention


def _by_name(doc: Doc, context: Context) -> Iterator[Stated]:
    # Places that no scheme knows, by where they begin: 东江科学城|创新联合体.
    unknown = {m.start: m for m in doc._.candidates or () if m.by == "places"}
    country_here = cache(lambda paragraph: country_of(context, paragraph))
    for mention in _named(doc):
        if _only_proposed(context, mention):
            continue
        sentence = context.sentence_at(mention.start)
        concept = leading_region(mention.name) or _region_behind_body(mention.name)
        if concept is not None and concept.iri != CHINA:  # 中国某某联盟 is of the country, not at a place
            for one in _joined_regions(mention.name) or [concept]:
                region = Mention(mention.start, mention.end, one.types, one.name, by="concepts", concept=one.iri)
                yield _located(mention, region, "located-by-name", sentence.start, sentence.end, 0.95)
        elif place := _unknown_place(mention, unknown.get(mention.start)):
            yield _located(mention, place, "located-by-name", sentence.start, sentence.end, 0.85)
        elif country := _country_before(context, mention, sentence):
            yield _located(mention, country, "located-country-before", sentence.start, sentence.end, 0.88)
        elif found := by_founder(context, mention, sentence) or by_paragraph(
            context, mention, country_here(sentence.paragraph)
        ):
            region, rule, sure, how = found
            yield replace(_located(mention, region, rule, sentence.start, sentence.end, sure), modality=how)


# What is only to be set up is nowhere yet: 建议批准建设某地科学中心.
_SETS_UP = re.compile(
    r"(?:建设|打造|设立|组建|成立|创建|建立|布局|争创|申建|建成|形成)(?:了|一个|一批)?(?:[^,;:。]{0,40}[、和与及])?[“《]?$"
)

# Heads before which the name of a place stands: 张江|综合性国家科学中心.
_OF_PLACES = re.compile(r"(?P<place>[一-鿿]{2,4}?)(?:综合性国家科学中心|(?:国际|国家|全国|区域)科技创新中心)$")
# A zone's name begins with its own (某某|科学城), which is no place that it lies in.
_ZONE = re.compile("(?:城|走廊|园|谷|区|岛|带|集群)$")
_NO_PLACE = re.compile(
    r"^(?:国家|国际|全国|全球|区域|世界|地方|重点|新兴|我国|省级|市级|产业|协同|具有|一流|重大|未来|这些|多个|[东西南北中]部)"
)


_BODIES = frozenset({"Agency", "ResearchInstitute", "University"})
_INSTITUTE = re.compile(r"研究院|研究所|科学院|大学|学院|设计院")


def _country_before(context: Context, mention: Mention, sentence: Sentence) -> Mention | None:
    """The country whose name stands right before a name that goes without it: 某国|半导体制造技术联盟."""
    for place in sentence.items:
        if isinstance(place, Mention) and place.end <= mention.start <= place.end + 1 and place.type == "Region":
            is_country = place.concept is not None and place.concept == gazetteer().country(place.concept)
            joint = context.text[place.end : mention.start]
            return place if is_country and place.concept != CHINA and joint in ("", "的") else None
    return None


def _only_proposed(context: Context, mention: Mention) -> bool:
    """Is the thing only proposed to be set up here?"""
    start, _ = context.clause(mention.start)
    how, _ = modality(context, mention.start, mention.end)
    return how is Modality.PROPOSED and bool(_SETS_UP.search(context.text, start, mention.start))


def _region_behind_body(name: str) -> Concept | None:
    """The region behind the body that a name begins with: 中科院|合肥|大科学中心."""
    ends = [end for start, end, c in scan(name) if start == 0 and not _BODIES.isdisjoint(c.types)]
    ends += [institute.end() for institute in _INSTITUTE.finditer(name)]
    return leading_region(name[max(ends) :]) if ends else None


def _unknown_place(mention: Mention, place: Mention | None) -> Mention | None:
    """The place that no scheme knows at the beginning of a name: one found there, or before a head that places have."""
    if _ZONE.search(mention.name) or any("Region" in concept.types for _, _, concept in scan(mention.name)):
        return None
    if place is not None and place.end < mention.end and not any(scan(mention.name)):
        return place
    named = _OF_PLACES.fullmatch(mention.name)
    if named is None or _NO_PLACE.match(named["place"]):
        return None
    return Mention(mention.start, mention.end, ("Region",), named["place"], by="places")


# What joins the places that a corridor's or cluster's name begins with: 深圳—香港—广州|集群.
_JOINS_PLACES = re.compile("(?:—+|-+|–|·|、|和|与)?")


def _joined_regions(name: str) -> list[Concept]:
    """The regions that a name begins with where marks join two or more."""
    at, found = 0, []
    for start, end, concept in scan(name):
        joint = _JOINS_PLACES.match(name, at)
        if "Region" not in concept.types or joint is None or joint.end() != start or (found and not joint[0]):
            break
        found.append(concept)
        at = end
    return found if len(found) > 1 else []


def _by_listing(doc: Doc, context: Context) -> Iterator[Stated]:
    places = cache(lambda paragraph: _places_in(context, paragraph))
    for mention in _named(doc):
        sentence = context.sentence_at(mention.start)
        region = _list_subject(context, mention) or _headed_by(context, mention, places) or _list_here(context, mention)
        if region is not None:
            yield _located(mention, region, "located-by-listing", sentence.start, sentence.end, 0.85)


def _list_subject(context: Context, mention: Mention) -> Mention | None:
    """The region that a sentence begins with, of which it lists what it has."""
    sentence = context.sentence_at(mention.start)
    first = next((i for i in sentence.items if isinstance(i, Mention)), None)
    if first is None or first.type != "Region" or first.end > mention.start:
        return None
    between = context.text[first.end : mention.start]
    lead = context.text[sentence.start : first.start]
    return first if _LISTING.search(between) and re.fullmatch(r"(?:截至[^,]*,|目前,?|其中,?)*", lead) else None


def _list_here(context: Context, mention: Mention) -> Mention | None:
    """The article's home region where the sentence lists what 本市 or 全省 has."""
    sentence = context.sentence_at(mention.start)
    listing = _LISTING.search(context.text, sentence.start, mention.start)
    return here(context, sentence.start, listing.start()) if listing else None


def _places_in(context: Context, paragraph: int) -> list[Mention]:
    """The places that a paragraph names, by themselves or in the names of bodies and acts, each once."""
    found = (place_of(item) for sentence in context.paragraph(paragraph) for item in sentence.items)
    return list({(place.concept, place.name): place for place in found if place is not None}.values())


def _headed_by(context: Context, mention: Mention, places: Callable[[int], list[Mention]]) -> Mention | None:
    """The region that the heading above begins with, where the paragraph speaks of no other; `places` are its own."""
    sentence = context.sentence_at(mention.start)
    if HERE.search(context.text, sentence.start, sentence.end):
        return None
    for block in reversed(context.headings(mention.start)):
        text = context.text[block.span.start : block.span.end]
        lead = _HEADED.match(text)
        at = block.span.start + (lead.end() if lead else 0)
        for item in context.mentions_from(at, at + 1):
            if item.type == "Region" and (_is_foreign(item) or context.text[item.end : item.end + 1] in (":", "")):
                return item if all(_lies_in(place, item) for place in places(sentence.paragraph)) else None
    return None


def _is_foreign(place: Mention) -> bool:
    """Is it another country's name?"""
    return place.concept not in (None, CHINA) and place.concept == gazetteer().country(place.concept or "")


def _lies_in(region: Mention, whole: Mention) -> bool:
    """Is a region the whole or a part of it, as far as the scheme knows (a place it does not know may be)?"""
    if region.concept is None or region.concept == whole.concept:
        return True
    above = gazetteer().concepts[region.concept].broader
    return any(iri == whole.concept or within(iri, whole.concept) for iri in above)


def _located(thing: Mention, region: Mention, rule: str, start: int, end: int, confidence: float) -> Stated:
    return Stated(LOCATED_IN, rule, start, end, subject=thing, object=region, confidence=confidence)
