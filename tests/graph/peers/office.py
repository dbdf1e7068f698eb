"""LibreOffice, without a window: opens the workbook and the CSV tables, and writes what it understood as CSV."""

from __future__ import annotations

import csv
import shutil
import tempfile
from pathlib import Path

from innokg.graph import Graph
from innokg.graph.export.reading import Reading
from innokg.graph.export.rows import TABLES

from . import Peer
from .shell_rdf import run

# Comma, quote, UTF-8, all cells as they are shown, every sheet to a file of its own (-1).
_FILTER = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


# Without a window it takes the machine's old encoding where it is not told; with one it asks, and proposes UTF-8.
_UTF8 = "--infilter=csv:44,34,76,1"


def _needs() -> str | None:
    return None if shutil.which("soffice") else "LibreOffice Calc (Debian's libreoffice-calc)"


def _libreoffice(name: str, path: Path, graph: Graph) -> str:
    with tempfile.TemporaryDirectory() as folder, Reading(graph) as reading:
        files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        told = [_UTF8] if path.is_dir() else []
        run("soffice", profile, "--headless", *told, "--convert-to", _FILTER, "--outdir", folder, *files)
        for table in TABLES:
            stem = f"{table.name}-{table.name}" if path.is_dir() else f"{path.stem}-{table.name}"
            with (Path(folder) / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
                head, *rows = csv.reader(file)
            assert head == [column.name for column in table.columns]
            texts = [index for index, column in enumerate(table.columns) if column.name.endswith(("name", "quote"))]
            expected = [[_text(row[index]) for index in texts] for row in table.rows(reading)]
            assert [[_text(row[index]) for index in texts] for row in rows] == expected, table.name
    return "opens, same names and quotes"


def _text(cell: object) -> str:
    """Return a cell's text without what a spreadsheet shows in its own way: line ends, and numbers."""
    text = " ".join(str("" if cell is None else cell).split())
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


PEERS = (Peer("LibreOffice", ("csv", "xlsx"), _libreoffice, _needs),)
