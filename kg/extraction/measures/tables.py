"""The tables of measures: what verbs do with them, and what kinds of measure there are."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon import Column, Row
from kg.model import Modality

MEASURE_EFFECTS = frozenset(
    "lifts insists ends keeps hits bears asks threatens needs lets trades imports affects "
    "faces announces decides exempts".split()
)
MEASURE_FAMILIES = frozenset("tariff sanction curb any reprisal".split())
MEASURE_VERB_COLUMNS = (
    Column("verb", required=True),
    Column("effect", required=True, choices=MEASURE_EFFECTS),
    Column("place", required=True, pattern=r"subj|obj|dat|p:[a-zäöüß]+"),
    Column("modality", choices=[m.value for m in Modality]),
    Column("example", required=True),
)
FAMILY_COLUMNS = (
    Column("noun", required=True, unique=True),
    Column("family", required=True, choices=MEASURE_FAMILIES),
    Column("example", required=True),
)


@dataclass(frozen=True, slots=True)
class MeasureVerb:
    """What a verb does with a measure or its lifting: `place` is where the other one stands."""

    lemma: str
    effect: str  # of MEASURE_EFFECTS
    place: str
    modality: Modality
    example: str


def measure_verb(row: Row) -> MeasureVerb:
    """A row of measure_verbs.tsv."""
    modality = Modality(row["modality"]) if row["modality"] else Modality.ASSERTED
    return MeasureVerb(row["verb"], row["effect"], row["place"], modality, row["example"])
