"""Who issued a document, from its own title: 《国务院关于…的意见》."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context
from ..recognise.concepts import scan
from ..recognise.mentions import Mention
from .stated import Stated, state

_ABOUT = re.compile(r"[\s、]*(?:办公厅)?(?:印发)?关于")


@Language.component("innokg_title_issuers")
def relate_titles(doc: Doc) -> Doc:
    """State issuedBy for every policy whose title begins with the bodies that issued it."""
    return state(doc, list(_issuers(doc, doc._.context)))


def _issuers(doc: Doc, context: Context) -> Iterator[Stated]:
    seen: set[str] = set()
    for policy in doc._.mentions:
        if policy.by != "titles" or policy.name in seen:
            continue
        seen.add(policy.name)
        sentence = context.sentence_at(policy.start)
        for body in _bodies(policy):
            yield Stated("ikg:issuedBy", "issued-by-title", sentence.start, sentence.end, policy, body, confidence=0.95)


def _bodies(policy: Mention) -> list[Mention]:
    """The bodies that a title begins with, up to 关于; none where anything else stands between."""
    bodies: list[Mention] = []
    at = 0
    for start, end, concept in scan(policy.name):
        if "Agency" not in concept.types or policy.name[at:start].strip("、 "):
            break
        bodies.append(
            Mention(policy.start, policy.end, concept.types, concept.name, by="concepts", concept=concept.iri)
        )
        at = end
    return bodies if bodies and _ABOUT.match(policy.name, at) else []
