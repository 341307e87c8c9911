"""Which words of a sentence stand for the subject, the object and the speaker."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explore.marks import Name, adjective_of, marks, name_of, pieces


def named(texts: list[str]) -> list[Name]:
    return [name_of(text) for text in texts]


def found(text: str, **names: str | list[str]) -> list[list[str]]:
    called = {role: named([name] if isinstance(name, str) else name) for role, name in names.items()}
    return [piece for piece in pieces(text, marks(text, called)) if piece[1]]


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("China verhängt Zölle.", "China", ["China"]),
        ("Chinas Zölle treffen China.", "China", ["Chinas", "China"]),
        ("Der Preis seltener Erden steigt.", "seltene Erden", ["seltener Erden"]),
        ("Seltene Erden fehlen.", "seltene Erden", ["Seltene Erden"]),
        ("Den Vereinigten  Staaten fehlt es.", "Vereinigte Staaten", ["Vereinigten  Staaten"]),
        ("Der US-Konzern in den USA.", "US", ["US"]),
        ("Der H20 und der H200.", "H20", ["H20"]),
        ("Chinakracher aus Indochina", "China", []),
        ("MP Materials und MP-Materials", "MP Materials", ["MP Materials"]),
        ("Nvidia-Chef Huang", "Nvidia", ["Nvidia"]),
        ("Das deutsche Volk", "Deutsche", []),
        ("die EU, nicht die eu", "EU", ["EU"]),
        ("Exportkontrollen wirken", "Exportkontrolle", ["Exportkontrollen"]),
        ("nichts", "", []),
        ("... ?", "!?", []),
    ],
)
def test_a_name_is_found_as_whole_words_bent_as_german_bends_them(text, name, words):
    assert [word for word, _ in found(text, subject=name)] == words


def test_the_longest_name_counts_and_a_role_that_comes_first():
    text = "Die Halbwerk AG liefert an die Halbwerk Nord AG."
    assert found(text, subject=["Halbwerk AG", "Halbwerk"], object="Halbwerk Nord AG") == [
        ["Halbwerk AG", "subject"], ["Halbwerk Nord AG", "object"],
    ]  # fmt: skip
    assert found("Adler.", object="Adler", subject="Adler") == [["Adler", "subject"]]


@pytest.mark.parametrize(
    ("place", "text", "word"),
    [
        ("China", "ein chinesischer Konzern", "chinesischer"),
        ("China", "Chinesische Firmen", "Chinesische"),
        ("Chile", "die chilenischen Minen", "chilenischen"),
        ("Deutschland", "deutsche Autobauer", "deutsche"),
        ("Niederlande", "das niederländische Werk", "niederländische"),
        ("Südkorea", "südkoreanische Werften", "südkoreanische"),
        ("Europa", "europäisches Recht", "europäisches"),
        ("Griechenland", "griechische Reeder", "griechische"),
        ("Russland", "mit russischem Gas", "russischem"),
        ("Kalifornien", "des kalifornischen Konzerns", "kalifornischen"),
        ("Polen", "eine polemische Rede", ""),
        ("China", "chinafreundliche Worte", ""),
    ],
)
def test_a_place_is_also_told_by_its_adjective(place, text, word):
    name = adjective_of(place)
    cut = pieces(text, marks(text, {"subject": [name] if name else []}))
    assert "".join(piece for piece, role in cut if role) == word


@given(st.text(max_size=30))
def test_any_place_has_an_adjective_or_none(place):
    adjective_of(place)


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90), st.sampled_from("sop"))))
def test_pieces_put_together_are_the_sentence(text, at):
    cut = pieces(text, at)
    assert "".join(piece for piece, _ in cut) == text
    assert all(piece for piece, _ in cut) or cut == [["", ""]]


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=4), st.lists(st.text(max_size=12), max_size=4))
def test_any_names_leave_any_sentence_whole(text, subjects, objects):
    cut = pieces(text, marks(text, {"subject": named(subjects), "object": named(objects)}))
    assert "".join(piece for piece, _ in cut) == text
    assert {role for _, role in cut} <= {"", "subject", "object"}


@given(st.lists(st.from_regex(r"[A-Za-zÄÖÜäöüß]{1,9}", fullmatch=True), min_size=1, max_size=3), st.text(max_size=20))
def test_a_name_that_stands_there_as_it_is_is_found(words, rest):
    name = " ".join(words)
    text = f"{rest} , {name}. {rest}"
    assert name in [piece for piece, role in pieces(text, marks(text, {"subject": named([name])})) if role]


def test_a_name_of_ten_thousand_letters_is_looked_for_at_once():
    name = "Bundesamtsaußenstellenleiter" * 366
    assert found(f"Es sprach {name} heute.", subject=name) == [[name, "subject"]]
