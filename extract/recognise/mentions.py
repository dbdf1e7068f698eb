"""A mention: a stretch of the clean text that names a thing or kind, and which of overlapping mentions wins.

Mentions are kept as `doc._.mentions` by character offsets, not as spaCy spans: LAC's words do not keep to the
edges of names (3C…, EDA…), and spans cannot start inside a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc

from ..stretches import Stretches

# What a finding rests on, from weakest to strongest; of two mentions of the same stretch the stronger wins.
WORD, SHAPE, LISTED, MARKED, DEFINED = range(1, 6)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention. `name` is its canonical form; `concept` the scheme's concept it stands for; `refers` is set for a
    pronoun or short form (该计划, 法案) and says that the name is that of another mention's thing.
    """

    start: int
    end: int
    types: tuple[str, ...]
    name: str
    by: str
    strength: int = SHAPE
    kind_of: str | None = None
    concept: str | None = None
    country: str | None = None
    refers: bool = False

    def __hash__(self) -> int:
        """Few mentions share these; to take all fields, as a dataclass does, takes three times as long."""
        return hash((self.start, self.end, self.name))

    @property
    def is_kind(self) -> bool:
        """Is it a kind spoken of as such?"""
        return self.kind_of is not None

    @property
    def type(self) -> str:
        """The most telling class (the first)."""
        return self.types[0]

    def within(self, other: Mention) -> bool:
        """Does it lie inside the other's stretch?"""
        return other.start <= self.start and self.end <= other.end


def install() -> None:
    """Declare what the recognisers keep on a Doc; once a process."""
    if not Doc.has_extension("mentions"):
        Doc.set_extension("mentions", default=None)
        Doc.set_extension("candidates", default=None)
        Doc.set_extension("aliases", default=None)
        Doc.set_extension("spellings", default=None)  # a name to the other ways in which the article writes it
        Doc.set_extension("coordinated", default=None)
        Doc.set_extension("context", default=None)
        Doc.set_extension("facts", default=None)
        Doc.set_extension("conditions", default=None)


def add(doc: Doc, found: Iterable[Mention]) -> Doc:
    """Note candidates; `settle` chooses among them at the end."""
    new = list(found)  # before they are noted, for what finds them may go through those that were
    doc._.candidates = doc._.candidates or []
    doc._.candidates += new
    return doc


def _rank(mention: Mention) -> tuple[object, ...]:
    """A total order, so that it never matters in which order equals were found; what says more comes first."""
    return (
        mention.start - mention.end,
        -mention.strength,
        mention.start,
        mention.types,
        mention.name,
        mention.by == "again",
        mention.by,
        mention.refers,
        (mention.kind_of is None, mention.kind_of or ""),
        (mention.concept is None, mention.concept or ""),
        (mention.country is None, mention.country or ""),
    )


def settle(candidates: Iterable[Mention]) -> list[Mention]:
    """Choose among overlapping mentions: the longer wins, of equals the stronger; in text order, free of overlaps.

    A whole name is nearly always meant where a part of it could be read too (北京大兴国际机场临空经济示范区).
    """
    ranked = sorted(set(candidates), key=_rank)
    taken = Stretches()
    kept: list[Mention] = []
    for mention in ranked:
        if not taken.meet(mention.start, mention.end):
            taken.add(mention.start, mention.end)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
