"""What the query page says, in German and in English."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kg.errors import TableError

LANGUAGES = ("de", "en")
_TABLE = "texts.tsv"


@cache
def page_texts() -> Mapping[str, Mapping[str, str]]:
    """language → key → text. Raises TableError with every fault of the table."""
    return read_texts(files("kg.serve.query").joinpath(_TABLE).read_text(encoding="utf-8"))


def read_texts(text: str) -> dict[str, dict[str, str]]:
    """language → key → text, of a table. Raises TableError with every fault of the table."""
    rows = [(n, line.split("\t")) for n, line in enumerate(text.splitlines(), 1) if line and line[0] != "#"]
    if not rows or rows[0][1] != ["key", *LANGUAGES]:
        raise TableError([f"{_TABLE}: the header must read key de en, tabs between"])
    faults = [f"{_TABLE}:{n}: {len(row)} cells or an empty one; three must be filled" for n, row in rows
              if len(row) != 3 or not all(row)]  # fmt: skip
    keys = [row[0] for _, row in rows[1:]]
    faults += [f"{_TABLE}: {key!r} stands here twice" for key in sorted({key for key in keys if keys.count(key) > 1})]
    faults += [f"{_TABLE}: the keys are not sorted"] * (keys != sorted(keys))
    if faults:
        raise TableError(faults)
    return {lang: {row[0]: row[1 + i] for _, row in rows[1:]} for i, lang in enumerate(LANGUAGES)}


def asked_language(wanted: str | None, accepted: str) -> str:
    """The language for a reader: the one `wanted`, else the first of `accepted` (Accept-Language) that there is.

    Who tells nothing gets German, the language of the articles; who tells other languages gets English.
    """
    if isinstance(wanted, str) and wanted in LANGUAGES:
        return wanted
    named = [part.split(";")[0].strip().lower().split("-")[0] for part in accepted.split(",")]
    return next((lang for lang in named if lang in LANGUAGES), "en" if any(named) and named != ["*"] else "de")
