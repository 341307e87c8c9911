"""Titles and the words beside them: every row's example has its word, and is understood."""

from __future__ import annotations

from importlib import resources

import pytest

from kg.errors import TableError
from kg.language.forms import Forms
from kg.lexicon import Row, read_table
from kg.linking.table import load_table
from kg.linking.titles import COLUMNS, WORD_COLUMNS, Titles, load_titles

DE = resources.files("kg") / "language" / "de"
TITLES = read_table(DE / "titles.tsv", COLUMNS)
BESIDE = read_table(DE / "office_words.tsv", WORD_COLUMNS)


@pytest.fixture(scope="module")
def titles() -> Titles:
    return load_titles()


@pytest.mark.parametrize("row", TITLES, ids=lambda row: row["title"])
def test_every_title_is_found_in_its_example(row: Row, titles: Titles) -> None:
    forms = Forms.load()
    words = [word.strip(".").rpartition("-")[2] for word in row["example"].split()]
    bases = {base for word in words for base in (word, forms.lemma(word, "NOUN") or word, word + "r")}
    assert {row["title"], row["feminine"]} & bases
    title = titles.get(row["title"])
    assert title is not None and not title.feminine and title.state_roles | title.body_roles


@pytest.mark.parametrize("row", BESIDE, ids=lambda row: row["word"])
def test_every_word_is_found_in_its_example(row: Row, titles: Titles) -> None:
    forms = Forms.load()
    words = [word.strip(".") for word in row["example"].split()]
    found = {titles.beside(word) for word in words} | {titles.beside(forms.lemma(word, "NOUN") or "") for word in words}
    assert row["kind"] in found


def test_ministers_are_titles_of_their_portfolio(titles: Titles) -> None:
    minister = titles.get("Handelsministerin")
    assert minister is not None and minister.feminine and minister.state_roles == {"Handelsminister"}
    assert titles.get("Minister") is None and titles.get("Ministerin") is None and titles.get("Tisch") is None
    president = titles.get("Präsidentin")
    assert president is not None and president.feminine and president.name == "Präsident"


def test_titles_are_at_home_in_known_states() -> None:
    table = load_table()
    assert all(table.get(row["home"]) for row in TITLES if row["home"])


def test_faults_are_told_with_their_lines(tmp_path) -> None:
    (tmp_path / "titles.tsv").write_text(
        "title\tfeminine\tstate\tbody\thome\texample\nChef\tChefin\t\t\t\tDer Chef.\n", encoding="utf-8"
    )
    with pytest.raises(TableError, match=r"titles.tsv:2: neither state nor body"):
        load_titles(tmp_path)
