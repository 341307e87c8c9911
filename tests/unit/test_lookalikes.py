"""What looks like a known name and is another thing: hand-built Docs, the tables as they ship."""

from __future__ import annotations

import pytest
from test_linking import linked, short

from kg.errors import TableError
from kg.language.forms import Forms
from kg.linking.lookalikes import load_lookalikes
from kg.linking.table import EntityTable, load_table


@pytest.fixture(scope="module")
def known() -> EntityTable:
    return load_table()


@pytest.fixture(scope="module")
def lexicon() -> Forms:
    return Forms.load()


SENTENCES = [
    # what stands beside the name
    ("Sie/PPER wohnten/VVFIN im/APPRART Hotel Continental/NE .", []),
    ("Der/ART Trump/NE Tower/NE brennt/VVFIN .", ["name Trump Tower → trump-tower"]),
    ("Trump/NE junior/ADJD wirbt/VVFIN .", ["name Trump junior → donald-trump-jr"]),
    ("Der/ART jüngere/ADJA Trump/NE wirbt/VVFIN .", []),
    ("Der/ART junge/ADJA Trump/NE lernte/VVFIN .", ["name Trump → donald-trump"]),
    ("In/APPR der/ART Berliner/ADJA Straße brannte/VVFIN es/PPER .", []),
    ("Der/ART Berliner/ADJA Konzern wächst/VVFIN .", ["adjective Berliner → berlin"]),
    ("Der/ART Roman „ Nachtzug nach/APPR Moskau/NE “ endet/VVFIN .", []),
    ("Er/PPER sagte/VVFIN „ China/NE wächst/VVFIN “ .", ["name China → china"]),
    ("Auf/APPR der/ART Meta-Ebene zählt/VVFIN das/PDS .", []),
    ("Die/ART Visa-Pflicht bleibt/VVFIN .", []),
    ("Die/ART Visa-Aktie fällt/VVFIN .", ["part Visa → visa"]),
    # first names and surnames
    ("Jack/NE London/NE reiste/VVFIN .", ["name Jack London → jack-london"]),
    ("Hans-Rudolf/NE Merz/NE ging/VVFIN .", ["name Hans-Rudolf Merz → hans-rudolf-merz"]),
    ("Leonardo/NE da/NE Vinci/NE malte/VVFIN .", []),
    ("Will/VMFIN Tesla/NE bauen/VVINF ?", ["name Tesla → tesla"]),
    # the surname alone
    ("Wang/NE Yi/NE kam/VVFIN . Wang/NE schwieg/VVFIN .", ["name Wang Yi → wang-yi", "name Wang → wang-yi"]),
    (
        "Wang/NE Yi/NE und/KON Wang/NE Wentao/NE kamen/VVFIN . Wang/NE schwieg/VVFIN .",
        ["name Wang Yi → wang-yi", "name Wang Wentao → wang-wentao"],
    ),
    (
        "Eric/NE Trump/NE kam/VVFIN . Trump/NE schwieg/VVFIN .",
        ["name Eric Trump → eric-trump", "name Trump → eric-trump"],
    ),
    (
        "Trump/NE schwieg/VVFIN . Eric/NE Trump/NE kam/VVFIN .",
        ["name Trump → donald-trump", "name Eric Trump → eric-trump"],
    ),
    (
        "Gerald/NE Ford/NE siegte/VVFIN . Ford/NE blieb/VVFIN .",
        ["name Gerald Ford → gerald-ford", "name Ford → gerald-ford"],
    ),
    ("Ford/NE spart/VVFIN . Henry/NE Ford/NE baute/VVFIN .", ["name Ford → ford", "name Henry Ford → henry-ford"]),
]


@pytest.mark.parametrize(("tagged", "expected"), SENTENCES)
def test_one_sentence(tagged: str, expected: list[str], known: EntityTable, lexicon: Forms) -> None:
    assert short(linked(tagged, known, lexicon)) == expected


def test_the_table_tells_its_faults(tmp_path) -> None:
    (tmp_path / "lookalikes.tsv").write_text(
        "word\tplace\tclass\texample\nHotel\tbefor\t-\tIm Hotel.\nTower\tbehind\tPersn\t\n", encoding="utf-8"
    )
    with pytest.raises(TableError) as error:
        load_lookalikes(tmp_path)
    assert error.value.faults == (
        "lookalikes.tsv:2: unknown place befor; did you mean before?",
        "lookalikes.tsv:3: example is empty",
        "lookalikes.tsv:3: unknown class Persn; did you mean Person?",
    )
