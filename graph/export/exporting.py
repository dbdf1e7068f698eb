"""`export`: a graph to a file, a folder or a stream. What is written appears whole under its name, or not at all."""

from __future__ import annotations

import gzip
import os
import shutil
import tempfile
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from ..errors import ExportError, reason
from ..generations import sync_directory
from ..graph import Graph
from .extras import require
from .formats import ARCHIVE, Format, format_of
from .selection import Selection, select

# gzip and zstd at their own usual levels: the text packs to a tenth, and more effort gains a few percent.
_GZIP_LEVEL = 6
_ZSTD_LEVEL = 3

# Zip entries bear a date; the earliest that zip knows makes the same graph the same bytes.
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)

# In a folder that an export wrote, so that the next one may replace it, and nothing else's folder.
_FOLDER_MARK = ".innokg-export"


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote; `leaves_out` tells in words what the format cannot hold, "" where it holds all."""

    format: Format
    leaves_out: str


def export(
    graph: Graph, target: Path | str | BinaryIO, format: str | None = None, selection: Selection | None = None
) -> Exported:
    """Write a graph, or a selection of it, to `target`, in the format that its ending (or `format`) says.

    `.gz` or `.zst` after an ending compresses. Formats of several files make a folder of that name (each file in it
    compressed), or a zip archive where the name ends in `.zip` or the target is a stream. Raises ExportError with one
    line; nothing is left behind.
    """
    path = Path(target) if isinstance(target, str | os.PathLike) else None
    format_, compression = format_of(path, format)
    if format_.needs:
        require(format_.needs, format_.title)
    selection = selection or Selection()
    options = {"proposed": True} if selection.proposed and not format_.proposed else {}
    try:
        with select(graph, selection) as selected:
            if path is None:
                _write_stream(selected, format_, cast(BinaryIO, target), options, compression)
            elif format_.write_folder is not None and compression != ARCHIVE:
                with _whole_folder(path) as folder:
                    format_.write_folder(selected, folder, **options)
                    _compress_all(folder, compression)
            else:
                with _whole_file(path) as file:
                    _write_stream(selected, format_, file, options, compression)
    except BrokenPipeError:
        raise  # whoever read our output has had enough; the command line knows what to do
    except OSError as fault:
        left = "what was there stays as it was" if path and path.exists() else "nothing was left there"
        raise ExportError(f"{path or 'the output'}: cannot be written ({reason(fault)}); {left}") from None
    return Exported(format_, format_.leaves_out)


def _write_stream(graph: Graph, format_: Format, out: BinaryIO, options: Mapping[str, bool], compression: str) -> None:
    """Write one file, or a zip archive of several; a compression is that of each file, as in a folder."""
    if format_.write is not None:
        with _compressed(out, compression) as packed:
            format_.write(graph, packed, **options)
        return
    assert format_.write_folder is not None  # noqa: S101 -- one of the two is set
    with tempfile.TemporaryDirectory() as temporary:
        format_.write_folder(graph, Path(temporary), **options)
        _compress_all(Path(temporary), "" if compression == ARCHIVE else compression)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(Path(temporary).iterdir()):
                entry = zipfile.ZipInfo(path.name, _ZIP_DATE)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as packed:
                    shutil.copyfileobj(source, packed)


def _compress_all(folder: Path, compression: str) -> None:
    """Compress each file of a folder, in its place."""
    for path in sorted(folder.iterdir()) if compression else ():
        with (
            path.open("rb") as source,
            path.with_name(path.name + compression).open("xb") as file,
            _compressed(file, compression) as out,
        ):
            shutil.copyfileobj(source, out)
        path.unlink()


@contextmanager
def _compressed(file: BinaryIO, compression: str) -> Iterator[BinaryIO]:
    if compression == ".gz":
        with gzip.GzipFile("", "wb", _GZIP_LEVEL, file, mtime=0) as out:
            yield cast(BinaryIO, out)
    elif compression == ".zst":
        zstandard = require("zstandard", ".zst")
        with zstandard.ZstdCompressor(level=_ZSTD_LEVEL).stream_writer(file, closefd=False) as out:
            yield out
    else:
        yield file


@contextmanager
def _whole_file(path: Path) -> Iterator[BinaryIO]:
    """Open a file under a temporary name beside `path`; move it there once it is whole and on disk."""
    if path.is_dir():
        raise ExportError(f"{path}: is a folder; name a file")
    half = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        with half.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except BaseException:
        half.unlink(missing_ok=True)
        raise
    sync_directory(path.parent)


@contextmanager
def _whole_folder(path: Path) -> Iterator[Path]:
    """Make a folder under a temporary name beside `path`; move it there once whole, in place of an earlier export's."""
    if path.exists() and not (path / _FOLDER_MARK).is_file():
        raise ExportError(f"{path}: exists and was not made by an export; name another folder")
    half = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    old = half.with_suffix(".old")
    try:
        half.mkdir()
        yield half
        for file in half.iterdir():
            _sync_file(file)
        (half / _FOLDER_MARK).touch()
        if path.exists():
            path.rename(old)
        try:
            half.rename(path)
        except OSError:
            if old.exists():
                old.rename(path)
            raise
    except BaseException:
        shutil.rmtree(half, ignore_errors=True)
        raise
    shutil.rmtree(old, ignore_errors=True)
    sync_directory(path.parent)


def _sync_file(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())
