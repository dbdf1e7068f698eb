"""JSON Lines corpora: one record a line is one article; an optional first line maps its fields.

The header is {"fields": {"text": "<name>", "title": "<name>", …}}; without it the usual names are looked for
(stated.yaml).
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model import Notice
from .limits import Limits
from .reader import Draft, fail
from .readers.html import parse as parse_html
from .statements import loads, metadata_of, value_of

_FORMAT = 'write one JSON object a line with a field "text"'


def is_header(line: bytes) -> bool:
    """Whether a corpus's first line maps fields rather than being a record."""
    try:
        record = loads(line)
    except ValueError:
        return False
    return isinstance(record, dict) and set(record) == {"fields"} and isinstance(record["fields"], dict)


def mapping_of(line: bytes) -> Mapping[str, str]:
    """Return the header's mapping of roles to field names, empty without one."""
    if not is_header(line):
        return {}
    return {str(role): str(name) for role, name in loads(line)["fields"].items()}


def parse_record(line: bytes, identifier: str, limits: Limits, mapped: Mapping[str, str]) -> Draft:
    """Return the draft of a record: its text as it is, or the main text of its page."""
    try:
        record = loads(line)
    except ValueError as error:
        raise fail(identifier, "bad-json", f"is not JSON ({error}); {_FORMAT}") from None
    if not isinstance(record, dict):
        raise fail(identifier, "bad-json", f"is not a JSON object; {_FORMAT}")
    stated, problems = metadata_of(record, mapped)
    notices = tuple(Notice("record-field", problem) for problem in problems)
    text, page = value_of(record, "text", mapped), value_of(record, "html", mapped)
    if isinstance(text, str) and text.strip():
        return Draft(text.encode("utf-8", "replace").decode("utf-8"), stated=stated, notices=notices)
    if isinstance(page, str) and page.strip():
        draft = parse_html(page.encode("utf-8", "replace"), identifier, limits)
        return Draft(draft.text, draft.encoding, draft.marked, stated, (*draft.notices, *notices))
    raise fail(
        identifier, "empty", f"has no text in the fields looked for; {_FORMAT} or name the field in a header line"
    )
