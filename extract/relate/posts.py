"""Who holds which post where: 某部部长某人, 某人任某院院长; the post's name goes on the statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..lexicon import load
from ..modality import modality
from ..model import Literal, Modality
from ..recognise.mentions import Mention
from .patterns import ORGANIZATIONS
from .stated import Stated, state

HOLDS_POST = "ikg:holdsPost"
POST_TITLE = "ikg:postTitle"
_HOLDING = ORGANIZATIONS | {"Consortium", "InnovationCenter", "Cluster"}


@cache
def post_pattern() -> re.Pattern[str]:
    """One or several posts: 党委书记、研究员."""
    lists = load("posts")
    post = rf"(?:{'|'.join(lists['before'])})*(?:{'|'.join(lists['titles'])})"
    # What goes on after a mark with more words before the post is another body's: 副院长、某联副主席.
    return re.compile(rf"[一-鿿]{{0,6}}?{post}(?:(?:、|兼|,)[一-鿿]{{0,2}}?{post})*")


@cache
def _holds() -> re.Pattern[str]:
    return re.compile("|".join(load("posts")["holds"]))


@Language.component("innokg_posts")
def find_posts(doc: Doc) -> Doc:
    """State holdsPost for every person named with a post at a body."""
    context: Context = doc._.context
    return state(doc, [fact for sentence in context.sentences for fact in _in_sentence(context, sentence)])


def _in_sentence(context: Context, sentence: Sentence) -> Iterator[Stated]:
    text = context.text
    mentions = [m for m in sentence.items if isinstance(m, Mention)]
    persons = [m for m in mentions if m.type == "Person"]
    bodies = [m for m in mentions if set(m.types) & _HOLDING]
    for person in persons:
        for body in bodies:
            if post := _post(text, sentence, body, person):
                how, negated = modality(context, body.start, person.end)
                yield Stated(
                    HOLDS_POST,
                    "post-named",
                    sentence.start,
                    sentence.end,
                    subject=person,
                    object=body,
                    modality=Modality.ASSERTED if how is Modality.PROPOSED else how,
                    negated=negated,
                    confidence=0.9,
                    annotations=((POST_TITLE, Literal(post, lang="zh-Hans")),),
                )


def _post(text: str, sentence: Sentence, body: Mention, person: Mention) -> str | None:
    """The post between body and person (部长|某人), or behind the body that the person serves (某人任|某院|院长)."""
    if body.end <= person.start:
        between = text[body.end : person.start]
        return between if post_pattern().fullmatch(between) else None
    between = text[person.end : body.start]
    if not _holds().fullmatch(between):
        return None
    post = post_pattern().match(text, body.end, sentence.end)
    return post[0] if post else None
