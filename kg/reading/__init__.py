"""Files become Articles: find the files, read each, tell the article from the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kg.errors import SourceError
from kg.model import Article
from kg.reading.frontmatter import front_matter
from kg.reading.furniture import Rule, load
from kg.reading.german import not_german
from kg.reading.markup import read_page
from kg.reading.page import compose
from kg.reading.records import fields, read_json, read_lines
from kg.reading.sources import MAX_BYTES, SUFFIXES, Source, decode, find, read_bytes

__all__ = ["MAX_BYTES", "SUFFIXES", "Rule", "Source", "find", "from_text", "load", "read", "read_all"]

_HTML = re.compile(r"<(?:!doctype|html|body|article|div|p|h\d)\b[^>]*>", re.IGNORECASE)


def read_all(paths: Iterable[str | Path], rules: Sequence[Rule] | None = None) -> Iterator[Article | SourceError]:
    """Every article of the files and folders in `paths`, in order; for what cannot be read, its error instead."""
    rules = load() if rules is None else rules
    for source in find(paths):
        if isinstance(source, SourceError):
            yield source
        else:
            yield from read(source, rules)


def read(source: Source, rules: Sequence[Rule] | None = None) -> Iterator[Article | SourceError]:
    """The articles of one file; an article that cannot be read gives its SourceError, the others are kept.

    `rules`: the table of page furniture, loaded once by `load()`.
    """
    rules = load() if rules is None else rules
    try:
        suffix = source.path.suffix.lower()
        if suffix == ".jsonl":
            yield from _lines(source, rules)
        elif suffix == ".json":
            yield from _records(source, rules)
        elif suffix in (".html", ".htm"):
            yield _page(decode(read_bytes(source.path), str(source.path)), str(source.path), source.name, rules)
        else:
            text = decode(read_bytes(source.path), str(source.path))
            yield _plain(text, str(source.path), source.name, rules)
    except SourceError as error:
        yield error
    except OSError as error:
        yield SourceError(f"{source.path}: cannot be read ({(error.strerror or '').lower()}); check its rights")


def from_text(text: str, source: str = "-", rules: Sequence[Rule] | None = None) -> Article:
    """An article of a text at hand; its offsets point into `text` exactly as given, front matter included."""
    rules = load() if rules is None else rules
    known, start = front_matter(text, source)
    return compose(text, source, rules, known, start=start)


def _plain(text: str, where: str, name: str, rules: Sequence[Rule]) -> Article:
    known, start = front_matter(text, where)
    text = text[start:]
    _check(text, where, known.get("language"))
    return compose(text, name, rules, known)


def _page(
    markup: str, where: str, name: str, rules: Sequence[Rule], known: Mapping[str, str | None] | None = None
) -> Article:
    page = read_page(markup, where)
    _check(page.text, where)
    told = {"title": page.title, "issued": page.issued, "publisher": page.publisher, "url": page.url}
    told |= {key: value for key, value in (known or {}).items() if value}
    return compose(page.text, name, rules, told, headings=page.headings)


def _record(record: object, where: str, name: str, rules: Sequence[Rule]) -> Article:
    known = fields(record, where)
    text = known["text"] or ""
    if len(_HTML.findall(text)) >= 2:
        return _page(text, where, name, rules, known)
    _check(text, where, known["language"])
    return compose(text, name, rules, known)


def _records(source: Source, rules: Sequence[Rule]) -> Iterator[Article | SourceError]:
    where = str(source.path)
    records = read_json(decode(read_bytes(source.path), where), where)
    for number, record in enumerate(records, start=1):
        mark = f"#{number}" if len(records) > 1 else ""
        try:
            yield _record(record, where + mark, source.name + mark, rules)
        except SourceError as error:
            yield error


def _lines(source: Source, rules: Sequence[Rule]) -> Iterator[Article | SourceError]:
    where = str(source.path)
    for number, record in read_lines(source.path, where):
        if isinstance(record, SourceError):
            yield record
            continue
        try:
            yield _record(record, f"{where}:{number}", f"{source.name}#{number}", rules)
        except SourceError as error:
            yield error


def _check(text: str, where: str, language: str | None = None) -> None:
    if not any(letter.isalpha() for letter in text):
        raise SourceError(f"{where}: no letters in it; give an article's text")
    if language and not language.lower().startswith(("de", "ger", "gsw")):
        raise SourceError(f"{where}: marked as {language!r}, not German; kg reads German articles, leave it out")
    other = not_german(text)
    if other:
        raise SourceError(f"{where}: reads as {other}; kg reads German articles, leave it out")
