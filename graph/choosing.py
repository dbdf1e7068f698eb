"""Which of the articles read stand in the graph: each text once, under one name, the older version only until replaced.

The decision depends on the articles alone, not on their order:
1. copies: the best of the articles that are the same text stands for all, and names where the others came from;
2. replaced versions, with their copies, go where a side file says so (`replaces`);
3. names: one article a name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ..extract.cleaning import CleanText, clean
from ..extract.duplicates import BANDS, ROWS, Likeness, compare, signature
from ..extract.model import Extraction
from . import texts
from .report import LeftOut


@dataclass(frozen=True, slots=True)
class Candidate:
    """What is kept in memory of an article until it is chosen; `entry` is its key in the cache."""

    identifier: str
    entry: str
    digest: str
    fingerprint: tuple[int, ...]
    damaged: int
    told: int
    letters: int
    source: str
    replaces: str
    notices: tuple[LeftOut, ...]

    @classmethod
    def of(cls, entry: str, extraction: Extraction) -> Candidate:
        """Return the candidate of an extraction."""
        article, said = extraction.article, extraction.article.metadata
        return cls(
            identifier=article.identifier,
            entry=entry,
            digest=texts.digest(article.text),
            fingerprint=extraction.fingerprint,
            damaged=sum(notice.code == "damaged" for notice in extraction.notices),
            told=sum(map(bool, (said.title, said.published, said.publisher, said.source, said.authors))),
            letters=sum(block.span.end - block.span.start for block in article.blocks),
            source=said.source.value if said.source else "",
            replaces=said.replaces.value if said.replaces else "",
            notices=tuple(
                LeftOut(article.identifier, notice.code, notice.message)
                for notice in (*article.notices, *extraction.notices)
            ),
        )

    @property
    def rank(self) -> tuple[int, int, int, str, str]:
        """Sorts the best copy first: the least damaged, the one that tells most of itself, the fullest, the first."""
        return self.damaged, -self.told, -self.letters, self.identifier, self.entry


@dataclass(slots=True)
class Choice:
    """The articles that stand in the graph, in order of identifier, and what is said of the others.

    `copies` holds the other copies of an article, by its identifier.
    """

    chosen: list[Candidate] = field(default_factory=list)
    copies: dict[str, list[Candidate]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    notices: list[LeftOut] = field(default_factory=list)


def choose(candidates: Iterable[Candidate], load: Callable[[Candidate], Extraction]) -> Choice:
    """Return which candidates stand in the graph; `load` gets back the extraction of one to look at it closely."""
    choice = Choice()
    groups, versions = _groups(_in_order(_one_a_name(candidates, choice)), load)  # 1.
    successors = _successors(groups, choice)  # 2.
    for place in sorted(range(len(groups)), key=lambda at: groups[at][0].one.identifier):
        head, copies = groups[place][0].one, groups[place][1:]
        if place in successors:
            choice.left_out += [_replaced(copy.one, successors[place]) for copy in groups[place]]
            continue
        choice.chosen.append(head)
        choice.left_out += [_joined(copy, head) for copy in copies]
        if copies:
            choice.copies[head.identifier] = sorted((copy.one for copy in copies), key=lambda one: one.identifier)
    kept = {one.identifier for one in choice.chosen}
    choice.notices += [_apart(copy, head) for copy, head in versions if {copy.one.identifier, head.identifier} <= kept]
    return choice


def _in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the best copies first; before them what replaces another, then what is replaced.

    So each other copy meets both versions, and joins the one that it is more like.
    """
    both = list(candidates)
    named = [one.replaces for one in both if one.replaces]

    def part(one: Candidate) -> int:
        return 0 if one.replaces else 1 if any(_named(name, one) for name in named) else 2

    return sorted(both, key=lambda one: (part(one), one.rank))


def _one_a_name(candidates: Iterable[Candidate], choice: Choice) -> Iterator[Candidate]:
    names: dict[str, Candidate] = {}
    for candidate in sorted(candidates, key=lambda one: (one.identifier, one.entry)):
        first = names.setdefault(candidate.identifier, candidate)
        if first is candidate:
            yield candidate
        elif first.digest != candidate.digest:
            message = (
                "another article of this name was given; left out. "
                "Give one folder above both, so that their paths tell them apart"
            )
            choice.left_out.append(LeftOut(candidate.identifier, "same-name", message))


@dataclass(frozen=True, slots=True)
class _Copy:
    """A candidate, and how much of its text is that of the article it is compared with."""

    one: Candidate
    similarity: float = 1.0


def _groups(
    ordered: list[Candidate], load: Callable[[Candidate], Extraction]
) -> tuple[list[list[_Copy]], list[tuple[_Copy, Candidate]]]:
    """Return the copies of each article together, the first in order at their head; and pairs of versions."""
    from datasketch import MinHashLSH  # takes a second to import, which only a build needs

    index = MinHashLSH(num_perm=BANDS * ROWS, params=(BANDS, ROWS))
    groups: list[list[_Copy]] = []
    versions: list[tuple[_Copy, Candidate]] = []
    of_digest: dict[str, int] = {}
    for candidate in ordered:
        own = signature(candidate.fingerprint) if candidate.fingerprint else None
        place, similarity = of_digest.get(candidate.digest), 1.0
        if place is None and own:
            near = sorted(int(str(key)) for key in index.query(own))
            place, similarity, others = _same_as(candidate, [groups[at][0].one for at in near], load)
            place = None if place is None else near[place]
            versions += others if place is None else []
        if place is not None:
            groups[place].append(_Copy(candidate, similarity))
            continue
        of_digest[candidate.digest] = len(groups)
        if own:
            index.insert(len(groups), own)
        groups.append([_Copy(candidate)])
    return groups, versions


def _same_as(
    candidate: Candidate, heads: list[Candidate], load: Callable[[Candidate], Extraction]
) -> tuple[int | None, float, list[tuple[_Copy, Candidate]]]:
    """Return which of the heads says the same, the most similar one; how similar it is; and what are other versions."""
    best: tuple[float, int] | None = None
    versions: list[tuple[_Copy, Candidate]] = []
    text: CleanText | None = None
    for place, head in enumerate(heads):
        if candidate.replaces or _named(head.replaces, candidate):
            continue
        text = text or clean(load(candidate).article)
        found = compare(text, clean(load(head).article))
        if found.likeness is Likeness.VERSION:
            versions.append((_Copy(candidate, found.similarity), head))
        elif found.likeness is Likeness.SAME and (best is None or found.similarity > best[0]):
            best = found.similarity, place
    return (best[1], best[0], versions) if best else (None, 0.0, versions)


def _successors(groups: list[list[_Copy]], choice: Choice) -> dict[int, Candidate]:
    """Return what takes the place of which group; those that replace each other in a circle stay."""
    found: dict[int, Candidate] = {}
    place_of = {copy.one.identifier: place for place, group in enumerate(groups) for copy in group}
    for one in sorted((copy.one for group in groups for copy in group if copy.one.replaces), key=lambda one: one.rank):
        old = _group_named(one.replaces, groups)
        if old is None:
            message = f"replaces {one.replaces}, which is not among the articles; check the name"
            choice.notices.append(LeftOut(one.identifier, "replaces", message))
        else:
            found.setdefault(old, one)
    steps = {old: place_of[new.identifier] for old, new in found.items()}
    circular = {old for old in steps if _returns(old, steps)}
    for old in circular:
        message = f"and {found[old].replaces} would replace each other; both are kept. Mend their side files"
        choice.notices.append(LeftOut(found[old].identifier, "replaces", message))
    return {old: new for old, new in found.items() if old not in circular}


def _returns(start: int, steps: dict[int, int]) -> bool:
    """Whether the steps from a place lead back to it."""
    at = start
    for _ in steps:
        at = steps.get(at, -1)
        if at == start:
            return True
    return False


def _joined(copy: _Copy, head: Candidate) -> LeftOut:
    same = copy.one.digest == head.digest
    how = f"the text of {head.identifier}" if same else f"the article {head.identifier} ({copy.similarity:.0%} alike)"
    message = f"is {how} once more; {head.identifier} stands in the graph and names this source too"
    return LeftOut(copy.one.identifier, "duplicate", message)


def _replaced(old: Candidate, new: Candidate) -> LeftOut:
    message = f"is replaced by {new.identifier}, as that article's metadata says"
    return LeftOut(old.identifier, "replaced", message)


def _apart(copy: _Copy, head: Candidate) -> LeftOut:
    message = (
        f"reads like another version of {head.identifier} ({copy.similarity:.0%} alike, in other words or figures); "
        "both are kept. If one takes the other's place, write `replaces: NAME` in its side file"
    )
    return LeftOut(copy.one.identifier, "version", message)


def _group_named(name: str, groups: list[list[_Copy]]) -> int | None:
    """Return the group of the article with this identifier, or of the only one whose file has this name."""
    exact = [place for place, group in enumerate(groups) if any(copy.one.identifier == name for copy in group)]
    found = exact or [place for place, group in enumerate(groups) if any(_named(name, copy.one) for copy in group)]
    return found[0] if len(found) == 1 else None


def _named(name: str, candidate: Candidate) -> bool:
    return bool(name) and (candidate.identifier == name or candidate.identifier.endswith(f"/{name}"))
