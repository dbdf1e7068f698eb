"""Find documents without title marks by who issues them: 某院发布了能源报告, “OUR OCEANS”报告, 某市2023年政府工作报告.

1. A public body, academy, place or leader, a verb that issues, and words that end in what a document is
   (`lexicon/documents.yaml`) and say more than its sort.
2. A report, plan or act by its foreign name in quotation marks.
3. What a government gives every year: a place's work report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..expressions import hinted
from ..lexicon import load, words
from ..words import Word, words_of
from .mentions import MARKED, Mention, add

# Between the verb and the name.
_FILLER = r"(?:了|其|一份|一项|首份|首个|最新的?|新的|新版|题为|名为|(?:19|20)\d\d年(?:度)?的?)*"

# Who issues without being a body that a recogniser finds.
_LEADERS = "总统|首相|总理|主席|国王|白宫|国会|议会|参议院|众议院|政府|内阁"
_LEADER = re.compile(rf"(?:{_LEADERS})(?:[一-鿿·]{{2,8}})?$")

# Between who issues and the verb: when, with whom, on what ground.
_BETWEEN = re.compile(
    r"(?:又|还|也|则|已|就|曾|在|于|联合|共同|正式|首次|率先|先后|相继|陆续|随后|再次|公开|会议|全体|常务|第[一二三四五六七八九十\d]+次"
    r"|(?:19|20)\d\d年度?|\d{1,2}月|\d{1,2}日|[初底末]|等\d*[一-鿿]{0,2}(?:部门|机构)"
    r"|(?:基于|根据|依据|围绕|针对|就|在|于|为)[^,;:。!?、“”《》]{2,16}?)*$"
)
MAX_BETWEEN = 32
_ISSUERS = frozenset({"Agency", "ResearchInstitute", "Association", "Region"})
# Places and leaders issue much that is named by its sort alone, so that the head must be one of these.
_BY_ANYBODY = ("报告", "路线图", "白皮书", "战略", "规划", "行政命令", "行政令", "总统令", "政策")

# A name whose lead tells what the document is about goes on over verbs up to 的 and the head.
_ABOUT = re.compile(r"关于|基于|有关|针对|面向")

# Behind a document that somebody issued, where 的 stands before its name: something is said of it.
_SAID = re.compile(
    r"(?:\([^()]*\))?(?:,|中|里|是|将|指出|显示|提出|认为|强调|建议|表明|预测|称|要求|明确|规定|列出|也|还|就|进一步|对|把)"
)

# LAC's tags of words that stand in no name.
_NOT_INSIDE = frozenset({"r", "p", "u", "d", "w", "m", "q", "TIME"})
_INSIDE = frozenset({"与", "和"})
MIN_NAME, MAX_NAME, MAX_ABOUT = 4, 24, 36


@Language.component("innokg_issued")
def find_issued(doc: Doc) -> Doc:
    """Note the documents that who issues them tells."""
    known = doc._.candidates or []
    return add(doc, [*_Finder(doc, known).issued(), *_foreign(doc.text), *_work_reports(doc.text, known)])


@cache
def _heads() -> tuple[str, ...]:
    return tuple(sorted(load("documents")["heads"], key=lambda head: (-len(head), head)))


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(load('documents')['verbs'])})(?P<of>的)?{_FILLER}")


@cache
def _general() -> re.Pattern[str]:
    """What says only what sort of document."""
    listed = sorted({*words("documents", "general"), *_heads()}, key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, listed))}|[的和与及])*")


class _Finder:
    """Finds the documents of one Doc that somebody issues."""

    def __init__(self, doc: Doc, known: list[Mention]) -> None:
        self.text, self.words = doc.text, words_of(doc)
        self.issuers = {m.end for m in known if set(m.types) & _ISSUERS}
        self.public = {m.end for m in known if set(m.types) & _ISSUERS and m.type != "Region"}
        self.titles = {m.start for m in known if m.type == "Policy"}

    def issued(self) -> Iterator[Mention]:
        """The documents behind each verb that issues, where one stands before it who may."""
        for verb in _verbs().finditer(self.text):
            who = self.who(verb.start())
            found = self.document(verb.end(), public=who == "public", attribute=bool(verb["of"])) if who else None
            if found:
                yield found

    def who(self, at: int) -> str | None:
        """Does who issues stand before the verb: a body, or else a place or leader?"""
        between = _BETWEEN.search(self.text, max(0, at - MAX_BETWEEN), at)
        begins = between.start() if between else at
        for end in range(begins, at + 1):
            if end in self.public:
                return "public"
            if end in self.issuers or _LEADER.search(self.text, max(0, end - 12), end):
                return "other"
        return None

    def document(self, at: int, *, public: bool, attribute: bool) -> Mention | None:
        """The document whose name begins at an offset, if its words say more than its sort."""
        if at in self.titles or at not in self.words.starting:
            return None
        end = self.end_of_name(at)
        name = self.text[at:end] if end else ""
        if end is None or len(name) < MIN_NAME or _general().fullmatch(name):
            return None
        if not public and not name.endswith(_BY_ANYBODY):
            return None
        if self.text[end : end + 1] == "《" or (attribute and not _SAID.match(self.text, end)):
            return None
        return Mention(at, end, ("Policy",), name, by="issued", strength=MARKED)

    def end_of_name(self, at: int) -> int | None:
        """Where the first word ends that is a document's head, over words that stand in names."""
        about = bool(_ABOUT.match(self.text, at))
        number, linked = self.words.starting[at].i, 0
        while number < len(self.words):
            word = self.words[number]
            if word.end - at > (MAX_ABOUT if about else MAX_NAME):
                return None
            if self.text.endswith(_heads(), at + 2, word.end) and not self.goes_on(word):
                return word.end
            if word.text in "。;!?\n“”《》()" or (word.text in ",:、" and not about):
                return None
            if not about and not self.may_stand(word):
                linked += word.text == "的"
                if word.text != "的" or linked > 1:
                    return None
            number += 1
        return None

    def goes_on(self, word: Word) -> bool:
        """Does a noun carry the head on (报告|会, 战略|合作, 规划|建设)?"""
        after = self.words[word.i + 1] if word.i + 1 < len(self.words) else None
        if after is None:
            return False
        return after.text.endswith(_heads()) or (
            after.tag_ in ("n", "vn", "nz", "v") and after.text not in words("documents", "behind")
        )

    def may_stand(self, word: Word) -> bool:
        """Can the word stand inside a document's name?"""
        if word.text in _INSIDE:
            return True
        if word.tag_ == "v":
            return word.text in words("words", "inside")
        return word.tag_ not in _NOT_INSIDE and word.tag_ != "c"


# A foreign name in quotation marks and what it is, or one whose last word tells it behind a verb.
_LATIN = "[A-Z][A-Za-z0-9'’:,& -]{7,90}?"
_FOREIGN = re.compile(
    rf"“(?P<name>{_LATIN})[”\"](?:年度|研究|咨询|评估|专题|战略|政策|调查)*"
    r"(?:报告|白皮书|行政令|行政命令|法案|战略|蓝图|路线图)"
)
_PROPOSED = re.compile(
    r"(?:提出|发布|公布|推出|签署|宣布|出台|发表)了?"
    rf"“(?P<name>{_LATIN}(?:Plan|Strategy|Act|Roadmap|Blueprint|Agenda|Report))[”\"]"
)


def _foreign(text: str) -> Iterator[Mention]:
    for match in _FOREIGN.finditer(text):
        yield Mention(*match.span(), ("Policy",), match["name"], by="issued", strength=MARKED)
    for match in _PROPOSED.finditer(text):
        yield Mention(*match.span("name"), ("Policy",), match["name"], by="issued", strength=MARKED)


_WORK_REPORT = hinted(r"(?:(?:19|20)\d\d年)?(?:人民)?政府工作报告")


def _work_reports(text: str, known: list[Mention]) -> Iterator[Mention]:
    """A place's work report: the place and 政府工作报告, the year between them or before."""
    places = {m.end: m.start for m in known if m.type == "Region"}
    for match in _WORK_REPORT.finditer(text):
        start = places.get(match.start())
        if start is not None:
            name = text[start : match.end()]
            yield Mention(start, match.end(), ("Policy",), name, by="issued", strength=MARKED)
