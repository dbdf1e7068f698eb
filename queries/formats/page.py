"""A page of its own in HTML: the question, its chart if it has one, the table, and the quotes it rests on."""

from __future__ import annotations

from html import escape

from ..answer import Answer
from ..errors import QueryError

STYLE = """
body { font-family: system-ui, "Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif;
  margin: 2rem auto; max-width: 80rem; padding: 0 1rem; line-height: 1.5; color: #1a1a1a; }
table { border-collapse: collapse; font-size: .95rem; }
caption, figcaption { text-align: left; color: #555; }
th, td { border: 1px solid #ccc; padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: #f3f3f3; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
sup a { text-decoration: none; }
blockquote { margin: 0; }
svg { max-width: 100%; height: auto; }
"""


def write(answer: Answer, _name: str) -> bytes:
    """Return the answer as an HTML page without scripts; every word of an article is escaped."""
    title = escape(answer.title)
    lang = "en" if answer.lang == "en" else "zh-Hans"
    parts = [
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>',
        f"<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>",
        f"<p>{escape(answer.result.query.description)}</p>",
        _parameters(answer),
        _chart(answer),
        _table(answer),
        *(f"<p>{escape(note)}</p>" for note in answer.notes),
        _quotes(answer),
        "</body>\n</html>\n",
    ]
    return "\n".join(part for part in parts if part).encode()


def _parameters(answer: Answer) -> str:
    given = "，".join(f"{name} = {value}" for name, value in sorted(answer.result.parameters.items()))
    return f"<p><code>{escape(given)}</code></p>" if given else ""


def _chart(answer: Answer) -> str:
    from . import chart

    if answer.result.query.chart is None:
        return ""
    try:
        drawn = chart.draw(answer).decode()
    except QueryError as error:  # no chart is no reason to withhold the table; the page says what is missing
        return f"<p>{escape(str(error))}</p>"
    return f"<figure>\n{drawn[drawn.index('<svg') :]}</figure>"


def _table(answer: Answer) -> str:
    head = "".join(f"<th>{escape(heading)}</th>" for heading in answer.grid.headings)
    rows = []
    for row in answer.grid.rows:
        cells = (
            f'<td class="number">{escape(cell.text)}{_marks(answer.marks(row, index))}</td>'
            if cell.number is not None
            else f"<td>{escape(cell.text)}{_marks(answer.marks(row, index))}</td>"
            for index, cell in enumerate(row)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    body = "\n".join(rows)
    return f'<div class="scroll"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table></div>'


def _marks(numbers: list[int]) -> str:
    return "".join(f'<sup><a href="#quote-{number}">[{number}]</a></sup>' for number in numbers)


def _quotes(answer: Answer) -> str:
    if not answer.footnotes:
        return ""
    items = "\n".join(
        f'<li id="quote-{number}">{escape(quote.place)} {escape(quote.title)}'
        f"<blockquote>{escape(quote.text)}</blockquote></li>"
        for quote, number in answer.footnotes.items()
    )
    return f"<ol>\n{items}\n</ol>"
