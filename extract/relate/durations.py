"""How long something takes or lasts: 建设周期约3年, 研制时间由18个月缩短到11个月."""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..quantities import Quantity
from .changes import changed
from .figures import Figure
from .nouns import noun_before, nouns_ending

_LASTS = re.compile(
    r"(?P<of>周期|工期|任期|年限|期限|时长|寿命|有效期|执行期|资助期|建设期|实施期|保护期)"
    r"(?:一般|通常|平均|大约|约|近|长达|达到?|为|是|仅|已|则|只有)*$"
)


def lasts(context: Context, sentence: Sentence, quantity: Quantity) -> Figure | None:
    """Return the figure of a time with its indicator, where the words before it say that something takes so long."""
    if name := changed(context, sentence, quantity, nouns_ending):
        return Figure(quantity, name, None, 0.8, noun=name)
    start = max(context.clause(quantity.start)[0], sentence.start)
    found = _LASTS.search(context.text, start, quantity.start)
    if found is None:
        return None
    noun = noun_before(context, sentence, quantity, found.end("of"))
    return Figure(quantity, noun or found["of"], None, 0.78)
