"""The full-form lexicon: readings, lemmas, cases, verbs, compounds, names."""

import pytest

from kg.errors import ModelError
from kg.language.forms import Forms
from kg.language.readings import FormReading


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms.load()


def test_readings_are_those_of_the_form_as_written(forms: Forms) -> None:
    assert FormReading("heben", "VER", ("1:SIN:PRT:NON", "3:SIN:PRT:NON")) in forms.readings("hob")
    assert {r.cls for r in forms.readings("aufgehoben")} == {"PA2", "VER"}
    assert forms.readings("Xqwzt") == ()
    assert forms.readings("") == ()


def test_at_sentence_start_the_lower_form_is_read_too(forms: Forms) -> None:
    assert all(r.cls in ("SUB", "EIG") for r in forms.readings("Arm"))
    assert {"SUB", "ADJ"} <= {r.cls for r in forms.readings("Arm", sentence_start=True)}
    assert any(r.lemma == "der" for r in forms.readings("DIE"))


@pytest.mark.parametrize(
    ("form", "pos", "lemma"),
    [
        ("Häuser", "NOUN", "Haus"),
        ("Chinas", "PROPN", "China"),
        ("Trumps", "PROPN", "Trump"),
        ("besser", "ADJ", "gut"),
        ("chinesischen", "ADJ", "chinesisch"),
        ("beschlossene", "ADJ", "beschlossen"),
        ("beschlossene", "VERB", "beschließen"),
        ("steigend", "VERB", "steigen"),
        ("aufzuheben", "VVIZU", "aufheben"),
        ("aufgehoben", "VVPP", "aufheben"),
        ("gehört", "VVFIN", "gehören"),
        ("gehört", "VVPP", "hören"),
        ("fällt", "VVFIN", "fallen"),
        ("würde", "AUX", "werden"),
        ("ihm", "PRON", "er"),
        ("seiner", "DET", "sein"),
        ("dieses", "DET", "dieser"),
        ("den", "DET", "der"),
        # not in the lexicon: by the longest known tail, by a particle
        ("Seltenerdmagneten", "NOUN", "Seltenerdmagnet"),
        ("US-Behörden", "NOUN", "US-Behörde"),
        ("exportorientierten", "ADJ", "exportorientiert"),
        ("hochstufte", "VERB", "hochstufen"),
        ("Xqwzt", "NOUN", None),
        ("Xqwzt", "VERB", None),
    ],
)
def test_lemma(forms: Forms, form: str, pos: str, lemma: str | None) -> None:
    assert forms.lemma(form, pos) == lemma


def test_case_and_gender_decide_between_lemmas(forms: Forms) -> None:
    masculine = forms.lemma("Leiter", "NOUN", agrees=frozenset({("NOM", "SIN", "MAS")}))
    assert masculine == "Leiter"
    assert forms.lemma("Banken", "NOUN", agrees=frozenset({("NOM", "PLU", "FEM")})) == "Bank"


def test_cases(forms: Forms) -> None:
    assert forms.cases("dem") == {("DAT", "SIN", "MAS"), ("DAT", "SIN", "NEU")}
    assert ("AKK", "SIN", "MAS") in forms.cases("den")
    assert not any(case == "NOM" for case, _, _ in forms.cases("den"))
    assert ("DAT", "PLU", "MAS") in forms.cases("Seltenerdmagneten")
    assert forms.cases("nachdem") == frozenset()


def test_verbs_and_their_particles(forms: Forms) -> None:
    assert forms.is_verb("aufheben") and not forms.is_verb("hob") and not forms.is_verb("Haus")
    assert forms.join("auf", "heben") == "aufheben"
    assert forms.join("Bekannt", "geben") == "bekanntgeben"
    assert forms.join("xq", "heben") is None
    assert forms.split_verb("aufheben") == ("auf", "heben")
    assert forms.split_verb("teilnehmen") == ("teil", "nehmen")
    assert forms.split_verb("verkaufen") is None and forms.split_verb("gehören") is None
    assert {"auf", "ab", "ein", "zurück", "bekannt", "statt"} <= forms.particles
    assert not {"ver", "be", "ge"} & forms.particles


@pytest.mark.parametrize(
    ("noun", "parts"),
    [
        ("US-Handelsministerium", ("US", "Handel", "Ministerium")),
        ("Exportkontrollen", ("Export", "Kontrolle")),
        ("Trump-Regierung", ("Trump", "Regierung")),
        ("Lieferketten", ("liefern", "Kette")),
        ("Strafzölle", ("Strafe", "Zoll")),
        ("Elektroautos", ("elektro", "Auto")),
        ("Bundesrat", ("Bund", "Rat")),
        ("Ausrüstung", None),
        ("Regierung", None),
        ("Unternehmen", None),
        ("Vertrag", None),
        ("Nvidia", None),
    ],
)
def test_compounds(forms: Forms, noun: str, parts: tuple[str, ...] | None) -> None:
    assert forms.split_compound(noun) == parts


def test_kinds_of_names(forms: Forms) -> None:
    assert "VOR" in forms.name_kinds("Donald")
    assert "NAC" in forms.name_kinds("Merkel")
    assert "STD" in forms.name_kinds("Peking")
    assert "COU" in forms.name_kinds("China")
    assert forms.name_kinds("Haus") == frozenset()


def test_a_missing_or_strange_lexicon_is_one_line(tmp_path) -> None:
    with pytest.raises(ModelError, match="full-form lexicon") as missing:
        Forms.load(tmp_path)
    assert "\n" not in str(missing.value)
    (tmp_path / "forms.json").write_text('{"format": 99, "edits": [], "tagsets": []}', encoding="utf-8")
    with pytest.raises(ModelError, match="format 99"):
        Forms.load(tmp_path)
