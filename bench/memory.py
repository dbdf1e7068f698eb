"""Peak memory of each export, each in a process of its own, above what Oxigraph itself takes to read the same store.

    python -m bench.memory [--store DIR …] [FORMAT …]

Without `--store`, two stores of invented articles are made, the second four times as large; with it, ready stores are
read (of a graph DIR/generations/…/store, or one that bench._copies filled), the smallest first: ten million quads take
minutes to make and to read.

What an export may take above Oxigraph is LIMIT, whatever the size of the store: a run that is sorted, a batch, names
that are remembered. Oxigraph holds the more of a store the larger it is (indexes of its files, and what it read last):

    Store.dump    one pass over the store, as N-Quads to a file: what RDF is written from
    look-ups      each statement by its IRI, with its evidence, and the names of its thing: what tables, networks,
                  nanopublications and trees are written from; nothing of it is kept
    copy          the store put into a second one, some quads at once, and that dumped: what a selection is written from

    … and Arrow   the look-ups with Arrow loaded, some fifty MiB before it does anything: what Parquet is held against

pandas, which Arrow loads wherever it is installed, is kept out: no export needs it.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib.abc import MetaPathFinder
from pathlib import Path

import pyoxigraph as ox
from innokg.graph import Graph
from innokg.graph.export import FORMATS, Selection, export
from innokg.graph.export.sorting import batches
from innokg.graph.graph import RDF_TYPE
from innokg.graph.names import PREF_LABEL
from innokg.graph.statements import HAS_SELECTOR, SUBJECT
from innokg.ontology import terms

from bench.export import quads

# Some 50,000 and 200,000 quads: the second fills more than one sorted run.
ARTICLES = (120, 480)

# Target: MiB that an export may take above what Oxigraph does.
LIMIT = 128

# What else may hold a graph: a part of it is chosen, or what follows is added.
SELECTIONS = {"nq --no-evidence": ("nq", Selection(evidence=False)), "nq --inferred": ("nq", Selection(inferred=True))}
RUNS = {**{format_.name: (format_.name, Selection()) for format_ in FORMATS}, **SELECTIONS}
_DUMP, _LOOK_UPS, _ARROW, _COPY = "Store.dump", "look-ups", "look-ups and Arrow", "copy"
_PEERS = {
    **dict.fromkeys(("framed", "nanopub", "csv", "xlsx", "graphml", "gexf", "neo4j"), _LOOK_UPS),
    "parquet": _ARROW,
    **dict.fromkeys(SELECTIONS, _COPY),
}
# So many quads are copied at once.
_AT_ONCE = 25_000


def peak_mebibytes() -> float:
    """Return the most memory that this process has held since it began its program."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux counts in ru_maxrss what the parent held when it forked
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _look_ups(store: ox.Store) -> None:
    for typed in store.quads_for_pattern(None, RDF_TYPE, terms.Statement):
        for quad in store.quads_for_pattern(typed.subject, None, None):
            if quad.predicate == SUBJECT and isinstance(quad.object, ox.NamedNode):
                next(store.quads_for_pattern(quad.object, PREF_LABEL, None), None)
            elif quad.predicate == terms.evidence and isinstance(quad.object, ox.NamedNode):
                for inner in store.quads_for_pattern(quad.object, HAS_SELECTOR, None):
                    if isinstance(inner.object, ox.NamedNode):
                        next(store.quads_for_pattern(inner.object, None, None), None)


def _copy(store: ox.Store, folder: Path) -> None:
    second = ox.Store(str(folder / "second"))
    for some in batches(store, _AT_ONCE):
        second.bulk_extend(some)
    second.dump(str(folder / "x"), ox.RdfFormat.N_QUADS)


class _WithoutPandas(MetaPathFinder):
    """Finds no pandas, wherever it is installed."""

    def find_spec(self, fullname: str, *_: object) -> None:
        """Refuse pandas, and leave all else to the others."""
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def _child(path: str, run: str) -> None:
    """Do one run in this process, and print its peak in MiB and its seconds of processor."""
    sys.meta_path.insert(0, _WithoutPandas())
    store = ox.Store.read_only(path)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "x"
        if run == _DUMP:
            store.dump(str(target), ox.RdfFormat.N_QUADS)
        elif run in (_LOOK_UPS, _ARROW):
            if run == _ARROW:
                importlib.import_module("pyarrow.parquet")
            _look_ups(store)
        elif run == _COPY:
            _copy(store, Path(folder))
        else:
            format_, selection = RUNS[run]
            export(Graph(store), target, format_, selection)
    print(peak_mebibytes(), time.process_time())


def _measured(store: Path, run: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.memory", "--child", str(store), run]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    peak, seconds = map(float, done.stdout.split())
    return peak, seconds


def _made(folder: Path) -> Iterator[Path]:
    for articles in ARTICLES:
        store = ox.Store(str(folder / str(articles)))
        store.bulk_extend(quads(articles))
        store.flush()
        yield folder / str(articles)


def _table(stores: list[Path], runs: list[str]) -> None:
    """Print a line for each run, with its peak in each store."""
    sizes = [f"{len(ox.Store.read_only(str(store))):,}" for store in stores]
    print("| run | " + " | ".join(f"MiB at {size} quads" for size in sizes) + f" | at most {LIMIT} above Oxigraph |")
    print("| --- | " + "---: | " * len(sizes) + "--- |")
    peaks: dict[str, list[float]] = {}
    for run in (*dict.fromkeys(_PEERS.get(run, _DUMP) for run in runs), *runs):
        found = [_measured(store, run) for store in stores]
        peaks[run] = [peak for peak, _ in found]
        told = ""
        if run in RUNS:
            peer = peaks[_PEERS.get(run, _DUMP)]
            above = max(peak - own for peak, own in zip(peaks[run], peer, strict=True))
            told = f"{above:.0f}: {'met' if above <= LIMIT else 'missed'}"
        cells = " | ".join(f"{peak:.0f} ({seconds:.0f} s)" for peak, seconds in found)
        print(f"| {run} | {cells} | {told} |", flush=True)


def main(argv: list[str]) -> None:
    """Print the table."""
    if argv[:1] == ["--child"]:
        _child(argv[1], argv[2])
        return
    parser = argparse.ArgumentParser(prog="python -m bench.memory")
    parser.add_argument("--store", action="append", type=Path, default=[], metavar="DIR")
    parser.add_argument("runs", nargs="*", metavar="FORMAT", help=f"of {', '.join(RUNS)}; all where none is named")
    said = parser.parse_args(argv)
    if unknown := [run for run in said.runs if run not in RUNS]:
        parser.error(f"{unknown[0]}: no such run; use {', '.join(RUNS)}")
    with tempfile.TemporaryDirectory() as folder:
        _table(said.store or list(_made(Path(folder))), said.runs or list(RUNS))


if __name__ == "__main__":
    main(sys.argv[1:])
