"""What the forms of metadata have found in an article's lines, until the best of each is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..model import Author, Found


@dataclass
class Collected:
    """Candidates by role, each with its rank (lower wins, then the earlier); authors; bodies that stand apart."""

    values: dict[str, list[tuple[int, int, Found]]] = field(default_factory=dict)
    authors: list[Author] = field(default_factory=list)
    bodies: list[Found] = field(default_factory=list)

    def add(self, role: str, rank: int, found: Found) -> None:
        """Add a candidate."""
        candidates = self.values.setdefault(role, [])
        candidates.append((rank, len(candidates), found))

    def size(self) -> int:
        """How much has been found."""
        return sum(map(len, self.values.values())) + len(self.authors) + len(self.bodies)

    def best(self, role: str) -> Found | None:
        """Return the best candidate of a role."""
        candidates = self.values.get(role)
        return min(candidates, key=lambda one: one[:2])[2] if candidates else None

    def joined_authors(self) -> tuple[Author, ...]:
        """Return each author once, in order, with all bodies; the only body that stands apart is every author's."""
        names: dict[str, Found] = {}
        bodies: dict[str, dict[str, Found]] = {}
        for author in self.authors:
            names.setdefault(author.name.value, author.name)
            for body in author.affiliations:
                bodies.setdefault(author.name.value, {}).setdefault(body.value, body)
        if len(self.bodies) == 1:
            for name in names:
                bodies.setdefault(name, {}).setdefault(self.bodies[0].value, self.bodies[0])
        return tuple(Author(found, tuple(bodies.get(name, {}).values())) for name, found in names.items())
