"""The parameters of saved questions: what they take, and the RDF terms they are bound as."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from pyoxigraph import Literal, NamedNode

from ..ontology.namespaces import XSD
from .errors import QueryError
from .suggestions import hint

TYPES = ("text", "date", "integer", "decimal", "boolean")
TRUE, FALSE = frozenset({"true", "1", "yes"}), frozenset({"false", "0", "no"})
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: `?_name` in the query; `default` is what the query itself takes when nothing is bound.

    `type` is one of TYPES; `allowed` the only values taken (empty: any); `zh` and `en` say what it is for.
    """

    name: str
    type: str
    default: str
    zh: str
    en: str
    allowed: tuple[str, ...] = ()


# Every question has these three; a header may give another default (recommendations are always proposals).
COMMON = (
    Parameter("since", "date", "", "只取该日期以来发表的文章", "only articles published since (YYYY[-MM[-DD]])"),
    Parameter("minConfidence", "decimal", "0.5", "最低置信度（0—1）", "lowest confidence taken, 0 to 1"),
    Parameter("includeProposed", "boolean", "false", "是否包括仅为建议的内容", "take what is merely proposed too"),
)


def with_common(own: Sequence[Parameter], defaults: Mapping[str, str]) -> tuple[Parameter, ...]:
    """Return a question's own parameters, then the common ones with the question's defaults for them."""
    return (*own, *(replace(common, default=defaults.get(common.name, common.default)) for common in COMMON))


def bind(question: str, parameters: Sequence[Parameter], given: Mapping[str, str]) -> dict[str, Literal]:
    """Turn what was given (names to text) into terms by the names of the query's variables.

    Names may be written as the header has them or with hyphens (min-confidence). Raises QueryError with the nearest
    name or the allowed values where something is not known.
    """
    known = {_key(parameter.name): parameter for parameter in parameters}
    terms: dict[str, Literal] = {}
    for name, text in given.items():
        parameter = known.get(_key(name))
        if parameter is None:
            names = [parameter.name for parameter in parameters]
            known_names = ", ".join(names)
            raise QueryError(f"{question}: no parameter {name!r}.{hint(name, names)} It takes: {known_names}.")
        terms[f"_{parameter.name}"] = term(question, parameter, text)
    return terms


def term(question: str, parameter: Parameter, text: str) -> Literal:
    """Return the RDF term for one value; raises QueryError where it is not of the parameter's type or not allowed."""
    value = text.strip()
    if parameter.allowed and value not in parameter.allowed:
        allowed = ", ".join(shown or '""' for shown in parameter.allowed)
        raise QueryError(
            f"{question}: {parameter.name} cannot be {text!r}.{hint(value, parameter.allowed)} Allowed: {allowed}."
        )
    lexical = _CHECKS[parameter.type](value)
    if lexical is None:
        raise QueryError(f"{question}: {parameter.name} takes {_EXPECTED[parameter.type]}, not {text!r}.")
    datatype = _DATATYPES[parameter.type]
    return Literal(lexical, datatype=NamedNode(XSD + datatype)) if datatype else Literal(lexical)


def _key(name: str) -> str:
    return re.sub(r"[-_]", "", name).casefold()


def _integer(value: str) -> str | None:
    return str(int(value)) if re.fullmatch(r"[+-]?[0-9]+", value) else None


def _decimal(value: str) -> str | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return f"{number:f}" if number.is_finite() else None


def _boolean(value: str) -> str | None:
    folded = value.casefold()
    return "true" if folded in TRUE else "false" if folded in FALSE else None


def _date(value: str) -> str | None:
    return value if not value or DATE.fullmatch(value) else None


_CHECKS = {"text": lambda value: value, "date": _date, "integer": _integer, "decimal": _decimal, "boolean": _boolean}
_EXPECTED = {
    "text": "text",
    "date": "a date (2024, 2024-07 or 2024-07-21)",
    "integer": "a whole number",
    "decimal": "a number (0.8)",
    "boolean": "true or false",
}
# A date stays a plain string: how exact it is (year, month, day) is part of what it says.
_DATATYPES = {"text": "", "date": "", "integer": "integer", "decimal": "decimal", "boolean": "boolean"}
