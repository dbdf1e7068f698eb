"""Peak memory of each export at two sizes of graph, each in a process of its own; and what each further quad takes.

    python -m bench.memory [ARTICLES_SMALL ARTICLES_LARGE [FORMAT…]]

The peak includes Python, its libraries, and what Oxigraph holds of its store, which grows with the store: Store.dump
stands first for comparison. Sorting holds a run of lines, and so grows until a graph fills one (some 220,000 quads).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import pyoxigraph as ox
from innokg.graph import Graph
from innokg.graph.export import FORMATS, Selection, export

from bench.export import quads

# Some 200,000 and 800,000 quads.
ARTICLES = (480, 1920)

# What else may hold a graph: a part of it is chosen, or what follows is added.
SELECTIONS = {"nq --no-evidence": ("nq", Selection(evidence=False)), "nq --inferred": ("nq", Selection(inferred=True))}
_RUNS = {**{format_.name: (format_.name, Selection()) for format_ in FORMATS}, **SELECTIONS}

# Target: bytes that each further quad may take above what Store.dump does. A quad takes 150 in N-Quads.
TARGET = 30
_STORE = "Store.dump"


def peak_mebibytes() -> float:
    """Return the most memory that this process has held since it began its program."""
    status = Path("/proc/self/status")
    if status.exists():  # Linux counts in ru_maxrss what the parent held when it forked
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _child(store: str, run: str) -> None:
    """Export in this process, and print the peak before and after."""
    graph = Graph(ox.Store.read_only(store))
    before = peak_mebibytes()
    with tempfile.TemporaryDirectory() as folder:
        if run == _STORE:
            ox.Store.read_only(store).dump(str(Path(folder) / "x"), ox.RdfFormat.N_QUADS)
        else:
            format_, selection = _RUNS[run]
            export(graph, Path(folder) / "x", format_, selection)
    print(before, peak_mebibytes())


def _peaks(store: Path, run: str) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.memory", "--child", str(store), run]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    before, after = map(float, done.stdout.split())
    return before, after


def main(argv: list[str]) -> None:
    """Print a line for each format and kind of selection."""
    if argv[:1] == ["--child"]:
        return _child(argv[1], argv[2])
    sizes = tuple(map(int, argv[:2])) or ARTICLES
    with tempfile.TemporaryDirectory() as folder:
        numbers = []
        for articles in sizes:
            store = ox.Store(str(Path(folder) / str(articles)))
            store.bulk_extend(quads(articles))
            store.flush()
            numbers.append(len(store))
            del store
        print(f"peak MiB of {numbers[0]:,} and {numbers[1]:,} quads; bytes a quad more (target {TARGET})")
        of_store = 0.0
        for run in (_STORE, *(argv[2:] or _RUNS)):
            (before, small), (_, large) = (_peaks(Path(folder) / str(articles), run) for articles in sizes)
            slope = (large - small) * 1024 * 1024 / (numbers[1] - numbers[0]) - of_store
            of_store = slope if run == _STORE else of_store
            told = "" if run == _STORE else ": met" if slope <= TARGET else ": missed"
            print(f"{run}: {small:.0f} {large:.0f} ({before:.0f} before); {slope:.0f}{told}", flush=True)
    return None


if __name__ == "__main__":
    main(sys.argv[1:])
