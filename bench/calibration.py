"""Does a confidence mean what it says? The share of facts that are right, by the confidence they are stated with.

Articles are built as a user would and compared with gold: the examples that those who write the extractor read, and any
other folder given, in which NN.txt (or another readable ending) lies beside NN.jsonl. A fact stated at 0.9 should be
right nine times in ten; the expected calibration error is the mean distance from that, weighted by facts.

    python -m bench.calibration [FOLDER ...]          print the table
    python -m bench.calibration --fit FOLDER ...      also fit extract/calibration.yaml anew and write it
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from contextlib import nullcontext
from itertools import pairwise
from pathlib import Path

import yaml
from innokg.extract.calibration import TABLE, uncalibrated
from innokg.graph import build, open_graph
from innokg.graph.evaluation import Judged, evaluate

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)

# A step of the table stands on at least so many facts; a kind with fewer than LEAST keeps its raw confidence.
STEP, LEAST = 15, 20
# Before any fact is seen a step counts as so many facts that are right as often as its kind: few facts prove little.
PRIOR = 4
# … and never surer than this: that none of thirty was wrong does not say that none ever is.
DOUBT = 0.9


def pairs(folders: list[Path]) -> list[tuple[list[Path], list[Path]]]:
    """Return the articles and the gold of each corpus: the examples that are read, and the folders given."""
    heldout = set((EXAMPLES / "heldout.txt").read_text("utf-8").split())
    seen = [path for path in sorted((EXAMPLES / "gold").glob("*.jsonl")) if path.stem not in heldout]
    found = [([_article(EXAMPLES / "articles", path.stem) for path in seen], seen)]
    for folder in folders:
        gold = sorted(folder.glob("*.jsonl"))
        found.append(([_article(folder, path.stem) for path in gold], gold))
    return [(articles, gold) for articles, gold in found if gold]


def _article(folder: Path, stem: str) -> Path:
    return next(path for path in sorted(folder.glob(f"{stem}.*")) if path.suffix != ".jsonl")


def judged(folders: list[Path], *, raw: bool) -> list[Judged]:
    """Return every statement of every corpus with its verdict; with `raw`, as the readers state it."""
    verdicts: list[Judged] = []
    for articles, gold in pairs(folders):
        with tempfile.TemporaryDirectory() as made, uncalibrated() if raw else nullcontext():
            build(articles, Path(made) / "graph")
            with open_graph(Path(made) / "graph") as graph:
                verdicts += evaluate(graph, gold).judged
    return verdicts


def fit(verdicts: list[Judged]) -> dict[str, list[list[float]]]:
    """Return the steps of each kind: [up to this raw confidence, share that was right], never falling."""
    by_kind: dict[str, list[Judged]] = defaultdict(list)
    for verdict in verdicts:
        by_kind[verdict.kind.removeprefix("ikg:") if _is_frame(verdict.kind) else verdict.kind].append(verdict)
    return {kind: _steps(found) for kind, found in sorted(by_kind.items()) if len(found) >= LEAST}


def _is_frame(kind: str) -> bool:
    return kind.startswith("ikg:") and kind[4].isupper()


def _steps(verdicts: list[Judged]) -> list[list[float]]:
    """Isotonic regression by pooling adjacent violators, over steps of at least STEP facts."""
    mean = min(sum(v.right for v in verdicts) / len(verdicts), DOUBT)
    levels: dict[float, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        levels[verdict.confidence].append(verdict.right)
    pools: list[tuple[float, int, int]] = []  # upper bound, facts, right
    for raw, rights in sorted(levels.items()):
        pools.append((raw, len(rights), sum(rights)))
        while len(pools) > 1 and (pools[-2][1] < STEP or _share(pools[-2], mean) >= _share(pools[-1], mean)):
            upper, facts, right = pools.pop()
            _, more, also = pools.pop()
            pools.append((upper, facts + more, right + also))
    if len(pools) > 1 and pools[-1][1] < STEP:
        upper, facts, right = pools.pop()
        _, more, also = pools.pop()
        pools.append((upper, facts + more, right + also))
    return [[pool[0], round(_share(pool, mean), 2)] for pool in pools]


def _share(pool: tuple[float, int, int], mean: float) -> float:
    _, facts, right = pool
    return (right + PRIOR * mean) / (facts + PRIOR)


def report(verdicts: list[Judged]) -> None:
    """Print the share that is right by band of confidence, for all and for each kind, and the calibration error."""
    kinds: dict[str, list[Judged]] = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.kind].append(verdict)
    print(f"{'kind':22} {'facts':>5}  {'right':>5}  {'error':>5}  " + "  ".join(f"≥{b:<4}" for b in BANDS[:-1]))
    for kind, found in [("all", verdicts), *sorted(kinds.items())]:
        right = sum(v.right for v in found) / len(found)
        cells = []
        for low, high in pairwise(BANDS):
            inside = [v for v in found if low <= v.confidence < high]
            cells.append(f"{sum(v.right for v in inside) / len(inside):.2f}" if inside else "  – ")
        print(f"{kind:22} {len(found):5}  {right:5.2f}  {error(found):5.3f}  " + "   ".join(cells))


def error(verdicts: list[Judged]) -> float:
    """Return the expected calibration error over the bands."""
    total = 0.0
    for low, high in pairwise(BANDS):
        inside = [v for v in verdicts if low <= v.confidence < high]
        total += abs(sum(v.right for v in inside) - sum(v.confidence for v in inside))
    return total / len(verdicts) if verdicts else 0.0


def main(argv: list[str] | None = None) -> None:
    """Measure, print, and with --fit write the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.calibration", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="articles with gold beside them")
    parser.add_argument("--fit", action="store_true", help="fit the table on these and write it")
    given = parser.parse_args(argv)
    verdicts = judged(given.folders, raw=given.fit)
    report(verdicts)
    if given.fit:
        kinds = fit(verdicts)
        head = f"# By python -m bench.calibration --fit: {len(verdicts)} statements, {_articles(given)} articles.\n"
        head += "# kind: [[up to this raw confidence, share that was right], …], never falling.\n"
        TABLE.write_text(head + yaml.safe_dump({"kinds": kinds}, default_flow_style=None, sort_keys=True), "utf-8")
        print(f"written: {TABLE.relative_to(ROOT)}")


def _articles(given: argparse.Namespace) -> int:
    return sum(len(gold) for _, gold in pairs(given.folders))


if __name__ == "__main__":
    main()
