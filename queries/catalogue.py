"""The saved questions: every `NN-slug.rq` beside this module."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from .errors import QueryError
from .header import SavedQuery, parse
from .suggestions import hint


@cache
def names() -> tuple[str, ...]:
    """Return the names of all saved questions, by number."""
    entries = files(__package__).iterdir()
    return tuple(sorted(entry.name.removesuffix(".rq") for entry in entries if entry.name.endswith(".rq")))


@cache
def get(name: str) -> SavedQuery:
    """Return the saved question of that name; its number ("01", "1") or its slug will do. Raises QueryError."""
    wanted = name.strip().removesuffix(".rq").casefold()
    for stem in names():
        number, _, slug = stem.partition("-")
        if wanted in (stem, slug, number) or (wanted.isdecimal() and int(wanted) == int(number)):
            return parse(stem, (files(__package__) / f"{stem}.rq").read_text(encoding="utf-8"))
    slugs = [stem.partition("-")[2] for stem in names()]
    raise QueryError(f"no saved question {name!r}.{hint(wanted, slugs)} `innokg query` without a name lists them.")


def load_all() -> tuple[SavedQuery, ...]:
    """Return all saved questions, by number."""
    return tuple(get(name) for name in names())
