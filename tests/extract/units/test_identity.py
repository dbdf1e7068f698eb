"""Who is who across articles: one thing, one IRI, whatever the order; never two things in one IRI."""

from __future__ import annotations

from itertools import permutations

from innokg.extract.identity import resolve
from innokg.extract.model import Article, Extraction, Fact, Name, Thing


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
