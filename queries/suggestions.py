"""The nearest known names for one that is not known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

# Below this likeness (difflib's ratio) a suggestion misleads more than it helps; found by trying usual typing slips.
LIKENESS = 0.5
MOST = 3


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Return up to three known names like `name`, best first: those that contain it, then those like it."""
    candidates = sorted(set(known))
    folded = name.casefold()
    containing = [candidate for candidate in candidates if folded and folded in candidate.casefold()]
    like = get_close_matches(name, candidates, n=MOST, cutoff=LIKENESS)
    return list(dict.fromkeys([*containing, *like]))[:MOST]


def hint(name: str, known: Iterable[str]) -> str:
    """Return " Did you mean a, b?" or "" where nothing known is near."""
    found = nearest(name, known)
    return f" Did you mean {', '.join(found)}?" if found else ""
