"""What must hold of a gold file, each fault one message; the contract is the data in gold_format.yaml."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

FORMAT = yaml.safe_load((Path(__file__).parent / "gold_format.yaml").read_text("utf-8"))
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
Line = dict[str, Any]


def faults(lines: list[Line]) -> list[str]:
    """Return what is wrong with a gold file's lines."""
    classes = _classes_of_labels(lines)
    found = [f"line {n}: {fault}" for n, line in enumerate(lines, 1) for fault in _line_faults(line, classes)]
    found += _doubtful_ends(lines)
    keys = [
        repr(sorted((k, v) for k, v in line.items() if k not in ("evidence", "core", "modality"))) for line in lines
    ]
    return found + [
        f"line {n}: says again what line {keys.index(k) + 1} says"
        for n, k in enumerate(keys, 1)
        if keys.index(k) < n - 1
    ]


def _classes_of_labels(lines: list[Line]) -> dict[str, set[str]]:
    classes = defaultdict(set)
    for line in lines:
        if line.get("p") in ("rdf:type", "ikg:kindOf"):
            classes[line["s"]] |= {name.removeprefix("ikg:") for name in (line["o"], *line.get("alt_o", ()))}
    return classes


def _doubtful_ends(lines: list[Line]) -> Iterator[str]:
    """A fact that must be found cannot hang on a thing that a reader may leave out."""
    typed = [line for line in lines if line.get("p") == "rdf:type"]
    sure = {line["s"] for line in typed if not line.get("optional")}
    for n, line in enumerate(lines, 1):
        if line.get("optional") or line.get("negated") or line.get("p") in ("rdf:type", "ikg:kindOf"):
            continue
        ends = [line[k] for k in ("s", *FORMAT["slots"]["things"]) if k in line]
        ends += [line["o"]] if line.get("p") in FORMAT["relations"] else []
        yield from (
            f"line {n}: {end} is an optional thing"
            for end in ends
            if end not in sure and end in {t["s"] for t in typed}
        )


def _line_faults(line: Line, classes: dict[str, set[str]]) -> Iterator[str]:
    body = {k for k in line if k not in FORMAT["line"]["needs"] and k not in FORMAT["line"]["may"]}
    yield from (f"no {key}" for key in FORMAT["line"]["needs"] if key not in line)
    if line.get("modality") not in FORMAT["modality"]:
        yield f"unknown modality {line.get('modality')}"
    yield from (
        f"{key} is not true or false"
        for key in ("core", "optional", "negated")
        if not isinstance(line.get(key, False), bool)
    )
    if line.get("core") and (line.get("optional") or line.get("negated")):
        yield "core, yet optional or negated"
    if not all(
        isinstance(line.get(key, []), list) and all(isinstance(x, str) and x for x in line.get(key, []))
        for key in ("alt", "alt_o")
    ):
        yield "alt or alt_o is no list of labels"
    yield from _frame_faults(line, body, classes) if "frame" in line else _triple_faults(line, body, classes)


def _triple_faults(line: Line, body: set[str], classes: dict[str, set[str]]) -> Iterator[str]:
    if body != {"s", "p", "o"}:
        yield f"not s, p, o: {sorted(body)}"
        return
    subject, predicate, value = line["s"], line["p"], line["o"]
    if "Article" not in classes.get(subject, ()):  # a headline keeps its quotation marks
        yield from _label_faults(subject)
    if subject not in classes:
        yield f"{subject} has no rdf:type line"
    if predicate in ("rdf:type", "ikg:kindOf"):
        if value.removeprefix("ikg:") not in FORMAT["classes"]:
            yield f"unknown class {value}"
    elif predicate in FORMAT["dates"]:
        yield from _date_faults(value)
    elif predicate in FORMAT["relations"]:
        yield from _relation_faults(line, classes)
    elif predicate != "skos:altLabel":
        yield f"unknown predicate {predicate}"
    if (predicate == "ikg:holdsPost") != ("postTitle" in line):
        yield "a post has a postTitle, nothing else has"


def _relation_faults(line: Line, classes: dict[str, set[str]]) -> Iterator[str]:
    yield from _label_faults(line["o"])
    if line["o"] not in classes:
        yield f"{line['o']} has no rdf:type line"
    if line.get("optional") or line.get(
        "negated"
    ):  # what a reader may doubt or the text denies need not fit the contract
        return
    for end, label in (("from", line["s"]), ("to", line["o"])):
        allowed = _expanded(FORMAT["relations"][line["p"]][end])
        if label in classes and not classes[label] & allowed:
            yield f"{line['p']} does not go {end} a {'/'.join(sorted(classes[label]))} ({label})"


def _frame_faults(line: Line, body: set[str], classes: dict[str, set[str]]) -> Iterator[str]:
    name = line["frame"].removeprefix("ikg:")
    if name not in FORMAT["frames"] or not line["frame"].startswith("ikg:"):
        yield f"unknown frame {line['frame']}"
        return
    keys, slots = body - {"frame"}, FORMAT["slots"]
    form = FORMAT["frames"][name]
    yield from (f"{name} has no {key}" for key in form["needs"] if key not in keys)
    yield from (f"{name} knows no {key}" for key in sorted(keys - {*form["needs"], *form["may"]}))
    yield from (
        f"{line[key]} has no rdf:type line" for key in slots["things"] if key in keys and line[key] not in classes
    )
    yield from (
        f"{key} is no number"
        for key in slots["numbers"]
        if key in keys and (isinstance(line[key], bool) or not isinstance(line[key], int | float))
    )
    yield from (
        f"{key} is no year" for key in slots["years"] if key in keys and not re.fullmatch(r"\d{4}", str(line[key]))
    )
    for key in slots["dates"]:
        yield from _date_faults(line[key]) if key in keys else ()
    yield from (
        f"unknown {key} {line[key]}"
        for key, known in slots["choices"].items()
        if key in keys and line[key] not in known
    )
    if name == "Requirement" and len(keys & {"comparator", "value", "unit"}) not in (0, 3):
        yield "a figure needs comparator, value and unit"
    if (name == "Recommendation") != (line.get("modality") == "Proposed"):
        yield "a recommendation is Proposed, and nothing else is"


def _label_faults(label: str) -> Iterator[str]:
    if not label or label != label.strip() or re.search(r"[《》“”「」\n]", label):
        yield f"not a clean label: {label!r}"


def _date_faults(value: str) -> Iterator[str]:
    parts = DATE.fullmatch(str(value))
    try:
        date(*(int(part or 1) for part in (parts.groups() if parts else ("x",))))
    except ValueError:
        yield f"not an ISO date: {value}"


def _expanded(names: Iterable[str]) -> set[str]:
    return {c for name in names for c in FORMAT["groups"].get(name, [name])}
