"""Find well-known programmes of other countries by name: 地平线2020, 未来投资计划 (`lexicon/programmes.yaml`)."""

from __future__ import annotations

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load
from ..lexicon.gazetteer import gazetteer
from ..occurrences import WordIndex
from ..words import words_of
from .concepts import scan_article
from .countries import CHINA
from .mentions import LISTED, Mention, add

# What the name goes on with behind its quotation mark: “地平线欧洲”|科研计划. What begins with 计划 as a verb is none.
_GOES_ON = re.compile(
    r"”?(?:框架|投资|科研|研发|科技|技术|研究|科研框架|研究与创新)?(?:计划(?!在|于|将|建|投|支)|项目(?=[、,。;(]))"
)
# A longer word or another sort of thing that begins like the name: 第七框架计划|署, 法国2030|年.
_OTHERWISE = re.compile(r"[年署局]|办公室|委员会")


@Language.component("innokg_programmes")
def find_programmes(doc: Doc) -> Doc:
    """Note every programme of a country that the article speaks of."""
    text, edges = doc.text, words_of(doc).edges
    named = list(_index().occurrences(text))
    if not named:
        return doc
    spoken_of = {gazetteer().country(concept.iri) for _, _, concept in scan_article(text)}
    found: list[Mention] = []
    for start, name in named:
        country, end = _countries()[name], start + len(name)
        if country not in spoken_of or not {start, end} & edges or _OTHERWISE.match(text, end):
            continue
        if name[0].isascii() and text[start - 1 : start].isalnum() and text[start - 1].isascii():
            continue
        goes_on = None if name.endswith("计划") else _GOES_ON.match(text, end)
        end = goes_on.end() if goes_on else end
        whole = re.sub("[“”]", "", text[start:end])
        found.append(Mention(start, end, ("Programme",), whole, by="programmes", strength=LISTED, country=country))
    return add(doc, found)


@cache
def _countries() -> dict[str, str]:
    """Each programme's name and the IRI of the country whose it is."""
    region = CHINA.removesuffix("CN")
    return {name: region + code for code, names in load("programmes").items() for name in names}


@cache
def _index() -> WordIndex:
    return WordIndex(_countries())
