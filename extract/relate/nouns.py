"""The noun phrases around a figure: what stands right behind it, and what leads up to it."""

from __future__ import annotations

import re
from functools import cache

from ..context import Context, Sentence
from ..dates import DateFound
from ..lexicon import load, words
from ..quantities import Quantity
from ..recognise.mentions import Mention
from .figures import MAX_INDICATOR
from .patterns import ORGANIZATIONS

_NOMINAL = frozenset({"n", "nz", "nw", "nt", "vn", "an", "a", "ORG", "LOC", "PER", "xc", "b", "s", "j", "f"})
# Words that go on inside what is counted, whatever their tag.
_JOINING = frozenset({"的", "和", "及", "与", "上", "下", "游", "中", "大", "以上", "内", "外"})
# A verb before one of these is part of the noun: 拥有|量, 转化|率.
_HEADS = (
    "量",
    "率",
    "数",
    "额",
    "比",
    "度",
    "面积",
    "人数",
    "总数",
    "总量",
    "总额",
    "金额",
    "规模",
    "经费",
    "成本",
    "能力",
    "比例",
    "比重",
)


@cache
def _links() -> tuple[str, ...]:
    return tuple(sorted(load("observations")["links"], key=lambda word: (-len(word), word)))


def without_links(text: str) -> str:
    """The text without the words at its end that join a noun to its figure (达到, 约为)."""
    while text.endswith(_links()) and not _ENDS_A_WORD.search(text):
        text = text.removesuffix(next(word for word in _links() if text.endswith(word)))
    return text


# Nouns that end like a word that joins: 人才 is no 人|才, 产能 no 产|能.
_ENDS_A_WORD = re.compile(
    r"(?:[人英天]才|[产性功职节智储氢动势核热光电潜技机]能|太阳能|[国公私自]有|公共|行为|许可|理由|自由|存在"
    r"|(?:研发|经费|资金|科研|科技|研究|财政|资本|教育|创新)投入)$"
)

# What is measured, and by what means, is nothing that is counted.
_NO_THINGS = frozenset({"Indicator", "Instrument"})


def counted_by(context: Context, sentence: Sentence, quantity: Quantity) -> tuple[Mention | None, int]:
    """The words right behind a figure that say what is counted: the mention among them, and where they end."""
    end = quantity.end
    mention: Mention | None = None
    for item in sentence.items:
        if isinstance(item, Mention) and item.start >= quantity.end and not _NO_THINGS & set(item.types):
            if item.start == quantity.end or nominal_end(context, quantity.end, sentence.end) >= item.start:
                mention, end = item, item.end
            break
    return mention, nominal_end(context, end, sentence.end)


def nominal_end(context: Context, start: int, limit: int) -> int:
    """How far nouns and what joins them go on from an offset; what only joins is not the end."""
    end = noun_end = start
    for token in context.tokens(start, limit):
        if token.idx > end or end - start > MAX_INDICATOR:
            break
        joins = token.text in _JOINING | words("observations", "inside") or _GRADE.fullmatch(token.text)
        if token.tag_ not in _NOMINAL and not joins:
            break
        end = token.idx + len(token.text)
        if token.tag_ in _NOMINAL and token.tag_ != "a":
            noun_end = end
    return noun_end


def noun_before(context: Context, sentence: Sentence, quantity: Quantity, at: int | None = None) -> str:
    """The nouns that end at an offset (the figure's start), words like 达到 left out; nothing where there are none."""
    start = max(context.clause(quantity.start)[0], sentence.start)
    at = quantity.start if at is None else at
    if at == start and start - 1 > sentence.start and context.text[start - 1] == ":":
        return nouns_ending(context, max(context.clause(start - 2)[0], sentence.start), start - 1)  # 理事单位:30家
    end = start + len(without_links(context.text[start:at]))
    dates = [i for i in sentence.items if isinstance(i, DateFound) and start < i.start and i.end == end]
    noun = nouns_ending(context, start, dates[0].start if dates else at)  # 研发投入在2017年超过了…
    counted = any(isinstance(i, Quantity) and start <= i.start and i.end + len(noun) == end for i in sentence.items)
    return noun.rpartition("的")[2] if counted else noun  # 来自近百个|国家的员工|超过5500人


# An indicator that is a change is no noun of what has changed.
_CHANGE = re.compile("增|减|提高|下降|升|降|翻")
# How big what is counted is: 2个|千亿级|产业集群.
_GRADE = re.compile("[一二三四五六七八九十百千万]*[百千万]?亿(?:元)?级?|[一二三四五]级")


def nouns_ending(context: Context, start: int, at: int) -> str:
    """The nouns of a stretch that end where it ends, words like 达到 left out; nothing where there are none."""
    text = context.text
    end = start + len(without_links(text[start:at]))
    end -= len(_LOCATIVE.search(text[start:end])[0])  # pyright: ignore[reportOptionalSubscript]
    run: list[str] = []
    within = False
    named = [m for m in context.mentions_from(start, end) if "Indicator" in m.types]
    named = [m for m in named if not _CHANGE.search(text, m.start, m.end)]
    for token in reversed(list(context.tokens(start, end))):
        word = text[max(token.idx, start) : min(token.idx + len(token.text), end)]
        if within or word == ")":  # an abbreviation in brackets stands between a noun and what goes on: 研发(R&D)投入
            within = "(" not in word
            continue
        indicates = any(m.start <= token.idx < m.end for m in named)
        if not indicates and not _goes_on(token.tag_, word, run):
            break
        run.insert(0, word)
    begins = end - sum(map(len, run))
    bodies = (m for m in context.mentions_from(start, begins) if not m.is_kind and m.type in ORGANIZATIONS)
    if cut := next((m for m in bodies if m.start < begins < m.end <= end), None):
        return text[cut.end : end].lstrip("的")[-MAX_INDICATOR:]  # half a name (产|综研) is no part of an indicator
    while run and (run[0] in ("的", "和", "与", "及", "、") or run[0] in words("observations", "places")):
        run.pop(0)
    return "".join(run)[-MAX_INDICATOR:].lstrip("、")


# What stands between a noun and its figure and only says in which respect: 研发工作上投入….
_LOCATIVE = re.compile(r"(?:(?:工作)?(?:方面|上))?$")


# A figure that belongs to a noun.
_PER = re.compile("[十百千万亿]")
_SIZE = re.compile(r"\d+强|\d+(?:岁|周岁)以[上下]")


def _goes_on(tag: str, word: str, run: list[str]) -> bool:
    """Does a word belong to the nouns that follow it?"""
    if word in words("observations", "breaks"):
        return False
    if run and _SIZE.fullmatch(word + run[0]):  # 民营企业|500|强, 65岁|以上|人口
        return True
    if word == "每" and run and _PER.match(run[0]):  # 每|万|人|专利|拥有|量
        return True
    if len(word) > 2 and word.endswith(("率", "量", "额")):  # 出生缺陷率, whatever its tag
        return True
    if tag in _NOMINAL or word in _HEADS or word in words("observations", "inside"):
        return True
    if word in ("的", "和", "与", "及", "、", "“", "”"):
        return bool(run) and sum(map(len, run)) < MAX_INDICATOR // 2
    return bool(run) and tag.startswith("v") and run[0] in _HEADS
