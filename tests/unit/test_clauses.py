"""Sentences into clauses with their phrases: who hangs on what, who shares a subject, what a pronoun stands for."""

from __future__ import annotations

import pytest
from german import tagged
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kg.language.clauses import Sentence, offsets, sentence_spans, sentences
from kg.language.forms import Forms
from kg.language.outline import outlines


def read(notation: str, forms: Forms) -> tuple[Doc, Sentence]:
    doc, names = tagged(notation)
    (sentence,) = sentences(doc, names, forms.cases, forms)
    return doc, sentence


def written(doc: Doc, sentence: Sentence) -> list[str]:
    """Each clause as "kind lemma S=… O=… D=… P=… | obliques > parent, antecedent"."""

    def head(index: int | None) -> str:
        return "" if index is None else doc[sentence.phrases[index].head].text

    out = []
    for clause in sentence.clauses:
        parts = [clause.kind, clause.predicate.lemma if clause.predicate else "-"]
        roles = {"S": clause.subject, "O": clause.object, "D": clause.dative, "P": clause.predicative}
        parts += [f"{role}={head(index)}" for role, index in roles.items() if index is not None]
        parts += [f"{sentence.phrases[i].prep}+{head(i)}" for i in clause.obliques]
        parts += ["shared"] if clause.shared_subject else []
        parts += [f"antecedent={head(clause.antecedent)}"] if clause.antecedent is not None else []
        parts += [f">{clause.parent}"] if clause.parent is not None else []
        out.append(" ".join(parts))
    return out


def short(notation: str, expected: list[str], reason: str):
    """A case that is not right today and must fail until it is."""
    return pytest.param(notation, expected, marks=pytest.mark.xfail(strict=True, reason=reason))


CASES = [
    (
        "Der/ART Staat/NN verhängte/VVFIN Zölle/NN gegen/APPR [China/NE] ./$.",
        ["main verhängen S=Staat O=Zölle gegen+China"],
    ),
    (
        "[China/NE] hob/VVFIN die/ART Zölle/NN auf/PTKVZ und/KON lud/VVFIN [Trump/NE] ein/PTKVZ ./$.",
        ["main aufheben S=China O=Zölle", "main einladen S=China O=Trump shared"],
    ),
    (
        "[China/NE] liefert/VVFIN wieder/ADV ,/$, und/KON der/ART Westen/NN kauft/VVFIN ./$.",
        ["main liefern S=China", "main kaufen S=Westen"],
    ),
    (
        "[China/NE] liefert/VVFIN Gallium/NN und/KON der/ART Westen/NN kauft/VVFIN ./$.",
        ["main liefern S=China O=Gallium", "main kaufen S=Westen"],
    ),
    (
        "Der/ART Chef/NN sagte/VVFIN ,/$, dass/KOUS [China/NE] Gallium/NN liefert/VVFIN ./$.",
        ["main sagen S=Chef", "complement liefern S=China O=Gallium >0"],
    ),
    (
        "Der/ART Staat/NN versprach/VVFIN ,/$, die/ART Zölle/NN zu/PTKZU senken/VVINF ./$.",
        ["main versprechen S=Staat", "infinitive senken O=Zölle >0"],
    ),
    (
        "Er/PPER sagte/VVFIN ,/$, dass/KOUS er/PPER plant/VVFIN ,/$, Zölle/NN zu/PTKZU senken/VVINF ./$.",
        ["main sagen S=Er", "complement planen S=er >0", "infinitive senken O=Zölle >1"],
    ),
    (
        "Wenn/KOUS der/ART Staat/NN Zölle/NN erhebt/VVFIN ,/$, fehlt/VVFIN Stahl/NN ./$.",
        ["adverbial erheben S=Staat O=Zölle >1", "main fehlen S=Stahl"],
    ),
    (
        "Der/ART Staat/NN wurde/VAFIN von/APPR dem/ART Konzern/NN verklagt/VVPP ./$.",
        ["main verklagen S=Staat von+Konzern"],
    ),
    ("Neue/ADJA Zölle/NN gegen/APPR [China/NE]", ["verbless - gegen+China"]),
]
RELATIVES = [
    (
        "Der/ART Chip/NN ,/$, den/PRELS der/ART Konzern/NN baut/VVFIN ,/$, fehlt/VVFIN ./$.",
        ["main fehlen S=Chip", "relative bauen S=Konzern O=den antecedent=Chip >0"],
    ),
    # gender and number tell which noun is meant
    (
        "Die/ART Chefin/NN des/ART Konzerns/NN ,/$, der/PRELS Chips/NN baut/VVFIN ,/$, schwieg/VVFIN ./$.",
        ["main schweigen S=Chefin", "relative bauen S=der O=Chips antecedent=Konzerns >0"],
    ),
    short(
        "Die/ART Chefin/NN des/ART Konzerns/NN ,/$, die/PRELS Chips/NN baut/VVFIN ,/$, schwieg/VVFIN ./$.",
        ["main schweigen S=Chefin", "relative bauen S=die O=Chips antecedent=Chefin >0"],
        "die is also a plural, and then agrees with any gender",
    ),
    (
        "Der/ART Chip/NN ,/$, für/APPR den/PRELS der/ART Staat/NN zahlt/VVFIN ,/$, fehlt/VVFIN ./$.",
        ["main fehlen S=Chip", "relative zahlen S=Staat für+den antecedent=Chip >0"],
    ),
    (
        "Die/ART Firma/NN ,/$, deren/PRELAT Chef/NN den/ART Staat/NN verklagte/VVFIN ,/$, wuchs/VVFIN ./$.",
        ["main wachsen S=Firma", "relative verklagen S=Chef O=Staat antecedent=Firma >0"],
    ),
    short(
        "Der/ART Chef/NN ,/$, der/PRELS den/ART Staat/NN lobte/VVFIN und/KON Chips/NN baut/VVFIN ,/$, kam/VVFIN ./$.",
        [
            "main kommen S=Chef",
            "relative loben S=der O=Staat antecedent=Chef >0",
            "relative bauen S=der O=Chips shared antecedent=Chef >0",
        ],
        "the joined half hangs on the first half and takes a new subject",
    ),
]


@pytest.mark.parametrize(("notation", "expected"), [*CASES, *RELATIVES])
def test_clauses_with_their_phrases(forms: Forms, notation: str, expected: list[str]) -> None:
    assert written(*read(notation, forms)) == expected


def test_a_clause_knows_its_introducer_and_its_doubt(forms: Forms) -> None:
    _, sentence = read("Wenn/KOUS [China/NE] liefert/VVFIN ,/$, kauft/VVFIN [Japan/NE] ./$.", forms)
    condition, main = sentence.clauses
    assert (condition.introducer, condition.condition, main.condition) == ("wenn", True, False)
    _, sentence = read("Liefert/VVFIN [China/NE] ?/$.", forms)
    assert sentence.clauses[0].question


def test_the_phrase_of_a_token(forms: Forms) -> None:
    _, sentence = read("Der/ART Staat/NN senkt/VVFIN die/ART Zölle/NN ./$.", forms)
    found = sentence.phrase_of(4)
    assert found is not None and (found.start, found.end) == (3, 5)
    assert sentence.phrase_of(2) is None


def test_a_name_holds_no_verb_and_no_sentence_end(forms: Forms) -> None:
    doc, names = tagged("[JL/NE Mag/VVFIN] liefert/VVFIN Magnete/NN ./$.")
    (sentence,) = sentences(doc, names, forms.cases, forms)
    assert doc[1].tag_ == "NE" and sentence.clauses[0].predicate.lemma == "liefern"
    words = ["Er", "traf", "Dr.", "Huang", ".", "Er", "kam", "."]
    doc = Doc(doc.vocab, words=words, sent_starts=[True, False, False, True, False, True, False, False])
    assert sentence_spans(doc, []) == [(0, 3), (3, 5), (5, 8)]
    assert sentence_spans(doc, [(2, 4, False)]) == [(0, 5), (5, 8)]


def test_offsets_leave_out_white_space() -> None:
    vocab = tagged("Ja/PTKANT")[0].vocab
    doc = Doc(vocab, words=["\n\n", "Ja", ".", "\n"], spaces=[False, False, False, False])
    assert offsets(doc, 0, 4) == (2, 5)
    assert offsets(doc, 0, 1) == (0, 0) and offsets(doc, 2, 2) == (0, 0)


WORDS = (
    "[China/NE] [USA/NE] Zölle/NN Konzern/NN er/PPER die/ART der/ART die/PRELS deren/PRELAT dass/KOUS wenn/KOUS um/KOUI"
)
WORDS += " liefert/VVFIN hat/VAFIN soll/VMFIN ist/VAFIN geliefert/VVPP liefern/VVINF zu/PTKZU aufzuheben/VVIZU und/KON"
WORDS += " ,/$, ,/$, :/$. –/$( ?/$. ./$. auf/PTKVZ gegen/APPR von/APPR neue/ADJA nicht/PTKNEG sich/PRF als/KOKOM"


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=20))
def test_any_row_of_words_gives_clauses_that_point_at_what_is_there(forms: Forms, parts: list[str]) -> None:
    doc, sentence = read(" ".join(parts), forms)
    phrases, clauses = range(len(sentence.phrases)), range(len(sentence.clauses))
    for clause in sentence.clauses:
        roles = [clause.subject, clause.object, clause.dative, clause.predicative]
        assert all(i is None or i in phrases for i in [*roles, clause.antecedent, clause.relative, *clause.obliques])
        taken = [i for i in roles if i is not None]
        assert len(taken) == len(set(taken)) or clause.shared_subject
        assert clause.parent is None or (clause.parent in clauses and clause.parent != clause.index)
        assert 0 <= clause.votes[0] <= clause.votes[1]
    for outline in outlines(doc, [sentence]):
        spans = [outline.subject, outline.agent, *outline.objects]
        assert 0 <= outline.start < outline.end <= len(doc.text)
        assert all(span is None or doc.text[span.start : span.end] == span.text for span in spans)
