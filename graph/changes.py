"""What a build changed: the facts that came and went against the graph before it, kept beside the build's report.

A statement counts as the same where the same article states the same fact in the same mood, whatever rule found it and
wherever in the text it stands now.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox

from ..ontology import terms
from ..ontology.namespaces import DCTERMS, IKG, RDFS, SKOS, shorten
from . import generations
from .errors import GraphError, reason
from .graph import RDF_TYPE, Graph, text_of
from .statements import StatementEntry, read

CAME, WENT = "came", "went"
# What a reader is told instead of rdf:type.
_SORT = "类别"
# Where a fact of several parts has its words: a label, or what it counts and how much.
_WORDS = tuple(
    ox.NamedNode(name)
    for name in (RDFS + "label", *(IKG + part for part in ("indicator", "value", "unit", "amount", "currency")))
)
_NAMES = tuple(ox.NamedNode(name) for name in (SKOS + "prefLabel", DCTERMS + "title", RDFS + "label"))
_ABOUT = tuple(ox.NamedNode(IKG + part) for part in ("about", "fundingFor", "addressedTo"))


@dataclass(frozen=True, slots=True, order=True)
class Change:
    """A fact that came with a build or went with it, in words."""

    article: str
    thing: str
    relation: str
    what: str
    modality: str
    kind: str  # CAME or WENT
    quote: str = ""


def compare(before: Graph, after: Graph) -> list[Change]:
    """Return what came and went, by article."""
    then, now = _statements(before), _statements(after)
    went = {_key(change): change for change in _told(before, then - now, WENT)}
    came = {_key(change): change for change in _told(after, now - then, CAME)}
    return sorted([change for key, change in went.items() if key not in came]
                  + [change for key, change in came.items() if key not in went])  # fmt: skip


def _statements(graph: Graph) -> set[str]:
    return {text_of(quad.subject) for quad in graph.quads(None, RDF_TYPE, terms.Statement)}


def _told(graph: Graph, statements: Iterable[str], kind: str) -> Iterator[Change]:
    for iri in sorted(statements):
        entry = read(graph, ox.NamedNode(iri))
        if entry is not None:
            articles = [place.article for place in entry.places] or [*entry.sources] or [""]
            yield Change(
                article=articles[0],
                thing=_thing(graph, entry),
                relation=_SORT
                if entry.predicate == RDF_TYPE and not entry.is_composite
                else _name(graph, entry.object if entry.is_composite else entry.predicate),
                what=_words(graph, entry.subject) if entry.is_composite else _name(graph, entry.object),
                modality=f"not {entry.modality}" if entry.negated else entry.modality,
                kind=kind,
                quote=entry.places[0].quote if entry.places else "",
            )


def _key(change: Change) -> tuple[str, ...]:
    return (change.article, change.thing, change.relation, change.what, change.modality)


def _thing(graph: Graph, entry: StatementEntry) -> str:
    if not entry.is_composite:
        return _name(graph, entry.subject)
    bearers = (term for link in _ABOUT for term in graph.values(entry.subject, link))
    return "；".join(_name(graph, term) for term in bearers)


def _name(graph: Graph, term: object) -> str:
    if isinstance(term, ox.Literal):
        return term.value
    if not isinstance(term, ox.NamedNode):
        return str(term)
    found = [name for link in _NAMES for name in graph.values(term, link) if isinstance(name, ox.Literal)]
    found.sort(key=lambda name: (name.language or "zh-hans").lower() != "zh-hans")
    return found[0].value if found else shorten(term.value)


def _words(graph: Graph, node: ox.NamedNode) -> str:
    return " ".join(text for link in _WORDS if (text := graph.value(node, link)))


def keep(directory: Path, generation: generations.Generation, store: ox.Store) -> None:
    """Write what a new generation changes against the live one, if there is one; call before the switch."""
    live = generations.current(directory)
    if live is None:
        return
    try:
        before = Graph(ox.Store.read_only(str(live.store)))
    except OSError as fault:  # the new graph is no worse for it: who asks for the changes is told
        content: dict[str, object] = {"unknown": f"the graph before could not be read ({reason(fault)})"}
    else:
        content = {"changes": [asdict(change) for change in compare(before, Graph(store))]}
    generations.replace_file(generation.changes, json.dumps(content, ensure_ascii=False, indent=1).encode() + b"\n")


def last(directory: Path) -> list[Change]:
    """Return what the last build changed; raise GraphError where there was no graph before it."""
    generations.check_is_graph(directory)
    generation, lease = generations.lease(directory)
    try:
        content = json.loads(generation.changes.read_text("utf-8"))
        if "unknown" in content:
            raise GraphError(f"{directory}: {content['unknown']}, so what changed is not known; build again")
        return [Change(**item) for item in content["changes"]]
    except FileNotFoundError:
        raise GraphError(
            f"{directory}: nothing to compare with, it was built once only; build it again when articles have changed"
        ) from None
    except (OSError, ValueError, TypeError, KeyError) as fault:
        raise GraphError(f"{generation.changes}: cannot be read ({fault}); build again") from None
    finally:
        if lease is not None:
            generations.end_lease(lease)
