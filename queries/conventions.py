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
# - A subquery with a LIMIT is taken first and what follows asked for each of its rows. So each question first chooses
#   at most so many articles or things (the header's `most` says which), the newest first, and looks all else up from
#   them: an answer of unbounded size takes minutes on a large graph, and nobody reads it. What is chosen follows from
#   what the graph says, never from the store's order: by date, and where that ties by `?key`, the start of the digest
#   in the IRI (a string of at most 15 bytes, which Oxigraph sorts without reading it from the disk), then by the IRI.
#   A parameter narrows the choice by `IF (no parameter, true, EXISTS {…})`; in `||` the EXISTS would be asked too.
# - `GRAPH ?article` with the article known reads what stands side by side on the disk. Each article gives the classes
#   and names of all things that it speaks of, so names are looked up there; a name in the union would be read once for
#   every article that gives it, thousands for a ministry.
# - In a branch of a UNION that follows the choice, patterns start from what was chosen (of patterns that Oxigraph
#   guesses to be alike it takes the first), and an OPTIONAL names no variable of the choice: with one, the whole
#   UNION is answered for the whole graph. Hence names are looked up after the UNION, by a variable
#   that every branch binds.
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
