"""`innokg serve`: the real Oxigraph server over a graph, asked over HTTP on loopback."""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sysconfig
import urllib.parse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.interrupts import heed_interrupts

if not (shutil.which("oxigraph", path=sysconfig.get_path("scripts")) or shutil.which("oxigraph")):
    pytest.skip("the server is not installed: pip install 'innokg[web]'", allow_module_level=True)


@pytest.fixture
def server(example_graph: Path, command: list[str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give a running server and the address that it printed."""
    process = subprocess.Popen(
        [*command, "serve", "--graph", str(example_graph), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_interrupts,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:\d+/", line)
    assert found, (line, process.communicate(timeout=10))
    yield process, found[0]
    process.terminate()
    process.communicate(timeout=30)


def _request(address: str, path: str, body: str | None = None) -> tuple[int, bytes]:
    """Return status and body of the answer to a GET, or with a body to a POST."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(address).netloc, timeout=30)
    headers = {"Accept": "application/sparql-results+json, text/html"}
    if body is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request("GET" if body is None else "POST", path, body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def _ask(address: str, query: str) -> dict:
    status, body = _request(address, f"/query?{urllib.parse.urlencode({'query': query})}")
    assert status == 200, body
    return json.loads(body)


def test_default_graph_is_the_union_of_all(server: tuple, innokg: Callable, example_graph: Path) -> None:
    query = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a <https://w3id.org/innokg/ns#Statement> }"
    counted = _ask(server[1], query)["results"]["bindings"][0]["n"]["value"]
    assert int(counted) > 0
    assert counted in innokg("sparql", query, "--graph", example_graph).stdout.split()


def test_the_query_page_is_there(server: tuple) -> None:
    status, page = _request(server[1], "/")
    assert status == 200
    assert b"yasgui" in page.lower()


def test_query_editors_find_the_saved_questions(server: tuple) -> None:
    found = _ask(
        server[1],
        "PREFIX sh: <http://www.w3.org/ns/shacl#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>"
        " SELECT DISTINCT ?q ?text { ?q a sh:SPARQLExecutable ; sh:select ?text ; sh:prefixes/sh:declare ?p ;"
        " rdfs:comment ?zh ; <https://schema.org/keywords> ?word }",
    )["results"]["bindings"]
    assert len(found) >= 24
    assert all("SELECT" in row["text"]["value"] for row in found)


def test_nothing_can_be_written(server: tuple) -> None:
    update = urllib.parse.urlencode({"update": "INSERT DATA { <urn:a> <urn:b> <urn:c> }"})
    status, _ = _request(server[1], "/update", update)
    assert status in (403, 404, 405)


@pytest.mark.skipif(os.name == "nt", reason="signals are otherwise on Windows")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_server_ends_with_the_command(how: signal.Signals, server: tuple) -> None:
    process, address = server
    process.send_signal(how)
    _, messages = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "Traceback" not in messages
    with pytest.raises(ConnectionRefusedError):
        _ask(address, "ASK {}")


def test_a_taken_port_is_one_line(example_graph: Path, innokg: Callable) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = innokg("serve", "--graph", example_graph, "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert re.fullmatch(r"innokg: port \d+: .*in use; name another with --port.*\n", done.stderr)


def test_a_graph_that_is_being_built_is_one_line(tmp_path: Path, innokg: Callable) -> None:
    from innokg.graph import generations

    generations.prepare(tmp_path)
    with generations.build_lock(tmp_path):
        done = innokg("serve", "--graph", tmp_path, "--port", "0")
    assert done.returncode == 2
    assert re.fullmatch(r"innokg: .*another build is writing to this graph.*\n", done.stderr)


def test_a_build_meanwhile_does_not_disturb(tmp_path: Path, command: list[str], innokg: Callable) -> None:
    article = tmp_path / "a.txt"
    article.write_text("海河量子创新联合体成立\n\n海河量子创新联合体由天河超算公司牵头组建。", "utf-8")
    graph = tmp_path / "graph"
    assert innokg("build", article, "--graph", graph).returncode == 0
    process = subprocess.Popen(
        [*command, "serve", "--graph", str(graph), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[-1]
        article.write_text("滨海氢能创新联合体成立\n\n滨海氢能创新联合体由渤海重工公司牵头组建。", "utf-8")
        assert innokg("build", article, "--graph", graph).returncode == 0
        query = 'ASK { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n FILTER(STR(?n) = "海河量子创新联合体") }'
        assert _ask(address, query)["boolean"] is True
        assert "no" in innokg("sparql", query, "--graph", graph).stdout
    finally:
        process.terminate()
        process.communicate(timeout=30)
