"""What a user knows better of who is who: a small YAML file that a build is given.

same-as:            # lists of names that mean one thing; the first is its name
  - [北辰市先进陶瓷创新联合体, 陶瓷联合体]
different-from:
  - [北辰计划, 北辰制造伙伴计划]          # two names that never mean one thing, whatever an article defines
  - name: 智能农机创新联合体              # one name, several things: the articles that mean one of them, a list each
    articles: [[north/a.txt, north/b.txt], [south/c.txt]]
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .folding import folded


class OverridesError(Exception):
    """A file of overrides that cannot be used: what is wrong, where, and what to write instead, in one line."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """Names (folded) that mean one thing, pairs that do not, and the articles that mean each thing of one name."""

    same: tuple[tuple[str, ...], ...] = ()
    different: frozenset[frozenset[str]] = frozenset()
    meant: dict[tuple[str, str], str] = field(default_factory=dict)

    def parts(self, one: str, other: str) -> bool:
        """Must two names (folded) not be joined?"""
        return frozenset((one, other)) in self.different

    def apart(self, name: str, article: str) -> str:
        """Which of several things of a name (folded) an article means; "" where nothing is said."""
        return self.meant.get((name, article), "")


NONE = Overrides()


def read_overrides(path: Path) -> Overrides:
    """Return the overrides of a file; raise OverridesError."""
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as fault:
        raise OverridesError(f"{path}: cannot be read ({fault})") from None
    except yaml.YAMLError as fault:
        raise OverridesError(f"{path}: no YAML: {' '.join(str(fault).split())}") from None
    content = {} if content is None else content
    if not isinstance(content, dict) or not content.keys() <= {"same-as", "different-from"}:
        raise OverridesError(f"{path}: write the keys same-as and different-from, and no others")
    same = tuple(_names(path, "same-as", entry) for entry in _list(path, "same-as", content))
    different: set[frozenset[str]] = set()
    meant: dict[tuple[str, str], str] = {}
    for entry in _list(path, "different-from", content):
        if isinstance(entry, dict):
            meant |= _meant(path, entry)
        else:
            names = _names(path, "different-from", entry)
            different |= {frozenset((a, b)) for a in names for b in names if a != b}
    if clash := next((pair for pair in different for names in same if pair <= set(names)), None):
        raise OverridesError(f"{path}: {' and '.join(sorted(clash))} are said to be the same and different")
    return Overrides(same, frozenset(different), meant)


def _list(path: Path, key: str, content: dict[str, Any]) -> list[Any]:
    entries = content.get(key) or []
    if not isinstance(entries, list):
        raise OverridesError(f"{path}: {key} is no list")
    return entries


def _names(path: Path, key: str, entry: Any) -> tuple[str, ...]:
    if not isinstance(entry, list) or len(entry) < 2 or not all(isinstance(name, str) and name for name in entry):
        raise OverridesError(f"{path}: under {key} stands {entry!r}; write a list of two names or more")
    return tuple(folded(name) for name in entry)


def _meant(path: Path, entry: dict[str, Any]) -> dict[tuple[str, str], str]:
    name, groups = entry.get("name"), entry.get("articles")
    if not isinstance(name, str) or not isinstance(groups, list) or entry.keys() != {"name", "articles"}:
        raise OverridesError(f"{path}: under different-from stands {entry!r}; write name, and articles in lists")
    if not all(isinstance(group, list) and group for group in groups):
        raise OverridesError(f"{path}: under different-from stands {entry!r}; write name, and articles in lists")
    return {(folded(name), str(article)): min(map(str, group)) for group in groups for article in group}
