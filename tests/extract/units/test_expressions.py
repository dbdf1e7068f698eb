"""An expression that is written out fits where the plain one does, and as far."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

import pytest
from innokg.extract import Source, discover, read
from innokg.extract.cleaning import clean
from innokg.extract.expressions import Expression, Hinted, any_of, hinted
from innokg.extract.lexicon import load

from tests.conftest import EXAMPLES

LEXICONS = ("challenges", "funding", "lacking", "mechanism_constructions", "mechanisms", "modality", "observations",
            "recommendations", "requirements")  # fmt: skip

# Lists of plain words, which are no expressions.
WORDS = ("inside", "links")


def _spans(matches: Iterator[re.Match[str]]) -> list[tuple[tuple[int, int], dict[str, str]]]:
    return [(match.span(), match.groupdict()) for match in matches]


@pytest.mark.parametrize("name", LEXICONS)
def test_cues_of_a_lexicon_fit_where_they_did(name: str) -> None:
    sources = [source for source in discover([EXAMPLES / "articles"]) if isinstance(source, Source)]
    lines = [line for source in sources for line in re.split("[,;。\n]", clean(read(source)).text)]
    for key, cues in load(name).items():
        if isinstance(cues, list) and key not in WORDS and all(isinstance(cue, str) for cue in cues):
            plain, written = re.compile("|".join(cues)), any_of(cues)
            for line in [*lines, *cues]:
                assert _spans(written.finditer(line)) == _spans(plain.finditer(line)), (key, line)


def _expression(chance: random.Random, depth: int = 3) -> str:
    """A made-up expression of the parts that cues are made of."""
    parts: list[str] = []
    for _ in range(chance.randint(1, 3)):
        sort = chance.randint(0, 9 if depth else 4)
        inner = _expression(chance, depth - 1) if depth else ""
        some = "|".join(_expression(chance, depth - 1) for _ in range(chance.randint(1, 3))) if depth else ""
        one = chance.choice("甲乙丙")
        parts.append(
            [one, one, "[甲乙]", "[^甲]", "甲?", f"(?:{some})", f"(?:{some})?", f"(?:{some}){{0,2}}", f"(?!{inner})",
             f"(?<{chance.choice('=!')}{one})"][sort]
            + chance.choice(["", "", "", "{1,2}", "+"] if sort < 3 else [""])
        )  # fmt: skip
    return chance.choice(["", "", "", "^"]) + "".join(parts)


@pytest.mark.parametrize("made", [any_of, lambda cues: hinted("|".join(cues))])
@pytest.mark.parametrize("group", ["{}", "(?P<some>{})"])
def test_any_expression_fits_where_it_did(made: Callable[[list[str]], Expression], group: str) -> None:
    chance = random.Random(7)  # noqa: S311 - made-up text, no secret
    for _ in range(1500):
        cues = [_expression(chance) for _ in range(chance.randint(1, 4))]
        cues[0] = group.format(cues[0])
        plain, written = re.compile("|".join(cues)), made(cues)
        for _ in range(12):
            text = "".join(chance.choices("甲乙丙丁", k=chance.randint(0, 7)))
            start, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
            for at in ((), (start,), (start, end)):
                assert _spans(written.finditer(text, *at)) == _spans(plain.finditer(text, *at)), (cues, text, at)
                one, other = written.match(text, *at), plain.match(text, *at)
                assert (one and one.span()) == (other and other.span()), (cues, text, at)


@pytest.mark.parametrize(
    ("cue", "text", "found"),
    [
        (r"(?P<who>[^,]{2,8}?)应(?:当)?符合", "某中心,单位应当符合条件", {"who": "单位"}),
        (r"\d+(?:余)?家$", "共有5余家", {}),
        (r"[^()]{2,4}\(含\)以上", "三百家(含)以上", {}),
    ],
)
def test_what_begins_with_nearly_anything_is_looked_for_by_its_end(cue: str, text: str, found: dict[str, str]) -> None:
    expression = any_of([cue])
    assert isinstance(expression, Hinted)
    match = expression.search(text)
    assert match is not None
    assert match.groupdict() == found
    assert expression.search("无关的一句") is None
    assert expression.sub("", "无关的一句") == "无关的一句"
