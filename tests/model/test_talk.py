"""What the pipeline reads of stances, talks and ties in single sentences: every fact in the table and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_sentences import as_written, case, facts

from kg.build import Reader
from kg.lexicon import Column, Row, read_table
from kg.reading import from_text

pytestmark = pytest.mark.model

OF_TALK = frozenset({"criticizes", "supports", "warnsOf", "lobbies", "negotiatesWith", "agreesWith", "partnersWith"})
COLUMNS = (Column("sentence", required=True, unique=True), Column("facts"), Column("falls_short"))
TABLE = read_table(Path(__file__).with_name("talk.tsv"), COLUMNS)


@pytest.mark.parametrize("row", [case(row) for row in TABLE])
def test_every_fact_of_talk_and_no_other(reader: Reader, row: Row) -> None:
    reading = reader.read(from_text(row["sentence"], "sentence.txt"))
    told = {as_written(s) for s in reading.statements if s.predicate in OF_TALK}
    assert sorted(told) == facts(row["facts"]), row["sentence"]


LIFTED = "Nach Darstellung von Reuters lockerte China die Ausfuhrkontrollen für Gallium."
ASKED = "Für die Ausfuhr der Maschinen müsste ASML laut Emmanuel Macron zehn Prozent des Erlöses zahlen."


@pytest.mark.parametrize(
    ("text", "relation", "speaker"), [(LIFTED, "eases", "reuters"), (ASKED, "demands", "emmanuel-macron")]
)
def test_what_a_rule_finds_in_somebodys_mouth_is_theirs(reader: Reader, text: str, relation: str, speaker: str) -> None:
    told = [s for s in reader.read(from_text(text, "x.txt")).statements if s.predicate == relation]
    assert told and all(s.attributed_to is not None and s.attributed_to.id == speaker for s in told)
