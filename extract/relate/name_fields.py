"""The field in a proper name: 国家动力电池创新中心 is about 动力电池, 新材料开发计划 about 新材料.

What is left of a name without its place, level and head is its field, where it says more than its class.
Readers differ on whether a name alone states a field, so this is less sure than a sentence that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..cleaning import masks, without_masks
from ..context import Context
from ..lexicon import load, words
from ..modality import modality
from ..recognise.concepts import scan
from ..recognise.mentions import Mention
from .fields import FIELD, has_head, known, may_be_field
from .scheme_fields import GENERAL, fields_of
from .stated import Stated, state

_NAMED = frozenset({"Consortium", "InnovationCenter", "Cluster"})
_SCHEMES_OF = frozenset({"Policy", "Programme"})

# A quoted or Latin brand in a name is no field: “酷硅”集群, Catapult.
_COUNTED = re.compile(r"[\d一二两三四五六七八九十多几]+[个家批]$")
_BRAND = re.compile(r"[“”‘’]|^[A-Za-z]+$")

# A field that no scheme knows tells something in Chinese: G60 is no field.
_TELLS = re.compile(r"[一-鿿]{2}")

# Where a zone stands before the field, without a comma: 临港新片区EDA….
_ZONE = re.compile(r"^[一-鿿]{2,6}?(?:新片区|新区|科学城|开发区|高新区|自贸区|示范区|经开区|科技城|大学城|大湾区)")

# A place that no scheme knows: 江口市|智能纺织.
_UNKNOWN_PLACE = re.compile(r"^[一-鿿]{2,3}[省市县](?=[一-鿿]{2})")

# A ward behind the place that a name begins with: 无锡市|惠山区|智能零部件.
_WARD = re.compile(r"^[一-鿿]{2,3}[区县旗](?=[一-鿿]{2})")

# A programme is about a field where its name says that it develops one, or where only the field stands before 计划 or
# 专项: 超大规模集成电路计划. 工程 and 行动 are what is done, not what for (智能制造工程), but for those of clusters.
_DEVELOPS = re.compile(
    r"^(?P<field>.+?(?:技术|产业|材料|装备|能源|软件|芯片|制造业?))(?:联合|协同)?"
    r"(?:研究与开发|研究开发|研究与发展|研发|开发|攻关|发展)(?:战略|行动|合作)?(?:计划|专项|工程)$"
)
_PLANNED = re.compile(
    r"^(?P<field>(?!.*(?:创新|网络|人才|合作|企业|提升|升级|改造|转型|创业|女性|教育|培训|联盟|中心|联合体|平台|基地)).+?)(?:重大|旗舰|科技|研究)*"
    r"(?:计划|专项|旗舰项目)$"
)
_GROWS_CLUSTERS = re.compile(
    r"^(?P<field>.+?(?:产业|制造业|材料|装备|技术))(?:集群|(?:创新)?联盟|(?:创新)?联合体|创新中心)(?:发展|培育|建设|提升)*(?:计划|专项|工程|行动)$"
)
_SCHEMES = (_DEVELOPS, _GROWS_CLUSTERS, _PLANNED)

# What is done with the field, behind it in a name: 高温合金|研发及应用.
_DONE_WITH = re.compile(
    r"(?<=.{2})(?:(?:关键|共性|核心|新)*(?:技术|产品))?"
    r"(?:[及与和、]?(?:新产品|新技术|协同|集成|规模化|工程化)?(?:研制|研发|开发|应用|产业化|示范|推广|攻关|设计))+$"
)

# What sort of thing it is, behind it: 海上风电|产业.
_SORT = re.compile(r"(?<=.{2})(?:产业链?|领域|行业)$")

# The body that a centre's name begins with: 某化工有限公司|绿色涂料.
_BODY = re.compile(r"^.{2,24}?(?:公司|集团|大学|研究院|研究所)(?=.{2})")

# What stands before these in the name of an alliance, cluster or centre is a field: 抗生素|产业技术创新战略联盟,
# 低温钢|工程研究中心.
_SAYS_FIELD = re.compile(
    r"(?:产业技术|产业科技|产业|技术)(?:创新|战略|协同|联合)+(?:联盟|联合体)|产业集群"
    r"|(?:产业技术创新|技术创新|工程研究|工程技术研究|临床医学研究|制造业创新)中心"
)

BY_NAME = 0.72


@Language.component("innokg_name_fields")
def find_name_fields(doc: Doc) -> Doc:
    """State the fields in the names of centres, consortia, clusters, programmes and policies; once an article."""
    context: Context = doc._.context
    done: set[str] = set()
    facts: list[Stated] = []
    for mention in doc._.mentions:
        if mention.is_kind or mention.refers or mention.name in done:
            continue
        done.add(mention.name)
        facts += _of(context, mention)
    return state(doc, facts)


def _of(context: Context, mention: Mention) -> Iterator[Stated]:
    text = context.text
    names = fields_of(mention.name, mention.type) if mention.type in _SCHEMES_OF else []
    if not names and (name := field_of(mention.name, mention.type)):
        names = [name]
    names = [name for name in names if known(name) is not None or _TELLS.search(name)]
    if not names:
        return
    counted = _COUNTED.search(text, max(0, mention.start - 3), mention.start)
    if counted or _is_any_countrys(text, mention):
        return
    if _BRAND.search(text[mention.start : mention.end].strip("“”‘’《》")):
        names = [name for name in names if known(name) is not None]
    sentence = context.sentence_at(mention.start)
    _, negated = modality(context, mention.start, mention.start)
    for name in [] if negated else names:
        concept = known(name)
        field = Mention(
            mention.start,
            mention.end,
            (FIELD,),
            concept.name if concept else name,
            by="fields",
            concept=concept.iri if concept else None,
        )
        yield Stated("ikg:focusesOn", "focus-by-name", sentence.start, sentence.end, mention, field, confidence=BY_NAME)


def _is_any_countrys(text: str, mention: Mention) -> bool:
    """Is it a sort of document, without marks of a title or a place: 国家氢能战略?"""
    if mention.type not in _SCHEMES_OF or not mention.name.endswith(("战略", "政策")):
        return False
    marked = "《" in text[max(0, mention.start - 1) : mention.start + 1]
    return not marked and not any("Region" in concept.types for *_, concept in scan(mention.name))


def field_of(name: str, kind: str) -> str | None:
    """Return the field in a thing's name, None where it names none, or where a part of it is blotted out."""
    hidden = next(masks(name), None)
    if hidden is not None:
        field = field_of(without_masks(name), kind)
        return field if field and field in name[: hidden[0]] else None
    if kind == "Programme" and (leading := _leading(name)):
        return leading
    if kind == "Programme":
        schemes = (scheme.match(_without_place(name)) for scheme in _SCHEMES)
        return next((field for scheme in schemes if scheme and (field := _judged(scheme["field"]))), None)
    if kind not in _NAMED:
        return None
    return _in_name(name, kind) or _leading(name)


def _leading(name: str) -> str | None:
    """The known field that a name begins with, where the rest says only what is done for it: 清洁能源|创新使命."""
    bare = _without_place(name).lstrip("“").replace("”", "")
    known_there = (end for start, end, concept in scan(bare) if start == 0 and FIELD in concept.types)
    end = max(known_there, default=0)
    return bare[:end] if end and bare[:end] not in GENERAL and _rest().fullmatch(bare, end) else None


@cache
def _rest() -> re.Pattern[str]:
    return re.compile(f"(?:{'|'.join(load('fields')['name_rest'])})+(?:\\([^()]*\\))?")


def _in_name(name: str, kind: str) -> str | None:
    """The field before the head of a centre's, consortium's or cluster's name."""
    with_common, *bare = _heads(kind)
    if (head := with_common.search(name)) and (field := _before(name, head)):
        return field
    heads = (head for pattern in bare if (head := pattern.search(name)))
    fields = ((head, _before(name, head)) for head in heads)
    return next((field for head, field in fields if field and not _is_of_place(head, field)), None)


def _before(name: str, head: re.Match[str]) -> str | None:
    """The field before a name's head; one that a scheme knows with a word of the head goes before (海洋|工程)."""
    for end in range(len(name) - 1, head.start(), -1):
        longer = _without_place(name[:end])
        if known(longer) is not None:
            return longer
    return _judged(_without_place(name[: head.start()]), said=bool(_SAYS_FIELD.match(head[0])))


def _is_of_place(head: re.Match[str], field: str) -> bool:
    """Is 科技 or 技术 left over before a bare head only the head's: 某谷科技|创新走廊?"""
    bare = not head[0].startswith(("制造业", "产业"))
    return bare and field.endswith(("科技", "技术")) and known(field) is None


def _judged(text: str, said: bool = False) -> str | None:
    """The words as a field's name, where they tell one, or where `said` that they do."""
    text = _BODY.sub("", text)
    if text in words("fields", "of_fields"):
        return text
    for behind in (_DONE_WITH, _SORT):
        text = behind.sub("", text) if known(text) is None else text
    return text if may_be_field(text) and (known(text) or ((said or _tells_field(text)) and _says_more(text))) else None


def _tells_field(text: str) -> bool:
    """Does it end like a field, or begin or end with a known one? A brand or a place (天合, 沪宁) does neither."""
    return has_head(text) or any(
        FIELD in concept.types and (start == 0 or end == len(text)) for start, end, concept in scan(text)
    )


def _says_more(text: str) -> bool:
    """Is it no place, and more than a latin name of something?"""
    return not any(end == len(text) for _, end, concept in scan(text) if "Region" in concept.types)


def _without_place(name: str) -> str:
    for _ in range(3):
        shorter = name
        for start, end, concept in scan(name):
            if start == 0 and "Region" in concept.types:
                shorter = _WARD.sub("", re.sub(r"^[省市县区州]", "", name[end:]))
            break
        if not _begins_with_field(shorter):  # 智慧城市 is no 市
            shorter = _ZONE.sub("", _UNKNOWN_PLACE.sub("", shorter))
        shorter = re.sub(rf"^(?:{'|'.join(load('fields')['name_before'])})", "", shorter)
        if shorter == name:
            break
        name = shorter
    return name


def _begins_with_field(name: str) -> bool:
    return any(start == 0 and FIELD in concept.types for start, _, concept in scan(name))


@cache
def _heads(kind: str) -> tuple[re.Pattern[str], ...]:
    """Heads of names with the general words before them (产业技术|创新联合体), then alone: 核技术|制造业创新中心."""
    heads = sorted(load("heads")[kind]["strong"], key=lambda h: (-len(h), h))
    barest = [head for head in heads if not head.startswith(("制造业", "产业"))]
    common = load("fields")["name_general"]
    if kind == "Consortium":  # 某中心 is of 技术创新; a consortium's 技术 is its field's: 海洋工程技术|创新联合体
        common = [word for word in common if not word.startswith(("技术(", "工程", "科技(", "应用"))]
    general = f"(?:{'|'.join(common)})*"
    return tuple(
        re.compile(rf"{before}(?:{'|'.join(map(re.escape, some))})(?:\([^()]*\))?[A-Za-z0-9]*$")
        for before, some in ((general, heads), ("(?:制造业|产业)", barest), ("", barest))
    )
