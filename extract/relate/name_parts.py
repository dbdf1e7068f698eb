"""What a name says: of what a body is a part (某大学|某研究院, 某部|科技司), who runs a programme (某部|…计划)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context
from ..lexicon import load
from ..recognise.concepts import scan
from ..recognise.departments import department_pattern
from ..recognise.mentions import Mention
from .patterns import ORGANIZATIONS
from .stated import Stated, state

# What may be a part of a body by its name.
_PARTS = ORGANIZATIONS | {"InnovationCenter"}

_RUNS_CENTRES = frozenset({"Agency", "ResearchInstitute", "University", "Laboratory", "Enterprise"})

# The shortest name of a body that another's may begin with; 国家 and 中央 are none.
MIN_WHOLE = 3

# Readers differ on whether a name alone states it.
BY_NAME = 0.8

# Bodies of their own that only bear another's name: 某大学|附属医院有限公司.
_OWN = re.compile(r"(?:公司|集团|银行)$")

# A company's short name that may as well be a field's: 绿能科技|联合研究中心.
_LIKE_A_FIELD = re.compile(r"(?:科技|技术|能源|材料|电子|生物|智能|医药|信息)$")

# What a name may begin with, as a body: 某大学, 某研究院.
_WHOLE = re.compile(r"^[一-鿿]{2,16}?(?:大学|研究院|科学院|设计院|研究总院|协会|学会|学院)(?!大学)(?=[一-鿿]{2})")


@Language.component("innokg_name_parts")
def find_name_parts(doc: Doc) -> Doc:
    """State partOf for every body whose name begins with the body that it belongs to; once an article."""
    context: Context = doc._.context
    bodies = {m.name: m for m in doc._.mentions if set(m.types) & _PARTS and not m.is_kind}
    facts: list[Stated] = []
    for name, part in sorted(bodies.items()):
        whole = _whole(part, bodies)
        if whole is not None and _is_unit(part, name):
            sentence = context.sentence_at(part.start)
            facts.append(
                Stated("ikg:partOf", "part-by-name", sentence.start, sentence.end, part, whole, confidence=BY_NAME)
            )
    return state(doc, [*facts, *_runners(doc, context)])


def _runners(doc: Doc, context: Context) -> Iterator[Stated]:
    """Who runs the programmes whose names begin with a public body's; once an article."""
    programmes = {m.name: m for m in doc._.mentions if m.type == "Programme" and not m.is_kind and m.concept is None}
    for name, programme in sorted(programmes.items()):
        body = _body_before(name, programme)
        if body is not None:
            sentence = context.sentence_at(programme.start)
            yield Stated(
                "ikg:administeredBy",
                "administered-by-name",
                sentence.start,
                sentence.end,
                programme,
                body,
                confidence=BY_NAME,
            )


def _body_before(name: str, programme: Mention) -> Mention | None:
    """The public body that a name begins with: one that a scheme names, or an office of a region."""
    for start, end, concept in scan(name):
        if start:
            break
        if "Agency" in concept.types and end < len(name):
            at = programme.start, programme.end
            return Mention(*at, concept.types, concept.name, by="concepts", concept=concept.iri)
        office = department_pattern().match(name, end) if "Region" in concept.types else None
        if office:
            at = programme.start, programme.start + office.end()
            return Mention(*at, ("Agency",), name[: office.end()], by="departments")
    return None


def _whole(part: Mention, bodies: dict[str, Mention]) -> Mention | None:
    """The body that a name begins with: one that the article or a scheme names, or by the word that ends it."""
    for whole in _candidates(part, bodies):
        if _unit().fullmatch(_rest(part.name, whole.name)):
            return whole
    return None


def _candidates(part: Mention, bodies: dict[str, Mention]) -> Iterator[Mention]:
    named = [m for name, m in bodies.items() if part.name.startswith(name) and MIN_WHOLE <= len(name) < len(part.name)]
    if part.type == "InnovationCenter":  # what a centre's name begins with is most often a place or a field
        named = [m for m in named if not _RUNS_CENTRES.isdisjoint(m.types) and not _LIKE_A_FIELD.search(m.name)]
    named = [m for m in named if not _stands_in_place(m.name, bodies)]
    yield from sorted(named, key=lambda m: -len(m.name))
    for name, types, concept in _begins_with(part.name):
        if _stands_in_place(name, bodies):
            continue
        if concept:
            yield Mention(part.start, part.end, types, name, by="concepts", concept=concept)
        else:
            yield Mention(part.start, part.start + len(name), types, name, by="name_parts")


def _stands_in_place(name: str, bodies: dict[str, Mention]) -> bool:
    """Is it a place and another body's name (深圳|清华大学)? A unit of such a name is a body of its own there."""
    return any(start == 0 and "Region" in c.types and name[end:] in bodies for start, end, c in scan(name))


def whole_in_name(name: str) -> tuple[str, tuple[str, ...], str | None] | None:
    """Return name, classes and concept of the body that a unit's name begins with; None where it names no unit."""
    if _OWN.search(name):
        return None
    return next((whole for whole in _begins_with(name) if _unit().fullmatch(_rest(name, whole[0]))), None)


def _begins_with(name: str) -> Iterator[tuple[str, tuple[str, ...], str | None]]:
    """The bodies that a name may begin with: one that a scheme names, one by the word that ends it."""
    for start, end, concept in scan(name):
        if start == 0 and set(concept.types) & ORGANIZATIONS and end < len(name):
            yield name[:end], concept.types, concept.iri
        break
    if begins := _WHOLE.match(name):
        yield begins[0], ("University" if begins[0].endswith(("大学", "学院")) else "ResearchInstitute",), None


def _rest(name: str, whole: str) -> str:
    return name[len(whole) :]


def _is_unit(part: Mention, name: str) -> bool:
    return part.concept is None and not _OWN.search(name)


def _unit() -> re.Pattern[str]:
    """What is left of a unit's name: 科技司, 资源与环境学院."""
    return re.compile(
        rf"(?!大学|[从向与和对在由院所的])[一-鿿、]{{1,20}}(?<!布)(?:{'|'.join(load('offices')['units'])})"
    )
