"""Whether the saved questions still answer what they did: every answer as text, evidence included, kept and compared.

    python -m bench.answers GRAPH --keep FOLDER       # before a change: writes each answer into FOLDER
    python -m bench.answers GRAPH --against FOLDER    # after it: lists each answer that is another, byte for byte

A question is asked as it is, and with each of the parameters that all questions take. GRAPH is a folder that
`innokg build` made; only answers on one graph can be compared.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from innokg.graph import Graph, open_graph
from innokg.queries import Answer, evidence, load_all, render, run

WAYS: dict[str, dict[str, str]] = {
    "as-it-is": {},
    "since": {"since": "2024"},
    "sure": {"minConfidence": "0.8"},
    "proposed": {"includeProposed": "true"},
}


def answers(graph: Graph) -> Iterator[tuple[str, bytes]]:
    """Yield a name and the text of each question asked in each way: the table with its evidence, then all rows."""
    for query in load_all():
        for way, given in WAYS.items():
            result = run(graph, query, given)
            shown = Answer(result, quotes=evidence(graph, result))
            yield f"{query.name}.{way}.txt", render(shown, "table") + b"\n" + render(shown, "csv")


def main(argv: list[str] | None = None) -> int:
    """Keep the answers, or list those that differ; return 1 where one does."""
    parser = argparse.ArgumentParser(prog="python -m bench.answers", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("graph", type=Path)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--keep", type=Path, metavar="FOLDER")
    what.add_argument("--against", type=Path, metavar="FOLDER")
    given = parser.parse_args(argv)
    different = same = 0
    with open_graph(given.graph) as graph:
        for name, text in answers(graph):
            if given.keep:
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / name).write_bytes(text)
            elif (given.against / name).read_bytes() == text:
                same += 1
            else:
                different += 1
                print(f"differs: {name}")
    if given.against:
        print(f"{same} answers the same, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
