"""Tables for spreadsheets and data frames: CSV, Parquet, and one Excel workbook."""

from __future__ import annotations

import csv
import datetime
import io
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

from ..graph import Graph
from .extras import require
from .reading import Reading
from .rows import TABLES, Cell, Sort, Table
from .sorting import batches

# Excel takes UTF-8 in a CSV file for Chinese only after this mark; pandas, polars and DuckDB skip it.
_ENCODING = "utf-8-sig"

# Rows in one group of a Parquet file, which Arrow holds until it is written, and of these as Python's own values at
# once, which take ten times as much.
_GROUP = 20_000
_BATCH = 2_000

# Rows of an Excel sheet, its head row taken off, and characters of a cell: the format's own limits.
_SHEET_ROWS = 1_048_575
_CELL_CHARACTERS = 32_767

# A workbook says when it was made; a fixed date keeps the same graph the same bytes.
_MADE = datetime.datetime(2000, 1, 1)
_COLUMN_WIDTH = 24


def write_csv(graph: Graph, folder: Path) -> None:
    """Write a CSV file for each table: RFC 4180, UTF-8 with a byte order mark, the first line names the columns."""
    with Reading(graph) as reading:
        for table in TABLES:
            with (folder / f"{table.name}.csv").open("w", encoding=_ENCODING, newline="") as file:
                writer = csv.writer(file)
                writer.writerow(column.name for column in table.columns)
                writer.writerows(map(_as_text, table.rows(reading)))


def _as_text(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(str(cell).lower() if isinstance(cell, bool) else cell for cell in row)


def write_parquet(graph: Graph, folder: Path) -> None:
    """Write a Parquet file for each table; a column's type is what its cells are."""
    pyarrow = require("pyarrow", "Parquet tables")
    parquet = require("pyarrow.parquet", "Parquet tables")
    types = {
        Sort.TEXT: pyarrow.string(),
        Sort.INTEGER: pyarrow.int64(),
        Sort.NUMBER: pyarrow.float64(),
        Sort.BOOLEAN: pyarrow.bool_(),
    }
    with Reading(graph) as reading:
        for table in TABLES:
            schema = pyarrow.schema([(column.name, types[column.sort]) for column in table.columns])
            # Python's own file, not Arrow's: its faults are those of the operating system.
            with (
                (folder / f"{table.name}.parquet").open("wb") as file,
                parquet.ParquetWriter(file, schema, compression="zstd") as writer,
            ):
                packed = (_packed(pyarrow, rows, schema) for rows in batches(table.rows(reading), _BATCH))
                for group in batches(packed, _GROUP // _BATCH):
                    writer.write_table(pyarrow.Table.from_batches(group), row_group_size=_GROUP)


def _packed(pyarrow: Any, rows: list[tuple[Cell, ...]], schema: Any) -> Any:
    """Some rows as Arrow holds them."""
    columns = zip(zip(*rows, strict=True), schema.types, strict=True)
    return pyarrow.record_batch([pyarrow.array(*column) for column in columns], schema=schema)


def write_xlsx(graph: Graph, out: BinaryIO) -> None:
    """Write an Excel workbook with a sheet for each table; a table too long for a sheet goes on in the next."""
    xlsxwriter = require("xlsxwriter", "Excel workbook")
    with tempfile.TemporaryDirectory() as temporary:
        options = {
            "constant_memory": True,
            "tmpdir": temporary,
            # An article's words are data: what looks like a formula or an address must not become one.
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        path = Path(temporary) / "workbook.xlsx"
        workbook = xlsxwriter.Workbook(path, options)
        workbook.set_properties({"created": _MADE})
        head = workbook.add_format({"bold": True})
        with Reading(graph) as reading:
            for table in TABLES:
                _write_sheets(workbook, head, table, reading)
        try:
            workbook.close()
        except xlsxwriter.exceptions.XlsxFileError as fault:  # a full disk comes in this wrapping
            cause = next((arg for arg in fault.args if isinstance(arg, OSError)), None)
            raise cause or OSError(str(fault)) from None
        with path.open("rb") as file:
            while block := file.read(io.DEFAULT_BUFFER_SIZE):
                out.write(block)


def _write_sheets(workbook: Any, head: Any, table: Table, reading: Reading) -> None:
    rows = table.rows(reading)
    number = 1
    row = next(rows, None)
    while row is not None or number == 1:
        sheet = workbook.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(table.columns) - 1, _COLUMN_WIDTH)
        sheet.write_row(0, 0, [column.name for column in table.columns], head)
        line = 0
        while row is not None and line < _SHEET_ROWS:
            line += 1
            sheet.write_row(line, 0, [cell[:_CELL_CHARACTERS] if isinstance(cell, str) else cell for cell in row])
            row = next(rows, None)
        sheet.autofilter(0, 0, line, len(table.columns) - 1)
        number += 1
