"""The Oxigraph server: loads an export by its command, serves it, and answers a saved question as the graph does."""

from __future__ import annotations

import csv
import io
import shutil
import socket
import subprocess
import sysconfig
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox
from innokg.graph import Graph
from innokg.queries import get

from . import Peer
from .compare import WITH_GRAPHS, canonical, read
from .shell_rdf import run

_PROGRAM = shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or "oxigraph"
# What keeps the articles' graphs, in which the questions look things up.
_ANSWERING = ("nq", "trig", "jsonld")
_QUESTION = "consortia-by-lead"
_COUNT = "SELECT (COUNT(*) AS ?n) { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
_SECONDS = 30


def _oxigraph(name: str, path: Path, graph: Graph) -> str:
    with tempfile.TemporaryDirectory() as folder:
        as_rdf = ("--format", "rdf") if name == "owl" else ()  # it does not know the ending
        run(_PROGRAM, "load", "--location", folder, "--file", path, *as_rdf)
        if name not in _ANSWERING:
            with _serving(folder) as address:
                (number,) = list(_ask(address, _COUNT))[1]
            assert int(number) == len(canonical(read(name, path), graphs=name in WITH_GRAPHS))
            return "as many quads" if name in WITH_GRAPHS else "as many triples"
        question = get(_QUESTION).text
        with _serving(folder, "--union-default-graph") as address:
            answer = set(_ask(address, question))
    rows = graph.query(question).serialize(format=ox.QueryResultsFormat.CSV)
    expected = set(map(tuple, csv.reader(io.StringIO(rows.decode()))))
    assert len(expected) > 1
    assert answer == expected
    return "same answer"


def _ask(address: str, query: str) -> list[tuple[str, ...]]:
    request = urllib.request.Request(  # noqa: S310 -- our own server on this machine
        f"{address}/query",
        query.encode(),
        {"Content-Type": "application/sparql-query", "Accept": "text/csv"},
    )
    with urllib.request.urlopen(request, timeout=_SECONDS * 4) as response:  # noqa: S310
        return list(map(tuple, csv.reader(io.StringIO(response.read().decode()))))


@contextmanager
def _serving(folder: str, *options: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [_PROGRAM, "serve-read-only", "--location", folder, "--bind", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + _SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, "the server ended"
                assert time.monotonic() < deadline, "the server does not answer"
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(_SECONDS)


_COUNTED = ("framed", "ttl", "nt", "rdf", "owl", "rdf12", "nanopub")

PEERS = (Peer("oxigraph load, serve", (*_ANSWERING, *_COUNTED), _oxigraph),)
