"""Whatever stands in an article, it is extracted without a fault, and every quote is the stored text at its place."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from innokg.extract import extract, read_text

# Pieces that rules look for, put together without sense: what scrapes and damage leave of sentences.
PIECES = (
    "聚焦小麦等领域", "等三大方向", "由天河超算公司牵头", "青岚市创新联合体",
    "国家技术创新中心", "《青岚市管理办法(试行)》", "2024年5月", "今年", "到2030年",
    "建成30家", "占比15%", "3.2亿元", "不少于5家", "每年评估一次", "建议", "应当", "尚未",
    "(以下简称“联合体”)", "(ABC)", "其中", "分别为", "之一", "和", "与", "、", "等", "的",
    "等10家企业", "一是", "(一)", "第三条", "美国商务部", "该计划", "其", "省科技厅", "周若水",
    "主任", "拨款", "资助", "位于", "成立", "印发", "根据", "隶属于", "\n", "。", "，", "；",
    "：", "“", "”", "（", "）", "|", "１２", "創新聯合體", "�", "??", "动(dòng)", " ",
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=60).map("".join).filter(str.strip))
def test_nothing_fails_and_quotes_are_true(text: str) -> None:
    article = read_text(text, "a.txt")
    extraction = extract(article)
    for place in (place for fact in extraction.facts for place in fact.evidence):
        assert article.text[place.span.start : place.span.end] == place.quote
