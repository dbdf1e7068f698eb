"""Imports: other people's RDF, kept beside the articles in named graphs of their own, so that it can be compared."""

from .importing import import_source, withdraw
from .keeping import Import, Limits, imports
from .stating import graph_of

__all__ = ["Import", "Limits", "graph_of", "import_source", "imports", "withdraw"]
