"""How sure a fact is: a logistic model over what its rule, the parse and the links tell of it.

The weights are fitted on gold facts (training/calibrate.py) and lie in confidence.tsv: of the statements at 0.8 about
80 % shall be right. Source of the method: logistic calibration of scores (Platt 1999), here over several features with
a ridge penalty.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from kg.lexicon import Column, read_table
from kg.model import How, Mention, Modality

if TYPE_CHECKING:
    from .found import Found
    from .scene import Scene

WEIGHTS = Path(__file__).parent / "confidence.tsv"
_COLUMNS = (
    Column("feature", required=True, unique=True),
    Column("weight", required=True, pattern=r"-?\d+(\.\d+)?"),
)
_LOWEST, _HIGHEST = 0.02, 0.98
_LOOSE = frozenset({How.PART, How.ADJECTIVE})
_USUAL = 20  # tokens of a sentence that is neither short nor long


def load_weights(path: Path = WEIGHTS) -> dict[str, float]:
    """The weight of each feature. Raises TableError with every fault of the table."""
    return {row["feature"]: float(row["weight"]) for row in read_table(path, _COLUMNS, sorted_by=("feature",))}


def features(scene: Scene, found: Found) -> dict[str, float]:
    """What speaks for and against a candidate fact, by name."""
    return dict(_features(scene, found))


def _features(scene: Scene, found: Found) -> Iterator[tuple[str, float]]:
    ends = (found.subject, found.object)
    yield "bias", 1.0
    yield f"family:{found.family}", 1.0
    yield f"relation:{found.relation}", 1.0
    yield "rule", _logit(found.score)
    yield "hops", float(min(sum(end.hops for end in ends), 3))
    yield "unknown", float(sum(not end.entity.known for end in ends))
    yield "loose", float(sum(end.how in _LOOSE for end in ends))
    yield "resumed", float(sum(_resumed(end) for end in ends))
    yield "heading", float(_in_heading(scene))
    yield "long", math.log((scene.sentence.end - scene.sentence.start) / _USUAL)
    yield "told", float(found.speaker is not None or found.speaker_words is not None)
    yield "unreal", float(found.modality is not Modality.ASSERTED)
    clause = scene.clause_at(found.token)
    if clause is not None:
        confirmed, assigned = clause.votes
        yield "disputed", 1 - confirmed / assigned if assigned else 0.0
        yield f"clause:{clause.kind}", 1.0


def _resumed(end: Mention) -> bool:
    return end.how in (How.COREFERENCE, How.ROLE)


def _in_heading(scene: Scene) -> bool:
    start = scene.doc[scene.sentence.start].idx
    return any(a <= start < b for a, b in scene.article.headings)


def confidence(told: Mapping[str, float], weights: Mapping[str, float]) -> Decimal:
    """The probability that a fact with these features is right, in hundredths."""
    total = sum(weights.get(name, 0.0) * value for name, value in sorted(told.items()))
    probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    bounded = min(max(probability, _LOWEST), _HIGHEST)
    return Decimal(bounded).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()


def _logit(p: float) -> float:
    p = min(max(p, _LOWEST), _HIGHEST)
    return math.log(p / (1 - p))
