"""The one error of this room that is the asker's to mend: a wrong name, parameter or value, in one line."""

from __future__ import annotations


class QueryError(ValueError):
    """What was asked cannot be answered; the message says what is wrong, where, and what to do."""


class MissingLibraryError(QueryError):
    """A format needs a library that is not installed; the message names the extra to install."""
