"""From paths to a graph: `build`.

 1. discover the articles, in the order of their identifiers
 2. extract those whose extraction is not in the cache
 3. leave out what names or says the same as another article
 4. resolve which things of different articles are the same
 5. write quads, ontology and schemes into a new generation
 6. count what stands in it, write the report, switch, sweep

The graph holds what the paths of this build give, no more. Extractions are read from the cache one at a time, so memory
does not grow with the articles' text. The result does not depend on the order of paths, on workers or on the cache.
"""

from __future__ import annotations

import shutil
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from ..extract.model import Extraction
from ..extract.reading import Limits
from ..ontology import load, namespaces
from . import generations, texts, workers
from .cache import Cache, key
from .counting import count
from .errors import EmptyBuildError, GraphError, reason
from .extractor import ArticleSource, CannotReadError, Extractor
from .report import BuildReport, LeftOut, Progress, Stage

ONTOLOGY_GRAPH = NamedNode(namespaces.IKG.removesuffix("#"))
SCHEME_GRAPHS = namespaces.ID + "scheme/"

Listener = Callable[[Progress], None]


@dataclass(slots=True)
class _Work:
    """What one build knows so far."""

    directory: Path
    extractor: Extractor[Any]
    listener: Listener
    cache: Cache
    timings: dict[str, float] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    notices: list[LeftOut] = field(default_factory=list)
    duplicates: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    entries: list[str] = field(default_factory=list)  # cache keys of the articles, in order of identifier
    digests: set[str] = field(default_factory=set)
    extracted: int = 0
    reused: int = 0

    def tell(self, stage: Stage, done: int, total: int | None, current: str = "") -> None:
        """Pass an event on."""
        self.listener(Progress(stage, done, total, current))

    @contextmanager
    def timed(self, stage: Stage) -> Iterator[None]:
        """Measure a stage, in seconds."""
        began = time.perf_counter()
        yield
        self.timings[stage.value] = round(time.perf_counter() - began, 3)

    def extractions(self, stage: Stage) -> Iterator[Extraction]:
        """Yield the extractions in order, from the cache."""
        for number, entry in enumerate(self.entries):
            extraction = self.cache.get(entry)
            if extraction is None:
                raise GraphError(
                    f"{self.directory}: a stored extraction was removed or damaged while building; build again"
                )
            self.tell(stage, number, len(self.entries), extraction.article.identifier)
            yield extraction
        self.tell(stage, len(self.entries), len(self.entries))


def build(
    paths: Iterable[Path | str],
    directory: Path | str,
    *,
    workers: int = 1,
    limits: Limits | None = None,
    progress: Listener | None = None,
    extractor: Extractor[Any] | None = None,
) -> BuildReport:
    """Build the graph of the articles under `paths` in `directory`, in place of what it held; return the report.

    Articles that cannot be read are left out and listed. Raises GraphError (NotAGraphError, BusyError, EmptyBuildError
    …) with one line of what is wrong; the graph is then what it was before. `limits` bounds what the readers accept
    (`extract.reading.Limits`); `extractor` replaces innokg's own.
    """
    directory = Path(directory)
    if extractor is None:
        from .innokg_extractor import InnokgExtractor  # the analyser behind it takes a second to import

        extractor = InnokgExtractor(limits) if limits else InnokgExtractor()
    generations.prepare(directory)
    work = _Work(directory, extractor, progress or (lambda _: None), Cache(directory))
    with generations.build_lock(directory):
        try:
            return _build(work, sorted(Path(path) for path in paths), workers)
        except OSError as fault:
            where = f" at {fault.filename}" if fault.filename else ""
            raise GraphError(
                f"{directory}: the build failed{where} ({reason(fault)}); the graph is what it was before"
            ) from fault


def _build(work: _Work, paths: list[Path], workers: int) -> BuildReport:
    generations.sweep(work.directory)
    with work.timed(Stage.DISCOVER):
        sources = _discover(work, paths)
    with work.timed(Stage.EXTRACT):
        outcomes = _extract(work, sources, workers)
        _choose(work, sources, outcomes)
    if not work.entries:
        lines = tuple(str(item) for item in sorted(work.left_out))
        named = ", ".join(map(str, paths)) or "nothing"
        raise EmptyBuildError(f"{named}: no article could be read; the graph is what it was before", lines)
    generation = generations.begin(work.directory)
    try:
        with work.timed(Stage.RESOLVE):
            resolution = work.extractor.resolve(work.extractions(Stage.RESOLVE))
        with work.timed(Stage.STORE):
            store = Store(str(generation.store))
            store.bulk_extend(_quads(work, resolution))
            store.optimize()
            store.flush()
        with work.timed(Stage.SUMMARISE):
            report = _report(work, store)
        del store
        generations.replace_file(generation.report, report.to_json().encode())
        generations.switch(work.directory, generation)
    except BaseException:
        shutil.rmtree(generation.path, ignore_errors=True)  # what cannot be removed now, the next build's sweep removes
        raise
    if not generations.sweep(work.directory):
        work.cache.prune(set(work.entries))
        texts.prune(work.directory, work.digests)
    return report


def _discover(work: _Work, paths: list[Path]) -> list[ArticleSource]:
    """Return the sources in the order of their identifiers; what cannot be one is noted as left out."""
    sources: list[ArticleSource] = []
    for found in work.extractor.discover(paths):
        if isinstance(found, LeftOut):
            work.left_out.append(found)
        else:
            sources.append(found)
            work.tell(Stage.DISCOVER, len(sources), None, found.identifier)
    return sorted(sources, key=lambda source: source.identifier)


def _extract(work: _Work, sources: list[ArticleSource], count_of_workers: int) -> dict[int, str]:
    """Return each source's cache key, by its index, once its extraction is in the cache."""
    settings = work.extractor.settings()
    entries: dict[int, str] = {}
    fresh: list[int] = []
    for index, source in enumerate(sources):
        try:
            entry = key(work.extractor.digest(source), source.identifier, settings)
        except CannotReadError as fault:
            work.left_out.append(fault.left_out)
            continue
        entries[index] = entry
        if not work.cache.holds(entry):
            fresh.append(index)
    work.reused = len(entries) - len(fresh)
    done = work.reused
    work.tell(Stage.EXTRACT, done, len(entries))
    for number, outcome in workers.extract_all(work.extractor, [sources[index] for index in fresh], count_of_workers):
        index = fresh[number]
        if isinstance(outcome, LeftOut):
            work.left_out.append(outcome)
            del entries[index]
        else:
            work.cache.put_packed(entries[index], outcome)
            work.extracted += 1
        done += 1
        work.tell(Stage.EXTRACT, done, len(sources), sources[index].identifier)
    return entries


def _choose(work: _Work, sources: list[ArticleSource], entries: dict[int, str]) -> None:
    """Take each text and each identifier once; keep the texts and the notices of what is taken."""
    first_of_text: dict[str, str] = {}
    names: set[str] = set()
    for index in sorted(entries, key=lambda index: (sources[index].identifier, entries[index])):
        extraction = work.cache.get(entries[index])
        if extraction is None:
            raise GraphError(
                f"{work.directory}: a stored extraction was removed or damaged while building; build again"
            )
        article = extraction.article
        digest = texts.digest(article.text)
        first = first_of_text.setdefault(digest, article.identifier)
        if first != article.identifier or (article.identifier in names and digest in work.digests):
            work.duplicates[first].append(article.identifier)
            message = f"the same text as {first}; left out, the graph holds it once"
            work.left_out.append(LeftOut(article.identifier, "duplicate", message))
            continue
        if article.identifier in names:
            message = (
                "another article of this name was given; left out. "
                "Give one folder above both, so that their paths tell them apart"
            )
            work.left_out.append(LeftOut(article.identifier, "same-name", message))
            continue
        names.add(article.identifier)
        work.digests.add(texts.store(work.directory, article.text))
        work.entries.append(entries[index])
        for notice in (*article.notices, *extraction.notices):
            work.notices.append(LeftOut(article.identifier, notice.code, notice.message))


def _quads(work: _Work, resolution: Any) -> Iterator[Quad]:
    """Yield the ontology's quads, the schemes', and each article's."""
    yield from _background()
    for extraction in work.extractions(Stage.STORE):
        yield from work.extractor.quads(extraction, resolution)


@cache
def _background() -> tuple[Quad, ...]:
    """Return the ontology's and the schemes' quads, in graphs of their own; read once a process."""
    quads = list(load.quads(load.paths("ontology", "alignments", "dl-exempt"), ONTOLOGY_GRAPH))
    for path in load.paths("schemes"):
        label = path.stem
        quads += (_apart(quad, label) for quad in load.quads([path], NamedNode(SCHEME_GRAPHS + label)))
    return tuple(quads)


def _apart(quad: Quad, label: str) -> Quad:
    """Rename a scheme's blank nodes: each file's are numbered from nought, and one store holds them all."""
    if not any(isinstance(term, BlankNode) for term in (quad.subject, quad.object)):
        return quad
    s, o = (
        BlankNode(f"{label}-{term.value}") if isinstance(term, BlankNode) else term
        for term in (quad.subject, quad.object)
    )
    return Quad(s, quad.predicate, o, quad.graph_name)  # pyright: ignore[reportArgumentType]


def _report(work: _Work, store: Store) -> BuildReport:
    counts = count(store)
    return BuildReport(
        articles=len(work.entries),
        extracted=work.extracted,
        reused=work.reused,
        things=counts.things,
        statements=counts.statements,
        quads=len(store),
        by_class=counts.by_class,
        by_predicate=counts.by_predicate,
        by_modality=counts.by_modality,
        negated=counts.negated,
        left_out=tuple(sorted(work.left_out)),
        notices=tuple(sorted(work.notices)),
        duplicates=tuple(sorted((first, *others) for first, others in work.duplicates.items())),
        timings=work.timings,
    )
