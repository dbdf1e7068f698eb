"""A Doc's context, made once its mentions are settled: its sentences, and the names, dates and figures in each."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc

from .cleaning import MARKER
from .context import CLAUSE_END, Context, Item, Sentence
from .dates import find_dates
from .model import Block
from .quantities import find_quantities
from .recognise.mentions import Mention
from .stretches import Stretches
from .words import words_of


def make_context(doc: Doc, blocks: Iterable[Block], base: str | None, title: str) -> Context:
    """Make the context of a Doc whose mentions are settled."""
    text = doc.text
    spans = _sentence_spans(doc)
    # What stands in no sentence stands in a clause that damage cut: nothing is known of it.
    starts = [start for start, _ in spans]
    doc._.mentions = [m for m in doc._.mentions if (at := bisect_right(starts, m.start)) and m.end <= spans[at - 1][1]]
    items = _items(doc, base)
    sentences: list[Sentence] = []
    paragraph = 0
    for index, (start, end) in enumerate(spans):
        first, last = (bisect_left(items, edge, key=lambda item: item.start) for edge in (start, end))
        inside = tuple(item for item in items[first:last] if item.end <= end)
        sentences.append(Sentence(start, end, inside, paragraph, index))
        if text[end - 1 : end] == "\n" or text[end : end + 1] == "\n":
            paragraph += 1
    return Context(doc, sentences, tuple(blocks), base, title, [s.start for s in sentences])


def _sentence_spans(doc: Doc) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    text = doc.text
    for start, end in words_of(doc).sentences:
        stripped = text[start:end].strip()
        if stripped:
            start = text.index(stripped, start)
            spans += _undamaged(text, start, start + len(stripped))
    return spans


def _undamaged(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a sentence on either side of damage, cut back to whole clauses: what is lost may change the rest."""
    while (damage := text.find(MARKER, start, end)) >= 0:
        ends = [m.end() for m in CLAUSE_END.finditer(text, start, damage)]
        if ends and text[start : ends[-1]].strip():
            yield start, ends[-1]
        after = CLAUSE_END.search(text, damage, end)
        if after is None:
            return
        start = after.end()
    if text[start:end].strip():
        yield start, end


def _items(doc: Doc, base: str | None) -> list[Item]:
    """Mentions, dates and figures together; a date or figure inside a name is part of the name.

    A name inside a figure is the figure's unit (400万新谢克尔), and none.
    """
    taken: list[Item] = list(doc._.mentions)
    text = doc.text
    for found in (list(find_dates(text, base)), list(find_quantities(text))):
        starts = [item.start for item in found]
        taken = [t for t in taken if not ((at := bisect_left(starts, t.start)) and _is_cut(t, found[at - 1].end))]
        names = Stretches((t.start, t.end) for t in taken)
        taken += [item for item in found if not names.meet(item.start, item.end)]
    return sorted(taken, key=lambda item: item.start)


def _is_cut(item: Item, end: int) -> bool:
    """Does a name end with the figure that it begins in, or begin there by mistake (3亿加|元某科技)?"""
    return item.end <= end or (item.start < end and isinstance(item, Mention) and item.concept is None)
