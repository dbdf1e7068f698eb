"""Files that hold several articles, to one source each: zip archives and JSON Lines corpora."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from .archive import is_unsafe, member_name, open_archive, read_member
from .corpus import is_header
from .limits import MIB, Limits
from .loading import SIDE_ENDING
from .registry import JSONL, ZIP, accepts, container_of
from .source import Source, Unreadable, UnreadableError

_HEAD = 4096


def expand(source: Source, container: str, limits: Limits) -> Iterator[Source | Unreadable]:
    """Yield a source for each article that a container holds."""
    if container == ZIP:
        yield from _zip(source, limits)
    elif source.members:
        archive = open_archive(source.path, source.members[:-1], limits)
        data = read_member(archive, source.members[-1], source.identifier, limits, None)
        yield from _lines(source, io.BytesIO(data), limits)
    else:
        with source.path.open("rb") as file:
            yield from _lines(source, file, limits)


def _zip(source: Source, limits: Limits) -> Iterator[Source | Unreadable]:
    archive = open_archive(source.path, source.members, limits)
    infos = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename)
    if len(infos) > limits.max_archive_members:
        raise UnreadableError(
            source.identifier, "too-many-members", f"has more than {limits.max_archive_members} members; unpack it"
        )
    total = 0
    any_article = False
    for info in infos:
        name = member_name(info)
        identifier = f"{source.identifier}/{name}"
        if is_unsafe(name):
            yield Unreadable(identifier, "unsafe-name", "has a name that leads out of its archive; left out")
            continue
        if any(part.startswith(".") or part == "__MACOSX" for part in name.split("/")) or name.endswith(SIDE_ENDING):
            continue
        total += info.file_size
        if total > limits.max_expanded_bytes:
            raise UnreadableError(
                source.identifier,
                "archive-bomb",
                f"unpacks to more than {limits.max_expanded_bytes / MIB:g} MiB; the rest of it is left out",
            )
        member = replace(source, identifier=identifier, members=(*source.members, info.filename))
        for found in _member(archive, info, member, limits):
            any_article = any_article or isinstance(found, Source)
            yield found
    if not any_article:
        yield Unreadable(source.identifier, "no-articles", "holds no articles; left out")


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: Source, limits: Limits
) -> Iterator[Source | Unreadable]:
    try:
        head = b"" if info.flag_bits & 1 else _head(archive, info)
        container = container_of(member.identifier, head)
        if container == ZIP and len(member.members) > limits.max_archive_depth - 1:
            yield Unreadable(member.identifier, "nested-archive", "is an archive too deep in archives; unpack it")
        elif container is not None:
            yield from expand(member, container, limits)
        elif accepts(member.identifier, head):
            yield member
        else:
            yield Unreadable(member.identifier, "not-an-article", "is in no format read here; left out")
    except UnreadableError as error:
        yield error.unreadable()


def _head(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        with archive.open(info) as file:
            return file.read(_HEAD)
    except Exception:
        return b""


def _lines(source: Source, file: BinaryIO, limits: Limits) -> Iterator[Source | Unreadable]:
    assert JSONL  # the only other container  # noqa: S101
    offset, number, any_article = 0, 0, False
    while line := file.readline(limits.max_file_bytes + 1):
        number += 1
        identifier = f"{source.identifier}/{number:06d}"
        if len(line) > limits.max_file_bytes:
            yield Unreadable(identifier, "too-big", f"is a line of more than {limits.max_file_bytes / MIB:g} MiB")
            return
        if line.strip() and not (number == 1 and is_header(line)):
            any_article = True
            yield replace(source, identifier=identifier, line=number, offset=offset)
        offset += len(line)
    if not any_article:
        yield Unreadable(source.identifier, "no-articles", "holds no articles; left out")
