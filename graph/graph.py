"""Reading a graph: `open_graph` for one on disk, `Graph.of` for quads at hand. Nothing here can change what is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, Self

import pyoxigraph as ox
from filelock import BaseFileLock

from ..ontology import terms
from ..ontology.namespaces import DCTERMS, PREFIXES, RDF, SCHEMA
from . import generations, sparql, texts
from .errors import GraphError, NotAGraphError, QueryError, reason
from .names import NameIndex, names_of
from .report import BuildReport, read_report

if TYPE_CHECKING:
    from .explanation import Explanation

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples


class BinaryWriter(Protocol):
    """What can be written to, and no more."""

    def write(self, data: bytes, /) -> int:
        """Take some bytes."""
        ...

    def flush(self) -> None:
        """Hand on what waits."""
        ...


RDF_TYPE = ox.NamedNode(RDF + "type")
_IDENTIFIER, _TITLE = ox.NamedNode(DCTERMS + "identifier"), ox.NamedNode(DCTERMS + "title")

# The names of so many things are remembered: what facts of an article and its neighbours are about.
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True, order=True)
class ArticleEntry:
    """What a graph says of one of its articles; empty strings where it says nothing."""

    identifier: str
    iri: str
    title: str = ""
    published: str = ""
    publisher: str = ""
    digest: str = ""


class Graph:
    """A graph that is read and never written; a context manager. Safe to share between threads."""

    def __init__(
        self,
        store: ox.Store,
        directory: Path | None = None,
        lock: BaseFileLock | None = None,
        report: Path | None = None,
    ):
        self._store = store
        self._lock = lock
        self._report = report
        self.directory = directory

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> Self:
        """Return a graph of these quads, in memory."""
        store = ox.Store()
        store.extend(quads)
        return cls(store)

    @classmethod
    def load(cls, path: Path | str) -> Self:
        """Return the graph in an N-Quads or TriG file (or any RDF that pyoxigraph reads), in memory."""
        path = Path(path)
        ending = path.suffix.removeprefix(".").lower()
        rdf_format = ox.RdfFormat.from_extension(ending) if ending not in ("", "txt", "xml", "json") else None
        if rdf_format is None:
            raise NotAGraphError(f"{path}: not an RDF file by its ending; use .nq or .trig")
        try:
            return cls.of(ox.parse(path=str(path), format=rdf_format))
        except OSError as fault:
            raise NotAGraphError(f"{path}: cannot be read ({reason(fault)})") from None
        except (SyntaxError, ValueError) as fault:
            raise NotAGraphError(f"{path}: {' '.join(str(fault).split())}; mend the file or export it again") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the generation, so that the next build can remove it."""
        if self._lock is not None:
            generations.end_lease(self._lock)
            self._lock = None

    def __len__(self) -> int:
        return len(self._store)

    def query(
        self,
        query: str,
        substitutions: Mapping[str, Term] | None = None,
        *,
        union: bool = True,
        prefixes: bool = True,
    ) -> Results:
        """Answer a SPARQL query; raise QueryError with one line where it cannot be.

        `substitutions` maps names of variables that the query selects to terms, so that nothing need be spliced into
        its text. With `union`, the default graph is the union of all graphs; a triple that several graphs hold then
        matches once for each, so that SELECT DISTINCT and COUNT(DISTINCT) are needed. With `prefixes`, innokg's need
        not be declared. Results come as pyoxigraph gives them, lazily. There is no time-out: pyoxigraph cannot stop a
        query that is running; whoever answers strangers runs it in a process that can be ended. SERVICE is refused: it
        would call out to any address that the query names.
        """
        sparql.refuse_service(query)
        bound = {ox.Variable(name): term for name, term in (substitutions or {}).items()}
        try:
            return self._store.query(
                query,
                prefixes=PREFIXES if prefixes else None,
                use_default_graph_as_union=union,
                substitutions=bound,
            )
        except SyntaxError as fault:
            raise sparql.syntax_error(query, fault) from None
        except (ValueError, RuntimeError, OSError) as fault:
            raise QueryError(f"query: {' '.join(str(fault).split())}") from None

    def quads(
        self,
        subject: ox.NamedNode | ox.BlankNode | None = None,
        predicate: ox.NamedNode | None = None,
        object: Term | None = None,
        graph_name: ox.NamedNode | ox.DefaultGraph | None = None,
    ) -> Iterator[ox.Quad]:
        """Yield the quads that match, in the store's order (the same for the same graph)."""
        return self._store.quads_for_pattern(subject, predicate, object, graph_name)

    def values(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> list[Term]:
        """Return the objects of a subject and predicate in any graph, each once, sorted."""
        return sorted({quad.object for quad in self.quads(subject, predicate)}, key=str)

    def value(self, subject: ox.NamedNode, predicate: ox.NamedNode) -> str:
        """Return the first of `values` as text, "" where there is none."""
        return next((text_of(term) for term in self.values(subject, predicate)), "")

    def graph_names(self) -> list[ox.NamedNode]:
        """Return the names of the named graphs, sorted."""
        return sorted(
            (name for name in self._store.named_graphs() if isinstance(name, ox.NamedNode)), key=lambda name: name.value
        )

    def dump_triples(self, graph_name: ox.NamedNode | None, out: BinaryWriter) -> None:
        """Write one named graph (None: the default graph) as N-Triples, in the store's order; the fastest reading."""
        self._store.dump(
            out,  # pyright: ignore[reportArgumentType] -- it needs no more of a file than to be written to
            ox.RdfFormat.N_TRIPLES,
            from_graph=graph_name or ox.DefaultGraph(),
        )

    def dump_turtle(self, graph_name: ox.NamedNode | None, out: BinaryWriter, prefixes: Mapping[str, str]) -> None:
        """Write one named graph (None: the default graph) as Turtle, in the store's order: a subject after the other.

        The head, a line for each prefix in no fixed order, is missing where the graph has no triples.
        """
        self._store.dump(
            out,  # pyright: ignore[reportArgumentType] -- as above
            ox.RdfFormat.TURTLE,
            from_graph=graph_name or ox.DefaultGraph(),
            prefixes=dict(prefixes),
        )

    @cached_property
    def _articles(self) -> tuple[ArticleEntry, ...]:
        entries = []
        for quad in self.quads(None, RDF_TYPE, terms.Article):
            iri = quad.subject
            if isinstance(iri, ox.NamedNode) and quad.graph_name == iri:
                entries.append(
                    ArticleEntry(
                        identifier=self.value(iri, _IDENTIFIER),
                        iri=iri.value,
                        title=self.value(iri, _TITLE),
                        published=self.value(iri, ox.NamedNode(SCHEMA + "datePublished")),
                        publisher=self.value(iri, ox.NamedNode(DCTERMS + "publisher")),
                        digest=self.value(iri, terms.contentDigest),
                    )
                )
        return tuple(sorted(entries))

    def articles(self) -> tuple[ArticleEntry, ...]:
        """Return the articles in the order of their identifiers."""
        return self._articles

    def article_text(self, article: ArticleEntry) -> str | None:
        """Return an article's stored text, or None where the graph keeps none (it was loaded from a file)."""
        if self.directory is None or not article.digest:
            return None
        return texts.load(self.directory, article.digest)

    @cached_property
    def names(self) -> NameIndex:
        """The names of all things, to look things up by; what only asks for a thing's names takes `names_of`."""
        return NameIndex.of(self.quads)

    def names_of(self, thing: str) -> tuple[str, ...]:
        """Return the names of the thing of this IRI, the best first; only what was asked for last is remembered."""
        return self._names_of(thing)

    @cached_property
    def _names_of(self) -> Callable[[str], tuple[str, ...]]:
        return lru_cache(_REMEMBERED)(lambda thing: names_of(self.quads, thing))

    def label(self, thing: str) -> str:
        """Return the best name of the thing of this IRI, "" where it has none."""
        return next(iter(self.names_of(thing)), "")

    def source(self, article: str) -> tuple[str, str]:
        """Return the identifier and title of the article of this IRI; only what was asked for last is remembered."""
        return self._source(article)

    @cached_property
    def _source(self) -> Callable[[str], tuple[str, str]]:
        def read(article: str) -> tuple[str, str]:
            node = ox.NamedNode(article)
            return self.value(node, _IDENTIFIER), self.value(node, _TITLE)

        return lru_cache(_REMEMBERED)(read)

    def describe(self, name: str) -> Explanation:
        """Return all that is known of the things of this name; see `explanation.explain`."""
        from .explanation import explain

        return explain(self, name)

    def report(self) -> BuildReport | None:
        """Return the report of the build that made the graph, None for a graph in memory."""
        if self._report is None:
            return None
        try:
            return read_report(self._report)
        except OSError as fault:
            raise GraphError(f"{self._report}: cannot be read ({reason(fault)})") from None
        except ValueError as fault:
            raise GraphError(str(fault)) from None


def text_of(term: Term) -> str:
    """Return a literal's or an IRI's bare text."""
    return str(term) if isinstance(term, ox.Triple) else term.value


def open_graph(directory: Path | str) -> Graph:
    """Open the live generation of the graph in `directory`, read only; raise NotAGraphError or FormatError.

    A build that runs meanwhile does not change what is read; it is kept on disk until the graph is closed.
    """
    directory = Path(directory)
    generations.check_is_graph(directory)
    generation, lock = generations.lease(directory)
    try:
        store = ox.Store.read_only(str(generation.store))
    except OSError as fault:
        if lock is not None:
            generations.end_lease(lock)
        raise NotAGraphError(f"{generation.store}: cannot be read ({reason(fault)}); build the graph anew") from None
    return Graph(store, directory, lock, generation.report)
