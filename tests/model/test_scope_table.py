"""How sentences tell a fact, over the whole pipeline: the table beside this file, each way of telling and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import Reader
from kg.lexicon import Column, Row, read_table
from kg.model import Modality, Statement, Status
from kg.reading import from_text

pytestmark = pytest.mark.model

COLUMNS = (
    Column("sentence", required=True, unique=True),
    Column("fact", required=True),
    Column("told"),
    Column("falls_short"),
)
TABLE = read_table(Path(__file__).with_name("scope.tsv"), COLUMNS)
NOTHING = "nothing"


def told(statement: Statement) -> str:
    """Modality where not Asserted, status where Former, the speaker behind @."""
    parts = [statement.modality.value] if statement.modality is not Modality.ASSERTED else []
    parts += ["Former"] if statement.status is Status.FORMER else []
    speaker = statement.attributed_to.id if statement.attributed_to else statement.attributed_as
    return " ".join([*parts, f"@{speaker}"] if speaker else parts)


def case(row: Row):
    short = row["falls_short"]
    marks = [pytest.mark.xfail(strict=True, reason=short)] if short else []
    return pytest.param(row, marks=marks, id=f"line {row.line}")


@pytest.mark.parametrize("row", [case(row) for row in TABLE])
def test_how_it_is_told(reader: Reader, row: Row) -> None:
    statements = reader.read(from_text(row["sentence"], "sentence.txt")).statements
    found = {told(s) for s in statements if f"{s.subject.id} {s.predicate} {s.object.id}" == row["fact"]}
    assert found == (set() if row["told"] == NOTHING else {row["told"]}), row["sentence"]


def test_the_table_is_wide_and_most_of_it_is_read() -> None:
    read = [row for row in TABLE if not row["falls_short"]]
    assert len(TABLE) >= 120 and len(read) >= 0.9 * len(TABLE)
    notes = {note for row in read for note in row["told"].split()}
    assert {m.value for m in Modality} - {"Asserted"} | {"Former"} <= notes
