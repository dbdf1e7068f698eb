"""Difficulties that a sentence names: 面临…等问题, 受…制约, …等问题突出, 破解“…”; and the members of what is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..expressions import Expression, any_of, hinted
from ..lexicon import load
from .lacking import lacks

MIN_LABEL = 3
# Members shorter than this do not stand alone.
MIN_MEMBER = 4
# What a bracket adds goes with what stands before it: 发展不均(冷热悬殊、快慢不一)及….
_ASIDE = re.compile(r"\([^()]{2,40}\)")
_STANDS = (
    r"(?:突出|(?:的)?(?:普遍|客观)?存在|严重|明显|(?:开始)?凸显|[亟有]待解决"
    r"|(?:尚未|仍未|还未|没有|未能|未)(?:得到)?[^,;。]{0,6}(?:解决|破解|消除|突破|缓解)"
    r"|(?:严重|直接|长期|一直|正)?(?:制约|困扰|阻碍|影响|束缚)(?:着|了)?)"
)
# 存在谁来出资、如何分利等问题: a question is a difficulty of its own.
_QUESTION = re.compile("(?:谁|如何|怎么|怎样|何时|哪里|是否|能否|由谁)|(?:谁|如何|怎么|怎样)[^、]{2,}$")
# Numbers and measures of difficulties.
_SEVERAL = (
    "(?:现实|突出|重大|[双三多]重|共同|严峻|巨大|主要|共性|一系列|诸多|多方面|瓶颈|结构性"
    "|普遍性|痛点|难点|堵点|老大难)*"
)


@cache
def _words(key: str) -> Expression:
    value = load("challenges")[key]
    return any_of([value] if isinstance(value, str) else value)


def named_difficulties(words: str) -> Iterator[tuple[str, float]]:
    """(words, confidence) of each difficulty that a part of a sentence names."""
    words = _ASIDE.sub("", words)
    named, standing, several = _namings()
    among = list(named.finditer(words)) if "等" in words else []
    for match in among:
        if _SETTLES.search(words, 0, match.start()) and not any(map(_is_trouble, re.split("[、和与]", match["what"]))):
            continue
        led = match[0][: match.start("what") - match.start()]
        apart = match["what"].count("、") == 1 or _words("splits").search(led)
        yield from _split(match["what"]) if apart else members(match["what"])
    for match in several.finditer(words) if "大" in words else ():
        yield from _split(match["what"])
    for match in _STATES.finditer(words):
        yield match["what"], 0.78
    for match in _OF.finditer(words):
        if not _words("at_large").search(match["what"]):
            yield from members(match["what"])
    for match in _SOLVES.finditer(words) if "的" in words else ():
        if _EMPTY.search(match["what"]):
            continue
        if any(map(_is_trouble, re.split("[、和与]", match["what"]))):
            yield from members(match["what"])
    for match in _BY.finditer(words):
        if _words("at_large").search(match["what"]):
            continue
        if match["hinders"] or any(map(lacks, re.split("[、和与]", match["what"]))):
            yield from members(match["what"])
    for match in _QUOTED.finditer(words):
        yield from ((name, 0.75) for name in re.findall("“((?!卡脖子)[^”]{3,20})”", match["what"]))
    if not among and "等" in words:
        for match in standing.finditer(words):
            yield from members(match["what"])


@cache
def _namings() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """面临…等问题; …等问题突出; 面临…三大问题."""
    opens, behind = _words("opens").pattern, f"(?:{_words('closes').pattern})"
    return (
        re.compile(rf"(?:{opens})(?P<what>[^,;:。]{{4,120}}?)等{behind}"),
        re.compile(
            rf"(?:^|(?<=[,;:。]))(?P<what>[^,;:。]{{4,90}}?)等{behind}(?:较为|依然|仍然?|日益|十分|比较|长期|也|都|均)*{_STANDS}"
        ),
        re.compile(rf"(?:{opens})(?P<what>[^,;:。]{{6,60}}?)[两三四五六七八]大{behind}"),
    )


# 面临…的问题, 破解…的难题: what is named without 等.
_OF = hinted(
    r"(?:(?:面临|存在|遇到|陷入)(?:着|了)?(?P<what>(?:(?!等(?:诸多|多重|突出|现实)*(?:问题|挑战|困))[^,;:。]){6,60}?)的"
    rf"{_SEVERAL}(?:问题|挑战|困境|难题|难点|瓶颈|短板|困难|风险|压力|局面)(?![上中下的]))"
)
# 问题是…; 这种做法的缺点在于…: what stands behind it, as far as the sentence does not turn.
_STATES = re.compile(
    r"(?:^|(?<=[,;:。]))(?:[^,;:。]{2,14}(?<![解决究论答破化])的)?(?:但是?|而|然而|目前|当前|最大|最突出|主要|突出|关键|真正|核心|的)*"
    "(?:问题|难题|难点|难处|困难|短板|劣势|缺点|弱点|弊端|软肋|症结|隐患)(?:主要)?就?(?:是|在于)(?!否|谁|什么|以下|如下)"
    "(?P<what>[^;。]{6,}?)(?=$|[;。]|,(?:但|所以|因此|不过|然而|为此|应|需|要|这))"
)
# 解决…的问题, of what is a trouble by its own words.
_SOLVES = re.compile(
    r"(?:解决|破解|化解|克服|缓解|破除|改变|扭转)(?:了|好)?(?P<what>(?:(?!等(?:诸多|多重|突出|现实)*(?:问题|挑战|困))[^,;:。]){4,60}?)的?"
    rf"(?:{_SEVERAL}(?:问题|困境|难题|瓶颈|困难|矛盾|局面|状况|现象))(?=$|[,;。、])"
)
_TROUBLE = re.compile(
    "(?:孤岛|孤立|壁垒|鸿沟|缺口|浪费|拥堵|流失|过剩|外溢|摩擦|扯皮|推诿|两张皮|卡脖子|[荒难贵慢堵散乱])[”’]?$"
)
# 遇到的困难和问题: of what, nothing says.
_EMPTY = re.compile("(?:困难|问题|矛盾|难题|障碍)[和与及、]?$")
# Whose work it is to see to 土地、人才等问题: only what is a trouble by its own words is said to be one.
_SETTLES = re.compile("(?:协调|研究|及时|帮助|协助|会商|统筹|负责|督促)(?:推动|推进|并|、)*$")
# 受…等因素制约
_BY = hinted(
    r"受(?:到|制于|限于)?(?P<what>[^,;:。]{4,50}?)(?:等)?(?:多重|诸多|客观)?(?:因素|原因|条件|问题)?(?:的)?"
    r"(?:(?P<hinders>制约|困扰|掣肘|束缚|拖累)|限制|影响)"
)
# 破解“孤岛”“堵点”
_QUOTED = hinted("(?:破解|化解|解决|打通|克服)(?P<what>(?:“[^”]{3,20}”[、和]?)+)")


def _is_difficulty(part: str) -> bool:
    return lacks(part) or bool(_words("ends").search(part) or _QUESTION.match(part))


def _is_trouble(part: str) -> bool:
    return _is_difficulty(part) or bool(_TROUBLE.search(part))


def members(what: str) -> Iterator[tuple[str, float]]:
    """The members of what is named that say by themselves that something is lacking, or the whole."""
    yield from ((words, 0.8) for words in lacking_members(what) or [what])


def lacking_members(what: str) -> list[str]:
    """The members that say by themselves that something is lacking (人才短缺、进度滞后), or none.

    One that does not goes with the one before it.
    """
    found: list[str] = []
    parts = [half for part in re.split("、|以及|且(?=[一-鿿]{4})", what) for half in _halves(part)]
    for part in parts:
        if found and not _is_difficulty(part):
            found[-1] += "、" + part
        else:
            found.append(part)
    enough = sum(map(_is_difficulty, parts)) >= max(2, len(parts) - 1)
    return found if enough and all(len(part) >= MIN_MEMBER for part in found) else []


def _halves(part: str) -> list[str]:
    """Both sides of an 和 or 与, where each is a difficulty: 资金紧张和人才断层."""
    for joint in re.finditer("[和与及]", part):
        one, other = part[: joint.start()], part[joint.end() :]
        if min(len(one), len(other)) >= MIN_MEMBER and _is_difficulty(one) and _is_difficulty(other):
            return [one, other]
    return [part]


def _sides(part: str) -> list[str]:
    """Both sides of an 和 or 及, but for what is lacking as a whole (缺乏理解和把握全局的人才)."""
    sides = re.split("(?<=[一-鿿]{3})[及和](?=[一-鿿]{3})", part, maxsplit=1)
    return [part] if _LACKS_ALL.match(part) and not _is_difficulty(sides[-1]) else sides


_LACKS_ALL = re.compile("缺乏|缺少|欠缺|没有|难以|无法")


def _split(what: str) -> Iterator[tuple[str, float]]:
    """The members of what is named, or the whole where they do not stand alone."""
    parts = [half for part in re.split(r"、|以及|且(?=[一-鿿]{4})", what) for half in _sides(part)]
    caused = re.search("造成|导致|引起", what)
    whole = caused or "、" not in what or len(parts) == 1 or any(len(part) < MIN_MEMBER for part in parts)
    yield from ((part, 0.8) for part in ([what] if whole else parts))
