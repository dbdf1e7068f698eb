"""Members of zip archives, read in memory: nothing is ever unpacked to the disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import lru_cache
from pathlib import Path, PurePosixPath, PureWindowsPath

from .limits import MIB, Limits
from .source import UnreadableError

_CHUNK = 1024 * 1024
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
# A small archive may compress to nothing; the ratio counts only beyond this.
_RATIO_FROM = 4 * MIB


def open_archive(path: Path, members: tuple[str, ...], limits: Limits) -> zipfile.ZipFile:
    """Return the archive at a path, or the one within it that `members` lead to; raises UnreadableError."""
    info = path.stat()
    return _open(path, members, info.st_mtime_ns, info.st_size, limits)


# Articles of one archive are read one after the other; its list of members is read once.
@lru_cache(maxsize=4)
def _open(path: Path, members: tuple[str, ...], mtime: int, size: int, limits: Limits) -> zipfile.ZipFile:
    identifier = "/".join([path.name, *members])
    try:
        if not members:
            return zipfile.ZipFile(path)
        outer = open_archive(path, members[:-1], limits)
        return zipfile.ZipFile(io.BytesIO(read_member(outer, members[-1], identifier, limits, None)))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableError(
            identifier, "bad-archive", f"is not a whole zip archive ({error}); pack it again"
        ) from None


def member_name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; without the UTF-8 flag (APPNOTE.TXT, appendix D) it is GB18030 where that succeeds."""
    if info.flag_bits & _UTF8_FLAG or info.filename.isascii():
        return info.filename
    raw = info.filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return info.filename


def is_unsafe(name: str) -> bool:
    """Whether a member's name leads out of the folder that it would be unpacked to."""
    path, windows = PurePosixPath(name), PureWindowsPath(name)
    return path.is_absolute() or bool(windows.drive) or bool(windows.root) or ".." in windows.parts or "\x00" in name


def read_member(archive: zipfile.ZipFile, member: str, identifier: str, limits: Limits, offset: int | None) -> bytes:
    """Return the bytes of a member (from `offset` to the line's end, where given); raises UnreadableError."""
    try:
        info = archive.getinfo(member)
    except KeyError:
        raise UnreadableError(identifier, "missing", "is no longer in its archive; build again") from None
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise UnreadableError(identifier, "encrypted", "is encrypted in its archive; unpack it with its password")
    try:
        data = _inflate(archive, info, identifier, limits)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableError(
            identifier, "bad-archive", f"is damaged in its archive ({error}); pack it again"
        ) from None
    if offset is None:
        return data
    end = data.find(b"\n", offset)
    return data[offset : end + 1 if end >= 0 else len(data)]


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, identifier: str, limits: Limits) -> bytes:
    """Unpack bit by bit and count what comes out, since the sizes that an archive states may lie."""
    parts: list[bytes] = []
    total = 0
    with archive.open(info) as file:
        while chunk := file.read(_CHUNK):
            total += len(chunk)
            if total > limits.max_file_bytes:
                raise UnreadableError(
                    identifier, "too-big", f"unpacks to more than {limits.max_file_bytes / MIB:g} MiB; left out"
                )
            if total > _RATIO_FROM and total > limits.max_compression_ratio * max(1, info.compress_size):
                raise UnreadableError(
                    identifier,
                    "archive-bomb",
                    f"unpacks to over {limits.max_compression_ratio} times its size, as archive bombs do; left out",
                )
            parts.append(chunk)
    return b"".join(parts)
