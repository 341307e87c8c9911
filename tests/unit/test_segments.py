"""A sentence cut into clauses by its marks, conjunctions, subordinators and finite verbs."""

from __future__ import annotations

import pytest
from german import tagged, text
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.segments import segments


def read(notation: str) -> list[str]:
    """Each clause as "kind opener: words", with its flags behind the kind."""
    doc, names = tagged(notation)
    out = []
    for segment in segments(doc, 0, len(doc), names):
        flags = [name for name in ("joined", "question", "condition") if getattr(segment, name)]
        out.append(f"{' '.join([segment.kind, *flags])}: {text(doc, segment.tokens)}")
    return out


def short(notation: str, expected: list[str], reason: str):
    """A case that is not right today and must fail until it is."""
    return pytest.param(notation, expected, marks=pytest.mark.xfail(strict=True, reason=reason))


DEPENDENT = [
    (
        "Er/PPER sagte/VVFIN ,/$, dass/KOUS China/NE Gallium/NN liefert/VVFIN ./$.",
        ["main: Er sagte", "complement: dass China Gallium liefert"],
    ),
    (
        "Dass/KOUS China/NE liefert/VVFIN ,/$, ist/VAFIN sicher/ADJD ./$.",
        ["complement: Dass China liefert", "main: ist sicher"],
    ),
    (
        "Er/PPER prüft/VVFIN ,/$, ob/KOUS China/NE liefert/VVFIN ./$.",
        ["main: Er prüft", "complement: ob China liefert"],
    ),
    (
        "[ASML/NE] ,/$, das/PRELS [TSMC/NE] beliefert/VVFIN ,/$, wächst/VVFIN ./$.",
        ["main: ASML wächst", "relative: das TSMC beliefert"],
    ),
    (
        "Der/ART Chip/NN ,/$, für/APPR den/PRELS Zölle/NN gelten/VVFIN ,/$, fehlt/VVFIN ./$.",
        ["main: Der Chip fehlt", "relative: für den Zölle gelten"],
    ),
    (
        "Die/ART Firma/NN ,/$, deren/PRELAT Chef/NN schwieg/VVFIN ,/$, wuchs/VVFIN ./$.",
        ["main: Die Firma wuchs", "relative: deren Chef schwieg"],
    ),
    (
        "Wenn/KOUS China/NE stoppt/VVFIN ,/$, fehlt/VVFIN Gallium/NN ./$.",
        ["adverbial condition: Wenn China stoppt", "main: fehlt Gallium"],
    ),
    (
        "Sollte/VMFIN China/NE stoppen/VVINF ,/$, fehlt/VVFIN Gallium/NN ./$.",
        ["main condition: Sollte China stoppen", "main: fehlt Gallium"],
    ),
    (
        "Zwei/CARD Monate/NN bevor/KOUS China/NE handelte/VVFIN ,/$, stiegen/VVFIN Preise/NN ./$.",
        ["adverbial: Zwei Monate bevor China handelte", "main: stiegen Preise"],
    ),
    (
        "Wie/KOUS [Reuters/NE] berichtet/VVFIN ,/$, liefert/VVFIN [China/NE] ./$.",
        ["adverbial: Wie Reuters berichtet", "main: liefert China"],
    ),
    (
        "[China/NE] liefert/VVFIN ,/$, wie/KOKOM [Reuters/NE] berichtet/VVFIN ./$.",
        ["main: China liefert", "adverbial: wie Reuters berichtet"],
    ),
]
INFINITIVES = [
    (
        "Er/PPER versprach/VVFIN ,/$, die/ART Zölle/NN zu/PTKZU senken/VVINF ./$.",
        ["main: Er versprach", "infinitive: die Zölle zu senken"],
    ),
    (
        "Er/PPER reiste/VVFIN ,/$, um/KOUI die/ART Zölle/NN aufzuheben/VVIZU ./$.",
        ["main: Er reiste", "infinitive: um die Zölle aufzuheben"],
    ),
    (
        "China/NE kam/VVFIN ,/$, nur/ADV um/KOUI sie/PPER auszusetzen/VVIZU ./$.",
        ["main: China kam", "infinitive: nur um sie auszusetzen"],
    ),
    (
        "Er/PPER bat/VVFIN ,/$, Zölle/NN für/APPR Titan/NN ,/$, Zink/NN und/KON Uran/NN zu/PTKZU senken/VVINF ./$.",
        ["main: Er bat", "infinitive: Zölle für Titan Zink und Uran zu senken"],
    ),
    # "dass" waits for its finite verb: the infinitive inside it is no clause that ends there
    (
        "Er/PPER sagte/VVFIN ,/$, dass/KOUS China/NE plant/VVFIN ,/$, Zölle/NN zu/PTKZU senken/VVINF ./$.",
        ["main: Er sagte", "complement: dass China plant", "infinitive: Zölle zu senken"],
    ),
]
COORDINATED = [
    (
        "China/NE hob/VVFIN Zölle/NN auf/PTKVZ und/KON schuf/VVFIN neue/ADJA ./$.",
        ["main: China hob Zölle auf", "main joined: und schuf neue"],
    ),
    (
        "[Nvidia/NE] und/KON [AMD/NE] liefern/VVFIN Chips/NN ./$.",
        ["main: Nvidia und AMD liefern Chips"],
    ),
    (
        "Er/PPER sagte/VVFIN ,/$, dass/KOUS China/NE liefert/VVFIN und/KON Japan/NE kauft/VVFIN ./$.",
        ["main: Er sagte", "complement: dass China liefert", "complement joined: und Japan kauft"],
    ),
    (
        "China/NE liefert/VVFIN ;/$. Japan/NE kauft/VVFIN ./$.",
        ["main: China liefert", "main: Japan kauft"],
    ),
]
INTERRUPTED = [
    (
        "Der/ART Chef/NN ,/$, ein/ART Physiker/NN ,/$, trat/VVFIN ab/PTKVZ ./$.",
        ["main: Der Chef ein Physiker trat ab"],
    ),
    (
        "Die/ART Mine/NN ,/$, die/PRELS er/PPER hat/VAFIN ,/$, birgt/VVFIN Kobalt/NN ,/$, Zinn/NN und/KON Gold/NN ./$.",
        ["main: Die Mine birgt Kobalt Zinn und Gold", "relative: die er hat"],
    ),
    # a forefield behind a comma: the new clause's subject seemed to trail
    (
        "Er/PPER lobte/VVFIN sie/PPER ,/$, sein/PPOSAT Kollege/NN ,/$, damals/ADV Minister/NN ,/$, schwieg/VVFIN ./$.",
        ["main: Er lobte sie", "main: sein Kollege damals Minister schwieg"],
    ),
    (
        "Das/PDS ist/VAFIN teuer/ADJD ,/$, sagte/VVFIN [Cutler/NE] ./$.",
        ["main: Das ist teuer", "main: sagte Cutler"],
    ),
    (
        "Der/ART Preis/NN stieg/VVFIN um/APPR 6/CARD ,/$, 7/CARD Prozent/NN ./$.",
        ["main: Der Preis stieg um 6 7 Prozent"],
    ),
    short(
        "[Kongo/NE] fördert/VVFIN Kobalt/NN ,/$, [China/NE] Graphit/NN ./$.",
        ["main: Kongo fördert Kobalt", "main: China Graphit"],
        "a clause that leaves out the verb of the one before is taken into it",
    ),
]
QUESTIONS = [
    (
        "Wie/KOKOM [Reuters/NE] berichtet/VVFIN ,/$, liefert/VVFIN [China/NE] ./$.",
        ["adverbial: Wie Reuters berichtet", "main: liefert China"],
    ),
    ("Liefert/VVFIN China/NE Gallium/NN ?/$.", ["main question: Liefert China Gallium"]),
    ("China/NE liefert/VVFIN ,/$, oder/KON ?/$.", ["main: China liefert oder"]),
    # names hold marks
    ("[Booz/NE ,/$, Allen/NE] liefert/VVFIN ./$.", ["main: Booz Allen liefert"]),
]


@pytest.mark.parametrize(("notation", "expected"), [*DEPENDENT, *INFINITIVES, *COORDINATED, *INTERRUPTED, *QUESTIONS])
def test_clauses(notation: str, expected: list[str]) -> None:
    assert read(notation) == expected


def test_the_opener_is_the_subordinator() -> None:
    doc, names = tagged("[ASML/NE] ,/$, von/APPR dem/PRELS [TSMC/NE] lebt/VVFIN ,/$, wächst/VVFIN ./$.")
    relative = next(s for s in segments(doc, 0, len(doc), names) if s.kind == "relative")
    assert relative.opener is not None and doc[relative.opener].text in ("von", "dem")
    assert not any(s.opener is not None for s in segments(doc, 0, 1, []))


def test_nothing_but_marks_is_no_clause() -> None:
    doc, _ = tagged(",/$, „/$( ./$.")
    assert segments(doc, 0, len(doc), []) == []


WORDS = (
    "China/NE Zölle/NN er/PPER die/ART die/PRELS deren/PRELAT dass/KOUS wenn/KOUS um/KOUI wie/KOKOM bevor/KOUS ob/KOUS"
)
WORDS += " liefert/VVFIN hat/VAFIN soll/VMFIN geliefert/VVPP liefern/VVINF zu/PTKZU aufzuheben/VVIZU und/KON oder/KON"
WORDS += " ,/$, ,/$, :/$. ;/$. –/$( (/$( )/$( „/$( ?/$. ./$. 6/CARD nur/ADV damals/ADV für/APPR sein/PPOSAT"


@st.composite
def sequences(draw) -> str:
    parts = draw(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=22))
    return " ".join(f"[{p}]" if p.endswith("/NE") and draw(st.booleans()) else p for p in parts)


@settings(max_examples=400, deadline=None)
@given(sequences())
def test_each_word_stands_in_one_clause(notation: str) -> None:
    doc, names = tagged(notation)
    found = segments(doc, 0, len(doc), names)
    used = [i for segment in found for i in segment.tokens]
    assert len(used) == len(set(used)), "no word twice"
    words = {token.i for token in doc if not token.is_punct and token.tag_[0] != "$"}
    assert words <= set(used), "no word lost"
    for segment in found:
        assert list(segment.tokens) == sorted(segment.tokens)
        assert segment.opener is None or segment.opener in segment.tokens or segment.joined
