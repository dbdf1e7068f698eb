"""A fact as the relating components state it on a Doc, before things get keys and places are mapped back."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from ..model import Literal, Modality
from ..recognise.mentions import Mention


@dataclass(frozen=True, slots=True)
class Stated:
    """One fact on the clean text; `subject` None is the article itself, so is a slot's None.

    A several-part fact has `frame` and `slots`.
    """

    predicate: str
    rule: str
    start: int
    end: int
    subject: Mention | None = None
    object: Mention | Literal | None = None
    frame: str = ""
    slots: tuple[tuple[str, Mention | Literal | None], ...] = ()
    modality: Modality = Modality.ASSERTED
    negated: bool = False
    confidence: float = 0.8
    annotations: tuple[tuple[str, Literal], ...] = ()
    figure: int | None = None  # where the figure stands that it tells: no other fact tells it


def state(doc: Doc, facts: list[Stated]) -> Doc:
    """Add facts to a Doc."""
    doc._.facts = [*(doc._.facts or ()), *facts]
    return doc


def figures(doc: Doc) -> frozenset[int]:
    """Where the figures stand that facts stated so far tell."""
    return frozenset(fact.figure for fact in doc._.facts or () if fact.figure is not None)
