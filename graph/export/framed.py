"""JSON-LD 1.1 framed by thing: one tree a thing, with its facts, and within each what states it and in which words.

    {"id": "thing:…", "type": "Consortium", "name": "…",
     "ledBy": {"id": "thing:…", "name": "…"},
     "factsAbout": […], "fundings": […], "recommendations": […],
     "statements": [{"predicate": …, "object": …, "confidence": "0.9", "quotes": {"selector": [{"exact": "…"}, …]}}]}

The same triples as Turtle's: what is told twice for the reader's sake (names, shared evidence) is one triple in RDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import BinaryIO

import pyoxigraph as ox

from ...ontology import terms
from ...ontology.namespaces import ID, IKG, OA, RDF, SKOS, XSD
from ..graph import RDF_TYPE, Graph, Term, text_of
from ..names import PREF_LABEL
from ..statements import FACTS, HAS_SELECTOR, HAS_SOURCE, OBJECT, PREDICATE, SUBJECT
from .jsonld import CONTEXT, as_json, compact_name, id_of, one_or_more, value_object
from .sorting import merged_lines, parsed, sorted_texts

_CHINESE = "zh-hans"
# The names of so many things are remembered: every article says the name of what many name.
_REMEMBERED = 10_000
# Names that need no full value object, by property and by what their plain strings are.
_TYPED = {
    terms.confidence.value: ("confidence", "decimal"),
    terms.value.value: ("value", "decimal"),
    terms.amount.value: ("amount", "decimal"),
    terms.negated.value: ("negated", "boolean"),
    OA + "start": ("start", "integer"),
    OA + "end": ("end", "integer"),
}
_NAMED = {
    SUBJECT: "subject",
    PREDICATE: "predicate",
    OBJECT: "object",
    terms.evidence: "quotes",  # `evidence` is the prefix of its IRIs
    HAS_SELECTOR: "selector",
    HAS_SOURCE: "source",
    ox.NamedNode(OA + "exact"): "exact",
}
# What is put within another node: by the property that leads from it to that node.
_NESTED = {
    SUBJECT: "statements",
    terms.about: "factsAbout",
    terms.fundingFor: "fundings",
    terms.madeIn: "recommendations",
}
_FRAMED_CONTEXT = {
    **{name: prefix for name, prefix in CONTEXT.items() if name not in _NAMED.values()},
    "name": {"@id": "skos:prefLabel", "@language": _CHINESE},
    **{name: {"@id": iri, "@type": f"xsd:{type_}"} for iri, (name, type_) in _TYPED.items()},
    **{name: {"@id": predicate.value} for predicate, name in _NAMED.items()},
    **{name: {"@reverse": predicate.value} for predicate, name in _NESTED.items()},
}


def write_framed(graph: Graph, out: BinaryIO) -> None:
    """Write one JSON-LD document, a tree a line."""
    out.write(b'{"@context": ' + as_json(_FRAMED_CONTEXT) + b',\n"@graph": [')
    separator = b"\n"
    frame = _Frame(graph)
    for subject, triples in groupby(parsed(merged_lines(graph)), key=lambda triple: triple.subject):
        pairs = [(triple.predicate, triple.object) for triple in triples]
        if not frame.is_within(subject, pairs):
            out.write(separator)
            for piece in frame.written(subject, pairs):
                out.write(piece)
            separator = b",\n"
    out.write(b"\n]}\n")


_Pairs = list[tuple[ox.NamedNode, Term]]
_Put = Callable[[ox.NamedNode, ox.NamedNode], dict[str, object] | None]


def _is_evidence(node: Term) -> bool:
    return isinstance(node, ox.NamedNode) and node.value.startswith(f"{ID}evidence/")


class _Frame:
    """The trees of one graph."""

    def __init__(self, graph: Graph):
        self.graph = graph
        self._names = lru_cache(_REMEMBERED)(self._names_of)

    def _pairs(self, node: ox.NamedNode) -> _Pairs:
        found = {(quad.predicate, quad.object) for quad in self.graph.quads(node)}
        return sorted(found, key=lambda pair: (pair[0].value, str(pair[1])))

    def is_within(self, subject: Term, pairs: _Pairs) -> bool:
        """Does another node's tree hold this one?"""
        if not isinstance(subject, ox.NamedNode):
            return False
        if any(self._holds(predicate, term, subject) for predicate, term in pairs):
            return True
        return _is_evidence(subject) and (
            any(self.graph.quads(None, terms.evidence, subject))
            or any(
                _is_evidence(quad.subject) and any(self.graph.quads(None, terms.evidence, quad.subject))
                for quad in self.graph.quads(None, HAS_SELECTOR, subject)
            )
        )

    def _holds(self, predicate: ox.NamedNode, holder: Term, subject: ox.NamedNode) -> bool:
        """Is a node put within `holder`, which the property leads to?

        Statements are, in what they are of, and our facts with several parts in things, never the other way: whatever
        others' data say, each node is in a tree, and no tree is in itself.
        """
        if predicate not in _NESTED or not isinstance(holder, ox.NamedNode) or _is_evidence(holder):
            return False
        if predicate != SUBJECT and (not subject.value.startswith(FACTS) or holder.value.startswith(FACTS)):
            return False
        is_statement = any(self.graph.quads(holder, SUBJECT))
        return holder != subject and not is_statement and any(self.graph.quads(holder))

    def written(self, subject: Term, pairs: _Pairs) -> Iterator[bytes]:
        """Yield a node's tree as JSON; what belongs in it piece by piece, for it may be more than memory holds."""
        yield as_json(self._node(subject, pairs, self._evidence)).removesuffix(b"}")
        for name, trees in self._within(subject):
            before = b", " + as_json(name) + b": ["
            for tree in trees:
                yield before + as_json(tree)
                before = b", "
            yield b"]" if before == b", " else b""
        yield b"}"

    def _tree(self, subject: ox.NamedNode, pairs: _Pairs) -> dict[str, object]:
        """Return a node with what belongs in it."""
        node = self._node(subject, pairs, self._evidence)
        within = {name: list(trees) for name, trees in self._within(subject)}
        return node | {name: trees for name, trees in within.items() if trees}

    def _within(self, subject: Term) -> Iterator[tuple[str, Iterator[dict[str, object]]]]:
        """Yield what may be put within a node: its key, and the trees, in the order of their IRIs."""
        if isinstance(subject, ox.NamedNode):
            for predicate, name in _NESTED.items():
                yield name, self._trees(predicate, subject)

    def _trees(self, predicate: ox.NamedNode, subject: ox.NamedNode) -> Iterator[dict[str, object]]:
        inner = (quad.subject for quad in self.graph.quads(None, predicate, subject))
        for iri in sorted_texts(term.value for term in inner if isinstance(term, ox.NamedNode)):
            node = ox.NamedNode(iri)
            if self._holds(predicate, subject, node):
                # Its place in the tree says already what leads to it.
                yield self._tree(node, [pair for pair in self._pairs(node) if pair != (predicate, subject)])

    def _evidence(self, predicate: ox.NamedNode, term: ox.NamedNode) -> dict[str, object] | None:
        """Return evidence as a statement shows it, with its selectors."""
        if predicate != terms.evidence or not _is_evidence(term):
            return None
        return self._node(term, self._pairs(term), self._selector)

    def _selector(self, predicate: ox.NamedNode, term: ox.NamedNode) -> dict[str, object] | None:
        if predicate != HAS_SELECTOR or not _is_evidence(term):
            return None
        return self._node(term, self._pairs(term), lambda _, __: None)

    def _node(self, subject: Term, pairs: _Pairs, put: _Put) -> dict[str, object]:
        """Return a node object; `put` gives what stands in the place of a mere reference."""
        node: dict[str, object] = {"id": id_of(subject)}
        for key, values in _gathered(pairs):
            node[key] = one_or_more([self._value(key, p, o, put) for p, o in values])
        return node

    def _value(self, key: str, predicate: ox.NamedNode, term: Term, put: _Put) -> object:
        if key == "type":
            return compact_name(term.value) if isinstance(term, ox.NamedNode) else id_of(term)
        if isinstance(term, ox.Literal):
            return term.value if key == "name" or key in _PLAIN else value_object(term)
        if not isinstance(term, ox.NamedNode):
            return {"id": id_of(term)}
        node = put(predicate, term)
        return self._reference(predicate, term) if node is None else node

    def _reference(self, predicate: ox.NamedNode, term: ox.NamedNode) -> dict[str, object]:
        names = self._names(term)
        return {"id": id_of(term), **({"name": one_or_more(names)} if names and predicate != PREDICATE else {})}

    def _names_of(self, thing: ox.NamedNode) -> list[str]:
        return [text_of(term) for term in self.graph.values(thing, PREF_LABEL) if _is_chinese(term)]


_PLAIN = frozenset(name for name, _ in _TYPED.values())


def _is_chinese(term: Term) -> bool:
    return isinstance(term, ox.Literal) and (term.language or "").lower() == _CHINESE


def _gathered(pairs: Iterable[tuple[ox.NamedNode, Term]]) -> Iterator[tuple[str, _Pairs]]:
    """Yield the keys of a node in order, each with its values."""
    found: dict[str, _Pairs] = {}
    for predicate, term in pairs:
        found.setdefault(_key(predicate, term), []).append((predicate, term))
    yield from found.items()


def _key(predicate: ox.NamedNode, term: Term) -> str:
    """Return the short name of a property where its value fits what the context says of that, else the usual one."""
    if predicate == RDF_TYPE and isinstance(term, ox.NamedNode):
        return "type"
    if predicate == RDF_TYPE:
        return RDF + "type"
    if predicate.value == SKOS + "prefLabel" and _is_chinese(term):
        return "name"
    if predicate.value in _TYPED:
        name, type_ = _TYPED[predicate.value]
        fits = isinstance(term, ox.Literal) and term.datatype.value == XSD + type_
        return name if fits else predicate.value
    if predicate in _NAMED:
        return _NAMED[predicate]
    short = compact_name(predicate.value)
    # A bare name of ours that the context gives another sense is written in full.
    return predicate.value if short in _FRAMED_CONTEXT and predicate.value.startswith(IKG) else short
