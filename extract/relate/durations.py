"""How long something takes or lasts: 建设周期约3年, 为期五年, 已运行八年, 连续三年居首, 由18个月缩短到11个月."""

from __future__ import annotations

import re

from ..context import Context, Sentence
from ..quantities import Quantity
from .changes import changed
from .figures import Figure
from .nouns import noun_before, nouns_ending

_LASTS = re.compile(
    r"(?P<of>周期|工期|任期|年限|期限|时长|寿命|有效期|执行期|资助期|建设期|实施期|保护期|期间|合作期|项目期|孵化期|活跃期|服役期|窗口期|过渡期)"
    r"(?:也|都|一般|通常|平均|大约|约|近|长达|大幅|延长|缩短|至|到|达到?|为|是|仅|已|则|只有)*$"
)
# What tells by itself that the figure is how long.
_SPANS = re.compile(r"(?P<of>为期|历时|一期|每期|长达|持续)(?:约|近|达|了|超过)*$")
_PAID = re.compile("[元镑币][^,;。、]{0,6}[,、][^,;。、]{0,8}$")  # a grant lasts so long: 每项100万元,为期两年
_HAS_BEEN = re.compile(
    r"(?:已|至今|历经|经过|走过)(?P<did>经?(?:经过|走过|历经|连续|稳定|有)?(?:发展|实施|运行|推动|推行|运营|成立|开展|建设|试点|探索|实践|举办|存在|走过|有)?)"
    r"(?:了|已|超过|约|近|长达|达)*$"
)
_SINCE = re.compile(r"(?:多|余)?(?:年)?的?(?P<of>历史|发展|建设|探索|实践|努力|积累|运行|历程)")
_ROWS = re.compile(r"(?P<did>[^,;:。]*?)连续(?:了|达)?$")
# 连续两年不合格的予以退出 is a rule.
_FAILS = re.compile("[^,;。]{0,10}?(?:不合格|不达标|未|不足|较差|末位|排名靠后)")
_ROW = re.compile(
    r"(?:以来)?(?:实现|保持|位居|位列|稳居|居|蝉联|入选|获|排名|跻身|荣获|被评|增长|下降|超过|突破|[一-鿿])"
)


def lasts(context: Context, sentence: Sentence, quantity: Quantity) -> Figure | None:
    """Return the figure of a time with its indicator, where the words around it say that something takes so long."""
    if name := changed(context, sentence, quantity, nouns_ending):
        return Figure(quantity, name, None, 0.8, noun=name)
    text = context.text
    start = max(context.clause(quantity.start)[0], sentence.start)
    if found := _LASTS.search(text, start, quantity.start):
        noun = noun_before(context, sentence, quantity, found.end("of"))
        return Figure(quantity, noun or found["of"], None, 0.78)
    if quantity.unit != "年":
        return None
    if (
        _ROWS.search(text, start, quantity.start)
        and _ROW.match(text, quantity.end)
        and not _FAILS.match(text, quantity.end)
    ):
        _, end = context.clause(quantity.end)
        return Figure(quantity, f"连续{text[quantity.end : min(end, quantity.end + 16)].lstrip('的')}年数", None, 0.76)
    if _SPANS.search(text, start, quantity.start) and not _PAID.search(text, sentence.start, quantity.start):
        return Figure(quantity, "期限", None, 0.74)
    if been := _HAS_BEEN.search(text, start, quantity.start):
        of = _SINCE.match(text, quantity.end)
        did = been["did"].lstrip("经")
        if of or len(did) > 1:
            return Figure(quantity, f"{of['of'] if of else did}年数", None, 0.74)
    return None
