"""The parts of graph/export/README.md that are made: the formats, the tables' columns, and who reads what.

python -m tests.graph.export_manual    tries every tool that is here on a graph of the examples, and writes them anew
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path

from innokg.graph import build, open_graph
from innokg.graph.export import FORMATS, export
from innokg.graph.export.rows import TABLES

from tests.graph.peers import tried

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "graph" / "export" / "README.md"


def formats() -> str:
    """Return the table of formats, with what each leaves out."""
    rows = (f"| `{f.ending}` | {f.title} | `{f.media_type}` | {f.leaves_out or '—'} |" for f in FORMATS)
    return "\n".join(["| ending | format | media type | leaves out |", "| --- | --- | --- | --- |", *rows])


def columns() -> str:
    """Return the tables and their columns."""
    parts = []
    for table in TABLES:
        rows = (f"| `{column.name}` | {column.sort} | {column.meaning} |" for column in table.columns)
        parts.append("\n".join([f"**{table.name}**", "", "| column | type | |", "| --- | --- | --- |", *rows]))
    return "\n\n".join(parts)


def matrix(seen: dict[tuple[str, str], str]) -> str:
    """Return the table of tools by formats."""
    lines = ["| tool | format | seen |", "| --- | --- | --- |"]
    endings = {format_.name: format_.ending for format_ in FORMATS}
    for peer in tried():
        by_seen: dict[str, list[str]] = {}
        for name in peer.formats:
            by_seen.setdefault(seen[peer.name, name], []).append(f"`{endings[name]}`")
        lines += [f"| {peer.name} | {' '.join(names)} | {what} |" for what, names in by_seen.items()]
    return "\n".join(lines)


def cells() -> dict[tuple[str, str], str]:
    """Return what the manual says is seen, by tool and format."""
    names = {format_.ending: format_.name for format_ in FORMATS}
    found: dict[tuple[str, str], str] = {}
    for line in block("matrix").splitlines()[2:]:
        peer, endings, what = (cell.strip() for cell in line.strip("|").split("|"))
        found |= {(peer, names[ending]): what for ending in re.findall(r"`([^`]+)`", endings)}
    return found


def block(name: str) -> str:
    """Return what stands between the comments of a name."""
    found = re.search(_marks(name), MANUAL.read_text("utf-8"), re.DOTALL)
    assert found is not None, f"{MANUAL}: no part called {name!r}"
    return found[2]


def made() -> dict[str, str]:
    """Return the parts that need no tool."""
    return {"formats": formats(), "columns": columns()}


def _marks(name: str) -> str:
    return rf"(<!-- {name}: made by tests/graph/export_manual\.py -->\n)(.*?)(\n<!-- end of {name} -->)"


def try_all() -> dict[tuple[str, str], str]:
    """Return what every tool sees; a tool that is not here keeps what the manual says."""
    before = cells()
    seen: dict[tuple[str, str], str] = {}
    with tempfile.TemporaryDirectory() as folder:
        build([ROOT / "examples" / "articles"], Path(folder) / "graph")
        with open_graph(Path(folder) / "graph") as graph:
            paths = {format_.name: Path(folder) / f"x{format_.ending}" for format_ in FORMATS}
            for path in paths.values():
                export(graph, path)
            for peer in tried():
                missing = peer.needs()
                for name in peer.formats:
                    seen[peer.name, name] = before[peer.name, name] if missing else peer.see(name, paths[name], graph)
                    print(peer.name, name, missing or seen[peer.name, name], file=sys.stderr)
    return seen


def main() -> None:
    """Write every part anew."""
    text = MANUAL.read_text("utf-8")
    for name, part in {**made(), "matrix": matrix(try_all())}.items():
        text = re.sub(_marks(name), lambda found, part=part: found[1] + part + found[3], text, flags=re.DOTALL)
    MANUAL.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
