"""How a clause tells its fact: modality along the chain of governing clauses, status, and who says so."""

from __future__ import annotations

import pytest
from german import article, mentions, tagged

from kg.extraction import Frames
from kg.extraction.found import weakest
from kg.extraction.scene import Scene
from kg.extraction.scope.scope import phrase_modality, scope
from kg.language.clauses import sentences
from kg.language.forms import Forms
from kg.linking.table import EntityTable
from kg.model import Modality, Status


@pytest.fixture(scope="module")
def scene_of(forms: Forms, frames: Frames, table: EntityTable):
    """From a sentence in notation to the scene that rules see."""

    def build(notation: str) -> Scene:
        doc, names = tagged(notation)
        found = mentions(doc, names, table)
        at = {i: tuple(m for m in found if m.first <= i < m.last) for i in range(len(doc))}
        (sentence,) = sentences(doc, names, forms.cases, forms, frozenset(i for i in at if at[i]))
        return Scene(doc, article(doc), sentence, at, forms, frames, table)

    return build


def told(scene: Scene, verb: str) -> str:
    """Modality, status where former, and @ the speaker's id or words, of the clause of a verb."""
    clause = next(c for c in scene.sentence.clauses if c.predicate is not None and c.predicate.lemma == verb)
    found = scope(scene, clause)
    parts = [found.modality.value] + (["Former"] if found.status is Status.FORMER else [])
    who = found.speaker.entity.id if found.speaker is not None else found.speaker_words
    return " ".join([*parts, f"@{who}"] if who else parts)


def short(notation: str, expected: str, reason: str):
    """A case that is not right today and must fail until it is."""
    return pytest.param(notation, expected, marks=pytest.mark.xfail(strict=True, reason=reason))


# what is asked is always the clause of "liefern"
OWN = [
    ("[China/NE] liefert/VVFIN [Gallium/NN] ./$.", "Asserted"),
    ("[China/NE] liefert/VVFIN kein/PIAT [Gallium/NN] ./$.", "Denied"),
    ("[China/NE] will/VMFIN [Gallium/NN] liefern/VVINF ./$.", "Planned"),
    ("[China/NE] soll/VMFIN [Gallium/NN] liefern/VVINF ./$.", "Planned"),
    ("[China/NE] wird/VAFIN [Gallium/NN] liefern/VVINF ./$.", "Planned"),
    ("[China/NE] könnte/VMFIN [Gallium/NN] liefern/VVINF ./$.", "Possible"),
    ("[China/NE] muss/VMFIN [Gallium/NN] liefern/VVINF ./$.", "Demanded"),
    ("[China/NE] will/VMFIN kein/PIAT [Gallium/NN] liefern/VVINF ./$.", "Denied"),
    # who could, did: the past of können tells what was
    ("[China/NE] konnte/VMFIN [Gallium/NN] liefern/VVINF ./$.", "Asserted"),
    ("[China/NE] liefert/VVFIN bald/ADV [Gallium/NN] ./$.", "Planned"),
    ("[China/NE] liefert/VVFIN vielleicht/ADV [Gallium/NN] ./$.", "Possible"),
    ("Damals/ADV lieferte/VVFIN [China/NE] [Gallium/NN] ./$.", "Asserted Former"),
    ("Liefert/VVFIN [China/NE] [Gallium/NN] ?/$.", "Possible"),
    ("[China/NE] plant/VVFIN [Gallium/NN] zu/PTKZU liefern/VVINF ./$.", "Planned"),
]
GOVERNED = [
    ("[Huawei/NE] verspricht/VVFIN ,/$, Chips/NN zu/PTKZU liefern/VVINF ./$.", "Planned @huawei"),
    ("[Huawei/NE] droht/VVFIN ,/$, Chips/NN zu/PTKZU liefern/VVINF ./$.", "Possible"),
    ("[Xi/NE] bestreitet/VVFIN ,/$, dass/KOUS [China/NE] Chips/NN liefert/VVFIN ./$.", "Denied @xi-jinping"),
    (
        "[Xi/NE] bestreitet/VVFIN nicht/PTKNEG ,/$, dass/KOUS [China/NE] Chips/NN liefert/VVFIN ./$.",
        "Asserted @xi-jinping",
    ),
    ("[Xi/NE] sagte/VVFIN ,/$, dass/KOUS [China/NE] Chips/NN liefert/VVFIN ./$.", "Asserted @xi-jinping"),
    ("[Xi/NE] sagte/VVFIN ,/$, dass/KOUS [China/NE] keine/PIAT Chips/NN liefert/VVFIN ./$.", "Denied @xi-jinping"),
    ("[Xi/NE] fordert/VVFIN ,/$, dass/KOUS [China/NE] Chips/NN liefert/VVFIN ./$.", "Demanded @xi-jinping"),
    ("[Xi/NE] will/VMFIN erlauben/VVINF ,/$, Chips/NN zu/PTKZU liefern/VVINF ./$.", "Possible"),
    ("Kritiker/NN sagen/VVFIN ,/$, dass/KOUS [China/NE] Chips/NN liefert/VVFIN ./$.", "Asserted @Kritiker"),
    ("Es/PPER heißt/VVFIN ,/$, dass/KOUS [China/NE] Chips/NN liefert/VVFIN ./$.", "Asserted @indirekte Rede"),
    (
        "[Xi/NE] sagt/VVFIN ,/$, dass/KOUS [China/NE] plant/VVFIN ,/$, Chips/NN zu/PTKZU liefern/VVINF ./$.",
        "Planned @xi-jinping",
    ),
    ("Wenn/KOUS [China/NE] Chips/NN liefert/VVFIN ,/$, wächst/VVFIN [Huawei/NE] ./$.", "Possible"),
    ("Er/PPER kam/VVFIN ,/$, um/KOUI Chips/NN zu/PTKZU liefern/VVINF ./$.", "Planned"),
    ("Er/PPER kam/VVFIN ,/$, nur/ADV um/KOUI Chips/NN zu/PTKZU liefern/VVINF ./$.", "Asserted"),
    (
        "[China/NE] handelt/VVFIN ,/$, bevor/KOUS [Japan/NE] Chips/NN liefert/VVFIN ./$.",
        "Planned",
    ),
    (
        "Ob/KOUS [China/NE] Chips/NN liefert/VVFIN ,/$, ist/VAFIN offen/ADJD ./$.",
        "Possible",
    ),
]
SPEAKERS = [
    ("[China/NE] liefere/VVFIN Chips/NN ,/$, sagte/VVFIN [Xi/NE] ./$.", "Asserted @xi-jinping"),
    ("Laut/APPR [Reuters/NE] liefert/VVFIN [China/NE] Chips/NN ./$.", "Asserted @reuters"),
    ("[Reuters/NE] zufolge/APPO liefert/VVFIN [China/NE] Chips/NN ./$.", "Asserted @reuters"),
    ("Nach/APPR Angaben/NN von/APPR [Reuters/NE] liefert/VVFIN [China/NE] Chips/NN ./$.", "Asserted @reuters"),
    ("Aus/APPR Sicht/NN der/ART [USA/NE] liefert/VVFIN [China/NE] Chips/NN ./$.", "Asserted @vereinigte-staaten"),
    ("Laut/APPR einer/ART Studie/NN liefert/VVFIN [China/NE] Chips/NN ./$.", "Asserted @einer Studie"),
    ("[China/NE] liefert/VVFIN Chips/NN ,/$, wie/KOUS [Reuters/NE] berichtet/VVFIN ./$.", "Asserted @reuters"),
    ("[China/NE] liefert/VVFIN Chips/NN ,/$, wie/KOKOM [Reuters/NE] berichtet/VVFIN ./$.", "Asserted @reuters"),
    ("[Xi/NE] sagte/VVFIN :/$. [China/NE] liefert/VVFIN Chips/NN ./$.", "Asserted @xi-jinping"),
    (
        "[Xi/NE] sagte/VVFIN ,/$, [China/NE] liefere/VVFIN Chips/NN ./$.",
        "Asserted @xi-jinping",
    ),
    (
        "[China/NE] ,/$, so/ADV [Reuters/NE] ,/$, liefere/VVFIN Chips/NN ./$.",
        "Asserted @reuters",
    ),
]


@pytest.mark.parametrize(("notation", "expected"), [*OWN, *GOVERNED, *SPEAKERS])
def test_scope(scene_of, notation: str, expected: str) -> None:
    assert told(scene_of(notation), "liefern") == expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("das/ART geplante/ADJA Treffen/NN endet/VVFIN", (Modality.PLANNED, Status.CURRENT)),
        ("ein/ART mögliches/ADJA Treffen/NN", (Modality.POSSIBLE, Status.CURRENT)),
        ("das/ART abgesagte/ADJA Treffen/NN", (Modality.DENIED, Status.CURRENT)),
        ("das/ART lange/ADJA Treffen/NN", (Modality.ASSERTED, Status.CURRENT)),
        ("der/ART frühere/ADJA Präsident/NN", (Modality.ASSERTED, Status.FORMER)),
        ("der/ART ehemalige/ADJA Präsident/NN", (Modality.ASSERTED, Status.FORMER)),
        ("Ex-Präsident/NN", (Modality.ASSERTED, Status.FORMER)),
        ("damals/ADV Präsident/NN", (Modality.ASSERTED, Status.FORMER)),
        ("der/ART Präsident/NN", (Modality.ASSERTED, Status.CURRENT)),
    ],
)
def test_adjectives_colour_what_they_name(scene_of, notation: str, expected: tuple[Modality, Status]) -> None:
    scene = scene_of(notation)
    assert phrase_modality(scene, scene.sentence.phrases[0]) == expected


def test_the_weakest_wins() -> None:
    order = (Modality.ASSERTED, Modality.PLANNED, Modality.POSSIBLE, Modality.DEMANDED, Modality.DENIED)
    for strong, weak in zip(order, order[1:], strict=False):
        assert weakest(strong, weak) is weak is weakest(weak, strong)
    assert weakest(Modality.ASSERTED) is Modality.ASSERTED
