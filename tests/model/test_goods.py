"""What the whole pipeline reads of goods in single sentences: every fact in the table beside this file and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_sentences import as_written, case, facts

from kg.build import Reader
from kg.lexicon import Column, Row, read_table
from kg.reading import from_text

pytestmark = pytest.mark.model

OF_GOODS = frozenset({"produces", "supplies", "uses", "dependsOn", "controls", "competesWith"})
COLUMNS = (Column("sentence", required=True, unique=True), Column("facts"), Column("falls_short"))
TABLE = read_table(Path(__file__).with_name("goods.tsv"), COLUMNS)


@pytest.mark.parametrize("row", [case(row) for row in TABLE])
def test_every_fact_of_goods_and_no_other(reader: Reader, row: Row) -> None:
    reading = reader.read(from_text(row["sentence"], "sentence.txt"))
    told = {as_written(s) for s in reading.statements if s.predicate in OF_GOODS}
    assert sorted(told) == facts(row["facts"]), row["sentence"]


def test_the_change_of_exports_is_told(reader: Reader) -> None:
    text = "Chinas Exporte wuchsen. Die Ausfuhren in die EU stiegen um 14 Prozent, jene nach Indien um acht."
    told = {s.object.id: s for s in reader.read(from_text(text, "x.txt")).statements}
    changes = {to: dict((q.name, q.value) for q in s.qualifiers)["change"] for to, s in told.items()}
    assert changes == {"europaeische-union": "14", "indien": "8"}
