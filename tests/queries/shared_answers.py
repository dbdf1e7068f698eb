"""How well the saved questions answer on the project's shared articles: rows right, wrong and missing.

    python -m tests.queries.shared_answers                    build the graph and print the table of all questions
    python -m tests.queries.shared_answers 07 --list          name the rows of one question
    python -m tests.queries.shared_answers --graph DIR        ask a graph that is built already
    python -m tests.queries.shared_answers --pin [--lower]    pin what is better; --lower: also what is worse

`shared/README.md` says how the expected rows are written.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from innokg.graph import Graph, build, open_graph
from innokg.queries import run
from innokg.queries.catalogue import names
from innokg.queries.terms import text

FOLDER = Path(__file__).with_name("shared")
RATCHET = FOLDER / "ratchet.json"
SAME_NAMES = FOLDER / "same-names.csv"
ROOT = Path(__file__).resolve().parents[2]
# Beside the checkout; beside the folder of worktrees where this is one.
ARTICLES = [parent / "shared" / "articles" for parent in ROOT.parents[:2]]

# The extractor is mended by others meanwhile, and one name that it reads otherwise moves rows in several questions: a
# question fails where it is worse by more rows than this, or by more than this part of what it had right.
SLACK_ROWS, SLACK_PART = 3, 0.2

Cells = tuple[str, ...]
Counts = dict[str, dict[str, int]]
"""Question, then right, wrong and missing."""


@dataclass(frozen=True)
class Expected:
    """What a reader answers to one question: patterns of rows that must be there, and of rows that may be."""

    question: str
    parameters: Mapping[str, str]
    columns: Cells
    needed: tuple[Cells, ...]
    allowed: tuple[Cells, ...]


@dataclass(frozen=True)
class Compared:
    """An answer against what was expected."""

    right: list[Cells]
    wrong: list[Cells]
    missing: list[Cells]

    def counts(self) -> dict[str, int]:
        """Return how many rows are right, wrong and missing."""
        return {"right": len(self.right), "wrong": len(self.wrong), "missing": len(self.missing)}


def articles() -> Path | None:
    """Return the folder of the shared articles, None where a checkout stands alone."""
    return next((folder for folder in ARTICLES if folder.is_dir()), None)


def read(question: str) -> Expected | None:
    """Return what is expected of a question, None where no reader can know."""
    path = FOLDER / f"{question}.csv"
    if not path.exists():
        return None
    lines = path.read_text("utf-8").splitlines()
    given = (line.removeprefix("#").strip().partition("=") for line in lines if line.startswith("#"))
    header, *rows = csv.reader(line for line in lines if not line.startswith("#"))
    wrong_length = [row for row in rows if len(row) != len(header)]
    if wrong_length:
        raise ValueError(f"{path.name}: {len(header)} cells a row, not {wrong_length[0]}")
    return Expected(
        question,
        {name: value for name, _, value in given},
        tuple(header[1:]),
        tuple(tuple(row[1:]) for row in rows if not row[0]),
        tuple(tuple(row[1:]) for row in rows if row[0]),
    )


def compare(graph: Graph, expected: Expected) -> Compared:
    """Ask a graph and compare its rows, by the columns that the expectation names."""
    result = run(graph, expected.question, expected.parameters)
    rows = list(dict.fromkeys(tuple(text(row.terms.get(name)) for name in expected.columns) for row in result.rows))
    known = (*expected.needed, *expected.allowed)
    return Compared(
        right=[pattern for pattern in expected.needed if any(fits(pattern, row) for row in rows)],
        wrong=[row for row in rows if not any(fits(pattern, row) for pattern in known)],
        missing=[pattern for pattern in expected.needed if not any(fits(pattern, row) for row in rows)],
    )


def fits(pattern: Cells, row: Cells) -> bool:
    """Does a row answer to a pattern, cell by cell?"""
    return all(_fits(wanted, cell) for wanted, cell in zip(pattern, row, strict=True))


def _fits(pattern: str, cell: str) -> bool:
    return any(_fits_one(one, cell) for one in pattern.split("/"))


def _fits_one(pattern: str, cell: str) -> bool:
    if pattern.startswith("~"):
        return all(part in cell for part in pattern[1:].split("~"))
    if pattern.endswith("*"):
        return cell.startswith(pattern[:-1])
    return cell in same(pattern)


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row) for row in csv.reader(SAME_NAMES.read_text("utf-8").splitlines()))


@cache
def same(name: str) -> frozenset[str]:
    """Return a name and those that mean the same."""
    return frozenset({name}).union(*(group for group in _groups() if name in group))


def measure(graph: Graph) -> dict[str, Compared]:
    """Compare every question of which something is expected."""
    return {question: compare(graph, expected) for question in names() if (expected := read(question)) is not None}


def table(measured: Mapping[str, Compared]) -> Iterator[str]:
    """Yield the table of all questions, with their sums."""
    counts = {question: measured[question].counts() if question in measured else None for question in names()}
    yield "question                             right  wrong  missing"
    for question, found in counts.items():
        cells = f"{found['right']:5}  {found['wrong']:5}  {found['missing']:7}" if found else "    —      —        —"
        yield f"{question:36} {cells}"
    sums = {key: sum(found[key] for found in counts.values() if found) for key in ("right", "wrong", "missing")}
    yield f"{'all':36} {sums['right']:5}  {sums['wrong']:5}  {sums['missing']:7}"


def fallen(measured: Mapping[str, Compared], kept: Counts, *, slack: bool = True) -> list[str]:
    """Say where an answer is worse than the ratchet by more than `slack`: fewer rows right or more wrong."""
    worse = []
    for question, floor in kept.items():
        found = measured[question].counts()
        may = max(SLACK_ROWS, SLACK_PART * floor["right"]) if slack else 0
        for key, by in (("right", floor["right"] - found["right"]), ("wrong", found["wrong"] - floor["wrong"])):
            if by > may:
                worse.append(f"{question}: {found[key]} rows {key}, {floor[key]} before")
    return worse


def main(arguments: list[str] | None = None) -> int:
    """Print the table, or the rows of some questions; pin the ratchet if told to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("questions", nargs="*", metavar="QUESTION", help="numbers or names; by default all")
    parser.add_argument("--graph", type=Path, help="a graph of the shared articles; by default it is built anew")
    parser.add_argument("--list", action="store_true", help="name the rows that are wrong and missing")
    parser.add_argument("--pin", action="store_true", help="keep what is better than before as the ratchet")
    parser.add_argument("--lower", action="store_true", help="with --pin: also where it is worse than before")
    given = parser.parse_args(arguments)
    folder = articles()
    if folder is None and given.graph is None:
        print("the shared articles do not stand beside this checkout; name a graph with --graph", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        directory = given.graph or Path(scratch) / "graph"
        if given.graph is None and folder is not None:
            build([folder], directory)
        with open_graph(directory) as graph:
            measured = measure(graph)
    wanted = [
        name for name in measured if not given.questions or name[:2] in given.questions or name in given.questions
    ]
    if given.list:
        for name in wanted:
            print(f"{name}: {measured[name].counts()}")
            for mark, rows in (("missing", measured[name].missing), ("wrong", measured[name].wrong)):
                print("".join(f"    {mark:8} {' | '.join(row)}\n" for row in rows), end="")
    else:
        print("\n".join(table(measured)))
    return _pin(measured, lower=given.lower) if given.pin else 0


def _pin(measured: Mapping[str, Compared], *, lower: bool) -> int:
    """Keep what was reached; where it is worse than before, what was reached before stays, unless `lower` is given."""
    kept: Counts = json.loads(RATCHET.read_text("utf-8")) if RATCHET.exists() else {}
    worse = fallen(measured, {question: floor for question, floor in kept.items() if question in measured}, slack=False)
    counts = {question: found.counts() for question, found in measured.items()}
    if worse and not lower:
        print("\n".join(["not pinned there; --lower would:", *worse]), file=sys.stderr)
        counts = {question: _better(found, kept.get(question, found)) for question, found in counts.items()}
    lines = ",\n".join(f' "{question}": {json.dumps(count)}' for question, count in counts.items())
    RATCHET.write_text(f"{{\n{lines}\n}}\n", "utf-8")
    return 0


def _better(found: dict[str, int], before: dict[str, int]) -> dict[str, int]:
    return {key: (max if key == "right" else min)(found[key], before[key]) for key in found}


if __name__ == "__main__":
    sys.exit(main())
