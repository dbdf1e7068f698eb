"""Bytes of a source, within the limits: from a file, the standard input, an archive's member, a corpus's line."""

from __future__ import annotations

import hashlib
import os
import stat
import sys

from .archive import open_archive, read_member
from .limits import MIB, Limits
from .source import STDIN, Source, UnreadableError

# The side file of an article: NAME.meta.yaml for NAME.txt, or NAME.txt.meta.yaml where names would clash.
SIDE_ENDING = ".meta.yaml"
_SIDE_MOST = 64 * 1024
_CHUNK = MIB


def check_regular(source: Source) -> None:
    """Raise UnreadableError for devices, pipes and sockets, which may never end."""
    mode = source.path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise UnreadableError(source.identifier, "not-a-file", "is a device, pipe or socket, not a file; left out")


def load(source: Source, limits: Limits) -> bytes:
    """Return the bytes of a source; raises UnreadableError where it cannot be read or is beyond a limit."""
    if str(source.path) == STDIN:
        return _stdin(source, limits)
    try:
        check_regular(source)
        if source.members:
            data = open_archive(source.path, source.members[:-1], limits)
            return read_member(
                data, source.members[-1], source.identifier, limits, source.offset if source.line else None
            )
        with source.path.open("rb") as file:
            if source.line:
                file.seek(source.offset)
                return _bounded(file.readline(limits.max_file_bytes + 1), source, limits)
            size = os.fstat(file.fileno()).st_size
            if size > limits.max_file_bytes:
                raise _too_big(source, limits)
            # Python sets aside as many bytes as are asked for; a file that grows meanwhile is read as it was.
            return file.read(size)
    except FileNotFoundError:
        raise UnreadableError(source.identifier, "missing", "does not exist; check the path") from None
    except PermissionError:
        raise UnreadableError(source.identifier, "forbidden", "may not be read; change its permissions") from None
    except IsADirectoryError:
        raise UnreadableError(source.identifier, "folder", "is a folder, not an article") from None
    except OSError as error:
        raise UnreadableError(source.identifier, "unreadable", f"cannot be read ({error.strerror or error})") from None


def side_file(source: Source) -> bytes | None:
    """Return the bytes of the side file of a plain file, None without one."""
    if source.members or source.line or str(source.path) == STDIN:
        return None
    path = source.path
    for candidate in (path.with_name(path.name + SIDE_ENDING), path.with_name(path.stem + SIDE_ENDING)):
        if candidate != path and candidate.is_file():
            with candidate.open("rb") as file:
                return file.read(_SIDE_MOST)
    return None


def digest(source: Source, limits: Limits | None = None) -> str:
    """Return "sha256:…" over all that the reading of a source depends on: its bytes and its side file's."""
    data, side = load(source, limits or Limits()), side_file(source)
    total = hashlib.sha256(data)
    if side is not None:
        total.update(b"\x00side file\x00" + side)
    return f"sha256:{total.hexdigest()}"


def _stdin(source: Source, limits: Limits) -> bytes:
    parts: list[bytes] = []
    total = 0
    while chunk := sys.stdin.buffer.read(_CHUNK):
        total += len(chunk)
        if total > limits.max_file_bytes:
            raise _too_big(source, limits)
        parts.append(chunk)
    return b"".join(parts)


def _bounded(data: bytes, source: Source, limits: Limits) -> bytes:
    if len(data) > limits.max_file_bytes:
        raise _too_big(source, limits)
    return data


def _too_big(source: Source, limits: Limits) -> UnreadableError:
    return UnreadableError(
        source.identifier,
        "too-big",
        f"is bigger than {limits.max_file_bytes / MIB:g} MiB; split it or raise max_file_bytes",
    )
