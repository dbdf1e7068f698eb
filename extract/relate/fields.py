"""Fields of technology and industry that no scheme knows, by the lists that they stand in: 聚焦A、B和C等领域.

1. A cue (聚焦, 围绕, 方向是) may open a list; the list goes on over nouns and what joins them.
2. It is cut at its marks; the last member also at 和 or 与.
3. Its members are fields where the list says so (等领域 closes it), or where they are or end like fields.
4. Lists that say by themselves that they are of fields need no cue (see `field_lists`), nor do those that mostly
   known fields make up (see `field_company`).
The fields found become mentions, before rules are applied; a shorter field inside one gives way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..cleaning import is_masked
from ..expressions import Expression, any_of
from ..lexicon import load, words
from ..lexicon.gazetteer import Concept, gazetteer
from ..recognise.mentions import SHAPE, Mention
from ..stretches import Stretch, Stretches
from ..words import Word, Words, words_of
from .field_company import in_company, quoted_lists
from .field_lists import closed_lists, counted_lists, plain_lists

FIELD = "TechnologyField"

# Tags of words that fields are made of. What LAC tags otherwise may stand inside a field that a scheme knows.
_TAGS = frozenset({"n", "nz", "nw", "vn", "an", "a", "b", "s", "xc", "ORG", "m", "TIME"})
_JOINTS = frozenset({"、", "和", "与", "及", "以及"})
_BRACKET = re.compile(r"\([^()\n]{1,24}\)")
_LAST_JOINT = re.compile(r"以及|(?<=[一-鿿A-Za-z0-9)]{2})(?:和|与|及)(?=[^和与及]{2})")
_OTHER = re.compile(r"^(?:其他|其它|相关|各类|一系列|各种|有关|所属|所在|本行业|该行业|各自)|^等|等$")
_COUNT = re.compile(
    r"\d+[个项类种家]|[()]|^第?[一二三四五六七八九十](?:[批轮期]|$)|^[一二三四五六七八九十两几多]+[个大项类条]"
)
_PROCESS = re.compile(
    r"(?:的)?(?:深度|协同|交叉|创新|产业化)*(?:融合|发展|突破|应用|研发|攻关|创新|升级|研究|转化|开发|前沿)$"
)
# What a firm does with its products, one thing or several: 功率芯片|设计、研发和销售; 芯片设计 alone is a field.
_DEALS = re.compile(
    r"(?<=..)(?:的)?(?:(?:(?:设计|研发|开发|研究|研制|生产|制造|销售|加工|服务|推广|应用|运营|集成)(?:[、和与及]|以及)?){2,}"
    r"|(?:研发|开发|生产|销售|研制)(?:业务|工作|活动)?|业务)$"
)
# What a list may be said to be, which tells nothing of its members: 支持纺织和新材料|方面.
_ASPECT = "方面"
# What is only done to products and techniques: 专注于某产品|的研发.
_MADE = re.compile("的?(?:研发|研制|产业化|技术攻关|技术研究)")
_BEHIND_LIST = re.compile(r"等(?:若干|多个|重点|关键|前沿|技术|研究)*(?:领域|方向|技术)|[二三四五六七八九十两\d]+大")
_USES = re.compile(r"[中上里内]?的?[^,;:。]{0,4}应用|的?(?:研究|研发|开发|攻关)")
# What sums up a list in figures: 量子信息、极地探测|三大高地.
_SUMS_UP = re.compile(r"(?<=..)[一二三四五六七八九十两\d]+大(?!数据|模型)")
_PLACELESS = re.compile(
    r"^(?:我国|国内|全国|全球|世界|国家|本国|多种|多项|若干|一批|一系列|特定|相关|不同|重点|众多|诸多|多个)的?(?=..)"
)

# A body of no known sort with so short a name is none where a list of fields names it: 风电、LED等46家联盟, 网联|汽车.
_MAY_BE_NONE = re.compile(r"[A-Za-z0-9-]{2,8}|[一-鿿]{2,3}")

# What a place of its own does not begin with: 智慧园区.
_SMART = ("智慧", "智能", "数字", "绿色", "低碳", "未来")

# The shortest and longest names of fields: AI, 北斗; 智能制造系统工业基础软件.
MIN_FIELD, MAX_FIELD = 2, 18
# Of so few members each must tell that it is a field.
MIN_LIST = 3


@cache
def _cues() -> Expression:
    lists = load("fields")
    cues = rf"(?:(?P<strong>{'|'.join(lists['strong'])})|(?P<weak>{'|'.join(lists['weak'])}))"
    verbs = f"(?:(?:{'|'.join(lists['cue_verbs'])})(?:了|和|与|、)?)*"
    return any_of([rf"{cues}{verbs}(?:以[^,;。]{{1,16}}?为(?:代表|核心|主体?|主导|重点)的)?"])


@cache
def _closer() -> re.Pattern[str]:
    lists = load("fields")
    closing = "|".join(sorted(lists["closing"], key=lambda w: (-len(w), w)))
    count = r"(?:[一二三四五六七八九十两\d]+[大个项类])?"
    return re.compile(rf"(?P<etc>等)?{count}(?:{closing})*(?:{'|'.join(lists['closers'])})")


@cache
def _tail() -> re.Pattern[str]:
    """What closes a list without 等, at its end: 三大方向, 前沿技术领域."""
    return re.compile(
        r"(?:的)?(?:[一二三四五六七八九十两\d]+[大个项类](?:重点|关键|核心|前沿|技术|产业)*|(?:重点|关键|前沿)(?:技术)?)?(?:领域|方向|赛道|板块)(?:支持|投入|立项)?$"
    )


@cache
def _worked_on() -> re.Pattern[str]:
    return re.compile(
        "的(?:国内|本土|规模化|工程化|联合|共性|前沿|关键)*(?:" + "|".join(load("fields")["worked_on"]) + ")"
    )


def known(text: str) -> Concept | None:
    """The scheme's field of this name, also as a trade (半导体|业)."""
    labels = gazetteer().by_label
    concepts = (gazetteer().concepts[iri] for name in (text, text.removesuffix("业")) for iri in labels.get(name, ()))
    return next((concept for concept in concepts if FIELD in concept.types), None)


@Language.component("innokg_fields")
def find_fields(doc: Doc) -> Doc:
    """Add the fields of lists to the mentions."""
    found: list[Mention] = []
    left_out: set[int] = set()  # where a cue opens something else than fields: what starts there is part of that
    others = [m for m in doc._.mentions if m.type not in (FIELD, "Instrument", "Indicator")]
    tokens, text = words_of(doc), doc.text
    names = _stretches(doc._.mentions)
    known_fields = _stretches(m for m in doc._.mentions if m.type == FIELD)
    others = [m for m in others if not _may_be_none(m)]
    bodies = _stretches(m for m in others if m.type != "Region")
    taken, blocks = _stretches(others), _stretches(others)
    for cue in _cues().finditer(text):
        if names.meet(*cue.span()):
            continue
        members = _list_after(tokens, text, known_fields, bodies, cue)
        # 用于芯片的进口, 在芯片中的应用: 芯片 is what it is about all the same.
        if not members and not cue[0].startswith("用于") and not _goes_on(text, known_fields, cue.end()):
            left_out.add(cue.end())
        found += _free(text, members, taken)
    lists = (*closed_lists(tokens, text, blocks, known_fields), *counted_lists(text, blocks), *quoted_lists(text))
    plain = plain_lists(tokens, text, blocks, known_fields, lambda name: known(name) is not None or has_head(name))
    for members in (*lists, *plain, *in_company(tokens, text, known_fields, has_head, may_be_field)):
        fitting = [(s, e) for s, e in members if may_be_field(text[s:e])]
        if 2 * len(fitting) > len(members):
            found += _free(text, [(s, e) for s, e in members if may_be_listed(text[s:e])], taken)
    fields = _stretches(found)
    kept = [m for m in doc._.mentions if m.type != FIELD or not (m.start in left_out or fields.meet(m.start, m.end))]
    kept = [m for m in kept if not (m.type == "Organization" or _may_be_none(m)) or not fields.meet(m.start, m.end)]
    doc._.mentions = sorted([*kept, *found], key=lambda m: m.start)
    return doc


def _goes_on(text: str, known_fields: Stretches, start: int) -> bool:
    """Is it a known field in which something is used (在|芯片|中的应用), or one of several (在|芯片|、机床方面)?"""
    end = known_fields.end_of(start)
    return end is not None and (text[end : end + 1] in _JOINTS or bool(_USES.match(text, end)))


def _may_be_none(mention: Mention) -> bool:
    """May what was taken for a body or a place be none where a list of fields names it?"""
    if mention.type == "Region":
        return mention.by == "places" and mention.name.startswith(_SMART)
    return mention.type == "Organization" and bool(_MAY_BE_NONE.fullmatch(mention.name))


def _stretches(mentions: Iterable[Mention]) -> Stretches:
    return Stretches((m.start, m.end) for m in mentions)


def _free(text: str, members: list[Stretch], taken: Stretches) -> list[Mention]:
    """The members as fields, but for those that touch what is taken; they are taken from then on."""
    free = [(s, e) for s, e in members if not taken.meet(s, e)]
    for start, end in free:
        taken.add(start, end)
    return [field_mention(text, s, e) for s, e in free]


def field_mention(text: str, start: int, end: int) -> Mention:
    """The stretch as a field, by the scheme's name where it knows it."""
    name = text[start:end]
    concept = known(name)
    if concept is not None:
        return Mention(start, end, (FIELD,), concept.name, by="concepts", strength=SHAPE, concept=concept.iri)
    return Mention(start, end, (FIELD,), name, by="fields", strength=SHAPE)


def _list_after(
    tokens: Words, text: str, known_fields: Stretches, bodies: Stretches, cue: re.Match[str]
) -> list[Stretch]:
    """The members of the list behind a cue where they are fields, else nothing."""
    start = cue.end()
    end = _list_end(tokens, text, known_fields, start)
    end = bodies.first_start(start, end) or end  # 甲实验室聚焦通信与人工智能、|乙实验室…
    end -= len(text[start:end]) - len(text[start:end].rstrip("、和与及"))
    end -= len(_ASPECT) * text.endswith(_ASPECT, start, end)
    stretch = text[start:end]
    closed = bool(_closer().match(text, end)) and text[end : end + 1] == "等"
    closed = closed or (cue["strong"] and _MADE.match(text, end)) or ("(" in cue[0] and text.startswith("等)", end))
    if not closed and (tail := _tail().search(stretch)):
        end, closed = start + tail.start(), True
    if not closed and (sum_up := _SUMS_UP.search(stretch)):
        end = start + sum_up.start()
    if not closed and (dealt := _DEALS.search(text[start:end])):
        end = start + dealt.start()
    elif not closed and text.startswith("的", end) and not _worked_on().match(text, end):
        return []
    for behind in (_PROCESS, _tail()):  # 氢能工业领域应用
        if not closed and (tail := behind.search(text[start:end])):
            end = start + tail.start()
    named = [m for m in _members(text, start, end) if not _OTHER.search(text[m[0] : m[1]])]
    members = [m for m in named if may_be_field(text[m[0] : m[1]])]
    if closed:
        return members
    if summed := _summed_up(tokens, text, known_fields, end):
        return [*(m for m in members if known(text[m[0] : m[1]])), summed]
    told = [m for m in members if known(text[slice(*m)]) or has_head(text[slice(*m)])]
    enough = len(told) == len(members) or (told and len(members) > 1)
    within = text.startswith(("方面", "中", "里", "上"), end) and len(told) > 1  # 在甲、乙|中的应用
    if (within or not cue[0].startswith("在")) and len(members) == len(named) and enough:
        return members
    if cue["strong"]:  # 聚焦半导体产业与老龄化问题; but of a longer list that is mostly of fields the rest are too
        return members if len(members) > MIN_LIST and 2 * len(told) >= len(named) else told
    return []


def _summed_up(tokens: Words, text: str, known_fields: Stretches, end: int) -> Stretch | None:
    """The field that sums a list up: 碳化硅、氮化镓等|宽禁带半导体."""
    if text[end : end + 1] != "等" or end + 1 not in tokens.starting:
        return None
    stop = _list_end(tokens, text, known_fields, end + 1)
    name = text[end + 1 : stop]
    return (end + 1, stop) if may_be_field(name) and (known(name) is not None or has_head(name)) else None


def _list_end(tokens: Words, text: str, known_fields: Stretches, start: int) -> int:
    """How far nouns and joints go on from an offset; 0 words where it starts inside a word."""
    at = end = _behind_glued(tokens, text, start)
    while at in tokens.starting:
        token = tokens.starting[at]
        if bracket := _BRACKET.match(text, at):
            at = bracket.end()
            continue
        covering = known_fields.end_of(at)
        if covering in tokens.starting:
            at = end = covering
        elif token.text in _JOINTS:
            at = token.end
        elif (member := _listed_member(tokens, text, start, at)) is not None:
            at = end = member
        elif _is_nominal(tokens, text, token):
            at = end = token.end
        else:
            break
    return end


# The rest of a member up to the mark behind it.
_REST = re.compile(r"[^、,;:。!?()“”《》\n的了是在为对将从由以]{1,10}?(?=[、,。和与及等]|以及)")
# How far back the mark before it may stand.
MAX_BACK = 12


def _listed_member(tokens: Words, text: str, start: int, at: int) -> int | None:
    """Where a member ends that stands between marks, whatever its words are: 、储|氢材料、 or 、能源|高效节约利用、.

    It must end like a field, unless only its end is to be told; what leads over to a new clause is none.
    """
    token = tokens.starting[at]
    mark = text.rfind("、", max(start, at - MAX_BACK), at)
    if mark < 0 or token.tag_ in _TAGS or token.text in _leading_on():
        return None
    rest = _REST.match(text, at)
    if rest is None or rest.end() not in tokens.starting:
        return None
    goes_on = text.startswith(("、", "等"), rest.end())
    name = text[mark + 1 : rest.end()]
    return rest.end() if may_be_field(name) and (has_head(name) or (at > mark + 1 and goes_on)) else None


@cache
def _leading_on() -> frozenset[str]:
    return words("words", "deals") | words("words", "not_first") | words("words", "breaks")


def _behind_glued(tokens: Words, text: str, start: int) -> int:
    """Where to read on from: behind the first field where the analyser joins it to the cue (从事声学|、|新材料)."""
    if start in tokens.starting or start >= len(text):
        return start
    end = tokens.at(start).end
    name = text[start:end]
    listed = text[end : end + 1] in _JOINTS or _closer().match(text, end)
    return end if listed and may_be_field(name) and (known(name) is not None or has_head(name)) else start


def _is_nominal(tokens: Words, text: str, token: Word) -> bool:
    if token.tag_ in _TAGS and not token.text.isspace():
        return True
    if token.tag_ != "v":
        return False
    inside = token.text in words("words", "inside") and tokens[max(0, token.i - 1)].tag_ in _TAGS
    return inside or text.startswith(("、", "等领域", "等方向", "等产业"), token.end) or _ends_list(tokens, text, token)


def _ends_list(tokens: Words, text: str, token: Word) -> bool:
    """Does a list of nouns end in this verb: 极地|探测|三大高地?"""
    return tokens[max(0, token.i - 1)].tag_ in _TAGS and bool(_BEHIND_LIST.match(text, token.end))


def _members(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The stretches between the list's marks, brackets and places left out."""
    at = start
    parts: list[Stretch] = []
    for mark in re.finditer("、", text[start:end]):
        parts.append((at, start + mark.start()))
        at = start + mark.end()
    parts.append((at, end))
    for index, (s, e) in enumerate(parts):
        last = index == len(parts) - 1
        yield from (_trimmed(text, a, b) for a, b in _cut(text, s, e, last))


def _cut(text: str, start: int, end: int, last: bool) -> Iterator[Stretch]:
    """A member cut at 以及, the last one also at 和 or 与, unless a scheme knows it as one field."""
    if known(text[start:end]) is None:
        cut_here = last and "以及" not in text[start:end]
        for joint in _LAST_JOINT.finditer(text[start:end]):
            if cut_here or joint[0] == "以及":
                yield start, start + joint.start()
                yield from _cut(text, start + joint.end(), end, last)
                return
    yield start, end


def _trimmed(text: str, start: int, end: int) -> Stretch:
    if bracket := re.search(r"\([^()]*\)$", text[start:end]):
        end = start + bracket.start()
    if place := _PLACELESS.match(text[start:end]):
        start += place.end()
    return start, end


def may_be_field(text: str) -> bool:
    """Could the words name a field, as far as their form goes?"""
    if is_masked(text) or "**" in text:
        return False  # nobody knows which
    if not MIN_FIELD <= len(text) <= MAX_FIELD or _OTHER.search(text) or _COUNT.search(text):
        return False
    if known(text) is not None or text in words("fields", "of_fields"):
        return True
    return not text.endswith(tuple(load("fields")["not_last"])) and not _generic().fullmatch(text)


def may_be_listed(text: str) -> bool:
    """Could they in a list of which most members could: 健康、通信、|未来城市?"""
    listed = load("fields")["in_lists"]
    whole, ends = tuple(listed["whole"]), tuple(listed["ends"])
    return may_be_field(text) or text in whole or (text.endswith(ends) and MIN_FIELD < len(text) <= MAX_FIELD)


def has_head(text: str) -> bool:
    """Do the words end like a field's name?"""
    return text.endswith(tuple(load("fields")["heads"]))


@cache
def _generic() -> re.Pattern[str]:
    """Words that only say what sort of field: 重点领域, 关键核心技术."""
    general = words("words", "generic") | words("words", "generic_scheme") | frozenset(load("fields")["closing"])
    return re.compile("(?:" + "|".join(sorted(map(re.escape, general), key=lambda w: (-len(w), w))) + ")*")
