"""Who issued the document that an article is or encloses, and when: from title line, signature and date.

1. A line that is a notice's title (某部关于印发《…》的通知) names the issuers of what it encloses.
2. Under 现印发给你们 or 制定了《…》 a line of bodies alone, with a line that is a date alone below it, signs.
3. A notice that encloses nothing is itself what the body that speaks issues (某局关于组织申报…的通知).
4. Where the article is a document, or a notice that encloses one, and nothing says when it was issued, the date of
   its page does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..dates import DateFound
from ..model import BlockKind, Literal, Modality
from ..recognise.mentions import Mention
from .own import speakers
from .stated import Stated, state

ISSUED_BY, ISSUED_ON = "ikg:issuedBy", "ikg:issuedOn"
SURE = 0.9

# What opens the enclosing of a document in a notice.
_ENCLOSES = re.compile(r"(?:印发|发布|公布|颁布|下发|转发|制定|制订|出台)(?:了|给你们|实施)?")
_ABOUT = re.compile(
    r"^[\s、和]*(?:办公厅|办公室|等[一二三四五六七八九十\d]*部门)?(?:关于)?(?:联合)?(?:印发|发布|公布|颁布|下发)?(?:关于)?《?$"
)
_NOTICE = re.compile(r"的?(?:通知|公告|通告|决定)$")

# How many lines under the last words of a notice its signature stands.
MAX_LINES = 6
# So many bodies sign one under the other at most, and the date stands below the last.
MAX_SIGNERS = 20


@Language.component("innokg_documents")
def relate_documents(doc: Doc) -> Doc:
    """State issuedBy and issuedOn from title lines and signatures."""
    context: Context = doc._.context
    state(doc, [*_title_lines(context), *_signatures(context), *_own_notice(doc, context)])
    return state(doc, list(_of_page(doc, context)))


# A notice's title, without what it encloses, and whom it addresses (各有关单位:).
_OWN_TITLE = re.compile(
    r"(?P<bodies>[^《》:]{0,50}?)(?P<name>关于(?!.*(?:印发|转发|《))[^:]{4,70}的(?:通知|公告|通告|通报|决定|批复|复函|函))"
)
_ADDRESSES = re.compile(r"(?:^|\n)[^\n。;]{2,120}(?:单位|部门|局|厅|委|企业|政府|中心|园区|会|办|区|县|市)[)]?:\s*\n")


def _own_notice(doc: Doc, context: Context) -> Iterator[Stated]:
    """The notice that the article is. Its title names kinds and places, so it stands beside the mentions."""
    block = next((b.span for b in context.blocks if b.kind is BlockKind.TITLE), None)
    title = context.text[block.start : block.end].replace("\n", "") if block else ""
    own = _OWN_TITLE.fullmatch(title)
    if block is None or own is None:
        return
    # What is made known to all addresses nobody.
    if not title.endswith(("公告", "通告", "决定")) and not _ADDRESSES.search(context.text, block.end):
        return
    policy = Mention(block.start, block.end, ("Policy",), title, by="titles")
    bodies = {(body.type, body.name): body for body in speakers(context.text, doc._.mentions)}
    doc._.coordinated = [*(doc._.coordinated or ()), policy]
    if own["bodies"]:
        doc._.spellings = {**(doc._.spellings or {}), title: [own["name"]]}
    sentence = context.sentence_at(block.start)
    for body in bodies.values():
        yield _fact(ISSUED_BY, "issued-notice", sentence, policy, body)
    signed = [date for s in context.sentences if (date := _only_date(context, s)) is not None]
    base = context.base if context.base and len(context.base) == len("2024-03-05") else None
    date = signed[-1] if signed else Literal(base, "date") if base else None
    if date is not None:
        yield _fact(ISSUED_ON, "issued-notice-on", sentence, policy, date)


# A title that is a document's name and nothing more, or a notice's that encloses it.
_IS_DOCUMENT = re.compile(
    r"(?:[^《》。!?]{0,60}关于(?:联合)?(?:印发|发布|公布|颁布|下发))?"
    r"《?\ufffc》?(?:\([^()]*\))?(?:的(?:通知|公告|通告|决定))?"
)
PAGE_SURE = 0.75


def _of_page(doc: Doc, context: Context) -> Iterator[Stated]:
    """When the document was issued that the article is or encloses, by the page's date."""
    block = next((b.span for b in context.blocks if b.kind is BlockKind.TITLE), None)
    base = context.base
    if block is None or base is None or len(base) < len("2024-03-05"):
        return
    dated = {f.subject.name for f in doc._.facts if f.predicate == ISSUED_ON and f.subject is not None}
    for policy in context.mentions_from(block.start, block.end):
        title = context.text[block.start : policy.start] + "\ufffc" + context.text[policy.end : block.end]
        if policy.type == "Policy" and policy.name not in dated and _IS_DOCUMENT.fullmatch(title.strip()):
            sentence = context.sentence_at(policy.start)
            fact = _fact(ISSUED_ON, "issued-on-page", sentence, policy, Literal(base, "date"))
            yield replace(fact, confidence=PAGE_SURE)


def _title_lines(context: Context) -> Iterator[Stated]:
    """Lines such as 某部 某部关于印发《…》的通知."""
    for sentence in context.sentences:
        bodies = _leading_bodies(context, sentence)
        policies = [m for m in _mentions(sentence) if m.type == "Policy" and not m.is_kind]
        line = context.text[sentence.start : sentence.end]
        if bodies and policies and _NOTICE.search(line):
            between = context.text[bodies[-1].end : policies[0].start]
            if _ABOUT.match(between) and "关于" in between + context.text[policies[0].start : policies[0].end]:
                for body in bodies:
                    yield _fact(ISSUED_BY, "issued-by-title-line", sentence, policies[0], body)


def _leading_bodies(context: Context, sentence: Sentence) -> list[Mention]:
    """The bodies that a line begins with, with nothing but blanks and 、 between them."""
    bodies: list[Mention] = []
    at = sentence.start
    for mention in _mentions(sentence):
        if mention.type != "Agency" or context.text[at : mention.start].strip("、和 \t"):
            break
        bodies.append(mention)
        at = mention.end
    return bodies


def _signatures(context: Context) -> Iterator[Stated]:
    """Lines of bodies alone, and the date line below."""
    sentences = context.sentences
    for index, sentence in enumerate(sentences):
        if not _only_bodies(context, sentence):
            continue
        policy = _enclosed(context, index)
        if policy is None:
            continue
        for body in _leading_bodies(context, sentence):
            yield _fact(ISSUED_BY, "issued-by-signature", sentence, policy, body)
        following = [s for s in sentences[index + 1 : index + 1 + MAX_SIGNERS] if not _only_bodies(context, s)]
        if following and (date := _only_date(context, following[0])):
            yield _fact(ISSUED_ON, "issued-on-signature", following[0], policy, date)
        elif not following and context.base and len(context.base) == len("2024-03-05"):
            # The date in the last line was taken for the article's own, which a notice's is.
            yield _fact(ISSUED_ON, "issued-on-signature", sentence, policy, Literal(context.base, "date"))


def _only_bodies(context: Context, sentence: Sentence) -> bool:
    bodies = _leading_bodies(context, sentence)
    return bool(bodies) and not context.text[bodies[-1].end : sentence.end].strip()


def _only_date(context: Context, sentence: Sentence) -> Literal | None:
    dates = [i for i in sentence.items if isinstance(i, DateFound)]
    if len(dates) != 1:
        return None
    rest = context.text[sentence.start : dates[0].start] + context.text[dates[0].end : sentence.end]
    return dates[0].literal if not rest.strip(" ()") and dates[0].literal.datatype == "date" else None


def _enclosed(context: Context, index: int) -> Mention | None:
    """What the lines right above a signature enclose, or the notice's title line does."""
    for above in reversed(context.sentences[max(0, index - MAX_LINES) : index]):
        policies = [m for m in _mentions(above) if m.type == "Policy" and not m.is_kind]
        for policy in policies:
            if _ENCLOSES.search(context.text[max(above.start, policy.start - 12) : policy.start]):
                return policy
    return None


def _mentions(sentence: Sentence) -> list[Mention]:
    return [item for item in sentence.items if isinstance(item, Mention)]


def _fact(predicate: str, rule: str, sentence: Sentence, policy: Mention, value: Mention | Literal) -> Stated:
    return Stated(
        predicate,
        rule,
        sentence.start,
        sentence.end,
        subject=policy,
        object=value,
        modality=Modality.ASSERTED,
        confidence=SURE,
    )
