"""One thing, one IRI: things of many articles brought together, and what makes two of them one.

- What a scheme of the ontology knows has the IRI of its concept.
- Else two things are one when they are of one sort (and, for bodies, of one country) and share a full name, or one's
  name is a short form that the other's article defines. Everyday short forms (《办法》) never join things.
- A person is known by name and body; without a body, only within the article.
An IRI is made from the sort and the full name, so it stays the same over rebuilds and in any order of articles.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from ..ontology.namespaces import ID
from .model import Extraction, Name, Thing

# A short form this short is an everyday word (规划, 决定, EC) and joins nothing across articles.
MIN_JOINING = 3
_EVERYDAY = re.compile(
    r"^(?:规划|纲要|办法|方案|意见|条例|决定|通知|计划|措施|法案|报告|中心|联合体|联盟|集群"
    r"|行动方案|实施方案|实施意见|管理办法)$"
)
_IGNORED = re.compile(r"[\s《》〈〉“”\"'‘’「」『』()（）·,，、。:：;；—–\-]")


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


def folded(name: str) -> str:
    """Fold what does not change which thing a name names: width, case, spaces, marks."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", name).lower())


def digest(*parts: str) -> str:
    """Return 16 hexadecimal digits that stand for the parts, the same everywhere."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def sort_of(thing: Thing) -> str:
    """What keeps things of one name apart: the class, a kind's class, a body's country."""
    if thing.kind_of:
        return f"Kind:{thing.kind_of}"
    return f"{thing.types[0]}@{thing.country}" if thing.types[0] == "Agency" and thing.country else thing.types[0]


def resolve(extractions: Iterable[Extraction]) -> Resolution:
    """Bring the things of all articles together; the order of the articles does not matter."""
    groups = _Groups()
    for extraction in extractions:
        bodies = _bodies_of_persons(extraction)
        for thing in extraction.things:
            groups.add(extraction.article.identifier, thing, bodies.get(thing.key, ""))
    return groups.resolution()


def _bodies_of_persons(extraction: Extraction) -> dict[str, str]:
    """A person's first body, by the person's key."""
    names = {thing.key: thing.name for thing in extraction.things}
    bodies: dict[str, str] = {}
    for fact in extraction.facts:
        if fact.predicate == "schema:affiliation" and isinstance(fact.object, str):
            bodies.setdefault(fact.subject, names[fact.object])
    return bodies


class _Groups:
    """Union of things by shared names (union-find over folded names)."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}
        self.members: list[tuple[str, Thing, str]] = []
        self.defined: dict[str, set[str]] = defaultdict(set)

    def find(self, node: str) -> str:
        self.parent.setdefault(node, node)
        while self.parent[node] != node:
            self.parent[node] = self.parent[self.parent[node]]
            node = self.parent[node]
        return node

    def add(self, article: str, thing: Thing, body: str) -> None:
        node = self.node(article, thing, body)
        self.find(node)
        self.members.append((article, thing, node))
        if thing.concept or thing.types[0] == "Person":
            return
        for name in thing.names:
            short = folded(name.text)
            if short != folded(thing.name) and len(short) >= MIN_JOINING and not _EVERYDAY.match(name.text):
                self.defined[f"{sort_of(thing)}\x1f{short}"].add(node)

    def node(self, article: str, thing: Thing, body: str) -> str:
        if thing.concept:
            return f"concept\x1f{thing.concept}"
        if thing.types[0] == "Person":
            return f"Person\x1f{folded(thing.name)}\x1f{folded(body) if body else article}"
        return f"{sort_of(thing)}\x1f{folded(thing.name)}"

    def resolution(self) -> Resolution:
        # A short form joins only where every article that defines it means one thing.
        for short, nodes in sorted(self.defined.items()):
            if short in self.parent and len({self.find(node) for node in nodes}) == 1:
                first, second = self.find(next(iter(sorted(nodes)))), self.find(short)
                if first != second:
                    self.parent[second] = first
        grouped: dict[str, list[tuple[str, Thing]]] = defaultdict(list)
        for article, thing, node in self.members:
            grouped[self.find(node)].append((article, thing))
        found = Resolution()
        for node, members in grouped.items():
            identity = _identity(node, [thing for _, thing in members])
            for article, thing in members:
                found._of[article, thing.key] = identity
        return found


def _identity(node: str, things: list[Thing]) -> Identity:
    _, _, rest = node.partition("\x1f")
    name = _preferred(things, rest)
    concept = next((t.concept for t in things if t.concept), None)
    iri = concept or f"{ID}thing/{digest(*node.split(chr(0x1F)))}"
    names = sorted({n for t in things for n in (*t.names, Name(t.name))} - {Name(name)}, key=lambda n: (n.lang, n.text))
    joined = sorted({t.name for t in things} - {name})
    because = (
        tuple(f"{other} = {name}: a short form that an article defines" for other in joined) if not concept else ()
    )
    types = tuple(sorted({t for thing in things for t in thing.types}))
    return Identity(iri, name, tuple(names), types, next((t.kind_of for t in things if t.kind_of), None), because)


def _preferred(things: list[Thing], rest: str) -> str:
    """The name whose folded form made the group; of several spellings the first in order."""
    spelled = sorted(t.name for t in things if folded(t.name) == rest)
    return spelled[0] if spelled else sorted((t.name for t in things), key=lambda n: (-len(n), n))[0]
