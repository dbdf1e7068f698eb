"""A small dataset for a saved question, written in one screen of YAML and turned into quads as the graph holds them.

    articles: {a.txt: {published: 2024-05}}     # the first article is the source of every fact that names none
    things: {甲计划: Programme, 乙部: Agency}      # name: class, or {type: …, alt: […], kindOf: class, iri: …}
    facts:
      - 甲计划 | ledBy | 乙部                       # a name among the things is the thing, else a literal
      - 甲计划 | focusesOn | 丙领域 | Proposed negated confidence=0.3 in=b.txt
    frames:
      - Funding | fundingFor=甲计划 | amount=100 | Planned

Things, statements, evidence and articles have the shapes of the project's contract: one named graph an article, a
statement for every fact with modality, confidence, rule and evidence (position and quote), a direct triple only for
what is asserted, planned or required and not denied.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from innokg.ontology.namespaces import DCTERMS, ID, IKG, OA, PROV, RDF, RDFS, SCHEMA, SKOS, XSD
from pyoxigraph import Literal, NamedNode, Quad

MODALITIES = ("Asserted", "Planned", "Required", "Proposed")
NUMERIC = ("amount", "value")
A = NamedNode(RDF + "type")


def load(path: Path) -> list[Quad]:
    """Return the quads of a dataset file."""
    return list(Dataset(plain_yaml(path)).quads())


def plain_yaml(path: Path) -> dict[str, Any]:
    """Return a YAML file's mapping with every scalar as the text it is written as (2024-05 stays 2024-05)."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 (safer than SafeLoader)


class Dataset:
    def __init__(self, spec: dict[str, Any]) -> None:
        self.things: dict[str, dict[str, Any]] = {
            name: entry if isinstance(entry, dict) else {"type": entry}
            for name, entry in spec.get("things", {}).items()
        }
        self.articles: dict[str, dict[str, str]] = spec.get("articles", {"a.txt": {}})
        self.labels: dict[str, str] = spec.get("labels", {})
        self.facts = [self._parts(line) for line in spec.get("facts", [])]
        self.frames = [self._parts(line) for line in spec.get("frames", [])]

    def quads(self) -> Iterator[Quad]:
        for term, label in self.labels.items():
            yield Quad(
                property_iri(term.removeprefix("ikg:")),
                NamedNode(RDFS + "label"),
                Literal(label, language="zh-Hans"),
                NamedNode(IKG.rstrip("#")),
            )
        for name, entry in self.articles.items():
            yield from self._article(name, entry or {})
        first = next(iter(self.articles))
        for name, entry in self.things.items():
            yield from self._thing(name, entry, entry.get("in", first))
        for (subject, predicate, target), options in self.facts:
            yield from self._fact(subject, predicate, target, options)
        for (frame, *slots), options in self.frames:
            yield from self._frame(frame, [tuple(slot.split("=", 1)) for slot in slots], options)

    def _parts(self, line: str) -> tuple[list[str], dict[str, str]]:
        parts = [part.strip() for part in line.split(" | ")]
        options: dict[str, str] = {"modality": "Asserted", "confidence": "0.9", "in": next(iter(self.articles))}
        words = parts[-1].split()
        if words and all(
            w in MODALITIES or w == "negated" or re.match(r"(confidence|in|post|quote)=", w) for w in words
        ):
            parts.pop()
            for word in words:
                key, _, value = word.partition("=")
                options.update({"modality": word} if word in MODALITIES else {key: value})
        return parts, options

    def _article(self, name: str, entry: dict[str, str]) -> Iterator[Quad]:
        article = self._graph(name)
        yield Quad(article, A, NamedNode(IKG + "Article"), article)
        yield Quad(article, NamedNode(DCTERMS + "identifier"), Literal(name), article)
        yield Quad(article, NamedNode(DCTERMS + "title"), Literal(entry.get("title", name)), article)
        if "published" in entry:
            yield Quad(article, NamedNode(SCHEMA + "datePublished"), dated(entry["published"]), article)
        if "publisher" in entry:
            yield Quad(article, NamedNode(DCTERMS + "publisher"), Literal(entry["publisher"]), article)

    def _thing(self, name: str, entry: dict[str, Any], article: str) -> Iterator[Quad]:
        thing, graph = self._iri(name), self._graph(article)
        for local in entry["type"].split():
            yield Quad(thing, A, NamedNode(IKG + local), graph)
        label = Literal(entry.get("label", name), language="zh-Hans")
        yield Quad(thing, NamedNode(SKOS + "prefLabel"), label, graph)
        for alias in entry.get("alt", []):
            yield Quad(thing, NamedNode(SKOS + "altLabel"), Literal(alias), graph)
        if "kindOf" in entry:
            yield Quad(thing, NamedNode(IKG + "kindOf"), NamedNode(IKG + entry["kindOf"]), graph)
        if "broader" in entry:
            yield Quad(thing, NamedNode(SKOS + "broader"), self._iri(entry["broader"]), graph)
        if "inScheme" in entry:
            yield Quad(thing, NamedNode(SKOS + "inScheme"), NamedNode(f"{ID}scheme/{entry['inScheme']}"), graph)
        if "level" in entry:
            yield Quad(thing, NamedNode(DCTERMS + "type"), NamedNode(f"{ID}region-level/{entry['level']}"), graph)
        for name_of_article in entry.get("mentionedIn", "").split():
            mentioning = self._graph(name_of_article)
            yield Quad(mentioning, NamedNode(IKG + "mentions"), thing, mentioning)

    def _named(self, names: Iterable[str], article: str) -> Iterator[Quad]:
        """Yield what each article that speaks of things says of them: their classes and their names."""
        for name in names:
            if entry := self.things.get(name):
                told = Dataset({"articles": self.articles, "things": {}})
                kept = ("type", "label", "iri", "kindOf", "alt")
                told.things = {name: {key: entry[key] for key in kept if key in entry}}
                yield from told._thing(name, told.things[name], article)

    def _fact(self, subject: str, predicate: str, target: str, options: dict[str, str]) -> Iterator[Quad]:
        bearer = self._graph(subject) if subject in self.articles else self._iri(subject)
        link, value = property_iri(predicate), self._value(predicate, target)
        graph = self._graph(options["in"])
        yield from self._named((subject, target), options["in"])
        if options["modality"] != "Proposed" and "negated" not in options:
            yield Quad(bearer, link, value, graph)
        yield from self._statement(bearer, link, value, options, target)

    def _frame(self, frame: str, slots: list[tuple[str, str]], options: dict[str, str]) -> Iterator[Quad]:
        node = NamedNode(f"{ID}fact/{digest(frame, str(slots), options['in'])}")
        graph = self._graph(options["in"])
        yield from self._named((target for _, target in slots), options["in"])
        for key, target in slots:
            yield Quad(node, property_iri(key), self._value(key, target), graph)
        if frame == "Recommendation" or (options["modality"] != "Proposed" and "negated" not in options):
            yield Quad(node, A, NamedNode(IKG + frame), graph)
        yield from self._statement(node, A, NamedNode(IKG + frame), options, "，".join(value for _, value in slots))

    def _statement(
        self, bearer: NamedNode, link: NamedNode, value: NamedNode | Literal, options: dict[str, str], said: str
    ) -> Iterator[Quad]:
        key = digest(str(bearer), str(link), str(value), str(sorted(options.items())))
        statement, place = NamedNode(f"{ID}statement/{key}"), f"{ID}evidence/{key}"
        graph = self._graph(options["in"])
        quote = options.get("quote", f"据文章：{said}。")
        number = xsd("nonNegativeInteger")
        rows = [
            (statement, A, NamedNode(IKG + "Statement")),
            (statement, A, NamedNode(RDF + "Statement")),
            (statement, NamedNode(RDF + "subject"), bearer),
            (statement, NamedNode(RDF + "predicate"), link),
            (statement, NamedNode(RDF + "object"), value),
            (statement, NamedNode(IKG + "modality"), NamedNode(IKG + options["modality"])),
            (statement, NamedNode(IKG + "confidence"), Literal(options["confidence"], datatype=xsd("decimal"))),
            (statement, NamedNode(IKG + "rule"), Literal("hand-made")),
            (statement, NamedNode(PROV + "wasGeneratedBy"), NamedNode(f"{ID}run/0")),
            (statement, NamedNode(IKG + "evidence"), NamedNode(place)),
            (NamedNode(place), A, NamedNode(OA + "SpecificResource")),
            (NamedNode(place), NamedNode(OA + "hasSource"), graph),
            (NamedNode(place), NamedNode(OA + "hasSelector"), NamedNode(place + "#position")),
            (NamedNode(place), NamedNode(OA + "hasSelector"), NamedNode(place + "#quote")),
            (NamedNode(place + "#position"), A, NamedNode(OA + "TextPositionSelector")),
            (NamedNode(place + "#position"), NamedNode(OA + "start"), Literal("12", datatype=number)),
            (NamedNode(place + "#position"), NamedNode(OA + "end"), Literal(str(12 + len(quote)), datatype=number)),
            (NamedNode(place + "#quote"), A, NamedNode(OA + "TextQuoteSelector")),
            (NamedNode(place + "#quote"), NamedNode(OA + "exact"), Literal(quote)),
        ]
        if "negated" in options:
            rows.append((statement, NamedNode(IKG + "negated"), Literal("true", datatype=xsd("boolean"))))
        if "post" in options:
            rows.append((statement, NamedNode(IKG + "postTitle"), Literal(options["post"])))
        for subject, predicate, target in rows:
            yield Quad(subject, predicate, target, graph)

    def _value(self, key: str, target: str) -> NamedNode | Literal:
        if target in self.things:
            return self._iri(target)
        if target in self.articles:
            return self._graph(target)
        if target.startswith("ikg:"):
            return property_iri(target.removeprefix("ikg:"))
        if key in NUMERIC:
            return Literal(target, datatype=xsd("decimal"))
        if key.endswith("On") or key in ("asOf", "periodStart", "periodEnd"):
            return dated(target)
        return Literal(target)

    def _iri(self, name: str) -> NamedNode:
        return NamedNode(self.things[name].get("iri") or f"{ID}thing/{digest(name)}")

    def _graph(self, article: str) -> NamedNode:
        if article not in self.articles:
            raise KeyError(f"no article {article}")
        return NamedNode(f"{ID}article/{digest(article)}")


def digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def xsd(local: str) -> NamedNode:
    return NamedNode(XSD + local)


def dated(text: str) -> Literal:
    return Literal(text, datatype=xsd({4: "gYear", 7: "gYearMonth", 10: "date"}[len(text)]))


def property_iri(key: str) -> NamedNode:
    if key == "label":
        return NamedNode(RDFS + "label")
    prefix, colon, local = key.partition(":")
    return NamedNode({"schema": SCHEMA, "skos": SKOS, "rdf": RDF}[prefix] + local if colon else IKG + key)
