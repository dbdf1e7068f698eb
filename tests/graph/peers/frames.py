"""Readers of tables: pandas, polars, DuckDB. Every cell is held against the graph, and the types of columns."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pandas
import polars
from innokg.graph import Graph
from innokg.graph.export.reading import Reading
from innokg.graph.export.rows import TABLES, Cell, Sort, Table

from . import Peer

_FORMATS = ("csv", "parquet")
_TYPES: dict[Sort, type | tuple[type, ...]] = {
    Sort.TEXT: str,
    Sort.INTEGER: int,
    Sort.NUMBER: (float, int),
    Sort.BOOLEAN: bool,
}

Load = Callable[[str, Path], tuple[list[str], Iterable[tuple]]]


def _pandas(name: str, path: Path) -> tuple[list[str], Iterable[tuple]]:
    frame = pandas.read_csv(path) if name == "csv" else pandas.read_parquet(path)
    rows = zip(*(frame[column].tolist() for column in frame.columns), strict=True)
    return list(frame.columns), rows


def _polars(name: str, path: Path) -> tuple[list[str], Iterable[tuple]]:
    frame = polars.read_csv(path, infer_schema_length=None) if name == "csv" else polars.read_parquet(path)
    return frame.columns, frame.iter_rows()


def _duckdb(name: str, path: Path) -> tuple[list[str], Iterable[tuple]]:
    # Its parallel reader of CSV takes no line ends within quotes where it guesses them to be rare.
    text = path.as_posix()
    relation = duckdb.read_csv(text, sample_size=-1) if name == "csv" else duckdb.read_parquet(text)
    return relation.columns, relation.fetchall()


def _see(load: Load) -> Callable[[str, Path, Graph], str]:
    def see(name: str, path: Path, graph: Graph) -> str:
        with Reading(graph) as reading:
            for table in TABLES:
                columns, rows = load(name, path / f"{table.name}.{name}")
                assert list(columns) == [column.name for column in table.columns]
                _check(table, list(rows), list(table.rows(reading)))
        return "same cells and types"

    return see


def _check(table: Table, found: list[tuple], expected: list[tuple[Cell, ...]]) -> None:
    assert len(found) == len(expected), table.name
    for row, wanted in zip(found, expected, strict=True):
        for column, cell, value in zip(table.columns, row, wanted, strict=True):
            there = _plain(cell)
            if value is None or value == "":
                assert there in (None, ""), (table.name, column.name, there)
                continue
            where = (table.name, column.name, there, value)
            if column.name != "published":  # a date, by any tool that knows dates
                numeric = column.sort is Sort.INTEGER and isinstance(there, float) and there.is_integer()
                assert isinstance(there, _TYPES[column.sort]) or numeric, where
            assert there == value or str(there) == str(value), where


def _plain(cell: object) -> object:
    """Return a cell as plain Python; what a tool calls missing as None."""
    if cell is None or cell is pandas.NA or (isinstance(cell, float) and math.isnan(cell)):
        return None
    return cell.isoformat() if isinstance(cell, datetime.date) else cell


PEERS = tuple(
    Peer(name, _FORMATS, _see(load)) for name, load in (("pandas", _pandas), ("polars", _polars), ("DuckDB", _duckdb))
)
