"""What every saved question holds to, in one place for the tests and the reference page."""

from __future__ import annotations

# Oxigraph knows nothing of how often a pattern matches, and so may start a join from the wrong end, which costs seconds
# on a graph of a few articles. It does keep the order of OPTIONAL. So a question finds its facts first, each branch of
# a UNION by itself, and looks up names, confidence and modality in OPTIONAL; FILTERs then demand what must be there.
# - An OPTIONAL names only variables that are bound by then: one that is not would match everything.
# - One pattern an OPTIONAL, or a chain that starts from the variable already known. Two patterns on that variable are
#   answered for the whole graph and then joined, which grows with the graph and not with the answer. So are paths in
#   EXISTS, hence one EXISTS in the other there.
# - Constants stand in a FILTER where the pattern with the constant must not come first.
# - A name stands in the graph of every article that gives it. `skos:prefLabel+` gives it once (a path of that form has
#   no duplicates); a plain pattern would multiply the rows by the number of articles.
# - `OPTIONAL ikg:negated` and not FILTER NOT EXISTS, which Oxigraph would ask of every statement before all else.
# - A subquery with a LIMIT is taken first and what follows asked for each of its rows. So it keeps a question about
#   some articles or things from reading the others, and bounds what a question without parameters lists.
#
# The lines by which a question decides whether a statement counts. `{statement}` is the question's variable for it.
COUNTS = """\
  OPTIONAL {{ ?{statement} ikg:confidence ?{statement}Confidence }}
  OPTIONAL {{ ?{statement} ikg:modality ?{modality} }}
  OPTIONAL {{ ?{statement} ikg:negated ?{statement}Negated }}
  FILTER (?{statement}Confidence >= xsd:decimal(COALESCE(?_minConfidence, {confidence})))
  FILTER (?{modality} != ikg:Proposed || xsd:boolean(COALESCE(?_includeProposed, {proposed})))
  FILTER (!COALESCE(?{statement}Negated, false))
  FILTER (COALESCE(?_since, "") = "" || EXISTS {{
    ?{statement} ikg:evidence ?{statement}Place .
    FILTER EXISTS {{ ?{statement}Place oa:hasSource ?{statement}Source .
      FILTER EXISTS {{ ?{statement}Source schema:datePublished ?{statement}Published .
        FILTER (STR(?{statement}Published) >= SUBSTR(?_since, 1, STRLEN(STR(?{statement}Published)))) }} }} }})"""


def counts(statement: str = "statement", confidence: str = "0.5", proposed: str = "false") -> str:
    """Return those lines for one statement variable; the variable `statement` has its modality in `?modality`."""
    modality = "modality" if statement == "statement" else f"{statement}Modality"
    return COUNTS.format(statement=statement, modality=modality, confidence=confidence, proposed=proposed)
