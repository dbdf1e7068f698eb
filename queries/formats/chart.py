"""The chart that a question's header asks for, as SVG, drawn by Matplotlib with a Chinese font of the machine's."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from decimal import Decimal
from functools import cache
from typing import Any

from ..answer import Answer
from ..errors import MissingLibraryError, QueryError
from ..header import Chart
from ..terms import number, quantity, text

# Families with all common simplified characters that Linux, macOS and Windows bring or their users install.
FAMILIES = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Noto Sans CJK JP", "PingFang SC",
    "Hiragino Sans GB", "Heiti SC", "STHeiti", "Microsoft YaHei", "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    "Droid Sans Fallback", "Noto Serif CJK SC", "Noto Serif SC", "SimSun", "Songti SC", "AR PL UMing CN",
)  # fmt: skip
LONGEST_LABEL = 24  # characters of a name on an axis; the table has it whole
MOST_BARS = 40  # more than these cannot be read; the largest are drawn, the table has them all


def write(answer: Answer, _name: str) -> bytes:
    """Return the chart as SVG; see `draw`."""
    return draw(answer)


def draw(answer: Answer) -> bytes:
    """Draw the chart that the header asks for.

    Raises QueryError where the question has no chart, the answer nothing to draw, or the machine no Chinese font, and
    MissingLibraryError where Matplotlib is not installed.
    """
    query = answer.result.query
    if query.chart is None:
        raise QueryError(f"{query.name} has no chart; ask for table, html or another format.")
    try:
        import matplotlib as mpl
        from matplotlib.figure import Figure
    except ImportError as error:
        raise MissingLibraryError("a chart needs Matplotlib: pip install 'innokg[chart]'.") from error
    points = _points(answer, query.chart)
    if not points:
        raise QueryError(f"{query.name}: nothing to draw; the answer has no rows with figures.")
    settings: dict[Any, Any] = {
        "font.family": chinese_font(),
        "svg.hashsalt": "innokg",  # else the identifiers inside the file differ from run to run
        "svg.fonttype": "path",  # glyphs as outlines: right wherever it is shown
        "axes.unicode_minus": False,
    }
    with mpl.rc_context(settings):
        figure = Figure(layout="constrained")
        _KINDS[query.chart.kind](figure, points)
        figure.axes[0].set_title(answer.title, loc="left", fontsize=11)
        out = io.BytesIO()
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    return out.getvalue()


@cache
def chinese_font() -> str:
    """Return the first of FAMILIES that this machine has. Raises QueryError naming what to install."""
    from matplotlib import font_manager

    for look_again in (False, True):
        if look_again:
            _add_new_fonts(font_manager)
        known = {font.name for font in font_manager.fontManager.ttflist}
        for family in FAMILIES:
            if family in known:
                return family
    raise QueryError("no Chinese font is installed, so no chart is drawn; install Noto Sans CJK SC (fonts-noto-cjk).")


Point = tuple[str, str, Decimal]


def _add_new_fonts(font_manager: Any) -> None:
    """Let Matplotlib know of fonts installed since it listed the machine's: it keeps that list for good."""
    listed = {font.fname for font in font_manager.fontManager.ttflist}
    for path in sorted(set(font_manager.findSystemFonts()) - listed):
        with suppress(OSError, RuntimeError, ValueError):  # a broken or strange font file is none of ours
            font_manager.fontManager.addfont(path)


def _points(answer: Answer, chart: Chart) -> list[Point]:
    """Return (category, series, value) of each row that has them; a tick counts as one."""
    points = []
    for row in answer.result.rows:
        term = row.terms.get(chart.value)
        value = number(term)
        if term is not None and value is None and chart.kind == "matrix":
            value = Decimal(1)
        if value is not None:
            series = text(row.terms.get(chart.series), answer.lang) if chart.series else ""
            points.append((_short(text(row.terms.get(chart.category), answer.lang) or "—"), _short(series), value))
    return points


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else label[: LONGEST_LABEL - 1] + "…"


def _bars(figure: Any, points: Sequence[Point]) -> None:
    """Draw one panel of bars a series: figures of two units do not share an axis."""
    names = list(dict.fromkeys(series for _, series, _ in points))
    drawn = {name: _largest(points, name) for name in names}
    counts = [len(bars) for bars in drawn.values()]
    panels = figure.subplots(len(names), 1, squeeze=False, height_ratios=counts)[:, 0]
    for panel, (name, values) in zip(panels, drawn.items(), strict=True):
        bars = panel.barh(range(len(values)), [float(value) for value, _ in values], height=0.7, color="#3b6ea5")
        panel.bar_label(bars, labels=[quantity(value, name) for value, _ in values], padding=3, fontsize=8)
        panel.set_yticks(range(len(values)), [category for _, category in values], fontsize=9)
        panel.set_ylim(len(values) - 0.5, -0.5)
        panel.margins(x=0.25)
        panel.xaxis.set_visible(False)
        panel.spines[["top", "right", "bottom"]].set_visible(False)
    figure.set_size_inches(9, 1.0 + 0.32 * sum(counts) + 0.2 * len(names))


def _largest(points: Sequence[Point], name: str) -> list[tuple[Decimal, str]]:
    values = sorted((value, category) for category, series, value in points if series == name)
    return values[::-1][:MOST_BARS]


def _lines(figure: Any, points: Sequence[Point]) -> None:
    """Draw one line a series over the categories in their order (times as exact as known, as text)."""
    axes = figure.subplots()
    times = sorted({category for category, _, _ in points})
    for name in dict.fromkeys(series for _, series, _ in points):
        known = sorted((times.index(category), value) for category, series, value in points if series == name)
        axes.plot([place for place, _ in known], [float(value) for _, value in known], marker="o", label=name)
    axes.set_xticks(range(len(times)), times, fontsize=9)
    axes.legend(fontsize=8)
    axes.spines[["top", "right"]].set_visible(False)
    figure.set_size_inches(9, 4.5)


def _matrix(figure: Any, points: Sequence[Point]) -> None:
    """Draw a dot where a category and a series meet."""
    axes = figure.subplots()
    rows = list(dict.fromkeys(category for category, _, _ in points))
    columns = list(dict.fromkeys(series for _, series, _ in points))
    places = sorted({(columns.index(series), rows.index(category)) for category, series, _ in points})
    axes.scatter([x for x, _ in places], [y for _, y in places], s=60, color="#3b6ea5")
    axes.set_xticks(range(len(columns)), columns, rotation=45, ha="right", fontsize=8)
    axes.set_yticks(range(len(rows)), rows, fontsize=8)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    axes.grid(visible=True, color="#e5e5e5")
    axes.set_axisbelow(True)
    figure.set_size_inches(max(6.0, 0.35 * len(columns) + 3), max(3.0, 0.28 * len(rows) + 2))


_KINDS = {"bar": _bars, "line": _lines, "matrix": _matrix}
