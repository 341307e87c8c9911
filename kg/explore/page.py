"""The explorer's page: one file that asks no host for anything, or the page of a server that loads what it needs.

Both are made of the same frame, scripts and data; a content security policy lets in these and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg import __version__
from kg.errors import KgError
from kg.explore import assets
from kg.explore.answers import LIMIT, MOST, MOST_HOPS, Bundle, Explorer, bundle_of, overview, surroundings
from kg.explore.articles import cut, statements_in, text_of
from kg.explore.index import GraphIndex
from kg.explore.places import place
from kg.explore.search import find
from kg.explore.words import LANGUAGES, page_texts, page_words, text
from kg.vocab import PREFIXES

MOST_TEXT = 5_000_000  # letters of articles in one file; what is left out is said on the page

Texts = dict[str, list[list[Any]]]  # article → its text in pieces, each with its statements

# No script, whatever the data hold, can end the element that the data stand in; old scripts cannot stumble either.
_ESCAPED = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}
_FILLED = re.compile(r"\{\{ (\w+) \}\}")


def write_page(
    store: Store,
    path: str | Path,
    *,
    entities: Iterable[str] = (),
    hops: int = 1,
    limit: int = LIMIT,
    lang: str = "de",
    with_texts: bool = True,
) -> Bundle:
    """Write the page of a graph, or of what lies around some entities, as one file, and give what it shows.

    Args:
        store: the graph; its default graph holds the knowledge.
        path: the HTML file to write.
        entities: names, Wikidata ids or IRIs; without any, the page shows the best connected entities.
        hops: how many statements away from these an entity may lie, 0 to 4.
        limit: the most entities to show, 1 to 2,000.
        lang: the language that the page opens in, "de" or "en".
        with_texts: whether the texts of the articles go into the file, as far as there is room.

    Raises:
        KgError: no such entity, a value out of range, or a file that cannot be written.
    """
    if lang not in LANGUAGES:
        raise KgError(f"view: no language {lang!r}; one of {', '.join(LANGUAGES)}")
    explorer = Explorer(store)
    bundle = view(explorer, entities, hops, limit)
    texts, left_out = article_texts(explorer.index, bundle) if with_texts else ({}, len(bundle["articles"]))
    html = file_page(page_config("file", lang, bundle, texts, left_out), lang)
    target = Path(path)
    try:
        target.write_text(html, encoding="utf-8", newline="\n")
    except OSError as fault:
        raise KgError(f"view: cannot write {target}: {fault.strerror}; choose another file with -o") from fault
    return bundle


def view(explorer: Explorer, entities: Iterable[str] = (), hops: int = 1, limit: int = LIMIT) -> Bundle:
    """What a page shows, each entity at its place: the surroundings of some entities, or the best connected ones.

    Raises KgError for an unknown entity and for a number out of range.
    """
    foci = list(dict.fromkeys(find(explorer.search, name) for name in entities))
    if not 1 <= limit <= MOST:
        raise KgError(f"view: limit {limit} is out of range; a page shows 1 to {MOST} entities")
    if not 0 <= hops <= MOST_HOPS:
        raise KgError(f"view: hops {hops} is out of range; give 0 to {MOST_HOPS}")
    if not foci:
        return overview(explorer, {"limit": limit})
    return place(bundle_of(explorer.index, surroundings(explorer.index, foci, hops, limit), foci))


def article_texts(index: GraphIndex, bundle: Bundle, most: int = MOST_TEXT) -> tuple[Texts, int]:
    """The texts of the bundle's articles in pieces, as many as find room, and how many are left out.

    most: letters in all.
    """
    shown = {statement["id"] for statement in bundle["statements"]}
    texts: Texts = {}
    left_out = 0
    for article in bundle["articles"]:
        whole = text_of(index, article["id"])
        if len(whole) > most:
            left_out += 1
            continue
        most -= len(whole)
        told = statements_in(index, article["id"])
        texts[article["id"]] = cut(whole, {iri: places for iri, places in told.items() if iri in shown})
    return texts, left_out


def page_config(
    mode: str, lang: str, bundle: Bundle, texts: Mapping[str, Any] | None = None, left_out: int = 0
) -> dict[str, Any]:
    """What the page's scripts read.

    mode: "file" or "server". lang: "de" or "en". bundle: what is shown first. texts: the articles' texts in pieces.
    left_out: how many texts of the bundle's articles are not in the file.
    """
    return {
        "mode": mode,
        "lang": lang,
        "version": __version__,
        "limit": LIMIT,
        "most": MOST,
        "words": page_words(),
        "texts": page_texts(),
        "prefixes": PREFIXES,
        "bundle": bundle,
        "texts_of": texts or {},
        "texts_left_out": left_out,
    }


def file_page(config: Mapping[str, Any], lang: str) -> str:
    """The whole page as one file: the same config, the same bytes."""
    style = assets.style()
    scripts = [assets.script(name) for name in (assets.RENDERER, *assets.SCRIPTS)]
    policy = (
        f"default-src 'none'; script-src {' '.join(map(_digest, scripts))}; style-src {_digest(style)}; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    elements = "\n".join(f"<script>{script}</script>" for script in scripts)
    return _page(config, lang, policy, f"<style>{style}</style>", elements)


def server_page(nonce: str, config: Mapping[str, Any], lang: str) -> str:
    """The page of a server, which gives its scripts as /static/NAME.

    nonce: what the policy lets scripts and the style sheet in by, new for each answer.
    """
    key = escape(nonce, quote=True)
    policy = (
        f"default-src 'none'; script-src 'nonce-{key}'; style-src 'nonce-{key}'; img-src 'self' data: blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'self'"
    )
    names = (assets.RENDERER, *assets.SCRIPTS)
    elements = "\n".join(f'<script nonce="{key}" src="/static/{name}"></script>' for name in names)
    return _page(config, lang, policy, f'<style nonce="{key}">{assets.style()}</style>', elements)


def page_json(value: Any) -> str:
    """JSON that can stand inside a script element: no text in it ends the element or opens a comment."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _page(config: Mapping[str, Any], lang: str, policy: str, style: str, scripts: str) -> str:
    filled = {
        "title": escape(_title(config["bundle"], lang)),
        "lang": escape(lang),
        "head": f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n{style}',
        "scripts": f'<script type="application/json" id="config">{page_json(config)}</script>\n{scripts}',
    }
    # In one go, so that nothing filled in is taken for a place to fill.
    return _FILLED.sub(lambda place: filled[place[1]], assets.template())


def _title(bundle: Bundle, lang: str) -> str:
    focus = set(bundle["focus"])
    names = [entity["label"] for entity in bundle["entities"] if entity["id"] in focus]
    return text("title-around", lang, name=", ".join(names)) if names else text("title", lang)


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
