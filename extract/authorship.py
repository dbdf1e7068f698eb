"""Who wrote an article: its authors and the bodies they name themselves of, as things and facts."""

from __future__ import annotations

import re
from dataclasses import replace

from .model import ARTICLE_KEY, Article, Evidence, Fact, Found, Literal, Name, Thing
from .posts import post_pattern
from .relate.name_parts import BY_NAME, whole_in_name
from .relate.posts import HOLDS_POST, POST_TITLE

_ENDINGS = {
    "University": ("大学", "学院", "学校"),
    "Laboratory": ("实验室",),
    "Agency": ("厅", "局", "委员会", "部", "办公室", "政府", "省委", "市委"),
    "Association": ("协会", "学会", "社科联", "联合会", "商会"),
    "Enterprise": ("公司", "集团"),
    "ResearchInstitute": (
        "研究院",
        "研究所",
        "研究中心",
        "科学院",
        "智库",
        "党校",
        "研究室",
        "基地",
        "中心",
        "院",
        "所",
    ),
}


def authorship(article: Article) -> tuple[list[Thing], list[Fact]]:
    """Return the authors and their bodies as things, and the facts about them; only what the text itself says."""
    things: dict[str, Thing] = {}
    facts: list[Fact] = []
    for author in article.metadata.authors:
        evidence = _evidence(article, author.name)
        if evidence is None:
            continue
        person = f"person:{author.name.value}"
        things.setdefault(person, _thing(person, "Person", author.name.value, evidence))
        facts.append(Fact("schema:author", "author-byline", (evidence,), ARTICLE_KEY, person, confidence=0.95))
        known = {body.value for body in author.affiliations}
        for body in author.affiliations:
            name = _ACADEMY.sub("中国科学院", body.value)
            name = full if (full := _SHORT_INSTITUTE.sub("研究", name)) in known else name
            facts += _affiliated(article, person, name, body, things)
    return list(things.values()), facts


def _affiliated(article: Article, person: str, name: str, body: Found, things: dict[str, Thing]) -> list[Fact]:
    evidence = _evidence(article, body)
    if evidence is None:
        return []
    kind = next((k for k, ends in _ENDINGS.items() if name.endswith(ends)), "Organization")
    key = f"body:{name}"
    things.setdefault(key, _thing(key, kind, name, evidence))
    post = _post(article, body)
    facts: list[Fact] = []
    if not post or not _HONOUR.search(post):
        facts.append(Fact("schema:affiliation", "affiliation-byline", (evidence,), person, key, confidence=0.9))
    if post:
        title = ((POST_TITLE, Literal(post, lang="zh-Hans")),)
        facts.append(Fact(HOLDS_POST, "post-byline", (evidence,), person, key, confidence=0.9, annotations=title))
    return facts + _part_of(name, key, evidence, things)


def _part_of(name: str, part: str, evidence: Evidence, things: dict[str, Thing]) -> list[Fact]:
    """What the body is a part of by its own name: 某大学|经管学院."""
    found = whole_in_name(name)
    if found is None:
        return []
    whole, types, concept = found
    key = f"body:{whole}"
    things.setdefault(key, replace(_thing(key, types[0], whole, evidence), types=types, concept=concept))
    return [Fact("ikg:partOf", "part-by-name", (evidence,), part, key, confidence=BY_NAME)]


def _post(article: Article, body: Found) -> str | None:
    """The post that stands right behind a body's name: 某研究所|研究员."""
    if body.span is None:
        return None
    after = article.text[body.span.end : body.span.end + MAX_POST]
    post = post_pattern().match(after.lstrip())
    return post[0] if post else None


def _thing(key: str, kind: str, name: str, evidence: Evidence) -> Thing:
    return Thing(key=key, types=(kind,), name=name, names=(Name(name),), evidence=(evidence,))


def _evidence(article: Article, found: Found) -> Evidence | None:
    """The line that a value stands in; None where only the page's markup has it."""
    if found.span is None:
        return None
    start = article.text.rfind("\n", 0, found.span.start) + 1
    end = article.text.find("\n", found.span.end)
    end = len(article.text) if end < 0 else end
    if end - start > MAX_LINE:
        start, end = max(start, found.span.start - MAX_LINE // 2), min(end, found.span.end + MAX_LINE // 2)
    line = article.text[start:end]
    start += len(line) - len(line.lstrip())
    return Evidence(type(found.span)(start, start + len(line.strip())), line.strip())


# Short forms in biographies: 中科院某所 is 中国科学院某研究所, where the author is of that.
_ACADEMY = re.compile("^中科院")
_SHORT_INSTITUTE = re.compile("(?<!研究)(?=[所院]$)")

# Who bears these belongs to the body in name only.
_HONOUR = re.compile("(?:院士|会员|委员|理事|顾问|编委)$")

# Posts behind a body's name are short: 副院长、教授、博士生导师.
MAX_POST = 30

# A byline longer than this is a paragraph: quote the part around the name.
MAX_LINE = 300
