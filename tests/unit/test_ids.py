"""Ids of what no table knows: one name and kind, one id, in whatever article and however it is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.linking.cues import load_cues
from kg.linking.ids import kin, kind, minted, normalised, slug
from kg.linking.table import load_table
from kg.model import Entity

PARTS = load_cues().parts
CLASSES = (
    "Person Organization Company GovernmentBody MediaOutlet Alliance Place Country City Region Facility "
    "Product Chip Material Measure Event"
).split()
LETTERS = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzäöüßéøłABCÄÖÜ0123456789"), min_size=1, max_size=9)
WORDS = st.lists(LETTERS, min_size=1, max_size=4).map(lambda words: " ".join(w[:1].upper() + w[1:] for w in words))

SAME = [
    ("Company", ["JL Mag", "JL MAG", "JL-Mag", "JL Mag Co., Ltd.", "JL Mag Inc"], "jl-mag"),
    ("Company", ["Voltara", "Voltara AG", "Voltara SE & Co. KGaA", "Voltara GmbH", "VOLTARA"], "voltara"),
    ("Company", ["Torvik Minerals", "Torvik Minerals Pty Ltd", "Torvik Minerals Limited"], "torvik-minerals"),
    ("Person", ["Jörg Groß", "Dr. Jörg Groß", "Prof. Dr. Jörg Groß", "Jörg A. Groß"], "joerg-gross"),
    ("Person", ["Ulf Nessen Jr.", "Ulf Nessen junior"], "ulf-nessen-jr"),
    ("Person", ["Nessen", "Dr. Nessen", "Herr Nessen", "von Nessen"[4:]], "nessen-person"),
    ("Person", ["Radosław Šefčovič", "Radosław Sefcovic"], "radoslaw-sefcovic"),
    ("City", ["Narva", "NARVA"], "narva-ort"),
    ("Region", ["Kolmen-Bucht", "Kolmen Bucht"], "kolmen-bucht-ort"),
    ("Measure", ["Fair Chips Act", "Fair-Chips-Act"], "fair-chips-act"),
    ("Person", ["von der Leyen"], "von-der-leyen-person"),
    ("Company", ["AG"], "ag"),
]


@pytest.mark.parametrize(("cls", "names", "expected"), SAME)
def test_one_id_however_it_is_written(cls, names, expected):
    assert {minted(name, cls, PARTS) for name in names} == {expected}


@given(WORDS, st.sampled_from(CLASSES))
@example("Person", "Company")
@example("Torvik Ort", "Company")
@example("Torvik Person", "Person")
def test_an_id_is_sound(name, cls):
    made = minted(name, cls, PARTS)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", made)
    assert minted(normalised(name, cls, PARTS), cls, PARTS) == made, "a normalised name is normal"


@given(LETTERS.filter(lambda word: any(c.isupper() for c in word)), st.sampled_from(CLASSES), st.sampled_from(CLASSES))
def test_kinds_of_one_word_never_clash(name, one, other):
    same = minted(name, one, PARTS) == minted(name, other, PARTS)
    assert same == (kind(one) == kind(other))


@given(WORDS, WORDS, st.sampled_from(CLASSES), st.sampled_from(CLASSES))
@example("Torvik", "Torvik Ort", "City", "Company")
@example("Torvik", "Torvik Person", "Person", "Company")
@example("Torvik Ort", "Torvik Ort Sache", "Company", "Company")
def test_a_place_is_nothing_else(place, name, cls, other):
    if (kind(cls) == "ort") != (kind(other) == "ort"):
        assert minted(place, cls, PARTS) != minted(name, other, PARTS)


@given(st.text(min_size=1), st.sampled_from(CLASSES))
def test_any_text_has_an_id(name, cls):
    assert slug(minted(name, cls, PARTS)) == minted(name, cls, PARTS)


def test_an_id_of_the_table_is_not_taken_by_another_kind():
    used = {"torvik": "Product", "torvik-minerals": "Company"}.get
    assert minted("Torvik", "Company", PARTS, used) == "torvik-sache"
    assert minted("Torvik Minerals", "Organization", PARTS, used) == "torvik-minerals"
    assert minted("Torvik Minerals", "Person", PARTS, used) == "torvik-minerals-person"


@given(WORDS, st.sampled_from(CLASSES), WORDS, st.sampled_from(CLASSES))
def test_a_row_that_the_name_does_not_mean_changes_nothing(name, cls, row, row_cls):
    before = minted(name, cls, PARTS)
    if slug(row) != slug(normalised(name, cls, PARTS)):
        assert minted(name, cls, PARTS, {slug(row): row_cls}.get) == before


def test_the_table_finds_its_own_under_the_bare_name():
    table = load_table()
    assert table.unknown("Kolmenau", "City") == Entity("kolmenau-ort", "City", "Kolmenau")
    own = next(entity for entity in table.entities if entity.cls == "City" and slug(entity.name) == entity.id)
    assert table.unknown(own.name, "City") == own and table.unknown(own.name, "Place") == own
    assert table.unknown(own.name, "Person").id == f"{own.id}-person"


def test_kin():
    assert kin("Company", "Organization") and kin("City", "Region") and kin("Facility", "Place")
    assert not kin("Company", "Person") and not kin("Company", "Product") and not kin("City", "Company")
