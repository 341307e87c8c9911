"""Trees of different treebanks in one scheme: titles, names, hyphens, amounts, speech, adverbial clauses."""

import pytest

from training.one_scheme import Word, is_tree, join_hyphens, unify


def words(text: str) -> list[Word]:
    """ "form/UPOS/TAG/head/label …", heads from 1, 0 for the root; a form that ends in "+" has no blank behind it."""
    found = []
    for i, part in enumerate(text.split()):
        form, upos, tag, head, label = part.split("/")
        at = int(head) - 1 if int(head) else i
        lemma = {"sagte": "sagen", "hat": "haben"}.get(form, form.rstrip("+"))
        found.append(Word(form.rstrip("+"), lemma, upos, tag, "_", at, label, not form.endswith("+")))
    return found


def heads(found: list[Word]) -> dict[str, str]:
    return {w.form: f"{w.label}<{found[w.head].form}" for w in found}


CASES = [
    pytest.param(
        "Präsident/NOUN/NN/2/dep Clinton/PROPN/NE/3/nsubj kam/VERB/VVFIN/0/ROOT",
        {"Präsident": "nsubj<kam", "Clinton": "appos<Präsident"},
        id="the title leads",
    ),
    pytest.param(
        "Minister/NOUN/NN/4/nsubj Til/PROPN/NE/1/flat Beil/PROPN/NE/1/flat kam/VERB/VVFIN/0/ROOT",
        {"Minister": "nsubj<kam", "Til": "appos<Minister", "Beil": "flat<Til"},
        id="a name of two words behind a title",
    ),
    pytest.param(
        "Milan/PROPN/NE/2/dep Panic/PROPN/NE/3/nsubj kam/VERB/VVFIN/0/ROOT",
        {"Milan": "nsubj<kam", "Panic": "flat<Milan"},
        id="the first name leads",
    ),
    pytest.param(
        "Die/DET/ART/2/dep Union/NOUN/NN/3/nsubj kam/VERB/VVFIN/0/ROOT",
        {"Die": "det<Union"},
        id="what is left open gets the label of its part of speech",
    ),
    pytest.param(
        "Es/PRON/PPER/4/nsubj kostete/VERB/VVFIN/0/ROOT drei/NUM/CARD/4/nummod Millionen/NOUN/NN/5/nmod "
        "Mark/NOUN/NN/2/obj",
        {"Millionen": "nummod<Mark", "Mark": "obj<kostete"},
        id="the unit leads",
    ),
    pytest.param(
        "Preise/NOUN/NN/2/nsubj stiegen/VERB/VVFIN/0/ROOT ,/PUNCT/$,/5/punct sagte/VERB/VVFIN/2/parataxis "
        "Beil/PROPN/NE/4/nsubj",
        {"sagte": "ROOT<sagte", "stiegen": "ccomp<sagte", "Beil": "nsubj<sagte"},
        id="the verb of saying leads",
    ),
    pytest.param(
        "Wenn/SCONJ/KOUS/3/mark er/PRON/PPER/3/nsubj kommt/VERB/VVFIN/4/ccomp geht/VERB/VVFIN/0/ROOT "
        "sie/PRON/PPER/4/nsubj",
        {"kommt": "advcl<geht"},
        id="the conjunction tells an adverbial clause",
    ),
    pytest.param(
        "Er/PRON/PPER/2/nsubj plant/VERB/VVFIN/0/ROOT zu/PART/PTKZU/4/mark gehen/VERB/VVINF/2/ccomp",
        {"gehen": "xcomp<plant"},
        id="an infinitive has no subject",
    ),
    pytest.param(
        "Er/PRON/PPER/4/nsubj:pass wird/AUX/VAFIN/4/aux:pass von/ADP/APPR/5/case geprüft/VERB/VVPP/0/ROOT "
        "ihr/PRON/PPER/4/obl",
        {"ihr": "obl:agent<geprüft"},
        id="the agent of a passive",
    ),
    pytest.param(
        "Er/PRON/PPER/2/nsubj macht/VERB/VVFIN/0/ROOT das/PRON/PDS/2/obj aus/ADP/APPR/5/case Holz/NOUN/NN/2/obj",
        {"Holz": "obl<macht", "das": "obj<macht"},
        id="no object has a preposition",
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_heads_and_labels_follow_the_guide(text: str, expected: dict[str, str]) -> None:
    found = unify(words(text))
    assert is_tree(found)
    assert {form: heads(found)[form] for form in expected} == expected


def test_a_word_cut_at_its_hyphen_is_one_again() -> None:
    cut = words(
        "Das/DET/ART/4/det US+/NOUN/NN/4/compound -+/PUNCT/$(/4/punct Haus/NOUN/NN/5/nsubj tagt/VERB/VVFIN/0/ROOT"
    )
    found = join_hyphens(cut, lambda text: True)
    assert [w.form for w in found] == ["Das", "US-Haus", "tagt"]
    assert heads(found) == {"Das": "det<US-Haus", "US-Haus": "nsubj<tagt", "tagt": "ROOT<tagt"}
    assert found[1].lemma == "US-Haus"


def test_words_stay_apart_where_the_tokenizer_parts_them() -> None:
    cut = words("US+/NOUN/NN/3/nmod -+/PUNCT/$(/3/punct Haus/NOUN/NN/0/ROOT")
    assert join_hyphens(cut, lambda text: False) == cut
