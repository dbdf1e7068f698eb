"""The parts of the demonstration: where the examples are, its exports, its answers, and the one that it shows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from . import console
from .exits import AppError

if TYPE_CHECKING:
    from ..graph import Graph

# The comparison that says at a glance what innokg is for.
SHOWN = "consortia-by-lead"

EXPORTS = ("innokg.nq", "innokg.ttl")
FORMATS = ("md", "csv")


def articles() -> Path:
    """Return the folder of the example articles; raise AppError where innokg was installed without them."""
    folder = Path(__file__).resolve().parents[1] / "examples" / "articles"
    if not folder.is_dir():
        raise AppError("the example articles come with innokg's source, not with its wheel; run this in a checkout")
    return folder


def export_all(graph: Graph, directory: Path) -> list[Path]:
    """Export the graph in each form of EXPORTS; return the files."""
    from ..graph.export import export

    files = [directory / name for name in EXPORTS]
    for file in files:
        export(graph, file)
    return files


def write_answers(graph: Graph, folder: Path) -> int:
    """Write the answer to every saved question, with its evidence, in each of FORMATS; return how many questions."""
    from ..queries import Answer, evidence, load_all, render, run

    questions = load_all()
    for question in questions:
        result = run(graph, question)
        answer = Answer(result, quotes=evidence(graph, result))
        for name in FORMATS:
            console.write_file(folder / f"{question.name}.{name}", render(answer, name))
    return len(questions)


def show_answer(graph: Graph) -> None:
    """Print the answer to SHOWN."""
    from ..queries import Answer, render, run

    console.deliver(render(Answer(run(graph, SHOWN), width=console.width()), "table"), None)
