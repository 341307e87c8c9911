"""Noun phrases from tags alone: where they begin and end, what case shows, what hangs on what."""

from __future__ import annotations

import pytest
from german import tagged, written
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.chunks import phrases
from kg.language.forms import Forms
from kg.language.phrases import Phrase, chain


def read(notation: str, forms: Forms) -> tuple:
    doc, names = tagged(notation)
    return doc, phrases(doc, 0, len(doc), names, forms.cases)


def short(notation: str, expected: list[str], reason: str):
    """A case that is not right today and must fail until it is."""
    return pytest.param(notation, expected, marks=pytest.mark.xfail(strict=True, reason=reason))


BASE = [
    ("Die/ART [USA/NE] hoben/VVFIN die/ART Zölle/NN auf/PTKVZ ./$.", ["Die USA (name USA)", "die Zölle"]),
    ("das/ART eigene/ADJA Land/NN", ["das eigene Land"]),
    ("viele/PIAT Firmen/NN", ["viele Firmen"]),
    ("seine/PPOSAT Pläne/NN", ["seine Pläne (poss seine)"]),
    ("diese/PDAT aufheben/VVINF", ["diese"]),
    ("er/PPER traf/VVFIN ihn/PPER", ["er", "ihn"]),
    ("dem/ART Konzern/NN zufolge/APPO", ["dem Konzern"]),
    (
        "der/ART chinesische/ADJA Staats-/TRUNC und/KON Parteichef/NN [Xi/NE Jinping/NE]",
        ["der chinesische Staats- und Parteichef Xi Jinping (name Xi Jinping)"],
    ),
    ("strenge/ADJA und/KON neue/ADJA Regeln/NN", ["strenge und neue Regeln"]),
]
COUNTED = [
    ("mehr/PIS als/KOKOM die/ART Hälfte/NN des/ART Kobalts/NN", ["die Hälfte", "des Kobalts <gen Hälfte"]),
    ("unter/APPR anderem/PIS in/APPR [China/NE]", ["in China"]),
    ("rund/ADV 40/CARD Prozent/NN der/ART Anteile/NN", ["rund 40 Prozent", "der Anteile <gen Prozent"]),
    ("mit/APPR zehn/CARD Milliarden/NN Euro/NN", ["mit zehn Milliarden Euro"]),
    ("über/APPR 500/CARD Firmen/NN", ["500 Firmen"]),
    ("im/APPRART Jahr/NN 2022/CARD", ["in Jahr"]),
    ("seit/APPR 2022/CARD", []),
    ("bis/APPR zum/APPRART 10./ADJA August/NN", ["zu 10. August"]),
]
GENITIVES = [
    ("die/ART Ausfuhr/NN des/ART Metalls/NN", ["die Ausfuhr", "des Metalls <gen Ausfuhr"]),
    ("die/ART Regierung/NN der/ART [USA/NE]", ["die Regierung", "der USA (name USA) <gen Regierung"]),
    ("Exporte/NN chinesischer/ADJA Konzerne/NN", ["Exporte", "chinesischer Konzerne <gen Exporte"]),
    (
        "[Chinas/NE]s Exportkontrollen/NN für/APPR [Gallium/NN]",
        ["Chinas Exportkontrollen (poss Chinas)", "für Gallium <attr Exportkontrollen"],
    ),
    (
        "[Jensen/NE Huangs/NE]s jüngste/ADJA Reise/NN nach/APPR [Peking/NE]",
        ["Jensen Huangs jüngste Reise (poss Jensen Huangs)", "nach Peking <attr Reise"],
    ),
    # the s of Paris is its own
    ("der/ART Hafen/NN von/APPR [Paris/NE]", ["der Hafen", "von Paris <attr Hafen"]),
    ("[Paris/NE] Hafen/NN", ["Paris", "Hafen"]),
    # a name that nobody knows goes by its ending
    ("Teslas/NE Werk/NN", ["Teslas Werk (poss Teslas)"]),
]
APPOSITIONS = [
    ("der/ART US-Konzern/NN [Nvidia/NE]", ["der US-Konzern Nvidia (name Nvidia)"]),
    ("der/ART Dienst/NN „/$( [TikTok/NE] “/$(", ["der Dienst„ TikTok (name TikTok)"]),
    (
        "die/ART Minister/NN [Robert/NE Habeck/NE] und/KON [Bruno/NE Le/NE Maire/NE]",
        ["die Minister Robert Habeck (name Robert Habeck)", "Bruno Le Maire <and Minister"],
    ),
    (
        "der/ART Hersteller/NN von/APPR Magneten/NN [JL/NE Mag/NE]",
        ["der Hersteller", "von Magneten <attr Hersteller", "JL Mag <app Hersteller"],
    ),
    (
        "[Dario/NE Amodei/NE] ,/$, der/ART Chef/NN von/APPR [Anthropic/NE] ,/$, warnte/VVFIN ./$.",
        ["Dario Amodei", "der Chef <app Dario", "von Anthropic <attr Chef"],
    ),
    (
        "der/ART Leiter/NN des/ART Ausschusses/NN ,/$, [Brian/NE Mast/NE] ,/$, schwieg/VVFIN ./$.",
        ["der Leiter", "des Ausschusses <gen Leiter", "Brian Mast <app Leiter"],
    ),
    (
        "[Hensoldt/NE] ,/$, ehemals/ADV eine/ART Sparte/NN von/APPR [Airbus/NE] ,/$, wuchs/VVFIN ./$.",
        ["Hensoldt", "eine Sparte <app Hensoldt", "von Airbus <attr Sparte"],
    ),
    short(
        "der/ART Leiter/NN des/ART Ausschusses/NN [Brian/NE Mast/NE]",
        ["der Leiter", "des Ausschusses <gen Leiter", "Brian Mast <app Leiter"],
        "a person behind a genitive is taken for its name",
    ),
]
EXTENDED = [
    (
        "die/ART unter/APPR [Merkel/NE] verhängten/ADJA Auflagen/NN für/APPR [H20/NE]",
        [
            "die unter Merkel verhängten Auflagen (inner unter Merkel)",
            "für H20 <attr Auflagen",
            "unter Merkel <in Auflagen",
        ],
    ),
    (
        "die/ART von/APPR [Nvidia/NE] entwickelte/ADJA Generation/NN [Blackwell/NE]",
        [
            "die von Nvidia entwickelte Generation Blackwell (name Blackwell) (inner von Nvidia)",
            "von Nvidia <in Generation",
        ],
    ),
    ("in/APPR [China/NE] hergestellte/ADJA Busse/NN", ["in China", "hergestellte Busse"]),
    short(
        "der/ART junge/ADJA ,/$, lange/ADV unbekannte/ADJA Konzern/NN",
        ["der junge, lange unbekannte Konzern"],
        "an adverb before the second of two adjectives ends the phrase",
    ),
]
LISTS = [
    (
        "[Gallium/NN] ,/$, [Germanium/NN] und/KON [Antimon/NN]",
        ["Gallium", "Germanium <and Gallium", "Antimon <and Gallium"],
    ),
    (
        "Zölle/NN auf/APPR Stahl/NN ,/$, Kupfer/NN und/KON Aluminium/NN aus/APPR [Mexiko/NE]",
        ["Zölle", "auf Stahl <attr Zölle", "auf Kupfer <and Stahl", "auf Aluminium <and Stahl"]
        + ["aus Mexiko <attr Aluminium"],
    ),
    ("weder/KON [BMW/NE] noch/KON [Volkswagen/NE]", ["BMW", "Volkswagen <and BMW"]),
    ("sowohl/KON [BMW/NE] als/KOKOM auch/ADV [Volkswagen/NE]", ["BMW", "Volkswagen <and BMW"]),
    # a comma alone joins no list
    (
        "[Shein/NE] ,/$, ein/ART Händler/NN ,/$, wuchs/VVFIN ./$.",
        ["Shein", "ein Händler <app Shein"],
    ),
    (
        "zwischen/APPR [Japan/NE] und/KON [China/NE]",
        ["zwischen Japan", "zwischen China <and Japan"],
    ),
]
RELATIVES = [
    ("dessen/PRELAT Chef/NN schwieg/VVFIN", ["dessen Chef (poss dessen)"]),
    short(
        "dessen/PRELAT Chips/NN [DeepSeek/NE] nutzt/VVFIN",
        ["dessen Chips (poss dessen)", "DeepSeek"],
        "Chips may be a genitive singular, so the plural rule does not hold",
    ),
]


@pytest.mark.parametrize(
    ("notation", "expected"), [*BASE, *COUNTED, *GENITIVES, *APPOSITIONS, *EXTENDED, *LISTS, *RELATIVES]
)
def test_phrases_and_what_they_hang_on(forms: Forms, notation: str, expected: list[str]) -> None:
    doc, found = read(notation, forms)
    assert written(doc, found) == expected


@pytest.mark.parametrize(
    ("notation", "cases"),
    [
        ("der/ART Hafen/NN", "NOM"),
        ("den/ART Hafen/NN", "AKK"),
        ("dem/ART Konzern/NN", "DAT"),
        ("des/ART Metalls/NN", "GEN"),
        ("die/ART Zölle/NN", "AKK NOM"),
        ("den/ART Zöllen/NN", "DAT"),
        ("der/ART Regierung/NN", "DAT GEN"),
        ("der/ART Zölle/NN", "GEN"),
        ("er/PPER", "NOM"),
        ("ihn/PPER", "AKK"),
        ("im/APPRART Oktober/NN", "DAT"),
        ("ins/APPRART Werk/NN", "AKK"),
        ("gegen/APPR [China/NE]", "AKK"),
        ("mit/APPR [China/NE]", "DAT"),
        ("in/APPR die/ART [USA/NE]", "AKK"),
        ("in/APPR den/ART Häfen/NN", "DAT"),
        ("[China/NE]", "AKK DAT GEN NOM"),
        ("chinesischen/ADJA Firmen/NN", "DAT"),
        ("keinen/PIAT Vertrag/NN", "AKK"),
        ("dieser/PDAT Vertrag/NN", "NOM"),
    ],
)
def test_case_is_what_determiner_noun_and_preposition_leave_open(forms: Forms, notation: str, cases: str) -> None:
    _, found = read(notation, forms)
    assert " ".join(sorted(found[0].cases)) == cases


def test_a_coordination_is_its_first_member_and_the_rest(forms: Forms) -> None:
    doc, found = read("[Nvidia/NE] ,/$, [AMD/NE] und/KON [Intel/NE] schwiegen/VVFIN ./$.", forms)
    assert [doc[p.head].text for p in chain(found, found[0])] == ["Nvidia", "AMD", "Intel"]


def test_nothing_is_found_in_nothing(forms: Forms) -> None:
    doc, names = tagged("Er/PPER kam/VVFIN ./$.")
    assert phrases(doc, 0, 0, names, forms.cases) == ()
    assert phrases(doc, 1, 3, names, forms.cases) == ()


WORDS = (
    "die/ART der/ART des/ART den/ART eine/ART Chef/NN Zölle/NN Konzerns/NN China/NE Chinas/NE neue/ADJA geplante/ADJA"
)
WORDS += (
    " von/APPR zum/APPRART auf/APPR und/KON oder/KON ,/$, (/$( ./$. „/$( hob/VVFIN hat/VAFIN geliefert/VVPP zu/PTKZU"
)
WORDS += " er/PPER dessen/PRELAT die/PRELS 40/CARD Prozent/NN mehr/PIS als/KOKOM Staats-/TRUNC nicht/PTKNEG dass/KOUS"


@st.composite
def sequences(draw) -> str:
    """Any row of words, some of them names."""
    parts = draw(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=18))
    return " ".join(f"[{p}]" if p.endswith("/NE") and draw(st.booleans()) else p for p in parts)


@settings(max_examples=300, deadline=None)
@given(sequences())
def test_any_words_give_phrases_in_order_with_links_to_phrases(forms: Forms, notation: str) -> None:
    doc, found = read(notation, forms)
    assert [p.index for p in found] == list(range(len(found)))
    outer = [p for p in found if p.inner_of is None]
    assert all(a.end <= b.start for a, b in zip(outer, outer[1:], strict=False))
    for phrase in found:
        check(phrase, found, len(doc))


def check(phrase: Phrase, found: tuple[Phrase, ...], length: int) -> None:
    assert 0 <= phrase.start <= phrase.head < phrase.end <= length
    assert phrase.cases and phrase.numbers and phrase.genders
    assert phrase.prep_at is None or phrase.prep_at < phrase.start
    for span in (phrase.name, phrase.possessor, phrase.inner):
        assert span is None or phrase.start <= span[0] < span[1] <= phrase.end
    for link in (phrase.genitive_of, phrase.attribute_of, phrase.conjunct_of, phrase.apposition_of):
        assert link is None or 0 <= link < phrase.index, "what a phrase hangs on stands before it"
    if phrase.inner_of is not None:
        holder = found[phrase.inner_of]
        assert holder.inner is not None and holder.inner[0] <= phrase.start and phrase.end <= holder.inner[1]
