"""What a notice says by its form, and what 六部门 say that were named before.

1. A notice whose title line calls for, assesses or names a kind (关于组织开展某类创新中心申报工作的通知) says that the
   body that the text speaks for administers the kind.
2. Where 六部门发布《…》, the six are those that stood in one list before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..modality import modality
from ..model import Modality
from ..recognise.mentions import Mention
from .own import speakers
from .patterns import ORGANIZATIONS
from .stated import Stated, state
from .subjects import of_region

_TITLE = re.compile(r"关于.*(?:通知|公告|通告|公示)$")
_CALLS = re.compile(r"组织|开展|启动|申报|认定|组建|评选|遴选|征集|公布|公示|考核|评估|备案|培育|创建|推荐")
_OTHERS = re.compile(r"转发|学习|邀请|参加|参会|会议|论坛|培训|印发")

# Whose work a title names is told by its form alone, and somebody else may have asked for it.
BY_TITLE = 0.8
BY_NUMBER = 0.85

_SEVERAL = re.compile(r"(?P<number>[两二三四五六七八九十]|1\d|[2-9])(?:个)?(?:部门|部委|单位)")
_ISSUES = re.compile(r"(?:印发|发布|出台|制定|颁布|公布|下发)(?:了|的|实施)?[^,;。《]{0,8}$")
_NUMBERS = {"两": 2, **{c: n for n, c in enumerate("二三四五六七八九十", start=2)}}
_JOINS = ("、", "和", "与", "及", "以及")


@Language.component("innokg_notices")
def relate_notices(doc: Doc) -> Doc:
    """State who administers what a notice's title names, and which bodies issued what 六部门 issued."""
    context: Context = doc._.context
    return state(doc, [*_administered(doc, context), *_issued_by_several(context)])


def _administered(doc: Doc, context: Context) -> Iterator[Stated]:
    titles = [s for s in context.sentences if _is_title(context.text[s.start : s.end])]
    bodies = speakers(context.text, doc._.mentions) if titles else []
    for sentence in titles:
        for kind in sentence.items:
            if isinstance(kind, Mention) and kind.is_kind:
                for body in bodies:
                    yield Stated(
                        "ikg:administeredBy",
                        "administered-by-notice-title",
                        sentence.start,
                        sentence.end,
                        subject=of_region(context, kind),
                        object=body,
                        modality=Modality.ASSERTED,
                        confidence=BY_TITLE,
                    )


def _is_title(line: str) -> bool:
    return bool(_TITLE.search(line) and _CALLS.search(line)) and not _OTHERS.search(line)


def _issued_by_several(context: Context) -> Iterator[Stated]:
    runs: list[list[Mention]] = []
    for sentence in context.sentences:
        for match in _SEVERAL.finditer(context.text, sentence.start, sentence.end):
            number = match["number"]
            count = _NUMBERS.get(number) or int(number)
            several = next((run for run in reversed(runs) if len(run) == count), None)
            if several is not None:
                yield from _issued(context, sentence, match.end(), several)
        runs += _runs(context, sentence)


def _issued(context: Context, sentence: Sentence, at: int, bodies: list[Mention]) -> Iterator[Stated]:
    """What the clause behind 六部门 says that they issued."""
    start, end = context.clause(at)
    policies = [m for m in sentence.items if isinstance(m, Mention) and m.type == "Policy" and at <= m.start < end]
    if policies and _ISSUES.search(context.text, at, policies[0].start):
        how, negated = modality(context, start, policies[0].end)
        for body in bodies:
            yield Stated(
                "ikg:issuedBy",
                "issued-by-several",
                sentence.start,
                sentence.end,
                subject=policies[0],
                object=body,
                modality=how,
                negated=negated,
                confidence=BY_NUMBER,
            )


def _runs(context: Context, sentence: Sentence) -> list[list[Mention]]:
    """The lists of bodies in a sentence."""
    runs: list[list[Mention]] = []
    for item in sentence.items:
        if not isinstance(item, Mention) or item.type not in ORGANIZATIONS:
            continue
        if runs and context.text[runs[-1][-1].end : item.start] in _JOINS:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs
