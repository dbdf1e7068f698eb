"""Find what the ontology's schemes know: regions, public bodies, technology fields, and named kinds."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load, words
from ..lexicon.gazetteer import Concept, gazetteer
from ..occurrences import WordIndex
from ..words import words_of
from .countries import CHINA, shared_body, shared_labels
from .mentions import LISTED, WORD, Mention, add

# What must not follow a body's short name: 科技部门, 财政部长, 国务院国资委员, 联合|国内外.
_NOT_AFTER = {
    "部": "门长分件位署队",
    "委": "员托派任屋办",
    "院": "长士校区落",
    "局": "部长面限势",
    "署": "名",
    "联合国": "内外家际产防",
}

# One-character names (京, 沪, 美) and shared ones (商务部) are hidden labels: other components read them in context.
MIN_LABEL = 2


@cache
def _index() -> WordIndex:
    return WordIndex(label for label in gazetteer().by_label if len(label) >= MIN_LABEL)


Found = tuple[int, int, Concept]
# Where labels begin, and the end and concept of each that does so there, the longest first.
_Labels = tuple[list[int], list[list[tuple[int, Concept]]]]


def _labels(text: str) -> _Labels:
    known = gazetteer()
    there: dict[int, list[tuple[int, Concept]]] = {}
    for at, label in _index().occurrences(text):
        if _whole(text, at, label):
            there.setdefault(at, []).insert(0, (at + len(label), known.concepts[known.by_label[label][0]]))
    return list(there), list(there.values())


# Several recognisers ask for each stretch of one article, and for one name again and again.
_labels_of_article = lru_cache(maxsize=2)(_labels)


@lru_cache(maxsize=2)
def scan_article(text: str) -> tuple[Found, ...]:
    """The findings of `scan` in an article's whole text, for which several recognisers ask."""
    return tuple(scan(text, 0, len(text)))


def scan(text: str, start: int = 0, end: int | None = None) -> Sequence[Found]:
    """Return (start, end, concept) of the longest label at each place, from left to right, not overlapping.

    Either of a name, or, with an end, of a stretch of an article.
    """
    return _scan_name(text) if end is None else list(_chosen(_labels_of_article(text), start, end))


@lru_cache(maxsize=1024)
def _scan_name(name: str) -> tuple[Found, ...]:
    return tuple(_chosen(_labels(name), 0, len(name)))


def _chosen(found: _Labels, start: int, end: int) -> Iterator[Found]:
    starts, labels = found
    done = start
    for place in range(bisect_left(starts, start), bisect_left(starts, end)):
        at = starts[place]
        if at < done:
            continue
        for stop, concept in labels[place]:
            if stop <= end:
                yield at, stop, concept
                done = stop
                break


def _whole(text: str, at: int, label: str) -> bool:
    """Does the label end where a word ends? Latin labels need word edges; short names of bodies must not go on."""
    after = text[at + len(label) : at + len(label) + 1]
    if label.isascii():
        before = text[at - 1 : at]
        return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
    if after == "长" and len(label) > MIN_LABEL:
        return not _LEADERS.match(text, at + len(label))  # 某国商务部|长某人 is the head of that ministry
    return after not in _NOT_AFTER.get(label, _NOT_AFTER.get(label[-1], "")) or not after


# The leaders of several bodies, or their meeting: 外交部长会议, 财政部长们.
_LEADERS = re.compile("长(?:[会级们办期远久途]|联席|理事)")


@Language.component("innokg_concepts")
def find_concepts(doc: Doc) -> Doc:
    """Note every concept's mention."""
    edges = words_of(doc).edges
    heads = domain_heads()
    return add(
        doc,
        [
            *_shared_bodies(doc.text, edges),
            *_of_short_country(doc.text, edges),
            *(
                Mention(
                    _with_state(doc.text, start, concept, edges),
                    end,
                    concept.types,
                    concept.name,
                    by="concepts",
                    strength=LISTED,
                    kind_of=concept.kind_of and (class_of_sort(doc.text[start:end]) or concept.kind_of),
                    concept=concept.iri,
                    country=gazetteer().country(concept.iri),
                )
                for start, end, concept in scan_article(doc.text)
                if (start in edges or end in edges)
                and is_of_domain(doc.text[start:end], concept, heads)
                and not (concept.kind_of and is_one_of_actors(doc.text, start, end))
                and not is_source(doc.text, start, end, concept)
            ),
        ],
    )


def _with_state(text: str, start: int, concept: Concept, edges: frozenset[int]) -> int:
    """Where a mention begins: at the 国家 that some put before the short name of a central body (国家|工信部)."""
    said = text[max(0, start - 2) : start] == "国家" and start - 2 in edges
    return start - 2 if said and "Agency" in concept.types and "CN" in _ends(concept.located_in) else start


def _ends(iris: Iterable[str]) -> set[str]:
    return {iri.rsplit("/", 1)[-1] for iri in iris}


# A country by its one character before a shared name: 美|国防部.
_SHORT_COUNTRIES = {"美": "US", "英": "GB", "德": "DE", "法": "FR", "日": "JP", "韩": "KR", "俄": "RU", "加": "CA"}


@cache
def _in_any_country() -> WordIndex:
    return WordIndex(shared_labels())


# Of these the character is a word or an end of words too (25日|商务部), so that more must tell.
_CHARACTERS_OF_WORDS = frozenset({"JP", "CA", "US"})


def _of_short_country(text: str, edges: frozenset[int]) -> Iterator[Mention]:
    """Bodies by their country's one character and a shared name."""
    known = gazetteer()
    for at, label in _in_any_country().apart(text):
        start, end = at - 1, at + len(label)
        code = _SHORT_COUNTRIES.get(text[start:at])
        if code is None or start not in edges:
            continue
        country = f"{CHINA.removesuffix('CN')}{code}"
        concept = shared_body(label, country)
        if concept is None and code not in _CHARACTERS_OF_WORDS:
            name = known.concepts[country].name + label  # that country's, though no scheme knows it, and not China's
            yield Mention(start, end, ("Agency",), name, by="shared", country=country)
        if concept and _whole(text, at, label):
            yield Mention(
                start,
                end,
                concept.types,
                concept.name,
                by="concepts",
                strength=LISTED,
                concept=concept.iri,
                country=known.country(concept.iri),
            )


@cache
def _shared_names() -> WordIndex:
    """Names that bodies of several countries share (国会, 能源部) and that no scheme gives to one of them alone."""
    known = gazetteer()
    return WordIndex(
        label
        for label, iris in known.by_hidden.items()
        if len(label) >= MIN_LABEL and label not in known.by_label and "Agency" in known.concepts[iris[0]].types
    )


# Behind these LAC takes a body's name for a part of the verb: 联合|发展改革委.
_TOGETHER = ("联合", "会同")


def _shared_bodies(text: str, edges: frozenset[int]) -> Iterator[Mention]:
    """Bodies by a shared name; whose they are is told when the findings are settled (countries)."""
    for start, label in _shared_names().apart(text):
        joined = text.startswith(_TOGETHER, start - 2) and start - 2 in edges
        if (start in edges or joined) and _whole(text, start, label):
            yield Mention(start, start + len(label), ("Agency",), label, by="shared", strength=WORD)


# A news agency that only says where a report is from: 某社…8日电, (来源:某社).
_MEDIA = frozenset({"新华通讯社", "中央广播电视总台"})
_DATELINE = re.compile(r"[一-鿿]{0,8}(?:\d{1,2}月)?\d{1,2}日[电讯]|记者|客户端|报道|[)、,。;]?$|\n", re.MULTILINE)


def is_source(text: str, start: int, end: int, concept: Concept) -> bool:
    """Is it a news agency that only says where a report is from?"""
    if concept.name not in _MEDIA:
        return False
    return bool(_DATELINE.match(text, end)) or text[max(0, start - 4) : start].rstrip().endswith(("来源:", "据", "("))


@cache
def domain_heads() -> dict[str, str]:
    """Heads of the kinds that the extractor is after, and the class of each."""
    return {h: kind for kind in ("InnovationCenter", "Consortium", "Cluster") for h in load("heads")[kind]["strong"]}


@cache
def sort_heads() -> dict[str, str]:
    """The words that sorts beside those of the domain end in, and the class of each."""
    heads = {head: kind for kind, texts in load("sorts")["heads"].items() for head in texts}
    return heads | dict.fromkeys(load("sorts")["loose"], "InnovationCenter")


@cache
def _all_heads() -> dict[str, str]:
    return sort_heads() | domain_heads()


def class_of_sort(name: str) -> str | None:
    """The class that a sort's longest head tells: 工程研究中心 is a centre, though 研究中心 is an institute's head."""
    heads = _all_heads()
    return next((heads[end] for at in range(len(name)) if (end := name[at:]) in heads), None)


# Kinds of zones and laboratories that a level begins are spoken of as such: 国家高新区, 全国重点实验室.
_LEVELS = ("国家", "全国", "省")


# A laboratory that is somebody's (某某部的国家实验室) or one of those that act together (大学、国家实验室和企业).
_ACTORS = "企业|工业界|产业界|学术界|高校|大学|院校|院所|科研机构|研究机构|公司"
_ACTS_AMONG = re.compile(rf"(?:(?:{_ACTORS})[、和与及]|其|[一-鿿]的)$")
_AND_ACTORS = re.compile(rf"[、和与及](?:{_ACTORS})")


def is_one_of_actors(text: str, start: int, end: int) -> bool:
    """Is a laboratory or institute of a level spoken of as somebody's or as one of several who act, not as a sort?"""
    if not text.endswith(("实验室", "研究院", "研究所"), start, end):
        return False
    return bool(_ACTS_AMONG.search(text, max(0, start - 8), start) or _AND_ACTORS.match(text, end))


# A sort that a scheme knows by so long a name is official without a word for its level: 科技成果转移转化示范区.
MIN_OFFICIAL = 6


def is_of_domain(label: str, concept: Concept, heads: dict[str, str]) -> bool:
    """Is it no kind, or a kind of centre, consortium or cluster that says more than its head?"""
    if concept.kind_of is None:
        return True
    if label.startswith(_LEVELS) and label.endswith(tuple(sort_heads())):
        return True
    official = len(label) >= MIN_OFFICIAL and class_of_sort(label) not in (None, "ResearchInstitute")
    return (official or label.endswith(tuple(heads))) and label not in words("words", "too_general")
