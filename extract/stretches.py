"""Stretches of a text, kept in order, so that what meets a place is found by bisection and not by going through all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

Stretch = tuple[int, int]


class Stretches:
    """Stretches [start, end) of one text; those given at the beginning may overlap, those added must meet none."""

    def __init__(self, stretches: Iterable[Stretch] = ()) -> None:
        self._starts: list[int] = []
        self._reach: list[int] = []  # how far the stretches up to this one reach
        for start, end in sorted(stretches):
            self._starts.append(start)
            self._reach.append(max(end, self._reach[-1]) if self._reach else end)

    def meet(self, start: int, end: int) -> bool:
        """Does one of them overlap [start, end)?"""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def add(self, start: int, end: int) -> None:
        """Add one that overlaps none."""
        place = bisect_right(self._starts, start)
        self._starts.insert(place, start)
        self._reach.insert(place, end)
