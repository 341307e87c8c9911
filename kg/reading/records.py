"""Articles in JSON: one object, a list, {"articles": […]}, or one object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import SourceError
from kg.reading.dates import iso
from kg.reading.sources import MAX_BYTES, decode, newlines, too_large

TEXT = ("text", "body", "content", "articleBody", "maintext")
TITLE = ("title", "headline")
DATE = ("date", "published", "issued", "datePublished", "date_publish", "published_at", "pubDate")
PUBLISHER = ("publisher", "source", "site")
URL = ("url", "link")


def read_json(text: str, where: str) -> list[Any]:
    """The records of a JSON file. Raises SourceError, with the line, when it does not parse."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise SourceError(
            f"{where}:{error.lineno}: broken JSON, column {error.colno} ({error.msg.lower()}); correct that line"
        ) from error
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{where}: this JSON cannot be read ({error}); give a list of objects") from error
    if isinstance(data, dict) and isinstance(data.get("articles"), list):
        data = data["articles"]
    records = data if isinstance(data, list) else [data]
    if not records:
        raise SourceError(f'{where}: the list of articles is empty; give objects with a "text"')
    return records


def read_lines(path: Path, where: str) -> Iterator[tuple[int, Any | SourceError]]:
    """Line number (from 1) and record of every line of a .jsonl file; a line that does not parse gives its error."""
    some = False
    if not path.is_file():
        raise SourceError(f"{where}: not a regular file; give a file or a folder")
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(MAX_BYTES + 1):
            number += 1
            size = len(line)
            while size > MAX_BYTES and not line.endswith(b"\n"):
                line = lines.readline(MAX_BYTES + 1)
                size += len(line)
                if not line:
                    break
            if size > MAX_BYTES + 1:
                some = True
                yield number, SourceError(too_large(f"{where}:{number}", size))
                continue
            if not line.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            some = True
            try:
                yield number, json.loads(decode(line, f"{where}:{number}"))
            except SourceError as error:
                yield number, error
            except json.JSONDecodeError as error:
                yield (
                    number,
                    SourceError(
                        f"{where}:{number}: broken JSON, column {error.colno} ({error.msg.lower()}); correct that line"
                    ),
                )
            except (ValueError, RecursionError) as error:
                yield number, SourceError(f"{where}:{number}: this JSON cannot be read ({error}); correct that line")
    if not some:
        raise SourceError(f"{where}: the file is empty; put one JSON object a line in")


def fields(record: Any, where: str) -> dict[str, str | None]:
    """text, title, issued, publisher, url and language of one record; text is always there.

    Raises SourceError when there is no text, or a date that is none.
    """
    if not isinstance(record, dict):
        raise SourceError(f'{where}: {type(record).__name__} instead of an object; give objects with a "text"')
    text = _first(record, TEXT)
    if not text:
        raise SourceError(f'{where}: no text; give it as "text", "body" or "content"')
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise SourceError(f"{where}: half a character (\\u{ord(text[error.start]):x}); write it whole") from error
    return {
        "text": newlines(text),
        "title": _first(record, TITLE),
        "issued": _issued(record, where),
        "publisher": _first(record, PUBLISHER),
        "url": _first(record, URL),
        "language": _first(record, ("language", "lang")),
    }


def _first(record: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = record.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            return value if key in TEXT else _speakable(value)
    return None


def _speakable(value: str) -> str:
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())


def _issued(record: dict[str, Any], where: str) -> str | None:
    for key in DATE:
        value = record.get(key)
        if value is None or value == "" or isinstance(value, bool):
            continue
        issued = iso(value) if isinstance(value, str | int | float) else None
        if issued is None:
            raise SourceError(f"{where}: {key} {str(value)[:40]!r} is no date; write it like 2025-12-09")
        return issued
    return None
