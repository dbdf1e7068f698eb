"""The reference page shows every term in both languages, says what the axioms say, and loads nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from innokg.ontology import load, terms
from innokg.ontology.load import OntologyError
from innokg.ontology.namespaces import IKG, OWL, RDFS
from innokg.ontology.reference import __main__ as command
from innokg.ontology.reference import drawing, page
from innokg.ontology.reference.model import Model
from lxml import etree, html
from pyoxigraph import Literal, NamedNode, Quad

SVG = "{http://www.w3.org/2000/svg}"
FILES = load.paths("ontology", "alignments")
MAIN = ("Consortium", "InnovationCenter", "Cluster", "Agency", "Policy", "Programme", "Region", "Statement", "Funding")


@pytest.fixture(scope="module")
def text() -> str:
    return page.render()


@pytest.fixture(scope="module")
def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


@pytest.fixture(scope="module")
def labels() -> dict[tuple[str, str, str | None], str]:
    """Labels, definitions and examples, read from the Turtle without the page's own code."""
    wanted = ("#label", "#definition", "#example", "#whyNoDomain", "#whyNoRange")
    return {
        (quad.subject.value, quad.predicate.value.rpartition("#")[2], quad.object.language): quad.object.value
        for path in FILES
        for quad in load.read(path)
        if quad.predicate.value.endswith(wanted)
        and isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
    }


def entry(tree: html.HtmlElement, name: str) -> str:
    (found,) = tree.xpath("//article[@id=$name]", name=name)
    return " ".join(found.text_content().split())


def row(tree: html.HtmlElement, name: str, title: str) -> str:
    cells = tree.xpath("//article[@id=$name]//dt[span=$title]/following-sibling::dd[1]", name=name, title=title)
    return " ".join(cells[0].text_content().split()) if cells else ""


def test_every_term_has_one_entry_with_all_its_words_in_both_languages(tree, labels) -> None:
    anchors = [found.get("id") for found in tree.xpath("//article")]
    assert sorted(anchors) == sorted(term.value.removeprefix(IKG) for term in terms.ALL)
    for term in terms.ALL:
        shown = entry(tree, term.value.removeprefix(IKG))
        assert term.value in shown
        said = [words for (subject, _, _), words in labels.items() if subject == term.value]
        assert len(said) >= 6
        assert not [words for words in said if " ".join(words.split()) not in shown], term


def test_every_link_within_the_page_leads_somewhere_and_no_anchor_stands_twice(tree) -> None:
    anchors = tree.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    targets = {href.removeprefix("#") for href in tree.xpath("//@href") if href.startswith("#")}
    assert targets <= set(anchors)


CASES = yaml.safe_load((Path(__file__).parent / "reference.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['term']}-{case['row']}")
def test_rows_say_what_the_axioms_say(tree, case) -> None:
    assert row(tree, case["term"], case["row"]) == case["shows"]


def test_nothing_is_loaded_from_elsewhere(text, tree) -> None:
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //embed | //base")
    assert not tree.xpath("//@src | //@srcset | //@onclick")
    assert {element.tag for element in tree.xpath("//*[@href]")} == {"a"}
    assert not re.search(r"@import|url\((?!#)", text)


def test_the_drawings_are_well_formed_and_name_the_main_classes(text, labels) -> None:
    drawings = [etree.fromstring(found) for found in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]
    assert [found.tag for found in drawings] == [SVG + "svg"] * 2
    picture, classes = ({" ".join(words.split()) for words in found.itertext()} for found in drawings)
    for tag in ("zh-hans", "en"):
        assert {labels[IKG + name, "label", tag] for name in MAIN} <= picture
        assert {labels[term.value, "label", tag] for term in terms.CLASSES} <= classes


def test_boxes_of_the_picture_lie_within_it_and_apart() -> None:
    picture = drawing.picture(Model.read(FILES))
    boxes = [box for box in picture.boxes if not box.frame]
    assert all(box.x >= 0 and box.x + box.width <= picture.width for box in picture.boxes)
    assert all(box.y >= 0 and box.y + box.height <= picture.height for box in picture.boxes)
    for first in boxes:
        for second in boxes:
            apart_across = first.x + first.width <= second.x or second.x + second.width <= first.x
            apart_down = first.y + first.height <= second.y or second.y + second.height <= first.y
            assert first is second or apart_across or apart_down, (first.name, second.name)


def test_classes_in_a_frame_of_the_picture_are_its_subclasses() -> None:
    model = Model.read(FILES)
    boxes = drawing.picture(model).boxes
    for frame in (box for box in boxes if box.frame):
        inside = [
            box.name
            for box in boxes
            if not box.frame and frame.x < box.x < frame.x + frame.width and frame.y < box.y < frame.y + frame.height
        ]
        assert len(inside) >= 6
        assert all(model.parents(IKG + name) == [IKG + frame.name] for name in inside)


def test_a_line_that_the_ontology_does_not_admit_is_refused(tmp_path: Path) -> None:
    layout = yaml.safe_load(drawing.LAYOUT.read_text(encoding="utf-8"))
    line = {"from": "Region", "to": "Agency", "properties": ["issuedBy"], "leaves": [0, 0], "enters": [0, 0]}
    layout["lines"].append(line)
    wrong = tmp_path / "picture.yaml"
    wrong.write_text(yaml.safe_dump(layout), encoding="utf-8")
    with pytest.raises(OntologyError, match="issuedBy has no Region in its domain"):
        drawing.picture(Model.read(FILES), wrong)


CONSORTIUM = NamedNode(IKG + "Consortium")


def test_a_statement_that_no_row_shows_is_refused() -> None:
    odd = Quad(CONSORTIUM, NamedNode(OWL + "hasKey"), CONSORTIUM)
    with pytest.raises(OntologyError, match="ikg:Consortium: the reference page has no row for owl:hasKey"):
        _ = Model([*load.quads(FILES), odd]).sections


def test_a_missing_translation_is_refused() -> None:
    kept = [
        quad
        for quad in load.quads(FILES)
        if not (
            quad.subject == CONSORTIUM
            and quad.predicate.value == RDFS + "label"
            and isinstance(quad.object, Literal)
            and quad.object.language == "en"
        )
    ]
    with pytest.raises(OntologyError, match="ikg:Consortium: no rdfs:label in en"):
        _ = Model(kept).sections


def test_every_run_gives_the_same_bytes(tmp_path: Path) -> None:
    written = set()
    for seed in ("1", "2"):
        folder = tmp_path / seed / "new"
        run = [sys.executable, "-m", "innokg.ontology.reference", str(folder)]
        done = subprocess.run(
            run,
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        assert done.stdout.strip() == str(folder / "index.html")
        written.add((folder / "index.html").read_bytes())
    assert len(written) == 1


def test_a_folder_that_cannot_be_written_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert command.main([str(blocked)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(blocked) in said
