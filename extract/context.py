"""What surrounds a place in an article: its clause, its sentence, the headings above it, and what is being spoken of.

Made once for a Doc and kept on it; every question is answered from character offsets of the clean text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from spacy.tokens import Doc

from .dates import DateFound
from .expressions import hinted
from .model import Block, BlockKind, Span
from .quantities import Quantity
from .recognise.mentions import Mention
from .stretches import Stretches
from .tally import NamedThing, Tally, thing_of
from .words import Word, words_of

CLAUSE_END = re.compile(r"[,;:。!?\n]")

# What may stand between the start of a clause and its subject.
_LEAD_IN = re.compile(
    r"(?:其中|目前|同时|此外|另外|据悉|据介绍|近年来|随后|此后|截至目前|截至|到|自|在|由|而|但|并|也|还|以及|作为"
    r"|每个|每一个|各|首先|其次|最后|一方面|另一方面|当年|今年|去年"
    r"|[一二三四五六七八九十]是|\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[、.]|“|《|,|、|\s)*"
)

# Whoever is only quoted is not what a text speaks of: 某学会数据显示.
_SOURCE = re.compile(
    r"(?:(?:公布|发布|披露)的[一-鿿]{0,8}?|的)?(?:最新)?(?:数据|报告|研究|调查|统计|评估)?(?:显示|表明|指出|认为|表示|称|强调|测算|估算|预测)"
    r"|(?:\([^()]{1,60}\)|\))?(?:近日|最新|联合|[于在]?(?:\d{2,4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?)(?:发布|公布|编制|发表)的?[^,;。]{0,24}(?:指数|报告|榜单?|排名|评价|白皮书)"
)

_CITED = re.compile(r",? ?(?:19|20)\d\d[a-z]?\)")

# What a body does, before the body that is meant: 某中心|孵化的|某公司.
_MODIFIER = re.compile(r"[一-鿿\d]{2,10}的[“《]?")
_BODIES = frozenset(
    {"InnovationCenter", "Consortium", "Cluster", "Enterprise", "University", "ResearchInstitute", "Laboratory",
     "Association", "Agency", "FinancialInstitution", "Region", "Organization"}
)  # fmt: skip

# At the head of a clause these stand for what was named last.
_PRONOUN = re.compile(r"(?:这是|这一(?:组织|机构|平台)|它|其(?![中他它余]))")

# An article announces its advice: all that follows is advice.
_ANNOUNCED = hinted(
    r"建议[^。\n]{0,12}(?:从|在|做好|采取)?(?:以下|如下)|提出[^。\n]{0,4}(?:以下|如下)[^。\n]{0,8}(?:建议|对策)"
    r"|(?:对策)?建议(?:如下)?[:]\n"
    r"|提出(?:了)?(?:[二三四五六七八九十几\d]+(?:点|条|项|个?方面)的?|相关|有关|具体|若干|一些)(?:对策|政策)?建议[。:]\s*\n"
    r"(?:[^\n]{0,16}\n){0,3}\s*一是"
    r"|(?:[要应需]|下一步)[^。\n]{0,12}(?:[三四五六七八几]|以下[^。\n]{0,2})个?方面[^,。\n]{0,6}[。:]\s*\n\s*一是"
)

# … and gives it in the same sentence: :甲;乙;丙等。
_LISTED_HERE = re.compile(r"[^。:\n]{0,12}:(?P<first>[^。\n]{2,8})[^。\n]{0,60};[^。\n]*。")

# A member of a council or congress speaks: from the first number on it is advice.
_SPEAKS = re.compile(r"(?:委员|常委|代表|人大代表)[::]|[点条项]建议$")
_FIRST = re.compile(r"\n\s*(?:一、|一是|\(一\)|1[.、])")

# A full stop behind some words, which a title has none of.
_SENTENCE_END = re.compile(r"(?<=[^。\n]{12})。")

# So many paragraphs that begin as articles make a measure.
MIN_ARTICLES = 3
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百]+条", re.M)

# How many sentences back a subject still carries on.
MAX_BACK = 3

P = ParamSpec("P")
T = TypeVar("T")

Item = Mention | DateFound | Quantity

# What stands for the answer to a question that nobody has asked.
_NEW: Any = object()


def once_per_article(
    answer: Callable[Concatenate[Context, P], T],
) -> Callable[Concatenate[Context, P], T]:
    """Let a function of a Context answer each question once in an article; its arguments must be hashable."""

    @wraps(answer)
    def known_or_new(context: Context, *args: P.args, **kwargs: P.kwargs) -> T:
        question = (answer, args, *kwargs.items()) if kwargs else (answer, args)
        known = context.answers.get(question, _NEW)
        if known is _NEW:
            known = context.answers[question] = answer(context, *args, **kwargs)
        return known

    return known_or_new


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence [start, end) and the mentions, dates and figures in it, in order and free of overlaps."""

    start: int
    end: int
    items: tuple[Item, ...]
    paragraph: int
    index: int  # its place among the article's sentences


@dataclass
class Context:
    """Answers questions about places in one Doc."""

    doc: Doc
    sentences: list[Sentence]
    blocks: tuple[Block, ...]
    base: str | None = None
    title: str = ""
    _starts: list[int] = field(default_factory=list)
    _tallies: dict[Callable[[Mention], bool], Tally] = field(default_factory=dict)
    text: str = field(init=False)  # the Doc's text; spaCy joins it anew each time it is asked
    answers: dict[tuple[object, ...], Any] = field(default_factory=dict, repr=False)  # of once_per_article

    def __post_init__(self) -> None:
        self.text = self.doc.text

    def sentence_at(self, at: int) -> Sentence:
        """The sentence that covers an offset."""
        return self.sentences[max(0, bisect_right(self._starts, at) - 1)]

    @once_per_article
    def clause(self, at: int) -> tuple[int, int]:
        """The clause that covers an offset, between marks of punctuation that stand in no mention."""
        sentence = self.sentence_at(at)
        cuts = self._cuts
        place = bisect_left(cuts, at)
        start = cuts[place - 1] + 1 if place and cuts[place - 1] >= sentence.start else sentence.start
        return start, cuts[place] if place < len(cuts) and cuts[place] < sentence.end else sentence.end

    @cached_property
    def _cuts(self) -> list[int]:
        """The marks of punctuation that end a clause of a sentence."""
        cuts: list[int] = []
        for sentence in self.sentences:
            names = Stretches((item.start, item.end) for item in sentence.items)
            marks = (m.start() for m in CLAUSE_END.finditer(self.text, sentence.start, sentence.end))
            cuts += (mark for mark in marks if names.end_of(mark) is None)
        return cuts

    def tokens(self, start: int, end: int) -> list[Word]:
        """The words that lie in or reach into a stretch."""
        return words_of(self.doc).between(start, end)

    def block_at(self, at: int) -> Block | None:
        """The block that covers an offset."""
        index = bisect_right(self._block_starts, at) - 1
        return self.blocks[index] if index >= 0 and at < self.blocks[index].span.end else None

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.span.start for block in self.blocks]

    def headings(self, at: int) -> tuple[Block, ...]:
        """The headings above an offset, outermost first."""
        starts, paths = self._sections
        return paths[bisect_right(starts, at)]

    @cached_property
    def _sections(self) -> tuple[list[int], list[tuple[Block, ...]]]:
        """Where each heading stands, and the headings above what follows it; first of what none stands above."""
        starts: list[int] = []
        paths: list[tuple[Block, ...]] = [()]
        for block in self.blocks:
            if block.kind is BlockKind.HEADING:
                starts.append(block.span.start)
                paths.append((*(b for b in paths[-1] if b.level < block.level), block))
        return starts, paths

    def sentence_before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before one."""
        return self.sentences[sentence.index - 1] if sentence.index else None

    def paragraph(self, number: int) -> list[Sentence]:
        """The sentences of a paragraph."""
        first = bisect_left(self.sentences, number, key=lambda s: s.paragraph)
        return self.sentences[first : bisect_right(self.sentences, number, first, key=lambda s: s.paragraph)]

    def mentions_from(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in a stretch."""
        first = bisect_left(self._mention_starts, start)
        return self.mentions[first : bisect_left(self._mention_starts, end, first)]

    def mentions_in(self, span: Span) -> list[Mention]:
        """The mentions that lie in a stretch."""
        return [m for m in self.mentions_from(span.start, span.end) if m.end <= span.end]

    def times_named(self, mention: Mention) -> int:
        """How often the article names what a mention names."""
        return self._times[thing_of(mention)]

    @cached_property
    def _times(self) -> Counter[NamedThing]:
        return Counter(map(thing_of, self.mentions))

    def named_like(self, name: str) -> list[Mention]:
        """The first mention of each thing that a longer name begins with."""
        return [first for end in range(1, len(name)) if (first := self._first_named.get(name[:end]))]

    @cached_property
    def _first_named(self) -> dict[str, Mention]:
        first: dict[str, Mention] = {}
        for mention in self.mentions:
            first.setdefault(mention.name, mention)
        return first

    def mostly(self, wanted: Callable[[Mention], bool], times: int, before: int | None = None) -> Mention | None:
        """The wanted thing that the article (before an offset) names most, where it does so at least so many times.

        `wanted` is a function of a module, for what it takes is counted once.
        """
        if wanted not in self._tallies:
            self._tallies[wanted] = Tally(self.mentions, wanted)
        return self._tallies[wanted].leader(times, before)

    @cached_property
    def mentions(self) -> list[Mention]:
        """The mentions of the article, in order."""
        return self.doc._.mentions

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [m.start for m in self.mentions]

    def is_announced_advice(self, at: int) -> bool:
        """Does the place stand in a list of advice that the article announced?"""
        start, end = self._announced_advice
        return start < at < end

    @cached_property
    def _announced_advice(self) -> tuple[int, int]:
        """Where a list of advice is announced (建议从以下几个方面…), and where it ends.

        All that follows proposes. Where the sentence of the announcement gives the whole list, as abstracts do
        (提出以下建议:甲;乙;丙等。), only what follows the heading that says its first item again.
        """
        for announced in _ANNOUNCED.finditer(self.text):
            line_end = self.text.find("\n", announced.end())
            listed = _LISTED_HERE.match(self.text, announced.end())
            if listed is None or line_end < 0:
                return announced.start(), len(self.text)
            again = re.compile(rf"\n[^\w\n]*[\d.一二三四五六]{{0,4}}[、.) ]*{re.escape(listed['first'][:6])}")
            if heading := again.search(self.text, line_end):
                return heading.start(), len(self.text)
            if self.sentence_at(announced.start()).start >= self.body_from:
                return announced.start(), line_end
        first = _FIRST.search(self.text) if _SPEAKS.search(self.title) else None
        return (first.start(), len(self.text)) if first else (len(self.text), len(self.text))

    @cached_property
    def body_from(self) -> int:
        """Where the article's first whole sentence stands: before it are title, authors and labels."""
        first = _SENTENCE_END.search(self.text)
        return self.sentence_at(first.start()).start if first else len(self.text)

    @cached_property
    def has_articles(self) -> bool:
        """Does the text go by articles, as a measure does (第一条, 第二条, …)?"""
        return len(_ARTICLE.findall(self.text)) >= MIN_ARTICLES

    def heading_text(self, at: int) -> str:
        """The headings above an offset, as one text."""
        return self._heading_texts[bisect_right(self._sections[0], at)]

    @cached_property
    def _heading_texts(self) -> list[str]:
        return ["\n".join(self.text[b.span.start : b.span.end] for b in path) for path in self._sections[1]]

    def is_subject(self, mention: Mention, sentence: Sentence) -> bool:
        """Does a clause begin with the mention (after a date or a connecting word)?"""
        if self.is_source(mention) or self.text.startswith(("的", "、"), mention.end):
            return False
        if self.modifies(mention) or self.text.startswith("除", self.clause(mention.start)[0]):
            return False
        return self.starts_clause(mention, self.clause(mention.start)[0], sentence)

    def modifies(self, mention: Mention) -> bool:
        """Does it only say which other body is meant (某中心孵化的|某公司, 某中心所在的|某区)?"""
        verb = _MODIFIER.match(self.text, mention.end)
        return verb is not None and any(
            _BODIES.intersection(m.types) for m in self.mentions_from(verb.end(), verb.end() + 1)
        )

    def is_source(self, mention: Mention) -> bool:
        """Is the mention only quoted for what it found: 某学会数据显示, (某学会,2017)?"""
        cited = self.text[mention.start - 1 : mention.start] == "(" and _CITED.match(self.text, mention.end)
        return bool(cited or _SOURCE.match(self.text, mention.end))

    def starts_clause(self, mention: Mention, start: int, sentence: Sentence | None = None) -> bool:
        """Does nothing but a date or a connecting word stand between the start of a clause and the mention?"""
        text = self.text
        lead = text[start : mention.start]
        for item in (sentence or self.sentence_at(mention.start)).items:
            if isinstance(item, DateFound) and start <= item.start and item.end <= mention.start:
                lead = text[item.end : mention.start].lstrip("的,")
        return bool(_LEAD_IN.fullmatch(lead))

    def topic(self, at: int, wanted: Callable[[Mention], bool]) -> Mention | None:
        """What is spoken of at an offset: the nearest wanted subject before it, in this sentence or a few back."""
        here = self.sentence_at(at)
        if meant := self._pronoun(at, here, wanted):
            return meant
        for sentence in reversed(self.sentences[max(0, here.index - MAX_BACK) : here.index + 1]):
            if sentence.paragraph < here.paragraph - 1:
                break
            for item in reversed(sentence.items):
                if isinstance(item, Mention) and item.end <= at and wanted(item) and self.is_subject(item, sentence):
                    return item
        return None

    def _pronoun(self, at: int, here: Sentence, wanted: Callable[[Mention], bool]) -> Mention | None:
        """What 这, 它 or 其 at the head of the clause stands for: the last thing named before it."""
        start, _ = self.clause(at)
        if not _PRONOUN.match(self.text, start):
            return None
        before = [i for i in here.items if isinstance(i, Mention) and i.end <= start and wanted(i)]
        last = self.sentence_before(here)
        if not before and last is not None and last.paragraph == here.paragraph:
            before = [i for i in last.items if isinstance(i, Mention) and wanted(i)]
        return before[-1] if before else None

    def headed(self, at: int, wanted: Callable[[Mention], bool]) -> Mention | None:
        """What the headings above an offset, innermost first, or else the title name that is wanted."""
        titles = [b for b in self.blocks if b.kind is BlockKind.TITLE]
        for block in [*reversed(self.headings(at)), *titles]:
            for mention in self.mentions_in(block.span):
                if wanted(mention):
                    return mention
        return None
