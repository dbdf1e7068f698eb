"""What a text treats as a series: the first batch of it is named, it is applied for, or a measure lays down its rules.

A name with a place and a field may be one centre or a sort of which there are many (某市海洋装备协同创新中心); the text
tells which by what it says before or behind it, once.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Behind the name: the measure for such things, or the list of them.
_RULED = re.compile(
    r"(?:建设|运行|认定|管理|评价|评估|考核|绩效|培育|组建|备案|遴选|申报|工作|实施|动态|与|和|及|、)*"
    r"(?<=[设行定管理价估核效育建案选报作施态])"
    r"(?:(?:暂行|试行)?(?:办法|细则|规定|规程)|(?<=[报作定设])(?:指南|指引)|(?:认定|备案|培育|建设|申报|入围|入选)?名单)"
    r"|(?:的?(?:认定|申报|遴选|备案))(?:条件|标准|程序|工作)"
)
# Before it: which batch.
_BATCH = re.compile(r"(?:第[一二三四五六七八九十\d]+|首|新一|20\d\d年度?(?:第[一二三四五六七八九十\d]+)?)批$")
MAX_BATCH = 12  # characters that this takes at most


@lru_cache(maxsize=2)
def _ruled(text: str) -> tuple[int, ...]:
    """Where the words begin that tell of a series behind its name."""
    return tuple(match.start() for match in _RULED.finditer(text))


def is_series(text: str, start: int, name: str) -> bool:
    """Does the text speak of what is named so, and here at `start`, as of many?"""
    if _BATCH.search(text, max(0, start - MAX_BATCH), start):
        return True
    return any(text.endswith(name, 0, at) for at in _ruled(text))
