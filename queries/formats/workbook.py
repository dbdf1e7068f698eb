"""An Excel workbook: the answer, and its evidence on a sheet of its own."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from ..answer import Answer
from ..errors import MissingLibraryError

# A workbook states when it was made; one moment for all keeps the same answer the same bytes.
MADE = datetime(2000, 1, 1)
WIDEST_COLUMN = 60  # in characters: wider columns push the rest off the screen


def write(answer: Answer, _name: str) -> bytes:
    """Return the answer as .xlsx. Raises MissingLibraryError where XlsxWriter is not installed."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingLibraryError("xlsx needs XlsxWriter: pip install 'innokg[excel]'.") from error
    out = io.BytesIO()
    # Text is text: nothing that an article says becomes a formula, a number or a link.
    settings = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, settings) as workbook:
        workbook.set_properties({"title": answer.title, "created": MADE})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        _answer(workbook.add_worksheet("answer" if answer.lang == "en" else "答案"), answer, wrapped, bold)
        if answer.quotes is not None:
            _evidence(workbook.add_worksheet("evidence" if answer.lang == "en" else "依据"), answer, wrapped, bold)
    return out.getvalue()


def _answer(sheet: Any, answer: Answer, wrapped: Any, bold: Any) -> None:
    sheet.freeze_panes(1, 0)
    for column, heading in enumerate(answer.grid.headings):
        sheet.write_string(0, column, heading, bold)
        texts = [heading, *(row[column].text for row in answer.grid.rows)]
        # A Chinese character takes the room of two Latin ones.
        width = max(sum(2 if ord(character) > 0x2E80 else 1 for character in text) for text in texts)
        sheet.set_column(column, column, min(width + 2, WIDEST_COLUMN))
    for line, row in enumerate(answer.grid.rows, 1):
        for column, cell in enumerate(row):
            marks = "".join(f"[{number}]" for number in answer.marks(row, column))
            if cell.number is not None and not marks:
                sheet.write_number(line, column, float(cell.number), wrapped)
            else:
                sheet.write_string(line, column, cell.text + marks, wrapped)
    for line, note in enumerate(answer.notes, len(answer.grid.rows) + 2):
        sheet.write_string(line, 0, note)


def _evidence(sheet: Any, answer: Answer, wrapped: Any, bold: Any) -> None:
    headings = {
        "zh": ("编号", "文章", "标题", "起", "止", "原文"),
        "en": ("no.", "article", "title", "start", "end", "quote"),
    }
    for column, heading in enumerate(headings[answer.lang]):
        sheet.write_string(0, column, heading, bold)
    sheet.set_column(5, 5, WIDEST_COLUMN)
    for quote, number in answer.footnotes.items():
        for column, value in enumerate((number, quote.article, quote.title, quote.start, quote.end, quote.text)):
            write_cell = sheet.write_number if isinstance(value, int) else sheet.write_string
            write_cell(number, column, value, wrapped)
