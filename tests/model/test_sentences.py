"""What the whole pipeline reads in single sentences: the table beside this file, every fact and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import Reader
from kg.lexicon import Column, Row, read_table
from kg.model import Modality, Statement, Status
from kg.reading import from_text
from kg.vocab import RELATIONS

pytestmark = pytest.mark.model

COLUMNS = (Column("sentence", required=True, unique=True), Column("facts"), Column("falls_short"))
TABLE = read_table(Path(__file__).with_name("sentences.tsv"), COLUMNS)


def facts(cell: str) -> list[str]:
    return sorted(fact.strip() for fact in cell.split(";") if fact.strip())


def as_written(statement: Statement) -> str:
    """A statement in the notation of the table."""
    parts = [statement.subject.id, statement.predicate, statement.object.id]
    if statement.modality is not Modality.ASSERTED:
        parts.append(statement.modality.value)
    if statement.status is not Status.CURRENT:
        parts.append(statement.status.value)
    speaker = statement.attributed_to.id if statement.attributed_to else statement.attributed_as
    return " ".join([*parts, f"@{speaker}"] if speaker else parts)


def case(row: Row):
    short = row["falls_short"]
    marks = [pytest.mark.xfail(strict=True, reason=short)] if short else []
    return pytest.param(row, marks=marks, id=f"line {row.line}")


@pytest.mark.parametrize("row", [case(row) for row in TABLE])
def test_every_fact_and_no_other(reader: Reader, row: Row) -> None:
    reading = reader.read(from_text(row["sentence"], "sentence.txt"))
    assert sorted({as_written(s) for s in reading.statements}) == facts(row["facts"]), row["sentence"]


def test_the_table_is_wide_and_most_of_it_is_read() -> None:
    read = [row for row in TABLE if not row["falls_short"]]
    assert len(TABLE) >= 150 and len(read) >= 0.7 * len(TABLE)
    told = [fact.split() for row in read for fact in facts(row["facts"])]
    assert {relation for _, relation, *_ in told} == set(RELATIONS)
    notes = {note for _, _, _, *notes in told for note in notes}
    assert {"Planned", "Possible", "Demanded", "Denied", "Former"} <= notes
    assert sum(note.startswith("@") for note in notes) >= 8
