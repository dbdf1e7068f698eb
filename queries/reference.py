"""The reference page of the saved questions, README.md beside this module, made from their headers.

`python -m innokg.queries.reference` writes it anew; a test fails where it is out of date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .catalogue import FOLDER, load_all
from .conventions import counts
from .header import SavedQuery
from .parameters import COMMON, Parameter

PAGE = FOLDER / "README.md"
INTRODUCTION = """\
# Saved questions

Made from the headers of the `.rq` files by `python -m innokg.queries.reference`; edit those, not this page.

    innokg query                                  # lists the questions
    innokg query 01 --graph innokg-graph          # by number or name
    innokg query 07 -p currency=USD --evidence    # with a parameter, and the sentences behind each figure
    innokg query 23 --all                         # everything, where an answer says that it took only some
    innokg query 01 --format html -o answer.html  # table, csv, tsv, json, md, html, xlsx, svg

Each file is plain SPARQL 1.1 and can be pasted into the query page of any endpoint that holds the graph: a parameter
that is not given takes its default by `COALESCE`. The header (`#+`, YAML) is one that grlc reads too. Parameters are
projected because SPARQL engines bind only what a query projects (SEP-0007); they are bound as terms, never pasted.

## What counts as a fact

Every question reads facts through their statements, and lets one count by the same lines:

```sparql
{counts}
```

So a fact that the text denies never counts, one that is merely proposed only with `includeProposed`, one below
`minConfidence` not at all; with `since`, only articles published then or later do (a date known to the year counts
where the year does; an undated article does not). A cell marked （计划）, （要求） or （建议） is planned, required or
proposed; — is a gap. Names sort by pinyin for common characters, then by radical and strokes (the order of GB 18030).

Every question also takes:

{common}

## What is taken at most

An answer about all that a large graph holds would take minutes, and nobody would read it. So each question first
chooses so many articles or things, the newest first (each entry below says which), and answers about those in full.
Where there are more, a line under the answer says so and names the parameter that asks for others; formats of bare
rows (csv, tsv, json, svg) have that line on standard error. Who has the patience asks for everything with `--all`. On a
graph of fewer articles nothing is left out. A date is taken as exact as known, what has none comes last, and what has
the same date is ordered by its IRI.

## The questions
"""


def page() -> str:
    """Return the reference page as Markdown."""
    queries = load_all()
    lines = [INTRODUCTION.format(counts=counts(), common="\n".join(_parameters(COMMON)))]
    lines += [f"- [{query.name}](#{query.name}): {query.zh}" for query in queries]
    for query in queries:
        lines += ["", *_entry(query)]
    return "\n".join(lines) + "\n"


def _entry(query: SavedQuery) -> Iterator[str]:
    yield f"### {query.name}"
    yield ""
    yield f"{query.zh}  "
    yield query.en
    yield ""
    yield re.sub(r"([<>*_|])", r"\\\1", query.description)
    own = query.parameters[: -len(COMMON)]
    defaults = [
        f"{parameter.name} is {parameter.default} here"
        for parameter, common in zip(query.parameters[-len(COMMON) :], COMMON, strict=True)
        if parameter.default != common.default
    ]
    if own or defaults:
        yield ""
        yield from _parameters(own)
        yield from (f"- {default}" for default in defaults)
    yield ""
    yield "| column | 列 | |"
    yield "| --- | --- | --- |"
    for column in query.columns:
        notes = [f"figure in `{column.unit}`" if column.unit else "", f"names `?{column.of}`" if column.of else ""]
        yield f"| `{column.name}` | {column.zh} | {'; '.join([column.en, *filter(None, notes)])} |"
    shown = []
    if query.pivot is not None:
        shown.append(f"a grid: {', '.join(query.pivot.rows)} down, {query.pivot.columns} across")
    if query.chart is not None:
        shown.append(f"a {query.chart.kind} chart of {query.chart.value} by {query.chart.category}")
    if query.most is not None:
        yield ""
        yield f"Takes {query.most.en} ({query.most.zh}); others by `{query.most.parameter}`."
    if shown:
        yield ""
        yield f"Shown as {' and '.join(shown)}."


def _parameters(parameters: tuple[Parameter, ...]) -> list[str]:
    return [
        f"- `{parameter.name}` ({parameter.type}"
        + (f", default `{parameter.default}`" if parameter.default else "")
        + (f"; one of {', '.join(f'`{value}`' for value in parameter.allowed if value)}" if parameter.allowed else "")
        + f"): {parameter.zh}; {parameter.en}"
        for parameter in parameters
    ]


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
