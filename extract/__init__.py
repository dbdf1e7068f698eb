"""Article bytes to facts: reading, cleaning, the spaCy pipeline, relations, identity across articles, emission as quads."""
