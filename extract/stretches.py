"""Stretches of a text, kept in order, so that what meets a place is found by bisection and not by going through all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import accumulate

Stretch = tuple[int, int]


class Stretches:
    """Stretches [start, end) of one text, none inside another but for those given at the beginning."""

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        ordered = sorted(stretches)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))  # how far the stretches up to this one reach

    def add(self, start: int, end: int) -> None:
        """Add one that overlaps none."""
        place = bisect_right(self._starts, start)
        self._starts.insert(place, start)
        self._reach.insert(place, end)

    def meet(self, start: int, end: int) -> bool:
        """Does one of them overlap [start, end)?"""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def end_of(self, at: int) -> int | None:
        """Where the one that covers an offset ends."""
        before = bisect_right(self._starts, at)
        return self._reach[before - 1] if before and self._reach[before - 1] > at else None

    def start_of(self, at: int) -> int | None:
        """Where the one that an offset cuts begins."""
        before = bisect_left(self._starts, at)
        return self._starts[before - 1] if before and self._reach[before - 1] > at else None

    def first_start(self, start: int, end: int) -> int | None:
        """Where the first one that begins in [start, end) begins."""
        at = bisect_left(self._starts, start)
        return self._starts[at] if at < len(self._starts) and self._starts[at] < end else None

    def last_end(self, at: int) -> int:
        """Where the last one that ends at or before an offset ends; 0 where none does."""
        before = bisect_right(self._reach, at)
        return self._reach[before - 1] if before else 0
