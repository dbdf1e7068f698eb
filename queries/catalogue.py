"""The saved questions: every `NN-slug.rq` beside this module."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from .errors import QueryError
from .header import SavedQuery, parse
from .suggestions import hint

FOLDER = Path(__file__).resolve().parent


@cache
def names() -> tuple[str, ...]:
    """Return the names of all saved questions, by number."""
    return tuple(sorted(path.stem for path in FOLDER.glob("[0-9][0-9]-*.rq")))


@cache
def get(name: str) -> SavedQuery:
    """Return the saved question of that name; its number ("01", "1") or its slug will do. Raises QueryError."""
    wanted = name.strip().removesuffix(".rq").casefold()
    for stem in names():
        number, _, slug = stem.partition("-")
        if wanted in (stem, slug, number) or (wanted.isdecimal() and int(wanted) == int(number)):
            return parse(stem, (FOLDER / f"{stem}.rq").read_text(encoding="utf-8"))
    slugs = [stem.partition("-")[2] for stem in names()]
    raise QueryError(f"no saved question {name!r}.{hint(wanted, slugs)} `innokg query` without a name lists them.")


def load_all() -> tuple[SavedQuery, ...]:
    """Return all saved questions, by number."""
    return tuple(get(name) for name in names())
