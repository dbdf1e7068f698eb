"""The form of a proposal, which is that of a line of gold: a relation (`s`, `p`, `o`) or a `frame` and its slots."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ..model import Modality

# What an extractor that says nothing of its certainty is taken for: right three times in five.
DEFAULT_CONFIDENCE = 0.6

# Longer words are no evidence for one fact but a chapter; a longer name is a sentence.
MAX_EVIDENCE = 600
MAX_VALUE = 300

_NOT_SLOTS = frozenset({"s", "p", "o", "frame", "evidence", "modality", "negated", "confidence", "postTitle"})


class BadProposalError(ValueError):
    """What was proposed has not the form of a proposal; the message says what is wrong with it."""


class Proposal(BaseModel):
    """One proposed fact. `p` and `frame` are CURIEs (ikg:ledBy, rdf:type, ikg:Funding); `slots` hang on a frame."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    s: str = Field("", max_length=MAX_VALUE)
    p: str = Field("", max_length=MAX_VALUE)
    o: str = Field("", max_length=MAX_VALUE)
    frame: str = Field("", max_length=MAX_VALUE)
    slots: tuple[tuple[str, str], ...] = ()
    evidence: str = Field(min_length=1, max_length=MAX_EVIDENCE)
    modality: Modality = Modality.ASSERTED
    negated: bool = False
    confidence: float = Field(DEFAULT_CONFIDENCE, ge=0, le=1)
    postTitle: str = Field("", max_length=MAX_VALUE)  # noqa: N815  the vocabulary's own name


def parse(line: Any) -> Proposal:
    """Return the proposal that a decoded JSON object stands for; raise BadProposalError."""
    if not isinstance(line, Mapping):
        raise BadProposalError("is no JSON object")
    slots = {str(key): value for key, value in line.items() if key not in _NOT_SLOTS}
    if any(isinstance(value, bool) or not isinstance(value, str | int | float) for value in slots.values()):
        raise BadProposalError("a slot is neither text nor a number")
    try:
        proposal = Proposal(
            **{key: value for key, value in line.items() if key in _NOT_SLOTS and value is not None},
            slots=tuple(sorted((key, str(value)) for key, value in slots.items())),
        )
    except ValidationError as fault:
        first = fault.errors()[0]
        raise BadProposalError(f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    if proposal.frame:
        if any(len(value) > MAX_VALUE for _, value in proposal.slots):
            raise BadProposalError("a slot is too long")
    elif not (proposal.s and proposal.p and proposal.o):
        raise BadProposalError("has neither a frame nor s, p and o")
    elif proposal.slots:
        raise BadProposalError(f"a relation has no {proposal.slots[0][0]!r}")
    return proposal
