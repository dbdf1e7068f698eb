"""CSV that opens right in Excel, and TSV. Both keep one line a row with plain figures, or the pivoted grid."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ..answer import Answer
from ..grid import grid

# Excel takes UTF-8 for the local code page unless the file starts with this mark; other readers skip it.
MARK = "\ufeff"
# A spreadsheet runs a cell that starts with one of these as a formula, and the text comes from strangers.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(answer: Answer, name: str) -> bytes:
    """Return the answer as CSV (RFC 4180, with a byte order mark) or as TSV."""
    out = io.StringIO()
    if name == "csv":
        out.write(MARK)
        csv.writer(out, lineterminator="\r\n").writerows(_lines(answer))
    else:
        for line in _lines(answer):
            out.write("\t".join(" ".join(field.split()) for field in line) + "\n")
    return out.getvalue().encode()


def _lines(answer: Answer) -> Iterator[list[str]]:
    # With evidence each line needs its own sources, so a pivoted question is written as its rows.
    pivot = answer.pivot and answer.quotes is None
    table = grid(answer.result, answer.lang, pivot=pivot, readable=False)
    with_quotes = answer.quotes is not None
    heading = "Evidence" if answer.lang == "en" else "依据"
    yield [*table.headings, heading] if with_quotes else list(table.headings)
    for row in table.rows:
        fields = [cell.text if cell.number is not None else safe(cell.text) for cell in row]
        if with_quotes:
            fields.append("；".join(f"{quote.place}“{quote.text}”" for quote in answer.behind(row[0].statements)))
        yield fields


def safe(field: str) -> str:
    """Return the field so that no spreadsheet takes it for a formula (a leading apostrophe, as OWASP advises)."""
    return f"'{field}" if field.startswith(FORMULA_STARTS) else field
