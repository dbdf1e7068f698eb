"""The tools that people load exports with, each trying what an export wrote; the matrix in the manual is made of it.

A peer reads a file of a format in its own way and returns what was seen, in few words; it raises where that is not what
the graph holds. `TRIED` is the table of who tries what, in the order of the matrix.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from innokg.graph import Graph

See = Callable[[str, Path, Graph], str]


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool: its name, the formats that it tries, how, and what must be installed where that is not pip's."""

    name: str
    formats: tuple[str, ...]
    see: See
    needs: Callable[[], str | None] = lambda: None


def tried() -> tuple[Peer, ...]:
    """Return the peers in the order of the matrix."""
    from . import frames, jsonld, networks, office, owl_api, python_rdf, servers, shell_rdf

    modules = (python_rdf, owl_api, shell_rdf, servers, jsonld, frames, networks, office)
    return tuple(peer for module in modules for peer in module.PEERS)
