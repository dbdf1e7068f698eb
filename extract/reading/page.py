"""The parts of a web page around its main text: title, byline lines, metadata of the markup."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..cleaning.forms import fold
from ..metadata.dates import dates_in
from ..metadata.fields import fields_of
from ..metadata.persons import is_person
from ..model import Author, Found, Metadata
from ..structure.lines import Line
from .statements import date_of, names

SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "button", "textarea"}
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
        "item",
        "list",
        "row",
        "cell",
        "head",
        "quote",
        "lb",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_TITLE_BAR = re.compile(r"\s*[_|丨│]\s*|\s+[-–—]\s+|(?<=[\u4e00-\u9fff])-(?=[\u4e00-\u9fff])")
_NO_TITLE = re.compile(
    r"(首页|主页|无标题(文档)?|untitled.*|正文|文章详情|详情页?|新闻详情|文章内容|网页|index|document)", re.IGNORECASE
)
_SITE = re.compile(
    r"(网|网站|门户|官网|首页|频道|新闻|政府|报|平台|在线|杂志社|委员会|部|厅|局|公众平台|论坛|研究院|中心|com|cn)$"
)
_LONGEST_LINE = 200
_MOST_LINES = 4


@dataclass
class Page:
    """The visible lines of a page in order, those of its h1 elements apart."""

    lines: list[str] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, tree: Any) -> Page:
        """Return the lines of a parsed page."""
        page = cls()
        for element_text, _, in_h1 in texts(tree):
            page.lines.append(element_text)
            if in_h1:
                page.headlines.append(element_text)
        return page


def texts(tree: Any) -> Iterator[tuple[str, Any, bool]]:
    """Yield each block's own text, the element it stands in, and whether that is within an h1."""
    parts: list[str] = []
    opened: list[Any] = [tree]
    headlines = 0

    def flush() -> Iterator[tuple[str, Any, bool]]:
        text = " ".join("".join(parts).split())
        parts.clear()
        if text:
            yield text, opened[-1], headlines > 0

    # An explicit stack, since pages nest deeper than Python's calls.
    stack: list[tuple[Any, bool]] = [(tree, True)]
    while stack:
        element, opening = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if opening and (not tag or tag in SKIPPED or _is_page_head(element) or is_hidden(element)):
            parts.append(element.tail or "")
        elif opening:
            if tag in BLOCKS:
                yield from flush()
                opened.append(element)
            headlines += tag == "h1"
            parts.append(element.text or "")
            stack.append((element, False))
            stack.extend((child, True) for child in reversed(element))
        else:
            if tag in BLOCKS:
                yield from flush()
                opened.pop()
            headlines -= tag == "h1"
            if element is not tree:
                parts.append(element.tail or "")
    yield from flush()


def _is_page_head(element: Any) -> bool:
    """Whether the element is a page's <head>, not trafilatura's mark of a heading."""
    return element.tag == "head" and element.find("title") is not None


def is_hidden(element: Any) -> bool:
    """Whether the markup hides an element from readers."""
    return element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style") or ""))


def stated_of(tree: Any) -> Metadata:
    """Return the metadata of <meta> elements, JSON-LD and <link rel="canonical">."""
    content: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        value = " ".join((meta.get("content") or "").split())
        if name and value:
            content.setdefault(name, []).append(value)
    record = _linked_data(tree)

    def first(role: str) -> str | None:
        return next((content[name][0] for name in names("meta")[role] if name in content), None)

    published = first("published") or record.get("datePublished")
    publisher = first("publisher") or record.get("publisher")
    people = [one for name in names("meta")["authors"] for one in content.get(name, [])] or record.get("authors", [])
    link = next((one.get("href") for one in tree.iter("link") if (one.get("rel") or "").lower() == "canonical"), None)
    source = first("source") or link or ""
    day = date_of(published) if published else None
    authors = dict.fromkeys(
        name for one in people for name in re.split(r"[、,;，；/\s]+", one) if is_person(fold(name))
    )
    return Metadata(
        published=Found(day) if day else None,
        publisher=Found(fold(publisher)) if publisher and not publisher.startswith("http") else None,
        issue=Found(value) if (value := first("issue")) else None,
        source=Found(source) if re.match("https?://", source) else None,
        authors=tuple(Author(Found(name)) for name in authors),
    )


def fallback_of(tree: Any) -> Metadata:
    """Return the site's name as publisher, for pages whose byline names none; platforms publish nothing themselves."""
    found = next((one for name in names("meta")["site"] for one in _contents(tree, name)), None)
    if found is None or found.startswith("http") or found in names("meta")["platforms"]:
        return Metadata()
    return Metadata(publisher=Found(fold(found)))


def _linked_data(tree: Any) -> dict[str, Any]:
    """Return date, publisher and authors of the page's schema.org article, if it has one."""
    for script in tree.iter("script"):
        if (script.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for one in graph if isinstance(graph, list) else []:
            if isinstance(one, dict) and "Article" in str(one.get("@type")):
                return {
                    "datePublished": one.get("datePublished") if isinstance(one.get("datePublished"), str) else None,
                    "publisher": _name(one.get("publisher")),
                    "authors": [name for name in map(_name, _listed(one.get("author"))) if name],
                }
    return {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(value: Any) -> str | None:
    name = value.get("name") if isinstance(value, dict) else value
    return name if isinstance(name, str) else None


def title_of(tree: Any, page: Page) -> str | None:
    """Return the page's title: what its markup says, in the form of its headline; None rather than a wrong one."""
    stated = [one for name in names("meta")["title"] for one in _contents(tree, name)]
    element = tree.find(".//title")
    if element is not None and element.text:
        stated.append(" ".join(element.text.split()))
    lines = page.lines
    for one in stated:
        for headline in page.headlines:
            if len(headline) >= 5 and fold(headline) in fold(one):
                return headline
        bare = _without_site(one)
        if bare is None:
            continue
        same = next((line for line in lines if fold(line) == fold(bare)), None)
        longer = next(
            (line for line in lines if len(line) < 100 and fold(line).startswith(fold(bare.rstrip("….")))), None
        )
        if same or longer:
            return same or longer
        if not page.headlines:
            return bare
    only = page.headlines[0] if len(page.headlines) == 1 else ""
    # A short one may name the site or a column; not where the page's own title begins like it.
    if len(only) >= 8 or (len(only) >= 5 and any(fold(one)[:3] == fold(only)[:3] for one in stated)):
        return None if _SITE.search(only) and len(only) <= 12 else only
    return None


def _contents(tree: Any, name: str) -> list[str]:
    return [
        " ".join((meta.get("content") or "").split())
        for meta in tree.iter("meta")
        if (meta.get("property") or meta.get("name") or "").lower() == name and meta.get("content")
    ]


def _without_site(title: str) -> str | None:
    """Return a page's title without the site's and the column's names, None where nothing else is left."""
    parts = [part.strip() for part in _TITLE_BAR.split(title) if part and part.strip()]
    if not parts:
        return None
    while len(parts) > 1 and (_SITE.search(parts[-1]) or len(parts[-1]) <= 8):
        parts.pop()
    best = max(parts, key=len)
    if len(best) < 5 or _NO_TITLE.fullmatch(best) or (len(parts) == 1 and _SITE.search(best) and len(best) <= 12):
        return None
    # Parts that are no site's name are the title's own: 新标题——副题 keeps its dash.
    return best


def byline_lines(page: Page, title: str | None, main: list[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the page with date, source and authors: those above the main text, and those below."""
    wanted = {fold(text) for text in main}
    places = [place for place, line in enumerate(page.lines) if len(line) > 20 and fold(line) in wanted]
    if not places:
        return [], []
    first, last = places[0], places[-1]
    headed = [place for place, line in enumerate(page.lines[:first]) if title and fold(line) == fold(title)]
    start = headed[-1] if headed else max(0, first - 12)
    above = [line for line in page.lines[start:first] if fold(line) not in wanted and _is_byline(line)]
    below = [
        line for line in page.lines[last + 1 : last + 8] if fold(line) not in wanted and _is_byline(line, below=True)
    ]
    return above[:_MOST_LINES], below[:_MOST_LINES]


_TOLD = frozenset({"published", "publisher", "author", "affiliation", "issue", "biography"})


def _is_byline(text: str, *, below: bool = False) -> bool:
    if len(text) > _LONGEST_LINE:
        return False
    folded = fold(text)
    line = Line(0, folded, range(len(folded)))
    fields = [one for one in fields_of(line) if one.role in _TOLD]
    if fields:
        return fields[0].label_start < 30 and (not below or fields[0].label_start <= 1)
    return not below and len(text) < 60 and len(list(dates_in(line.text))) == 1 and not line.ends_sentence
