"""Who holds which post where: 某部部长某人, 某人任某院院长; the post's name goes on the statement.

1. Before a person stand bodies with their posts, one behind another: 某会理事、某大学院长、教授|某人.
2. Behind a person: 某人任某院院长、某会理事; 某人(某大学教授). Around one: 某部|某人|部长.
3. A body that a person heads: 某中心由某人任主任, 某会理事长为某人.
   So it is where what a person heads stands behind: 由某人任主席的某委员会.
4. A list of those elected: 理事长:某人 — of what the text above it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context, Sentence
from ..lexicon import load
from ..modality import modality
from ..model import Literal, Modality
from ..posts import MAX_PART, post, post_pattern, posts
from ..recognise.mentions import Mention
from .patterns import ORGANIZATIONS
from .stated import Stated, state

HOLDS_POST = "ikg:holdsPost"
POST_TITLE = "ikg:postTitle"
AFFILIATION = "schema:affiliation"
# Who has such a post at such a body works there; members of academies and chairmen of councils do not.
_RESEARCHING = frozenset({"University", "ResearchInstitute", "Laboratory"})
_WORKS_THERE = re.compile("教授|研究员|讲师|博士后|研究生|助理|学者|专家|所长|院长|主任|分析师|工程师")

_HOLDING = ORGANIZATIONS | {"Consortium", "InnovationCenter", "Cluster"}
_ELECTING = frozenset({"Association", "Consortium"})

# Behind a body, before its post: a mark that closes its name, or the bracket that defines its short form.
_CLOSED = r"[”》]?(?:[”》]?\)|\([^()]{1,80}\))?\s?"

# The body stands inside such a bracket: 某某公司(以下简称“|某某|”).
_IN_BRACKET = re.compile(r"\((?:[^()]{0,80}[,;])?(?:(?:以?下)?简称:?)?[“《]?$")

# How a person is spoken of, behind the name.
_STYLE = "(?:同志|院士|教授|博士|先生|女士)"

# LAC's tags of words that stand in the part of a body before a post.
_PART_TAGS = frozenset({"n", "nz", "nw", "nt", "ns", "ORG", "LOC", "vn", "an", "a", "b", "f", "s", "xc"})

# A branch stands for the body right before it: 某署|中国办事处.
_BRANCH = re.compile(r"(?:办事处|代表处|分部)$")

# Between a post and the next body where the person holds another one.
_AND_HOLDS = re.compile(r"[、,兼和及]|兼任|,?同时(?:担任|兼任)")

# Somebody is only put forward, or no longer in office.
_NOT_IN_OFFICE = re.compile(r"(?:提名|推荐|免去|罢免|辞去|卸任|不再)[一-鿿、]{0,8}$")


@cache
def _right_before() -> re.Pattern[str]:
    # Behind the post may stand another one at a body that no recogniser knows.
    other = rf"(?:[、,兼][一-鿿与和]{{3,20}}?{post()})?"
    return re.compile(rf"(?:{_CLOSED}的?(?P<post>{posts(MAX_PART)}){other}|(?<=[部厅局])长)(?:\s?|(?<=[授员长任士])的)")


@cache
def _further_before() -> re.Pattern[str]:
    return re.compile(rf"{_CLOSED}(?P<post>{posts(MAX_PART)})(?:[、,兼]|\s|以及|和|及){{1,2}}(?:[一-鿿]{{2}}(?=$))?")


@cache
def _holds() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(load('posts')['holds'])}|{_STYLE}?\()")


@cache
def _headed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Between a body and who heads it, without a post (由) and with one (理事长[由为])."""
    by, as_ = load("posts")["by"]
    return re.compile(by), re.compile(rf"(?:的)?(?P<post>{posts(2)})(?P<by>{by}|{as_})")


@cache
def _takes() -> re.Pattern[str]:
    words = load("posts")
    return re.compile(rf"{_STYLE}?(?:{'|'.join(words['holding'])})(?P<post>{post()})?")


@cache
def _listed_post() -> re.Pattern[str]:
    return re.compile(rf"[、和与及](?:政府)?(?P<post>(?!副?[省市州县区]长){posts(0)})")


@cache
def _takes_whole() -> re.Pattern[str]:
    words = load("posts")
    return re.compile(rf"(?:{'|'.join(words['holding'])})(?P<post>{post()})的")


# A line of those elected: posts and persons only.
@cache
def _elected() -> re.Pattern[str]:
    return re.compile(rf"(?P<post>{post()}):\s*$")


@Language.component("innokg_posts")
def find_posts(doc: Doc) -> Doc:
    """State holdsPost for every person named with a post at a body."""
    reader = _Reader(doc._.context)
    return state(doc, [fact for sentence in reader.context.sentences for fact in reader.in_sentence(sentence)])


class _Reader:
    """Reads the posts of one Doc."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = context.text

    def in_sentence(self, sentence: Sentence) -> Iterator[Stated]:
        mentions = [m for m in sentence.items if isinstance(m, Mention)]
        bodies = [m for m in mentions if set(m.types) & _HOLDING and not m.is_kind]
        last: Mention | None = None
        for person in self.persons(sentence):
            held = dict[tuple[str, str], tuple[Mention, str]]()
            here = [*self.before(person, bodies)] or [*self.shared(person, last, sentence)]
            last = here[0][0] if here else None
            for body, title in (
                *here,
                *self.behind(person, bodies, sentence),
                *self.around(person, bodies, sentence),
                *self.heads(person, bodies),
                *self.headed_by(person, bodies),
                *self.elected(person, sentence),
            ):
                held.setdefault((body.type, body.name), (body, title))
            for body, title in held.values():
                yield (post := self.statement(sentence, person, body, title))
                if body.type in _RESEARCHING and _WORKS_THERE.search(title) and not post.negated:
                    yield replace(post, predicate=AFFILIATION, rule="post-at-institute", confidence=0.8, annotations=())

    def statement(self, sentence: Sentence, person: Mention, body: Mention, title: str) -> Stated:
        start, end = min(body.start, person.start), max(body.end, person.end)
        inside = sentence.start <= start and end <= sentence.end
        how, negated = modality(self.context, start, end) if inside else (Modality.ASSERTED, False)
        return Stated(
            HOLDS_POST,
            "post-named",
            sentence.start,
            sentence.end,
            subject=person,
            object=body,
            modality=Modality.ASSERTED if how is Modality.PROPOSED else how,
            negated=negated,
            confidence=0.9,
            annotations=((POST_TITLE, Literal(title, lang="zh-Hans")),),
        )

    def before(self, person: Mention, bodies: list[Mention]) -> Iterator[tuple[Mention, str]]:
        """The bodies and posts that stand before a person, from the nearest on."""
        end, pattern = person.start, _right_before()
        behind: Mention | None = None
        for body in reversed([b for b in bodies if b.end <= person.start]):
            if behind is not None and body.name == behind.name and self.in_bracket(behind):
                end = body.start  # the full name before its short form in brackets
                continue
            between = pattern.fullmatch(self.text, body.end, end)
            if between is None or not self.is_part(body.end, between):
                return
            title = between["post"] or self.text[body.end - 1 : between.end()]  # 商务部|长
            whole = next((b for b in reversed(bodies) if b.end <= body.start), None)
            if whole and _BRANCH.search(body.name) and re.fullmatch(_CLOSED, self.text[whole.end : body.start]):
                yield whole, body.name + title
            else:
                yield body, title.strip()
            end, pattern, behind = body.start, _further_before(), body

    def shared(self, person: Mention, last: Mention | None, sentence: Sentence) -> Iterator[tuple[Mention, str]]:
        """The post of a person who is listed behind one of the same body: 某大学书记甲、校长|乙."""
        named = [p for p in self.persons(sentence) if p.end <= person.start]
        found = _listed_post().fullmatch(self.text, named[-1].end, person.start) if last and named else None
        if last and found:
            yield last, found["post"]

    def headed_by(self, person: Mention, bodies: list[Mention]) -> Iterator[tuple[Mention, str]]:
        """The body right behind what its head is: 由|某人|任主席的|某委员会."""
        found = _takes_whole().match(self.text, person.end)
        body = next((b for b in bodies if found and b.start == found.end()), None)
        if body and found:
            yield body, found["post"]

    def in_bracket(self, body: Mention) -> bool:
        return bool(_IN_BRACKET.search(self.text, max(0, body.start - 90), body.start))

    def is_part(self, at: int, between: re.Match[str]) -> bool:
        """Do only nouns stand between the body and the post (欧洲政府事务|副总裁)?"""
        start = between.start("post")
        if start < 0:
            return True
        found = re.search(post(), self.text[start : between.end("post")])
        words = self.context.tokens(start, start + found.start()) if found and found.start() else []
        return all(word.tag_ in _PART_TAGS for word in words if word.idx >= at)

    def behind(self, person: Mention, bodies: list[Mention], sentence: Sentence) -> Iterator[tuple[Mention, str]]:
        """The bodies and posts that a person is said to hold: 某人任某院院长、某会理事."""
        if _NOT_IN_OFFICE.search(self.text, sentence.start, person.start):
            return
        end = person.end
        for body in (b for b in bodies if b.start >= person.end):
            between = self.text[end : body.start]
            first = end == person.end
            if not (_holds() if first else _AND_HOLDS).fullmatch(between):
                return
            found = post_pattern().match(self.text, body.end, sentence.end)
            if found and any(p.start == found.end() for p in self.persons(sentence)):
                return  # 甲为某院院长乙颁奖
            if found is None or (first and between == "," and not self.is_introduced(person, found.end())):
                return
            yield body, found[0]
            end = found.end()

    def around(self, person: Mention, bodies: list[Mention], sentence: Sentence) -> Iterator[tuple[Mention, str]]:
        """The body right before a person whose post stands behind the name: 某部|某人|部长."""
        body = next((b for b in reversed(bodies) if b.end <= person.start), None)
        found = post_pattern().match(self.text, person.end, sentence.end)
        if body is None or found is None or not re.fullmatch(_CLOSED, self.text[body.end : person.start]):
            return
        if not any(p.start == found.end() for p in self.persons(sentence)):  # 某大学|甲|教授乙
            yield body, found[0]

    def persons(self, sentence: Sentence) -> list[Mention]:
        return [m for m in sentence.items if isinstance(m, Mention) and m.type == "Person"]

    def is_introduced(self, person: Mention, end: int) -> bool:
        """Does a line begin with the person, and nothing but posts follow the comma (某人,某大学教授)?"""
        line = self.text.rfind("\n", 0, person.start) + 1
        lead = self.text[line : person.start].strip()
        return bool(re.fullmatch(r"(?:\(?(?:作者|第一作者|通讯作者|作者简介)[:)]?)?", lead)) and (
            self.text[end : end + 1] in "、,。;()\n "
        )

    def heads(self, person: Mention, bodies: list[Mention]) -> Iterator[tuple[Mention, str]]:
        """The body that is headed by a person: 某中心由某人任主任, 某会理事长为某人."""
        takes = _takes().match(self.text, person.end)
        alone, named = _headed()
        clause, _ = self.context.clause(person.start)
        if found := named.fullmatch(self.text, clause, person.start):
            body = self.context.topic(clause, lambda m: bool(set(m.types) & _HOLDING) and not m.is_kind)
            if body is not None and (found["by"] != "由" or takes):
                yield body, found["post"]
            return
        body = next((b for b in reversed(bodies) if b.end <= person.start), None)
        if body is None:
            return
        if alone.fullmatch(self.text, body.end, person.start) and takes and takes["post"]:
            yield body, takes["post"]
        elif (found := named.fullmatch(self.text, body.end, person.start)) and (found["by"] != "由" or takes):
            yield body, found["post"]

    def elected(self, person: Mention, sentence: Sentence) -> Iterator[tuple[Mention, str]]:
        """The post before a colon in a list of those elected, at the body that was named last."""
        found = _elected().search(self.text, max(sentence.start, person.start - 16), person.start)
        ends = {m.end for m in sentence.items if isinstance(m, Mention) and m.type == "Person"}
        if found is None or not (found.start() in ends or self.text[found.start() - 1] in "\n\t ;,。"):
            return
        named = [m for m in self.context.doc._.mentions if m.end <= person.start and set(m.types) & _HOLDING]
        electing = [m for m in named if set(m.types) & _ELECTING and not m.is_kind]
        if electing and self.text.count("\n", electing[-1].end, person.start) <= MAX_LINES:
            yield electing[-1], found["post"]


# A list of those elected stands this many lines below the name of the body at most.
MAX_LINES = 6
