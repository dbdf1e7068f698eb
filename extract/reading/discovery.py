"""Find the articles under the paths given: files, folders at any depth, archives, corpora, standard input.

Lazy and in a fixed order, whatever the file system's; what is passed over is said, one line each.
"""

from __future__ import annotations

import atexit
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from .containers import expand
from .limits import Limits
from .loading import SIDE_ENDING, check_regular, load
from .registry import accepts, container_of
from .source import STDIN, Source, Unreadable, UnreadableError

# Of the operating system and of version control, never articles.
_IGNORED = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini", "node_modules", "__pycache__"})
_HEAD = 4096


def discover(paths: Iterable[Path | str], limits: Limits | None = None) -> Iterator[Source | Unreadable]:
    """Yield the articles under the paths, and a line for each path, file or archive member that gives none."""
    limits = limits or Limits()
    seen: dict[str, Source] = {}
    for path in sorted({Path(path) for path in paths}):
        for found in _under(path, limits):
            if isinstance(found, Source):
                earlier = seen.setdefault(found.identifier, found)
                if earlier == found:
                    yield found
                elif _place(earlier) != _place(found):
                    yield Unreadable(
                        found.identifier,
                        "same-name",
                        f"{found.path} has the same name as {earlier.path}; give the folder that holds both",
                    )
            else:
                yield found


def _place(source: Source) -> tuple[object, ...]:
    return source.path.resolve(), source.members, source.line


def _under(path: Path, limits: Limits) -> Iterator[Source | Unreadable]:
    if str(path) == STDIN:
        yield from _standard_input(limits)
        return
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield _failed(str(path), error)
        return
    if not stat.S_ISDIR(mode):
        yield from _file(path, path.name, limits, named=True)
        return
    any_article = False
    for found in _folder(path, limits):
        any_article = any_article or isinstance(found, Source)
        yield found
    if not any_article:
        yield Unreadable(str(path), "no-articles", "has no articles (.txt, .html, .pdf, .docx, …); give another folder")


def _standard_input(limits: Limits) -> Iterator[Source | Unreadable]:
    """Keep what comes in a file while this process runs: it comes once, and a build reads it twice."""
    try:
        data = load(Source("stdin", Path(STDIN)), limits)
    except UnreadableError as error:
        yield error.unreadable()
        return
    handle, name = tempfile.mkstemp(prefix="innokg-stdin-")
    with open(handle, "wb") as file:
        file.write(data)
    atexit.register(Path(name).unlink, missing_ok=True)
    yield from _file(Path(name), "stdin", limits, named=True)


def _folder(root: Path, limits: Limits) -> Iterator[Source | Unreadable]:
    """Walk depth first in the order of names; a folder that is its own ancestor by a link is left."""
    stack: list[tuple[Path, str, frozenset[tuple[int, int]]]] = [(root, "", frozenset())]
    while stack:
        path, identifier, ancestors = stack.pop()
        try:
            info = path.stat()
        except OSError as error:
            yield _failed(identifier or str(path), error)
            continue
        if not stat.S_ISDIR(info.st_mode):
            yield from _file(path, identifier, limits, named=False)
            continue
        own = (info.st_dev, info.st_ino)
        if own in ancestors:
            yield Unreadable(identifier, "link-loop", "is a link to a folder that holds it; left out")
            continue
        try:
            names = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            yield _failed(identifier or str(path), error)
            continue
        for name in names:
            if not name.startswith(".") and name not in _IGNORED and not name.endswith(SIDE_ENDING):
                stack.append((path / name, f"{identifier}/{name}" if identifier else name, ancestors | {own}))


def _file(path: Path, identifier: str, limits: Limits, *, named: bool) -> Iterator[Source | Unreadable]:
    source = Source(_printable(identifier), path)
    try:
        check_regular(source)
        with path.open("rb") as file:
            head = file.read(_HEAD)
        container = container_of(identifier, head)
        if container is not None:
            yield from expand(source, container, limits)
        elif named or accepts(identifier, head):
            yield source
        else:
            yield Unreadable(source.identifier, "not-an-article", "is in no format read here; left out")
    except OSError as error:
        yield _failed(source.identifier, error)
    except UnreadableError as error:
        yield error.unreadable()


def _printable(identifier: str) -> str:
    """Return the identifier with bytes that are no UTF-8 (surrogates) and line ends shown as escapes."""
    if identifier.isprintable():
        return identifier
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in identifier)


def _failed(identifier: str, error: OSError) -> Unreadable:
    if isinstance(error, FileNotFoundError):
        return Unreadable(identifier, "missing", "does not exist; check the path")
    if isinstance(error, PermissionError):
        return Unreadable(identifier, "forbidden", "may not be read; change its permissions")
    if error.errno == 40:  # ELOOP
        return Unreadable(identifier, "link-loop", "is a link that leads to itself; left out")
    return Unreadable(identifier, "unreadable", f"cannot be read ({error.strerror or error})")
