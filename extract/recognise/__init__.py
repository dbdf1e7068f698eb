"""Recognisers: spaCy components that find named things and kinds in a Doc, one sort of finding a file."""
