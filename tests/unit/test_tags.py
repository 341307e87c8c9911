"""The lexicon's word against the tagger's: which tags are settled, and which stay."""

from __future__ import annotations

import pytest
from german import tagged
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language.forms import Forms
from kg.language.tags import settle_tags


def changed(notation: str, forms: Forms) -> list[str]:
    """The words whose tag was settled, as "word/TAG"."""
    doc, _ = tagged(notation)
    before = [token.tag_ for token in doc]
    settle_tags(doc, forms)
    return [f"{token.text}/{token.tag_}" for token, tag in zip(doc, before, strict=True) if token.tag_ != tag]


def short(notation: str, expected: list[str], reason: str):
    """A case that is not right today and must fail until it is."""
    return pytest.param(notation, expected, marks=pytest.mark.xfail(strict=True, reason=reason))


FORMS = [
    # a form that can be only one thing
    ("Er/PPER hat/VAFIN geliefert/VVINF ./$.", ["geliefert/VVPP"]),
    ("Er/PPER will/VMFIN liefern/VVPP ./$.", ["liefern/VVINF"]),
    ("China/NE hob/NN Zölle/NN auf/PTKVZ ./$.", ["hob/VVFIN"]),
    ("die/ART Zölle/NN aufzuheben/ADJA ./$.", ["aufzuheben/VVIZU"]),
    ("Er/PPER hat/VAFIN investieren/VVINF wollen/VMFIN ./$.", ["wollen/VMINF"]),
]
BRACKETS = [
    ("China/NE will/VMFIN Ausfuhren/NN beschränken/VVFIN ./$.", ["beschränken/VVINF"]),
    ("China/NE hat/VAFIN Ausfuhren/NN beschränkt/VVFIN ./$.", ["beschränkt/VVPP"]),
    ("China/NE hat/VAFIN Titan/NN ,/$, Zink/NN und/KON Uran/NN beschränkt/VVFIN ./$.", ["beschränkt/VVPP"]),
    ("China/NE hat/VAFIN gestoppt/ADJD mehrere/PIAT Verbote/NN ./$.", ["gestoppt/VVPP"]),
    ("China/NE liefert/VVFIN Gallium/NN ,/$, das/PRELS Japan/NE braucht/VVFIN ./$.", []),
    # a sentence without a finite verb has one all the same
    ("China/NE beschränkt/VVPP die/ART Ausfuhr/NN ./$.", ["beschränkt/VVFIN"]),
]
PARTICIPLES = [
    ("die/ART von/APPR Nvidia/NE entwickelte/VVFIN Generation/NN kostet/VVFIN Geld/NN ./$.", ["entwickelte/ADJA"]),
    ("In/APPR China/NE hergestellte/VVFIN Busse/NN fahren/VVFIN ./$.", ["hergestellte/ADJA"]),
    ("Nvidia/NE entwickelte/VVFIN Chips/NN ./$.", []),
    (
        "Indonesien/NE ,/$, damals/ADV regiert/VVFIN von/APPR Widodo/NE ,/$, verbot/VVFIN es/PPER ./$.",
        ["regiert/VVPP"],
    ),
]
PREPOSITIONS = [
    ("Er/PPER drohte/VVFIN mit/PTKVZ massiven/ADJA Zöllen/NN ./$.", ["mit/APPR"]),
    ("Er/PPER drohte/VVFIN mit/PTKVZ „/$( massiven/ADJA “/$( Zöllen/NN ./$.", ["mit/APPR"]),
    ("Er/PPER hob/VVFIN sie/PPER auf/PTKVZ ./$.", []),
    ("Er/PPER kam/VVFIN ,/$, um/APPR sie/PPER aufzuheben/VVIZU ./$.", ["um/KOUI"]),
    ("Er/PPER kam/VVFIN ,/$, um/APPR zehn/CARD Uhr/NN war/VAFIN Schluss/NN ./$.", []),
]
OPENERS = [
    (
        "Der/ART Rat/NN ,/$, der/ART in/APPR Peking/NE die/ART Pläne/NN beschließt/VVFIN ,/$, schwieg/VVFIN ./$.",
        ["der/PRELS"],
    ),
    ("[Liang/NE] ,/$, der/ART DeepSeek/NE gegründet/VVPP hat/VAFIN ,/$, schwieg/VVFIN ./$.", ["der/PRELS"]),
    ("[Huang/NE] ,/$, der/ART Chef/NN ,/$, schwieg/VVFIN ./$.", []),
    ("Die/ART Preise/NN stiegen/VVFIN ,/$, als/KOKOM China/NE handelte/VVFIN ./$.", ["als/KOUS"]),
    ("China/NE liefert/VVFIN mehr/PIS als/KOKOM Japan/NE ./$.", []),
    ("[BASF/NE] ,/$, der/PRELS Tesla/NE und/KON Ford/NE beliefert/VVPP ,/$, wuchs/VVFIN ./$.", ["beliefert/VVFIN"]),
    (
        "[Musk/NE] ,/$, der/ART Tesla/NE leitet/VVFIN und/KON xAI/NE gründete/VVFIN ,/$, kam/VVFIN ./$.",
        ["der/PRELS"],
    ),
]
VERBS = [
    ("Mitte/NN Juli/NN erlaubte/ADJA sie/PPER ihm/PPER Ausfuhren/NN ./$.", ["erlaubte/VVFIN"]),
    ("Trump/NE drohte/VVFIN und/KON bezeichnete/ADJA China/NE als/KOKOM Gegner/NN ./$.", ["bezeichnete/VVFIN"]),
    ("China/NE lieferte/VVFIN alte/ADJA und/KON gebrauchte/ADJA Ware/NN ./$.", []),
    ("Nvidia/NE erlaubte/ADJA China/NE ,/$, Gallium/NN zu/PTKZU liefern/VVINF ./$.", ["erlaubte/VVFIN"]),
    short(
        "Nvidia/FM erlaubte/ADJA China/NE ,/$, Gallium/NN zu/PTKZU liefern/VVINF ./$.",
        ["erlaubte/VVFIN"],
        "a name that is tagged as foreign words is no sign of a verb behind it",
    ),
]


@pytest.mark.parametrize(("notation", "expected"), [*FORMS, *BRACKETS, *PARTICIPLES, *PREPOSITIONS, *OPENERS, *VERBS])
def test_tags_that_are_settled(forms: Forms, notation: str, expected: list[str]) -> None:
    assert changed(notation, forms) == expected


def test_verbs_are_verbs_by_their_part_of_speech_too(forms: Forms) -> None:
    doc, _ = tagged("China/NE hob/NN Zölle/NN auf/PTKVZ ./$.")
    assert settle_tags(doc, forms) is doc
    assert doc[1].pos_ == "VERB"


WORDS = "China/NE der/ART die/PRELS hat/VAFIN will/VMFIN liefern/VVINF liefert/VVFIN geliefert/VVPP zu/PTKZU"
WORDS += (
    " beschränkt/ADJD entwickelte/VVFIN erlaubte/ADJA sie/PPER Zölle/NN auf/PTKVZ mit/APPR um/APPR als/KOKOM dass/KOUS"
)
WORDS += " aufzuheben/VVIZU damals/ADV und/KON ,/$, ./$. (/$( „/$( ?/$. von/APPR wollen/VMFIN"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=20))
def test_any_row_of_tags_settles_and_keeps_its_words(forms: Forms, parts: list[str]) -> None:
    doc, _ = tagged(" ".join(parts))
    words = [token.text for token in doc]
    settle_tags(doc, forms)
    assert [token.text for token in doc] == words and all(token.tag_ for token in doc)
    # names and nouns that are no verb form are left alone
    assert all(token.tag_ == "NE" for token in doc if token.text == "China")
    assert all(token.tag_ == "NN" for token in doc if token.text == "Zölle")
