"""The one place that makes IRIs. The same thing gets the same IRI in every article and every build.

    BASE nvidia                              an entity
    BASE article/0c39750f9a829e08            an article, and the named graph of what it contributed
    BASE article/0c39750f9a829e08#char=0,9   its text, and each sentence cut out of it (RFC 5147)
    BASE statement/5d41402abc4b2a76          a statement
    BASE background                          the named graph of what is known beforehand
    BASE background/7d793037a0760186         a fact known beforehand

Ids of entities come from the table or from kg.linking.ids. No entity can be taken for an article, a statement or a
fact: a slash within an entity's id is escaped.
"""

from __future__ import annotations

from urllib.parse import quote

from kg.linking.ids import digest
from kg.model import Article, BackgroundFact, Statement

BASE = "https://w3id.org/newskg/id/"


def entity_iri(entity_id: str, base: str = BASE) -> str:
    """The IRI of an entity by its id; characters that an IRI's last segment cannot hold are escaped.

    Raises ValueError for an empty id.
    """
    if not entity_id:
        raise ValueError("an entity without an id has no IRI")
    escaped = quote(entity_id.encode("utf-8", "surrogatepass"), safe="")
    return base + (escaped.replace(".", "%2E") if not escaped.strip(".") else escaped)


def article_iri(article: Article, base: str = BASE) -> str:
    """The IRI of an article by its content (text, title, date), whatever its file is called."""
    return f"{base}article/{digest(article.text, article.title or '', article.issued or '')}"


def span_iri(article: str, start: int, end: int) -> str:
    """The IRI of a stretch of an article: code points, half-open. The whole text is the article's context."""
    return f"{article}#char={start},{end}"


def statement_iri(statement: Statement, base: str = BASE) -> str:
    """The IRI of a statement by what makes it this one and no other (`Statement.key`)."""
    *head, qualifiers = statement.key
    values = [[q.name, q.value, q.kind] for q in qualifiers]  # type: ignore[attr-defined]
    return f"{base}statement/{digest(*head, values)}"


def background_iri(base: str = BASE) -> str:
    """The named graph of what is known beforehand: a graph's name only, of which nothing is said.

    An entity that is called "Background" has the same IRI; as names of graphs and of things stand in different places,
    neither disturbs the other.
    """
    return f"{base}background"


def fact_iri(fact: BackgroundFact, base: str = BASE) -> str:
    """The IRI of a fact known beforehand by what it says; where that can be looked up, and until when it is checked,
    may change.
    """
    said = digest(fact.subject, fact.predicate, fact.object, fact.role, fact.start, fact.end)
    return f"{background_iri(base)}/{said}"


def base_of(article: str) -> str:
    """The base under which an article's IRI was minted."""
    return article.rpartition("article/")[0]
