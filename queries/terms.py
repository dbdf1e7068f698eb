"""RDF terms as people read them and as answers are sorted."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache

from pyoxigraph import BlankNode, Literal, NamedNode

from ..ontology.namespaces import IKG, XSD

Term = NamedNode | Literal | BlankNode
NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float", "nonNegativeInteger"))
DATES = frozenset(XSD + name for name in ("gYear", "gYearMonth", "gMonth", "date", "dateTime"))

MODALITIES = {
    IKG + "Asserted": ("已述", "asserted"),
    IKG + "Planned": ("计划", "planned"),
    IKG + "Required": ("要求", "required"),
    IKG + "Proposed": ("建议", "proposed"),
}
ASSERTED = IKG + "Asserted"
QUALIFIERS = {"ge": "≥", "le": "≤", "approx": "约", "eq": ""}
# Chinese readers count in 万 and 亿; below ten thousand the plain figure is shorter.
SCALES = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))


def number(term: Term | None) -> Decimal | None:
    """Return the value of a numeric literal, else None."""
    if not isinstance(term, Literal) or term.datatype.value not in NUMBERS:
        return None
    try:
        value = Decimal(term.value)
    except InvalidOperation:  # a malformed lexical form, or INF and NaN: shown as it stands
        return None
    return value if value.is_finite() else None


def plain(value: Decimal) -> str:
    """Write a number without exponent or needless zeros: 80, 0.35, 10000000000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def quantity(value: Decimal, unit: str, qualifier: str = "") -> str:
    """Write a figure with its unit for people: 392.43亿元, ≥370份, 100亿USD. No digit is rounded away."""
    sign = QUALIFIERS.get(qualifier, qualifier)
    for size, name in SCALES:
        if abs(value) >= size and unit not in ("", "年"):
            return f"{sign}{plain(value / size)}{name}{unit}"
    return f"{sign}{plain(value)}{unit}"


def text(term: Term | None, lang: str = "zh") -> str:
    """Return what a person reads for a term: modality in words, numbers plain, other terms their text; "" for None."""
    if term is None:
        return ""
    value = number(term)
    if value is not None:
        return plain(value)
    if isinstance(term, NamedNode) and term.value in MODALITIES:
        return MODALITIES[term.value][lang == "en"]
    if isinstance(term, Literal) and term.datatype.value == XSD + "gMonth":
        return f"{term.value.removeprefix('--').lstrip('0')}月"
    return term.value


@cache
def collation(value: str) -> bytes:
    """Return the key by which names are sorted: their bytes in GB 18030.

    That character set puts its 3,755 commonest characters in the order of their pinyin and the rest by radical and
    strokes, as Chinese dictionaries and directories do, so no table of readings is needed.
    """
    return value.encode("gb18030", "surrogatepass")


def sort_key(term: Term | None) -> tuple[int, Decimal, bytes]:
    """Return a key that puts numbers by size, then dates by time, then text by `collation`, and nothing last."""
    if term is None:
        return (3, Decimal(0), b"")
    value = number(term)
    if value is not None:
        return (0, value, b"")
    kind = 1 if isinstance(term, Literal) and term.datatype.value in DATES else 2
    return (kind, Decimal(0), collation(term.value))
