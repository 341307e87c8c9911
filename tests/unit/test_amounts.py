"""Quantities as German writes them, and which of them a fact gets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from german import article, tagged
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import Frames
from kg.extraction.found import Found
from kg.extraction.qualifiers.amounts import amounts, trends
from kg.extraction.scene import Scene
from kg.language.clauses import Clause, Sentence
from kg.language.forms import Forms
from kg.language.numbers import plain
from kg.language.quantities import Quantity, currencies, quantities, units
from kg.linking.table import EntityTable
from kg.model import Entity, Mention


def read(notation: str) -> tuple[Quantity, ...]:
    doc, _ = tagged(notation)
    return quantities(doc, range(len(doc)))


def written(notation: str) -> list[str]:
    return [f"{plain(q.value)} {q.unit}{' range' if q.range else ''}" for q in read(notation)]


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("19,9/CARD Prozent/NN", "19.9 percent"),
        ("gut/ADV 60/CARD %/NN", "60 percent"),
        ("zehn/CARD Prozent/NN", "10 percent"),
        ("ein/ART Prozent/NN", "1 percent"),
        ("drei/CARD Viertel/NN", "75 percent"),
        ("zu/APPR drei/CARD Vierteln/NN", "75 percent"),
        ("zwei/CARD Drittel/NN", "67 percent"),
        ("ein/ART Fünftel/NN", "20 percent"),
        ("die/ART Hälfte/NN des/ART Nickels/NN", "50 percent"),
        ("eine/ART zehnprozentige/ADJA Beteiligung/NN", "10 percent"),
        ("25-Prozent-Zölle/NN", "25 percent"),
        ("400/CARD Millionen/NN Dollar/NN", "400000000 USD"),
        ("400/CARD Millionen/NN US-Dollar/NN", "400000000 USD"),
        ("mehr/PIS als/KOKOM eine/ART Billion/NN Dollar/NN", "1000000000000 USD"),
        ("ca./ADV 860/CARD Mrd./NN Euro/NN", "860000000000 EUR"),
        ("1,5/CARD Mio./NN Euro/NN", "1500000 EUR"),
        ("eine/ART halbe/ADJA Milliarde/NN Euro/NN", "500000000 EUR"),
        ("anderthalb/CARD Milliarden/NN Euro/NN", "1500000000 EUR"),
        ("10/CARD Milliarden/NN Rupien/NN", "10000000000 INR"),
        ("200/CARD Millionen/NN australische/ADJA Dollar/NN", "200000000 AUD"),
        ("zehn/CARD Milliarden/NN schwedische/ADJA Kronen/NN", "10000000000 SEK"),
        ("6,7/CARD Mrd./NN Yuan/NN", "6700000000 CNY"),
        ("12/CARD Franken/NN", "12 CHF"),
        ("18.125/CARD Yen/NN", "18125 JPY"),
        ("100.000/CARD Euro/NN", "100000 EUR"),
        ("10/CARD 000/CARD Euro/NN", "10000 EUR"),
        ("US$/NN 5/CARD Mrd./NN", "5000000000 USD"),
        ("400-Millionen-Dollar-Investition/NN", "400000000 USD"),
        ("zweihundertfünfzig/CARD Tonnen/NN", "250 tonne"),
        ("500.000/CARD Chips/NN", "500000 piece"),
    ],
)
def test_quantities(notation: str, expected: str) -> None:
    assert written(notation) == [expected]


@pytest.mark.parametrize(
    "notation",
    [
        "Prozent/NN",
        "einige/PIAT Prozent/NN",
        "Dollar/NN",
        "viele/PIAT Milliarden/NN Dollar/NN",
        "einen/ART zweistelligen/ADJA Millionenbetrag/NN",
        "Dollar-Milliarden/NN",
        "1.50.0/CARD Euro/NN",
        "ein/ART Euro/NN",
        "400/CARD Millionen/NN",
        "in/APPR der/ART zweiten/ADJA Hälfte/NN",
    ],
)
def test_what_is_none(notation: str) -> None:
    assert written(notation) == []


def test_ranges_and_what_a_rate_came_from() -> None:
    assert written("20/CARD bis/KON 30/CARD Prozent/NN") == ["30 percent range"]
    assert written("20/CARD Prozent/NN bis/KON 30/CARD Prozent/NN") == ["20 percent range", "30 percent range"]
    assert written("von/APPR 32/CARD auf/APPR 19/CARD Prozent/NN") == ["32 percent", "19 percent"]
    assert [q.lead for q in read("von/APPR 32/CARD auf/APPR 19/CARD Prozent/NN")] == ["von", "auf"]


@given(st.integers(1, 10**9), st.sampled_from(sorted(c for c in currencies() if " " not in c and c.isalpha())))
def test_sums_round_trip(value: int, currency: str) -> None:
    (found,) = read(f"{value:,}".replace(",", ".") + f"/CARD {currency}/NN")
    assert (found.value, found.unit, found.kind) == (Decimal(value), currencies()[currency], "money")
    assert (found.first, found.last) == (0, 2)


WORDS = st.sampled_from(
    "12/CARD 1,5/CARD Prozent/NN %/NN Mrd./NN Millionen/NN Euro/NN US$/NN drei/CARD Viertel/NN Hälfte/NN die/ART "
    "bis/KON von/APPR auf/APPR um/APPR Tonnen/NN australische/ADJA Dollar/NN ein/ART 000/CARD und/KON".split()
)


@given(st.lists(WORDS, min_size=1, max_size=15).map(" ".join))
def test_quantities_lie_in_order_and_apart(notation: str) -> None:
    doc, _ = tagged(notation)
    edge = 0
    for found in quantities(doc, range(len(doc))):
        assert edge <= found.first < found.last <= len(doc)
        edge = found.last


@pytest.fixture(scope="module")
def told(forms: Forms, frames: Frames, table: EntityTable):
    """From a clause in notation and a relation to its qualifiers; the fact's object is the clause's last word."""

    def qualifiers(notation: str, relation: str, labels: str = "") -> dict[str, str]:
        doc, _ = tagged(notation, labels)
        scene = Scene(doc, article(doc), Sentence(0, len(doc), (), ()), {}, forms, frames, table)
        last = len(doc) - 1
        thing = Mention(doc[last].idx, len(doc.text), doc[last].text, last, last + 1, Entity("it", "Company", "It"))
        clause = Clause(0, tuple(range(len(doc))), "main", None)
        found = Found(thing, relation, thing, "test", last, 0.8)
        return {q.name: q.value for q in amounts(scene, clause, found, quantities(doc, clause.tokens))}

    return qualifiers


def test_only_relations_that_have_them(told) -> None:
    both = "15/CARD Prozent/NN für/APPR 400/CARD Millionen/NN Dollar/NN an/APPR It/NE"
    assert told(both, "owns") == {"share": "15", "amount": "400000000", "currency": "USD"}
    assert told(both, "produces") == {"share": "15"}
    assert told(both, "investsIn") == {"amount": "400000000", "currency": "USD"}
    assert told(both, "meets") == {}


def test_of_several_the_nearest(told) -> None:
    assert told("20/CARD Prozent/NN an/APPR Xy/NE 15/CARD Prozent/NN an/APPR It/NE", "owns") == {"share": "15"}


def test_rates_are_of_levies(told) -> None:
    assert told("Zölle/NN von/APPR 25/CARD Prozent/NN auf/APPR It/NE", "restricts") == {"rate": "25"}
    assert told("Zölle/NN von/APPR 32/CARD auf/APPR 19/CARD Prozent/NN für/APPR It/NE", "eases") == {"rate": "19"}
    assert told("25/CARD Prozent/NN der/ART Ausfuhren/NN an/APPR It/NE", "restricts") == {}
    assert told("Zölle/NN auf/APPR 25/CARD Prozent/NN der/ART Waren/NN von/APPR It/NE", "restricts") == {}


def test_changes_have_a_sign(told) -> None:
    assert told("ein/ART Rückgang/NN von/APPR 30/CARD Prozent/NN bei/APPR It/NE", "supplies") == {
        "change": "-30",
        "unit": "percent",
    }
    assert told("10/CARD Prozent/NN mehr/PIS an/APPR It/NE", "supplies") == {"change": "10", "unit": "percent"}
    assert told("500.000/CARD Chips/NN an/APPR It/NE", "supplies") == {"amount": "500000", "unit": "piece"}


def test_the_tables() -> None:
    assert {"piece", "tonne"} <= set(units().values())
    assert set(trends().values()) == {1, -1}
    assert all(len(code) == 3 for code in currencies().values())
