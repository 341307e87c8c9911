"""Who is meant by "er", "der Konzern", "die beiden Länder": the table beside this file over the pipeline that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import Reader
from kg.lexicon import Column, Row, read_table
from kg.linking.link import link
from kg.model import How, Mention
from kg.reading import from_text

pytestmark = pytest.mark.model

COLUMNS = (
    Column("case", required=True, unique=True),
    Column("text", required=True, unique=True),
    Column("checks", required=True),
    Column("falls_short"),
)
TABLE = read_table(Path(__file__).with_name("coreference.tsv"), COLUMNS)


def meant(reader: Reader, text: str, word: str) -> str:
    """The ids that the n-th occurrence of a word ("er#2") stands for by coreference, joined by +; "none" without."""
    word, _, nth = word.partition("#")
    article = from_text(text.replace("\\n", "\n"), "row.txt")
    doc = reader.annotate(article)
    at = [token.i for token in doc if token.text == word][int(nth or 1) - 1]
    found = [m.entity.id for m in link(doc, article, reader.table, reader.forms, reader.background) if _takes(m, at)]
    return "+".join(sorted(found)) or "none"


def _takes(mention: Mention, at: int) -> bool:
    return mention.first == at and mention.how is How.COREFERENCE and mention.hops >= 1


def case(row: Row):
    short = row["falls_short"]
    marks = [pytest.mark.xfail(strict=True, reason=short)] if short else []
    return pytest.param(row, marks=marks, id=row["case"])


@pytest.mark.parametrize("row", [case(row) for row in TABLE])
def test_who_is_meant(reader: Reader, row: Row) -> None:
    checks = [check.split("=") for check in row["checks"].split(";")]
    assert {word: meant(reader, row["text"], word) for word, _ in checks} == {word: ids for word, ids in checks}


def test_the_table_is_wide_and_most_of_it_is_read() -> None:
    assert len(TABLE) >= 90
    assert sum(not row["falls_short"] for row in TABLE) >= 0.9 * len(TABLE)


def test_each_reference_adds_a_hop(reader: Reader) -> None:
    article = from_text("Rheinmetall baut aus. Der Konzern sucht Personal, weil er wächst.", "row.txt")
    found = link(reader.annotate(article), article, reader.table, reader.forms, reader.background)
    assert [(m.text, m.hops) for m in found] == [("Rheinmetall", 0), ("Konzern", 1), ("er", 2)]
