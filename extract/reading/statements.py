"""Metadata that stands beside the text: in page markup, in the fields of a record, in a side file."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from ..cleaning.forms import fold
from ..metadata.dates import dates_in
from ..metadata.persons import is_person
from ..model import Author, Found, Metadata, Notice

_LONGEST_VALUE = 500
_ROLES = ("title", "published", "publisher", "issue", "source", "replaces")


@cache
def names(group: str) -> dict[str, list[str]]:
    """Return the names by role of a group of stated.yaml: `fields` or `meta`."""
    here = __name__.rpartition(".")[0]
    return yaml.safe_load(files(here).joinpath("stated.yaml").read_text("utf-8"))[group]


def value_of(record: Mapping[str, Any], role: str, mapped: Mapping[str, str] | None = None) -> Any:
    """Return the value that a record has for a role, None without one; `mapped` names the fields that a user named."""
    if mapped and role in mapped:
        return record.get(mapped[role])
    lowered = {str(key).lower(): value for key, value in record.items()}
    for name in names("fields").get(role, []):
        if lowered.get(name) not in (None, "", []):
            return lowered[name]
    return None


def metadata_of(record: Mapping[str, Any], mapped: Mapping[str, str] | None = None) -> tuple[Metadata, tuple[str, ...]]:
    """Return the metadata of a record or side file, and what in it could not be used, one line each."""
    problems: list[str] = []
    values: dict[str, Found | None] = {}
    for role in _ROLES:
        value = value_of(record, role, mapped)
        if value is None:
            continue
        text = _text(value)
        if role == "published" and text is not None:
            text = date_of(text)
        if not text:
            problems.append(f"its {role} ({str(value)[:40]!r}) cannot be used; write {_WANTED[role]}")
        elif role == "publisher" and re.match("https?://", text):
            values.setdefault("source", Found(text))
        else:
            values[role] = Found(text)
    authors, wrong = _authors(value_of(record, "authors", mapped))
    return Metadata(**values, authors=authors), (*problems, *wrong)


_WANTED = {
    "title": "one line of text",
    "published": "a date as 2024-07-21, 2024-07 or 2024",
    "publisher": "one line of text",
    "issue": "one line of text",
    "source": "a web address",
    "replaces": "the file name of one article",
}


def date_of(text: str) -> str | None:
    """Return the first date of a text in ISO 8601, also from 20240721 and 2024-07-21T08:00:00+08:00."""
    folded = fold(text)
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\d{6})?", folded.strip())
    if compact:
        folded = "-".join(compact.groups())
    elif re.fullmatch(r"(?:19|20)\d\d", folded.strip()):
        return folded.strip()
    for value, _, _ in dates_in(folded.replace("T", " ")):
        return value
    return None


def _text(value: Any) -> str | None:
    if hasattr(value, "isoformat"):  # YAML reads 2024-07-21 as a date
        return str(value.isoformat())[:10]
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        text = " ".join(str(value).split())
        return text if text and len(text) <= _LONGEST_VALUE else None
    return None


def _authors(value: Any) -> tuple[tuple[Author, ...], list[str]]:
    """Read "张三、李四", ["张三"], or [{name: 张三, affiliations: [某大学]}]; bodies are no authors."""
    if value is None:
        return (), []
    found: list[Author] = []
    problems: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            found.extend(Author(Found(name)) for name in re.split(r"[、,;/\s]+", fold(one)) if is_person(name))
        elif isinstance(one, dict) and isinstance(one.get("name"), str):
            bodies = one.get("affiliations") or one.get("affiliation") or []
            bodies = [bodies] if isinstance(bodies, str) else bodies
            found.append(Author(Found(one["name"].strip()), tuple(Found(str(body).strip()) for body in bodies)))
        else:
            problems.append(f"its author {str(one)[:40]!r} cannot be used; write a name, or name and affiliations")
    return tuple(found), problems


def side_metadata(data: bytes, identifier: str, *, whole: bool = True) -> tuple[Metadata, tuple[Notice, ...]]:
    """Return the metadata of a side file, and notices of what in it could not be used.

    An article's own head (not `whole`) has fields for its site as well: nothing is wrong with those not known here.
    """
    try:
        record = yaml.safe_load(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return Metadata(), (Notice("side-file", f"the side file of {identifier} is not UTF-8; save it as UTF-8"),)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f" in line {mark.line + 1}" if mark is not None else ""
        return Metadata(), (Notice("side-file", f"the side file of {identifier} is not YAML{where}; mend it"),)
    if not isinstance(record, dict):
        return Metadata(), (
            Notice("side-file", f"the side file of {identifier} has no fields; write title: … and so on"),
        )
    known = {name for role in names("fields").values() for name in role}
    odd = sorted(str(key) for key in record if str(key).lower() not in known)
    stated, problems = metadata_of(record)
    notices = [Notice("side-file", f"in the side file of {identifier}, {problem}") for problem in problems]
    if odd and whole:
        notices.append(
            Notice("side-file", f"the side file of {identifier} has fields not known here: {', '.join(odd)[:80]}")
        )
    return stated, tuple(notices)


def overridden(stated: Metadata, found: Metadata) -> Metadata:
    """Return the metadata in which each value of `stated` stands before that of `found`.

    Where both say the same, the one with a place in the text is kept.
    """
    values: dict[str, Found | None] = {}
    for role in _ROLES:
        first, second = getattr(stated, role), getattr(found, role)
        same = first is not None and second is not None and fold(first.value) == fold(second.value)
        values[role] = second if first is None or (same and first.span is None) else first
    known = {author.name.value: author for author in found.authors}
    authors = tuple(_more_of(author, known.get(author.name.value)) for author in stated.authors) or found.authors
    return Metadata(**values, authors=authors)


def _more_of(stated: Author, found: Author | None) -> Author:
    if found is None:
        return stated
    return Author(found.name, stated.affiliations or found.affiliations)


def loads(line: bytes) -> Any:
    """Parse one JSON text; raises ValueError."""
    try:
        return json.loads(line.decode("utf-8-sig"))
    except (UnicodeDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None
