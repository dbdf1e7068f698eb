"""A test double of the extractor: reads sentences of one form, 甲由乙牵头。, and emits quads of the real shape.

Words in an article make it misbehave: 崩溃 kills the process, 卡住 never ends, 出错 raises.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox
from innokg.extract.model import Article, Block, BlockKind, Evidence, Extraction, Fact, Name, Notice, Span, Thing
from innokg.graph.extractor import CannotReadError
from innokg.graph.report import LeftOut
from innokg.ontology import terms
from innokg.ontology.namespaces import DCTERMS, ID, OA, RDF, SKOS, XSD

_SENTENCE = re.compile(r"([^。\n]+)由([^。\n]+)牵头。")


def _node(sort: str, *parts: str) -> ox.NamedNode:
    return ox.NamedNode(f"{ID}{sort}/{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:16]}")


@dataclass(frozen=True, slots=True)
class TinySource:
    identifier: str
    path: Path


@dataclass(frozen=True, slots=True)
class TinyExtractor:
    version: str = "1"
    log: Path | None = None

    def settings(self) -> str:
        return self.version

    def discover(self, paths: Iterable[Path]) -> Iterator[TinySource | LeftOut]:
        for path in paths:
            if not path.exists():
                yield LeftOut(str(path), "missing", "no such file or folder; check its name")
            for file in sorted(path.rglob("*.txt"), reverse=True):
                yield TinySource(file.relative_to(path).as_posix(), file)

    def digest(self, source: TinySource) -> str:
        return hashlib.sha256(source.path.read_bytes()).hexdigest()

    def extract(self, source: TinySource) -> Extraction:
        if self.log:
            with self.log.open("a") as file:
                file.write(source.identifier + "\n")
        try:
            text = source.path.read_bytes().decode()
        except UnicodeDecodeError:
            raise CannotReadError(LeftOut(source.identifier, "undecodable", "not text; save it as UTF-8")) from None
        if "崩溃" in text:
            os._exit(9)
        if "卡住" in text:
            time.sleep(600)
        if "出错" in text:
            raise RuntimeError("made to fail")
        things: dict[str, Thing] = {}
        facts = []
        for match in _SENTENCE.finditer(text):
            quote = Evidence(Span(*match.span()), match[0])
            for name, kind in ((match[1], "Consortium"), (match[2], "Enterprise")):
                things.setdefault(name, Thing(name, (kind,), name, (Name(name),), evidence=(quote,)))
            facts.append(Fact("ikg:ledBy", "led-by-test", (quote,), subject=match[1], object=match[2]))
        article = Article(source.identifier, text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),))
        notices = (Notice("odd", "an odd line was passed over"),) if "怪" in text else ()
        return Extraction(article, tuple(things.values()), tuple(facts), notices)

    def resolve(self, extractions: Iterable[Extraction]) -> dict[str, ox.NamedNode]:
        return {thing.name: _node("thing", thing.name) for extraction in extractions for thing in extraction.things}

    def quads(self, extraction: Extraction, resolution: dict[str, ox.NamedNode]) -> Iterator[ox.Quad]:
        article = _node("article", extraction.article.identifier)

        def say(s: ox.NamedNode, p: ox.NamedNode | str, o: ox.NamedNode | ox.Literal) -> ox.Quad:
            return ox.Quad(s, ox.NamedNode(p) if isinstance(p, str) else p, o, article)

        a = RDF + "type"
        yield say(article, a, terms.Article)
        yield say(article, DCTERMS + "identifier", ox.Literal(extraction.article.identifier))
        digest = hashlib.sha256(extraction.article.text.encode()).hexdigest()
        yield say(article, terms.contentDigest, ox.Literal(f"sha256:{digest}"))
        for thing in extraction.things:
            iri = resolution[thing.name]
            yield say(article, terms.mentions, iri)
            yield say(iri, a, ox.NamedNode(terms.Article.value.replace("Article", thing.types[0])))
            yield say(iri, SKOS + "prefLabel", ox.Literal(thing.name, language="zh-Hans"))
        for fact in extraction.facts:
            s, o = resolution[fact.subject], resolution[str(fact.object)]
            yield say(s, terms.ledBy, o)
            st = _node("statement", extraction.article.identifier, fact.subject, str(fact.object))
            ev = _node("evidence", extraction.article.identifier, fact.subject, str(fact.object))
            span, quote = fact.evidence[0].span, fact.evidence[0].quote
            position, exact = ox.NamedNode(ev.value + "#position"), ox.NamedNode(ev.value + "#quote")
            integer = ox.NamedNode(XSD + "nonNegativeInteger")
            yield from (
                say(st, a, terms.Statement),
                say(st, RDF + "subject", s),
                say(st, RDF + "predicate", terms.ledBy),
                say(st, RDF + "object", o),
                say(st, terms.modality, terms.Asserted),
                say(st, terms.rule, ox.Literal(fact.rule)),
                say(st, terms.evidence, ev),
                say(ev, OA + "hasSource", article),
                say(ev, OA + "hasSelector", position),
                say(ev, OA + "hasSelector", exact),
                say(position, OA + "start", ox.Literal(str(span.start), datatype=integer)),
                say(position, OA + "end", ox.Literal(str(span.end), datatype=integer)),
                say(exact, OA + "exact", ox.Literal(quote)),
            )
