"""A saved web page as text: one block a line, without navigation, scripts and pictures; nothing is fetched."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from kg.errors import SourceError
from kg.model import Span
from kg.reading.dates import iso

_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_UNREAD = frozenset(("script", "style", "template"))  # never text, whatever else is wrong with the page
_SKIP = _UNREAD | frozenset(
    """nav footer aside form figcaption button select textarea svg math iframe noscript object video audio canvas
    dialog menu""".split()
)
_BLOCK = frozenset(
    """address article blockquote body center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hr li main
    ol p pre section summary table tbody td tfoot th thead tr ul""".split()
)
_HEADING = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_OTHER = re.compile(  # one of these as a whole word of class or id: not the article
    r"(?:^|\s)(?:ads?|advert|advertisement|anzeige|werbung|newsletter|related|teasers?|cookie(?:-banner|-consent)?"
    r"|consent|social|share|sharing|comments?|kommentare|breadcrumbs?|sidebar|recommendations?|paywall|caption)(?:\s|$)",
    re.IGNORECASE,
)
_ENOUGH = 200  # so many characters in <article> or <main> make it the page's article


@dataclass(slots=True)
class Page:
    """The text of a web page, its headings (code points into it) and what its head says about it."""

    text: str
    headings: list[Span]
    title: str | None = None
    issued: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(slots=True)
class _Block:
    words: list[str] = field(default_factory=list)
    heading: int = 0
    within: tuple[int, ...] = ()


class _Reader(HTMLParser):
    """Collects the blocks; `within` numbers the <article> and <main> elements that a block lies in."""

    def __init__(self, skip: frozenset[str]):
        super().__init__(convert_charrefs=True)
        self.skip = skip
        self.open: list[tuple[str, bool]] = []
        self.opened: Counter[str] = Counter()
        self.skipping = 0
        self.block = _Block()
        self.blocks: list[_Block] = []
        self.regions: list[int] = []
        self.region_count = 0
        self.meta: dict[str, str] = {}
        self.linked: list[str] = []
        self.page_title = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if tag in _BLOCK:
            self._close_block()
        if tag == "br":
            self._close_block(keep_heading=True)
        if tag == "meta":
            key = (told.get("property") or told.get("name") or told.get("itemprop") or "").lower()
            self.meta.setdefault(key, told.get("content", "").strip())
        if tag == "link" and "canonical" in told.get("rel", "").lower().split():
            self.meta.setdefault("canonical", told.get("href", "").strip())
        if tag == "time" and not self.skipping:
            self.meta.setdefault("time", told.get("datetime", "").strip())
        if tag in _VOID:
            return
        if tag in ("p", "li") and self.open and self.open[-1][0] == tag:
            self.handle_endtag(tag)  # <p> without its end
        if tag in _HEADING:
            self.block.heading = 1
        if tag in ("article", "main"):
            self.region_count += 1
            self.regions.append(self.region_count)
        other = tag not in ("body", "html", "article", "main") and (
            _OTHER.search(told.get("class", "")) or _OTHER.search(told.get("id", ""))
        )
        hidden = "hidden" in told or re.search(r"display:\s*none", told.get("style", "")) is not None
        skip = tag in self.skip or (tag in ("div", "section", "ul", "p", "span") and bool(other or hidden))
        self.open.append((tag, skip))
        self.opened[tag] += 1
        self.skipping += skip
        if tag == "script" and told.get("type", "").lower() == "application/ld+json":
            self.linked.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCK:
            self._close_block()
        while self.open and self.opened[tag] > 0:
            name, skip = self.open.pop()
            self.opened[name] -= 1
            self.skipping -= skip
            if name in ("article", "main") and self.regions:
                self.regions.pop()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        inside = self.open[-1][0] if self.open else ""
        if inside == "script" and self.linked and self.skipping:
            self.linked[-1] += data
        elif inside == "title":
            self.page_title += data
        elif not self.skipping and "head" not in {name for name, _ in self.open[:2]}:
            self.block.words.append(data)
            self.block.within = tuple(self.regions)

    def _close_block(self, keep_heading: bool = False) -> None:
        heading = self.block.heading if keep_heading else 0
        if "".join(self.block.words).strip():
            self.blocks.append(self.block)
        self.block = _Block(heading=heading)

    def close(self) -> None:
        super().close()
        self._close_block()


def read_page(markup: str, where: str) -> Page:
    """The text of a web page. Raises SourceError when the markup cannot be read or holds no text."""
    try:
        reader = _parse(markup, _SKIP)
        unclosed = {name for name, skip in reader.open if skip} - _UNREAD
        if unclosed:  # an <aside> that never ends would swallow the article
            reader = _parse(markup, _SKIP - unclosed)
    except (AssertionError, ValueError) as error:
        raise SourceError(f"{where}: broken HTML ({error}); save the page again, or its text as .txt") from error
    blocks = _main(reader.blocks)
    text, headings = "", []
    title = None
    for block in blocks:
        line = " ".join("".join(block.words).split())
        if block.heading:
            headings.append((len(text), len(text) + len(line)))
            title = title or line
        text += line + "\n"
    if not text:
        raise SourceError(f"{where}: the page holds no text; save it after it has loaded, or its text as .txt")
    page = Page(text, headings)
    linked = list(_linked(reader.linked))
    meta = reader.meta
    page.title = (
        _clean(meta.get("og:title")) or _first(linked, "headline") or title or _clean(reader.page_title) or None
    )
    dates = [
        *(meta.get(key) for key in ("article:published_time", "datepublished", "dc.date", "dc.date.issued", "date")),
        _first(linked, "datePublished"),
        meta.get("last-modified"),
        meta.get("time"),
    ]
    page.issued = next((found for value in dates if value and (found := iso(value))), None)
    page.publisher = _clean(meta.get("og:site_name")) or _first(linked, "publisher") or None
    urls = (meta.get("canonical"), meta.get("og:url"))
    page.url = next((url for url in urls if url and re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+", url)), None)
    return page


def _parse(markup: str, skip: frozenset[str]) -> _Reader:
    reader = _Reader(skip)
    reader.feed(markup)
    reader.close()
    return reader


def _main(blocks: list[_Block]) -> list[_Block]:
    """The blocks of the largest <article> or <main>, all blocks where there is none worth the name."""
    sizes: dict[int, int] = {}
    for block in blocks:
        for region in block.within:
            sizes[region] = sizes.get(region, 0) + sum(len(word) for word in block.words)
    if not sizes:
        return blocks
    # an <article> inside <main> counts when it holds most of it
    largest = max(sizes.values())
    region = max(region for region, size in sizes.items() if size >= 0.7 * largest)
    return [block for block in blocks if region in block.within] if sizes[region] >= _ENOUGH else blocks


def _linked(scripts: list[str]) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD; what does not parse is left out."""
    for script in scripts:
        try:
            data = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in data if isinstance(data, list) else [data]:
            if isinstance(item, dict):
                yield item
                graph = item.get("@graph")
                yield from (node for node in graph if isinstance(node, dict)) if isinstance(graph, list) else ()


def _first(linked: list[dict[str, Any]], key: str) -> str | None:
    for item in linked:
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return _clean(value)
    return None


def _clean(value: str | None) -> str:
    return " ".join(value.split()) if value else ""
