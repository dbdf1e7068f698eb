"""The main text of a web page, as blocks: the article's own container where one is known, else where the prose stands.

The stages: 1. what is hidden or around the article by its tag or class goes; 2. the element that holds nearly all the
prose is the article's; 3. its blocks are read in order. Where a page has no prose, trafilatura decides.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any

import trafilatura

from ..model import BlockKind
from .page import BLOCKS, SKIPPED, is_hidden, texts

# Kind, text, heading level, cells of a table row.
TextBlock = tuple[BlockKind, str, int, list[str]]

# Containers that content systems in wide use in China give an article, most telling first.
_CONTAINERS = (
    "//*[@id='UCAP-CONTENT']",
    "//*[@id='js_content']",
    "//*[contains(@class,'TRS_Editor')]",
    "//*[@itemprop='articleBody']",
    "//*[@id='zoom' or @id='Zoom']",
    "//*[@id='vsb_content' or starts-with(@id,'vsb_content_')]",
    "//*[contains(concat(' ',@class,' '),' rich_media_content ')]",
    "//*[contains(concat(' ',@class,' '),' wp_articlecontent ')]",
    "//*[contains(concat(' ',@class,' '),' v_news_content ')]",
    "//*[@id='artibody' or @id='article_content' or @id='ContentBody' or @id='artContent']",
)
# In classes and ids of these names pages keep what is not the article.
_AROUND = re.compile(
    r"(^|[-_\s])(nav|navbar|menu|breadcrumb|crumbs?|share|sharebar|bdshare\w*|related|recommend\w*|hot|rank\w*|sidebar|"
    r"aside|comments?|reply|replies|footer|foot|copyright|toolbar|tools|qrcode|prevnext|pagination|pager|tags?|"
    r"advert\w*|ads?|login|search|popup|friendlink|links|disclaimer|statement|signature|pinglun|attach\w*|"
    r"(user|author)[-_]?(card|info|box)|userinfo|avatar|rich_media_tool)([-_\s]|$)",
    re.IGNORECASE,
)
_AROUND_TAGS = frozenset({"nav", "footer", "aside"})
# A part with this many characters of prose is the article, even in a class named so.
_PROSE_KEPT = 300
# The article's element holds this share of the page's prose; one long paragraph among short ones stays below it.
_SHARE = 0.85
# A known container is believed when it holds this share of what stands where the prose is.
_CONTAINER_SHARE = 0.5
# The element of a lone paragraph is widened as long as this brings no more lines than a headline and a byline have.
_MOST_MORE_LINES = 6
_LEAST_PROSE = 60
_LINKED = 0.9
_SENTENCE = re.compile("[。！？；;!?]")


def main_text(tree: Any) -> list[TextBlock]:
    """Return the blocks of a page's article; the tree is changed."""
    prune(tree)
    own = _known_container(tree)
    found = _prose_container(tree)
    by_prose = blocks_under(found, links=False) if found is not None else []
    if own is not None:
        by_container = blocks_under(own, links=True)
        if _size(by_container) >= _CONTAINER_SHARE * _size(by_prose) and _size(by_container) > 0:
            return by_container
    if by_prose:
        return by_prose
    document = trafilatura.bare_extraction(
        deepcopy(tree), fast=True, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    body = getattr(document, "body", None)
    return blocks_under(body, links=True) if body is not None else []


def prune(tree: Any) -> None:
    """Take out what is hidden or, by tag or class, around the article."""
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None or element.tag in ("html", "body", "main"):
            continue
        name = f"{element.get('class') or ''} {element.get('id') or ''}"
        if is_hidden(element) or (
            (element.tag in _AROUND_TAGS or _AROUND.search(name)) and _prose(element) < _PROSE_KEPT
        ):
            _drop(element)


def _drop(element: Any) -> None:
    parent, tail = element.getparent(), element.tail
    if tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(element)


def _prose(element: Any) -> int:
    return sum(len(text) for text, _, _ in texts(element) if _is_prose(text))


def _is_prose(text: str) -> bool:
    return len(text) > 20 and bool(_SENTENCE.search(text))


def _known_container(tree: Any) -> Any:
    for path in _CONTAINERS:
        found = tree.xpath(path)
        if found:
            return max(found, key=lambda element: len("".join(element.itertext())))
    return None


def _prose_container(tree: Any) -> Any:
    """Return the smallest element that holds nearly all the prose of the page, None where there is none."""
    prose: dict[Any, int] = {}
    for text, element, _ in texts(tree):
        if _is_prose(text):
            prose[element] = prose.get(element, 0) + len(text)
            for outer in element.iterancestors():
                prose[outer] = prose.get(outer, 0) + len(text)
    total = prose.get(tree, 0)
    if total < _LEAST_PROSE:
        return None
    element = tree
    while True:
        inner = next((child for child in element if prose.get(child, 0) >= _SHARE * total), None)
        if inner is None:
            break
        element = inner
    lines = len(list(texts(element)))
    while lines < 2 and element.getparent() is not None:
        wider = len(list(texts(element.getparent())))
        if wider - lines > _MOST_MORE_LINES:
            break
        element, lines = element.getparent(), wider
    return element


def _size(blocks: list[TextBlock]) -> int:
    return sum(len(block[1]) for block in blocks)


class _Collector:
    """Collects the text between the edges of blocks."""

    def __init__(self, *, links: bool) -> None:
        self.found: list[TextBlock] = []
        self._links = links
        self._parts: list[str] = []
        self._linked = 0

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            self._parts.append(text)
            self._linked += len(text.strip()) if linked else 0

    def flush(self, kind: BlockKind, level: int) -> None:
        text = " ".join("".join(self._parts).split())
        # A line that is all links leads away, unless the container is known to be the article's.
        leads_away = not self._links and self._linked >= _LINKED * len(text) and not _SENTENCE.search(text)
        if text and not leads_away:
            self.found.append((kind, text, level, []))
        self._parts.clear()
        self._linked = 0


def blocks_under(body: Any, *, links: bool) -> list[TextBlock]:
    """Return the blocks under an element of HTML or of trafilatura's tree; `links` keeps lines that are all links."""
    collector = _Collector(links=links)
    # An explicit stack, since pages nest deeper than Python's calls.
    stack: list[tuple[Any, bool, BlockKind, int, bool]] = [(body, True, BlockKind.PARAGRAPH, 0, False)]
    while stack:
        node, opening, kind, level, linked = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        if not opening:
            if tag in BLOCKS:
                collector.flush(kind, level)
            if node is not body:
                collector.add(node.tail, linked=linked and tag != "a")
            continue
        if not tag or tag in SKIPPED:
            collector.add(node.tail, linked=linked)
            continue
        if tag in BLOCKS:
            outer_kind, outer_level = _outer(node, body)
            collector.flush(outer_kind, outer_level)
        if tag == "table" and _is_data(node):
            collector.found.extend(_rows(node))
            collector.add(node.tail, linked=linked)
            continue
        kind, level = _meaning(node, tag, kind, level)
        linked = linked or tag == "a"
        collector.add(node.text, linked=linked)
        stack.append((node, False, kind, level, linked))
        stack.extend((child, True, kind, level, linked) for child in reversed(node))
    return collector.found


def _outer(node: Any, body: Any) -> tuple[BlockKind, int]:
    """Return what the text before a block within its parent is: the nearest heading or list item around it."""
    parent = node.getparent()
    while parent is not None and node is not body:
        tag = parent.tag if isinstance(parent.tag, str) else ""
        kind, level = _meaning(parent, tag, BlockKind.PARAGRAPH, 0)
        if kind is not BlockKind.PARAGRAPH or parent is body:
            return kind, level
        parent = parent.getparent()
    return BlockKind.PARAGRAPH, 0


def _meaning(node: Any, tag: str, kind: BlockKind, level: int) -> tuple[BlockKind, int]:
    if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return BlockKind.HEADING, int(tag[1])
    if tag == "head":
        rend = node.get("rend") or "h2"
        return BlockKind.HEADING, int(rend[1]) if rend[1:].isdigit() else 2
    if tag in ("li", "item", "dd"):
        return BlockKind.LIST_ITEM, 0
    if tag in ("p", "div", "section"):
        return (kind if kind is BlockKind.LIST_ITEM else BlockKind.PARAGRAPH), 0
    return kind, level


def _is_data(table: Any) -> bool:
    """Whether a table holds data, not the page's layout: two columns or more, no long prose, no table within."""
    rows = list(table.iter("tr", "row"))
    if len(rows) < 2 or next(table.iterdescendants("table"), None) is not None:
        return False
    widths = [len(list(row.iter("td", "th", "cell"))) for row in rows]
    longest = max((len("".join(cell.itertext())) for cell in table.iter("td", "th", "cell")), default=0)
    # Cells of data are phrases and short descriptions; a page's layout puts whole articles into one.
    return max(widths) >= 2 and longest < 600


def _rows(table: Any) -> list[TextBlock]:
    rows: list[TextBlock] = []
    for place, row in enumerate(table.iter("tr", "row")):
        cells = [" ".join("".join(cell.itertext()).split()) for cell in row.iter("td", "th", "cell")]
        if len(cells) == 1 and cells[0]:
            rows.append((BlockKind.PARAGRAPH, cells[0], 0, []))
        elif any(cells):
            rows.append((BlockKind.TABLE_ROW, "\t".join(cells), int(place == 0), cells))
    return rows
