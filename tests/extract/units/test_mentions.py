"""Which of overlapping mentions wins is a total order: never a matter of which was found first."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

from innokg.extract.recognise.mentions import DEFINED, Mention, settle

BODY = Mention(0, 7, ("Agency",), "某市人民政府", by="departments")


def test_equals_are_told_apart_by_what_they_say() -> None:
    same = [BODY, replace(BODY, country="https://w3id.org/innokg/id/region/CN"), replace(BODY, refers=True)]
    found = {tuple(settle(order)) for order in permutations(same)}
    assert found == {(same[1],)}


def test_the_longer_wins_and_of_equals_the_stronger() -> None:
    short, strong = replace(BODY, end=3, name="某市"), replace(BODY, strength=DEFINED, name="某市政府")
    for order in permutations([BODY, short, strong]):
        assert settle(order) == [strong]
