"""Subject, object and dative from case, agreement and place; the parser's labels only vote."""

from __future__ import annotations

import pytest
from german import tagged

from kg.language.chunks import phrases
from kg.language.forms import Forms
from kg.language.predicates import predicate
from kg.language.roles import Roles, assign


def read(notation: str, forms: Forms, labels: str = "", agents: str = "", **how) -> tuple[Roles, dict[str, str]]:
    """The roles of one clause and, by role, the head of the phrase that has it. agents: words that can act."""
    doc, names = tagged(notation, labels)
    found = phrases(doc, 0, len(doc), names, forms.cases)
    verb = predicate(doc, range(len(doc)), forms)
    assert verb is not None
    acting = set(agents.split())
    kind = how.pop("kind", "main")
    roles = assign(doc, found, verb, kind, lambda p: any(doc[i].text in acting for i in range(p.start, p.end)), **how)
    chosen = {role: getattr(roles, role) for role in ("subject", "object", "dative", "predicative")}
    return roles, {role: doc[found[i].head].text for role, i in chosen.items() if i is not None}


CLEAR = [
    ("Der/ART Konzern/NN verklagte/VVFIN den/ART Staat/NN ./$.", {"subject": "Konzern", "object": "Staat"}),
    # object first: case tells, not place
    ("Den/ART Konzern/NN verklagte/VVFIN der/ART Staat/NN ./$.", {"subject": "Staat", "object": "Konzern"}),
    ("Den/ART Zoll/NN kritisierte/VVFIN [China/NE] ./$.", {"subject": "China", "object": "Zoll"}),
    ("Ihn/PPER traf/VVFIN [Xi/NE] ./$.", {"subject": "Xi", "object": "Ihn"}),
    ("Er/PPER traf/VVFIN ihn/PPER ./$.", {"subject": "Er", "object": "ihn"}),
    (
        "Dem/ART Konzern/NN erteilte/VVFIN [China/NE] eine/ART Lizenz/NN ./$.",
        {"subject": "China", "object": "Lizenz", "dative": "Konzern"},
    ),
    (
        "Der/ART Staat/NN erteilte/VVFIN dem/ART Konzern/NN eine/ART Lizenz/NN ./$.",
        {"subject": "Staat", "object": "Lizenz", "dative": "Konzern"},
    ),
]
AGREEMENT = [
    # the verb is plural: only one of the two can be its subject
    ("Die/ART Firma/NN verklagten/VVFIN die/ART Staaten/NN ./$.", {"subject": "Staaten", "object": "Firma"}),
    ("Die/ART Mine/NN kauften/VVFIN [BMW/NE] und/KON [VW/NE] ./$.", {"subject": "BMW", "object": "Mine"}),
    ("[China/NE] kauft/VVFIN Chips/NN ./$.", {"subject": "China", "object": "Chips"}),
    ("Chips/NN kauft/VVFIN [China/NE] ./$.", {"subject": "China", "object": "Chips"}),
]
DATIVES = [
    ("Die/ART Mine/NN gehört/VVFIN dem/ART Staat/NN ./$.", {"subject": "Mine", "dative": "Staat"}),
    ("[Trump/NE] drohte/VVFIN dem/ART Land/NN ./$.", {"subject": "Trump", "dative": "Land"}),
    ("Den/ART Zöllen/NN stimmte/VVFIN die/ART EU/NE zu/PTKVZ ./$.", {"subject": "EU", "dative": "Zöllen"}),
    ("[Trump/NE] drohte/VVFIN [China/NE] ./$.", {"subject": "Trump", "dative": "China"}),
]
PASSIVES = [
    ("Der/ART Konzern/NN wurde/VAFIN verklagt/VVPP ./$.", {"subject": "Konzern"}),
    ("Von/APPR [China/NE] wurde/VAFIN der/ART Konzern/NN verklagt/VVPP ./$.", {"subject": "Konzern"}),
    (
        "Dem/ART Konzern/NN wurde/VAFIN eine/ART Lizenz/NN erteilt/VVPP ./$.",
        {"subject": "Lizenz", "dative": "Konzern"},
    ),
]
COPULAS = [
    ("[Huang/NE] ist/VAFIN Chef/NN ./$.", {"subject": "Huang", "predicative": "Chef"}),
    ("Er/PPER war/VAFIN Minister/NN ./$.", {"subject": "Er", "predicative": "Minister"}),
    ("[Brantner/NE] bleibt/VVFIN Ministerin/NN ./$.", {"subject": "Brantner", "predicative": "Ministerin"}),
]
LEFT_OUT = [
    # time and measure fill no role
    ("[China/NE] liefert/VVFIN diese/PDAT Woche/NN Gallium/NN ./$.", {"subject": "China", "object": "Gallium"}),
    # nor what als and wie compare
    ("[China/NE] liefert/VVFIN [Gallium/NN] als/KOKOM Pfand/NN ./$.", {"subject": "China", "object": "Gallium"}),
    # nor what hangs on another phrase
    ("Der/ART Chef/NN des/ART Konzerns/NN lobte/VVFIN ihn/PPER ./$.", {"subject": "Chef", "object": "ihn"}),
    ("Die/ART Minister/NN trafen/VVFIN sich/PRF ./$.", {"subject": "Minister"}),
]


@pytest.mark.parametrize(("notation", "expected"), [*CLEAR, *AGREEMENT, *DATIVES, *PASSIVES, *COPULAS, *LEFT_OUT])
def test_roles_without_a_parser(forms: Forms, notation: str, expected: dict[str, str]) -> None:
    assert read(notation, forms)[1] == expected


def test_the_subject_of_a_joined_clause_may_be_left_out(forms: Forms) -> None:
    notation = "und/KON lud/VVFIN [Xi/NE] ein/PTKVZ ./$."
    assert read(notation, forms, elided=True)[1] == {"object": "Xi"}
    assert read(notation, forms)[1] == {"subject": "Xi"}


def test_an_infinitive_has_no_subject(forms: Forms) -> None:
    assert read("die/ART Zölle/NN zu/PTKZU senken/VVINF", forms, kind="infinitive")[1] == {"object": "Zölle"}


def test_the_relative_pronoun_has_its_role(forms: Forms) -> None:
    assert read("den/PRELS [China/NE] verklagte/VVFIN", forms, kind="relative")[1] == {
        "subject": "China",
        "object": "den",
    }
    assert read("der/PRELS [China/NE] beliefert/VVFIN", forms, kind="relative")[1] == {
        "subject": "der",
        "object": "China",
    }


def test_of_two_that_may_be_the_subject_the_one_that_can_act(forms: Forms) -> None:
    notation = "Die/ART Ausfuhr/NN könnte/VMFIN [Jakarta/NE] verbieten/VVINF ./$."
    assert read(notation, forms, agents="Jakarta")[1] == {"subject": "Jakarta", "object": "Ausfuhr"}


def test_the_parser_decides_where_german_shows_nothing(forms: Forms) -> None:
    notation = "[Nvidia/NE] beliefert/VVFIN [Tesla/NE] ./$."
    roles, plain = read(notation, forms)
    assert plain == {"subject": "Nvidia", "object": "Tesla"} and roles.votes == (0, 2)
    roles, same = read(notation, forms, labels="Nvidia=nsubj Tesla=obj")
    assert same == plain and roles.votes == (2, 2)
    _, turned = read(notation, forms, labels="Nvidia=obj Tesla=nsubj")
    assert turned == {"subject": "Tesla", "object": "Nvidia"}


def test_the_parser_does_not_turn_clear_cases(forms: Forms) -> None:
    notation = "Den/ART Konzern/NN verklagte/VVFIN der/ART Staat/NN ./$."
    roles, found = read(notation, forms, labels="Konzern=nsubj Staat=obj")
    assert found == {"subject": "Staat", "object": "Konzern"} and roles.votes == (0, 2)


def test_of_two_bare_names_the_first_is_the_subject(forms: Forms) -> None:
    notation = "[Südkorea/NE] erteilte/VVFIN [Samsung/NE] eine/ART Lizenz/NN ./$."
    found = read(notation, forms, agents="Südkorea Samsung")[1]
    assert found == {"subject": "Südkorea", "object": "Lizenz", "dative": "Samsung"}
