"""The times and numbers of facts in single sentences: the table beside this file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.annotate import annotation
from kg.build import Reader
from kg.lexicon import Column, Row, read_table
from kg.model import Statement, Status
from kg.reading import from_text

pytestmark = pytest.mark.model

COLUMNS = (Column("sentence", required=True), Column("fact", required=True), Column("own"))
TABLE = read_table(Path(__file__).with_name("dated.tsv"), COLUMNS, sorted_by=("sentence",))
NAMES = {"pointInTime", "validFrom", "validUntil", "share", "amount", "currency", "unit", "rate", "change"}
DAY = "2026-02-12"


def fact(statement: Statement) -> str:
    status = "" if statement.status is Status.CURRENT else f" {statement.status.value}"
    return f"{statement.subject.id} {statement.predicate} {statement.object.id}{status}"


def own(statement: Statement) -> str:
    return " ".join(sorted(f"{q.name}={q.value}" for q in statement.qualifiers if q.name in NAMES))


@pytest.mark.parametrize("row", [pytest.param(row, id=f"line {row.line}") for row in TABLE])
def test_what_a_fact_gets(reader: Reader, row: Row) -> None:
    article = replace(from_text(row["sentence"], "sentence.txt"), issued=DAY)
    found = [own(s) for s in reader.read(article).statements if fact(s) == row["fact"]]
    assert row["own"] in found, found


def test_every_name_is_in_the_table() -> None:
    assert {part.partition("=")[0] for row in TABLE for part in row["own"].split()} == NAMES


def test_annotation_lists_times_whether_or_not_a_fact_came_of_them(reader: Reader) -> None:
    text = "Das Wetter war im Mai 2020 schön. Vor zwei Jahren regnete es täglich, am Montag nicht."
    article = replace(from_text(text, "sentence.txt"), issued=DAY)
    found = annotation(reader, article)
    assert found["statements"] == []
    assert [(t["text"], t["kind"], t["value"], t["date"]) for t in found["times"]] == [
        ("Mai 2020", "DATE", "2020-05", None),
        ("zwei Jahren", "DURATION", "P2Y", "2024"),
        ("täglich", "SET", "P1D", None),
        ("Montag", "DATE", "2026-02-09", None),
    ]
    assert all(text[t["start"] : t["end"]] == t["text"] for t in found["times"])


def test_two_articles_never_mix_their_dates(reader: Reader) -> None:
    text = "Am Montag kritisierte Trump China."
    days = ["2026-02-12", None, "2024-05-03"]
    told = [own(reader.read(replace(from_text(text, "a.txt"), issued=day)).statements[0]) for day in days]
    assert told == ["pointInTime=2026-02-09", "", "pointInTime=2024-04-29"]
