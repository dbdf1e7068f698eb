"""Of what a clause that tells a mechanism is said: of what is spoken of and its parts, or of something else.

路径规划软件采用… and 某顾问通过… tell nothing of the programme that an article is about; 评审委员会 and 经费 do.
The words for parts and organs are data (`lexicon/mechanisms.yaml`, `parts`).
"""

from __future__ import annotations

import re
from functools import cache

from ..context import Context, once_per_article
from ..expressions import Expression, any_of
from ..lexicon import load
from ..recognise.mentions import Mention
from ..words import Word
from .clauses import behind_number, may_be_about

# Firms, persons and fields have their own ways of working.
_OTHERS = frozenset({"Enterprise", "Person", "TechnologyField", "FinancialInstitution"})
_NOUNS = frozenset(("n", "nz", "nr", "nt", "nw", "ns", "vn", "an", "a", "m", "q", "u", "s", "r", "ORG", "PER", "LOC"))
# Nouns by their tag that say in what measure or order something is done: 经费|分年度|拨付.
_HOW = frozenset(("分", "年度", "季度", "逐年", "全程", "分期", "重点", "同步", "首先", "部分", "原则", "一般"))
_LEADING = frozenset(("c", "d", "ad", "TIME", "t", "xc"))
_PREDICATES = frozenset(("v", "vd", "p", "d", "ad"))


def is_of_another(context: Context, start: int, end: int) -> bool:
    """Does the clause begin with a subject of its own that is neither spoken of nor part of that?"""
    head = _head(context, start, end)
    return head is not None and _is_other(context, head, end)


def _head(context: Context, start: int, end: int) -> Mention | Word | None:
    """The last name or noun of the subject that a clause begins with, if it begins with one."""
    at = behind_number(context.text, start, end)
    named = {m.start: m for m in sorted(context.mentions_from(at, end), key=lambda m: m.end)}
    head: Mention | Word | None = None
    for word in context.tokens(at, end):
        if word.idx < at:
            continue
        if word.idx in named:
            first, head = head is None, named[word.idx]
            at = head.end
            if first and may_be_about(head):  # what goes with it is part of it: 某计划的|成效
                return head
        elif word.text in _HOW if head else word.tag_ in _LEADING or not word.text.strip(" “”《》‘’"):
            at = word.end
        elif word.tag_ in _NOUNS or (head is not None and word.text in "“”‘’、和与及"):
            head, at = word, word.end
        else:
            return head if word.tag_ in _PREDICATES else None
    return None


def _is_other(context: Context, head: Mention | Word, end: int) -> bool:
    if isinstance(head, Mention):
        led = head.type in _OTHERS and not _LEADS.search(context.text, head.end, end)
        return led and not _begins_name(context, head.name)
    return head.tag_ in _NAMING and not _parts().search(head.text)


@once_per_article
def _begins_name(context: Context, name: str) -> bool:
    """Does the name of a thing with a way of working begin so: a person's name for the foundation's?"""
    return any(m.name.startswith(name) and m.name != name for m in context.mentions if may_be_about(m))


# What a firm does for the thing: it leads or builds it.
_LEADS = re.compile("牵头|发起|承担|作为|出资|承建")
# Words of these tags name something; others only point or count.
_NAMING = frozenset(("n", "nz", "nr", "nw", "PER"))


@cache
def _parts() -> Expression:
    return any_of(load("mechanisms")["parts"])
