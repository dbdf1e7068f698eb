"""Facts of tables: what a row is about, who leads it, who is in it, what it works on, where it is and since when."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..context import Context
from ..dates import find_dates
from ..model import Literal, Span
from ..recognise.concepts import scan
from ..recognise.mentions import Mention
from ..recognise.tables import Row, parts, rows
from .fields import field_mention, may_be_field
from .stated import Stated, state

# A table states its facts outright; what can still be wrong is the reading of its columns.
CONFIDENCE = 0.93


@Language.component("innokg_table_facts")
def relate_tables(doc: Doc) -> Doc:
    """State what the rows of tables say."""
    return state(doc, [fact for row in rows(doc.text, doc.user_data.get("blocks", ())) for fact in _row(doc, row)])


def _row(doc: Doc, row: Row) -> Iterator[Stated]:
    context: Context = doc._.context
    named = context.mentions_in(row.block.span)
    thing = _mention(named, row.cells["name"])
    if thing is None:
        return
    for role, predicate in (("leader", "ikg:ledBy"), ("members", "ikg:hasMember")):
        for part in parts(doc.text, row.cells[role]) if role in row.cells else ():
            body = _mention(named, part)
            if body is not None:
                yield _fact(row, predicate, thing, body)
    for part in parts(doc.text, row.cells["field"]) if "field" in row.cells else ():
        if may_be_field(doc.text[part.start : part.end]):
            yield _fact(row, "ikg:focusesOn", thing, field_mention(doc.text, part.start, part.end))
    if "place" in row.cells and (region := _region(doc, row.cells["place"])):
        yield _fact(row, "ikg:locatedIn", thing, region)
    if "date" in row.cells and (date := _date(context, row.cells["date"])):
        yield _fact(row, "ikg:establishedOn", thing, date)


def _fact(row: Row, predicate: str, subject: Mention, value: Mention | Literal) -> Stated:
    rule = f"table-{predicate.partition(':')[2]}"
    return Stated(predicate, rule, row.block.span.start, row.block.span.end, subject, value, confidence=CONFIDENCE)


def _mention(named: list[Mention], span: Span) -> Mention | None:
    """The mention that is the whole of a stretch."""
    return next((m for m in named if m.start <= span.start and span.end <= m.end), None)


def _region(doc: Doc, cell: Span) -> Mention | None:
    """The most exact region in a cell: 山东青岛 is 青岛."""
    found = [(s, e, c) for s, e, c in scan(doc.text, cell.start, cell.end) if "Region" in c.types]
    if not found:
        return None
    start, end, concept = found[-1]
    return Mention(start, end, concept.types, concept.name, by="concepts", concept=concept.iri)


def _date(context: Context, cell: Span) -> Literal | None:
    return next((d.literal for d in find_dates(context.text[cell.start : cell.end], context.base)), None)
