"""Exports, loaded again by the tools that people load them with."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import ExitStack
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import owlready2
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from innokg.graph import ExportError, Graph, open_graph
from innokg.graph.errors import reason
from innokg.graph.export import FORMATS, Selection, export, tables
from innokg.graph.export import selection as choosing
from innokg.graph.export.sorting import graph_names, merged_lines
from innokg.graph.export.turtle import blocks, objects_of
from innokg.ontology.namespaces import ID, IKG, OWL, RDF, RDFS, XSD

# What XML 1.0 cannot hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd-\uffff]")
REPLACED = "\ufffd"
HOME = "https://w3id.org/innokg/"
FIXTURE = Path(__file__).parent / "fixtures" / "two-articles.trig"
WITH_GRAPHS = ("nq", "trig", "jsonld")
WITHOUT_GRAPHS = ("ttl", "nt", "rdf", "framed")
OX_FORMATS = {
    "nq": "nq",
    "trig": "trig",
    "jsonld": "jsonld",
    "ttl": "ttl",
    "nt": "nt",
    "rdf": "rdf",
    "framed": "jsonld",
}
RDFLIB_FORMATS = {
    "nq": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "ttl": "turtle",
    "nt": "nt",
    "rdf": "xml",
    "framed": "json-ld",
}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph.load(FIXTURE)


def canonical(quads, *, graphs: bool) -> set[str]:
    dataset = ox.Dataset(q if graphs else ox.Quad(q.subject, q.predicate, q.object) for q in quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return {str(quad) for quad in dataset}


def contents(path: Path) -> dict[str, bytes]:
    files = [path] if path.is_file() else sorted(path.iterdir())
    return {file.name: file.read_bytes() for file in files}


@pytest.mark.parametrize("name", [*WITH_GRAPHS, *WITHOUT_GRAPHS])
def test_oxigraph_reads_the_same_graph_back(graph: Graph, tmp_path: Path, name: str):
    path = tmp_path / f"x.{name}"
    done = export(graph, path, name)
    graphs = name in WITH_GRAPHS
    assert bool(done.leaves_out) != graphs
    rdf_format = ox.RdfFormat.from_extension(OX_FORMATS[name])
    assert canonical(ox.parse(path=str(path), format=rdf_format), graphs=graphs) == canonical(
        graph.quads(), graphs=graphs
    )


@pytest.mark.parametrize("name", [*WITH_GRAPHS, *WITHOUT_GRAPHS])
def test_rdflib_reads_as_many_triples(graph: Graph, tmp_path: Path, name: str):
    path = tmp_path / f"x.{name}"
    export(graph, path, name)
    read = rdflib.Dataset() if name in WITH_GRAPHS else rdflib.Graph()
    read.parse(path, format=RDFLIB_FORMATS[name])
    if isinstance(read, rdflib.Dataset):
        assert len(list(read.quads())) == len(graph)
    else:
        assert len(read) == len({(q.subject, q.predicate, q.object) for q in graph.quads()})
    led = {str(quad[2]).rpartition("/")[2] for quad in found(read, rdflib.URIRef(IKG + "ledBy"))}
    assert led == {"0000000000000002"}


def found(read: rdflib.Graph, predicate: rdflib.URIRef) -> list[tuple]:
    if isinstance(read, rdflib.Dataset):
        return list(read.quads((None, predicate, None, None)))
    return list(read.triples((None, predicate, None)))


def test_owlready_reads_the_ontology_and_the_facts(graph: Graph, tmp_path: Path):
    path = tmp_path / "x.owl"
    assert "statements" in export(graph, path).leaves_out
    world = owlready2.World()
    ontology = world.get_ontology(path.as_uri()).load()
    read = rdflib.Graph().parse(path, format="xml")
    assert len(ontology.graph) == len(read)
    assert {individual.iri.rpartition("/")[2] for individual in ontology.individuals()} >= {
        "0000000000000001",
        "CN-370000",
    }
    led = world[IKG + "ledBy"]
    assert ontology.base_iri == IKG
    assert led in ontology.object_properties()
    assert not list(read.triples((None, rdflib.OWL.imports, None)))
    assert len(list(read.subjects(rdflib.RDF.type, rdflib.OWL.Ontology))) == 1
    consortium = world["https://w3id.org/innokg/id/thing/0000000000000001"]
    assert [thing.iri.rpartition("/")[2] for thing in getattr(consortium, "ledBy", led[consortium])] == [
        "0000000000000002"
    ]
    assert not list(read.subjects(rdflib.URIRef(RDF + "subject"), None))
    assert list(read.subjects(rdflib.RDF.type, rdflib.URIRef(IKG + "Observation")))


@pytest.mark.parametrize("name", [format_.name for format_ in FORMATS])
def test_same_graph_same_bytes(tmp_path: Path, name: str):
    quads = list(ox.parse(path=str(FIXTURE), format=ox.RdfFormat.TRIG))
    written = []
    for number in range(2):
        random.Random(number).shuffle(quads)  # noqa: S311
        path = tmp_path / str(number) / f"x.{name}"
        path.parent.mkdir()
        export(Graph.of(quads), path, name)
        written.append(contents(path))
    assert written[0] == written[1]
    assert all(data for file, data in written[0].items() if file != ".innokg-export")


_HASH = """
import hashlib, io, sys
from innokg.graph import Graph
from innokg.graph.export import export
for name in sys.argv[2:]:
    out = io.BytesIO()
    export(Graph.load(sys.argv[1]), out, name)
    print(name, hashlib.sha256(out.getvalue()).hexdigest())
"""


def test_another_process_writes_the_same_bytes():
    """Hash seeds, and with them the order of sets and of Oxigraph's prefixes, differ between processes."""
    command = [sys.executable, "-c", _HASH, str(FIXTURE), *(format_.name for format_ in FORMATS)]
    one, two = (
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True)
        for seed in ("1", "2")
    )
    assert one.stdout == two.stdout
    assert len(one.stdout.splitlines()) == len(FORMATS)


def test_lines_come_sorted_and_once_also_when_they_are_put_aside(graph: Graph):
    whole = list(merged_lines(graph))
    assert whole == sorted(set(whole))
    assert list(merged_lines(graph, run_bytes=2_000)) == whole
    assert list(merged_lines(graph, run_bytes=80)) == whole
    assert len(whole) < len(graph)  # both articles name the consortium


def test_turtle_s_subjects_come_sorted_and_once_also_when_they_are_put_aside(graph: Graph):
    def found(run_bytes: int) -> list[tuple[bytes, list[bytes]]]:
        with ExitStack() as stack:
            return list(blocks(graph, graph_names(graph), stack, run_bytes))

    whole = found(1 << 24)
    subjects = [subject for subject, _ in whole]
    assert subjects == sorted(set(subjects))
    assert all(parts == sorted(set(parts)) for _, parts in whole)
    assert found(2_000) == found(80) == whole


def test_objects_are_told_from_literals_that_hold_their_separator():
    text = rb'"a , \"b" , thing:1 , "c\\" , "d , "@en , <<( s p "x , y" )>> , 1.5'
    assert objects_of(text) == [
        rb'"a , \"b"',
        b"thing:1",
        rb'"c\\"',
        b'"d , "@en',
        b'<<( s p "x , y" )>>',
        b"1.5",
    ]


def test_turtle_is_readable(graph: Graph, tmp_path: Path):
    path = tmp_path / "x.ttl"
    export(graph, path)
    text = path.read_text("utf-8")
    assert text.startswith("@prefix article: ")
    assert 'skos:prefLabel "海风创新联合体"' in text
    assert text.count("\nthing:0000000000000001 ") == 1
    assert not re.findall(r"<https://w3id.org/innokg/id/(?!evidence/\w+#)", text.partition("\narticle:")[2])


def test_jsonld_has_readable_names(graph: Graph, tmp_path: Path):
    path = tmp_path / "x.jsonld"
    export(graph, path)
    document = json.loads(path.read_text("utf-8"))
    article = next(g for g in document["@graph"] if g["id"] == "article:00000000000000a1")
    node = next(n for n in article["@graph"] if n["id"] == "thing:0000000000000001")
    assert node["type"] == "EnterpriseLedConsortium"
    assert node["ledBy"] == {"id": "thing:0000000000000002"}
    statement = next(n for n in article["@graph"] if n["id"] == "statement:0000000000000001")
    assert statement["ikg:evidence"] == {"id": "evidence:0000000000000001"}


NODES = st.sampled_from([ox.NamedNode(f"{HOME}{path}") for path in ("id/thing/1", "ns#p", "x?y#z", "")])
HARD_TEXTS = ('"^^<x>', '\\"@en', " .\n", "\x0c", "a\r\nb", "&#13; <![CDATA[]]>")
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(HARD_TEXTS)
DATATYPES = st.sampled_from([ox.NamedNode(XSD + "date"), ox.NamedNode("https://example.org/type/x?y")])
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS),
    st.builds(lambda text, lang: ox.Literal(text, language=lang), TEXTS, st.sampled_from(["zh-Hans", "en"])),
    st.builds(lambda text, type_: ox.Literal(text, datatype=type_), TEXTS, DATATYPES),
)
PROPERTIES = st.sampled_from([ox.NamedNode(IKG + "evidence"), ox.NamedNode(IKG + "label")])
GRAPHS = NODES | st.just(ox.DefaultGraph())
OBJECTS = NODES | st.just(ox.BlankNode("b"))
QUADS = st.builds(ox.Quad, NODES, PROPERTIES, OBJECTS | LITERALS, GRAPHS) | st.builds(
    ox.Quad, NODES, st.just(ox.NamedNode(RDF + "type")), OBJECTS, GRAPHS
)


# Each example is written and read in six syntaxes: slow on a busy machine, and no fault.
@settings(deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(QUADS, max_size=8))
def test_whatever_the_graph_holds_comes_back(quads: list[ox.Quad]):
    graph = Graph.of(quads)
    for name in (*WITH_GRAPHS, *WITHOUT_GRAPHS):
        out = io.BytesIO()
        export(graph, out, name)
        expected = list(graph.quads())
        if name == "rdf":
            expected = [q for q in expected if not UNWRITABLE.search(getattr(q.object, "value", ""))]
        back = list(ox.parse(out.getvalue(), ox.RdfFormat.from_extension(OX_FORMATS[name])))
        if name == "rdf":
            back = [q for q in back if REPLACED not in getattr(q.object, "value", "")]
        assert canonical(back, graphs=name in WITH_GRAPHS) == canonical(expected, graphs=name in WITH_GRAPHS), name


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_tables(graph: Graph, tmp_path: Path):
    export(graph, tmp_path / "x.csv")
    facts = read_csv(tmp_path / "x.csv" / "facts.csv")
    assert len(facts) == 8
    assert {f["subject_name"] for f in facts if f["predicate"] == "ikg:ledBy"} == {"海风创新联合体"}
    assert [f["negated"] for f in facts].count("true") == 1
    evidence = read_csv(tmp_path / "x.csv" / "evidence.csv")
    assert {e["statement"] for e in evidence} == {f["statement"] for f in facts}
    assert '建议由滨海市科学技术局主管"海风"创新联合体。\n' in {e["quote"] for e in evidence}
    parts = read_csv(tmp_path / "x.csv" / "parts.csv")
    assert [p["value_number"] for p in parts if p["property"] == "ikg:value"] == ["24.0"]
    assert (tmp_path / "x.csv" / "facts.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_parquet_tables_have_types_and_the_same_rows(graph: Graph, tmp_path: Path):
    parquet = pytest.importorskip("pyarrow.parquet")
    export(graph, tmp_path / "x.parquet")
    export(graph, tmp_path / "x.csv")
    facts = parquet.read_table(tmp_path / "x.parquet" / "facts.parquet")
    assert {name: str(facts.schema.field(name).type) for name in ("negated", "confidence", "modality")} == {
        "negated": "bool",
        "confidence": "double",
        "modality": "string",
    }
    for name in ("things", "facts", "parts", "evidence", "articles"):
        table = parquet.read_table(tmp_path / "x.parquet" / f"{name}.parquet")
        assert table.num_rows == len(read_csv(tmp_path / "x.csv" / f"{name}.csv"))


def test_parquet_is_the_same_however_few_rows_are_held(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    parquet = pytest.importorskip("pyarrow.parquet")
    export(graph, tmp_path / "whole.parquet")
    monkeypatch.setattr(tables, "_BATCH", 2)
    monkeypatch.setattr(tables, "_GROUP", 4)
    export(graph, tmp_path / "pieces.parquet")
    for name in ("things", "facts", "parts", "evidence", "articles"):
        whole, pieces = (tmp_path / folder / f"{name}.parquet" for folder in ("whole.parquet", "pieces.parquet"))
        assert parquet.read_table(pieces).equals(parquet.read_table(whole))
    groups = parquet.ParquetFile(tmp_path / "pieces.parquet" / "facts.parquet").metadata
    assert [groups.row_group(i).num_rows for i in range(groups.num_row_groups - 1)] == [4] * (groups.num_row_groups - 1)
    assert groups.num_row_groups > 1


def test_xlsx_has_a_sheet_for_each_table(graph: Graph, tmp_path: Path):
    pytest.importorskip("xlsxwriter")
    export(graph, tmp_path / "x.xlsx")
    with zipfile.ZipFile(tmp_path / "x.xlsx") as archive:
        assert archive.testzip() is None
        workbook = archive.read("xl/workbook.xml").decode()
        assert all(f'name="{name}"' in workbook for name in ("things", "facts", "parts", "evidence", "articles"))
        strings = "".join(archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet"))
        assert "海风创新联合体" in strings
        assert "<f>" not in strings


NETWORK_NODES = {"海风创新联合体", "蓝鲸重工有限公司", "山东省", "海上风电发展办法", "滨海市科学技术局"}


@pytest.mark.parametrize("name", ["graphml", "gexf"])
def test_networkx_reads_the_network(graph: Graph, tmp_path: Path, name: str):
    networkx = pytest.importorskip("networkx")
    export(graph, tmp_path / f"x.{name}")
    network = getattr(networkx, f"read_{name}")(
        tmp_path / f"x.{name}", **({"version": "1.2draft"} if name == "gexf" else {})
    )
    assert network.is_directed()
    assert {data["label"] for _, data in network.nodes(data=True)} >= NETWORK_NODES
    edges = {
        (network.nodes[s]["label"], d["predicate"], network.nodes[t]["label"]): d
        for s, t, d in network.edges(data=True)
    }
    led = edges["海风创新联合体", "ikg:ledBy", "蓝鲸重工有限公司"]
    assert (led["confidence"], led["articles"], led["modality"]) == (0.9, 2, "Asserted")
    assert ("海风创新联合体", "ikg:administeredBy", "滨海市科学技术局") not in edges  # proposed
    assert ("海风创新联合体", "ikg:basedOn", "海上风电发展办法") not in edges  # denied
    assert ("成员企业数量 24 家", "ikg:about", "海风创新联合体") in edges


def test_neo4j_folder_joins(graph: Graph, tmp_path: Path):
    export(graph, tmp_path / "x.neo4j")
    with (tmp_path / "x.neo4j" / "nodes.csv").open(encoding="utf-8", newline="") as file:
        nodes = {row["iri:ID"]: row for row in csv.DictReader(file)}
    with (tmp_path / "x.neo4j" / "relationships.csv").open(encoding="utf-8", newline="") as file:
        ends = {row[end] for row in csv.DictReader(file) for end in (":START_ID", ":END_ID")}
    assert ends <= nodes.keys()
    consortium = nodes["https://w3id.org/innokg/id/thing/0000000000000001"]
    assert consortium[":LABEL"] == "Consortium;EnterpriseLedConsortium"
    assert consortium["establishedOn:string[]"] == "2024-05"


def test_compressed_and_streamed(graph: Graph, tmp_path: Path):
    zstandard = pytest.importorskip("zstandard")
    plain = io.BytesIO()
    export(graph, plain, "nq")
    export(graph, tmp_path / "x.nq.gz")
    export(graph, tmp_path / "x.nq.zst")
    assert gzip.decompress((tmp_path / "x.nq.gz").read_bytes()) == plain.getvalue()
    with zstandard.open(tmp_path / "x.nq.zst", "rb") as file:
        assert file.read() == plain.getvalue()
    archive = io.BytesIO()
    export(graph, archive, "csv")
    export(graph, tmp_path / "x.csv.zip")
    assert (tmp_path / "x.csv.zip").read_bytes() == archive.getvalue()
    packed = io.BytesIO()
    export(graph, packed, "nq.gz")
    assert gzip.decompress(packed.getvalue()) == plain.getvalue()
    export(graph, tmp_path / "y.csv")
    export(graph, tmp_path / "y.csv.gz")
    assert {
        name.removesuffix(".gz"): gzip.decompress(data) if name.endswith(".gz") else data
        for name, data in contents(tmp_path / "y.csv.gz").items()
    } == contents(tmp_path / "y.csv")
    assert zipfile.ZipFile(archive).namelist() == [
        "articles.csv",
        "evidence.csv",
        "facts.csv",
        "parts.csv",
        "things.csv",
    ]


def ask(selected: bytes, query: str) -> bool:
    return bool(Graph.of(ox.parse(selected, ox.RdfFormat.N_QUADS)).query(query))


def triples(*patterns: str) -> str:
    return "ASK { " + " ".join(patterns) + " }"


LED = "ASK { ?s ikg:ledBy ?o }"
LOCATED = "ASK { ?s ikg:locatedIn ?o }"
ADMINISTERED = "ASK { ?s rdf:predicate ikg:administeredBy }"
RECOMMENDATION = "ASK { ?s a ikg:Recommendation }"
OBSERVATION = "ASK { ?s a ikg:Observation }"
QUOTES = "ASK { ?s <http://www.w3.org/ns/oa#exact> ?o }"
CLASSES = "ASK { ?s a owl:Class }"
POLICY_NAME = "ASK { ?s skos:prefLabel '海上风电发展办法'@zh-hans }"
BETA = "ASK { ?s dcterms:identifier 'beta.txt' }"


@pytest.mark.parametrize(
    ("selection", "holds", "lacks"),
    [
        (Selection(articles=frozenset(["alpha.txt"])), (LED, OBSERVATION, QUOTES), (BETA, RECOMMENDATION)),
        (Selection(min_confidence=Decimal("0.7")), (LED, OBSERVATION), (LOCATED, RECOMMENDATION)),
        (Selection(min_confidence=Decimal("0.95")), (CLASSES, BETA), (LED, OBSERVATION, QUOTES)),
        (Selection(proposed=False), (LED, LOCATED), (ADMINISTERED, RECOMMENDATION)),
        (Selection(evidence=False), (LED, ADMINISTERED), (QUOTES, "ASK { ?s ikg:evidence ?o }")),
        (Selection(ontology=False), (LED, QUOTES), (CLASSES,)),
        (Selection(classes=frozenset(["Consortium"])), (LED, OBSERVATION, POLICY_NAME, QUOTES), (RECOMMENDATION,)),
        (Selection(classes=frozenset(["ikg:Agency"])), (ADMINISTERED,), (LED, OBSERVATION, POLICY_NAME)),
        (
            Selection(inferred=True, articles=frozenset(["alpha.txt"])),
            ("ASK { GRAPH <https://w3id.org/innokg/id/inferred> { ?s a ikg:Consortium } }",),
            ("ASK { GRAPH <https://w3id.org/innokg/id/inferred> { ?s a ikg:EnterpriseLedConsortium } }",),
        ),
    ],
)
def test_selections(graph: Graph, selection: Selection, holds: tuple[str, ...], lacks: tuple[str, ...]):
    out = io.BytesIO()
    export(graph, out, "nq", selection)
    assert [query for query in holds if not ask(out.getvalue(), query)] == []
    assert [query for query in lacks if ask(out.getvalue(), query)] == []


SELECTIONS = {
    "article": Selection(articles=frozenset(["alpha.txt"])),
    "class": Selection(classes=frozenset(["Consortium"])),
    "confidence": Selection(min_confidence=Decimal("0.7")),
    "proposed": Selection(proposed=True),
    "no-evidence": Selection(evidence=False),
    "inferred": Selection(inferred=True, ontology=False),
}


@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("name", [*OX_FORMATS, "rdf12", "nanopub", "csv", "parquet", "graphml", "gexf", "neo4j"])
def test_every_format_writes_what_is_selected(graph: Graph, name: str, selection: Selection):
    """What a format holds of a selection is what it holds of the selected quads, as a graph of their own."""
    quads, selected, whole = io.BytesIO(), io.BytesIO(), io.BytesIO()
    export(graph, quads, "nq", selection)
    export(graph, selected, name, selection)
    only = Graph.of(ox.parse(quads.getvalue(), ox.RdfFormat.N_QUADS))
    export(only, whole, name, Selection(proposed=selection.proposed))
    assert selected.getvalue() == whole.getvalue()


def test_a_selection_is_the_same_in_whatever_pieces(monkeypatch: pytest.MonkeyPatch):
    """What follows from what is selected does not hang on what was inferred when it was looked for."""

    below, above, inverse = (ox.NamedNode(IKG + name) for name in ("below", "above", "inverse"))
    ontology = ox.NamedNode(IKG.removesuffix("#"))
    axioms = [
        ox.Quad(below, ox.NamedNode(RDFS + "subPropertyOf"), above, ontology),
        ox.Quad(inverse, ox.NamedNode(OWL + "inverseOf"), above, ontology),
    ]
    things = [ox.NamedNode(f"{ID}thing/{number}") for number in range(9)]
    stated = [ox.Quad(one, below, other, ox.NamedNode(HOME + "x")) for one, other in pairwise(things)]
    graph = Graph.of([*axioms, *stated])

    def inferred() -> bytes:
        export(graph, out := io.BytesIO(), "nq", Selection(inferred=True))
        return out.getvalue()

    whole = inferred()
    assert b"id/inferred" in whole
    monkeypatch.setattr(choosing, "_AT_ONCE", 2)
    assert inferred() == whole


@pytest.mark.parametrize("name", [format_.name for format_ in FORMATS])
def test_every_format_is_the_same_in_a_file_a_stream_and_either_compression(graph: Graph, tmp_path: Path, name: str):
    zstandard = pytest.importorskip("zstandard")
    ending = next(format_.ending for format_ in FORMATS if format_.name == name)

    def files(target: Path | io.BytesIO) -> list[bytes]:
        if isinstance(target, Path) and target.is_dir():
            return [data for file, data in contents(target).items() if file != ".innokg-export"]
        data = target.getvalue() if isinstance(target, io.BytesIO) else target.read_bytes()
        if data.startswith(b"PK") and name != "xlsx":
            archive = zipfile.ZipFile(io.BytesIO(data))
            return [archive.read(file) for file in archive.namelist()]
        return [data]

    unpacked = {
        "": lambda data: data,
        ".gz": gzip.decompress,
        ".zst": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
    }
    export(graph, tmp_path / f"plain{ending}")
    for compression, unpack in unpacked.items():
        export(graph, out := io.BytesIO(), name + compression)
        export(graph, path := tmp_path / f"x{ending}{compression}")
        for target in (out, path):
            assert [unpack(data) for data in files(target)] == files(tmp_path / f"plain{ending}")


def test_a_selection_leaves_nothing_hanging(graph: Graph):
    """Every piece of evidence that is left belongs to a statement that is left, and the other way round."""
    out = io.BytesIO()
    export(graph, out, "nq", Selection(proposed=False, min_confidence=Decimal("0.7"), ontology=False))
    left = Graph.of(ox.parse(out.getvalue(), ox.RdfFormat.N_QUADS))
    named = {row["e"] for row in left.query("SELECT DISTINCT ?e { ?s ikg:evidence ?e }")}
    described = {row["e"] for row in left.query("SELECT DISTINCT ?e { ?e a oa:SpecificResource }")}
    assert named == described
    assert named


@pytest.mark.parametrize(
    ("act", "says"),
    [
        (lambda g, d: export(g, d / "x.docx"), "no format of this ending"),
        (lambda g, d: export(g, d / "x"), "no format of this ending"),
        (lambda g, d: export(g, d / "x.nq", "word"), "no such format"),
        (lambda g, d: export(g, d / "none" / "x.nq"), "cannot be written"),
        (lambda g, d: export(g, d / "x.nq.zip"), "is one file"),
        (lambda g, d: export(g, d / "taken.nq"), "is a folder"),
        (lambda g, d: export(g, d / "taken.csv"), "not made by an export"),
        (
            lambda g, d: export(g, d / "x.nq", None, Selection(articles=frozenset(["none.txt"]))),
            "no article of this name",
        ),
        (lambda g, d: export(g, d / "x.nq", None, Selection(classes=frozenset(["Nothing"]))), "no such class"),
    ],
)
def test_faults_are_one_line_and_leave_nothing(graph: Graph, tmp_path: Path, act: Callable, says: str):
    (tmp_path / "taken.nq").mkdir()
    (tmp_path / "taken.csv").mkdir()
    (tmp_path / "taken.csv" / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match=says) as caught:
        act(graph, tmp_path)
    assert "\n" not in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["taken.csv", "taken.nq"]
    assert (tmp_path / "taken.csv" / "mine.txt").read_text() == "mine"


def test_a_library_that_is_missing_is_named(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"needs pyarrow.*innokg\[tables\]"):
        export(graph, tmp_path / "x.parquet")
    assert list(tmp_path.iterdir()) == []


class FullDisk(io.RawIOBase):
    """A stream that takes a few bytes and no more."""

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[override]
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize("name", ["nq", "ttl", "rdf", "jsonld", "graphml", "csv"])
def test_a_full_disk_is_one_line(graph: Graph, name: str):
    with pytest.raises(ExportError, match="No space left on device"):
        export(graph, FullDisk(), name)  # type: ignore[arg-type]


_LIMITED = """
import resource, sys
from innokg.graph import ExportError, Graph, open_graph
from innokg.graph.errors import reason
from innokg.graph.export import export
graph = Graph.load(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
for target in sys.argv[2:]:
    try:
        export(graph, target)
        print("written", target)
    except ExportError as fault:
        print(fault)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are POSIX")
def test_what_does_not_fit_leaves_the_old_file(graph: Graph, tmp_path: Path):
    targets = [tmp_path / f"x.{name}" for name in ("nq", "ttl", "csv", "parquet", "neo4j", "xlsx", "graphml", "jsonld")]
    for target in targets:
        export(graph, target)
    before = {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(FIXTURE), *map(str, targets)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("cannot be written (File too large); what was there stays as it was\n") == len(targets), (
        done.stdout
    )
    after = {str(path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert after == before


def test_exporting_again_replaces(graph: Graph, tmp_path: Path):
    for name in ("x.nq", "x.csv"):
        export(graph, tmp_path / name)
        first = contents(tmp_path / name)
        export(graph, tmp_path / name)
        assert contents(tmp_path / name) == first
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.csv", "x.nq"]


def test_digest_of_the_whole_is_stable(graph: Graph):
    """N-Quads are the form that archives keep: their bytes change only when this test is changed knowingly."""
    out = io.BytesIO()
    export(graph, out, "nq", Selection(ontology=False))
    lines = out.getvalue().splitlines()
    assert lines == sorted(lines, key=lambda line: (line.rsplit(b" <", 1)[1], line))
    assert len(hashlib.sha256(out.getvalue()).hexdigest()) == 64


def test_what_is_proposed_is_in_a_network_only_when_asked_for(graph: Graph, tmp_path: Path):
    networkx = pytest.importorskip("networkx")
    drawn = {}
    for proposed in (None, True, False):
        export(graph, tmp_path / "x.graphml", None, Selection(proposed=proposed))
        network = networkx.read_graphml(tmp_path / "x.graphml")
        drawn[proposed] = {data["predicate"] for _, _, data in network.edges(data=True)}
    assert drawn[None] == drawn[False]
    assert "ikg:administeredBy" in drawn[True] - drawn[None]
    assert "ikg:basedOn" not in drawn[True]  # denied


def test_neo4j_s_settings_name_every_prefix_and_no_text_has_a_line_end(graph: Graph, tmp_path: Path):
    export(graph, tmp_path / "x.neo4j")
    settings = (tmp_path / "x.neo4j" / "neosemantics.cypher").read_text("utf-8")
    assert f'n10s.nsprefixes.add("ikg", "{IKG}")' in settings
    assert 'handleMultival: "ARRAY"' in settings
    assert "multivalPropList" not in settings  # of what it does not name, one value would stay
    assert 'n10s.nsprefixes.add("dct", "http://purl.org/dc/terms/")' in settings  # the plugin refuses another
    assert "strictDataTypeCheck: false" in settings  # a year beside a day stays
    for name in ("nodes.csv", "relationships.csv"):
        text = (tmp_path / "x.neo4j" / name).read_text("utf-8")
        assert len(list(csv.reader(io.StringIO(text)))) == len(text.splitlines())


def test_nanopublications_assert_no_proposal_as_a_fact(graph: Graph):
    out = io.BytesIO()
    export(graph, out, "nanopub")
    store = ox.Store()
    store.load(out.getvalue(), ox.RdfFormat.TRIG)
    asserted = {(q.predicate.value.removeprefix(IKG)) for q in store if q.graph_name.value.endswith("#assertion")}
    assert "ledBy" in asserted
    assert not asserted & {"administeredBy", "basedOn"}  # proposed, denied
    assert {"modality", "negated"} <= asserted


IRI = re.compile(r"https://w3id\.org/innokg/(id/[a-z]+/[A-Za-z0-9._-]+(#[A-Za-z0-9]+)?|ns#?)")


def test_names_are_what_any_tool_can_take(example_graph: Path):
    """IRIs opaque ASCII, terms begin with a letter, no blank node in an article, nothing that XML cannot write."""
    with open_graph(example_graph) as graph:
        for article in graph.articles():
            for quad in graph.quads(graph_name=ox.NamedNode(article.iri)):
                assert isinstance(quad.subject, ox.NamedNode)
                assert IRI.fullmatch(quad.subject.value), quad.subject
                assert re.search(r"[#/][A-Za-z_][A-Za-z0-9_-]*$", quad.predicate.value), quad.predicate
                if isinstance(quad.object, ox.NamedNode):
                    assert quad.object.value.isascii()
                    is_ours = quad.object.value.startswith(HOME)
                    assert not is_ours or IRI.match(quad.object.value), quad.object
                else:
                    assert isinstance(quad.object, ox.Literal)
                    assert not UNWRITABLE.search(quad.object.value), quad.object


@pytest.mark.parametrize("name", [format_.name for format_ in FORMATS if format_.name not in ("parquet", "xlsx")])
def test_a_full_temporary_folder_is_one_line_too(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name):
    """What is put aside while sorting, or selected, can fill a disk as well."""
    (tmp_path / "gone").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    (tmp_path / "gone").rmdir()
    with pytest.raises(ExportError, match="cannot be written"):
        export(graph, tmp_path / f"x.{name}", name, Selection(evidence=False))
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_the_store_on_disk_is_told_by_its_cause():
    words = (
        "IO error: DB::Open() failed --- IO error: No space left on device: While appending: No space left on device"
    )
    assert reason(OSError(words)) == "No space left on device"
    assert reason(OSError(28, "No space left on device", "x")) == "No space left on device"
