"""A graph as tables and networks read it: in the order of IRIs, each statement once, in bounded memory."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cached_property, lru_cache
from typing import IO, Self

import pyoxigraph as ox

from ...ontology import terms
from .. import statements
from ..explanation import Value, value_of
from ..graph import RDF_TYPE, Graph, Term
from ..statements import StatementEntry
from .sorting import batches, sorted_texts

# So many names and labels are remembered: those of classes and properties, and of what facts near each other name.
_REMEMBERED = 10_000

# Statements are put aside in batches: few calls, little memory.
_BATCH = 500


class Reading:
    """The statements, names and labels of a graph; a context manager.

    To read a statement takes a dozen look-ups in the store, and tables and networks go over all of them several times:
    the first time puts them aside in a temporary file.
    """

    def __init__(self, graph: Graph):
        self.graph = graph
        self._stack = ExitStack()
        self.value = lru_cache(_REMEMBERED)(self._value)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def statements(self) -> Iterator[StatementEntry]:
        """Yield the statements in the order of their IRIs."""
        place = 0
        while True:
            self._aside.seek(place)  # others may read meanwhile
            try:
                # What is read was written here, into a file without a name.
                batch = pickle.load(self._aside)  # noqa: S301
            except EOFError:
                return
            place = self._aside.tell()
            yield from batch

    @cached_property
    def _aside(self) -> IO[bytes]:
        file = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 -- the stack closes it
        for batch in batches(sorted_statements(self.graph), _BATCH):
            pickle.dump(batch, file)
        return file

    def _value(self, term: Term) -> Value:
        return value_of(self.graph, term)

    def name(self, node: ox.NamedNode) -> str:
        """Return a thing's name; for a several-part fact's node its label, for an article its title, else ""."""
        return name_of(self.graph, node)


def sorted_statements(graph: Graph) -> Iterator[statements.StatementEntry]:
    """Yield the statements in the order of their IRIs, in bounded memory."""
    typed = graph.quads(None, RDF_TYPE, terms.Statement)
    for iri in sorted_texts(quad.subject.value for quad in typed if isinstance(quad.subject, ox.NamedNode)):
        entry = statements.read(graph, ox.NamedNode(iri))
        if entry is not None:
            yield entry


def name_of(graph: Graph, node: ox.NamedNode) -> str:
    """Return a thing's name; for a several-part fact's node its label, for an article its title, else ""."""
    return graph.label(node.value) or graph.value(node, statements.RDFS_LABEL)
