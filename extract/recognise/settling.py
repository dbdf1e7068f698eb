"""Settle the candidates: choose among overlapping findings, leave out passing kinds, name the country of bodies."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon.gazetteer import gazetteer
from .countries import with_country
from .mentions import MARKED, Mention, settle

# Kinds of these official sorts are kinds even when an article names them once.
_OFFICIAL = ("国家", "国际", "具有", "省级", "综合性")

# An unknown, unofficial kind must be spoken of at least this often; once is a turn of phrase (绿色协同创新共同体).
MIN_KIND = 2


@Language.component("innokg_settle")
def settle_mentions(doc: Doc) -> Doc:
    """Keep the winning mentions in text order as `doc._.mentions`."""
    mentions = settle(doc._.candidates or ())
    counts = Counter(m.name for m in mentions if m.is_kind)
    kept = with_country(doc, [m for m in mentions if not m.is_kind or _is_spoken_of(m, counts)])
    doc._.mentions = _with_prefix(kept)
    return doc


def _with_prefix(mentions: list[Mention]) -> list[Mention]:
    """A name that elsewhere in the article begins with 国家 is the same name: …发展工程 and 国家…发展工程."""
    names = {(m.type, m.name) for m in mentions if not m.is_kind}
    return [
        replace(m, name="国家" + m.name) if not m.is_kind and (m.type, "国家" + m.name) in names else m
        for m in mentions
    ]


def _is_spoken_of(kind: Mention, counts: Counter[str]) -> bool:
    return (
        kind.concept is not None
        or kind.strength >= MARKED
        or kind.name in gazetteer().by_label
        or counts[kind.name] >= MIN_KIND
        or kind.name.startswith(_OFFICIAL)
    )
