"""The quality ratchet: precision and recall on the examples, with floors that only a deliberate hand lowers.

    python -m tests.quality                    print what is measured beside the floors
    python -m tests.quality --update           raise the floors to what is measured
    python -m tests.quality --update --lower   also lower them; say why in the commit message

`quality.json` holds the floors for two sets of articles: `seen`, which those who write the extractor read, and
`heldout`, which they do not. It also holds what they were measured on: a digest of articles and gold, and how many
facts there are.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from innokg.graph import Graph, build, open_graph
from innokg.graph.evaluation import Score, evaluate

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
FLOORS = Path(__file__).with_name("quality.json")
# Floors are kept to this many decimals, rounded down: a single fact on the examples moves a kind by more.
_DECIMALS = 3

Floors = dict[str, dict[str, dict[str, float]]]
"""Set of articles, kind of fact, measure."""


@dataclass(frozen=True)
class Measured:
    """What was measured, and on what."""

    digest: str
    articles: int
    facts: int
    values: Floors

    def to_json(self, floors: Floors) -> str:
        """Return the content of `quality.json` with these floors."""
        corpus = {"digest": self.digest, "articles": self.articles, "facts": self.facts}
        return json.dumps({"corpus": corpus, "floors": floors}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def gold_sets() -> dict[str, list[Path]]:
    """Return the gold files of each set of articles."""
    heldout = set((EXAMPLES / "heldout.txt").read_text("utf-8").split())
    gold = sorted((EXAMPLES / "gold").glob("*.jsonl"))
    return {
        "seen": [path for path in gold if path.stem not in heldout],
        "heldout": [path for path in gold if path.stem in heldout],
    }


def measure(graph: Graph) -> Measured:
    """Evaluate a graph of the examples."""
    values: Floors = {}
    facts = 0
    for name, paths in gold_sets().items():
        result = evaluate(graph, paths)
        scores = {**result.scores, "all": result.total}
        values[name] = {kind: _measures(score) for kind, score in sorted(scores.items())}
        facts += result.total.hits + result.total.missed
    return Measured(corpus_digest(), len(graph.articles()), facts, values)


def corpus_digest() -> str:
    """Return a digest of the examples' articles and gold, by name and bytes."""
    digest = hashlib.sha256()
    for path in sorted([*(EXAMPLES / "articles").iterdir(), *(EXAMPLES / "gold").glob("*.jsonl")]):
        digest.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return f"sha256:{digest.hexdigest()}"


def _measures(score: Score) -> dict[str, float]:
    scale = 10**_DECIMALS
    measures = {}
    if score.hits + score.wrong:
        measures["P"] = math.floor(score.precision * scale) / scale
    if score.hits + score.missed:
        measures["R"] = math.floor(score.recall * scale) / scale
    return measures


def below(measured: Floors, floors: Floors) -> list[str]:
    """Return a line for every measure under its floor, or that is no longer measured."""
    lines = []
    for name, kinds in floors.items():
        for kind, measures in kinds.items():
            for measure_, floor in measures.items():
                value = measured.get(name, {}).get(kind, {}).get(measure_, 0.0)
                if value < floor:
                    lines.append(f"{name}, {kind}: {measure_} {value} is under its floor {floor}")
    return lines


def raised(measured: Floors, floors: Floors) -> Floors:
    """Return the floors, each raised to what is measured where that is more."""
    return {
        name: {
            kind: {
                measure_: max(value, floors.get(name, {}).get(kind, {}).get(measure_, 0.0))
                for measure_, value in measures.items()
            }
            for kind, measures in kinds.items()
        }
        for name, kinds in measured.items()
    }


def main() -> int:
    """Measure, print, and with --update write the floors."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--update", action="store_true", help="raise the floors to what is measured")
    parser.add_argument("--lower", action="store_true", help="with --update: lower them too")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        build([EXAMPLES / "articles"], Path(folder) / "graph")
        with open_graph(Path(folder) / "graph") as graph:
            measured = measure(graph)
    floors: Floors = json.loads(FLOORS.read_text("utf-8"))["floors"] if FLOORS.exists() else {}
    for name, kinds in measured.values.items():
        for kind, measures in kinds.items():
            known = floors.get(name, {}).get(kind, {})
            shown = "  ".join(f"{key} {value:.3f} (floor {known.get(key, 0):.3f})" for key, value in measures.items())
            print(f"{name:8} {kind:22} {shown}")
    lower = below(measured.values, floors)
    print(*lower, sep="\n", file=sys.stderr)
    if given.update:
        if lower and not given.lower:
            print("not written: --lower lowers floors, and the commit message says why", file=sys.stderr)
            return 1
        FLOORS.write_text(
            measured.to_json(measured.values if given.lower else raised(measured.values, floors)), "utf-8"
        )
    return 1 if lower and not given.update else 0


if __name__ == "__main__":
    sys.exit(main())
