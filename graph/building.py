"""From paths to a graph: `build`.

 1. discover the articles, in the order of their identifiers
 2. extract those whose extraction is not in the cache
 3. choose: the copies of an article are one with several sources, a version that another replaces goes
 4. resolve which things of different articles are the same
 5. write quads, ontology and schemes into a new generation, and what was imported beside the articles
 6. count what stands in it, write the report and what changed, switch, sweep

The graph holds what the paths of this build give, no more. Extractions are read from the cache one at a time, so memory
does not grow with the articles' text. The result does not depend on the order of paths, on workers or on the cache.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from ..extract.model import UNANSWERED, Extraction
from ..extract.reading import Limits
from ..ontology import load, namespaces
from . import changes, generations, texts, workers
from .cache import Cache, key
from .choosing import Candidate, choose
from .counting import count
from .errors import EmptyBuildError, GraphError, reason
from .extractor import ArticleSource, CannotReadError, Extractor
from .imports.stating import load_all
from .report import BuildReport, LeftOut, Progress, Stage

ONTOLOGY_GRAPH = NamedNode(namespaces.IKG.removesuffix("#"))
SCHEME_GRAPHS = namespaces.ID + "scheme/"

Listener = Callable[[Progress], None]


@dataclass(slots=True)
class _Work:
    """What one build knows so far."""

    directory: Path
    extractor: Extractor[Any]
    limits: Limits
    listener: Listener
    cache: Cache
    also: tuple[Quad, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)
    notices: list[LeftOut] = field(default_factory=list)
    copies: dict[str, list[Candidate]] = field(default_factory=dict)  # by the identifier of the copy that is kept
    entries: list[str] = field(default_factory=list)  # cache keys of the articles, in order of identifier
    digests: set[str] = field(default_factory=set)
    unfinished: set[str] = field(default_factory=set)  # cache keys of extractions that a service did not answer for
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

    def extraction(self, entry: str) -> Extraction:
        """Return an extraction from the cache."""
        extraction = self.cache.get(entry)
        if extraction is None:
            raise GraphError(
                f"{self.directory}: a stored extraction was removed or damaged while building; build again"
            )
        return extraction

    def load(self, candidate: Candidate) -> Extraction:
        """Return a candidate's extraction."""
        return self.extraction(candidate.entry)

    def extractions(self, stage: Stage) -> Iterator[Extraction]:
        """Yield the extractions in order, from the cache."""
        for number, entry in enumerate(self.entries):
            extraction = self.extraction(entry)
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
    also: Iterable[Quad] = (),
) -> BuildReport:
    """Build the graph of the articles under `paths` in `directory`, in place of what it held; return the report.

    Articles that cannot be read are left out and listed. Raises GraphError (NotAGraphError, BusyError, EmptyBuildError
    …) with one line of what is wrong; the graph is then what it was before. `limits` bounds what the readers accept
    (`extract.reading.Limits`); `extractor` replaces innokg's own; `also` are quads to
    stand beside the ontology, such as `queries.examples.quads()`.
    """
    directory = Path(directory)
    limits = limits or Limits()
    if extractor is None:
        from .innokg_extractor import InnokgExtractor  # the analyser behind it takes a second to import

        extractor = InnokgExtractor(limits)
    generations.prepare(directory)
    work = _Work(directory, extractor, limits, progress or (lambda _: None), Cache(directory), tuple(also))
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
        _choose(work, outcomes.values())
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
            load_all(store, work.directory)
            store.optimize()
            store.flush()
        with work.timed(Stage.SUMMARISE):
            report = _report(work, store)
            changes.keep(work.directory, generation, store)
        del store
        generations.replace_file(generation.report, report.to_json().encode())
        generations.switch(work.directory, generation)
    except BaseException:
        shutil.rmtree(generation.path, ignore_errors=True)  # what cannot be removed now, the next build's sweep removes
        raise
    if not generations.sweep(work.directory):
        work.cache.prune(set(work.entries) - work.unfinished)
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
    outcomes = workers.extract_all(
        work.extractor, [sources[index] for index in fresh], count_of_workers, work.limits.seconds_per_article
    )
    for number, outcome in outcomes:
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


def _choose(work: _Work, entries: Iterable[str]) -> None:
    """Decide which articles stand in the graph; keep their texts and notices."""
    choice = choose((_candidate(work, entry) for entry in sorted(entries)), work.load)
    work.left_out += choice.left_out
    work.notices += choice.notices
    for candidate in choice.chosen:
        work.entries.append(candidate.entry)
        work.digests.add(candidate.digest)
        work.notices += candidate.notices
        if any(notice.code == UNANSWERED for notice in candidate.notices):
            work.unfinished.add(candidate.entry)
    work.copies = choice.copies


def _candidate(work: _Work, entry: str) -> Candidate:
    extraction = work.extraction(entry)
    texts.store(work.directory, extraction.article.text)  # one that is not chosen is pruned at the end
    return Candidate.of(entry, extraction)


def _quads(work: _Work, resolution: Any) -> Iterator[Quad]:
    """Yield the ontology's quads, the schemes', what stands beside them, and each article's."""
    yield from _background()
    yield from work.also
    for extraction in work.extractions(Stage.STORE):
        yield from work.extractor.quads(_with_copies(extraction, work.copies), resolution)


def _with_copies(extraction: Extraction, copies: Mapping[str, list[Candidate]]) -> Extraction:
    """Return the extraction with the sources of the other copies of its article: their addresses, else their names."""
    article = extraction.article
    others = copies.get(article.identifier)
    if not others:
        return extraction
    sources = tuple(dict.fromkeys(one.source or one.identifier for one in others))
    return replace(extraction, article=replace(article, other_sources=sources))


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
        duplicates=tuple(
            (first, *(copy.identifier for copy in copies)) for first, copies in sorted(work.copies.items())
        ),
        timings=work.timings,
    )
