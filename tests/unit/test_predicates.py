"""The verbal complex from tags and the lexicon's forms: verb with its particle, voice, tense, mood, modal, negation."""

from __future__ import annotations

import pytest
from german import tagged

from kg.language.forms import Forms
from kg.language.predicates import Predicate, predicate, verb_forms


def read(notation: str, forms: Forms) -> Predicate | None:
    doc, _ = tagged(notation)
    return predicate(doc, range(len(doc)), forms)


def written(found: Predicate | None) -> str:
    """Lemma, then whatever is not plain: "liefern passive perfect modal sollen"."""
    if found is None:
        return ""
    parts = [found.lemma]
    parts += [word for word in (found.voice, found.tense) if word not in ("active", "present")]
    parts += [f"{name} {value}" for name in ("konjunktiv", "modal", "operator") if (value := getattr(found, name))]
    parts += [name for name in ("negated", "reflexive") if getattr(found, name)]
    return " ".join(parts)


PARTICLES = [
    ("China/NE hob/VVFIN die/ART Zölle/NN auf/PTKVZ ./$.", "aufheben past"),
    ("China/NE hat/VAFIN die/ART Zölle/NN aufgehoben/VVPP ./$.", "aufheben perfect"),
    ("China/NE hebt/VVFIN die/ART Zölle/NN auf/APPR ./$.", "aufheben"),
    ("Sie/PPER nahmen/VVFIN teil/PTKVZ ./$.", "teilnehmen past"),
    ("Er/PPER gab/VVFIN es/PPER bekannt/ADJD ./$.", "bekanntgeben past"),
    ("die/ART Zölle/NN aufzuheben/VVIZU", "aufheben"),
    # a preposition before its noun closes no bracket
    ("China/NE hob/VVFIN Zölle/NN auf/APPR Stahl/NN auf/PTKVZ ./$.", "aufheben past"),
    ("Er/PPER setzt/VVFIN auf/APPR Wasserstoff/NN ./$.", "setzen"),
]
VOICES = [
    ("Die/ART Zölle/NN wurden/VAFIN gesenkt/VVPP ./$.", "senken passive past"),
    ("Der/ART Konzern/NN wird/VAFIN verklagt/VVPP ./$.", "verklagen passive"),
    ("Die/ART Zölle/NN sind/VAFIN gesenkt/VVPP worden/VAPP ./$.", "senken passive perfect"),
    ("Die/ART Zölle/NN waren/VAFIN gesenkt/VVPP worden/VAPP ./$.", "senken passive pluperfect"),
    ("Die/ART Zölle/NN werden/VAFIN gesenkt/VVPP werden/VAINF ./$.", "senken passive future"),
    ("Die/ART Zölle/NN müssen/VMFIN gesenkt/VVPP werden/VAINF ./$.", "senken passive modal müssen"),
    ("Die/ART Ausfuhr/NN könnte/VMFIN verboten/VVPP werden/VAINF ./$.", "verbieten passive konjunktiv II modal können"),
    ("Ein/ART Werk/NN soll/VMFIN gebaut/VVPP werden/VAINF ./$.", "bauen passive modal sollen"),
    # the state is a passive, but for the perfect of verbs of motion and change
    ("Die/ART Mine/NN ist/VAFIN geschlossen/VVPP ./$.", "schließen passive"),
    ("Die/ART Mine/NN soll/VMFIN geschlossen/VVPP sein/VAINF ./$.", "schließen passive modal sollen"),
    ("Die/ART Preise/NN sind/VAFIN gefallen/VVPP ./$.", "fallen perfect"),
]
TENSES = [
    ("China/NE liefert/VVFIN Gallium/NN ./$.", "liefern"),
    ("China/NE lieferte/VVFIN Gallium/NN ./$.", "liefern past"),
    ("China/NE hat/VAFIN Gallium/NN geliefert/VVPP ./$.", "liefern perfect"),
    ("China/NE hatte/VAFIN Gallium/NN geliefert/VVPP ./$.", "liefern pluperfect"),
    ("China/NE wird/VAFIN Gallium/NN liefern/VVINF ./$.", "liefern future"),
    # both tenses have this form: the tagger's word counts
    ("Er/PPER beantragte/VVFIN/Tense=Past es/PPER ./$.", "beantragen past"),
    ("dass/KOUS China/NE Gallium/NN liefert/VVFIN", "liefern"),
    ("Er/PPER ist/VAFIN nach/APPR China/NE gereist/VVPP ./$.", "reisen perfect"),
]
MOODS = [
    ("China/NE könne/VMFIN Gallium/NN liefern/VVINF ./$.", "liefern konjunktiv I modal können"),
    ("China/NE sei/VAFIN bereit/ADJD ./$.", "sein konjunktiv I"),
    ("China/NE würde/VAFIN Gallium/NN liefern/VVINF ./$.", "liefern konjunktiv II"),
    ("China/NE hätte/VAFIN Gallium/NN geliefert/VVPP ./$.", "liefern pluperfect konjunktiv II"),
    ("China/NE bräuchte/VVFIN Gallium/NN ./$.", "brauchen konjunktiv II"),
    # what may be a preterite is no Konjunktiv
    ("China/NE lieferte/VVFIN Gallium/NN ./$.", "liefern past"),
    ("China/NE liefere/VVFIN Gallium/NN ./$.", "liefern konjunktiv I"),
    ("China/NE habe/VAFIN Gallium/NN geliefert/VVPP ./$.", "liefern perfect konjunktiv I"),
]
MODALS = [
    ("Er/PPER will/VMFIN Gallium/NN liefern/VVINF ./$.", "liefern modal wollen"),
    ("Er/PPER wollte/VMFIN liefern/VVINF ./$.", "liefern past modal wollen"),
    ("Er/PPER hat/VAFIN liefern/VVINF wollen/VMINF ./$.", "liefern perfect modal wollen"),
    ("Er/PPER hatte/VAFIN investieren/VVINF wollen/VMINF ./$.", "investieren pluperfect modal wollen"),
    ("Er/PPER hat/VAFIN Auflagen/NN zu/PTKZU erfüllen/VVINF ./$.", "erfüllen modal müssen"),
    ("Das/PDS ist/VAFIN zu/PTKZU erwarten/VVINF ./$.", "erwarten modal müssen"),
    ("Er/PPER versucht/VVFIN den/ART Streit/NN zu/PTKZU lösen/VVINF ./$.", "lösen operator versuchen"),
    ("Er/PPER droht/VVFIN zu/PTKZU scheitern/VVINF ./$.", "scheitern operator drohen"),
    ("Er/PPER ließ/VVFIN ein/ART Werk/NN bauen/VVINF ./$.", "bauen past operator lassen"),
    ("Er/PPER darf/VMFIN nicht/PTKNEG liefern/VVINF ./$.", "liefern modal dürfen negated"),
]
NEGATIONS = [
    ("China/NE liefert/VVFIN nicht/PTKNEG ./$.", "liefern negated"),
    ("China/NE liefert/VVFIN kein/PIAT Gallium/NN ./$.", "liefern negated"),
    ("China/NE liefert/VVFIN nicht/PTKNEG mehr/ADV ./$.", "liefern negated"),
    ("China/NE liefert/VVFIN nicht/PTKNEG nur/ADV Gallium/NN ./$.", "liefern"),
    ("China/NE liefert/VVFIN nicht/PTKNEG zuletzt/ADV Gallium/NN ./$.", "liefern"),
    ("China/NE liefert/VVFIN weder/KON Gallium/NN noch/KON Antimon/NN ./$.", "liefern negated"),
    ("Niemand/PIS liefert/VVFIN Gallium/NN ./$.", "liefern negated"),
    ("Sie/PPER trafen/VVFIN sich/PRF nie/ADV ./$.", "treffen past negated reflexive"),
]
OTHERS = [
    ("Die/ART Minister/NN trafen/VVFIN sich/PRF ./$.", "treffen past reflexive"),
    # two verbs share this form: the tag decides
    ("Das/PDS gehört/VVFIN China/NE ./$.", "gehören"),
    ("Das/PDS hat/VAFIN China/NE gehört/VVPP ./$.", "hören perfect"),
    ("Das/ART Treffen/NN in/APPR Busan/NE", ""),
    # a full verb takes no participle: that one belongs to an aside
    ("Indonesien/NE verbot/VVFIN regiert/VVPP von/APPR Widodo/NE die/ART Ausfuhr/NN ./$.", "verbieten past"),
    ("Er/PPER hat/VAFIN vor/PTKVZ ./$.", "vorhaben"),
]


@pytest.mark.parametrize(("notation", "expected"), [*PARTICLES, *VOICES, *TENSES, *MOODS, *MODALS, *NEGATIONS, *OTHERS])
def test_the_verbal_complex(forms: Forms, notation: str, expected: str) -> None:
    assert written(read(notation, forms)) == expected


def test_it_tells_where_its_verbs_stand(forms: Forms) -> None:
    found = read("Die/ART Zölle/NN müssen/VMFIN bald/ADV gesenkt/VVPP werden/VAINF ./$.", forms)
    assert found is not None and (found.finite, found.verb) == (2, 4)


@pytest.mark.parametrize(
    ("notation", "number"),
    [
        ("Er/PPER hebt/VVFIN", "SIN"),
        ("Sie/PPER heben/VVFIN", "PLU"),
        ("Er/PPER hob/VVFIN/Number=Sing", "SIN"),
        ("Sie/PPER sind/VAFIN da/ADV", "PLU"),
        ("Er/PPER war/VAFIN da/ADV", "SIN"),
    ],
)
def test_number_of_the_finite_verb(forms: Forms, notation: str, number: str) -> None:
    found = read(notation, forms)
    assert found is not None and found.number == number


def test_what_a_form_can_be(forms: Forms) -> None:
    assert verb_forms(forms, "geliefert") == {"PA2"}
    assert verb_forms(forms, "aufzuheben") == {"EIZ"}
    assert {"PRÄ", "INF"} <= verb_forms(forms, "liefern")
    assert verb_forms(forms, "hob") == {"PRT"}
    assert verb_forms(forms, "Gallium") == frozenset() == verb_forms(forms, "")
