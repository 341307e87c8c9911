"""What the whole pipeline reads of owners, outlays, seats and places in single sentences; every such fact, no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_sentences import as_written, case, facts

from kg.build import Reader
from kg.lexicon import Column, Row, read_table
from kg.reading import from_text

pytestmark = pytest.mark.model

OF_HOLDINGS = frozenset({"owns", "acquires", "investsIn", "basedIn", "locatedIn"})
COLUMNS = (Column("sentence", required=True, unique=True), Column("facts"), Column("falls_short"))
TABLE = read_table(Path(__file__).with_name("holdings.tsv"), COLUMNS)


@pytest.mark.parametrize("row", [case(row) for row in TABLE])
def test_every_fact_of_holdings_and_no_other(reader: Reader, row: Row) -> None:
    reading = reader.read(from_text(row["sentence"], "sentence.txt"))
    told = {as_written(s) for s in reading.statements if s.predicate in OF_HOLDINGS}
    assert sorted(told) == facts(row["facts"]), row["sentence"]
