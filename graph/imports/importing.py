"""`import_source` and `withdraw`: each makes a new generation of the graph, as a build does, and switches to it.

The live generation's store is copied by hard links, so that neither reads an article again.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox

from .. import generations
from ..counting import count
from ..errors import GraphError, NotAGraphError, SourceError, reason
from ..report import read_report
from . import keeping, reading
from .keeping import Import, Limits
from .stating import graph_of, load, names_of_articles

# As the cache of extractions: the text packs well already at the lowest level.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import read.

    Its entry; what was left out of the source, by reason; whether it had named graphs; and whether it says anything
    with innokg's classes and properties, as what the saved questions compare must.
    """

    entry: Import
    left_out: dict[str, int]
    graphs: bool
    comparable: bool


def import_source(
    path: Path | str,
    directory: Path | str,
    *,
    name: str | None = None,
    format: str | None = None,
    confidence: Decimal = Decimal(1),
    replace: bool = False,
    limits: Limits | None = None,
) -> Imported:
    """Read a source of RDF into a graph of its own, named by `name` (else by the file), beside the articles.

    It stays when the articles are built anew, until it is withdrawn. `confidence` is what its facts count for,
    `replace` lets it take the place of an import of the same name. Raises SourceError, or another GraphError, with one
    line; the graph is then what it was before.
    """
    path, directory = Path(path), Path(directory)
    _check_is_built(directory)
    name = keeping.check_name(name) if name is not None else keeping.name_for(path)
    with generations.build_lock(directory):
        there = keeping.find(directory, name)
        if there is not None and not replace:
            raise SourceError(
                f"{name}: an import of this name is there, from {there.source}; "
                "--replace takes its place, --name gives another name"
            )
        kept = keeping.folder(directory) / f".{name}.tmp"
        try:
            imported = _clean(path, name, format, confidence, limits or Limits(), kept)
            _regenerate(directory, name, imported.entry, kept)
        except OSError as fault:
            where = fault.filename or directory
            raise GraphError(f"{where}: {reason(fault)}; nothing was imported") from None
        finally:
            kept.unlink(missing_ok=True)
    return imported


def withdraw(name: str, directory: Path | str) -> Import:
    """Take an import out of the graph again; return what it was. Raises GraphError with one line."""
    directory = Path(directory)
    _check_is_built(directory)
    with generations.build_lock(directory):
        entry = keeping.find(directory, name)
        if entry is None:
            known = ", ".join(item.name for item in keeping.imports(directory)) or "none"
            raise SourceError(f"{name}: no import of this name; there are: {known}")
        try:
            _regenerate(directory, name, None, None)
        except OSError as fault:
            raise GraphError(f"{fault.filename or directory}: {reason(fault)}; nothing was withdrawn") from None
    return entry


def _check_is_built(directory: Path) -> None:
    generations.check_is_graph(directory)
    if generations.current(directory) is None:
        raise NotAGraphError(f"{directory}: no build has finished here yet; run `innokg build` first")


def _clean(path: Path, name: str, format: str | None, confidence: Decimal, limits: Limits, kept: Path) -> Imported:
    """Write the cleaned triples of a source to `kept`."""
    with reading.read(path, name, format, limits) as source, kept.open("wb") as file:
        with gzip.GzipFile("", "wb", _LEVEL, file, mtime=0) as packed:
            ox.serialize(source.triples, cast(IO[bytes], packed), ox.RdfFormat.N_TRIPLES)
        file.flush()
        os.fsync(file.fileno())
    if not source.count:
        why = f" (left out: {'; '.join(sorted(source.left_out))})" if source.left_out else ""
        raise SourceError(f"{path}: nothing to import{why}; name a file of RDF that states something")
    with path.open("rb") as file:
        digest = f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
    entry = Import(name, path.name, digest, source.count, confidence)
    return Imported(entry, dict(sorted(source.left_out.items())), source.graphs, source.comparable)


def _regenerate(directory: Path, name: str, entry: Import | None, kept: Path | None) -> None:
    """Make a generation with an import in place of the one of its name, or (None) without it; switch to it."""
    generations.sweep(directory)
    live = generations.current(directory)
    assert live is not None  # noqa: S101 -- checked before
    generation = generations.begin(directory)
    try:
        before = ox.Store.read_only(str(live.store))
        before.backup(str(generation.store))
        del before
        store = ox.Store(str(generation.store))
        store.remove_graph(graph_of(name))
        if entry is not None and kept is not None:
            load(store, kept, entry, names_of_articles(store))
        store.optimize()
        store.flush()
        counts = count(store)
        report = replace(
            read_report(live.report),
            things=counts.things,
            statements=counts.statements,
            quads=len(store),
            by_class=counts.by_class,
            by_predicate=counts.by_predicate,
            by_modality=counts.by_modality,
            negated=counts.negated,
        )
        del store
        generations.replace_file(generation.report, report.to_json().encode())
        if entry is not None and kept is not None:
            keeping.keep(directory, entry, kept)  # once nothing can fail but the switch: what it replaces is gone
        generations.switch(directory, generation)
    except BaseException:
        shutil.rmtree(generation.path, ignore_errors=True)
        raise
    if entry is None:
        keeping.remove(directory, name)
    generations.sweep(directory)
