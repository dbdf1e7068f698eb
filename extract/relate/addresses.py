"""Where bodies are by their addresses: see `recognise.addressed`."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from ..context import Context
from ..recognise.addressed import addresses
from .patterns import ORGANIZATIONS
from .stated import Stated


def by_address(doc: Doc, context: Context) -> Iterator[Stated]:
    """State the place of each body whose address the text gives."""
    bodies = {m.end: m for m in doc._.mentions if not m.is_kind and not ORGANIZATIONS.isdisjoint(m.types)}
    for address in addresses(doc):
        body = bodies.get(address.end)
        if body is not None:
            sentence = context.sentence_at(body.start)
            yield Stated(
                "ikg:locatedIn",
                "located-by-address",
                sentence.start,
                sentence.end,
                subject=body,
                object=address.place,
                confidence=0.95,
            )
