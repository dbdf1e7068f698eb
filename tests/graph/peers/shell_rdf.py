"""Readers of RDF that pip does not bring: rapper (raptor2-utils) and N3.js. A warning of theirs counts as a fault."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

from innokg.graph import Graph

from . import Peer
from .compare import of_nquads, same

HERE = Path(__file__).parent
# Where the packages of package.json are: CI says; by hand npm puts them in build/node.
MODULES = Path(os.environ.get("INNOKG_TEST_NODE", HERE.parents[2] / "build" / "node")) / "node_modules"

_PACKAGES = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]

_RAPPER = {"nq": "nquads", "trig": "trig", "nanopub": "trig", "ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml"}
_N3 = {
    "nq": "application/n-quads",
    "trig": "application/trig",
    "rdf12": "application/trig",
    "nanopub": "application/trig",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
}


def run(*command: str | Path, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a tool and return its output; raise AssertionError with its words where it fails."""
    done = subprocess.run([*map(str, command)], capture_output=True, env={**os.environ, **(env or {})}, timeout=600)
    assert done.returncode == 0, done.stderr.decode(errors="replace")[-500:]
    return done


def node(*arguments: str | Path) -> bytes:
    """Run our script over the JavaScript readers; return the N-Quads that it prints."""
    return run("node", "--stack-size=4000", HERE / "to_nquads.js", *arguments, env={"NODE_PATH": str(MODULES)}).stdout


def needs_node() -> str | None:
    """Return what to install for the JavaScript readers, None where they are there."""
    if shutil.which("node") and all((MODULES / name).is_dir() for name in _PACKAGES):
        return None
    packages = " ".join(f"{name}@{version}" for name, version in _PACKAGES.items())
    return f"Node.js, and: npm install --prefix {MODULES.parent} {packages}"


def _needs_rapper() -> str | None:
    return None if shutil.which("rapper") else "Debian's raptor2-utils"


def _rapper(name: str, path: Path, graph: Graph) -> str:
    done = run("rapper", "--quiet", "-i", _RAPPER[name.replace("owl", "rdf")], "-o", "nquads", path)
    assert not done.stderr, done.stderr.decode()
    return same(name, path, graph, of_nquads(done.stdout))


def _n3(name: str, path: Path, graph: Graph) -> str:
    return same(name, path, graph, of_nquads(node("n3", _N3[name], path)))


PEERS = (
    Peer("rapper", (*_RAPPER, "owl"), _rapper, _needs_rapper),
    Peer("N3.js", tuple(_N3), _n3, needs_node),
)
