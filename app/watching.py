"""A build's progress, drawn where a person is looking and silent elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from . import console

if TYPE_CHECKING:
    from ..graph import Progress

_SAID = {
    "discover": "looking for articles",
    "extract": "reading articles",
    "resolve": "telling things apart",
    "store": "writing the graph",
    "summarise": "counting",
}


@contextmanager
def watch() -> Iterator[Callable[[Progress], None] | None]:
    """Give a listener for a build's progress, None where standard error is no terminal."""
    if not console.is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[current]}", markup=False),
    )
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None, current="")

        def listen(event: Progress) -> None:
            bar.update(
                task,
                description=_SAID.get(event.stage, str(event.stage)),
                completed=event.done,
                total=event.total,
                current=console.printable(event.current),
            )

        yield listen
