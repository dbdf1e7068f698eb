"""The parts of README.md that are made from what they tell of, each between two comments that name it.

python -m tests.readme     write them anew
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from innokg.app.telling import lines
from innokg.graph import Graph, build, open_graph
from innokg.queries import Answer, evidence, load_all, render, run

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"

# Comparisons that show at a glance what innokg is for, one of them with its sentences; and a thing with few facts.
_SHOWN = {"numbers-over-time": True, "consortia-by-lead": False}
_EXPLAINED = "国家动力电池创新中心"
_EXPLAINED_LINES = 15
# As wide as code is shown on the usual pages without scrolling.
_WIDTH = 110


def questions() -> str:
    """Return the table of saved questions."""
    rows = (f"| `{question.name}` | {question.zh} | {question.en} |" for question in load_all())
    return "\n".join(["| name | 问题 | question |", "| --- | --- | --- |", *rows])


def quality() -> str:
    """Return the table of quality, from the floors."""
    floors = json.loads((ROOT / "tests" / "quality.json").read_text("utf-8"))["floors"]
    rows = []
    for name, words in (("seen", "seen"), ("heldout", "held out")):
        total = floors[name]["all"]
        rows.append(f"| {words} | {total['P']:.2f} | {total['R']:.2f} |")
    return "\n".join(["| articles | P | R |", "| --- | --- | --- |", *rows])


def shown(graph: Graph) -> str:
    """Return the answers that the first screen shows, as `innokg query NAME` prints them, with `--evidence` or not."""
    answers = []
    for name, quoted in _SHOWN.items():
        result = run(graph, name)
        answer = Answer(result, quotes=evidence(graph, result) if quoted else None, width=_WIDTH)
        option = " --evidence" if quoted else ""
        answers.append(f"$ innokg query {name}{option}\n{render(answer, 'table').decode().rstrip()}")
    return "```text\n" + "\n\n".join(answers) + "\n```"


def explained(graph: Graph) -> str:
    """Return the first lines that `innokg explain` prints of a thing."""
    told = list(lines(graph.describe(_EXPLAINED), "zh"))
    more = ["  …"] if len(told) > _EXPLAINED_LINES else []
    return "\n".join(["```text", f"$ innokg explain {_EXPLAINED}", *told[:_EXPLAINED_LINES], *more, "```"])


def block(text: str, name: str) -> str:
    """Return what stands in a text between the comments of a name; raise ValueError where they are missing."""
    found = re.search(_marks(name), text, re.DOTALL)
    if found is None:
        raise ValueError(f"README.md: no part called {name!r}")
    return found[2]


def _marks(name: str) -> str:
    return rf"(<!-- {name}: made by tests/readme\.py -->\n)(.*?)(\n<!-- end of {name} -->)"


def main() -> None:
    """Write every part anew."""
    with tempfile.TemporaryDirectory() as folder:
        build([ROOT / "examples" / "articles"], Path(folder) / "graph")
        with open_graph(Path(folder) / "graph") as graph:
            parts: dict[str, Callable[[], str]] = {
                "shown": lambda: shown(graph),
                "explained": lambda: explained(graph),
                "questions": questions,
                "quality": quality,
            }
            text = README.read_text("utf-8")
            for name, make in parts.items():
                block(text, name)
                made = make()
                text = re.sub(_marks(name), lambda found, made=made: found[1] + made + found[3], text, flags=re.DOTALL)
    README.write_text(text, "utf-8")


if __name__ == "__main__":
    sys.exit(main())
