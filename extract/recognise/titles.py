"""Find documents in title marks: 《…法案》, 《…规划（2021—2035年）》 are policies; newspapers and books are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..expressions import hinted
from ..lexicon import load, words
from ..model import BlockKind
from .heads import specific
from .mentions import DEFINED, MARKED, Mention, add

# A title inside a title is in 〈〉; one that runs on for longer than this has lost its closing mark.
_TITLE = re.compile(r"《([^《》\n]{2,80})》")

# Brackets behind the head say the stage or the period: (试行), (2021—2035年), (征求意见稿), (2023).
_TAIL = re.compile(r"(?:\([^()]*\))+$")


# The year that a strategy is for, behind its head: 《…战略2030》.
_AT_YEAR = re.compile(r"20\d\d(?:[-—–~]+20\d\d)?年?$")

# A measure in full: its title ends in what it is, and it has articles.
_ENACTED = re.compile(r"(?:办法|条例|规定|细则|规程|章程|法)$")
_FIRST_ARTICLE = re.compile(r"^第 ?[一1] ?条", re.MULTILINE)

# A title that no head tells is a policy where it is issued, or followed by the word for what it is.
_ISSUED = re.compile(r"(?:印发|出台|发布|颁布|制定|签署|通过|公布)(?:实施)?(?:的|了)?$")
_CALLED = re.compile(r"》(?:报告|法案|规划|战略|文件|白皮书)")
# … or where it is a report's that is issued: 发布研究报告《…》, 题为《…》的报告; an essay's is not.
_REPORTED = re.compile(
    r"(?:发布|发表|公布|提交|完成|推出|公开|形成|出台)了?(?:一份|首份|最新|年度|其)*(?:的)?(?:题为|名为|[一-鿿]{0,4}(?:报告|白皮书|文件|战略|备忘录))$"
)
_REPORT = re.compile(r"》(?:的)?[一-鿿]{0,6}(?:报告|白皮书|战略|文件|备忘录|行政令)(?![会单人者期刊])")
_NAMED = re.compile(r"[题名]为$")
# … or where it lays down what is to be; a study that finds or holds something does not.
_PRESCRIBES = re.compile(
    r"》(?:\([^()]*\))?(?:中|还|也|则|首次|进一步)*(?:明确提出|提出(?:了|的|到|要|建|实施|设|将)|规定|部署|要求)"
)
_STUDY = re.compile(r"(?:研究|分析|报告|指数|评论|述评|理论|论|史|导论|概论|综述|案例|问题|启示|思考|评估|监测)$")

# What the title of a measure has behind the name of the scheme whose rules it lays down: …计划|项目管理办法(试行).
_WORKS = "|".join(
    (
        "实施|管理|暂行|资助|评价|考核|评估|建设|认定|遴选|申报|组织|运行|工作|项目|资金",
        "培育|组建|扶持|备案|绩效|验收|布局",
    )
)
LAYS_DOWN = re.compile(rf"(?:{_WORKS})*(?:办法|细则|规定|方案|指南|指引|规程|规则)(?:[(（][^()（）]*[)）])?")


@Language.component("innokg_titles")
def find_titles(doc: Doc) -> Doc:
    """Note each title that tells a policy by its last word or by what is done with it."""
    marked = [
        Mention(m.start(), m.end(), ("Policy",), m[1], by="titles", strength=MARKED)
        for m in _TITLE.finditer(doc.text)
        if _is_policy(doc.text, m)
    ]
    return add(
        doc,
        [
            *marked,
            *_siblings(doc.text, marked),
            *_own_title(doc),
            *_own_notice(doc),
            *_unmarked(doc.text),
            *_slogans(doc.text),
            *_founded(doc.text),
            *_with_measures(doc.text, marked),
        ],
    )


def _with_measures(text: str, marked: list[Mention]) -> Iterator[Mention]:
    """Programmes that stand in the text, too, beside the measure that lays down their rules (《…计划管理办法》)."""
    schemes = {
        found[1] for m in marked if (found := _SCHEME_OF.match(m.name)) and LAYS_DOWN.fullmatch(m.name, found.end())
    }
    for name in sorted(schemes):
        for found in re.finditer(rf"(?<!《){re.escape(name)}", text):
            yield Mention(found.start(), found.end(), ("Programme",), name, by="titles", strength=MARKED)


_SCHEME_OF = re.compile(r"([^《》\n]{4,30}?(?:计划|工程|专项|行动))")


# A run of titles: 《…法案》《…网络》.
_RUN = re.compile(r"(?:《[^《》\n]{2,80}》(?:\([^()]*\))?[、和与及]?){2,}")


def _siblings(text: str, marked: list[Mention]) -> Iterator[Mention]:
    """The titles that stand in one run with a policy's."""
    policies = {m.start for m in marked}
    for run in _RUN.finditer(text):
        titles = list(_TITLE.finditer(text, run.start(), run.end()))
        if any(t.start() in policies for t in titles):
            for title in titles:
                if title.start() not in policies and len(title[1]) > MIN_TITLE and not _is_periodical(title[1]):
                    yield Mention(title.start(), title.end(), ("Policy",), title[1], by="titles", strength=MARKED)


# What is founded is no document, though title or quotation marks stand around its name: 创建《甲中心》、《乙计划》.
_FOUNDED_RUN = re.compile(
    r"(?:创建|建立|设立|成立|组建|共建|创立)(?:了)?(?P<run>(?:[《“][^《》“”\n]{2,40}[》”](?:\([^()]*\))?(?:、|和|与|及|以及)?)+)"
)
_FOUNDED_NAME = re.compile(r"[《“](?P<name>[^《》“”\n]{4,40})[》”]")
_FOUNDED = {
    "InnovationCenter": ("中心", "枢纽", "平台"),
    "Consortium": ("联合体", "联盟"),
    "Cluster": ("集群", "网络"),
    "Programme": ("计划", "项目", "倡议", "契约", "基金", "专项"),
}


def _founded(text: str) -> Iterator[Mention]:
    """The things of one run that are founded, by the last words of their names."""
    for run in _FOUNDED_RUN.finditer(text):
        for found in _FOUNDED_NAME.finditer(text, *run.span("run")):
            kind = next((kind for kind, ends in _FOUNDED.items() if found["name"].endswith(ends)), None)
            if kind and specific(found["name"], kind):
                yield Mention(*found.span(), (kind,), found["name"], by="titles", strength=DEFINED)


# A title this short is a word (《意见》), which only its definition gives a meaning.
MIN_TITLE = 4

# Measures by their number, in quotation marks: “科创30条”, “人才新政十二条”.
_SLOGAN = hinted(r"“(?P<name>[一-鿿]{2,10}(?:新政)?[0-9一二三四五六七八九十]{1,3}条)(?:措施|政策|意见)?”")


# An order by its number: 第1234号行政令.
_ORDER = hinted(r"第?(?P<name>\d{3,5}号(?:行政令|总统令|行政命令|政府令|政府决议))")

# What a government or the party's congress reports to the country: 2018年政府工作报告, 某区2022年政府工作报告.
_OF_GOVERNMENT = re.compile(
    r"(?:根据|按照|依据|结合|落实|[据在从和与])?(?P<name>(?:[一-鿿]{2,5}[省市区县])?(?:19|20)\d\d年政府工作报告|(?:十[四五六七八九]|二十)大报告)(?!团|会)"
)

# A law by its name alone, where something is said of it as one: 国家某某产业法|从4日起施行.
_LAW = re.compile(
    r"(?P<name>国家[一-鿿]{4,14}法)(?=自|从|于\d|规定|生效|施行|实施|颁布|修正案|第[一二三四五六七八九十百\d]+条)"
)


# A measure without title marks that something rests on: 依某某补助办法第三条规定.
_RESTED_ON = re.compile(
    r"(?:依据|依照|根据|按照|依(?![托靠次旧然法据照附]))(?P<name>(?!本|该|各|有关|相关|法律|国家有关)[^,;:。、“”《》()的\n]{3,28}?"
    r"(?:条例|办法|要点|准则|细则|规则|法))(?=第[一二三四五六七八九十百\d]+条|之?规定)"
)


def _slogans(text: str) -> Iterator[Mention]:
    for name in sorted(words("words", "national_policies")):
        for match in _slogan(name).finditer(text):
            if text[match.start() - 1 : match.start()] != "《" and text[match.end() : match.end() + 1] != "》":
                yield Mention(match.start(), match.end(), ("Policy",), name, by="titles", strength=MARKED)
    for match in (
        *_ORDER.finditer(text),
        *_OF_GOVERNMENT.finditer(text),
        *_LAW.finditer(text),
        *_RESTED_ON.finditer(text),
    ):
        yield Mention(match.start(), match.end(), ("Policy",), match["name"], by="titles", strength=MARKED)
    for match in _SLOGAN.finditer(text):
        yield Mention(match.start(), match.end(), ("Policy",), match["name"], by="titles", strength=MARKED)


@cache
def _slogan(name: str) -> re.Pattern[str]:
    return re.compile(re.sub("^(十.五)", r"“?\1”?", name) + "(?![律规案定治院])")


def _is_periodical(title: str) -> bool:
    return title.endswith(tuple(load("titles")["periodicals"]))


# A document without title marks: 印发关于…的实施意见.
_UNMARKED = hinted(
    r"(?:印发|出台|发布|制定|下发)了?(?P<title>关于[^,;:。《》“”\n]{4,40}?的(?:实施意见|指导意见|意见|通知|决定|实施方案|若干措施|若干政策))"
)


def _unmarked(text: str) -> Iterator[Mention]:
    for match in _UNMARKED.finditer(text):
        start, end = match.span("title")
        yield Mention(start, end, ("Policy",), match["title"], by="titles", strength=MARKED)


# A measure speaks of itself: 制定本方案, 提出如下意见, 本办法自…起施行.
_OF_ITSELF = re.compile(
    r"制[定订](?:本|如下|以下)(?:[一-鿿]{0,6})(?P<made>方案|意见|计划|规划|办法|细则|规定|措施|政策|指引|指南|纲要|清单|要点)"
    r"|(?:提出|制定)(?:如下|以下)(?:[一-鿿]{0,6})(?P<said>意见|措施|政策)|本(?P<own>方案|意见|计划|规划|办法|细则|规定|措施|政策|指引)自"
)

# Behind these a title is one about a measure.
_ABOUT = re.compile(r"解读|答记者问|出台|发布|公布|印发|通知|公告|^《|[,。;:!?]")

# What a page sets before a title: a dot, or a label in brackets (【区级】).
_TITLE_LEAD = re.compile(r"(?:[•·●▪◆■□★☆※◎]\s*|【[^】\n]{1,12}】\s*)*")

# A line of the text is its title where it is this long.
MIN_OWN, MAX_OWN = 8, 50


def _own_title(doc: Doc) -> Iterator[Mention]:
    """The text's own title, where the text is a measure in full and not one about it."""
    enacted = _FIRST_ARTICLE.search(doc.text)
    itself = _OF_ITSELF.search(doc.text)
    word = (itself["made"] or itself["said"] or itself["own"]) if itself else None
    for block in doc.user_data.get("blocks", ()):
        title = doc.text[block.span.start : block.span.end]
        bare = _TAIL.sub("", title)
        named = block.kind is BlockKind.TITLE and enacted and _ENACTED.search(bare) and "《" not in title
        telling = word and bare.endswith(word) and MIN_OWN <= len(bare) <= MAX_OWN and not _ABOUT.search(title)
        if f"{bare}》" in doc.text and not named:
            return  # its second line, where the whole title stands in title marks
        if named or (telling and itself and block.span.end <= itself.start()):
            lead = len(_TITLE_LEAD.match(title)[0])  # pyright: ignore[reportOptionalSubscript]  may be empty
            yield Mention(
                block.span.start + lead, block.span.end, ("Policy",), title[lead:], by="titles", strength=MARKED
            )
        if telling:
            return


# A notice by its own title line, which says what it is about and encloses nothing, …
_NOTICE_LINE = re.compile(
    r"^[ \t]*(?P<title>(?:[一-鿿、]{2,24})?关于(?!印发|转发|公示)[^《》\n。;:!?]{6,50}的(?:通知|通告|公告))[ \t]*$",
    re.MULTILINE,
)
# … and by what it says of itself.
_NOTIFIES = re.compile(
    r"(?:通知|通告|公告|公布|安排)如下|特此(?:通知|通告|公告)|予以公布|现将|现就|现组织|请(?:认真)?(?:遵照|贯彻)"
)


def _own_notice(doc: Doc) -> Iterator[Mention]:
    """The notice that the text is."""
    lines = list(_NOTICE_LINE.finditer(doc.text))
    if lines and _NOTIFIES.search(doc.text, lines[0].end()):
        for line in lines:
            if line["title"] == lines[0]["title"]:
                yield Mention(*line.span("title"), ("Policy",), line["title"], by="titles", strength=MARKED)


def is_policy_title(title: str) -> bool:
    """Does a title's last word tell a policy?"""
    return _AT_YEAR.sub("", _TAIL.sub("", title)).endswith(tuple(load("titles")["policy"]))


def _is_policy(text: str, title: re.Match[str]) -> bool:
    name = _AT_YEAR.sub("", _TAIL.sub("", title[1]))
    if name in words("words", "national_policies"):
        return True
    if len(name) <= 2:
        return False
    if is_policy_title(title[1]):
        return True
    issued = _ISSUED.search(text, max(0, title.start() - 8), title.start())
    issued = issued or _REPORTED.search(text, max(0, title.start() - 20), title.start())
    if _NAMED.search(text, max(0, title.start() - 2), title.start()):
        return bool(_REPORT.match(text, title.end() - 1))
    prescribes = _PRESCRIBES.match(text, title.end() - 1) and not _STUDY.search(name)
    return bool(issued or prescribes or _CALLED.match(text, title.end() - 1)) and not _is_periodical(name)
