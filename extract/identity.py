"""One thing, one IRI: things of many articles brought together, and what makes two of them one.

- What a scheme of the ontology knows has the IRI of its concept.
- Else two things are one when they are of one sort (and, for bodies, of one country) and share a full name, or one's
  name is a short form that the other's article defines. Everyday short forms (《办法》) never join things.
- A person is known by name and body; without a body, only within the article. So is a body named by its level alone
  (省科技厅) where the article does not tell whose it is.
- Centres, consortia, clusters and programmes of one name that articles place in different provinces are different.
- A name with a word blotted out (国家**中心) names a thing of its article alone: elsewhere another word may be meant.
- A file of the user's may say otherwise: which names mean one thing, which do not, and which articles mean which
  (`overrides`).
An IRI is made from the sort and the full name, so it stays the same over rebuilds and in any order of articles.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..ontology.namespaces import ID
from .cleaning import is_masked
from .folding import folded
from .lexicon.gazetteer import gazetteer
from .model import Extraction, Name, Thing
from .overrides import NONE, Overrides

# A body named by its level alone: whose it is, only its article can tell.
_BY_LEVEL = re.compile(r"^(?:自治区|省|市|县|区|州)[一-鿿]{1,12}[厅局委府会办协]$")

# Things of these sorts may share a name in two provinces.
_PLACED = frozenset({"InnovationCenter", "Consortium", "Cluster", "Programme"})

# A short form this short is an everyday word (规划, 决定, EC) and joins nothing across articles.
MIN_JOINING = 3
_EVERYDAY = re.compile(
    r"^(?:规划|纲要|办法|方案|意见|条例|决定|通知|计划|措施|法案|报告|中心|联合体|联盟|集群"
    r"|行动方案|实施方案|实施意见|管理办法)$"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """A thing of the graph: its IRI, preferred name, all names, and why things were taken to be it."""

    iri: str
    name: str
    names: tuple[Name, ...]
    types: tuple[str, ...]
    kind_of: str | None
    because: tuple[str, ...] = ()


@dataclass(slots=True)
class Resolution:
    """The identity of every thing of every article."""

    _of: dict[tuple[str, str], Identity] = field(default_factory=dict)

    def identity(self, article: str, key: str) -> Identity:
        """Return the identity of an article's thing; KeyError for an unknown one."""
        return self._of[article, key]


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits that stand for the parts, the same everywhere."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def sort_of(thing: Thing) -> str:
    """What keeps things of one name apart: the class, a kind's class, a body's country."""
    if thing.kind_of:
        return f"Kind:{thing.kind_of}"
    return f"{thing.types[0]}@{thing.country}" if thing.types[0] == "Agency" and thing.country else thing.types[0]


def resolve(extractions: Iterable[Extraction], overrides: Overrides = NONE) -> Resolution:
    """Bring the things of all articles together; the order of the articles does not matter."""
    groups = _Groups(overrides)
    for extraction in extractions:
        bodies = _bodies_of_persons(extraction)
        places = _provinces(extraction)
        for thing in extraction.things:
            groups.add(extraction.article.identifier, thing, bodies.get(thing.key, ""), places.get(thing.key, ""))
    return groups.resolution()


def _provinces(extraction: Extraction) -> dict[str, str]:
    """The province (or country) in which the article places a thing, by the thing's key."""
    concepts = {thing.key: thing.concept for thing in extraction.things}
    found: dict[str, str] = {}
    for fact in extraction.facts:
        if fact.predicate == "ikg:locatedIn" and isinstance(fact.object, str) and not fact.negated:
            province = province_of(concepts.get(fact.object) or "")
            if province:
                found.setdefault(fact.subject, province)
    return found


def province_of(region: str) -> str:
    """The code of the province that a region's IRI lies in, of the country for one abroad; "" where unknown."""
    code = region.rpartition("/")[2]
    if match := re.fullmatch(r"(CN-\d\d)\d{4}", code):
        return match[1]
    return code if re.fullmatch(r"[A-Z]{2}(?:-[A-Z0-9]+)?", code) and code != "CN" else ""


def _bodies_of_persons(extraction: Extraction) -> dict[str, str]:
    """A person's first body, by the person's key."""
    names = {thing.key: thing.name for thing in extraction.things}
    bodies: dict[str, str] = {}
    for fact in extraction.facts:
        if fact.predicate == "schema:affiliation" and isinstance(fact.object, str):
            bodies.setdefault(fact.subject, names[fact.object])
    return bodies


@dataclass(frozen=True, slots=True)
class _Member:
    """A thing of an article, the node that its name makes, and where the article places it."""

    article: str
    thing: Thing
    node: str
    province: str


class _Groups:
    """Union of things by shared names (union-find over folded names)."""

    def __init__(self, overrides: Overrides) -> None:
        self.overrides = overrides
        self.parent: dict[str, str] = {}
        self.members: list[_Member] = []
        self.defined: dict[str, set[str]] = defaultdict(set)
        self.because: dict[str, set[str]] = defaultdict(set)

    def find(self, node: str) -> str:
        self.parent.setdefault(node, node)
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def add(self, article: str, thing: Thing, body: str, province: str) -> None:
        node = self.node(article, thing, body)
        self.find(node)
        self.members.append(_Member(article, thing, node, province))
        if thing.concept or thing.types[0] == "Person":
            return
        for name in thing.names:
            short = folded(name.text)
            if short != folded(thing.name) and len(short) >= MIN_JOINING and not _EVERYDAY.match(name.text):
                self.defined[f"{sort_of(thing)}\x1f{short}"].add(node)
                self.because[f"{sort_of(thing)}\x1f{short}"].add(f"{name.text} = {thing.name}: defined in {article}")

    def node(self, article: str, thing: Thing, body: str) -> str:
        if thing.concept:
            return f"concept\x1f{thing.concept}"
        if thing.types[0] == "Person":
            return f"Person\x1f{folded(thing.name)}\x1f{folded(body) if body else article}"
        name = folded(thing.name)
        if apart := self.overrides.apart(name, article):
            return f"{sort_of(thing)}\x1f{name}\x1f{apart}"
        if is_masked(thing.name):
            return f"{sort_of(thing)}\x1f{name}\x1f{article}"
        if thing.types[0] == "Agency" and _BY_LEVEL.match(thing.name):
            return f"{sort_of(thing)}\x1f{name}\x1f{article}"
        return f"{sort_of(thing)}\x1f{name}"

    def resolution(self) -> Resolution:
        self.join_short_forms()
        self.join_as_told()
        grouped: dict[str, list[_Member]] = defaultdict(list)
        for member in self.members:
            grouped[self.find(member.node)].append(member)
        found = Resolution()
        for node, members in grouped.items():
            for own, some, because in self.by_province(node, members):
                identity = _identity(own, [member.thing for member in some], because)
                for member in some:
                    found._of[member.article, member.thing.key] = identity
        return found

    def join_short_forms(self) -> None:
        """Join a short form to its thing where every article that defines it means that one thing."""
        for short, nodes in sorted(self.defined.items()):
            if short in self.parent and len({self.find(node) for node in nodes}) == 1:
                node = next(iter(sorted(nodes)))
                names = (short.partition("\x1f")[2], node.split("\x1f")[1])
                if not self.overrides.parts(*names):
                    self.join(node, short, self.because[short])

    def join_as_told(self) -> None:
        """Join the names that the overrides say mean one thing, things of one sort among them."""
        for names in self.overrides.same:
            by_sort: dict[str, list[str]] = defaultdict(list)
            for node in sorted(self.parent):
                sort, _, rest = node.partition("\x1f")
                if rest in names:
                    by_sort[sort.partition("@")[0]].append(node)
            for nodes in by_sort.values():
                nodes.sort(key=lambda node: names.index(node.partition("\x1f")[2]))
                for node in nodes[1:]:
                    self.join(nodes[0], node, {f"{node.split(chr(0x1F))[1]}: said to be the same in the overrides"})

    def join(self, first: str, second: str, because: Iterable[str]) -> None:
        """Make two nodes one, under the first, and keep why."""
        one, other = self.find(first), self.find(second)
        if one != other:
            self.parent[other] = one
            self.because[one] |= {*because, *self.because.pop(other, ())} if other != second else set(because)

    def by_province(self, node: str, members: list[_Member]) -> Iterator[tuple[str, list[_Member], tuple[str, ...]]]:
        """The things of one name: one, or one a province where articles place them in several."""
        because = tuple(sorted(self.because[node])) if not node.startswith("concept") else ()
        provinces = sorted({member.province for member in members} - {""})
        if len(provinces) < 2 or members[0].thing.types[0] not in _PLACED or members[0].thing.concept:
            yield node, members, because
            return
        for province in ("", *provinces):
            some = [member for member in members if member.province == province]
            if some:
                others = ", ".join(_place_name(p) for p in provinces if p != province)
                told = f"{some[0].thing.name}: not the one of the same name in {others}"
                yield (f"{node}\x1f{province}" if province else node), some, (*because, told)


def _place_name(code: str) -> str:
    region = gazetteer().concepts.get(f"{ID}region/{code}0000" if code.startswith("CN-") else f"{ID}region/{code}")
    return region.name if region else code


def _identity(node: str, things: list[Thing], because: tuple[str, ...]) -> Identity:
    rest = node.split("\x1f")[1]
    name = _preferred(things, rest)
    concept = next((t.concept for t in things if t.concept), None)
    iri = concept or f"{ID}thing/{digest(*node.split(chr(0x1F)))}"
    names = sorted({n for t in things for n in (*t.names, Name(t.name))} - {Name(name)}, key=lambda n: (n.lang, n.text))
    types = tuple(sorted({t for thing in things for t in thing.types}))
    return Identity(iri, name, tuple(names), types, next((t.kind_of for t in things if t.kind_of), None), because)


def _preferred(things: list[Thing], rest: str) -> str:
    """The name whose folded form made the group; of several spellings the first in order."""
    spelled = sorted(t.name for t in things if folded(t.name) == rest)
    return spelled[0] if spelled else sorted((t.name for t in things), key=lambda n: (-len(n), n))[0]
