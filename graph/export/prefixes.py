"""The prefixes of exports: the ontology's, and one for each sort of our own IRIs."""

from __future__ import annotations

from ...ontology.namespaces import ID, PREFIXES

# A local name may not hold a slash unescaped, so `id:` alone would not do.
SORTS = (
    "article",
    "body",
    "evidence",
    "fact",
    "field",
    "import",
    "kind",
    "nanopub",
    "region",
    "run",
    "scheme",
    "statement",
    "thing",
)
EXPORT_PREFIXES = dict(
    sorted({**{p: iri for p, iri in PREFIXES.items() if p != "id"}, **{s: f"{ID}{s}/" for s in SORTS}}.items())
)
