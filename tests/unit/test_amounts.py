"""Shares and sums of money as German writes them."""

from __future__ import annotations

import pytest
from german import article, tagged

from kg.extraction import Frames
from kg.extraction.amounts import amounts
from kg.extraction.scene import Scene
from kg.language.clauses import Clause, Sentence
from kg.language.forms import Forms
from kg.linking.table import EntityTable


@pytest.fixture(scope="module")
def told(forms: Forms, frames: Frames, table: EntityTable):
    """From a clause in notation and a relation to its qualifiers."""

    def read(notation: str, relation: str) -> dict[str, str]:
        doc, _ = tagged(notation)
        scene = Scene(doc, article(doc), Sentence(0, len(doc), (), ()), {}, forms, frames, table)
        clause = Clause(0, tuple(range(len(doc))), "main", None)
        return {q.name: q.value for q in amounts(scene, clause, relation)}

    return read


@pytest.mark.parametrize(
    ("notation", "share"),
    [
        ("19,9/CARD Prozent/NN", "19.9"),
        ("15/CARD %/NN", "15"),
        ("zehn/CARD Prozent/NN", "10"),
        ("100/CARD Prozent/NN", "100"),
        ("mehr/PIS als/KOKOM 51,0/CARD Prozent/NN", "51"),
        ("Prozent/NN", None),
        ("einige/PIAT Prozent/NN", None),
    ],
)
def test_shares(told, notation: str, share: str | None) -> None:
    assert told(notation, "owns").get("share") == share


@pytest.mark.parametrize(
    ("notation", "amount", "currency"),
    [
        ("400/CARD Millionen/NN Dollar/NN", "400000000", "USD"),
        ("1,5/CARD Milliarden/NN Euro/NN", "1500000000", "EUR"),
        ("zwei/CARD Milliarden/NN Euro/NN", "2000000000", "EUR"),
        ("eine/ART Million/NN US-Dollar/NN", "1000000", "USD"),
        ("18.125/CARD Yen/NN", "18125", "JPY"),
        ("6,7/CARD Mrd./NN Yuan/NN", "6700000000", "CNY"),
        ("12/CARD Franken/NN", "12", "CHF"),
    ],
)
def test_sums_of_money(told, notation: str, amount: str, currency: str) -> None:
    assert told(notation, "investsIn") == {"amount": amount, "currency": currency}


@pytest.mark.parametrize(
    "notation", ["Dollar/NN", "viele/PIAT Milliarden/NN Dollar/NN", "1.50.0/CARD Euro/NN", "400/CARD Tonnen/NN"]
)
def test_what_is_no_sum(told, notation: str) -> None:
    assert told(notation, "investsIn") == {}


def test_only_relations_that_have_them(told) -> None:
    both = "15/CARD Prozent/NN für/APPR 400/CARD Millionen/NN Dollar/NN"
    assert told(both, "owns") == {"share": "15", "amount": "400000000", "currency": "USD"}
    assert told(both, "produces") == {"share": "15"}
    assert told(both, "investsIn") == {"amount": "400000000", "currency": "USD"}
    assert told(both, "meets") == {}
