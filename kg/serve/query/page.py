"""The query page: YASGUI's editor, ready-made queries and a plain form that works without script.

Everything that comes from the graph or from a reader is escaped by the template; the script puts it in as text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import jinja2

from kg.serve.query.files import SCRIPTS, STYLES, page_files
from kg.serve.query.ready import example_text, examples_json, queries_json
from kg.serve.query.table import MOST_ROWS, MOST_TEXT, Table, table
from kg.serve.query.texts import LANGUAGES, page_texts
from kg.vocab import CLASSES, LABELS, NIF_TERMS, PREFIXES

ASSETS = "/query/assets/"
FIRST = "satz-hinter-der-aussage"  # the example that stands in the editor at first
# Terms of other vocabularies that the graph uses, so that the editor can complete them.
_OTHERS = (
    "dcterms:issued dcterms:publisher dcterms:source dcterms:title owl:sameAs prov:wasDerivedFrom rdf:object "
    "rdf:predicate rdf:subject rdf:type rdfs:label skos:altLabel skos:prefLabel"
).split()


def query_page(nonce: str, *, lang: str, query: str = "") -> str:
    """The page as HTML, with `query` in the editor, else an example. `nonce`: of its scripts and styles."""
    return _page(nonce, lang, query, {})


def results_page(nonce: str, query: str, results: Mapping[str, Any] | str | None, lang: str, *, error: str = "") -> str:
    """The page with the answer to `query` in it, for readers without script.

    Args:
        nonce: of its scripts and styles.
        query: what was asked; it stands in the editor.
        results: a result in the SPARQL JSON format, or the Turtle of a graph; None with an error.
        lang: de or en.
        error: what went wrong, in one line; empty where nothing did.
    """
    if error or results is None:
        return _page(nonce, lang, query, {"error": error or page_texts()[lang]["no-answer"]})
    if isinstance(results, str):
        return _page(nonce, lang, query, {"turtle": results})
    if "boolean" in results:
        return _page(nonce, lang, query, {"truth": bool(results["boolean"])})
    rows = table(results, lang)
    return _page(nonce, lang, query, {"table": rows, "counted": _counted(rows, lang)})


def page_config(lang: str) -> dict[str, Any]:
    """What the script needs to know: texts, prefixes, terms to complete and the examples' queries."""
    return {
        "lang": lang,
        "texts": page_texts()[lang],
        "prefixes": PREFIXES,
        "terms": [[f"kg:{name}", _kind(name), *labels] for name, labels in LABELS.items()]
        + [[f"nif:{name}", "class" if name[0].isupper() else "property", "", ""] for name in NIF_TERMS]
        + [[name, "property", "", ""] for name in _OTHERS],
        "examples": {example["name"]: example["query"][lang] for example in examples_json()},
    }


def _page(nonce: str, lang: str, query: str, answer: Mapping[str, Any]) -> str:
    nothing = {"error": "", "truth": None, "turtle": None, "table": None, "counted": ""}
    return _template().render(
        nothing | answer, answered=bool(answer), nonce=nonce, lang=lang, t=page_texts()[lang], query=query,
        other=next(other for other in LANGUAGES if other != lang), text=query or example_text(FIRST, lang),
        named=queries_json(), examples=examples_json(), config=page_config(lang), files=page_files(), styles=STYLES,
        scripts=SCRIPTS, assets=ASSETS, most_text=MOST_TEXT,
    )  # fmt: skip


def _counted(rows: Table, lang: str) -> str:
    t = page_texts()[lang]
    if rows.total > MOST_ROWS:
        return t["cut-rows"].format(shown=MOST_ROWS, all=rows.total)
    key = {0: "no-rows-plain", 1: "rows-found-one-plain"}.get(rows.total, "rows-found-plain")
    return t[key].format(count=rows.total)


def _kind(name: str) -> str:
    return "class" if name in CLASSES else "value" if name[0].isupper() else "property"


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    environment.policies["json.dumps_function"] = lambda value, **_: json.dumps(value, ensure_ascii=False)
    return environment.from_string(files("kg.serve.query").joinpath("web", "query.html").read_text(encoding="utf-8"))
