"""Tables of linking cases: a text, and what stretches of it stand for. Read and judged in one place.

A check is SURFACE=EXPECTED; SURFACE#2 is its second occurrence. EXPECTED: an entity's id; new:Class:Name for one that
the table lacks; none where nobody may be meant; not:ID for anything but that. A surface may begin with an article or
adjective: what counts is the mention that ends where it ends, or covers it.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from kg.build import Reader
from kg.linking.link import link
from kg.model import Article, Mention


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a table: its line in the file, name, the article's date, text, checks and why it is out of reach."""

    line: int
    name: str
    date: str
    text: str
    checks: tuple[tuple[str, str], ...]
    out_of_reach: str = ""


def read_cases(path: Path) -> list[Case]:
    """The cases of a table with the columns case, date, text, checks and, where some are out of reach, xfail."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = [(n, line) for n, line in enumerate(file, 1) if line.strip() and not line.startswith("#")]
    rows = csv.DictReader((line for _, line in lines), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Case(number, row["case"], row.get("date") or "", row["text"], _checks(row["checks"]), row.get("xfail") or "")
        for (number, _), row in zip(lines[1:], rows, strict=True)
    ]


def failures(reader: Reader, case: Case) -> list[str]:
    """What a case has wrong, in words; empty where all its checks hold."""
    text = case.text
    article = Article("case.txt", text, issued=case.date or None, prose=((0, len(text)),))
    mentions = link(reader.annotate(article), article, reader.table, reader.forms, reader.background)
    return [
        f"{surface}: {expected} expected, found {_told(_meant(mentions, *place(text, surface))) or 'nobody'}"
        for surface, expected in case.checks
        if not _holds(_meant(mentions, *place(text, surface)), expected)
    ]


def place(text: str, surface: str) -> tuple[int, int]:
    """Where a surface stands in the text, code points, half-open. Raises ValueError where it does not."""
    words, _, number = surface.partition("#")
    found = [m.start() for m in re.finditer(re.escape(words), text)]
    if len(found) < int(number or 1):
        raise ValueError(f"{surface} does not stand in: {text}")
    start = found[int(number or 1) - 1]
    return start, start + len(words)


def _checks(cell: str) -> tuple[tuple[str, str], ...]:
    return tuple(tuple(check.strip().split("=", 1)) for check in cell.split(";") if check.strip())  # type: ignore[misc]


def _meant(mentions: tuple[Mention, ...], start: int, end: int) -> list[Mention]:
    return [m for m in mentions if (m.end == end and m.start >= start) or (m.start <= start and m.end >= end)]


def _holds(meant: list[Mention], expected: str) -> bool:
    if expected == "none":
        return not meant
    if expected.startswith("not:"):
        return all(m.entity.id != expected[4:] for m in meant)
    if expected.startswith("new:"):
        _, cls, name = expected.split(":", 2)
        return any(not m.entity.known and m.entity.cls == cls and m.entity.name == name for m in meant)
    return any(m.entity.id == expected for m in meant)


def _told(meant: list[Mention]) -> str:
    return ", ".join(f"{m.entity.id} ({m.entity.cls}, {m.how.value})" for m in meant)
