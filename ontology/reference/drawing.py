"""Where the boxes, lines and words of the two drawings stand; the templates write them as SVG.

The picture of the main classes is laid out by hand in `picture.yaml`; the tree of all classes is computed. Lengths are
in SVG units, which the page shows as pixels at full size.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from ..load import OntologyError
from ..namespaces import IKG, RDFS
from .model import Model, Words

LAYOUT: Final = Path(__file__).with_name("picture.yaml")

# The tree: height of a row, shift to the right for each level, width of a column, columns that fit on the page.
ROW: Final = 24
INDENT: Final = 22
COLUMN: Final = 560
COLUMNS: Final = 2
MARGIN: Final = 12


@dataclass(frozen=True)
class Box:
    """A class in the picture; `frame` where others stand in it, as its subclasses do."""

    name: str
    label: Words
    x: float
    y: float
    width: float
    height: float
    frame: bool

    def point(self, across: float, down: float) -> tuple[float, float]:
        """Return the point that lies so far across and down the box, both as shares of its size."""
        return self.x + across * self.width, self.y + down * self.height


@dataclass(frozen=True)
class Line:
    """An arrow for one or more properties, with the place of their labels: `anchor` is SVG's `text-anchor`.

    `through` names the property that leads on to where the arrow ends, or is empty.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    label_x: float
    label_y: float
    anchor: str
    properties: list[tuple[str, Words]]
    through: str


@dataclass(frozen=True)
class Picture:
    """The main classes and what relates them; groups are plain outlines: x, y, width, height."""

    width: int
    height: int
    groups: list[tuple[float, float, float, float]]
    boxes: list[Box]
    lines: list[Line]


@dataclass(frozen=True)
class Leaf:
    """A class in the tree; `parent` is where the line to the one above starts, for all but the topmost."""

    name: str
    label: Words
    x: int
    y: int
    parent: tuple[int, int] | None


@dataclass(frozen=True)
class Tree:
    """All classes, each beneath its first parent."""

    width: int
    height: int
    leaves: list[Leaf]


def picture(model: Model, layout: Path = LAYOUT) -> Picture:
    """Return the picture; raise `OntologyError` where a line goes from or to what its property does not admit."""
    data = yaml.safe_load(layout.read_text(encoding="utf-8"))
    boxes = {name: _box(model, name, data) for name in [*data["frames"], *data["boxes"]]}
    lines = [_line(model, boxes, line) for line in data["lines"]]
    return Picture(data["width"], data["height"], data["groups"], list(boxes.values()), lines)


def _box(model: Model, name: str, data: dict[str, Any]) -> Box:
    frame = name in data["frames"]
    x, y, *size = data["frames" if frame else "boxes"][name]
    width, height = size or data["box"]
    return Box(name, model.label(IKG + name), x, y, width, height, frame)


def _line(model: Model, boxes: dict[str, Box], line: dict[str, Any]) -> Line:
    for name in line["properties"]:
        for side, predicate in ("from", RDFS + "domain"), ("to", RDFS + "range"):
            if side == "to" and "through" in line:
                continue
            if not model.admits(IKG + name, predicate, IKG + line[side]):
                raise OntologyError(f"{LAYOUT.name}: {name} has no {line[side]} in its {predicate.removeprefix(RDFS)}")
    x1, y1 = boxes[line["from"]].point(*line["leaves"])
    x2, y2 = boxes[line["to"]].point(*line["enters"])
    share = line.get("label", 0.5)
    dx, dy = line.get("shift", (0, -6))
    properties = [(name, model.label(IKG + name)) for name in line["properties"]]
    label_x, label_y = x1 + share * (x2 - x1) + dx, y1 + share * (y2 - y1) + dy
    anchor, through = line.get("anchor", "middle"), line.get("through", "")
    shown = properties if line.get("labelled", True) else []
    return Line(x1, y1, x2, y2, label_x, label_y, anchor, shown, through)


def tree(model: Model) -> Tree:
    """Return the tree of all classes, in columns of about the same height."""
    beneath: defaultdict[str | None, list[str]] = defaultdict(list)
    for iri in model.classes():
        beneath[next(iter(model.parents(iri)), None)].append(iri)

    def rows(iri: str, depth: int) -> list[tuple[str, int]]:
        return [(iri, depth), *(row for child in beneath[iri] for row in rows(child, depth + 1))]

    columns: list[list[tuple[str, int]]] = [[] for _ in range(COLUMNS)]
    for group in sorted((rows(root, 0) for root in beneath[None]), key=lambda group: (-len(group), group)):
        min(columns, key=len).extend(group)
    leaves = [leaf for number, column in enumerate(columns) for leaf in _leaves(model, column, number)]
    return Tree(COLUMNS * COLUMN, 2 * MARGIN + ROW * max(map(len, columns)), leaves)


def _leaves(model: Model, column: list[tuple[str, int]], number: int) -> list[Leaf]:
    latest: dict[int, tuple[int, int]] = {}
    leaves: list[Leaf] = []
    for place, (iri, depth) in enumerate(column):
        x, y = MARGIN + number * COLUMN + depth * INDENT, MARGIN + place * ROW + ROW // 2
        latest[depth] = x, y
        leaves.append(Leaf(iri.removeprefix(IKG), model.label(iri), x, y, latest.get(depth - 1)))
    return leaves
