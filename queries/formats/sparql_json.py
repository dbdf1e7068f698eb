"""SPARQL 1.1 Query Results JSON: every variable of the query, unmerged, in the answer's order."""

from __future__ import annotations

import json

from pyoxigraph import Literal, NamedNode

from ..answer import Answer
from ..terms import Term

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def write(answer: Answer, _name: str) -> bytes:
    """Return the answer as application/sparql-results+json (W3C recommendation of 2013, section 3)."""
    result = answer.result
    bindings = [{name: _term(term) for name, term in binding.items()} for binding in result.bindings]
    document = {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _term(term: Term) -> dict[str, str]:
    if isinstance(term, Literal):
        entry = {"type": "literal", "value": term.value}
        if term.language:
            return {**entry, "xml:lang": term.language}
        return entry if term.datatype.value == XSD_STRING else {**entry, "datatype": term.datatype.value}
    return {"type": "uri" if isinstance(term, NamedNode) else "bnode", "value": term.value}
