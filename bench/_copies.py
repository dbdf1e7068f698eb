"""A large graph of real structure: the articles of a small one over and over, each copy with IRIs and names of its own.

What belongs to articles (the articles, their statements, evidence, facts and things) is copied; the concepts of the
schemes, which a larger corpus would share too, stay one. A copied name or identifier bears its copy's mark, so that
asking for a thing by name finds one thing, as in a corpus of so many different articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from innokg.ontology.namespaces import DCTERMS, ID, SKOS

COPIED = tuple(f"{ID}{part}/" for part in ("article", "statement", "evidence", "fact", "thing"))
# Stands in the template where a copy's mark goes; no N-Quads text holds it.
PLACE = "\0"
# The mark comes first: what is taken in the order of IRIs is then of all sorts, and not the copies of one thing.
_IRI = re.compile(rf"<({re.escape(ID)}(?:article|statement|evidence|fact|thing)/)")
_NAMES = "|".join(re.escape(iri) for iri in (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{DCTERMS}identifier"))
_NAME = re.compile(rf'^(<[^>]*\0[^>]*> <(?:{_NAMES})> ")', re.MULTILINE)


def mark(copy: int) -> str:
    """Return what the names and IRIs of a copy bear; all marks are of one length, and none is part of another."""
    return f"{copy:05x}x"


def template(quads: Iterable[ox.Quad]) -> str:
    """Return the quads of articles as N-Quads with a place for the copy's mark."""
    articles = [q for q in quads if isinstance(q.graph_name, ox.NamedNode) and q.graph_name.value.startswith(COPIED)]
    text = _written(articles).decode()
    return _NAME.sub(rf"\g<1>{PLACE}", _IRI.sub(rf"<\g<1>{PLACE}", text))


def copies(quads: Iterable[ox.Quad], number: int) -> Iterator[bytes]:
    """Yield N-Quads: the quads themselves, then those of the articles `number` - 1 times more."""
    quads = list(quads)
    yield _written(quads)
    text = template(quads)
    for copy in range(1, number):
        yield text.replace(PLACE, mark(copy)).encode()


def fill(store: ox.Store, quads: Iterable[ox.Quad], number: int) -> None:
    """Load the copies into a store, in pieces that memory bears."""
    for piece in _pieces(copies(quads, number)):
        store.bulk_load(piece, format=ox.RdfFormat.N_QUADS)
    store.optimize()


def _written(quads: Iterable[ox.Quad]) -> bytes:
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""


def _pieces(texts: Iterator[bytes], size: int = 1 << 28) -> Iterator[bytes]:
    piece: list[bytes] = []
    length = 0
    for text in texts:
        piece.append(text)
        length += len(text)
        if length >= size:
            yield b"".join(piece)
            piece, length = [], 0
    if piece:
        yield b"".join(piece)
