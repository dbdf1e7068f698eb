"""Who issued a document, and when, from its own title and number: 《国务院关于…的意见》(国发〔2020〕7号)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context
from ..lexicon import words
from ..model import Literal
from ..recognise.concepts import scan
from ..recognise.countries import CHINA
from ..recognise.levels import full_region, region_of_level
from ..recognise.mentions import Mention
from ..recognise.organisations import bodies_of_place, type_by_ending
from .stated import Stated, state

ISSUED_BY, ISSUED_ON = "ikg:issuedBy", "ikg:issuedOn"

# What a title begins with before what it is about: the bodies that issued it.
_LEAD = re.compile(r"(?P<bodies>[^《》〈〉]{2,80}?)[\s、]*(?:(?:办公厅|办公室)?(?:联合)?印发)?(?:《|〈)?关于")
_AND = re.compile(r"[、\s]+|(?<=[厅局委府部院会办])(?:和|与|及|会同)")
_OFFICE = re.compile(r"(?<=[府部委])(?:办公厅|办公室)$")

# The number that a document has behind its title: (国发〔2020〕7号); its year is that of issue.
_NUMBER = re.compile(r"\s*\([一-鿿]{2,12}?[字发规函办]?[〔\[﹝【(](?P<year>(?:19|20)\d\d)[〕\]﹞】)]\s*第?\d{1,5}号")

# The year of a number says less than a date in the text, which goes before it.
OF_NUMBER = 0.85


@Language.component("innokg_title_issuers")
def relate_titles(doc: Doc) -> Doc:
    """State issuedBy for every policy whose title begins with the bodies that issued it, issuedOn by its number."""
    context: Context = doc._.context
    return state(doc, [*_issuers(doc, context), *_years(doc, context)])


def _issuers(doc: Doc, context: Context) -> Iterator[Stated]:
    seen: set[str] = set()
    for policy in doc._.mentions:
        if policy.by != "titles" or policy.name in seen:
            continue
        seen.add(policy.name)
        sentence = context.sentence_at(policy.start)
        for body in _bodies(doc.text, policy):
            yield Stated(ISSUED_BY, "issued-by-title", sentence.start, sentence.end, policy, body, confidence=0.95)


def _bodies(text: str, policy: Mention) -> list[Mention]:
    """The bodies that a title begins with, up to 关于; none where anything else stands between."""
    lead = _LEAD.match(policy.name)
    names = [name for part in _AND.split(lead["bodies"]) for name in _apart(part)] if lead else []
    bodies = [_body(policy, _whole(text, name)) for name in names]
    return [body for body in bodies if body] if all(bodies) else []


def _apart(names: str) -> list[str]:
    """Names that run together where the spaces between them got lost (科技部财政部), each by itself."""
    found, at = list[str](), 0
    for start, end, concept in scan(names):
        if start != at or "Agency" not in concept.types:
            break
        found.append(names[start:end])
        at = end
    return found if at == len(names) else bodies_of_place(names)


def _whole(text: str, name: str) -> str:
    """The name with its province or city, where it has its level alone (省科技厅) and the article tells whose it is."""
    level = name[0] if name[0] in "省市" else ""
    region = region_of_level(text, level) if level else None
    return full_region(region, level) + name[1:] if region else name


def _body(policy: Mention, name: str) -> Mention | None:
    """The public body of a name: one that a scheme knows, else one that its last word tells."""
    whole = next((c for start, end, c in scan(name) if (start, end) == (0, len(name)) and "Agency" in c.types), None)
    if whole is not None:
        return Mention(policy.start, policy.end, whole.types, whole.name, by="concepts", concept=whole.iri)
    if (plain := _OFFICE.sub("", name)) != name and (body := _body(policy, plain)) and body.concept:
        return body  # 国务院办公厅 is known; the office of another body issues for it
    if type_by_ending(name) != "Agency" or len(name) < MIN_BODY or name in words("words", "sorts_of_bodies"):
        return None
    return Mention(policy.start, policy.end, ("Agency",), name, by="titles", country=CHINA)


# A shorter name is a sort of body (省政府, 市委).
MIN_BODY = 4


def _years(doc: Doc, context: Context) -> Iterator[Stated]:
    """The year in a document's number, where nothing else tells when it was issued."""
    dated = {fact.subject.name for fact in doc._.facts or () if fact.predicate == ISSUED_ON and fact.subject}
    for policy in doc._.mentions:
        number = _NUMBER.match(doc.text, policy.end) if policy.type == "Policy" else None
        if number and policy.name not in dated:
            sentence = context.sentence_at(policy.start)
            year = Literal(number["year"], "gYear")
            at = sentence.start, sentence.end
            yield Stated(ISSUED_ON, "issued-on-number", *at, policy, year, confidence=OF_NUMBER)
