"""Every row of the tables of measures: its example is read, and by a rule of its effect."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.build import Reader
from kg.extraction.frames.load import load_frames
from kg.extraction.measures.tables import MeasureVerb
from kg.lexicon import Column, Row, read_table
from kg.model import Modality, Statement, Status
from kg.reading import from_text

pytestmark = pytest.mark.model

FRAMES = load_frames()
VERBS = [row for rows in FRAMES.measure_verbs.values() for row in rows]

# The rules by which an effect shows.
RULES = {
    "lifts": {"eases.lifting-noun"},
    "insists": {"demands.lifting-noun", "eases.asked-for"},
    "ends": {"eases.over"},
    "keeps": {"restricts.measure-noun", "restricts.in-force"},
    "hits": {"restricts.measure-hits"},
    "bears": {"restricts.under-measure"},
    "asks": {"demands.counterpart", "demands.ought"},
    "threatens": {"threatens.counterpart"},
    "needs": {"restricts.licence-needed"},
    "lets": {"restricts.licence-needed"},
    "trades": {"restricts.not-let"},
    "imports": {"restricts.not-allowed"},
    "affects": {"restricts.affected", "eases.affected"},
    "faces": {"investigates.probe"},
    "decides": {"permits.allowed", "restricts.not-allowed"},
    "exempts": {"eases.exempted"},
    "announces": {"threatens.reprisal"},
}


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.lemma}-{row.effect}-{row.place}") for row in VERBS])
def test_measure_verbs(reader: Reader, row: MeasureVerb) -> None:
    found = reader.read(from_text(row.example, "example.txt")).statements
    by_rule = [s for s in found if any(e.rule in RULES[row.effect] for e in s.evidence)]
    assert by_rule, [(s.predicate, s.evidence[0].rule) for s in found]
    if row.modality is not Modality.ASSERTED and row.effect == "lifts":
        assert any(s.modality is row.modality for s in by_rule)


def test_every_effect_has_rows() -> None:
    assert {row.effect for row in VERBS} == set(RULES)
    assert len(VERBS) > 70


@pytest.mark.parametrize(("noun", "family"), sorted(FRAMES.families.items()))
def test_families(noun: str, family: str) -> None:
    assert FRAMES.family(noun) == FRAMES.family(f"Export{noun.lower()}") == family
    assert FRAMES.kind(noun) in ("measure", "permission")


OF_MEASURES = frozenset("restricts eases permits threatens demands proposes investigates".split())
SENTENCES = read_table(
    Path(__file__).with_name("measures.tsv"),
    (Column("sentence", required=True, unique=True), Column("facts"), Column("falls_short")),
)


def case(row: Row):
    short = row["falls_short"]
    marks = [pytest.mark.xfail(strict=True, reason=short)] if short else []
    return pytest.param(row, marks=marks, id=f"line {row.line}")


def as_written(statement: Statement) -> str:
    """A statement in the notation of the table."""
    parts = [statement.subject.id, statement.predicate, statement.object.id]
    parts += [statement.modality.value] if statement.modality is not Modality.ASSERTED else []
    parts += [statement.status.value] if statement.status is not Status.CURRENT else []
    speaker = statement.attributed_to.id if statement.attributed_to else statement.attributed_as
    return " ".join([*parts, f"@{speaker}"] if speaker else parts)


@pytest.mark.parametrize("row", [case(row) for row in SENTENCES])
def test_sentences(reader: Reader, row: Row) -> None:
    found = reader.read(from_text(row["sentence"], "sentence.txt")).statements
    wanted = sorted(fact.strip() for fact in row["facts"].split(";") if fact.strip())
    assert sorted({as_written(s) for s in found if s.predicate in OF_MEASURES}) == wanted, row["sentence"]
