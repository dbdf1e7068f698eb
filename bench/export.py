"""Time of the exports over that of Oxigraph's own dump of the same store, in one run; and the memory that they take.

    python -m bench.export [ARTICLES]

The store holds invented articles of the shape that the extractor emits, about 400 quads each; 26000 of them make ten
million quads, over which the memory must stay what it is.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
from innokg.graph import Graph
from innokg.graph.export import export
from innokg.ontology import terms
from innokg.ontology.namespaces import DCTERMS, ID, OA, RDF, SKOS, XSD

ARTICLES = 250
FACTS = 24
PLAIN_FACTS = 6  # one fact of so many has several parts beside it
# A pair shares the state of the machine and its caches; the median leaves out what did not.
PAIRS = 5

# Targets: what an export may take, as a multiple of Store.dump of the same store.
TARGETS = {"nq": 1.3, "ttl": 1.3}
FORMATS = ("nq", "trig", "ttl", "nt", "jsonld", "rdf", "rdf12")


def quads(articles: int) -> Iterator[ox.Quad]:
    """Yield the quads of so many articles; things are shared between articles as in a real corpus."""
    integer = ox.NamedNode(XSD + "integer")
    for number in range(articles):
        article = ox.NamedNode(f"{ID}article/{number:016x}")

        def say(
            s: ox.NamedNode, p: ox.NamedNode | str, o: ox.NamedNode | ox.Literal, g: ox.NamedNode = article
        ) -> ox.Quad:
            return ox.Quad(s, ox.NamedNode(p) if isinstance(p, str) else p, o, g)

        yield say(article, RDF + "type", terms.Article)
        yield say(article, DCTERMS + "identifier", ox.Literal(f"{number}.txt"))
        for fact in range(FACTS):
            thing = ox.NamedNode(f"{ID}thing/{(number * 7 + fact * 13) % (articles * 5):016x}")
            leader = ox.NamedNode(f"{ID}thing/{(number * 3 + fact * 17) % (articles * 5):016x}")
            statement = ox.NamedNode(f"{ID}statement/{number * FACTS + fact:016x}")
            evidence = ox.NamedNode(f"{ID}evidence/{number * FACTS + fact:016x}")
            position, quote = (ox.NamedNode(f"{evidence.value}#{part}") for part in ("position", "quote"))
            yield from (
                say(article, terms.mentions, thing),
                say(thing, RDF + "type", terms.Consortium),
                say(thing, SKOS + "prefLabel", ox.Literal(f"第{fact}号创新联合体", language="zh-Hans")),
                say(thing, terms.ledBy, leader),
                say(statement, RDF + "type", terms.Statement),
                say(statement, RDF + "subject", thing),
                say(statement, RDF + "predicate", terms.ledBy),
                say(statement, RDF + "object", leader),
                say(statement, terms.modality, terms.Asserted),
                say(statement, terms.evidence, evidence),
                say(evidence, OA + "hasSource", article),
                say(evidence, OA + "hasSelector", position),
                say(evidence, OA + "hasSelector", quote),
                say(position, OA + "start", ox.Literal(str(fact * 40), datatype=integer)),
                say(position, OA + "end", ox.Literal(str(fact * 40 + 30), datatype=integer)),
                say(
                    quote, OA + "exact", ox.Literal(f"第{fact}号创新联合体由第{number}家企业牵头,联合上下游单位组建。")
                ),
            )
            if fact % PLAIN_FACTS == 0:
                yield from _observation(say, number * FACTS + fact, thing, evidence)


def _observation(
    say: Callable[..., ox.Quad], number: int, about: ox.NamedNode, evidence: ox.NamedNode
) -> Iterator[ox.Quad]:
    """Yield a fact with several parts, and the statement of it."""
    node = ox.NamedNode(f"{ID}fact/{number:016x}")
    statement = ox.NamedNode(f"{ID}statement/f{number:015x}")
    yield from (
        say(node, RDF + "type", terms.Observation),
        say(node, terms.about, about),
        say(node, terms.indicator, ox.Literal("成员企业数量")),
        say(node, terms.value, ox.Literal(str(number % 97), datatype=ox.NamedNode(XSD + "decimal"))),
        say(statement, RDF + "type", terms.Statement),
        say(statement, RDF + "subject", node),
        say(statement, RDF + "predicate", ox.NamedNode(RDF + "type")),
        say(statement, RDF + "object", terms.Observation),
        say(statement, terms.modality, terms.Asserted),
        say(statement, terms.evidence, evidence),
    )


def seconds(run: Callable[[], object]) -> float:
    """Return the processor's time that a run takes: the clock on the wall measures what else the machine does."""
    began = time.process_time()
    run()
    return time.process_time() - began


def ratio(run: Callable[[], object], peer: Callable[[], object]) -> tuple[float, float, float]:
    """Return the median, least and greatest of what a run takes over its peer, each pair one after the other."""
    ratios = sorted(seconds(run) / seconds(peer) for _ in range(PAIRS))
    return statistics.median(ratios), ratios[0], ratios[-1]


def peak_mebibytes() -> float:
    """Return the most memory that this process has held."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main(argv: list[str]) -> None:
    """Print a line for each format."""
    parser = argparse.ArgumentParser(prog="python -m bench.export")
    parser.add_argument("articles", nargs="?", type=int, default=ARTICLES, help="how many are invented")
    articles = parser.parse_args(argv).articles
    with tempfile.TemporaryDirectory() as folder:
        store = ox.Store(str(Path(folder) / "store"))
        store.bulk_extend(quads(articles))
        store.flush()
        graph = Graph(store)

        def dump() -> None:
            store.dump(str(Path(folder) / "dump.nq"), ox.RdfFormat.N_QUADS)

        print(f"Store.dump of {len(graph):,} quads: {seconds(dump):.2f} s; memory so far {peak_mebibytes():.0f} MiB")
        for name in FORMATS:
            middle, least, most = ratio(lambda name=name: export(graph, Path(folder) / f"x.{name}", name), dump)
            target = TARGETS.get(name)
            told = f"; target {target}: {'met' if middle <= target else 'missed'}" if target else ""
            spread = f"{least:.2f} to {most:.2f}, {PAIRS} pairs{told}"
            print(f"export {name}: {middle:.2f} of Store.dump ({spread}); memory so far {peak_mebibytes():.0f} MiB")


if __name__ == "__main__":
    main(sys.argv[1:])
