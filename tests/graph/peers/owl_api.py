"""The OWL API (Debian's libowlapi-java), which Protégé and ROBOT are built on: loads the `.owl`, checks its profile."""

from __future__ import annotations

import shutil
from pathlib import Path

from innokg.graph import Graph
from innokg.ontology.namespaces import ID, OWL, RDF

from . import Peer
from .compare import read
from .shell_rdf import HERE, run

_JARS = Path("/usr/share/java")
# Dates as exact as the text: OWL 2 has no datatype for a day, a month or a year.
_DATES = ("xsd:date", "xsd:gYear", "xsd:gYearMonth", "xsd:gMonth")


def _needs() -> str | None:
    there = shutil.which("java") and (_JARS / "owlapi-apibinding.jar").exists()
    return None if there else "Debian's libowlapi-java, with a Java of 17 or newer (default-jdk-headless)"


def _owl_api(name: str, path: Path, graph: Graph) -> str:
    printed = run("java", "-cp", f"{_JARS}/*", HERE / "LoadOwl.java", path, ID).stdout.decode()
    lines = [line.split("\t") for line in printed.splitlines()]
    counted = {name: int(number) for name, number in lines if name != "violation"}
    assert counted["unparsed"] == 0
    quads = list(read(name, path))
    assert counted["individuals"] == len({q.subject for q in quads if q.subject.value.startswith(ID)})
    typed = {(q.subject, q.object.value) for q in quads if q.predicate.value == RDF + "type"}
    relations = {s for s, class_ in typed if class_ == OWL + "ObjectProperty"}
    assert counted["facts"] == sum(q.predicate in relations for q in quads) > 0
    violations = [what for name, what in lines if name == "violation" and not what.endswith(_DATES)]
    assert violations == []
    return "every fact, OWL 2 DL but for dates"


PEERS = (Peer("OWL API", ("owl",), _owl_api, _needs),)
