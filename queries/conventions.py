"""What every saved question holds to, in one place for the tests and the reference page."""

from __future__ import annotations

# The lines by which a question decides whether a statement counts. `{statement}` is the question's variable for it.
COUNTS = """\
  ?{statement} ikg:confidence ?{statement}Confidence ; ikg:modality ?{modality} .
  FILTER (?{statement}Confidence >= xsd:decimal(COALESCE(?_minConfidence, {confidence})))
  FILTER (?{modality} != ikg:Proposed || xsd:boolean(COALESCE(?_includeProposed, {proposed})))
  FILTER NOT EXISTS {{ ?{statement} ikg:negated true }}
  FILTER (COALESCE(?_since, "") = "" || EXISTS {{
    ?{statement} ikg:evidence/oa:hasSource/schema:datePublished ?{statement}Published .
    FILTER (STR(?{statement}Published) >= SUBSTR(?_since, 1, STRLEN(STR(?{statement}Published)))) }})"""


def counts(statement: str = "statement", confidence: str = "0.5", proposed: str = "false") -> str:
    """Return those lines for one statement variable; the variable `statement` has its modality in `?modality`."""
    modality = "modality" if statement == "statement" else f"{statement}Modality"
    return COUNTS.format(statement=statement, modality=modality, confidence=confidence, proposed=proposed)
