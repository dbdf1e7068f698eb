"""Time of every saved question over the bare Store.query of the same text, and over rdflib's memory store.

It also prints what `innokg query` takes from the shell over Python's own start.

    python -m bench.queries [--rdflib SECONDS] [--quads N] [--store FOLDER]

The graph is that of the examples, and of the project's shared articles where they stand beside the checkout. `--rdflib`
says how long rdflib may take over a question (it takes minutes for some, which then count as that long; 0: it is not
asked). `--quads` copies the articles until the graph has so many quads and asks innokg alone, the better of two times,
against the limit for a large graph. Ten million take three to four minutes of processor time and 4 GB of disk
meanwhile, 3 GB in the end; `--store` keeps them there, and takes the store that stands there already.
"""

from __future__ import annotations

import argparse
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import rdflib
from innokg.graph import Graph, build
from innokg.queries import load_all, run
from innokg.queries.header import SavedQuery
from innokg.queries.parameters import bind
from rdflib.plugins.sparql import prepareQuery

from bench._copies import fill
from bench.build import corpus

# The best of so many runs: what a question takes when nothing else does.
RUNS = 3
LONG = 0.02
# What a question may take on this graph, in milliseconds, and over the bare query; how much slower rdflib is at least.
TARGET_MS, TARGET_BARE, TARGET_RDFLIB = 100, 1.2, 20
TARGET_SHELL = 0.4
# And on a graph of millions of quads.
TARGET_LARGE_MS = 1000
# Enough for most questions in rdflib; a question that takes longer is far beyond the target anyway.
RDFLIB_SECONDS = 30


def best(call: Callable[[], object], clock: Callable[[], float] = time.process_time) -> float:
    """Return the least seconds of some runs; of this process, so that what else the machine does counts for less.

    A run is as many calls as take LONG, for the clock of a process moves in steps.
    """
    calls = 1
    times: list[float] = []
    while len(times) < RUNS:
        began = clock()
        for _ in range(calls):
            call()
        taken = clock() - began
        if taken < LONG:
            calls *= 2
        else:
            times.append(taken / calls)
    return min(times)


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
    start = best(lambda: subprocess.run([sys.executable, "-c", ""], **quiet), time.perf_counter)
    return best(lambda: subprocess.run(ask, **quiet), time.perf_counter) - start


def within(seconds: int, call: Callable[[], object]) -> float:
    """Return how long a call takes, once; one that takes longer than `seconds` is stopped and counts as that long."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    began = time.process_time()
    try:
        call()
    except TimeoutError:
        return float(seconds)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return time.process_time() - began


def main(argv: list[str] | None = None) -> None:
    """Print a line for each question, and the totals."""
    parser = argparse.ArgumentParser(prog="python -m bench.queries", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rdflib", type=int, default=RDFLIB_SECONDS, metavar="SECONDS", help="0: do not ask rdflib")
    parser.add_argument("--quads", type=int, default=0, metavar="N", help="copy the articles until there are so many")
    parser.add_argument("--store", type=Path, metavar="FOLDER", help="where the copies are kept, or stand already")
    given = parser.parse_args(argv)
    if given.store and given.store.exists():
        large(given.store)
        return
    with tempfile.TemporaryDirectory() as folder:
        build(corpus(), Path(folder) / "graph")
        if given.quads:
            store = given.store or Path(folder) / "copies"
            copy(Path(folder), given.quads, store)
            large(store)
        else:
            small(Path(folder), given.rdflib)


def small(folder: Path, seconds: int) -> None:
    """Measure every question on the graph as it is."""
    from innokg.graph import open_graph
    from innokg.graph.generations import current

    print(f"innokg query from the shell: {shell(folder / 'graph'):.2f} s (target {TARGET_SHELL})")
    with open_graph(folder / "graph") as graph:
        quads = list(graph.quads())
        live = current(folder / "graph")
        if live is None:
            raise FileNotFoundError(f"{folder}: the build left no graph")
        store = ox.Store.read_only(str(live.store))
        dataset = rdflib.Dataset(default_union=True)
        if seconds:
            dataset.parse(data=ox.serialize(quads, format=ox.RdfFormat.N_QUADS), format="nquads")
        print(f"{len(quads):,} quads; milliseconds, over bare Store.query, rdflib over innokg")
        rows = [_measured(graph, store, dataset, query, seconds) for query in load_all()]
    slowest = max(rows)
    over = statistics.median(row[1] for row in rows)
    print(f"slowest {slowest[0]:.0f} ms (target {TARGET_MS}); median over bare {over:.2f} (target {TARGET_BARE})")
    if seconds:
        times = statistics.median(row[2] for row in rows)
        print(f"rdflib: median {times:.0f} times slower over {len(rows)} questions (target {TARGET_RDFLIB})")


def copy(folder: Path, number: int, place: Path) -> None:
    """Write a store of so many quads, or a few more: the graph's own, and copies of its articles."""
    from innokg.graph import open_graph

    with open_graph(folder / "graph") as graph:
        quads = list(graph.quads())
        copied = sum(len(list(graph.quads(graph_name=ox.NamedNode(article.iri)))) for article in graph.articles())
    store = ox.Store(str(place))
    fill(store, quads, 1 + max(0, -(-(number - len(quads)) // copied)))
    store.flush()


def large(place: Path) -> None:
    """Measure every question on the store of copies: the better of two times, since the first reads from the disk."""
    store = ox.Store.read_only(str(place))
    print(f"{len(store):,} quads; milliseconds, rows")
    times = []
    for query in load_all():
        rows = 0
        taken = []
        for _ in range(2):
            began = time.process_time()
            rows = len(run(Graph(store), query).rows)
            taken.append((time.process_time() - began) * 1000)
        times.append(min(taken))
        print(f"{query.name:32} {times[-1]:8.0f} {rows:8}", flush=True)
    within_limit = sum(taken <= TARGET_LARGE_MS for taken in times)
    print(f"{within_limit} of {len(times)} questions within {TARGET_LARGE_MS} ms")


def _measured(
    graph: Graph, store: ox.Store, dataset: rdflib.Dataset, query: SavedQuery, seconds: int
) -> tuple[float, float, float]:
    ours = best(lambda: run(graph, query))
    over = ours / best(bare(store, query))
    slower = within(seconds, in_rdflib(dataset, query)) / ours if seconds else 0.0
    print(f"{query.name:32} {ours * 1000:8.1f} {over:6.2f} {f'{slower:8.0f}' if seconds else '       –'}", flush=True)
    return ours * 1000, over, slower


if __name__ == "__main__":
    main()
