"""SPARQL over the graph: queries of one's own, and the named ones in queries/.

A named query is a file NAME.rq that begins with its title in German and English and its parameters:

    # de: Wer beschränkt was
    # en: Who restricts what
    # param: akteur entity = China — wer beschränkt / who restricts

A parameter is a variable of the query that stands for entities. It is given as a name, as an IRI or as a prefixed
name; without one it stands for all, for its default ("= China"), or the query refuses ("required").
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryTriples, Store, Triple

from kg.errors import QueryError
from kg.graph.knowledge import ALT, DEFAULT, PREF
from kg.graph.quads import one_line
from kg.graph.syntax import refuse_foreign, tokens
from kg.vocab import PREFIXES

Term = NamedNode | Literal

_TITLE = re.compile(r"^# (de|en): (.+)$", re.MULTILINE)
_PARAM = re.compile(r"^# param: (\w+) entity(?: (required)| = (.+?))? — (.+?) / (.+)$", re.MULTILINE)
_WHERE = re.compile(r"\bWHERE\s*\{", re.IGNORECASE)
_HEAD = re.compile(r"((?:[ \t]*(?:#[^\n]*)?\n)*)(.*)", re.DOTALL)
_AT = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PROLOGUE = r"^(?:\s|#[^\n]*(?:\n|$)|PREFIX\s+\S*\s*<[^>]*>|BASE\s+<[^>]*>)*"
_UPDATE = re.compile(_PROLOGUE + r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that stands for entities."""

    name: str
    required: bool
    default: str | None
    about_de: str
    about_en: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that ships with the package."""

    name: str
    title_de: str
    title_en: str
    parameters: tuple[Parameter, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """What a query gave: `rows` under `columns` (SELECT), `answer` (ASK) or `triples` (CONSTRUCT, DESCRIBE)."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    answer: bool | None = None
    triples: tuple[Triple, ...] | None = None


def named_queries() -> dict[str, NamedQuery]:
    """All named queries, by name, sorted."""
    files = sorted((resources.files("kg.graph") / "queries").iterdir(), key=lambda file: file.name)
    found = (read_query(file.name[:-3], file.read_text(encoding="utf-8")) for file in files if file.name[-3:] == ".rq")
    return {query.name: query for query in found}


def named_query(name: str) -> NamedQuery:
    """The named query. Raises QueryError for an unknown name."""
    queries = named_queries()
    if name not in queries:
        raise QueryError(f"no query is called {name!r}{_did_you_mean(name, queries)}; kg query --list shows all")
    return queries[name]


def read_query(name: str, text: str) -> NamedQuery:
    """A query with what its first lines say of it."""
    titles = dict(_TITLE.findall(text))
    parameters = tuple(Parameter(n, bool(r), d or None, de, en) for n, r, d, de, en in _PARAM.findall(text))
    return NamedQuery(name, titles.get("de", name), titles.get("en", name), parameters, text)


def run_query(store: Store, text: str, params: Mapping[str, str] | None = None) -> Result:
    """Run a SPARQL query over the knowledge; the usual prefixes need not be declared.

    `params`: variable → entity, by name (any of its labels, whatever the case), IRI or prefixed name.
    Raises QueryError for a query that does not parse, an update, SERVICE, an unknown parameter or entity.
    """
    if update := _UPDATE.match(text):
        raise QueryError(f"{update[1].upper()} would change the graph; a query can only read it")
    bound = _bound(store, text, params or {})
    refuse_foreign(bound)
    try:
        return _result(store.query(bound, prefixes=PREFIXES))
    except SyntaxError as error:
        raise QueryError(parser_message(bound, str(error))) from None
    except (OSError, RuntimeError, ValueError) as error:
        raise QueryError(f"the query failed: {one_line(str(error))}") from None


def bound_query(store: Store, name: str, params: Mapping[str, str]) -> str:
    """A named query as a text that runs anywhere: its parameters bound, its prefixes declared.

    `params`: variable → entity, as for run_query; what is empty counts as not given. Raises QueryError as run_query.
    """
    bound = _bound(store, named_query(name).text, {key: value for key, value in params.items() if value.strip()})
    head, body = _HEAD.match(_PARAM.sub("", bound)).groups()  # a declared default would be bound once more
    return re.sub(r"\n+", "\n", head) + declared_prefixes(body) + body


def declared_prefixes(text: str) -> str:
    """PREFIX lines for the usual prefixes that a query uses and does not declare, sorted; "" where there are none."""
    seen = list(tokens(text))
    used = {token.text.partition(":")[0] for token in seen if token.kind == "prefixed"}
    own = {name.text.partition(":")[0] for word, name in pairwise(seen) if word.text.upper() == "PREFIX"}
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in sorted((used & PREFIXES.keys()) - own))


def entities_called(store: Store, name: str) -> list[NamedNode]:
    """The entities that a name, an IRI or a prefixed name stands for, sorted; case does not count.

    Raises QueryError when there is none.
    """
    prefix, colon, local = name.strip("<>").partition(":")
    iri = PREFIXES[prefix] + local if prefix in PREFIXES else prefix + colon + local
    wanted = one_line(name).casefold()
    found: set[NamedNode] = set()
    labels: dict[str, str] = {}
    for predicate in (PREF, ALT):
        for quad in store.quads_for_pattern(None, predicate, None, DEFAULT):
            label = quad.object.value.casefold()
            labels.setdefault(label, quad.object.value)
            if wanted == label or iri == quad.subject.value:
                found.add(quad.subject)
    if not found:
        raise QueryError(f"no entity is called {name!r}{_did_you_mean(wanted, labels, labels)}")
    return sorted(found, key=lambda node: node.value)


def _bound(store: Store, text: str, params: Mapping[str, str]) -> str:
    """The query with its parameters bound to entities, on the line of its first WHERE, so that lines still count."""
    declared = {parameter.name: parameter for parameter in read_query("", text).parameters}
    values = {name: parameter.default for name, parameter in declared.items()} | dict(params)
    for name in params:
        if declared and name not in declared:
            raise QueryError(f"the query has no parameter {name!r}; it has {', '.join(declared)}")
        if not re.search(rf"[?$]{re.escape(name)}\b", text):
            raise QueryError(f"the query has no variable ?{name}")
    for name, parameter in declared.items():
        if parameter.required and not values[name]:
            raise QueryError(f"the query needs {name!r} ({parameter.about_de} / {parameter.about_en})")
    blocks = [
        f"VALUES ?{name} {{ {' '.join(map(str, entities_called(store, value)))} }}"
        for name, value in values.items()
        if value
    ]
    if blocks and not _WHERE.search(text):
        raise QueryError("a query with parameters needs a WHERE { … }")
    return _WHERE.sub(lambda where: f"{where[0]} {' '.join(blocks)}", text, count=1) if blocks else text


def _result(found: object) -> Result:
    if isinstance(found, QueryBoolean):
        return Result(answer=bool(found))
    if isinstance(found, QueryTriples):
        return Result(triples=tuple(sorted(set(found), key=str)))
    columns = tuple(variable.value for variable in found.variables)
    return Result(columns, tuple(tuple(solution[column] for column in columns) for solution in found))


def parser_message(text: str, message: str) -> str:
    """A parser's message as one line: where it stopped, and at what."""
    if not (at := _AT.match(message)):
        return f"the query does not parse: {one_line(message)}"
    line, column = int(at[1]), int(at[2])
    lines = text.split("\n")
    rest = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    place = f"query line {line}, column {column}"
    if "Prefix not found" in at[3]:
        return f"{place}: unknown prefix; known without PREFIX are {', '.join(sorted(PREFIXES))}"
    if "IRI parsing failed" in at[3]:
        return f"{place}: no full IRI; write <https://…> or a prefixed name"
    seen = f"«{rest[:30]}»" if rest else "the end of the line" if line < len(lines) else "the end of the query"
    hint = f" ({one_line(at[3])})" if len(at[3]) < 60 and "[" not in at[3] else ""
    return f"{place}: cannot go on at {seen}{hint}"


def _did_you_mean(name: str, known: Iterable[str], written: Mapping[str, str] | None = None) -> str:
    close = difflib.get_close_matches(name, list(known), n=1)
    return f"; did you mean {written[close[0]] if written else close[0]}?" if close else ""
