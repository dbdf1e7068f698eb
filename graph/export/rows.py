"""The tables of an export: their columns, and their rows read from a graph.

things    every thing that articles mention or facts name
facts     every statement: a fact as one article puts it
parts     the parts of facts with several parts (funding, observations …), one a row
evidence  the sentences that state each statement
articles  the articles
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from itertools import groupby

import pyoxigraph as ox

from ...ontology import terms
from ...ontology.namespaces import ID, shorten
from ..graph import RDF_TYPE, Term, text_of
from .reading import Reading
from .sorting import sorted_texts

# Between the values of a cell that holds several.
SEPARATOR = "; "

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


class Sort(StrEnum):
    """What a column's cells are."""

    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, what its cells are, and what they tell."""

    name: str
    sort: Sort
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, its columns, and what reads its rows, in order."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[Reading], Iterator[Row]]


def _things(reading: Reading) -> Iterator[Row]:
    graph = reading.graph
    for iri in named_things(reading):
        node = ox.NamedNode(iri)
        label, *others = graph.names_of(iri) or ("",)
        mentions = {
            graph.source(q.subject.value)[0]
            for q in graph.quads(None, terms.mentions, node)
            if isinstance(q.subject, ox.NamedNode)
        }
        kinds = [shorten(term.value) for term in graph.values(node, RDF_TYPE) if isinstance(term, ox.NamedNode)]
        yield iri, label, SEPARATOR.join(others), SEPARATOR.join(kinds), len(mentions), SEPARATOR.join(sorted(mentions))


def named_things(reading: Reading) -> Iterator[str]:
    """Yield the IRIs of the things that articles mention or facts of two things name, but the articles, sorted."""
    for iri in sorted_texts(_named(reading)):
        node = ox.NamedNode(iri)
        if next(reading.graph.quads(node, RDF_TYPE, terms.Article, node), None) is None:
            yield iri


def _named(reading: Reading) -> Iterator[str]:
    """Yield what articles mention or facts of two things name, as often as they do."""
    for quad in reading.graph.quads(None, terms.mentions):
        if isinstance(quad.object, ox.NamedNode):
            yield quad.object.value
    for entry in reading.statements():
        for term in () if entry.is_composite else (entry.subject, entry.object):
            if isinstance(term, ox.NamedNode) and term.value.startswith(ID):
                yield term.value


def _facts(reading: Reading) -> Iterator[Row]:
    for entry in reading.statements():
        value = reading.value(entry.object)
        yield (
            entry.iri,
            entry.subject.value,
            reading.name(entry.subject),
            shorten(entry.predicate.value),
            reading.value(entry.predicate).text,
            value.iri or None,
            value.text,
            entry.modality,
            entry.negated,
            None if entry.confidence is None else float(entry.confidence),
            entry.rule,
            entry.post_title or None,
        )


def _parts(reading: Reading) -> Iterator[Row]:
    composites = (f"{e.subject.value} {text_of(e.object)}" for e in reading.statements() if e.is_composite)
    for iri, lines in groupby(sorted_texts(composites), key=lambda line: line.partition(" ")[0]):
        class_ = next(lines).partition(" ")[2]
        quads = reading.graph.quads(ox.NamedNode(iri))
        pairs = {(quad.predicate, quad.object) for quad in quads if quad.predicate != RDF_TYPE}
        for predicate, term in sorted(pairs, key=lambda pair: (pair[0].value, str(pair[1]))):
            value = reading.value(term)
            yield iri, shorten(class_), shorten(predicate.value), value.iri or None, value.text, number_of(term)


def _evidence(reading: Reading) -> Iterator[Row]:
    for entry in reading.statements():
        for place in entry.places:
            yield entry.iri, place.article, place.title, place.start, place.end, place.quote


def _articles(reading: Reading) -> Iterator[Row]:
    for article in reading.graph.articles():
        yield article.iri, article.identifier, article.title, article.published or None, article.publisher or None


def number_of(term: Term) -> float | None:
    """Return a literal's number, None where it is none."""
    if not isinstance(term, ox.Literal) or not term.datatype.value.endswith(
        ("#decimal", "#integer", "#double", "#float")
    ):
        return None
    try:
        return float(Decimal(term.value))
    except InvalidOperation:
        return None


TABLES: tuple[Table, ...] = (
    Table(
        "things",
        (
            Column("thing", Sort.TEXT, "IRI"),
            Column("name", Sort.TEXT, "full name in simplified Chinese"),
            Column("other_names", Sort.TEXT, "short forms, acronyms and original names"),
            Column("classes", Sort.TEXT, "classes"),
            Column("articles", Sort.INTEGER, "how many articles mention it"),
            Column("mentioned_in", Sort.TEXT, "identifiers of those articles"),
        ),
        _things,
    ),
    Table(
        "facts",
        (
            Column("statement", Sort.TEXT, "IRI of the statement; joins with evidence"),
            Column(
                "subject", Sort.TEXT, "IRI of a thing, or of a fact with several parts; joins with things and parts"
            ),
            Column("subject_name", Sort.TEXT, "its name"),
            Column("predicate", Sort.TEXT, "property; rdf:type for a fact with several parts"),
            Column("predicate_name", Sort.TEXT, "its Chinese label"),
            Column("object", Sort.TEXT, "IRI of a thing or class; empty for a literal"),
            Column("object_name", Sort.TEXT, "its name, or the literal"),
            Column("modality", Sort.TEXT, "Asserted, Planned, Required or Proposed"),
            Column("negated", Sort.BOOLEAN, "true where the article denies it"),
            Column("confidence", Sort.NUMBER, "0 to 1"),
            Column("rule", Sort.TEXT, "the rule that found it"),
            Column("post_title", Sort.TEXT, "title of the post, for ikg:holdsPost"),
        ),
        _facts,
    ),
    Table(
        "parts",
        (
            Column("fact", Sort.TEXT, "IRI of the fact; the subject in facts"),
            Column("class", Sort.TEXT, "its class"),
            Column("property", Sort.TEXT, "which part"),
            Column("value", Sort.TEXT, "IRI of a thing; empty for a literal"),
            Column("value_name", Sort.TEXT, "its name, or the literal"),
            Column("value_number", Sort.NUMBER, "the literal as a number, where it is one"),
        ),
        _parts,
    ),
    Table(
        "evidence",
        (
            Column("statement", Sort.TEXT, "IRI of the statement"),
            Column("article", Sort.TEXT, "identifier of the article"),
            Column("article_title", Sort.TEXT, "its title"),
            Column("start", Sort.INTEGER, "where the quote starts in the stored text, in code points"),
            Column("end", Sort.INTEGER, "where it ends"),
            Column("quote", Sort.TEXT, "the words that state it"),
        ),
        _evidence,
    ),
    Table(
        "articles",
        (
            Column("article", Sort.TEXT, "IRI"),
            Column("identifier", Sort.TEXT, "file name"),
            Column("title", Sort.TEXT, "title"),
            Column("published", Sort.TEXT, "date, as exact as stated"),
            Column("publisher", Sort.TEXT, "publisher"),
        ),
        _articles,
    ),
)
