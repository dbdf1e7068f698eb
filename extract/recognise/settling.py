"""Settle the candidates: choose among overlapping findings, leave out passing kinds, name the country of bodies."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import words
from ..lexicon.gazetteer import gazetteer
from ..words import words_of
from .concepts import scan
from .countries import with_country
from .definitions import Alias
from .mentions import MARKED, Mention, settle

# Kinds of these official sorts are kinds even when an article names them once.
_OFFICIAL = ("国家", "国际", "具有", "省级", "市级", "省市级", "区级", "县级", "综合性", "综合类", "领域类")

# An unknown, unofficial kind must be spoken of at least this often; once is a turn of phrase (绿色协同创新共同体).
MIN_KIND = 2

# A name in quotation marks that is somebody's nickname: 有“某国版…”之称.
_NICKNAME = re.compile(r"[^“”,。]{0,4}”(?:之称|的?(?:美誉|美名|称号|称呼))")

# Sorts of things whose names are spelled in more than one way within an article.
_SPELLED = frozenset({"Consortium", "InnovationCenter", "Cluster", "Programme"})
# And sorts that are named with and without their country.
_SCHEMES = _SPELLED | {"Policy"}


@Language.component("innokg_settle")
def settle_mentions(doc: Doc) -> Doc:
    """Keep the winning mentions in text order as `doc._.mentions`."""
    mentions = [m for m in settle(doc._.candidates or ()) if not _NICKNAME.match(doc.text, m.end)]
    mentions = [m for m in mentions if not _is_everybodys(doc.text, m)]
    mentions = _cut_to_known(doc, mentions)
    counts = Counter(m.name for m in mentions if m.is_kind)
    mentions = _kinds_throughout(mentions)
    kept = with_country(doc, [m for m in mentions if not m.is_kind or _is_spoken_of(m, counts)])
    one_short_form = _by_short_form(kept, doc._.aliases or ())
    doc._.mentions = _one_name(_without_country(_with_prefix(_by_title(one_short_form))))
    also: dict[str, set[str]] = defaultdict(set)
    for before, after in zip(kept, doc._.mentions, strict=True):
        if before.name != after.name:
            also[after.name].add(before.name)
        if country := _country_before(doc.text, before):
            also[after.name].add(country + before.name)
    for mention in kept:
        if spelling := _translation(doc.text[mention.start : mention.end], mention):
            also[mention.name].add(spelling)
    doc._.spellings = {name: sorted(others) for name, others in also.items()}
    kept_as = {before.name: after.name for before, after in zip(kept, doc._.mentions, strict=True)}
    doc._.aliases = [replace(alias, name=kept_as.get(alias.name, alias.name)) for alias in doc._.aliases or ()]
    return doc


# Each place's own office, named once for all of them: 各区县、园区|水务局, 各旗(市)畜牧局(渔业局).
_EACH = re.compile(r"各(?!有关|相关|位)[^,;:。\n]{0,14}$")
_OFFICE = re.compile(r"[区县]?[一-鿿]{1,8}[局委办]")


def _is_everybodys(text: str, mention: Mention) -> bool:
    """Is it the office that each of several places has, and no one body?"""
    if mention.type != "Agency" or mention.concept or mention.by in ("again", "definitions"):
        return False
    placed = any("Region" in c.types for start, _, c in scan(mention.name) if start == 0)
    bare = _OFFICE.fullmatch(mention.name) and not placed
    return bool(
        bare and len(mention.name) <= MAX_OFFICE and _EACH.search(text, max(0, mention.start - 18), mention.start)
    )


# An office's name without its place is no longer than this.
MAX_OFFICE = 6


def _cut_to_known(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """A name that ends in another one of the article, behind who deals with it, is that one (某人宣读|某某联合体)."""
    known = {(m.type, m.name): m for m in mentions if not m.is_kind and m.concept is None and len(m.name) >= MIN_END}
    return [_cut(doc, m, known) if (m.type, m.name) in known else m for m in mentions]


def _cut(doc: Doc, mention: Mention, known: dict[tuple[str, str], Mention]) -> Mention:
    for at in range(2, len(mention.name) - MIN_END + 1):
        whole = known.get((mention.type, mention.name[at:]))
        start = mention.end - len(mention.name) + at
        if whole is None or start <= mention.start or not doc.text.endswith(whole.name, start, mention.end):
            continue
        before = words_of(doc).between(mention.start, start)
        if any(word.tag_ in _DEALING or word.text in words("words", "not_first") for word in before):
            return replace(whole, start=start, end=mention.end, by="again")
    return mention


# LAC's tags of words that stand before a name and not in one: verbs, persons, and what joins them.
_DEALING = frozenset({"v", "vd", "d", "p", "u", "r", "PER"})


def _country_before(text: str, mention: Mention) -> str:
    """The country right before the name of a scheme that was set apart from it (美国|芯片法案)."""
    if mention.country is None or mention.type not in ("Programme", "Policy") or mention.by != "names":
        return ""
    found = scan(text, max(0, mention.start - MAX_COUNTRY), mention.start)
    return next((text[at:end] for at, end, c in found if end == mention.start and c.iri == mention.country), "")


# Characters that a country's name takes at most.
MAX_COUNTRY = 8


def _by_title(mentions: list[Mention]) -> list[Mention]:
    """A policy without title marks whose name ends the one title of the article that ends so is that document."""
    titles = {m.name: _TAIL.sub("", m.name) for m in mentions if m.type == "Policy" and m.by == "titles"}
    bare = {m.name for m in mentions if m.type == "Policy" and m.by == "names" and len(m.name) >= MIN_END}
    ends = {name: [title for title, end in titles.items() if end.endswith(name)] for name in bare - titles.keys()}
    return [
        replace(m, name=ends[m.name][0]) if m.by == "names" and len(ends.get(m.name, ())) == 1 else m for m in mentions
    ]


# The stage or period that closes a title: (试行). A shorter end of a title than this is a word.
_TAIL = re.compile(r"(?:\([^()]*\))+$")
MIN_END = 6


def _translation(surface: str, mention: Mention) -> str | None:
    """How the text translates the name of a scheme's body, where the scheme does not have it so."""
    if mention.concept is None or mention.by != "concepts" or "Agency" not in mention.types or mention.refers:
        return None
    concept = gazetteer().concepts[mention.concept]
    known = (concept.name, *concept.labels, *concept.hidden)
    return None if surface in known or len(surface) < MIN_WHOLE else surface


# A shorter word for a body is no name that stands by itself.
MIN_WHOLE = 5


def _kinds_throughout(mentions: list[Mention]) -> list[Mention]:
    """What is counted somewhere (18个“…中心”) is a kind wherever the article names it."""
    kinds = {m.name: m for m in mentions if m.is_kind and m.strength >= MARKED}
    return [
        replace(kinds[m.name], start=m.start, end=m.end, by=m.by, refers=m.refers)
        if m.name in kinds and kinds[m.name].kind_of == m.type and not m.concept
        else m
        for m in mentions
    ]


def _by_short_form(mentions: list[Mention], aliases: Iterable[Alias]) -> list[Mention]:
    """Names for which the article defines one acronym are one name: 某国创新网络(XYZN), 国家创新网络(XYZN)."""
    first: dict[tuple[str, str], str] = {}
    renamed: dict[tuple[str, str], str] = {}
    by_name = {m.name: m for m in mentions if m.type in _SCHEMES and not m.is_kind and m.concept is None}
    for alias in sorted(aliases, key=lambda alias: alias.start):
        mention = by_name.get(alias.name)
        if mention is not None and _ACRONYM.fullmatch(alias.text):
            name = first.setdefault((mention.type, alias.text), alias.name)
            if name != alias.name:
                renamed[mention.type, alias.name] = name
    return [
        replace(m, name=renamed[m.type, m.name]) if not m.is_kind and (m.type, m.name) in renamed else m
        for m in mentions
    ]


_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){3})[A-Za-z0-9+-]{3,12}")


def _with_prefix(mentions: list[Mention]) -> list[Mention]:
    """A name that elsewhere in the article begins with 国家, or a body's with its country, is the same name."""
    named = [m for m in mentions if not m.is_kind]
    wholes = {(m.type, m.name.removeprefix("国家")): m for m in named if m.name.startswith("国家")}
    for m in named:
        country = gazetteer().concepts[m.country].name if m.country else None
        if m.type == "Agency" and m.concept is None and country and m.name.startswith(country):
            wholes[m.type, m.name.removeprefix(country)] = m
    return [_as_whole(m, wholes) if not m.is_kind and m.concept is None else m for m in mentions]


def _as_whole(mention: Mention, wholes: dict[tuple[str, str], Mention]) -> Mention:
    whole = wholes.get((mention.type, mention.name))
    return mention if whole is None else replace(mention, name=whole.name, country=whole.country)


def _without_country(mentions: list[Mention]) -> list[Mention]:
    """A name that elsewhere in the article goes without its country is the same name: 某国|…计划 and …计划.

    Not where the article names it of two countries, nor of bodies, which every country may have.
    """
    named = {(m.type, m.name) for m in mentions if m.type in _SCHEMES and not m.is_kind}
    bare: dict[tuple[str, str], set[str]] = defaultdict(set)
    for sort, name in named:
        if (sort, rest := _behind_country(name)) in named:
            bare[sort, rest].add(name)
    renamed = {(sort, name): rest for (sort, rest), (name, *others) in bare.items() if not others}
    return [
        replace(m, name=renamed[m.type, m.name]) if not m.is_kind and (m.type, m.name) in renamed else m
        for m in mentions
    ]


def _behind_country(name: str) -> str:
    """What stands behind the country that a name begins with; nothing where it begins with none."""
    for start, end, concept in scan(name):
        if start == 0 and concept.iri == gazetteer().country(concept.iri):
            return name[end:].removeprefix("的")
        break
    return ""


def _one_name(mentions: list[Mention]) -> list[Mention]:
    """Spellings of one name (海口深海… and 海口市深海…, …研发制度 and …研究开发制度) under the longest that is used."""
    longest: dict[tuple[str, str], str] = {}
    for m in mentions:
        if m.type in _SPELLED and not m.is_kind and m.concept is None:
            key = (m.type, _folded(m.name))
            longest[key] = max(longest.get(key, ""), m.name, key=lambda name: (len(name), name))
    return [
        replace(m, name=longest[m.type, _folded(m.name)])
        if not m.is_kind and m.concept is None and (m.type, _folded(m.name)) in longest
        else m
        for m in mentions
    ]


def _folded(name: str) -> str:
    """The name without what its spellings differ in: the level of its region, and long forms of words."""
    for start, end, concept in scan(name):
        if start == 0 and "Region" in concept.types:
            name = name[:end].removesuffix("省").removesuffix("市") + name[end:]
        break
    return name.replace("研究开发", "研发").replace("和", "与").replace("科技创新中心", "科创中心").removesuffix("计划")


def _is_spoken_of(kind: Mention, counts: Counter[str]) -> bool:
    return (
        kind.concept is not None
        or kind.strength >= MARKED
        or kind.name in gazetteer().by_label
        or counts[kind.name] >= MIN_KIND
        or kind.name.startswith(_OFFICIAL)
    )
