"""Imports: other RDF beside the articles, its facts among theirs, kept through builds, refused in one line."""

from __future__ import annotations

import gzip
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest
from innokg.graph import GraphError, build, open_graph
from innokg.graph.errors import SourceError
from innokg.graph.export import export
from innokg.graph.imports import Limits, graph_of, import_source, importing, imports, withdraw
from innokg.ontology.namespaces import ID
from tiny_extractor import TinyExtractor

ARTICLES = {"a.txt": "海风联合体由蓝鲸重工牵头。", "b.txt": "沙洲联合体由银杏股份牵头。"}
PREFIXES = """@prefix ikg: <https://w3id.org/innokg/ns#> . @prefix ex: <https://example.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
SOURCE = f"""{PREFIXES}
ex:c a ikg:Consortium ; rdfs:label "北岭联合体"@zh ; ikg:ledBy ex:e , [ a ikg:Enterprise ; rdfs:label "北岭重工" ] .
ex:e a ikg:Enterprise ; skos:prefLabel "蓝鲸重工"@zh-Hans .
[] a ikg:Observation ; ikg:about ex:c ; ikg:indicator "成员企业数量" ; ikg:value 31 ; ikg:unit "家" .
"""
LED = """SELECT DISTINCT ?name ?leader { ?s rdf:predicate ikg:ledBy ; rdf:subject ?c ; rdf:object ?l .
  ?c skos:prefLabel ?name . ?l skos:prefLabel ?leader
  FILTER NOT EXISTS { ?s ikg:confidence ?sure FILTER(?sure < 0.5) }
  FILTER NOT EXISTS { ?s ikg:modality ikg:Proposed } }"""
THEIRS = {("北岭联合体", "蓝鲸重工"), ("北岭联合体", "北岭重工")}
OURS = {("海风联合体", "蓝鲸重工"), ("沙洲联合体", "银杏股份")}


def make(tmp_path: Path, articles: dict[str, str] = ARTICLES) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    for name, text in articles.items():
        (folder / name).write_text(text, "utf-8")
    build([folder], tmp_path / "graph", extractor=TinyExtractor())
    return tmp_path / "graph"


def source(tmp_path: Path, text: str | bytes = SOURCE, name: str = "institute.ttl") -> Path:
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path / name


def led(directory: Path) -> set[tuple[str, str]]:
    with open_graph(directory) as graph:
        return {(row["name"].value, row["leader"].value) for row in graph.query(LED)}


def dump(directory: Path) -> bytes:
    with open_graph(directory) as graph:
        export(graph, directory.with_suffix(".nq"))
    return directory.with_suffix(".nq").read_bytes()


def of_articles(directory: Path) -> set[str]:
    with open_graph(directory) as graph:
        return {str(quad) for article in graph.articles() for quad in graph.quads(graph_name=ox.NamedNode(article.iri))}


def test_facts_of_an_import_answer_with_the_articles(tmp_path: Path):
    directory = make(tmp_path)
    before = of_articles(directory)
    done = import_source(source(tmp_path), directory)
    assert (done.entry.name, done.left_out, done.graphs) == ("institute", {}, False)
    assert led(directory) == OURS | THEIRS
    assert of_articles(directory) == before
    with open_graph(directory) as graph:
        ours = graph.names.find("蓝鲸重工")
        assert len(ours) == 1, "things of one name and class are one"
        assert ours[0].startswith(ID)
        facts = [fact for thing in graph.describe("北岭联合体").things for fact in thing.facts]
        assert {source for fact in facts for saying in fact.sayings for source in saying.sources} == {"institute.ttl"}
        assert any(fact.parts for fact in facts), "its observation is a fact of several parts"
        assert not [q for q in graph.quads(graph_name=graph_of("institute")) if isinstance(q.subject, ox.BlankNode)]
        assert graph.report().statements == 2 + 3 + 2 + 1  # ours; their types, leads and observation


def test_it_outlives_builds_and_can_be_withdrawn(tmp_path: Path):
    directory = make(tmp_path)
    without = dump(directory)
    import_source(source(tmp_path), directory)
    withit = dump(directory)
    assert withit != without
    make(tmp_path)
    assert dump(directory) == withit
    make(tmp_path, {"b.txt": ARTICLES["b.txt"]})
    assert led(directory) == THEIRS | {("沙洲联合体", "银杏股份")}
    make(tmp_path)
    assert dump(directory) == withit, "what came before the articles is the same as what came after"
    assert [entry.name for entry in imports(directory)] == ["institute"]
    assert withdraw("institute", directory).triples == done_triples(SOURCE)
    assert imports(directory) == ()
    assert dump(directory) == without
    make(tmp_path)
    assert dump(directory) == without


def done_triples(text: str) -> int:
    return len(list(ox.parse(text, ox.RdfFormat.TURTLE)))


def test_a_name_is_taken_over_only_when_told(tmp_path: Path):
    directory = make(tmp_path)
    import_source(source(tmp_path), directory)
    other = source(tmp_path, f'{PREFIXES} ex:x a ikg:Consortium ; rdfs:label "长滩联合体" .', "other.ttl")
    with pytest.raises(SourceError, match="--replace takes its place"):
        import_source(other, directory, name="institute")
    import_source(other, directory, name="institute", replace=True)
    assert led(directory) == OURS
    with open_graph(directory) as graph:
        assert graph.names.find("长滩联合体")


def test_what_an_import_calls_its_graph_does_not_matter(tmp_path: Path):
    """A dump that names its graphs as the articles' own cannot get into them."""
    directory = make(tmp_path)
    dump(directory)
    before = of_articles(directory)
    with open_graph(directory) as graph:
        article = graph.articles()[0]
    evil = f'<{article.iri}> <http://purl.org/dc/terms/title> "换了" <{article.iri}> .\n'
    done = import_source(source(tmp_path, dump(directory) + evil.encode(), "dump.nq"), directory)
    assert done.graphs
    assert list(done.left_out) == ["the ontology and its schemes, which are here already"]
    assert of_articles(directory) == before
    with open_graph(directory) as graph:
        assert [entry.identifier for entry in graph.articles()] == ["a.txt", "b.txt"]
    assert led(directory) == OURS


def test_another_ontology_s_terms_and_unwritable_properties_are_left_out(tmp_path: Path):
    text = f'{PREFIXES} ikg:ledBy rdfs:label "换了" . ex:a <https://example.org/p/1> "x" ; ex:p "y" .'
    done = import_source(source(tmp_path, text), make(tmp_path))
    assert sum(done.left_out.values()) == 2
    assert done.entry.triples == 1


@pytest.mark.parametrize("ending", ["nt", "nq", "trig", "ttl", "rdf", "jsonld"])
@pytest.mark.parametrize("packed", [False, True])
def test_every_syntax_says_the_same(tmp_path: Path, ending: str, packed: bool):
    directory = make(tmp_path)
    quads = list(ox.parse(SOURCE, ox.RdfFormat.TURTLE))
    data = ox.serialize(quads, format=ox.RdfFormat.from_extension(ending))
    name = f"institute.{ending}" + (".gz" if packed else "")
    import_source(source(tmp_path, gzip.compress(data) if packed else data, name), directory)
    assert led(directory) == OURS | THEIRS


def test_confidence_and_reification_are_kept(tmp_path: Path):
    directory = make(tmp_path)
    text = f"""{PREFIXES} @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    ex:c a ikg:Consortium ; rdfs:label "北岭联合体" . ex:e a ikg:Enterprise ; rdfs:label "北岭重工" .
    ex:s rdf:reifies <<( ex:c ikg:ledBy ex:e )>> ; ikg:confidence 0.9 ; ikg:modality ikg:Proposed ."""
    import_source(source(tmp_path, text), directory, confidence=Decimal("0.4"))
    assert led(directory) == OURS
    with open_graph(directory) as graph:
        (row,) = graph.query(
            "SELECT ?sure ?how { ?s rdf:subject <https://example.org/c> ; rdf:predicate ikg:ledBy ; "
            "ikg:confidence ?sure ; ikg:modality ?how }"
        )
    assert (row["sure"].value, row["how"].value.rpartition("#")[2]) == ("0.9", "Proposed")


XML = '<?xml version="1.0"?>{}<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">{}</rdf:RDF>'
LAUGHS = (
    '<!DOCTYPE r [<!ENTITY a "'
    + "a" * 100
    + '">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + "]>"
)
LONG = '<rdf:Description rdf:about="http://x/"><e:p>' + "x" * 3000 + "</e:p></rdf:Description>"

BAD: dict[str, tuple[str, str | bytes, str]] = {
    "a fault has its place": ("x.ttl", "<http://a/> <http://b/p> .\n", r"x\.ttl, line 1"),
    "cut off": ("x.nt", '<http://a/> <http://b/p> "x" .\n<http://a/> <http://b/p> "x', r"x\.nt, line 2"),
    "no text": ("x.ttl", b"\xff\xfe\x00", r"x\.ttl, line 1"),
    "no RDF by its ending": ("x.docx", "x", "not RDF by its ending"),
    "empty": ("x.ttl", "", "nothing to import"),
    "only what the ontology defines": ("x.ttl", f"{PREFIXES} ikg:ledBy a ex:P .", "nothing to import"),
    "damaged gzip": ("x.nt.gz", b"\x1f\x8b\x08\x00nonsense", "does not unpack"),
    "no gzip": ("x.nt.gz", b"plain", "does not unpack"),
    "cut gzip": ("x.nt.gz", gzip.compress(b'<http://a/> <http://b/p> "x" .\n' * 99)[:-9], "does not unpack"),
    "gzip bomb": ("x.nt.gz", gzip.compress(b"#" * 9_000_000), "more than 1,000,000 bytes once unpacked"),
    "too many triples": ("x.nt", '<http://a/> <http://b/p> "x" .\n' * 2000, "more than 1,000 triples"),
    "entities": ("x.rdf", XML.format(LAUGHS, '<rdf:Description rdf:about="http://x/"><e:p>&j;</e:p></rdf:Description>'),
                 "XML entities"),
    "a text without end": ("x.rdf", XML.format("", LONG), "a text of more than 2,000 bytes"),
    "XML in UTF-16": ("x.rdf", XML.format("", "").encode("utf-16"), "not UTF-8"),
    "a page": ("x.rdf", "<html><p>x</p></html>", r"x\.rdf: XML namespaces"),
    "context elsewhere": ("x.jsonld", '{"@context": "https://example.org/c", "name": "x"}', "none is fetched"),
    "name": ("数据.ttl", SOURCE, "not a name for an import"),
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("imports"))


@pytest.mark.parametrize("what", BAD)
def test_bad_input_is_one_line_and_changes_nothing(built: Path, tmp_path: Path, what: str):
    name, content, says = BAD[what]
    before = (dump(built), (built / "current").read_text())
    limits = Limits(bytes=1_000_000, triples=1_000, text_bytes=2_000)
    with pytest.raises(GraphError, match=says) as caught:
        import_source(source(tmp_path, content, name), built, limits=limits)
    assert "\n" not in str(caught.value)
    assert (dump(built), (built / "current").read_text()) == before
    assert imports(built) == ()
    assert list((built / "imports").glob("*")) == []
    assert len(list((built / "generations").iterdir())) == 1


def test_a_failure_late_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A disk that fills when all is read already: nothing new is kept, and what was to be replaced is."""

    def full(_: ox.Store) -> None:
        raise OSError(28, "No space left on device")

    directory = make(tmp_path)
    import_source(source(tmp_path), directory, name="kept")
    before = dump(directory)
    with monkeypatch.context() as patched:
        patched.setattr(importing, "count", full)
        for name, replace in (("new", False), ("kept", True)):
            with pytest.raises(GraphError, match=r"No space left on device; nothing was imported"):
                import_source(
                    source(tmp_path, f"{PREFIXES} ex:x a ikg:Agency ."), directory, name=name, replace=replace
                )
    assert dump(directory) == before
    assert [(entry.name, entry.triples) for entry in imports(directory)] == [("kept", 13)]
    build([tmp_path / "articles"], directory, extractor=TinyExtractor())
    assert dump(directory) == before
    assert {path.name for path in (directory / "imports").iterdir()} == {"kept.json", "kept.nt.gz"}


def test_a_source_in_other_words_than_ours_is_told(tmp_path: Path):
    directory = make(tmp_path)
    theirs = '<https://example.org/x> a <https://schema.org/Organization> ; <https://schema.org/name> "某某" .'
    assert not import_source(source(tmp_path, theirs), directory, name="theirs").comparable
    assert import_source(source(tmp_path), directory).comparable


def test_short_entities_as_protege_writes_them_are_read(built: Path, tmp_path: Path):
    text = XML.format('<!DOCTYPE r [ <!ENTITY ex "https://example.org/" > ]>', '<rdf:Description rdf:about="&ex;a">'
                      '<e:p rdf:resource="&ex;b"/></rdf:Description>')  # fmt: skip
    import_source(source(tmp_path, text, "protege.owl"), built)
    with open_graph(built) as graph:
        assert any(graph.quads(ox.NamedNode("https://example.org/a"), None, ox.NamedNode("https://example.org/b")))
    withdraw("protege", built)


@pytest.mark.parametrize("ending", ["ttl", "jsonld", "rdf"])
def test_deep_nesting_does_not_end_the_process(built: Path, tmp_path: Path, ending: str):
    deep = {"ttl": "<http://a/> <http://b/p> " + "(" * 200_000, "jsonld": "[" * 200_000, "rdf": "<a>" * 200_000}
    path = source(tmp_path, deep[ending], f"deep.{ending}")
    run = (
        "import sys; from innokg.graph.imports import import_source; from innokg.graph import GraphError\n"
        "try: import_source(sys.argv[1], sys.argv[2])\nexcept GraphError as fault: print(fault)"
    )
    done = subprocess.run([sys.executable, "-c", run, path, built], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.startswith(str(path))


def test_nothing_to_withdraw_and_nothing_built(built: Path, tmp_path: Path):
    with pytest.raises(SourceError, match=r"nobody: no import of this name; there are: none"):
        withdraw("nobody", built)
    with pytest.raises(GraphError, match="no such graph"):
        import_source(source(tmp_path), tmp_path / "nowhere")
