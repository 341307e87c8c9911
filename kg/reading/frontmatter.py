"""What an article's author writes above it: `key: value` lines between two lines of three dashes."""

from __future__ import annotations

import re

from kg.errors import SourceError
from kg.reading.dates import iso

_KEYS = {
    "title": "title",
    "titel": "title",
    "date": "issued",
    "datum": "issued",
    "published": "issued",
    "issued": "issued",
    "publisher": "publisher",
    "quelle": "publisher",
    "url": "url",
    "language": "language",
    "lang": "language",
}
_LIMIT = 60  # lines; a later "---" is a rule between two parts of the article
_PAIR = re.compile(r"(?P<key>[A-Za-zÄÖÜäöüß][\w -]{0,30}):(?:\s+(?P<value>.*))?\s*")


def front_matter(text: str, where: str) -> tuple[dict[str, str], int]:
    """title, issued, publisher, url and language as far as given, and where the article begins (code points).

    Text without front matter gives no fields and 0. Raises SourceError for a date that is none.
    """
    lines = text.split("\n", _LIMIT)
    if lines[0].rstrip() != "---":
        return {}, 0
    fields: dict[str, str] = {}
    at = len(lines[0]) + 1
    for number, line in enumerate(lines[1:_LIMIT], start=2):
        at += len(line) + 1
        if line.rstrip() in ("---", "..."):
            return fields, min(at, len(text))
        pair = _PAIR.fullmatch(line)
        if pair is None:
            if line.strip() and not line.startswith((" ", "\t", "#", "-")):
                return {}, 0
            continue
        key = _KEYS.get(pair["key"].strip().lower())
        value = (pair["value"] or "").strip()
        if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
            value = value[1:-1].strip()
        if key is None or not value:
            continue
        if key == "issued":
            issued = iso(value)
            if issued is None:
                raise SourceError(
                    f"{where}:{number}: {pair['key']} {value[:40]!r} is no date; write it like 2025-12-09"
                )
            value = issued
        fields.setdefault(key, value)
    return {}, 0
