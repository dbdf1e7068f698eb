"""What the rooms of the extractor hand to each other: articles, mentions, things and facts, with their places.

Every offset counts Unicode code points. Two texts exist for an article: the *stored* text, what its bytes decode to,
which evidence points into; and the *clean* text that is analysed (`cleaning.CleanText`), which maps back to it.
Everything here is plain, immutable data that can be pickled and compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

ARTICLE_KEY = "article"


class Modality(StrEnum):
    """How an article puts a fact; the value is the local name of the individual of the ontology."""

    ASSERTED = "Asserted"
    PLANNED = "Planned"
    REQUIRED = "Required"
    PROPOSED = "Proposed"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch [start, end) of the stored text, in code points."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a stretch of an article is; only content is read for facts."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_ROW = "table-row"
    METADATA = "metadata"  # byline, date and source lines, notes on the authors
    BOILERPLATE = "boilerplate"  # navigation, share buttons, footers


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like stretch of the stored text.

    `level` is the depth of a heading by its Chinese number (一、 = 1, （一） = 2, 1. = 3, 一是 = 4), 0 elsewhere.
    `cells` are the spans of a table row's cells, in order; the table's head row has `level` 1.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    cells: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A value that the article or its page states; `span` is None where only the page's markup or a side file does."""

    value: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """A named author, with the bodies and posts that the byline or the note on the authors gives."""

    name: Found
    affiliations: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What an article says of itself. Dates are ISO 8601, as exact as stated: 2024, 2024-07 or 2024-07-21.

    `replaces` is the name of the article whose place this one takes; only a side file or a corpus's field says so.
    """

    title: Found | None = None
    published: Found | None = None
    publisher: Found | None = None
    issue: Found | None = None
    source: Found | None = None
    replaces: Found | None = None
    authors: tuple[Author, ...] = ()


# A notice of this code says that a service did not answer, so that the same article may give more another time.
UNANSWERED = "unanswered"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader left out or was unsure of: what, where, what to do, in one line."""

    code: str  # stable slug, counted in the build's report: "undecodable", "damaged", "boilerplate", …
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as read: its stored text, its structure and what it says of itself.

    `identifier` is its path relative to the folder (or archive) given, with forward slashes: `dcterms:identifier`.
    `other_sources` are the addresses (or names) of further copies of it; a build adds them.
    """

    identifier: str
    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata = field(default_factory=Metadata)
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    notices: tuple[Notice, ...] = ()
    other_sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the stored text states a fact; `quote` is the stored text at `span`."""

    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class Name:
    """A label of a thing: `lang` is a BCP 47 tag (zh-Hans, zh-Hant, en) or "" where none fits (an acronym)."""

    text: str
    lang: str = "zh-Hans"


@dataclass(frozen=True, slots=True)
class Thing:
    """A named thing or kind as one article knows it.

    `key` is unique within the article. `types` are local names of classes (a kind has "Kind"); `kind_of` the class that
    a kind is a kind of. `concept` is the IRI of the scheme's concept (region, field, public body, kind) that the name
    stands for, if any. `evidence` are its mentions, in text order; `country` is the IRI of the region whose body it is,
    where the text makes that clear (it keeps the ministries of two countries apart).
    """

    key: str
    types: tuple[str, ...]
    name: str
    names: tuple[Name, ...] = ()
    kind_of: str | None = None
    concept: str | None = None
    country: str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Literal:
    """A value with its XML Schema datatype's local name (gYear, gYearMonth, date, decimal, string …) or a language."""

    value: str
    datatype: str = "string"
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of one article; a plain `str` subject, object or slot value is the key of a thing of the article.

    `predicate` is a CURIE of the contract (ikg:ledBy, schema:author, skos:altLabel, rdf:type), as is the object of a
    fact that states a class. A several-part fact has the predicate rdf:type, the local name of its class in `frame`
    (Observation, Funding …), no subject, and its properties, CURIE and value, in `slots`. The subject ARTICLE_KEY is
    the article itself.
    """

    predicate: str
    rule: str
    evidence: tuple[Evidence, ...]
    subject: str = ""
    object: str | Literal = ""
    frame: str = ""
    slots: tuple[tuple[str, str | Literal], ...] = ()
    modality: Modality = Modality.ASSERTED
    negated: bool = False
    confidence: float = 0.8
    annotations: tuple[tuple[str, Literal], ...] = ()  # on the statement, e.g. ikg:postTitle


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article yields. A pure function of the article's bytes, its identifier and the settings.

    `fingerprint` is the signature by which copies of the article are found (`duplicates.fingerprint`).
    """

    article: Article
    things: tuple[Thing, ...]
    facts: tuple[Fact, ...]
    notices: tuple[Notice, ...] = ()
    fingerprint: tuple[int, ...] = ()
