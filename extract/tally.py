"""Which thing an article names most, as a whole and up to any place in it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence

from .recognise.mentions import Mention

NamedThing = tuple[str, tuple[str, ...]]


def thing_of(mention: Mention) -> NamedThing:
    """What a mention names: things of one name and the same classes are one."""
    return mention.name, mention.types


class Tally:
    """Counts the mentions that a test takes, in text order, and keeps who leads from each of them on."""

    def __init__(self, mentions: Sequence[Mention], wanted: Callable[[Mention], bool]) -> None:
        first: dict[NamedThing, Mention] = {}
        for mention in mentions:
            first.setdefault(thing_of(mention), mention)
        counts: Counter[NamedThing] = Counter()
        rank: dict[NamedThing, int] = {}  # of two that are named as often, the one named first leads
        best = (0, 0)
        self._ends: list[int] = []
        self._leaders: list[tuple[int, Mention]] = []
        leader: Mention | None = None
        for mention in filter(wanted, mentions):
            thing = thing_of(mention)
            counts[thing] += 1
            place = (counts[thing], -rank.setdefault(thing, len(rank)))
            if leader is None or place > best:
                best, leader = place, first[thing]
            self._ends.append(mention.end)
            self._leaders.append((best[0], leader))

    def leader(self, times: int, before: int | None = None) -> Mention | None:
        """The first mention of what is named most (before an offset), if it is at least so many times."""
        counted = len(self._ends) if before is None else bisect_right(self._ends, before)
        if not counted or self._leaders[counted - 1][0] < times:
            return None
        return self._leaders[counted - 1][1]
