"""Sentence starts known before the parse, and whitespace in a tree, on hand-built documents."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.language.forms import Forms
from kg.language.lines import preset_starts, settle_whitespace

NLP = spacy.blank("de")
FORMS = Forms.load()


def starts(text: str) -> list[str]:
    """The tokens that start a sentence for certain, the first one aside."""
    doc = preset_starts(NLP(text), FORMS)
    return [t.text for t in doc[1:] if t.is_sent_start and not t.is_space]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Der Rat tagt. Die Firma schweigt.", ["Die"]),
        ("Der Rat tagt.\nDie Firma schweigt", ["Die"]),
        ("Der Rat tagt\n\nDie Firma schweigt", ["Die"]),
        ("„Wir gehen.“ Die Firma schweigt.", ["Die"]),
        ("„Wir gehen!“, sagte er. Dann ging er.", ["Dann"]),
        ("Was nun? „Nichts“, hieß es.", ["„"]),
        ("Die Example Corp. Chefin Anna Berg schweigt.", []),
        ("Am 12. Februar tagt der Rat.", []),
        ("Der Umsatz von 3.5 Mio. Euro sank.", []),
        ("Er kam aus der EU. Dann ging er.", ["Dann"]),
        ("Das sagte J. Berg.", []),
        ("Der Rat tagt. iPhones sind teuer.", ["iPhones"]),
        ("Der Rat tagt. und nun?", []),
        ("BERLIN (dpa) – Der Rat hat am Montag getagt.", ["Der"]),
        ("Berlin/Paris - Der Rat hat am Montag getagt.", ["Der"]),
        ("Der Rat – Hort der Länder – hat am Montag getagt.", []),
        ("", []),
    ],
)
def test_preset_starts(text: str, found: list[str]) -> None:
    assert starts(text) == found


def test_what_can_never_start_a_sentence() -> None:
    doc = preset_starts(NLP("„Gut.“ sagte er (leise)."), FORMS)
    never = {t.text for t in doc if t.is_sent_start is False}
    assert {"“", "sagte", ")", "."} <= never


def build(words: list[str], heads: list[int], deps: list[str], pos: list[str] | None = None) -> Doc:
    return Doc(NLP.vocab, words=words, spaces=[False] * len(words), heads=heads, deps=deps, pos=pos)


def test_children_of_whitespace_go_to_the_word_above() -> None:
    doc = settle_whitespace(build(["Rat", " ", "tagt", "heute"], [1, 2, 2, 1], ["nsubj", "dep", "ROOT", "advmod"]))
    assert [t.head.text for t in doc] == ["tagt", "Rat", "tagt", "tagt"]
    assert [t.dep_ for t in doc] == ["nsubj", "dep", "ROOT", "advmod"]


def test_whitespace_as_root_hands_its_place_on() -> None:
    doc = settle_whitespace(build(["Rat", "\n", "tagt"], [1, 1, 1], ["nsubj", "ROOT", "obj"]))
    assert [t.head.text for t in doc] == ["Rat", "Rat", "Rat"]
    assert len(list(doc.sents)) == 1


def test_a_piece_left_alone_is_hung_on_its_neighbour() -> None:
    words = ["xAI", ",", "der", "Konzern", ",", "baut"]
    doc = build(words, [0, 3, 3, 5, 3, 5], ["ROOT", "punct", "det", "nsubj", "punct", "ROOT"], ["NOUN"] * 5 + ["VERB"])
    assert len(list(doc.sents)) == 2
    settled = settle_whitespace(doc)
    assert len(list(settled.sents)) == 1
    assert settled[0].head.text == "baut" and settled[0].dep_ == "dep" and settled[3].dep_ == "nsubj"


def test_whitespace_at_the_start_and_alone() -> None:
    doc = settle_whitespace(build(["\n", "Rat", "tagt"], [0, 2, 2], ["ROOT", "nsubj", "ROOT"]))
    assert doc[0].head.text == "Rat" and [s.text for s in doc.sents] == ["\nRattagt"]
    alone = build(["\n"], [0], ["ROOT"])
    assert settle_whitespace(alone)[0].head.i == 0
