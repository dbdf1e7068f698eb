"""The gates between what is proposed and what is stated.

1. place     the quoted words stand in the text, in one stretch that no damage cuts
2. term      predicate, class or slot is one of the contract
3. things    what the fact names is named in the article: a thing that is known already, or one of the class proposed
4. types     subject and object fit domain and range, literals their datatype and list of values; no part is missing
5. values    figures, dates and wordings stand in the quoted words
6. modality  the fact claims no more than the words do: what they only propose is proposed, what they deny denied

What fails is dropped and counted by the gate's name; nothing is mended or guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from spacy.tokens import Doc

from ...ontology.signatures import Signature, fits, signatures, superclasses
from ..cleaning import MARKER, fold
from ..context import Context
from ..dates import find_dates
from ..lexicon.gazetteer import CONTRACT
from ..modality import modality
from ..model import Literal, Modality
from ..quantities import find_quantities, plain
from ..recognise.mentions import Mention
from ..relate.stated import Stated
from .proposal import Proposal

RELATIONS = frozenset(
    {
        "ledBy",
        "hasMember",
        "locatedIn",
        "focusesOn",
        "issuedBy",
        "establishes",
        "administeredBy",
        "basedOn",
        "partOf",
        "fundedBy",
        "holdsPost",
        "issuedOn",
        "establishedOn",
    }
)

# What the contract demands of each several-part fact; without it there is nothing to compare.
FRAMES = {
    "Funding": ("amount",),
    "Observation": ("about", "indicator", "value"),
    "Requirement": ("about", "requirementKind", "label"),
    "Mechanism": ("about", "mechanismKind", "label"),
    "Recommendation": ("label",),
    "Challenge": ("label",),
}
_FUNDER = "fundedBy"  # of a funding too, though its domain is wider

# Found for every fact by other means than a proposal.
_NOT_PROPOSED = frozenset({"madeIn", "indicatorConcept", "usesInstrument"})

_DATES = frozenset({"issuedOn", "establishedOn", "asOf", "periodStart", "periodEnd"})
_WORDINGS = frozenset({"label", "purpose", "unit"})  # said in the very words of the text

# How much a modality claims; words that claim less than a proposal take it down to theirs.
_CLAIMS = {Modality.ASSERTED: 2, Modality.REQUIRED: 1, Modality.PLANNED: 1, Modality.PROPOSED: 0}

_MARKS = re.compile(r"[\s\W_]+")


def frame_slots(frame: str) -> list[str]:
    """Return the properties that a proposed several-part fact may have beside its label, sorted."""
    own = {name for name, signature in signatures().items() if frame in signature.domain} - _NOT_PROPOSED
    return sorted(own | ({_FUNDER} if frame == "Funding" else set()))


class _Refused(Exception):  # noqa: N818  no fault: one gate's answer
    """A gate's answer; the argument is its name."""


@dataclass(slots=True)
class Admission:
    """What came through: facts and the things they name first; and how many proposals each gate refused."""

    facts: list[Stated] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)


def admit(doc: Doc, proposals: Iterable[Proposal], rule: str) -> Admission:
    """Let the proposals through the gates; `rule` is the name under which their facts are stated."""
    gates = _Gates(doc, rule)
    found = list(proposals)
    for proposal in found:
        if proposal.p == "rdf:type":
            gates.classes.setdefault(_folded(proposal.s), proposal.o.removeprefix("ikg:"))
    for proposal in found:
        try:
            gates.admission.facts += gates.state(proposal)
        except _Refused as refused:
            gates.admission.refused[str(refused)] += 1
    return gates.admission


def _folded(text: str) -> str:
    return _MARKS.sub("", text).casefold()


class _Gates:
    """The gates of one Doc."""

    def __init__(self, doc: Doc, rule: str) -> None:
        self.text = doc.text
        self.context: Context = doc._.context
        self.rule = rule
        self.classes: dict[str, str] = {}
        self.admission = Admission()
        self.known: dict[str, Mention] = {}
        for mention in doc._.mentions or ():
            for name in (mention.name, self.text[mention.start : mention.end]):
                self.known.setdefault(_folded(name), mention)
        by_name = {mention.name: mention for mention in doc._.mentions or ()}
        for alias in doc._.aliases or ():
            if alias.name in by_name:
                self.known.setdefault(_folded(alias.text), by_name[alias.name])

    def state(self, proposal: Proposal) -> list[Stated]:
        """Return the fact as stated (a thing's class states nothing further); raise _Refused."""
        start, end = self.place(proposal.evidence)
        if proposal.frame:
            return [self.frame(proposal, start, end)]
        if proposal.p == "rdf:type":
            self.thing(proposal.s, start, end)
            return []
        name = proposal.p.removeprefix("ikg:")
        if proposal.p != f"ikg:{name}" or name not in RELATIONS:
            raise _Refused("term")
        signature = signatures()[name]
        subject = self.fitting(proposal.s, signature.domain, start, end)
        value = self.value(name, signature, proposal.o, start, end)
        if isinstance(value, Mention) and (value.name, value.types) == (subject.name, subject.types):
            raise _Refused("types")
        title = proposal.postTitle if name == "holdsPost" else ""
        if title and title not in self.text[start:end]:
            raise _Refused("values")
        how, negated = self.modality(proposal, start, end)
        return [
            Stated(
                proposal.p,
                self.rule,
                *self.around(start, end),
                subject=subject,
                object=value,
                modality=how,
                negated=negated,
                confidence=round(proposal.confidence, 2),
                annotations=(("ikg:postTitle", Literal(title, lang="zh-Hans")),) if title else (),
            )
        ]

    def frame(self, proposal: Proposal, start: int, end: int) -> Stated:
        """A several-part fact with every slot through its gates."""
        name = proposal.frame.removeprefix("ikg:")
        if proposal.frame != f"ikg:{name}" or name not in FRAMES:
            raise _Refused("term")
        if not set(FRAMES[name]) <= {slot for slot, _ in proposal.slots}:
            raise _Refused("parts")
        slots: list[tuple[str, Mention | Literal | None]] = [
            (_curie(slot), self.slot(name, slot, value, start, end)) for slot, value in proposal.slots
        ]
        if name == "Recommendation":
            slots.append(("ikg:madeIn", None))
        how, negated = self.modality(proposal, start, end)
        return Stated(
            "rdf:type",
            self.rule,
            *self.around(start, end),
            object=None,
            frame=name,
            slots=tuple(slots),
            modality=Modality.PROPOSED if name == "Recommendation" else how,
            negated=negated,
            confidence=round(proposal.confidence, 2),
        )

    def slot(self, frame: str, name: str, value: str, start: int, end: int) -> Mention | Literal:
        """One slot's value."""
        if name == "label":
            return self.wording(value, start, end)
        signature = signatures().get(name)
        if signature is None or name not in frame_slots(frame):
            raise _Refused("term")
        return self.value(name, signature, value, start, end)

    def place(self, quote: str) -> tuple[int, int]:
        """Gate 1: where the quoted words stand, at their first place, in whichever script and width they are quoted."""
        quote = fold(quote)
        at = self.text.find(quote)
        if at < 0 or not _folded(quote):
            raise _Refused("place")
        if MARKER in quote:
            raise _Refused("damage")
        return at, at + len(quote)

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence that the words stand in, as our own rules give it; the words alone where they span several."""
        sentence = self.context.sentence_at(start)
        return (sentence.start, sentence.end) if sentence.start <= start and end <= sentence.end else (start, end)

    def thing(self, name: str, start: int, end: int) -> Mention:
        """Gate 3: the thing of a name; a new one must be named in the text, at best in the quoted words."""
        known = self.known.get(_folded(name))
        if known is not None:
            return known
        kind = self.classes.get(_folded(name), "")
        at = self.text.find(name, start, end)
        if at < 0:
            at = self.text.find(name)
        if at < 0 or not _folded(name):
            raise _Refused("things")
        classes = [kind, *sorted(superclasses(kind) & set(CONTRACT) - {kind})]
        if not kind or not set(classes) & set(CONTRACT) or "Kind" in classes:
            raise _Refused("types")
        ordered = sorted(classes, key=lambda c: (c not in CONTRACT, c))
        mention = Mention(at, at + len(name), tuple(ordered), name, by=self.rule)
        self.known[_folded(name)] = mention
        self.admission.mentions.append(mention)
        return mention

    def fitting(self, name: str, allowed: frozenset[str], start: int, end: int) -> Mention:
        """Gate 4 for a thing."""
        mention = self.thing(name, start, end)
        if not fits(mention.types, allowed):
            raise _Refused("types")
        return mention

    def value(self, name: str, signature: Signature, value: str, start: int, end: int) -> Mention | Literal:
        """Gates 4 and 5 for what stands on the right of a property."""
        if not signature.literal:
            return self.fitting(value, signature.range, start, end)
        if signature.choices and value not in signature.choices:
            raise _Refused("types")
        if name in _DATES:
            return self.date(value, start, end)
        if signature.datatype == "xsd:decimal":
            return self.figure(value, start, end)
        if name == "currency":
            if not re.fullmatch(r"[A-Z]{3}", value):
                raise _Refused("types")
            return Literal(value)
        if name in _WORDINGS:
            return self.wording(value, start, end)
        return Literal(value) if signature.choices else Literal(value, lang="zh-Hans")

    def wording(self, value: str, start: int, end: int) -> Literal:
        if not _folded(value) or _folded(value) not in _folded(self.text[start:end]):
            raise _Refused("values")
        return Literal(value, lang="zh-Hans")

    def figure(self, value: str, start: int, end: int) -> Literal:
        try:
            wanted = plain(Decimal(value))
        except InvalidOperation:
            raise _Refused("types") from None
        if all(found.value != wanted for found in find_quantities(self.text[start:end])):
            raise _Refused("values")
        return Literal(str(wanted), "decimal")

    def date(self, value: str, start: int, end: int) -> Literal:
        for found in find_dates(self.text[start:end], self.context.base):
            for literal in (found.literal, found.until):
                if literal is not None and literal.value == value:
                    return literal
        raise _Refused("values")

    def modality(self, proposal: Proposal, start: int, end: int) -> tuple[Modality, bool]:
        """Gate 6: the weaker of what is claimed and what the words say."""
        how, negated = modality(self.context, start, end)
        weaker = min(proposal.modality, how, key=_CLAIMS.__getitem__)
        return weaker, negated or proposal.negated


def _curie(slot: str) -> str:
    return "rdfs:label" if slot == "label" else f"ikg:{slot}"
