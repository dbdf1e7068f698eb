"""The fields in the name of a policy or programme: 泛某国人工智能战略, 促进集成电路产业发展的若干措施.

A name tells fields where nothing else is left of it: a place, years, words of promoting and the head apart
(`lexicon/scheme_names.yaml`). So a law of chips and science, or a plan that upgrades trades, tells none.
"""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import load
from ..recognise.concepts import scan

_YEARS = re.compile(r"\([^()]*\)|（[^（）]*）|(?:20\d\d年?)(?:[-—–~至到]+20\d\d年?)?|[“”‘’\s]")
# Fields so general that a name with them says what it is for, not what it is about.
GENERAL = frozenset({"基础研究", "传统产业", "数字化转型", "科技服务业", "未来产业", "基础科学", "重大技术装备"})


@cache
def _around() -> re.Pattern[str]:
    """What may stand around the fields of a name, and nothing else."""
    return re.compile(f"(?:{'|'.join(load('scheme_names')['around'])})*")


@cache
def _head(kind: str) -> re.Pattern[str]:
    heads = sorted(load("scheme_names")["heads"][kind], key=lambda head: (-len(head), head))
    return re.compile(f"(?:{'|'.join(heads)})$")


def fields_of(name: str, kind: str) -> list[str]:
    """Return the known fields that a policy's or programme's name is made of, none where it says more than them."""
    bare = _YEARS.sub("", name)
    head = _head(kind).search(bare)
    if head is None:
        return []
    found = scan(bare[: head.start()])
    fields = [(start, end, concept) for start, end, concept in found if "TechnologyField" in concept.types]
    left, at = list[str](), 0
    for start, end, concept in found:
        if "Region" in concept.types or "TechnologyField" in concept.types:
            left.append(bare[at:start])
            at = end
    left.append(bare[at : head.start()])
    told = fields and all(_around().fullmatch(part) for part in left)
    return [concept.name for *_, concept in fields if concept.name not in GENERAL] if told else []
