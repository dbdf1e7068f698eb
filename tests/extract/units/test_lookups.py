"""What is found by bisection or counted once is what going through everything would find."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from innokg.extract.occurrences import WordIndex, occurrences
from innokg.extract.recognise.mentions import Mention
from innokg.extract.relate.field_lists import _COUNTED, _names_with_counts
from innokg.extract.stretches import Stretches
from innokg.extract.tally import Tally, thing_of

_STRETCH = st.tuples(st.integers(0, 30), st.integers(1, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(st.lists(_STRETCH), _STRETCH)
def test_stretches_meet_what_overlaps_one(given_first: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    start, end = asked
    assert Stretches(given_first).meet(start, end) == any(s < end and start < e for s, e in given_first)


@given(st.lists(_STRETCH), _STRETCH)
def test_stretches_added_where_free_are_met(offered: list[tuple[int, int]], asked: tuple[int, int]) -> None:
    stretches = Stretches()
    taken: list[tuple[int, int]] = []
    for start, end in offered:
        if not stretches.meet(start, end):
            stretches.add(start, end)
            taken.append((start, end))
    start, end = asked
    assert stretches.meet(start, end) == any(s < end and start < e for s, e in taken)


@given(st.text("甲乙A"), st.lists(st.text("甲乙A", min_size=1, max_size=3)))
def test_occurrences_are_all_places_of_all_words(text: str, words: list[str]) -> None:
    places = [(at, word) for at in range(len(text)) for word in set(words) if text.startswith(word, at)]
    assert sorted(occurrences(text, words)) == sorted(places)


@given(st.text("甲乙A"), st.lists(st.text("甲乙A", min_size=1, max_size=3)))
def test_words_that_stand_in_a_text_are_found(text: str, words: list[str]) -> None:
    assert sorted(WordIndex(words).standing_in(text)) == sorted({word for word in words if word in text})


@given(st.lists(st.sampled_from(["甲", "乙丙", "领域", "各", "有", "3", "12", "余", "个", "家", "、", "和", "\n"])))
def test_counted_names_are_found_from_their_counts(parts: list[str]) -> None:
    text = "".join(parts)
    assert [m.span() for m in _names_with_counts(text)] == [m.span() for m in _COUNTED.finditer(text)]


@given(st.lists(st.sampled_from("甲乙丙丁")), st.integers(1, 4), st.integers(0, 20))
def test_the_thing_named_most_is_the_counter_s(names: list[str], times: int, before: int) -> None:
    mentions = [
        Mention(at, at + 1, ("Kind",) if name == "丁" else ("Policy",), name, "") for at, name in enumerate(names)
    ]
    counts = Counter(thing_of(m) for m in mentions if _is_policy(m) and m.end <= before)
    most = counts.most_common(1)
    expected = next(m for m in mentions if thing_of(m) == most[0][0]) if most and most[0][1] >= times else None
    assert Tally(mentions, _is_policy).leader(times, before) == expected


def _is_policy(mention: Mention) -> bool:
    return mention.type == "Policy"
