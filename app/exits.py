"""Exit codes, and the one place where errors become one line and a code."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from enum import IntEnum

import click


class ExitCode(IntEnum):
    """What the shell is told."""

    DONE = 0
    INCOMPLETE = 1  # done, but something was left out or failed a check; it was listed
    FAILED = 2  # wrong usage, or nothing could be done
    INTERRUPTED = 130  # Ctrl-C: the shells' own code for it, 128 + SIGINT


class AppError(Exception):
    """A mistake that the message explains in one line: what, where, what to do."""


# The errors whose message is written for a person, by module and name: naming them as text imports no room. Each means
# that nothing could be done.
EXPLAINED = frozenset(
    {
        "innokg.app.exits.AppError",
        "innokg.extract.reading.source.UnreadableError",
        "innokg.graph.errors.GraphError",
        "innokg.ontology.load.OntologyError",
        "innokg.ontology.reasoning.ReasonerUnavailableError",
        "innokg.queries.errors.QueryError",
    }
)

_FULL = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}
)
_REFUSED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


def explain(fault: BaseException) -> Iterator[str]:
    """Yield the lines that tell a person of a fault; nothing where it is not theirs but a fault of the program."""
    if isinstance(fault, click.UsageError):
        context = f" See `{fault.ctx.command_path} --help`." if fault.ctx else ""
        yield f"{_sentence(fault.format_message())}{context}"
    elif isinstance(fault, click.ClickException):
        yield fault.format_message()
    elif _is_explained(fault):
        yield from getattr(fault, "left_out", ())
        yield str(fault)
    elif isinstance(fault, OSError):
        yield _operating_system(fault)
    elif isinstance(fault, MemoryError):
        yield "out of memory; use fewer workers, or a machine with more memory"


def _is_explained(fault: BaseException) -> bool:
    return any(f"{kind.__module__}.{kind.__qualname__}" in EXPLAINED for kind in type(fault).__mro__)


def _operating_system(fault: OSError) -> str:
    where = f"{fault.filename}: " if fault.filename else ""
    what = fault.strerror or str(fault) or type(fault).__name__
    if fault.errno in _FULL:
        return f"{where}cannot be written ({what}); make room or name another place"
    if fault.errno in _REFUSED:
        return f"{where}{what}; name another place or change its permissions"
    return f"{where}{what}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
