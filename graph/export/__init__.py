"""Exports: a graph, or a selection of it, as a file for other tools. `FORMATS` is the table of what there is."""

from .exporting import Exported, export
from .formats import FORMATS, Format, format_of
from .selection import Selection

__all__ = ["FORMATS", "Exported", "Format", "Selection", "export", "format_of"]
