"""The way of one article through the extractor.

1. clean     stored text to clean text, with the map back          (cleaning)
2. analyse   words, tags, sentences                                (analyser: LAC as spaCy's tokenizer)
3. recognise names and kinds, aliases, which of overlapping wins   (recognise, spaCy components)
4. refer     pronouns and short forms to the things they mean      (coreference, spaCy component)
5. relate    facts, by rules that are data, and by quantities      (relate, spaCy components)
6. propose   what other extractors asked for propose, through the gates (proposals; none by default)
7. collect   mentions to things, places back to the stored text    (collect)
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from . import analyser, coreference  # noqa: F401  registers the tokenizer and components
from .cleaning import clean
from .collect import collect
from .context_making import make_context
from .duplicates import fingerprint
from .model import Article, Extraction
from .proposals import Proposer
from .proposals.component import add as add_proposers
from .recognise import (  # noqa: F401  registers the components
    addressed,
    apposed,
    concepts,
    coordination,
    definitions,
    facilities,
    glossed,
    inner_originals,
    introduced,
    issued,
    latin_bodies,
    levels,
    listed_bodies,
    listed_names,
    mentions,
    names,
    offices,
    organisations,
    persons,
    programmes,
    quoted,
    set_up,
    settling,
    shared_heads,
    sorts,
    tables,
    titles,
)
from .recognise import places as place_names  # noqa: F401
from .relate import (  # noqa: F401
    challenges,
    documents,
    fields,
    funding,
    mechanisms,
    name_fields,
    name_parts,
    notices,
    observations,
    own,
    places,
    posts,
    recommendations,
    requirements,
    rules,
)
from .relate import tables as table_facts  # noqa: F401
from .relate import titles as title_issuers  # noqa: F401
from .structure.study import has_front_matter

# What finds names and kinds, in order: later ones build on earlier findings.
RECOGNISERS = (
    "innokg_concepts",
    "innokg_places",
    "innokg_titles",
    "innokg_quoted",
    "innokg_inner_originals",
    "innokg_tables",
    "innokg_organisations",
    "innokg_levels",
    "innokg_offices",
    "innokg_programmes",
    "innokg_names",
    "innokg_sorts",
    "innokg_introduced",
    "innokg_issued",
    "innokg_apposed",
    "innokg_shared_heads",
    "innokg_persons",
    "innokg_listed_bodies",
    "innokg_listed_names",
    "innokg_addressed",
    "innokg_facilities",
    "innokg_set_up",
    "innokg_latin_bodies",
    "innokg_glossed",
    "innokg_definitions",
    "innokg_settle",
    "innokg_coordinate",
    "innokg_refer",
)

# What states facts about them.
RELATERS = (
    "innokg_own",
    "innokg_fields",
    "innokg_context",
    "innokg_relate",
    "innokg_name_fields",
    "innokg_name_parts",
    "innokg_funding",
    "innokg_recommend",
    "innokg_require",
    "innokg_mechanisms",
    "innokg_posts",
    "innokg_challenges",
    "innokg_located",
    "innokg_table_facts",
    "innokg_title_issuers",
    "innokg_documents",
    "innokg_notices",
    "innokg_observe",
)


@cache
def pipeline(proposers: tuple[Proposer, ...] = ()) -> Language:
    """Return the spaCy pipeline, with the proposers asked for behind it; made once a process. Raises ProposerError."""
    mentions.install()
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "innokg.LacTokenizer.v1"}}})
    for name in (*RECOGNISERS, *RELATERS):
        nlp.add_pipe(name)
    add_proposers(nlp, proposers)
    return nlp


@Language.component("innokg_context")
def add_context(doc: Doc) -> Doc:
    """Make the Doc's context from its settled mentions and the article's blocks and date."""
    about = doc.user_data
    doc._.context = make_context(doc, about.get("blocks", ()), about.get("base"), about.get("title", ""))
    return doc


def extract(article: Article, proposers: tuple[Proposer, ...] = ()) -> Extraction:
    """Return all that one article yields: a pure function of the article, as far as the proposers are."""
    text = clean(article)
    nlp = pipeline(proposers)
    cells = [edge for block in text.blocks for cell in block.cells for edge in (cell.start, cell.end)]
    doc = cast(analyser.LacTokenizer, nlp.tokenizer)(text.text, cells)
    meta = article.metadata
    doc.user_data["blocks"] = text.blocks
    doc.user_data["base"] = meta.published.value if meta.published else None
    doc.user_data["title"] = meta.title.value if meta.title else ""
    doc.user_data["authored"] = bool(meta.authors)
    doc.user_data["study"] = has_front_matter(article.text)
    return replace(collect(article, text, nlp(doc)), fingerprint=fingerprint(text))
