"""What a count is of where the noun behind it is not it: 认定10家企业为X, 有4家位于某市, 14家企业的代表."""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..quantities import Quantity
from .figures import Figure, numbered

_NAMES = re.compile("(?:认定|确定|评定|评选|命名|遴选|选定|授予|批准|列|确认|公布)了?[^,;。]{0,16}$")
_AS = re.compile(
    r"[^,;。]{0,8}?(?:作?为|成为|入选|列入)(?:了|我[国省市]|全[国省市])?(?:第[一二三四五六七八九十\d]+批|首批|新一批|[12]\d{3}年度?)*的?“?"
)


def as_kind(context: Context, sentence: Sentence, quantity: Quantity, end: int) -> Figure | None:
    """So many of one sort that are designated as another: of the other there are so many (认定10家企业为X)."""
    start = max(context.clause(quantity.start)[0], sentence.start)
    if not _NAMES.search(context.text, start, quantity.start):
        return None
    kinds = (
        m for m in context.mentions_from(end, sentence.end) if m.is_kind or m.type in ("InnovationCenter", "Cluster")
    )
    kind = next((m for m in kinds if _AS.fullmatch(context.text, end, m.start)), None)
    return Figure(quantity, f"{kind.name}数量", kind, 0.88, noun=kind.name) if kind else None


_LIES = re.compile(
    "(?:都|均|也|则|分别|其中)*(?:位于|来自|落户|落在|设在|在|属于|集中在|分布在|分布于|地处|坐落于|坐落在)(?:了)?"
)
# The whole of which they are a part: 在百强集群中,有七个….
_WHOLE = re.compile(r"([^,;:。的和与在\d]{2,14})(?:之?中|里|内|当中),?(?:已|共|分别)*(?:有)?$")


def somewhere(context: Context, sentence: Sentence, quantity: Quantity, last: Figure | None) -> Figure | None:
    """So many of what was said before that are in a place: 前五的城市中有4个位于某湾区, 三个来自某国."""
    text = context.text
    lies = _LIES.match(text, quantity.end, sentence.end)
    if lies is None:
        return None
    place = next((m for m in context.mentions_from(lies.end(), lies.end() + 1) if m.type == "Region"), None)
    if place is None or place.start != lies.end() or text[place.end : place.end + 1] not in ",;。、()和":
        return None
    whole = _WHOLE.search(text, sentence.start, quantity.start)
    base = whole[1] if whole else last.base if last is not None and last.quantity.unit == quantity.unit else ""
    return Figure(quantity, numbered(base), place, 0.82, noun=base) if base else None


# Bodies and places, which are counted, and not what they have: 14家研究院|的发展机制.
_BODIES = re.compile(
    "(?:单位|企业|机构|公司|[学书研]院|研究[院所]|高校|大学|中心|孵化器|联盟|联合体|国家|城市|地区|省份|园区|集群|平台|基地|实验室|成员)$"
)
_THINGS = re.compile(
    "(?:机制|方向|经验|特征|特点|仪式|领导|代表|负责人|专家|情况|发展|建设|模式|做法|政策|意见|案例|工作|任务|职能|作用|关系|问题|目标|数据|支持|优势|体系|蓝图|合作|需求|状况|现状|排名|得分|水平|表现|变化|增长|名单)$"
)


def without_having(noun: str) -> str:
    """The noun without what the bodies that it names have: 研究院的发展机制 → 研究院."""
    noun = re.sub("(?<=..)(?:名单|清单)$", "", noun)
    bodies, _, having = noun.partition("的")
    return bodies if having and _BODIES.search(bodies) and _THINGS.search(having) else noun
