"""Names that several bear, and ordinary words that are names: homonyms.tsv over the pipeline that ships."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.build import Reader
from kg.lexicon import Column, Row, read_table
from kg.linking.link import link
from kg.model import Article, Mention

pytestmark = pytest.mark.model

CHECK = re.compile(r"(?P<surface>.+?)(?:#(?P<nth>\d+))?(?P<sign>[=!])(?P<entity>[a-z0-9-]+)")
ROWS = read_table(
    Path(__file__).with_name("homonyms.tsv"),
    (
        Column("case", required=True, unique=True),
        Column("date", required=True, pattern=r"\d{4}-\d\d-\d\d"),
        Column("text", required=True),
        Column("checks", required=True),
        Column("why"),
    ),
    sorted_by=("case",),
)


def mentions(reader: Reader, row: Row) -> tuple[Mention, ...]:
    text = row["text"].replace("\\n", "\n")
    article = Article("test.txt", text, issued=row["date"], prose=((0, len(text)),))
    return link(reader.annotate(article), article, reader.table, reader.forms, reader.background)


def fault(check: str, text: str, found: tuple[Mention, ...]) -> str:
    """What is wrong with the mentions over the words of one check; empty where nothing is."""
    parts = CHECK.fullmatch(check)
    assert parts is not None, f"no check: {check}"
    places = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(parts['surface'])}", text)] or [
        m.start() for m in re.finditer(re.escape(parts["surface"]), text)
    ]
    start = places[int(parts["nth"] or 1) - 1]
    end = start + len(parts["surface"])
    touching = [m for m in found if m.start < end and start < m.end]
    covering = [m for m in touching if m.start <= start and end <= m.end]
    shortest = min((m.end - m.start for m in covering), default=0)
    if parts["sign"] == "!":
        right = parts["entity"] not in {m.entity.id for m in touching}
    elif parts["entity"] == "none":
        right = not touching
    else:
        right = parts["entity"] in {m.entity.id for m in covering if m.end - m.start == shortest}
    return "" if right else f"{check}: {[f'{m.text} → {m.entity.id}' for m in touching]}"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(row, id=row["case"], marks=[pytest.mark.xfail(strict=True, reason=row["why"])] * bool(row["why"]))
        for row in ROWS
    ],
)
def test_who_is_meant(row: Row, reader: Reader) -> None:
    found = mentions(reader, row)
    text = row["text"].replace("\\n", "\n")
    faults = [told for check in row["checks"].split(";") if (told := fault(check, text, found))]
    assert not faults, "\n".join(faults)


def test_the_table_is_whole() -> None:
    assert len(ROWS) >= 380 and sum(bool(row["why"]) for row in ROWS) <= 10
