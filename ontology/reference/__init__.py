"""The reference page of the ontology: every term in both languages, with two drawings, as one HTML file.

`python -m innokg.ontology.reference [FOLDER]` writes it; the page loads nothing from elsewhere. `model` reads the terms
out of the Turtle, `drawing` computes the drawings, `page` has Jinja2 fill the templates.

pyLODE, the usual tool, was tried and set aside. 3.4.1 fails on import when installed from its wheel (RDFLib/pyLODE
issues 256 and 260). 3.2.1 runs, but does not say which label is of which language, gives unions in another order at
each run, and needs dominate, which is LGPL.
"""
