"""Building a graph: what it holds, what is left out, what is done again, and what a failure leaves behind."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from filelock import FileLock
from innokg.extract import Limits
from innokg.graph import (
    BusyError,
    EmptyBuildError,
    FormatError,
    GraphError,
    NotAGraphError,
    Progress,
    Stage,
    build,
    open_graph,
)
from innokg.graph.explanation import explain
from tiny_extractor import TinyExtractor

ARTICLES = {
    "a.txt": "海风创新联合体由蓝鲸重工有限公司牵头。\n它做海上风电。",
    "b.txt": "稻种创新联合体由绿野种业有限公司牵头。怪。",
    "c/d.txt": "海风创新联合体由蓝鲸重工有限公司牵头。又一篇。",
}


def write(folder: Path, articles: dict[str, str]) -> Path:
    for name, text in articles.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write(tmp_path / "articles", ARTICLES)


def canonical(directory: Path) -> bytes:
    with open_graph(directory) as graph:
        dataset = ox.Dataset(graph.quads())
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return b"\n".join(sorted(str(quad).encode() for quad in dataset))


def state(directory: Path) -> dict[str, bytes]:
    """Everything that a reader of the graph depends on."""
    name = (directory / "current").read_text().strip()
    files = [directory / "current", directory / "innokg.json", *(directory / "texts").iterdir()]
    files += [path for path in (directory / "generations" / name / "store").iterdir() if path.suffix == ".sst"]
    return {str(path): path.read_bytes() for path in files}


def test_the_graph_holds_each_article_and_the_ontology(corpus: Path, tmp_path: Path):
    report = build([corpus], tmp_path / "g", extractor=TinyExtractor())
    assert (report.articles, report.extracted, report.reused, report.statements) == (3, 3, 0, 3)
    assert report.things == 4
    assert report.by_predicate == {"ikg:ledBy": 3}
    assert report.by_modality == {"Asserted": 3}
    assert report.by_class == {"ikg:Consortium": 2, "ikg:Enterprise": 2}
    assert [(n.identifier, n.code) for n in report.notices] == [("b.txt", "odd")]
    with open_graph(tmp_path / "g") as graph:
        assert [article.identifier for article in graph.articles()] == ["a.txt", "b.txt", "c/d.txt"]
        assert graph.query("ASK { ikg:Consortium a <http://www.w3.org/2002/07/owl#Class> }")
        assert graph.article_text(graph.articles()[0]) == ARTICLES["a.txt"]
        assert graph.report() == report
        assert len(graph) == report.quads
        assert len(explain(graph, "海风创新联合体").things) == 1


def test_the_report_on_disk_has_times_only_under_timings(corpus: Path, tmp_path: Path):
    for name in ("g", "h"):
        build([corpus], tmp_path / name, extractor=TinyExtractor())
    one, two = (json.loads(next((tmp_path / n / "generations").glob("*/report.json")).read_text()) for n in ("g", "h"))
    assert one.pop("timings")
    assert two.pop("timings")
    assert one == two


@pytest.mark.parametrize("count", [1, 2])
def test_same_graph_whatever_the_order_workers_and_cache(corpus: Path, tmp_path: Path, count: int):
    one = write(tmp_path / "one", {"a.txt": ARTICLES["a.txt"], "c/d.txt": ARTICLES["c/d.txt"]})
    two = write(tmp_path / "two", {"b.txt": ARTICLES["b.txt"]})
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    build([two], tmp_path / "h", extractor=TinyExtractor())
    build([two, one], tmp_path / "h", workers=count, extractor=TinyExtractor())
    assert canonical(tmp_path / "g") == canonical(tmp_path / "h")


def test_only_what_changed_is_extracted_again(corpus: Path, tmp_path: Path):
    log = tmp_path / "log"
    extractor = TinyExtractor(log=log)
    build([corpus], tmp_path / "g", extractor=extractor)
    log.write_text("")
    (corpus / "b.txt").write_text("稻种创新联合体由新主种业有限公司牵头。", "utf-8")
    (corpus / "a.txt").unlink()
    report = build([corpus], tmp_path / "g", extractor=extractor)
    assert log.read_text().split() == ["b.txt"]
    assert (report.articles, report.extracted, report.reused) == (2, 1, 1)
    with open_graph(tmp_path / "g") as graph:
        assert not graph.query("ASK { ?x skos:prefLabel ?l FILTER(STR(?l) = '绿野种业有限公司') }")
        assert graph.query("ASK { ?x skos:prefLabel ?l FILTER(STR(?l) = '新主种业有限公司') }")
    assert len(list((tmp_path / "g" / "extractions").iterdir())) == 2
    assert len(list((tmp_path / "g" / "texts").iterdir())) == 2


def test_other_settings_extract_all_again(corpus: Path, tmp_path: Path):
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    assert build([corpus], tmp_path / "g", extractor=TinyExtractor(version="2")).extracted == 3


def test_a_damaged_cache_entry_is_made_again(corpus: Path, tmp_path: Path):
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    entries = sorted((tmp_path / "g" / "extractions").iterdir())
    entries[0].write_bytes(b"nonsense")
    entries[1].write_bytes(entries[1].read_bytes()[:40])
    assert build([corpus], tmp_path / "g", extractor=TinyExtractor()).extracted == 2


@pytest.mark.parametrize("count", [1, 2])
def test_what_cannot_be_read_is_left_out_and_the_rest_built(corpus: Path, tmp_path: Path, count: int):
    (corpus / "bad.txt").write_bytes(b"\xff\xfe\x00")
    (corpus / "fails.txt").write_text("出错", "utf-8")
    report = build([corpus, tmp_path / "none"], tmp_path / "g", workers=count, extractor=TinyExtractor())
    assert report.articles == 3
    assert report.left_out_by_code == {"internal-error": 1, "missing": 1, "undecodable": 1}
    assert [str(item) for item in report.left_out if item.code == "undecodable"] == [
        "bad.txt: not text; save it as UTF-8"
    ]
    assert "RuntimeError: made to fail" in next(
        item.message for item in report.left_out if item.code == "internal-error"
    )


def test_a_worker_that_dies_or_never_ends_costs_one_article(corpus: Path, tmp_path: Path):
    (corpus / "dies.txt").write_text("崩溃", "utf-8")
    (corpus / "hangs.txt").write_text("卡住", "utf-8")
    limits = Limits(seconds_per_article=4.0)
    report = build([corpus], tmp_path / "g", workers=2, limits=limits, extractor=TinyExtractor())
    assert report.articles == 3
    assert [(item.identifier, item.code) for item in report.left_out] == [
        ("dies.txt", "crashed"),
        ("hangs.txt", "timeout"),
    ]
    assert multiprocessing.active_children() == []


def test_an_article_that_never_ends_costs_itself_without_workers_too(corpus: Path, tmp_path: Path):
    (corpus / "hangs.txt").write_text("卡住", "utf-8")
    limits = Limits(seconds_per_article=0.5)
    report = build([corpus], tmp_path / "g", limits=limits, extractor=TinyExtractor())
    assert report.articles == 3
    assert [(item.identifier, item.code) for item in report.left_out] == [("hangs.txt", "timeout")]


def test_the_same_text_counts_once(corpus: Path, tmp_path: Path):
    write(corpus, {"z.txt": ARTICLES["a.txt"]})
    report = build([corpus], tmp_path / "g", extractor=TinyExtractor())
    assert report.articles == 3
    assert report.duplicates == (("a.txt", "z.txt"),)
    assert report.left_out_by_code == {"duplicate": 1}


def test_two_articles_of_one_name_do_not_mix(corpus: Path, tmp_path: Path):
    other = write(tmp_path / "other", {"a.txt": "山火创新联合体由红岩消防有限公司牵头。"})
    report = build([corpus, other], tmp_path / "g", extractor=TinyExtractor())
    assert report.articles == 3
    assert report.left_out_by_code == {"same-name": 1}
    again = build([other, corpus], tmp_path / "h", extractor=TinyExtractor())
    assert again.left_out == report.left_out
    assert canonical(tmp_path / "g") == canonical(tmp_path / "h")


def test_progress_tells_every_stage(corpus: Path, tmp_path: Path):
    events: list[Progress] = []
    build([corpus], tmp_path / "g", progress=events.append, extractor=TinyExtractor())
    assert {event.stage for event in events} >= {Stage.DISCOVER, Stage.EXTRACT, Stage.RESOLVE, Stage.STORE}
    last = [event for event in events if event.stage is Stage.EXTRACT][-1]
    assert (last.done, last.total) == (3, 3)
    assert {event.current for event in events} >= {"a.txt", "b.txt", "c/d.txt"}


def test_nothing_to_build_leaves_the_graph_as_it_was(corpus: Path, tmp_path: Path):
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    before = state(tmp_path / "g")
    with pytest.raises(EmptyBuildError, match="no article could be read") as caught:
        build([tmp_path / "none"], tmp_path / "g", extractor=TinyExtractor())
    assert any("no such file or folder" in line for line in caught.value.left_out)
    assert state(tmp_path / "g") == before


class FailingExtractor(TinyExtractor):
    def quads(self, extraction, resolution):
        yield from super().quads(extraction, resolution)
        raise OSError(28, "No space left on device")


def test_a_build_that_fails_leaves_the_graph_as_it_was(corpus: Path, tmp_path: Path):
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    before = state(tmp_path / "g")
    with pytest.raises(GraphError, match="No space left on device"):
        build([corpus], tmp_path / "g", extractor=FailingExtractor())
    assert state(tmp_path / "g") == before
    assert len(list((tmp_path / "g" / "generations").iterdir())) == 1


_LIMITED = """
import resource, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from innokg.graph import GraphError, build
from tiny_extractor import TinyExtractor
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    build([Path(sys.argv[2])], Path(sys.argv[3]), extractor=TinyExtractor())
except GraphError as fault:
    print(fault)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits on the size of files are POSIX")
def test_a_full_disk_leaves_the_graph_as_it_was(corpus: Path, tmp_path: Path):
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    before = state(tmp_path / "g")
    write(corpus, {"e.txt": "新建创新联合体由远山机械有限公司牵头。"})
    command = [sys.executable, "-c", _LIMITED, str(Path(__file__).parent), str(corpus), str(tmp_path / "g")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "the build failed" in done.stdout, done
    assert len(done.stdout.splitlines()) == 1
    after = state(tmp_path / "g")
    assert {path: after[path] for path in before} == before
    assert build([corpus], tmp_path / "g", extractor=TinyExtractor()).articles == 4


def test_half_a_generation_is_swept_and_read_ones_are_kept(corpus: Path, tmp_path: Path):
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    half = tmp_path / "g" / "generations" / "000007"
    (half / "store").mkdir(parents=True)
    (half / "store" / "000001.sst").write_bytes(b"half")
    with open_graph(tmp_path / "g") as graph:
        write(corpus, {"e.txt": "新建创新联合体由远山机械有限公司牵头。"})
        build([corpus], tmp_path / "g", extractor=TinyExtractor())
        assert not half.exists()
        assert len(graph.articles()) == 3
        assert graph.article_text(graph.articles()[0]) == ARTICLES["a.txt"]
        with open_graph(tmp_path / "g") as newer:
            assert len(newer.articles()) == 4
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    assert len(list((tmp_path / "g" / "generations").iterdir())) == 1


def test_two_builds_at_once(corpus: Path, tmp_path: Path):
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    with FileLock(tmp_path / "g" / "build.lock"), pytest.raises(BusyError, match="another build"):
        build([corpus], tmp_path / "g", extractor=TinyExtractor())
    assert build([corpus], tmp_path / "g", extractor=TinyExtractor()).articles == 3


def test_a_directory_that_is_not_a_graph_is_refused(corpus: Path, tmp_path: Path):
    with pytest.raises(NotAGraphError, match="not a graph"):
        build([corpus], corpus, extractor=TinyExtractor())
    assert sorted(path.name for path in corpus.iterdir()) == ["a.txt", "b.txt", "c"]
    with pytest.raises(NotAGraphError, match="not a graph"):
        open_graph(corpus)
    with pytest.raises(NotAGraphError, match="no such graph"):
        open_graph(tmp_path / "none")
    with pytest.raises(NotAGraphError, match="not a directory"):
        open_graph(corpus / "a.txt")


def test_a_graph_that_cannot_be_written_can_be_read(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Root may write anywhere, so the refusal is made here; the store itself is opened for real."""
    build([corpus], tmp_path / "g", extractor=TinyExtractor())

    def refuse(*_: object, **__: object):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with open_graph(tmp_path / "g") as graph:
        assert len(graph.articles()) == 3
    before = state(tmp_path / "g")
    with pytest.raises(GraphError, match=r"cannot be written \(Permission denied\)"):
        build([corpus], tmp_path / "g", extractor=TinyExtractor())
    assert state(tmp_path / "g") == before


_KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from innokg.graph import build
from tiny_extractor import TinyExtractor

class Dying(TinyExtractor):
    def quads(self, extraction, resolution):
        yield from super().quads(extraction, resolution)
        os._exit(9)

build([Path(sys.argv[2])], Path(sys.argv[3]), extractor=Dying())
"""


def test_a_build_that_is_killed_leaves_the_graph_as_it_was(corpus: Path, tmp_path: Path):
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    before = state(tmp_path / "g")
    command = [sys.executable, "-c", _KILLED, str(Path(__file__).parent), str(corpus), str(tmp_path / "g")]
    assert subprocess.run(command, check=False).returncode == 9
    assert state(tmp_path / "g") == before
    assert len(list((tmp_path / "g" / "generations").iterdir())) == 2
    build([corpus], tmp_path / "g", extractor=TinyExtractor())
    assert len(list((tmp_path / "g" / "generations").iterdir())) == 1


def test_a_directory_below_a_file_is_refused(corpus: Path):
    with pytest.raises(GraphError, match="cannot be written"):
        build([corpus], corpus / "a.txt" / "g", extractor=TinyExtractor())


def test_an_unfinished_damaged_or_newer_graph_is_refused(corpus: Path, tmp_path: Path):
    directory = tmp_path / "g"
    with pytest.raises(EmptyBuildError):
        build([tmp_path / "none"], directory, extractor=TinyExtractor())
    with pytest.raises(NotAGraphError, match="no build has finished"):
        open_graph(directory)
    build([corpus], directory, extractor=TinyExtractor())
    (directory / "current").write_text("../../elsewhere")
    with pytest.raises(NotAGraphError, match="damaged"):
        open_graph(directory)
    (directory / "current").write_text("000099")
    with pytest.raises(NotAGraphError, match="files are missing"):
        open_graph(directory)
    (directory / "innokg.json").write_text('{"format": 99}')
    for use in (lambda: open_graph(directory), lambda: build([corpus], directory, extractor=TinyExtractor())):
        with pytest.raises(FormatError, match="99"):
            use()
    (directory / "innokg.json").write_text("[]")
    with pytest.raises(NotAGraphError, match="damaged"):
        open_graph(directory)
