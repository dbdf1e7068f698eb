"""What a text says a thing is called, right behind its name.

It stands in a bracket (简称…, Original Name, ABC), or behind a comma (又称…, 即…).

A bracket is read piece by piece from its beginning, up to the first piece that calls the thing nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..lexicon.gazetteer import gazetteer
from .heads import heads
from .mentions import Mention

# What leads in another name: 简称, 以下统称为, 英文缩写, 德语名称, 现更名为, 原.
_TONGUE = r"(?:[英德法日韩俄拉丁]+[文语])"
_LEAD = (
    r"(?:即|(?:以?下面?)?(?:简称|统称|又称|也称|亦称|或称|又作|亦作|俗称|旧称|合称|称|简写|缩写|全称|全名|又名|又译|或译))"
    rf"|{_TONGUE}(?:全称|简称|缩写|名称|名|原名)?|(?:曾用名|(?:原|现更?|更)(?:为|称|名))|[原现](?=“)"
)
# … or at a stock exchange: 纳斯达克股票代码:ABCD.
SIGN = r"(?:纳斯达克|纽交所|(?:纽约|伦敦|东京|香港)证券交易所|港交所|上交所|深交所|股票|证券)[^():]{0,8}(?=:)"
_LETTER = "A-Za-zÀ-ÿ"
_FOREIGN = rf"[{_LETTER}][{_LETTER}0-9&'’ /*+-]{{0,80}}[{_LETTER}0-9.*](?![{_LETTER}0-9一-鿿])"
_LABELLED = re.compile(
    rf"(?:{_LEAD}|{SIGN})(?:为|是|作)?:?\s?(?:[“《](?P<quoted>[^“”《》()]{{1,40}})[”》]|(?P<plain>{_FOREIGN}|[^“”《》(),;、。:]{{1,24}}))"
)
_LATIN = re.compile(rf"[{_LETTER}][{_LETTER}0-9&.,'’ /*+-]{{0,80}}[{_LETTER}0-9.*]|[A-Z]{{2,}}")
_MIXED = re.compile(r"[A-Z][A-Za-z0-9-]{1,20}[一-鿿]{1,4}(?=\))")
_ACRONYM = re.compile(r" ?[A-Z][A-Za-z0-9*+-]{1,11}")
_ACRONYM_FIRST = re.compile(r"[A-Z][A-Z0-9&*+-]{1,11}")
_MARK = re.compile(r"[,;、:\s]+")

# Behind a comma: 又称甲或乙, 即ABC, 以下称“甲”.
_APART = re.compile(
    r",(?P<lead>即|(?:以?下)?(?:简称|统称|称)|又称|也称|亦称|俗称|又名|全称|全名|原名|初名|旧称|别名)(?:为|是)?"
    r"(?P<value>[“《][^“”《》]{1,60}[”》]|[^“”《》(),;、。:]{2,24})(?=[,;。)(]|$)"
)
# What follows without a mark, or in the next clause: 也被称为ABC, 被命名为“甲乙”.
_SAID = re.compile(
    r",?(?:又|也|亦|均|还)?(?:被|通常)?(?:称为|称作|命名为|叫做|取名为)(?:是)?"
    r"(?:[“《](?P<quoted>[^“”《》]{2,24})[”》]|(?P<plain>[^“”《》(),;、。:的]{0,12}[A-Z]{2,}[^“”《》(),;、。:的]{0,8}))(?=[,;。)(、]|$)"
)
_VALUE = re.compile(r"(?:^|(?<=或))[“《]?(?P<name>[^“”《》]+?)[”》]?(?=或|$)")

_LETTERS = re.compile("[A-Z]{2}")

# What a sentence goes on to say of its subject: …成立于2013年,简称“甲院”.
LATER = re.compile(r"[,;](?:以?下)?简称(?:为)?“(?P<alias>[^“”]{2,20})”")

# … or what else it is called, where the thing begins the sentence: …成立于1971年,也被称为“甲论坛”.
ALSO = re.compile(r"[,;](?:因此|所以)?(?:又|也|亦|还|常|通常)(?:被|常被)?(?:称为|称作|叫做|称)“(?P<alias>[^“”]{2,20})”")

# Before a thing: what it is called (被称为“甲法案”的《乙法》).
CALLED_BEFORE = re.compile(r"(?:被|俗|又)?(?:称为|称作|称|叫做)“(?P<alias>[^“”]{2,20})”的《?$")

# A bracket with nothing but a name: made of the name's own characters, or with the same last word.
_ALONE = re.compile(r"[(]“?(?P<alias>[一-鿿]{2,20})”?[)]")
# One of several names in a bracket, in Chinese.
_OWN = re.compile(r"“?(?P<alias>[一-鿿]{2,20})”?(?=[,;、)])")
_STAGES = frozenset({"试行", "暂行", "草案", "筹", "修订", "一期", "二期", "三期"})
_SCHEMES = frozenset({"Programme", "Policy", "Consortium", "InnovationCenter", "Cluster"})

# Words that several sorts of body share by their last two characters tell less than these many.
MIN_SAME = 3


@dataclass(frozen=True, slots=True)
class Called:
    """Another name and where it stands."""

    text: str
    start: int
    end: int


def called(text: str, mention: Mention) -> list[Called]:
    """Every name that the text gives a thing right behind its mention, in order."""
    end = mention.end + (text[mention.end : mention.end + 1] == "”")
    found, end = _in_bracket(text, end, mention)
    if not found and (alone := _ALONE.match(text, end)) and _is_another(alone["alias"], mention):
        found, end = [_one(alone, "alias")], alone.end()
    return [one for one in (*found, *_apart(text, end, mention)) if one.text != mention.name]


def _in_bracket(text: str, at: int, mention: Mention) -> tuple[list[Called], int]:
    """The names in the bracket at an offset, and where it ends; the offset itself where it holds none."""
    opening = re.match(r" ?\(", text[at : at + 2])
    close = text.find(")", at) if opening else -1
    if opening is None or close < 0:
        return [], at
    found: list[Called] = []
    place = at + opening.end()
    while place < close:
        labelled = _LABELLED.match(text, place, close + 1)
        latin = None if labelled else (_MIXED.match(text, place) or _LATIN.match(text, place, close))
        if labelled and labelled[0][0] == "即" and not (labelled["quoted"] or _is_told(labelled["plain"], mention)):
            break
        if labelled:
            group = "quoted" if labelled["quoted"] else "plain"
            found += _alternatives(text, *labelled.span(group))
            place = labelled.end()
        elif latin:
            found += parts(latin[0], place)
            place = latin.end()
        elif (own := _OWN.match(text, place, close + 1)) and _is_another(own["alias"], mention):
            found.append(_one(own, "alias"))
            place = own.end("alias")
        else:
            break
        mark = _MARK.match(text, place, close)
        if mark is None:
            break
        place = mark.end()
    behind = text[place : place + 1]
    whole = bool(found) and (behind in (")", "") or text[place - 1] in ",;、:")  # behind a colon it is explained
    return (found, close + 1) if whole else ([], at)


def _alternatives(text: str, start: int, end: int) -> Iterator[Called]:
    for one in _VALUE.finditer(text[start:end]):
        name = one["name"].strip()
        at = start + one.start("name") + one["name"].index(name) if name else start
        if name:
            yield Called(name, at, at + len(name))


def parts(original: str, start: int) -> Iterator[Called]:
    """An original name and its acronym, in either order: Defense … Agency, DARPA."""
    short, _, full = original.partition(",")
    if _ACRONYM_FIRST.fullmatch(short) and full.strip():
        yield Called(short, start, start + len(short))
        at = start + len(original) - len(full.lstrip())
        yield from parts(full.strip(), at)
        return
    head, _, tail = original.rpartition(",")
    if head and _ACRONYM.fullmatch(tail):
        yield Called(head.strip(), start, start + len(head))
        at = start + len(original) - len(tail.lstrip())
        yield Called(tail.strip(), at, start + len(original))
        return
    yield Called(original, start, start + len(original))


def _is_another(alias: str, mention: Mention) -> bool:
    """Is what stands alone in the bracket another name: made of the name's characters, or with its last word?"""
    if alias in _STAGES or alias in gazetteer().by_label or alias == mention.name:
        return False
    scheme = mention.type in _SCHEMES
    if len(alias) <= MAX_SHORT and (scheme or len(alias) >= MIN_SAME) and is_short_for(alias, mention.name):
        return True
    return len(alias) > MAX_SHORT and not mention.is_kind and alias[-MIN_SAME:] == mention.name[-MIN_SAME:]


# A short form is no longer than this.
MAX_SHORT = 6


def is_short_for(alias: str, name: str) -> bool:
    """Is the word made of the name's characters, in their order, but for one?"""
    at, shared = 0, 0
    for char in alias:
        found = name.find(char, at)
        if found >= 0:
            at, shared = found + 1, shared + 1
    return shared >= max(2, len(alias) - 1) and len(alias) < len(name) and alias[0] in name


def _apart(text: str, at: int, mention: Mention) -> Iterator[Called]:
    """The names behind a comma or a verb that names; 即 names where there are letters or the same last word."""
    said = _APART.match(text, at)
    if said is None:
        named = _SAID.match(text, at)
        if named and not mention.is_kind:
            yield _one(named, "quoted" if named["quoted"] else "plain")
        return
    for one in _alternatives(text, *said.span("value")):
        if said["lead"] != "即" or _is_told(one.text, mention):
            yield one


def _is_told(name: str, mention: Mention) -> bool:
    """Do letters or the last word tell that what 即 leads in is a name, and no explanation?"""
    return name.isascii() or name[-2:] == mention.name[-2:] or _same_sort(name, mention)


def _same_sort(name: str, mention: Mention) -> bool:
    """Does a name with letters end in a word for things of the mention's sort (ABC联合体)?"""
    return bool(_LETTERS.match(name)) and any(
        name.endswith(text) and head.type == mention.type for text, head in heads().items()
    )


def _one(match: re.Match[str], group: str) -> Called:
    return Called(match[group], *match.span(group))
