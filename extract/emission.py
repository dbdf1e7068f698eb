"""The quads of one article, in its named graph: what it says of itself, its things, its facts and where each is stated.

The shape is that of the vocabulary contract. IRIs are made from content, so the same article gives the same quads.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version

import pyoxigraph as ox

from ..ontology import terms
from ..ontology.namespaces import DCTERMS, ID, OA, PREFIXES, PROV, RDF, SCHEMA, SKOS, XSD
from .cleaning import simplify
from .identity import Identity, Resolution, digest
from .model import ARTICLE_KEY, Evidence, Extraction, Fact, Found, Literal, Modality, Name
from .settings import settings_digest

_TYPE = ox.NamedNode(RDF + "type")
_DATATYPES = {1: "gYear", 2: "gYearMonth", 3: "date"}


@cache
def _iri(curie: str) -> ox.NamedNode:
    prefix, _, name = curie.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + name)


@cache
def _xsd(name: str) -> ox.NamedNode:
    return ox.NamedNode(XSD + name)


def article_iri(identifier: str) -> ox.NamedNode:
    """Return the IRI of an article, which is also the name of its graph."""
    return ox.NamedNode(f"{ID}article/{digest(identifier)}")


def run_iri() -> ox.NamedNode:
    """Return the IRI of the run: the same software with the same settings is the same run."""
    return ox.NamedNode(f"{ID}run/{digest(version('innokg'), settings_digest())}")


def quads(extraction: Extraction, resolution: Resolution) -> Iterator[ox.Quad]:
    """Yield the quads of one article, in a stable order, each once."""
    emitter = _Emitter(extraction, resolution)
    seen: set[ox.Quad] = set()
    for subject, predicate, value in emitter.triples():
        quad = ox.Quad(subject, predicate, value, emitter.graph)
        if quad not in seen:
            seen.add(quad)
            yield quad


Triples = Iterator[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]]


class _Emitter:
    """Writes one article's triples."""

    def __init__(self, extraction: Extraction, resolution: Resolution) -> None:
        self.extraction = extraction
        self.article = extraction.article
        self.graph = article_iri(self.article.identifier)
        self.run = run_iri()
        self.identities: dict[str, Identity] = {
            thing.key: resolution.identity(self.article.identifier, thing.key) for thing in extraction.things
        }

    def triples(self) -> Triples:
        yield from self.about_article()
        yield from self.about_run()
        for thing in self.extraction.things:
            yield from self.about_thing(thing.key)
        for fact in self.extraction.facts:
            yield from self.frame(fact) if fact.frame else self.binary(fact)

    def about_article(self) -> Triples:
        meta = self.article.metadata
        yield self.graph, _TYPE, terms.Article
        yield self.graph, ox.NamedNode(DCTERMS + "identifier"), ox.Literal(self.article.identifier)
        digest_of_text = hashlib.sha256(self.article.text.encode()).hexdigest()
        yield self.graph, terms.contentDigest, ox.Literal(f"sha256:{digest_of_text}")
        if meta.title:
            for title in _in_scripts(meta.title.value):
                yield self.graph, ox.NamedNode(DCTERMS + "title"), title
        if meta.published:
            yield self.graph, ox.NamedNode(SCHEMA + "datePublished"), _date(meta.published)
        if meta.publisher:
            yield self.graph, ox.NamedNode(DCTERMS + "publisher"), ox.Literal(meta.publisher.value)
        if meta.issue:
            yield self.graph, ox.NamedNode(SCHEMA + "isPartOf"), ox.Literal(meta.issue.value)
        for source in self.sources():
            yield self.graph, ox.NamedNode(DCTERMS + "source"), ox.Literal(source)
        if meta.replaces:
            yield self.graph, ox.NamedNode(DCTERMS + "replaces"), ox.Literal(meta.replaces.value)

    def sources(self) -> tuple[str, ...]:
        """The article's address; with copies from elsewhere, those of all, or their names where they have none."""
        own, others = self.article.metadata.source, self.article.other_sources
        first = own.value if own else self.article.identifier
        return (first, *others) if own or others else ()

    def about_run(self) -> Triples:
        yield self.run, _TYPE, terms.Run
        yield self.run, terms.softwareVersion, ox.Literal(version("innokg"))
        yield self.run, terms.settingsDigest, ox.Literal(settings_digest())

    def about_thing(self, key: str) -> Triples:
        identity = self.identities[key]
        node = ox.NamedNode(identity.iri)
        yield self.graph, terms.mentions, node
        for kind in identity.types:
            yield node, _TYPE, _iri(f"ikg:{kind}")
        if identity.kind_of:
            yield node, terms.kindOf, _iri(f"ikg:{identity.kind_of}")
        yield node, ox.NamedNode(SKOS + "prefLabel"), ox.Literal(simplify(identity.name), language="zh-Hans")
        for name in identity.names:
            yield node, ox.NamedNode(SKOS + "altLabel"), _label(name)
        for why in identity.because:
            yield node, ox.NamedNode(SKOS + "editorialNote"), ox.Literal(why)

    def node(self, value: str | Literal) -> ox.NamedNode | ox.Literal:
        if isinstance(value, Literal):
            return ox.Literal(value.value, language=value.lang) if value.lang else _typed(value)
        if value == ARTICLE_KEY:
            return self.graph
        if value in self.identities:
            return ox.NamedNode(self.identities[value].iri)
        return _iri(value)

    def binary(self, fact: Fact) -> Triples:
        subject, predicate, value = self.node(fact.subject), _iri(fact.predicate), self.node(fact.object)
        if not isinstance(subject, ox.NamedNode):
            raise TypeError(f"the subject of {fact.predicate} is a literal")
        if _is_direct(fact):
            yield subject, predicate, value
        yield from self.statement(fact, subject, predicate, value)

    def frame(self, fact: Fact) -> Triples:
        content = [f"{name}={self.node(value)}" for name, value in fact.slots]
        place = fact.evidence[0].span
        name = digest(self.graph.value, fact.frame, *sorted(content), str(place.start), str(place.end))
        node, kind = ox.NamedNode(f"{ID}fact/{name}"), _iri(f"ikg:{fact.frame}")
        # A recommendation proposes by its nature: it is one, whatever becomes of it.
        if _is_direct(fact) or fact.frame == "Recommendation":
            yield node, _TYPE, kind
        for slot, value in fact.slots:
            yield node, _iri(slot), self.node(value)
        yield from self.statement(fact, node, _TYPE, kind)

    def statement(
        self, fact: Fact, subject: ox.NamedNode, predicate: ox.NamedNode, value: ox.NamedNode | ox.Literal
    ) -> Triples:
        for evidence in fact.evidence:
            place = self.place(evidence)
            name = digest(str(subject), str(predicate), str(value), place.value, fact.rule)
            node = ox.NamedNode(f"{ID}statement/{name}")
            yield node, _TYPE, terms.Statement
            yield node, _TYPE, ox.NamedNode(RDF + "Statement")
            yield node, ox.NamedNode(RDF + "subject"), subject
            yield node, ox.NamedNode(RDF + "predicate"), predicate
            yield node, ox.NamedNode(RDF + "object"), value
            yield node, terms.modality, _iri(f"ikg:{fact.modality}")
            if fact.negated:
                yield node, terms.negated, ox.Literal(True)
            yield node, terms.confidence, ox.Literal(f"{fact.confidence:.2f}", datatype=_xsd("decimal"))
            yield node, terms.rule, ox.Literal(fact.rule)
            yield node, terms.evidence, place
            yield node, ox.NamedNode(PROV + "wasGeneratedBy"), self.run
            for annotation, literal in fact.annotations:
                yield node, _iri(annotation), self.node(literal)
            yield from self.selectors(place, evidence)

    def place(self, evidence: Evidence) -> ox.NamedNode:
        span = evidence.span
        return ox.NamedNode(f"{ID}evidence/{digest(self.graph.value, str(span.start), str(span.end))}")

    def selectors(self, place: ox.NamedNode, evidence: Evidence) -> Triples:
        position, quote = ox.NamedNode(f"{place.value}#position"), ox.NamedNode(f"{place.value}#quote")
        yield place, _TYPE, ox.NamedNode(OA + "SpecificResource")
        yield place, ox.NamedNode(OA + "hasSource"), self.graph
        yield place, ox.NamedNode(OA + "hasSelector"), position
        yield place, ox.NamedNode(OA + "hasSelector"), quote
        yield position, _TYPE, ox.NamedNode(OA + "TextPositionSelector")
        yield position, ox.NamedNode(OA + "start"), _offset(evidence.span.start)
        yield position, ox.NamedNode(OA + "end"), _offset(evidence.span.end)
        yield quote, _TYPE, ox.NamedNode(OA + "TextQuoteSelector")
        yield quote, ox.NamedNode(OA + "exact"), ox.Literal(evidence.quote)


def _is_direct(fact: Fact) -> bool:
    return fact.modality is not Modality.PROPOSED and not fact.negated


def _typed(value: Literal) -> ox.Literal:
    return (
        ox.Literal(value.value)
        if value.datatype == "string"
        else ox.Literal(value.value, datatype=_xsd(value.datatype))
    )


def _offset(value: int) -> ox.Literal:
    return ox.Literal(str(value), datatype=_xsd("nonNegativeInteger"))


def _label(name: Name) -> ox.Literal:
    return ox.Literal(name.text, language=name.lang) if name.lang else ox.Literal(name.text)


def _date(found: Found) -> ox.Literal:
    return ox.Literal(found.value, datatype=_xsd(_DATATYPES[found.value.count("-") + 1]))


def _in_scripts(text: str) -> Iterator[ox.Literal]:
    """A title in simplified Chinese, and as written where that differs."""
    simple = simplify(text)
    yield ox.Literal(simple, language="zh-Hans")
    if simple != text:
        yield ox.Literal(text, language="zh-Hant")
