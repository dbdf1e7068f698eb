"""What a notice says by its form, and what 六部门 say that were named before.

1. A notice whose title line calls for, assesses or names a kind (关于组织开展某类创新中心申报工作的通知) says that the
   body that the text speaks for administers the kind.
2. What the body that speaks announces (现将…认定为, 现决定开展…, 经研究,同意组建…), it administers.
3. Where 六部门发布《…》, the six are those that stood in one list before.
4. Whom a measure in brackets makes responsible (责任部门:…), administers the programme that the measure carries out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..expressions import hinted
from ..modality import modality
from ..model import Modality
from ..recognise.mentions import Mention, settle
from .own import speakers
from .patterns import ORGANIZATIONS
from .stated import Stated, state
from .subjects import of_region

_TITLE = re.compile(r"关于.*(?:通知|公告|通告|公示)$")
_CALLS = re.compile(r"组织|开展|启动|申报|认定|组建|评选|遴选|征集|公布|公示|考核|评估|备案|培育|创建|推荐")
_OTHERS = re.compile(r"转发|学习|邀请|参加|参会|会议|论坛|培训|印发")

# What a body announces in its own voice, and what with it.
_ANNOUNCES = hinted(
    r"(?:^|(?<=[,;:。\n]))(?:我[部局厅委办署]|经研究|兹)?(?:,)?(?:现|决定|同意)(?!有|在|代|行|状|场|实|已)[^,;。]{0,10}?"
    r"(?:将|把|对|公布|公示|认定|确定|批准|同意|命名|授予|备案|启动|开展|组织|征集|遴选)"
    # 经研究,同意组建…; 一、同意你省建设…; 批准甲、乙等3家联盟开展试点
    r"|(?:^|(?<=[,;:。\n、]))(?:原则)?(?:同意|批准|批复|认定|支持)(?:你[省市区厅局委])?"
    r"(?=(?:组建|建设|筹建|筹备|设立|成立)(?!的)|[^,;。]{2,160}(?:开展|进行|作为|列入|纳入|为)[^,;。]{0,20}?(?:试点|名单|单位|中心|联盟|联合体|集群))"
)
_AS = re.compile("公布|公示|认定|确定|批准|同意|命名|授予|备案|列入|纳入")
# So far behind the verb stands what is announced.
MAX_ANNOUNCED = 60
# So far behind one name of a list stands the next.
MAX_NEXT = 10

# A measure and whom its bracket makes responsible for it.
_RESPONSIBLE = re.compile(r"[(](?:责任|牵头|负责|主责|牵头负责|实施)(?:部门|单位|机构|处室):")
_CARRIED_OUT = re.compile(r"(?:实施|推进|开展|启动|组织|落实|推动|深入|继续|加快|深化|大力)(?:好|国家)?[“《]?$")

# Whose work a title names is told by its form alone, and somebody else may have asked for it.
BY_TITLE = 0.8
BY_ANNOUNCING = 0.82
BY_NUMBER = 0.85

_SEVERAL = hinted(r"(?P<number>[两二三四五六七八九十]|1\d|[2-9])(?:个)?(?:部门|部委|单位)")
_ISSUES = re.compile(r"(?:印发|发布|出台|制定|颁布|公布|下发)(?:了|的|实施)?[^,;。《]{0,8}$")
_NUMBERS = {"两": 2, **{c: n for n, c in enumerate("二三四五六七八九十", start=2)}}
_JOINS = ("、", "和", "与", "及", "以及")


@Language.component("innokg_notices")
def relate_notices(doc: Doc) -> Doc:
    """State who administers what a notice's title names, and which bodies issued what 六部门 issued."""
    context: Context = doc._.context
    return state(
        doc,
        [*_administered(doc, context), *_announced(doc, context), *_responsible(context), *_issued_by_several(context)],
    )


def _administered(doc: Doc, context: Context) -> Iterator[Stated]:
    titles = [s for s in context.sentences if _is_title(context.text[s.start : s.end])]
    bodies = speakers(context.text, doc._.mentions) if titles else []
    for sentence in titles:
        # The title may be a mention itself, which hides the kinds in it.
        inside = [m for m in doc._.candidates or () if sentence.start <= m.start and m.end <= sentence.end]
        for kind in settle(m for m in inside if m.type != "Policy"):
            if kind.is_kind:
                yield from _by(bodies, of_region(context, kind), sentence, "administered-by-notice-title", BY_TITLE)


def _announced(doc: Doc, context: Context) -> Iterator[Stated]:
    found = [(s, m) for s in context.sentences if (m := _ANNOUNCES.search(context.text, s.start, s.end))]
    bodies = speakers(context.text, doc._.mentions) if found else []
    for sentence, verb in found:
        recognises = bool(_AS.search(context.text, verb.start(), sentence.end))
        reach = verb.end() + MAX_ANNOUNCED
        for thing in sentence.items:
            if not isinstance(thing, Mention) or not verb.end() <= thing.start <= reach:
                continue
            if thing.type in _RECOGNISED and not thing.is_kind:
                reach = max(reach, thing.end + MAX_NEXT)  # a list goes on
            if _kind_of_body(thing) or (recognises and thing.type in _RECOGNISED):
                yield from _by(bodies, of_region(context, thing), sentence, "administered-announced", BY_ANNOUNCING)


_RECOGNISED = frozenset({"Consortium", "InnovationCenter", "Cluster"})


def _kind_of_body(mention: Mention) -> bool:
    return mention.kind_of in _RECOGNISED


def _responsible(context: Context) -> Iterator[Stated]:
    for sentence in context.sentences:
        bracket = _RESPONSIBLE.search(context.text, sentence.start, sentence.end)
        if bracket is None:
            continue
        close = context.text.find(")", bracket.end())
        bodies = [
            m
            for m in sentence.items
            if isinstance(m, Mention) and m.type == "Agency" and bracket.end() <= m.start < close
        ]
        for programme in _carried_out(context, sentence, bracket.start()):
            yield from _by(bodies, programme, sentence, "administered-responsible", BY_NUMBER)


def _carried_out(context: Context, sentence: Sentence, at: int) -> list[Mention]:
    """The programmes that the measure before a bracket carries out."""
    measure = [s for s in context.sentences[: sentence.index + 1] if s.paragraph == sentence.paragraph]
    named = [m for s in measure for m in s.items if isinstance(m, Mention) and m.end <= at and m.type == "Programme"]
    return [m for m in named if _CARRIED_OUT.search(context.text, max(0, m.start - 8), m.start)]


def _by(bodies: list[Mention], thing: Mention, sentence: Sentence, rule: str, confidence: float) -> Iterator[Stated]:
    for body in bodies:
        yield Stated(
            "ikg:administeredBy",
            rule,
            sentence.start,
            sentence.end,
            subject=thing,
            object=body,
            modality=Modality.ASSERTED,
            confidence=confidence,
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
