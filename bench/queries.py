"""Time of every saved question over the bare Store.query of the same text, and over rdflib's memory store.

It also prints what `innokg query` takes from the shell over Python's own start.

    python -m bench.queries [--rdflib N] [--copies N]

The graph is that of the examples, and of the project's shared articles where they stand beside the checkout. `--rdflib`
says how many questions rdflib answers too (it takes minutes for some); `--copies` multiplies the articles, with IRIs of
their own, to see how the questions bear a larger graph.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import rdflib
from innokg.graph import Graph, build
from innokg.ontology.namespaces import ID
from innokg.queries import load_all, run
from innokg.queries.header import SavedQuery
from innokg.queries.parameters import bind
from rdflib.plugins.sparql import prepareQuery

from bench.build import corpus

# The best of so many runs: what a question takes when nothing else does.
RUNS = 3
# What a question may take on this graph, in milliseconds, and over the bare query; how much slower rdflib is at least.
TARGET_MS, TARGET_BARE, TARGET_RDFLIB = 100, 1.2, 20
TARGET_SHELL = 0.4
# What belongs to an article and gets an IRI of its own in each copy; concepts of the schemes stay one.
COPIED = tuple(f"{ID}{part}/" for part in ("article", "statement", "evidence", "fact", "thing"))


def best(call: Callable[[], object]) -> float:
    """Return the least seconds of some runs."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return min(times)


def copies(quads: list[ox.Quad], number: int) -> Iterator[ox.Quad]:
    """Yield the quads so many times, what belongs to articles with IRIs of its own each time."""
    yield from quads
    for copy in range(1, number):

        def renamed(term: object, copy: int = copy) -> object:
            if isinstance(term, ox.NamedNode) and term.value.startswith(COPIED):
                return ox.NamedNode(f"{term.value}{'-' if '#' in term.value else 'x'}{copy:x}")
            return term

        for quad in quads:
            if isinstance(quad.graph_name, ox.NamedNode) and quad.graph_name.value.startswith(COPIED):
                yield ox.Quad(*(renamed(term) for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)))  # type: ignore[arg-type]


def bare(store: ox.Store, query: SavedQuery) -> Callable[[], object]:
    """Return the same query, with the same terms bound, asked of the store itself."""
    terms = {ox.Variable(name): term for name, term in bind(query.name, query.parameters, {}).items()}
    return lambda: list(store.query(query.body, substitutions=terms, use_default_graph_as_union=True))  # type: ignore[arg-type]


def in_rdflib(dataset: rdflib.Dataset, query: SavedQuery) -> Callable[[], object]:
    """Return the same query asked of rdflib's memory store."""
    bound = {
        name: rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
        for name, term in bind(query.name, query.parameters, {}).items()
    }
    prepared = prepareQuery(query.body)
    return lambda: list(dataset.query(prepared, initBindings=bound))


def shell(directory: Path) -> float:
    """Return the seconds that `innokg query` takes from the shell beyond Python's own start."""
    ask = [sys.executable, "-m", "innokg.app", "query", "2", "--graph", str(directory)]
    quiet = {"stdout": subprocess.DEVNULL, "check": True}
    start = best(lambda: subprocess.run([sys.executable, "-c", ""], **quiet))
    return best(lambda: subprocess.run(ask, **quiet)) - start


def main(argv: list[str] | None = None) -> None:
    """Print a line for each question, and the totals."""
    parser = argparse.ArgumentParser(prog="python -m bench.queries", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rdflib", type=int, default=3, metavar="N", help="questions that rdflib answers too")
    parser.add_argument("--copies", type=int, default=1, metavar="N", help="how many times the articles stand there")
    given = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        build(corpus(), Path(folder) / "graph")
        print(f"innokg query from the shell: {shell(Path(folder) / 'graph'):.2f} s (target {TARGET_SHELL})")
        store = _store(Path(folder), given.copies)
        graph = Graph(store)
        dataset = rdflib.Dataset(default_union=True)
        if given.rdflib:
            dataset.parse(data=ox.serialize(iter(store), format=ox.RdfFormat.N_QUADS), format="nquads")
        print(f"{len(store):,} quads; milliseconds, over bare Store.query, rdflib over innokg")
        rows = [_measured(graph, store, dataset, query, place < given.rdflib) for place, query in enumerate(load_all())]
    slowest = max(rows)
    over = statistics.median(row[1] for row in rows)
    slower = [row[2] for row in rows if row[2]]
    print(f"slowest {slowest[0]:.0f} ms (target {TARGET_MS}); median over bare {over:.2f} (target {TARGET_BARE})")
    if slower:
        times = statistics.median(slower)
        print(f"rdflib: median {times:.0f} times slower over {len(slower)} questions (target {TARGET_RDFLIB})")


def _store(folder: Path, number: int) -> ox.Store:
    """The built graph's quads in a store of their own, as many times as asked."""
    from innokg.graph import open_graph

    with open_graph(folder / "graph") as graph:
        quads = list(graph.quads())
    store = ox.Store(str(folder / "copies"))
    store.bulk_extend(copies(quads, number))
    store.optimize()
    return store


def _measured(
    graph: Graph, store: ox.Store, dataset: rdflib.Dataset, query: SavedQuery, peer: bool
) -> tuple[float, float, float]:
    ours = best(lambda: run(graph, query))
    over = ours / best(bare(store, query))
    slower = best(in_rdflib(dataset, query)) / ours if peer else 0.0
    print(f"{query.name:32} {ours * 1000:8.1f} {over:6.2f} {f'{slower:8.0f}' if peer else '       –'}", flush=True)
    return ours * 1000, over, slower


if __name__ == "__main__":
    main()
