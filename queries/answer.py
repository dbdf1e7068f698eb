"""An answer on its way to a format: the result, the language, the layout, and its evidence if that was asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .evidence import Quote
from .grid import Cell, Grid, grid
from .result import Result


@dataclass(frozen=True)
class Answer:
    """What a format writes. `quotes` (statement to quotes, from `evidence`) is None where no evidence was asked for.

    `width` is how many columns a terminal has; `pivot` false keeps one line a row where the question would pivot.
    """

    result: Result
    lang: str = "zh"
    quotes: Mapping[str, tuple[Quote, ...]] | None = None
    pivot: bool = True
    width: int = 120

    @property
    def title(self) -> str:
        """The question in the answer's language."""
        return self.result.query.en if self.lang == "en" else self.result.query.zh

    @cached_property
    def grid(self) -> Grid:
        """The answer laid out for reading."""
        return grid(self.result, self.lang, pivot=self.pivot)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know of the table and cannot see in it."""
        if not self.grid.rows:
            return ("nothing found" if self.lang == "en" else "没有结果", *self.cut)
        return (*self._gaps(), *self.cut)

    @property
    def cut(self) -> tuple[str, ...]:
        """That the question took only some of what there is, and how to ask for the rest; empty where it took all."""
        most = self.result.query.most
        if most is None or not self.result.cut:
            return ()
        return (
            f"Only {most.en} are taken; ask for others with -p {most.parameter}=…, or for everything with --all"
            if self.lang == "en"
            else f"只取{most.zh}；其余请用 -p {most.parameter}=… 查询，要全部请加 --all。",
        )

    def _gaps(self) -> tuple[str, ...]:
        left_out = self.grid.left_out
        if not left_out:
            return ()
        return (
            f"Nothing is known of: {', '.join(left_out)}."
            if self.lang == "en"
            else f"没有内容而未列出：{'、'.join(left_out)}。",
        )

    @cached_property
    def footnotes(self) -> dict[Quote, int]:
        """The quotes behind the grid, numbered from 1 in reading order; empty where no evidence was asked for."""
        if self.quotes is None:
            return {}
        cells = (cell for row in self.grid.rows for cell in row)
        found = dict.fromkeys(quote for cell in cells for quote in self.behind(cell.statements))
        return {quote: index for index, quote in enumerate(found, 1)}

    def behind(self, statements: Iterable[str]) -> list[Quote]:
        """Return the quotes behind statements, by article and place."""
        quotes = self.quotes or {}
        return sorted({quote for statement in statements for quote in quotes.get(statement, ())})

    def marks(self, row: tuple[Cell, ...], index: int) -> list[int]:
        """Return the footnotes of a cell; where a whole row rests on the same statements, its last cell bears them."""
        cell = row[index]
        shared = all(other.statements == cell.statements for other in row)
        if shared and index != len(row) - 1:
            return []
        return [self.footnotes[quote] for quote in self.behind(cell.statements)] if self.quotes is not None else []
