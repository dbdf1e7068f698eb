"""What a text of conditions sets conditions for, where nothing recognised tells: the sort that its title or lead names.

关于…众创空间备案条件 sets them for 众创空间, though elsewhere such words are too general to be spoken of.
"""

from __future__ import annotations

import re

from ..context import Context
from ..model import BlockKind
from ..recognise.concepts import scan
from ..recognise.mentions import Mention

_SETS = re.compile(
    r"(?:^|关于|《|申请|申报|开展|组织|做好)?(?:印发|发布|公布)?(?:《)?(?:20\d\d年度?|第[一二三四五六七八九十\d]+批)?(?:申请|申报)?(?:《)?"
    r"(?P<what>[一-鿿]{2,24}?(?:实验室|中心|基地|平台|空间|孵化器|加速器|园区?|示范区|研究院|研发机构|企业))"
    r"(?:项目|的)?(?:申报|认定|备案|评定|遴选|建设|立项|征集|创建|评审|推荐|管理|运行|和|与|绩效|评价)*(?:工作)?(?:的)?"
    r"(?:基本)?(?:条件|标准|办法|指南|要求|细则|指引|$)"
)
_BODIES = {"实验室": "Laboratory", "研究院": "ResearchInstitute", "研发机构": "ResearchInstitute", "企业": "Enterprise"}


def applied_for(context: Context, at: int | None = None) -> Mention | None:
    """Return the sort that the title, or the sentence that leads at an offset, names as what is applied for."""
    title = next((block.span for block in context.blocks if block.kind is BlockKind.TITLE), None)
    if title is not None and (named := _SETS.search(context.text, title.start, title.end)):
        start, end = named.span("what")
        known = _known(context, start, end)
        if known is not None and known.end == end:
            return known
        kind = next((kind for last, kind in _BODIES.items() if named["what"].endswith(last)), "InnovationCenter")
        return Mention(start, end, ("Kind",), named["what"], by="names", kind_of=kind)
    sentence = context.sentence_at(at) if at is not None else None
    return _known(context, sentence.start, sentence.end) if sentence is not None else None


def _known(context: Context, start: int, end: int) -> Mention | None:
    """The last kind that a stretch names and a scheme knows."""
    found: Mention | None = None
    for first, last, concept in scan(context.text, start, end):
        if (kind := concept.kind_of) is not None:
            found = Mention(first, last, concept.types, concept.name, "concepts", kind_of=kind, concept=concept.iri)
    return found
