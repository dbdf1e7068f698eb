"""Who is who across articles: one thing, one IRI, whatever the order; never two things in one IRI."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from innokg.extract.identity import resolve
from innokg.extract.model import Article, Extraction, Fact, Name, Thing
from innokg.extract.overrides import NONE, Overrides, OverridesError, read_overrides


def extraction(identifier: str, *things: Thing, facts: tuple[Fact, ...] = ()) -> Extraction:
    return Extraction(Article(identifier, "", ()), things, facts)


def thing(key: str, kind: str, name: str, *aliases: str, **more: str) -> Thing:
    return Thing(key, (kind,), name, tuple(Name(n) for n in (name, *aliases)), **more)


def iris(*extractions: Extraction) -> dict[tuple[str, str], str]:
    found = resolve(extractions)
    return {
        (e.article.identifier, t.key): found.identity(e.article.identifier, t.key).iri
        for e in extractions
        for t in e.things
    }


def test_the_order_of_articles_does_not_matter() -> None:
    articles = [
        extraction("a", thing("1", "Programme", "北辰制造伙伴计划", "北辰计划")),
        extraction("b", thing("1", "Programme", "北辰计划")),
        extraction("c", thing("1", "Programme", "北辰 制造伙伴计划")),
    ]
    every = [iris(*order) for order in permutations(articles)]
    assert all(found == every[0] for found in every)
    assert len(set(every[0].values())) == 1


def test_a_short_form_that_two_articles_define_otherwise_joins_nothing() -> None:
    found = iris(
        extraction("a", thing("1", "Programme", "北辰制造伙伴计划", "伙伴计划")),
        extraction("b", thing("1", "Programme", "南岭创新伙伴计划", "伙伴计划")),
        extraction("c", thing("1", "Programme", "伙伴计划")),
    )
    assert len(set(found.values())) == 3


def test_a_name_with_a_blotted_word_is_of_its_article_alone() -> None:
    found = iris(
        extraction("a", thing("1", "InnovationCenter", "国家**中心")),
        extraction("b", thing("1", "InnovationCenter", "国家**中心")),
    )
    assert len(set(found.values())) == 2


def test_everyday_short_forms_join_nothing() -> None:
    found = iris(
        extraction("a", thing("1", "Policy", "北辰市创新联合体管理办法", "管理办法")),
        extraction("b", thing("1", "Policy", "管理办法")),
    )
    assert len(set(found.values())) == 2


def test_sorts_and_countries_keep_names_apart() -> None:
    found = iris(
        extraction(
            "a",
            thing("1", "Programme", "北辰创新中心"),
            thing("2", "InnovationCenter", "北辰创新中心"),
            thing("3", "Agency", "科学技术部", country="https://w3id.org/innokg/id/region/CN"),
            thing("4", "Agency", "科学技术部", country="https://w3id.org/innokg/id/region/IN"),
        )
    )
    assert len(set(found.values())) == 4


def test_persons_are_known_by_name_and_body() -> None:
    def author(identifier: str, body: str) -> Extraction:
        facts = (Fact("schema:affiliation", "r", (), "1", "2"),) if body else ()
        bodies = (thing("2", "University", body),) if body else ()
        return extraction(identifier, thing("1", "Person", "王明"), *bodies, facts=facts)

    found = iris(author("a", "甲大学"), author("b", "甲大学"), author("c", "乙大学"), author("d", ""), author("e", ""))
    persons = [found[name, "1"] for name in "abcde"]
    assert persons[0] == persons[1]
    assert len(set(persons)) == 4


def test_what_a_scheme_knows_has_the_concept_s_iri() -> None:
    concept = "https://w3id.org/innokg/id/region/CN-110000"
    assert set(iris(extraction("a", thing("1", "Region", "北京", concept=concept))).values()) == {concept}


def test_two_ministries_of_one_name_are_two() -> None:
    found = iris(
        extraction("a", thing("1", "Agency", "科技部", country="https://w3id.org/innokg/id/region/IL")),
        extraction("b", thing("1", "Agency", "科技部", country="https://w3id.org/innokg/id/region/CN")),
    )
    assert len(set(found.values())) == 2


def test_a_programme_and_the_centre_that_it_creates_are_two() -> None:
    found = iris(extraction("a", thing("1", "Programme", "灯塔引擎"), thing("2", "InnovationCenter", "灯塔引擎")))
    assert len(set(found.values())) == 2


def test_an_office_named_by_its_level_alone_is_its_articles_own() -> None:
    found = iris(
        extraction("a", thing("1", "Agency", "省科技厅")),
        extraction("b", thing("1", "Agency", "省科技厅")),
        extraction("c", thing("1", "Agency", "湖北省科技厅")),
        extraction("d", thing("1", "Agency", "湖北省科技厅")),
    )
    assert found["a", "1"] != found["b", "1"]
    assert found["c", "1"] == found["d", "1"]


def placed(identifier: str, name: str, region: str) -> Extraction:
    region_thing = thing("r", "Region", region, concept=f"https://w3id.org/innokg/id/region/{region}")
    fact = Fact("ikg:locatedIn", "test", (), subject="1", object="r")
    return extraction(identifier, thing("1", "Consortium", name), region_thing, facts=(fact,))


def test_consortia_of_one_name_in_two_provinces_are_two() -> None:
    articles = [
        placed("a", "智能农机创新联合体", "CN-410000"),
        placed("b", "智能农机创新联合体", "CN-410100"),
        placed("c", "智能农机创新联合体", "CN-370000"),
    ]
    every = [iris(*order) for order in permutations(articles)]
    assert all(found == every[0] for found in every)
    assert every[0]["a", "1"] == every[0]["b", "1"] != every[0]["c", "1"]
    notes = resolve(articles).identity("a", "1").because
    assert notes == ("智能农机创新联合体: not the one of the same name in 山东",)


def test_why_two_names_are_one_thing_is_kept() -> None:
    articles = [
        extraction("a", thing("1", "Programme", "北辰制造伙伴计划", "北辰计划")),
        extraction("b", thing("1", "Programme", "北辰计划")),
    ]
    assert resolve(articles).identity("b", "1").because == ("北辰计划 = 北辰制造伙伴计划: defined in a",)


def overrides(tmp_path: Path, text: str) -> Overrides:
    path = tmp_path / "identities.yaml"
    path.write_text(text, "utf-8")
    return read_overrides(path)


def told(given: Overrides, *extractions: Extraction) -> list[str]:
    resolution = resolve(extractions, given)
    return [resolution.identity(e.article.identifier, t.key).iri for e in extractions for t in e.things]


def test_a_user_may_say_that_two_names_mean_one_thing(tmp_path: Path) -> None:
    given = overrides(tmp_path, "same-as:\n  - [北辰市陶瓷创新联合体, 陶瓷联盟体]\n")
    articles = [
        extraction("a", thing("1", "Consortium", "陶瓷联盟体")),
        extraction("b", thing("1", "Consortium", "北辰市陶瓷创新联合体")),
    ]
    assert len(set(told(given, *articles))) == 1
    identity = resolve(articles, given).identity("a", "1")
    assert identity.name == "北辰市陶瓷创新联合体"
    assert identity.because == ("陶瓷联盟体: said to be the same in the overrides",)


def test_a_user_may_say_that_a_short_form_means_something_else(tmp_path: Path) -> None:
    given = overrides(tmp_path, "different-from:\n  - [北辰计划, 北辰制造伙伴计划]\n")
    articles = [
        extraction("a", thing("1", "Programme", "北辰制造伙伴计划", "北辰计划")),
        extraction("b", thing("1", "Programme", "北辰计划")),
    ]
    assert len(set(told(given, *articles))) == 2
    assert len(set(told(NONE, *articles))) == 1


def test_a_user_may_say_which_articles_mean_which_thing_of_a_name(tmp_path: Path) -> None:
    text = "different-from:\n  - name: 智能农机创新联合体\n    articles: [[a, b], [c]]\n"
    given = overrides(tmp_path, text)
    articles = [extraction(name, thing("1", "Consortium", "智能农机创新联合体")) for name in "abc"]
    first, second, third = told(given, *articles)
    assert first == second != third


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("same: []\n", "write the keys same-as and different-from"),
        ("- a\n", "write the keys same-as and different-from"),
        ("same-as: 北辰\n", "same-as is no list"),
        ("same-as:\n  - [北辰]\n", "write a list of two names or more"),
        ("different-from:\n  - name: 北辰\n", "write name, and articles in lists"),
        ("same-as: [\n", "no YAML"),
        (
            "same-as:\n  - [甲, 乙]\ndifferent-from:\n  - [甲, 乙]\n",
            "said to be the same and different",
        ),
    ],
)
def test_overrides_that_cannot_be_used_are_told(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(OverridesError, match=told):
        overrides(tmp_path, text)


def test_overrides_that_are_not_there_are_told(tmp_path: Path) -> None:
    with pytest.raises(OverridesError, match="cannot be read"):
        read_overrides(tmp_path / "none.yaml")
