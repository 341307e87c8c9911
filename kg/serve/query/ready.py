"""The queries that a reader need not write: the named ones with their parameters, and examples to learn from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from kg.errors import QueryError
from kg.graph.query import named_queries, read_query

_TITLE = re.compile(r"^# (de|en): (.+)\n", re.MULTILINE)
_ABOUT = re.compile(r"^# (erklaert|explains): (.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Example:
    """A query that shows how to ask. `text` has its titles as comments, not its explanations."""

    name: str
    title_de: str
    title_en: str
    about_de: str
    about_en: str
    text: str


@cache
def examples() -> dict[str, Example]:
    """All examples, by name, sorted."""
    found = sorted((files("kg.serve.query") / "examples").iterdir(), key=lambda file: file.name)
    read = (read_example(f.name[:-3], f.read_text(encoding="utf-8")) for f in found if f.name.endswith(".rq"))
    return {example.name: example for example in read}


def read_example(name: str, text: str) -> Example:
    """An example with what its first lines say of it."""
    query, about = read_query(name, text), dict(_ABOUT.findall(text))
    told = about.get("erklaert", ""), about.get("explains", "")
    return Example(name, query.title_de, query.title_en, *told, _ABOUT.sub("", text))


def example_text(name: str, lang: str) -> str:
    """The query of an example, titled in one language. Raises QueryError for an unknown name."""
    if name not in examples():
        raise QueryError(f"no example is called {name!r}; there are {', '.join(examples())}")
    return titled(examples()[name].text, lang)


def titled(text: str, lang: str) -> str:
    """A query with its title in one language as a comment, and without the other one."""
    return _TITLE.sub(lambda line: f"# {line[2]}\n" if line[1] == lang else "", text)


def queries_json() -> list[dict[str, Any]]:
    """The named queries as plain data: name, title and parameters, in both languages."""
    return [
        {
            "name": query.name,
            "title": {"de": query.title_de, "en": query.title_en},
            "parameters": [
                {"name": parameter.name, "required": parameter.required, "default": parameter.default or "",
                 "about": {"de": parameter.about_de, "en": parameter.about_en}}
                for parameter in query.parameters
            ],
        }
        for query in named_queries().values()
    ]  # fmt: skip


def examples_json() -> list[dict[str, Any]]:
    """The examples as plain data: name, title, explanation and query, each in both languages."""
    return [
        {"name": e.name, "title": {"de": e.title_de, "en": e.title_en}, "about": {"de": e.about_de, "en": e.about_en},
         "query": {"de": titled(e.text, "de"), "en": titled(e.text, "en")}}
        for e in examples().values()
    ]  # fmt: skip
