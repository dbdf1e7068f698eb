"""The `#+` YAML header of a saved question (the decorators that grlc reads, with our own keys) as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from .errors import QueryError
from .parameters import COMMON, TYPES, Parameter, with_common

# libyaml reads the headers about ten times faster; the pure reader is the same where a wheel lacks it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CHART_KINDS = ("bar", "line", "matrix")
KEYS = frozenset(
    {
        "summary",
        "description",
        "tags",
        "method",
        "question",
        "parameters",
        "defaults",
        "columns",
        "pivot",
        "chart",
        "evidence",
        "most",
    }
)
_ORDER = re.compile(r"\bORDER\s+BY\s+(?P<keys>[^{}]*)\Z", re.IGNORECASE)
_ORDER_KEY = re.compile(r"(?P<direction>ASC|DESC)?\s*\(?\s*\?(?P<name>\w+)\s*\)?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: the query's variable and its headings, and what other variables say of it.

    `of` is the variable with the IRI of the thing that this names, `unit` the one with the unit of a figure,
    `qualifier` the one that says whether a figure is a lower or upper bound or rough (ge, le, approx).
    """

    name: str
    zh: str
    en: str
    of: str = ""
    unit: str = ""
    qualifier: str = ""

    def heading(self, lang: str) -> str:
        """Return the heading in "zh" or "en"."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Pivot:
    """How rows become a grid: the columns that name its rows, the one that names its columns, those that fill a cell.

    The expected rows and columns stand first, in that order, and are shown even where nothing is known, so that gaps
    are seen. The other columns stand in the order of their names, or with `fullest_first` by how many cells are filled;
    the rows in that of the question, or with `fullest_rows_first` likewise. What is expected and empty throughout is
    named below the grid, or with `keep_gaps` stands in it: there the gaps are the answer.
    """

    rows: tuple[str, ...]
    columns: str
    cells: tuple[str, ...]
    expected_rows: tuple[str, ...] = ()
    expected_columns: tuple[str, ...] = ()
    fullest_first: bool = False
    fullest_rows_first: bool = False
    keep_gaps: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """How to draw the answer: `kind` is one of CHART_KINDS; the rest are columns."""

    kind: str
    category: str
    value: str
    series: str = ""


@dataclass(frozen=True, slots=True)
class Most:
    """How many things or articles a question takes, which (`zh`, `en`), and the `parameter` by which to ask for others.

    The query chooses them first, in a subquery that ends in the same LIMIT: a list of all that a large graph holds
    takes minutes, and nobody reads it.
    """

    number: int
    zh: str
    en: str
    parameter: str


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A saved question: the text of its `.rq` file and what the header says of it."""

    name: str
    text: str
    zh: str
    en: str
    description: str
    tags: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    evidence: tuple[str, ...]
    order: tuple[tuple[str, bool], ...]
    pivot: Pivot | None = None
    chart: Chart | None = None
    most: Most | None = None

    @property
    def number(self) -> str:
        """The two digits that its name starts with."""
        return self.name.partition("-")[0]

    @property
    def body(self) -> str:
        """The SPARQL without the header."""
        return "\n".join(line for line in self.text.splitlines() if not line.startswith("#+")).strip() + "\n"

    @property
    def unordered(self) -> str:
        """The SPARQL without its last ORDER BY, for one who sorts the answers by `order` anyway."""
        return _ORDER.sub("", self.body.strip())


def parse(name: str, text: str) -> SavedQuery:
    """Read a saved question from the text of its file. Raises QueryError naming what the header lacks or has wrong."""
    header = _yaml(name, text)
    unknown = sorted(set(header) - KEYS)
    if unknown:
        raise QueryError(f"{name}: unknown key in the header: {', '.join(unknown)}.")
    question = _need(name, header, "question")
    columns = tuple(_column(name, column, entry) for column, entry in _need(name, header, "columns").items())
    defaults = {key: _text(value) for key, value in header.get("defaults", {}).items()}
    return SavedQuery(
        name=name,
        text=text,
        zh=str(question["zh"]),
        en=str(question["en"]),
        description=" ".join(str(_need(name, header, "description")).split()),
        tags=tuple(map(str, _need(name, header, "tags"))),
        parameters=with_common(_parameters(name, header.get("parameters", {})), _checked_defaults(name, defaults)),
        columns=columns,
        evidence=tuple(header.get("evidence", ["statement"])),
        order=_order(name, text),
        pivot=_pivot(header.get("pivot")),
        chart=_chart(name, header.get("chart")),
        most=_most(name, header.get("most")),
    )


def _yaml(name: str, text: str) -> dict[str, Any]:
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    try:
        header = yaml.load("\n".join(lines), Loader=_Loader)  # noqa: S506 (both loaders are safe ones)
    except yaml.YAMLError as error:
        raise QueryError(f"{name}: the #+ header is not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(header, dict):
        raise QueryError(f"{name}: no #+ header at the top of the file.")
    return header


def _need(name: str, header: Mapping[str, Any], key: str) -> Any:
    if key not in header:
        raise QueryError(f"{name}: the header has no {key}.")
    return header[key]


def _column(name: str, column: str, entry: Mapping[str, str]) -> Column:
    try:
        return Column(column, **entry)
    except TypeError as error:
        raise QueryError(f"{name}: column {column} takes zh, en and perhaps of, unit, qualifier ({error}).") from error


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _parameters(name: str, entries: Mapping[str, Mapping[str, Any]]) -> tuple[Parameter, ...]:
    for key, entry in entries.items():
        if entry.get("type") not in TYPES:
            raise QueryError(f"{name}: parameter {key} needs a type, one of {', '.join(TYPES)}.")
    return tuple(
        Parameter(
            key,
            entry["type"],
            _text(entry.get("default", "")),
            str(entry["zh"]),
            str(entry["en"]),
            tuple(map(_text, entry.get("allowed", ()))),
        )
        for key, entry in entries.items()
    )


def _checked_defaults(name: str, defaults: dict[str, str]) -> dict[str, str]:
    unknown = sorted(set(defaults) - {parameter.name for parameter in COMMON})
    if unknown:
        raise QueryError(f"{name}: defaults are for the common parameters only, not {', '.join(unknown)}.")
    return defaults


def _pivot(entry: Mapping[str, Any] | None) -> Pivot | None:
    if entry is None:
        return None
    return Pivot(
        tuple(entry["rows"]),
        entry["columns"],
        tuple(entry["cells"]),
        tuple(entry.get("expected_rows", ())),
        tuple(entry.get("expected_columns", ())),
        *(bool(entry.get(key, False)) for key in ("fullest_first", "fullest_rows_first", "keep_gaps")),
    )


def _chart(name: str, entry: Mapping[str, Any] | None) -> Chart | None:
    if entry is None:
        return None
    if entry["kind"] not in CHART_KINDS:
        raise QueryError(f"{name}: a chart is one of {', '.join(CHART_KINDS)}, not {entry['kind']}.")
    return Chart(entry["kind"], entry["category"], entry["value"], entry.get("series", ""))


def _most(name: str, entry: Mapping[str, Any] | None) -> Most | None:
    if entry is None:
        return None
    try:
        return Most(int(entry["number"]), entry["zh"], entry["en"], entry["parameter"])
    except (KeyError, ValueError) as error:
        raise QueryError(f"{name}: most takes number, zh, en and parameter ({error}).") from error


def _order(name: str, text: str) -> tuple[tuple[str, bool], ...]:
    """Return the keys of the query's last ORDER BY: (variable, descending)."""
    found = _ORDER.search(text.strip())
    if not found:
        raise QueryError(f"{name}: the query must end in ORDER BY, or its answer has no order.")
    keys = found["keys"].strip()
    matches = list(_ORDER_KEY.finditer(keys))
    if "".join(match.group() for match in matches).split() != keys.split():
        raise QueryError(f"{name}: ORDER BY takes plain variables only, with ASC() or DESC(), not {keys!r}.")
    return tuple((match["name"], (match["direction"] or "").upper() == "DESC") for match in matches)
