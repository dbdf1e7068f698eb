"""Find schemes named in quotation marks (“登月计划”, “再出发”的试点计划) and names in brackets behind a foreign one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..lexicon import load, words
from .heads import specific
from .mentions import MARKED, Mention, add

# A name as a whole in quotation marks; its last word tells what it names. A year or version may follow.
_WHOLE = re.compile(r"“([^“”。,;:!?\n]{2,20}?)((?:20\d\d|\d\.\d)?)”")


# A name in quotation marks, of any words.
QUOTED = r"“(?P<name>[^“”。,;:!?、\n]{2,16})”"


@cache
def quoted_heads() -> dict[str, str]:
    """Return the last words of which a quoted whole is a name, longest first, and the class of each."""
    heads = {head: kind for kind, texts in load("quoted")["heads"].items() for head in texts}
    return dict(sorted(heads.items(), key=lambda item: (-len(item[0]), item[0])))


# A quoted byname, 的, and what sort of scheme it is: “再出发”的试点计划.
# A longer one needs its original or short form behind it.
_BYNAME = re.compile(
    r"“([^“”。,;:!?\n0-9]{2,10}|[^“”。,;:!?\n0-9]{11,20}(?=”的[^“”()]{2,6}\((?:[A-Z]|简称)))”"
    r"的((?:试点|试验|示范|专项|行动|扶持|支持)?(?:计划|工程|专项|行动))"
)

# Quoted wholes that say how or what for, no scheme's name.
_NOT_NAMES = re.compile(
    r"^(?:[一二两三四五六七八九十]+大[一-鿿]{0,4}$|该|本|各|一|有|以|把|将|从|要|加快|支持|推进|推动|实施|开展|建设)"
    r"|规划计划|工作计划|[的了]|[一-鿿]\+[一-鿿]"
)
_JOINED = re.compile(r"[和与]")

# Which of a body's sessions: “第三届某某审议会”.
_SESSION = re.compile(r"^第[一二三四五六七八九十\d]+[届次回]")


# Only a bracket with the original name tells that words joined by 和 are one name.
_DEFINED = re.compile(r" ?[(][A-Za-z]")


@Language.component("innokg_quoted")
def find_quoted(doc: Doc) -> Doc:
    """Note the schemes named in quotation marks."""
    return add(doc, _found(doc.text))


# A foreign name with its Chinese one in brackets: JESSI(…联合开发计划). The whole bracket is the name.
_IN_BRACKETS = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z0-9-]{1,24}\((?P<full>[一-鿿A-Za-z0-9·与和及]{4,40})\)")


def _bracketed(text: str) -> Iterator[Mention]:
    heads = {h: kind for kind, lists in load("heads").items() for texts in lists.values() for h in texts}
    for match in _IN_BRACKETS.finditer(text):
        kind = next((heads[match["full"][-n:]] for n in range(8, 1, -1) if match["full"][-n:] in heads), None)
        if kind and match["full"] not in heads:
            yield Mention(match.start("full"), match.end("full"), (kind,), match["full"], by="quoted", strength=MARKED)


def _is_phrase(text: str, quote: re.Match[str]) -> bool:
    """Is what is quoted speech, two things or a sort of scheme, and no scheme's name?"""
    name = quote[1]
    two = any(name[: joint.start()].endswith(tuple(quoted_heads())) for joint in _JOINED.finditer(name))
    least = MIN_PLAIN if name.endswith(tuple(load("quoted")["telling"])) else MIN_LOOSE
    plain = not specific(name, "Programme") and not quote[2] and len(name) < least
    return (two and not _DEFINED.match(text, quote.end())) or plain or bool(_NOT_NAMES.search(name))


# A quoted whole of nothing but general words must be at least this long; longer, where its last word tells little.
MIN_PLAIN, MIN_LOOSE = 5, 8

# A byname with letters or figures, or one whose original stands behind it, before or with 项目: “某A+”项目.
_PROJECT = re.compile(
    r"“(?P<name>[^“”。,;:!?\n]{0,12}[A-Za-z0-9][^“”。,;:!?\n]{0,6})”项目"
    r"|“(?P<whole>[^“”。,;:!?\n]{3,16}项目)”(?=\([A-Z])"
    r"|“(?P<own>[^“”。,;:!?\n]{2,12})”(?P<sort>国家项目|联邦项目|国家计划|旗舰项目)"
)


# Schemes that only the verb before the quotation marks tells, with the original behind or a word for what they are:
# 推出“某某重大挑战”(Grand …), 启动“某某”扶持项目, 名为某某的计划.
_LAUNCHED = re.compile(
    r"(?:推出|启动|发起|设立|实施|发布|开展|称为|名为|旨在[一-鿿]{2,10}的)了?(?:一项)?(?:名为)?“(?P<name>[^“”。,;:!?\n]{4,16})”"
    r"(?:\([A-Z][a-z]+ [A-Za-z ]+\)|(?P<sort>(?:扶持|资助|支持|培育|示范|研发|合作|试点)?(?:项目|计划))(?![组书经]))"
)
_NAMED = re.compile(
    r"名为“?(?P<name>[A-Za-z0-9一-鿿·-]{3,16}?)”?的(?P<sort_of>(?:国家|战略|研究|研发|资助|创新|合作|试点|长期|大型)*)(?P<sort>项目|计划|倡议|工程)"
)

# A quoted name that the next clause takes up by its sort (“甲乙”,该计划…), or one with its original and 项目 behind.
_TAKEN_UP = re.compile(
    rf"{QUOTED}(?:\([^()]*\))?[,。](?:该|这一|这项)(?P<sort>计划|项目|倡议|工程|专项|战略|法案|中心|枢纽|联合体|集群)"
)
_BEFORE_PROJECT = re.compile(rf"{QUOTED}\([A-Z][A-Za-z0-9 ,&’'-]{{1,60}}\)(?:项目|计划|倡议|工程|专项)")
_SORTS = {
    "战略": "Policy",
    "法案": "Policy",
    "中心": "InnovationCenter",
    "枢纽": "InnovationCenter",
    "联合体": "Consortium",
    "集群": "Cluster",
}


def _taken_up(text: str) -> Iterator[Mention]:
    for match in (*_TAKEN_UP.finditer(text), *_BEFORE_PROJECT.finditer(text)):
        kind = _SORTS.get(match.groupdict().get("sort") or "", "Programme")
        start, end = match.span("name")
        if not _NOT_NAMES.search(match["name"]):
            yield Mention(start - 1, end + 1, (kind,), match["name"], by="quoted", strength=MARKED)


def _launched(text: str) -> Iterator[Mention]:
    for match in (*_LAUNCHED.finditer(text), *_NAMED.finditer(text)):
        said = match.groupdict()
        name = match["name"] if said.get("sort_of") else match["name"] + (said["sort"] or "")
        start = match.start("name") - (text[match.start("name") - 1] == "“")
        yield Mention(start, match.end(), ("Programme",), name, by="quoted", strength=MARKED)


def _found(text: str) -> Iterator[Mention]:
    for match in _WHOLE.finditer(text):
        kind = next((k for head, k in quoted_heads().items() if match[1].endswith(head)), None)
        if kind and not _is_phrase(text, match):
            name = _SESSION.sub("", match[1]) if kind == "Agency" else match[1]
            yield Mention(match.start(), match.end(), (kind,), name + match[2], by="quoted", strength=MARKED)
    for match in _PROJECT.finditer(text):
        name = match["whole"] or (match["own"] + match["sort"] if match["own"] else match["name"] + "项目")
        yield Mention(match.start(), match.end(), ("Programme",), name, by="quoted", strength=MARKED)
    yield from _launched(text)
    yield from _taken_up(text)
    yield from _bracketed(text)
    for name in sorted(words("words", "national_programmes")):
        for match in re.finditer(re.escape(name), text):
            yield Mention(match.start(), match.end(), ("Programme",), name, by="quoted", strength=MARKED)
    for match in _BYNAME.finditer(text):
        yield Mention(match.start(), match.end(), ("Programme",), match[1] + match[2], by="quoted", strength=MARKED)
