"""Names over an article, on hand-built documents."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.language.forms import Forms
from kg.language.names import settle_names


@pytest.fixture(scope="module")
def forms() -> Forms:
    return Forms.load()


def settled(forms: Forms, text: str, *marked: tuple[str, str]) -> list[tuple[str, str]]:
    """Marks each (text, label) at its next place in the text, settles, and gives what is marked then."""
    doc: Doc = spacy.blank("de")(text)
    spans: list[Span] = []
    at = 0
    for words, label in marked:
        at = text.index(words, at)
        span = doc.char_span(at, at + len(words), label=label)
        assert span is not None
        spans.append(span)
        at += len(words)
    doc.ents = spans
    return [(e.text, e.label_) for e in settle_names(doc, forms).ents]


def test_a_surname_is_a_person_everywhere(forms: Forms) -> None:
    text = "Jana Qvist kam. Qvist sprach. Qvists Rede war lang. Auch Qvist ging."
    found = settled(forms, text, ("Jana Qvist", "PER"), ("Qvist", "LOC"))
    assert found == [("Jana Qvist", "PER"), ("Qvist", "PER"), ("Qvists", "PER"), ("Qvist", "PER")]


def test_most_votes_decide(forms: Forms) -> None:
    marked = [("Xantar", "ORG"), ("Xantar", "PER"), ("Xantar", "ORG")]
    found = settled(forms, "Xantar kauft. Xantar baut. Xantar liefert.", *marked)
    assert {label for _, label in found} == {"ORG"}


def test_a_place_of_the_lexicon_is_a_place(forms: Forms) -> None:
    assert settled(forms, "Peking lehnt ab.", ("Peking", "ORG")) == [("Peking", "LOC")]


def test_a_common_noun_is_not_marked_because_of_a_name(forms: Forms) -> None:
    found = settled(forms, "Anna Berg kam. Der Berg ist hoch.", ("Anna Berg", "PER"))
    assert found == [("Anna Berg", "PER")]


def test_compounds_in_front_and_line_breaks_are_cut_off(forms: Forms) -> None:
    found = settled(forms, "Der Trump-Vertraute Jan Qvist kam.", ("Trump-Vertraute Jan Qvist", "PER"))
    assert found == [("Jan Qvist", "PER")]
    assert settled(forms, "Von Xantar News\n- mehr", ("Xantar News\n-", "ORG")) == [("Xantar News", "ORG")]


def test_two_names_in_a_row_make_no_surname(forms: Forms) -> None:
    text = "Trump kam. Gestern lobte Trump Xantar. Xantar schwieg."
    found = settled(forms, text, ("Trump", "PER"), ("Trump Xantar", "PER"), ("Xantar", "ORG"))
    assert found[-1] == ("Xantar", "ORG")
