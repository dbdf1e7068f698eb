"""Fills the templates: the ontology in, the bytes of one HTML page out."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from ..load import paths
from . import drawing
from .model import Model

PAGE: Final = "index.html"


def render(files: list[Path] | None = None) -> str:
    """Return the page for the Turtle files, by default the ontology and its alignments."""
    model = Model.read(paths("ontology", "alignments") if files is None else files)
    environment = Environment(
        loader=PackageLoader(__package__ or "", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("page.html.jinja")
    return template.render(model=model, picture=drawing.picture(model), tree=drawing.tree(model))


def write(folder: Path) -> Path:
    """Write the page into the folder, which is made where it is missing, and return its path."""
    page = render()
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / PAGE
    target.write_text(page, encoding="utf-8", newline="\n")
    return target
