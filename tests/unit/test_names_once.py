"""Names that no table holds, on hand-built Docs: abbreviations in brackets, surnames, one class by all signs."""

from __future__ import annotations

import pytest
from test_linking import known, lexicon, linked  # noqa: F401  (fixtures)

from kg.language.forms import Forms
from kg.linking.table import EntityTable
from kg.model import How

TEXTS = [
    # brackets, either order; base forms; what the brackets say stands in the whole article
    (
        (
            "Die/ART Bundesanstalt für/APPR Fischerei und/KON Netze (/$( BFN/NE )/$( warnt/VVFIN . "
            "Die/ART BFN/NE prüft/VVFIN ."
        ),
        {"BFN": "bundesanstalt-fuer-fischerei-und-netze"},
    ),
    (
        (
            "Die/ART BFN/NE (/$( Bundesanstalt für/APPR Fischerei und/KON Netze )/$( warnt/VVFIN . "
            "Die/ART BFN/NE prüft/VVFIN ."
        ),
        {"BFN": "bundesanstalt-fuer-fischerei-und-netze"},
    ),
    (
        (
            "Ein/ART Bericht der/ART Deutschen/ADJA Hafenagentur (/$( Deha/NE )/$( fehlt/VVFIN . "
            "Die/ART Deha/NE prüft/VVFIN ."
        ),
        {"Deha": "deutsche-hafenagentur", "Deutschen Hafenagentur": "deutsche-hafenagentur"},
    ),
    (
        "Der/ART Verein Deutscher/ADJA Imker (/$( kurz VDI/NE )/$( warnt/VVFIN . Der/ART VDI/NE prüft/VVFIN .",
        {"VDI": "verein-deutscher-imker"},
    ),
    ("Tesla/NE (/$( TSLA/NE )/$( fällt/VVFIN . TSLA/NE fällt/VVFIN .", {"TSLA": None}),
    # surnames
    (
        "Minister Wang/NE Quanmo/NE warnt/VVFIN . Wang/NE reist/VVFIN .",
        {"Wang": "wang-quanmo"},
    ),
    (
        "Präsident Park/NE Ji-gon/NE warnt/VVFIN . Park/NE reist/VVFIN .",
        {"Park": "park-ji-gon"},
    ),
    (
        "Ministerin Petra/NE Quandner/NE und/KON Klaus/NE Quandner/NE kamen/VVFIN . Frau Quandner/NE ging/VVFIN .",
        {"Quandner": "petra-quandner"},
    ),
    (
        "Ministerin Petra/NE Quandner/NE und/KON Klaus/NE Quandner/NE kamen/VVFIN . Quandner/NE ging/VVFIN .",
        {"Quandner": None},
    ),
    (
        "Donald/NE Trump/NE Jr./NE kam/VVFIN . Trump/NE Jr./NE ging/VVFIN .",
        {"Trump Jr.": "donald-trump-jr", "Donald Trump Jr.": "donald-trump-jr"},
    ),
    # forms of one name
    (
        "Die/ART Quarvex/NE AG/NE wächst/VVFIN . Quarvex/NE baut/VVFIN .",
        {"Quarvex AG": "quarvex", "Quarvex": "quarvex"},
    ),
    (
        "Torvik/NE Ridge/NE Resources/NE klagt/VVFIN . Torvik/NE Ridge/NE baut/VVFIN . Torviks/NE Werk steht/VVFIN .",
        {
            "Torvik Ridge": "torvik-ridge-resources",
            "Torviks": "torvik-ridge-resources",
        },
    ),
    ("Der/ART Hafen Rijeka/NE wächst/VVFIN .", {"Hafen Rijeka": "hafen-rijeka"}),
    ("Das/ART Institut für/APPR Seeverkehr warnt/VVFIN .", {"Institut für Seeverkehr": "institut-fuer-seeverkehr"}),
    ("Das/ART Öko-Institut warnt/VVFIN .", {"Öko-Institut": "oeko-institut"}),
    ("Ein/ART Institut für/APPR Seeverkehr fehlt/VVFIN .", {"Institut für Seeverkehr": None}),
    ("Sie/PPER lobt/VVFIN den/ART KX-7000/NE .", {"KX-7000": "kx-7000"}),
]


@pytest.mark.parametrize(("tagged", "expected"), TEXTS)
def test_once_introduced(
    tagged: str,
    expected: dict[str, str | None],
    known: EntityTable,  # noqa: F811
    lexicon: Forms,  # noqa: F811
) -> None:
    found: dict[str, list[str]] = {}
    for m in linked(tagged, known, lexicon):
        if m.how is How.NAME:
            found.setdefault(m.text, []).append(m.entity.id)
    for text, entity in expected.items():
        assert set(found.get(text, [])) == ({entity} if entity else set()), found


def test_the_strongest_sign_tells_the_class_wherever_it_stands(known: EntityTable, lexicon: Forms) -> None:  # noqa: F811
    sentences = ("In/APPR Quarvex/NE regnet/VVFIN es/PPER .", "Der/ART Konzern Quarvex/NE klagt/VVFIN .")
    for text in (" ".join(sentences), " ".join(reversed(sentences))):
        entities = {m.entity for m in linked(text, known, lexicon) if m.text == "Quarvex"}
        assert [(e.id, e.cls) for e in entities] == [("quarvex", "Company")]
