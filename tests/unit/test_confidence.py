"""What a fact's features make of its confidence, and how weights are fitted."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import TableError
from kg.extraction.confidence import confidence, load_weights
from training.calibrate import Sample, bins_of, fit, held_out

WEIGHTS = {"bias": 0.5, "rule": 1.0, "hops": -0.7}
NUMBERS = st.floats(-50, 50)


def test_without_weights_nothing_is_known():
    assert confidence({"bias": 1.0, "rule": 3.0}, {}) == Decimal("0.5")


def test_each_reference_to_a_name_costs():
    told = {"bias": 1.0, "rule": 1.0}
    steps = [confidence(told | {"hops": hops}, WEIGHTS) for hops in (0.0, 1.0, 2.0)]
    assert steps == sorted(steps, reverse=True) and len(set(steps)) == 3


@given(st.dictionaries(st.sampled_from(["bias", "rule", "hops"]), NUMBERS), st.dictionaries(st.text(), NUMBERS))
def test_it_is_a_probability_in_hundredths(told, weights):
    value = confidence(told, weights)
    assert 0 < value < 1 and value == round(value, 2)


def test_a_table_with_faults_tells_them_with_their_lines(tmp_path):
    path = tmp_path / "confidence.tsv"
    path.write_text("# legend\nfeature\tweight\nbias\tmuch\nbias\t1.0\n", encoding="utf-8")
    with pytest.raises(TableError) as error:
        load_weights(path)
    assert {fault.split(": ")[0] for fault in error.value.faults} == {"confidence.tsv:3", "confidence.tsv:4"}


def drawn(number: int) -> list[Sample]:
    """Facts of twenty articles, of which those with a reference are right in 60 of 100, others in 95."""
    chance = random.Random(7)
    out = []
    for n in range(number):
        hops = float(chance.random() < 0.5)
        right = chance.random() < (0.6 if hops else 0.95)
        out.append(Sample(f"a{n % 20}", f"s{n}", {"bias": 1.0, "rule": 1.0, "hops": hops}, right))
    return out


def test_the_fit_finds_how_often_facts_are_right():
    weights = fit(drawn(2000))
    told = {"bias": 1.0, "rule": 1.0}
    assert abs(confidence(told | {"hops": 1.0}, weights) - Decimal("0.6")) < Decimal("0.05")
    assert abs(confidence(told | {"hops": 0.0}, weights) - Decimal("0.95")) < Decimal("0.03")


def test_held_out_confidence_agrees_with_what_is_right():
    rows = [row for row in bins_of(held_out(drawn(1000))) if row["statements"] >= 20]
    assert len(rows) >= 2 and all(abs(row["confidence"] - row["right"]) < 0.1 for row in rows)
